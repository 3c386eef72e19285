/* declaring.h - a member steps aside: what declaring a conflict and a link to a producer have in
 * common
 *
 * A function that returns false has said why in the reply.
 */
#pragma once

#include <stdbool.h>

#include "scoring/records.h"
#include "scoring/rules.h"
#include "scoring/rules/team.h"

struct reply;
struct transaction;

/* True for a reason that is given and not too long: REASON_MISSING or FIELD_TOO_LONG otherwise. */
bool require_reason(struct reply *reply, const char *reason);

/* Members speak for themselves; who keeps the round, for all. SCOPE_MISSING at member_id. */
bool require_voice(struct transaction *tx, struct reply *reply, const struct round *round,
		   const char *member_id);

/* Who may have a conflict in a round: its council and its advisory team. */
struct judges {
	struct council council;
	struct team team;
};

/* Loads both. */
void judges_load(struct transaction *tx, const struct round *round, struct judges *ret_judges);

/* may_declare_conflict beside the conflicts of others in `conflicts`: what the member declared
 * before does not count, as it will be replaced. Its refusals stand at their fields. An adviser
 * leads nothing, so nobody need stand in for him. */
bool require_stand_in(struct transaction *tx, struct reply *reply, const struct judges *judges,
		      const struct conflicts *conflicts, const struct conflict *conflict);
