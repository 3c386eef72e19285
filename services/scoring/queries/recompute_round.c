/* recompute_round.c - recomputes every result of a round from its sheets and rule book
 *
 * Byte for byte, every pass: a star that cannot be recomputed is no star.
 *
 * Reads:   scoring.v1.RecomputeRound
 * Answers: scoring.v1.RecomputeRoundReply
 * Refuses: WRONG_SHARD, NO_SUCH_THING, REPLY_TOO_LARGE
 */
#include "scoring/queries.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "scoring/records.h"
#include "scoring/records/links.h"
#include "scoring/sitting.h"

/* A query shall not take a reader for longer; a year of the largest province has 11,000 in two
 * rounds. */
enum { SHEETS_MAX = 6000 };

/* Rows of the sheets are in the scratch arena too: with notes, those of a round are longer than
 * memory. */
static bool is_same(struct transaction *tx, const struct round *round,
		    const struct stored_result *stored, struct arena *scratch)
{
	struct dossier_result result;
	struct round_dossier dossier;
	struct pass_facts pass;

	if (!round_dossier_load(tx, stored->round_id, stored->dossier_id, &dossier))
		return false;
	const struct sheet *sheet = round_sheet(tx, round, dossier.set_no);
	if (!sheet)
		return false;
	pass_facts_load(tx, round, &dossier, stored->pass, sheet, NULL, scratch, &pass);
	if (!result_compute(&pass.facts, scratch, &result))
		return false;
	ProtobufCBinaryData bytes =
		result_bytes_pack(round, &dossier, stored->pass, &pass.facts, &result, scratch);
	return bytes.len == stored->result_size_bytes &&
	       memcmp(bytes.data, stored->result, bytes.len) == 0;
}

enum decision recompute_round(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__RecomputeRound *query =
		(const Ocop__Scoring__V1__RecomputeRound *)message;
	Ocop__Scoring__V1__RecomputeRoundReply answer =
		OCOP__SCORING__V1__RECOMPUTE_ROUND_REPLY__INIT;
	char *differing[PAGE_LIMIT_MAX];
	struct stored_result stored;
	struct round round;

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	if (score_sheets_count_in_round(tx, round.round_id) > SHEETS_MAX) {
		reply_refuse(reply, REFUSAL(REPLY_TOO_LARGE), NULL, "over %d sheets", SHEETS_MAX);
		return REFUSED;
	}

	struct arena *scratch = arena_create(ARENA_LIMIT_BYTES);
	answer.differing_dossier_ids = differing;
	results_of_every_pass(tx, round.round_id);
	while (result_next(tx, &stored)) {
		if (conflict_exists(tx, round.round_id, stored.dossier_id,
				    transaction_caller(tx)->account_id))
			continue; /* hidden from him, and so is that there is a result */
		answer.results++;
		struct arena *rows = transaction_use_arena(tx, scratch);
		bool same = is_same(tx, &round, &stored, scratch);
		(void)transaction_use_arena(tx, rows); /* it was the scratch one */
		if (!same && answer.n_differing_dossier_ids < PAGE_LIMIT_MAX)
			differing[answer.n_differing_dossier_ids++] = (char *)stored.dossier_id;
		arena_reset(scratch);
	}
	arena_destroy(scratch);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
