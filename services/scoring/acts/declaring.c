/* declaring.c - a member steps aside: what declaring a conflict and a link to a producer have in
 * common */
#include "scoring/acts/declaring.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "scoring/records/team.h"
#include "scoring/sitting.h"

bool require_reason(struct reply *reply, const char *reason)
{
	if (!reason[0])
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	else if (text_length(reason) > REASON_LENGTH_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "reason", NULL);
	return !reply_refused(reply);
}

bool require_voice(struct transaction *tx, struct reply *reply, const struct round *round,
		   const char *member_id)
{
	if (strcmp(transaction_caller(tx)->account_id, member_id) == 0 || caller_keeps(tx, round))
		return true;
	reply_refuse(reply, REFUSAL(SCOPE_MISSING), "member_id", NULL);
	return false;
}

/* The conflicts that stand beside the one that is declared. */
static struct conflicts others_of(struct transaction *tx, const struct conflicts *conflicts,
				  const char *member_id)
{
	struct conflict *items = arena_alloc(transaction_arena(tx),
					     (conflicts->count + 1) * sizeof(struct conflict));
	size_t count = 0;

	for (size_t i = 0; i < conflicts->count; i++)
		if (strcmp(conflicts->items[i].member_id, member_id) != 0)
			items[count++] = conflicts->items[i];
	return (struct conflicts){items, count};
}

void judges_load(struct transaction *tx, const struct round *round, struct judges *ret_judges)
{
	council_load(tx, round, &ret_judges->council);
	team_load(tx, round->round_id, &ret_judges->team);
}

bool require_stand_in(struct transaction *tx, struct reply *reply, const struct judges *judges,
		      const struct conflicts *conflicts, const struct conflict *conflict)
{
	struct conflicts others = others_of(tx, conflicts, conflict->member_id);
	Ocop__Common__V1__RefusalCode why =
		team_find(&judges->team, conflict->member_id)
			? REFUSAL(UNSPECIFIED)
			: may_declare_conflict(&judges->council, &others, conflict);

	if (why)
		reply_refuse(reply, why,
			     why == REFUSAL(ACTING_CHAIR_MISSING) ? "acting_chair_id" : "member_id",
			     NULL);
	return !why;
}
