/* recompute_round.c - recomputes every result of a round from its sheets and rule book
 *
 * Byte for byte, every pass, findings and agreed options included: a star that cannot be recomputed
 * is no star. Every sheet that counted must still be the one it was sealed as, every decision the
 * one that the level takes on such a result, and a closed dossier must have its result. What is
 * stored may have been changed behind the daemon: it is compared, never trusted.
 *
 * Reads:   scoring.v1.RecomputeRound
 * Answers: scoring.v1.RecomputeRoundReply
 * Refuses: WRONG_SHARD, NO_SUCH_THING, REPLY_TOO_LARGE
 */
#include "scoring/queries.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "scoring/records.h"
#include "scoring/records/links.h"
#include "scoring/sitting.h"

/* A query shall not take a reader for longer; a year of the largest province has 11,000 in two
 * rounds. */
enum { SHEETS_MAX = 6000 };

/* Every sheet that counted is the one its member sealed, and its row says what it adds up to. */
static bool sheets_are_genuine(const struct pass_facts *pass, const struct dossier_result *result)
{
	uint32_t sum = 0;

	for (size_t i = 0; i < pass->facts.filled_count; i++) {
		const struct score_sheet *sheet = &pass->sheets[i];
		ProtobufCBinaryData bytes = {sheet->sheet_size_bytes, (uint8_t *)sheet->sheet};
		uint8_t commitment[SHEET_COMMITMENT_SIZE_BYTES];

		sheet_bytes_commit(sheet->nonce, &bytes, commitment);
		if (memcmp(commitment, sheet->commitment, sizeof(commitment)) != 0)
			return false;
		sum += sheet->total;
	}
	return result->outcome != RESULT_OUTCOME(SCORED) || sum == result->mean.sum;
}

/* What a province recognises on the centre's result is a decision of its own and not looked at. */
static bool decision_is_due(const struct round *round, const struct rulebook *book,
			    const struct stored_result *stored, const struct dossier_result *result)
{
	int32_t day;

	if (!stored->decision || round->level != LEVEL(PROVINCE))
		return true;
	return date_parse(round->decided_on, &day) &&
	       decision_of_round(book, round, day, result) == stored->decision;
}

/* Rows of the sheets are in the scratch arena too: with notes, those of a round are longer than
 * memory. */
static bool is_same(struct transaction *tx, const struct round *round, const struct rulebook *book,
		    const struct stored_result *stored, struct arena *scratch)
{
	struct dossier_result result;
	struct round_dossier dossier;
	struct pass_facts pass;

	if (!round_dossier_load(tx, stored->round_id, stored->dossier_id, &dossier))
		return false;
	const struct rulebook_set *set = rulebook_set_find(book, dossier.set_no);
	if (!set || !set->sheet)
		return false;
	pass_facts_load(tx, round, &dossier, stored->pass, set->sheet, NULL, scratch, &pass);
	if (!result_compute(&pass.facts, scratch, &result) || !sheets_are_genuine(&pass, &result) ||
	    !decision_is_due(round, book, stored, &result))
		return false;
	ProtobufCBinaryData bytes =
		result_bytes_pack(round, &dossier, stored->pass, &pass.facts, &result, scratch);
	return bytes.len == stored->result_size_bytes &&
	       memcmp(bytes.data, stored->result, bytes.len) == 0;
}

/* The answer while it grows. */
struct report {
	Ocop__Scoring__V1__RecomputeRoundReply message;
	char *differing[PAGE_LIMIT_MAX];
};

/* A dossier is named once, whatever differs in it; its passes come one after the other. */
static void differing_add(struct report *report, const char *dossier_id)
{
	size_t count = report->message.n_differing_dossier_ids;

	if (count == PAGE_LIMIT_MAX ||
	    (count > 0 && strcmp(report->differing[count - 1], dossier_id) == 0))
		return;
	report->differing[report->message.n_differing_dossier_ids++] = (char *)dossier_id;
}

/* A conflict hides a dossier from its member, and so that there is a result. */
static bool is_hidden(struct transaction *tx, const char *round_id, const char *dossier_id)
{
	return conflict_exists(tx, round_id, dossier_id, transaction_caller(tx)->account_id);
}

static void results_compare(struct transaction *tx, const struct round *round,
			    const struct rulebook *book, struct report *report)
{
	struct arena *scratch = arena_create(ARENA_LIMIT_BYTES);
	struct stored_result stored;

	results_of_every_pass(tx, round->round_id);
	while (result_next(tx, &stored)) {
		if (is_hidden(tx, stored.round_id, stored.dossier_id))
			continue;
		report->message.results++;
		struct arena *rows = transaction_use_arena(tx, scratch);
		bool same = is_same(tx, round, book, &stored, scratch);
		(void)transaction_use_arena(tx, rows); /* it was the scratch one */
		if (!same)
			differing_add(report, stored.dossier_id);
		arena_reset(scratch);
	}
	arena_destroy(scratch);
}

static void lost_add(struct transaction *tx, const struct round *round, struct report *report)
{
	const char *dossier_id = result_lost_after(tx, round->round_id, "");

	while (dossier_id[0]) {
		if (!is_hidden(tx, round->round_id, dossier_id))
			differing_add(report, dossier_id);
		dossier_id = result_lost_after(tx, round->round_id, dossier_id);
	}
}

enum decision recompute_round(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__RecomputeRound *query =
		(const Ocop__Scoring__V1__RecomputeRound *)message;
	struct report report = {.message = OCOP__SCORING__V1__RECOMPUTE_ROUND_REPLY__INIT};
	struct round round;

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	if (score_sheets_count_in_round(tx, round.round_id) > SHEETS_MAX) {
		reply_refuse(reply, REFUSAL(REPLY_TOO_LARGE), NULL, "over %d sheets", SHEETS_MAX);
		return REFUSED;
	}
	const struct rulebook *book = round_rulebook(tx, &round);
	if (!book)
		return FAILED;

	report.message.differing_dossier_ids = report.differing;
	results_compare(tx, &round, book, &report);
	lost_add(tx, &round, &report);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &report.message.base);
	return ACCEPTED;
}
