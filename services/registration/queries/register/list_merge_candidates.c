/* list_merge_candidates.c - pairs of producers or products that may be one, the likeliest first
 *
 * Reads:   registration.v1.ListMergeCandidates
 * Answers: registration.v1.ListMergeCandidatesReply
 * Refuses: CURSOR_INVALID
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/answers/candidate.h"
#include "registration/queries.h"

enum { SCORE_MAX = 100, CURSOR_PARTS = 3 };

/* "12|producer_01...|producer_01...": how far from certain, and the two. */
static char *cursor_print(struct arena *arena, const struct candidate *last)
{
	return arena_printf(arena, "%u|%s|%s", SCORE_MAX - last->score, last->first_id,
			    last->second_id);
}

static bool cursor_read(struct arena *arena, const char *cursor, struct candidate_search *search)
{
	const char *kind = search->products ? "product" : "producer";
	char *part = arena_strdup(arena, cursor);
	const char *parts[CURSOR_PARTS];
	char *end;

	if (*cursor == '\0')
		return true;
	for (size_t i = 0; i < CURSOR_PARTS; i++) {
		parts[i] = strsep(&part, "|");
		if (!parts[i])
			return false;
	}
	search->after_distance = strtol(parts[0], &end, 10);
	search->after_first = parts[1];
	search->after_second = parts[2];
	return *parts[0] && *end == '\0' && !part && search->after_distance >= 0 &&
	       search->after_distance <= SCORE_MAX && identifier_is(parts[1], kind) &&
	       identifier_is(parts[2], kind);
}

enum decision list_merge_candidates(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Registration__V1__ListMergeCandidates *asked =
		(const Ocop__Registration__V1__ListMergeCandidates *)message;
	Ocop__Registration__V1__ListMergeCandidatesReply answer =
		OCOP__REGISTRATION__V1__LIST_MERGE_CANDIDATES_REPLY__INIT;
	struct arena *arena = reply_arena(reply);
	size_t limit = (size_t)page_limit(asked->limit);
	struct candidate_search search = {
		.products = asked->products,
		.province_code = asked->province_code,
		.after_distance = -1,
		.after_first = "",
		.after_second = "",
		.limit = (int64_t)limit + 1, /* one more tells whether there is a next page */
	};
	struct candidate *candidates;

	if (!cursor_read(arena, asked->cursor, &search)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	size_t found = candidates_search(tx, &search, &candidates);
	answer.n_candidates = found > limit ? limit : found;
	answer.candidates = arena_alloc(arena, answer.n_candidates * sizeof(*answer.candidates));
	for (size_t i = 0; i < answer.n_candidates; i++)
		answer.candidates[i] = candidate_message(tx, &candidates[i]);
	if (found > limit)
		answer.next = cursor_print(arena, &candidates[limit - 1]);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
