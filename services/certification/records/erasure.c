/* erasure.c - statements that take a producer's name out of certification's tables */
#include "certification/records/erasure.h"

#include "common/base/arena.h"
#include "common/erasure/erased_names.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

/* Most certificates that one event names: 12 KB of 64. No producer has a hundred. */
enum { CODES_MAX = 1000 };

static void names_run(struct transaction *tx, const char *producer_id)
{
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
}

static void columns_erase(struct transaction *tx, const char *producer_id)
{
	statement(tx, "UPDATE decided_results SET producer_name = $1 WHERE producer_id = $2");
	names_run(tx, producer_id);
	statement(tx, "UPDATE claims SET producer_name = $1 WHERE producer_id = $2");
	names_run(tx, producer_id);
	statement(tx, "UPDATE centre_results SET producer_name = $1 WHERE producer_id = $2");
	names_run(tx, producer_id);
	statement(tx, "UPDATE recognitions SET producer_name = $1 WHERE producer_id = $2");
	names_run(tx, producer_id);
	statement(tx, "UPDATE certificates SET producer_name = $1 WHERE producer_id = $2");
	names_run(tx, producer_id);
}

static void words_run(struct transaction *tx, const char *name, const char *producer_id)
{
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
}

#define OF_INSPECTIONS                                                                             \
	" WHERE inspection_id IN (SELECT inspection_id FROM inspections WHERE producer_id = $3)"

#define LINES_OF_PRODUCER                                                                          \
	" WHERE producer_id = $3 OR code IN (SELECT code FROM certificates WHERE producer_id = "   \
	"$3)"

/* What was written of him in plans. */
static void plans_words_erase(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx,
		  "UPDATE inspection_plan_changes SET reason = replace(reason, $1, $2)"
		  " WHERE plan_id IN (SELECT plan_id FROM inspection_plan_lines" LINES_OF_PRODUCER
		  ")");
	words_run(tx, name, producer_id);
	statement(tx, "UPDATE inspection_plan_lines SET note = replace(note, $1, $2),"
		      " struck_reason = replace(struck_reason, $1, $2)" LINES_OF_PRODUCER);
	words_run(tx, name, producer_id);
}

/* What was written of visits about his products. */
static void inspections_words_erase(struct transaction *tx, const char *producer_id,
				    const char *name)
{
	statement(tx, "UPDATE inspections SET reason = replace(reason, $1, $2),"
		      " summary = replace(summary, $1, $2),"
		      " cancel_reason = replace(cancel_reason, $1, $2) WHERE producer_id = $3");
	words_run(tx, name, producer_id);
	statement(tx, "UPDATE inspection_lines SET note = replace(note, $1, $2)" OF_INSPECTIONS);
	words_run(tx, name, producer_id);
	statement(tx, "UPDATE inspection_findings SET what = replace(what, $1, $2)" OF_INSPECTIONS);
	words_run(tx, name, producer_id);
	statement(tx, "UPDATE inspection_remedies SET note = replace(note, $1, $2)" OF_INSPECTIONS);
	words_run(tx, name, producer_id);
}

/* What was written of packs with his certificates on them. */
static void reports_words_erase(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx, "UPDATE pack_reports SET seen = replace(seen, $1, $2),"
		      " place_text = replace(place_text, $1, $2), answer = replace(answer, $1, $2)"
		      " WHERE code IN (SELECT code FROM certificates WHERE producer_id = $3)");
	words_run(tx, name, producer_id);
	statement(tx, "UPDATE pack_report_steps SET reason = replace(reason, $1, $2)"
		      " WHERE report_id IN (SELECT report_id FROM pack_reports WHERE code IN"
		      " (SELECT code FROM certificates WHERE producer_id = $3))");
	words_run(tx, name, producer_id);
}

/* What was written of a producer's certificates. */
static void words_erase(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx, "UPDATE certificates SET"
		      " replacement_reason = replace(replacement_reason, $1, $2),"
		      " revocation_reason = replace(revocation_reason, $1, $2),"
		      " suspension_reason = replace(suspension_reason, $1, $2)"
		      " WHERE producer_id = $3");
	words_run(tx, name, producer_id);
	statement(tx, "UPDATE certificate_moves SET reason = replace(reason, $1, $2)"
		      " WHERE code IN (SELECT code FROM certificates WHERE producer_id = $3)");
	words_run(tx, name, producer_id);
	statement(tx, "UPDATE certificate_requests SET reason = replace(reason, $1, $2),"
		      " answer = replace(answer, $1, $2)"
		      " WHERE code IN (SELECT code FROM certificates WHERE producer_id = $3)");
	words_run(tx, name, producer_id);
	statement(tx, "UPDATE recovered_leaves SET reason = replace(reason, $1, $2)"
		      " WHERE thing_id IN (SELECT code FROM certificates WHERE producer_id = $3)");
	words_run(tx, name, producer_id);
	plans_words_erase(tx, producer_id, name);
	inspections_words_erase(tx, producer_id, name);
	reports_words_erase(tx, producer_id, name);
}

void certification_erase(struct transaction *tx, const struct erased_names *names)
{
	columns_erase(tx, names->producer_id);
	for (size_t i = 0; i < names->count; i++) {
		if (erased_name_is_unmistakable(names->names[i]))
			words_erase(tx, names->producer_id, names->names[i]);
	}
}

void certificates_of_producer(struct transaction *tx, const char *producer_id,
			      struct certificates_of_producer *ret_certificates)
{
	struct certificates_of_producer *found = ret_certificates;

	*found = (struct certificates_of_producer){
		.codes = arena_alloc(transaction_arena(tx), CODES_MAX * sizeof(char *)),
		.commune_code = "",
		.province_code = "",
	};
	statement(tx, "SELECT code, commune_code, province_code FROM certificates"
		      " WHERE producer_id = $1 ORDER BY arrival LIMIT $2");
	bind_text(tx, producer_id);
	bind_i64(tx, CODES_MAX);
	while (statement_step(tx)) {
		found->codes[found->count++] = message_text(column_text(tx, "code"));
		found->commune_code = column_text(tx, "commune_code");
		found->province_code = column_text(tx, "province_code");
	}
}
