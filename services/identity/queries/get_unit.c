/* get_unit.c - a unit in force, and the old ones that became part of it
 *
 * Reads:   identity.v1.GetUnit
 * Answers: identity.v1.GetUnitReply
 * Refuses: NO_SUCH_THING
 */
#include "common/base/arena.h"
#include "common/query.h"
#include "common/store/transaction.h"
#include "identity/queries.h"
#include "identity/records.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum {
	/* The commune that took in most had 15 predecessors in 2025; 250 rows of 400 bytes stay
	 * far under the limit of a reply. */
	PREDECESSORS_MAX = 250
};

static void load_predecessors(struct transaction *tx, const char *code,
			      Ocop__Identity__V1__GetUnitReply *found)
{
	Ocop__Identity__V1__FormerUnit *former_unit;

	found->former_units =
		arena_alloc(transaction_arena(tx), PREDECESSORS_MAX * sizeof(*found->former_units));
	former_units_of(tx, code);
	while ((former_unit = former_unit_next(tx))) {
		if (found->n_former_units == PREDECESSORS_MAX) {
			statement_end(tx);
			return;
		}
		found->former_units[found->n_former_units++] = former_unit;
	}
}

enum decision get_unit(struct transaction *tx, const ProtobufCMessage *message, struct reply *reply)
{
	const Ocop__Identity__V1__GetUnit *get = (const Ocop__Identity__V1__GetUnit *)message;
	Ocop__Identity__V1__GetUnitReply found = OCOP__IDENTITY__V1__GET_UNIT_REPLY__INIT;

	found.unit = unit_read(tx, get->code);
	if (transaction_failed(tx))
		return FAILED;
	if (!found.unit) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "code", NULL);
		return REFUSED;
	}

	load_predecessors(tx, get->code, &found);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &found.base);
	return ACCEPTED;
}
