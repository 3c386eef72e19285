/* erasure.c - statements that take a person out of registration's tables */
#include "registration/records/known/erasure.h"

#include "common/base/arena.h"
#include "common/erasure/erased_names.h"
#include "common/store/transaction.h"
#include "registration/records.h"
#include "registration/records/known/representative.h"
#include "registration/rules.h"
#include "registration/rules/forms.h"

size_t producer_family(struct transaction *tx, const char *producer_id, const char ***ret_ids)
{
	const char **ids = NULL;
	size_t count = 0;

	statement(tx, "WITH RECURSIVE family (producer_id) AS"
		      " (SELECT producer_id FROM producers WHERE producer_id = $1"
		      " UNION ALL SELECT m.producer_id FROM producers m"
		      " JOIN family f ON m.merged_into = f.producer_id AND m.merged_into <> '')"
		      " SELECT producer_id FROM family");
	bind_text(tx, producer_id);
	while (statement_step(tx)) {
		ids = list_room(tx, ids, count, sizeof(*ids));
		ids[count++] = column_text(tx, "producer_id");
	}
	*ret_ids = ids;
	return count;
}

static void form_field_empty(struct transaction *tx, const char *producer_id, const char *form_code,
			     const char *key)
{
	statement(tx,
		  "UPDATE dossier_fields SET value = '' WHERE form_code = $1 AND key = $2"
		  " AND dossier_id IN (SELECT dossier_id FROM dossiers WHERE producer_id = $3)");
	bind_text(tx, form_code);
	bind_text(tx, key);
	bind_text(tx, producer_id);
	statement_run(tx);
}

static void submission_erase(struct transaction *tx, const struct erased_names *names,
			     const char *dossier_id, uint32_t submission_no)
{
	struct submission submission;

	submission_load(tx, dossier_id, submission_no, &submission);
	statement(tx, "UPDATE submissions SET content = $1"
		      " WHERE dossier_id = $2 AND submission_no = $3");
	bind_text(tx, dossier_content_erase(submission.content, names, transaction_arena(tx)));
	bind_text(tx, dossier_id);
	bind_i64(tx, submission_no);
	statement_run(tx);
}

static void submissions_erase(struct transaction *tx, const struct erased_names *names)
{
	statement(tx, "SELECT s.dossier_id, s.submission_no FROM dossiers d"
		      " JOIN submissions s ON s.dossier_id = d.dossier_id"
		      " WHERE d.producer_id = $1 ORDER BY s.dossier_id, s.submission_no");
	bind_text(tx, names->producer_id);
	while (statement_step(tx))
		submission_erase(tx, names, column_text(tx, "dossier_id"),
				 (uint32_t)column_i64(tx, "submission_no"));
}

void persons_erase(struct transaction *tx, const struct erased_names *names)
{
	const char *form_code, *key;

	representative_delete(tx, names->producer_id);
	for (size_t i = 0; personal_field_at(i, &form_code, &key); i++)
		form_field_empty(tx, names->producer_id, form_code, key);
	submissions_erase(tx, names);
}

/* In no list of likely duplicates: all who were erased are called alike. */
static void candidates_forget(struct transaction *tx, const char *producer_id)
{
	statement(tx, "DELETE FROM producer_keys WHERE producer_id = $1");
	bind_text(tx, producer_id);
	statement_run(tx);
	statement(tx, "DELETE FROM merge_candidates WHERE first_id = $1 OR second_id = $1");
	bind_text(tx, producer_id);
	statement_run(tx);
}

static void producer_erase(struct transaction *tx, const char *producer_id)
{
	struct producer producer;

	producer_load(tx, producer_id, &producer);
	producer.name = erased_name;
	producer.registration_number = "";
	producer.address = "";
	producer_update(tx, &producer);
	candidates_forget(tx, producer_id);
	statement(tx, "UPDATE products SET producer_name = $1 WHERE producer_id = $2");
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
	statement(tx, "UPDATE linkages SET partner_name = $1 WHERE partner_producer_id = $2");
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
}

/* What was written of him: the changes of a thing, and the moves of a dossier. */
static void thing_erase(struct transaction *tx, const char *thing_id, const char *name)
{
	statement(tx, "UPDATE changes SET before_text = replace(before_text, $1, $2),"
		      " after_text = replace(after_text, $1, $2), reason = replace(reason, $1, $2)"
		      " WHERE thing_id = $3");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, thing_id);
	statement_run(tx);
	statement(tx, "UPDATE dossier_moves SET reason = replace(reason, $1, $2)"
		      " WHERE dossier_id = $3");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, thing_id);
	statement_run(tx);
	statement(tx, "UPDATE evidence SET name = replace(name, $1, $2) WHERE dossier_id = $3");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, thing_id);
	statement_run(tx);
}

static void texts_erase(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx, "UPDATE dossier_fields SET value = replace(value, $1, $2) WHERE dossier_id IN"
		      " (SELECT dossier_id FROM dossiers WHERE producer_id = $3)");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
	statement(tx, "UPDATE ideas SET title = replace(title, $1, $2),"
		      " origin = replace(origin, $1, $2),"
		      " local_material = replace(local_material, $1, $2),"
		      " distinctiveness = replace(distinctiveness, $1, $2),"
		      " market = replace(market, $1, $2), reason = replace(reason, $1, $2)"
		      " WHERE producer_id = $3");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
}

void registration_erase(struct transaction *tx, const struct erased_names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		if (!erased_name_is_unmistakable(names->names[i]))
			continue;
		texts_erase(tx, names->producer_id, names->names[i]);
		for (size_t k = 0; k < names->thing_count; k++)
			thing_erase(tx, names->things[k], names->names[i]);
	}
	persons_erase(tx, names);
	producer_erase(tx, names->producer_id);
}
