/* list_inspection_plans.c - an authority's plans of inspections, the newest year first
 *
 * The cursor is the year of the last one shown.
 *
 * Reads:   certification.v1.ListInspectionPlans
 * Answers: certification.v1.ListInspectionPlansReply
 * Refuses: CURSOR_INVALID
 */
#include "certification/queries.h"

#include <stdlib.h>

#include "certification/answers/inspection.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__ListInspectionPlansReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct inspection_plan plan;

	answer->plans = arena_alloc(arena, most * sizeof(*answer->plans));
	while (inspection_plan_next(tx, &plan)) {
		if (answer->n_plans == most) {
			answer->next = arena_printf(arena, "%u", answer->plans[most - 1]->year);
			statement_end(tx);
			return;
		}
		answer->plans[answer->n_plans++] = inspection_plan_message(tx, &plan);
	}
}

enum decision list_inspection_plans(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__ListInspectionPlans *query =
		(const Ocop__Certification__V1__ListInspectionPlans *)message;
	Ocop__Certification__V1__ListInspectionPlansReply answer =
		OCOP__CERTIFICATION__V1__LIST_INSPECTION_PLANS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	char *end;
	unsigned long before = strtoul(query->cursor, &end, 10);

	if (*end != '\0' || before > UINT32_MAX) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	inspection_plans_list(
		tx, *query->province_code ? AUTHORITY_LEVEL(PROVINCE) : AUTHORITY_LEVEL(CENTRE),
		query->province_code, (uint32_t)before, (int64_t)most + 1);
	page_read(tx, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
