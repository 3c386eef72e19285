/* decided.c - decisions as they come onto record
 *
 * Ids follow from what a decision is on, so that a store that is rebuilt from the others' events
 * gives the same ones.
 */
#include "certification/acts/decided.h"

#include "certification/events.h"
#include "certification/records/decision.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"

static const char *id_of(struct transaction *tx, const char *decided_on, const char *seed)
{
	char *id = arena_alloc(transaction_arena(tx), IDENTIFIER_SIZE);
	int32_t day = 0;

	(void)date_parse(decided_on, &day); /* a day that is none still has an id */
	identifier_derive("decision", NULL, date_begin_us(day), seed, id);
	return id;
}

static const char *decision_id_of(struct transaction *tx, const struct decision_row *decision)
{
	if (decision->kind == DECISION_KIND(ROUND))
		return id_of(tx, decision->decided_on, decision->round_id);
	return id_of(tx, decision->decided_on,
		     arena_printf(transaction_arena(tx), "%d/%s/%s", (int)decision->kind,
				  decision->province_code, decision->decision_number));
}

void decision_record(struct transaction *tx, struct decision_row *decision)
{
	decision->decision_id = decision_id_of(tx, decision);
	decision_insert(tx, decision);
	event_decision_recorded(tx, decision);
}

const char *decision_on_record(struct transaction *tx, struct decision_row *decision)
{
	const char *id = decision_id_of(tx, decision);
	struct decision_row before;

	if (!decision_load(tx, id, &before))
		decision_record(tx, decision);
	return id;
}
