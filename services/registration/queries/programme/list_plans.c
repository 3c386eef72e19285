/* list_plans.c - schemes and plans of a unit or of all, the newest first year first
 *
 * Reads:   registration.v1.ListPlans
 * Answers: registration.v1.ListPlansReply
 * Refuses: CURSOR_INVALID; the cursor is first year and id of the last plan
 */
#include <stdlib.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/queries.h"
#include "registration/records/programme/programme.h"
#include "registration/rules/programme.h"

/* "2026|plan_01JD..." */
static bool cursor_read(const char *cursor, struct plan_search *search)
{
	char *end;
	unsigned long year = strtoul(cursor, &end, 10);

	if (*end != '|' || !identifier_is(end + 1, "plan") || year < PLAN_FIRST_YEAR ||
	    year > PLAN_LAST_YEAR)
		return false;
	search->before_year = (uint32_t)year;
	search->before_id = end + 1;
	return true;
}

enum decision list_plans(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Registration__V1__ListPlans *asked =
		(const Ocop__Registration__V1__ListPlans *)message;
	Ocop__Registration__V1__ListPlansReply answer =
		OCOP__REGISTRATION__V1__LIST_PLANS_REPLY__INIT;
	size_t limit = (size_t)page_limit(asked->limit);
	struct plan_search search = {
		.unit_code = asked->unit_code,
		.before_id = "",
		.limit = (int64_t)limit + 1, /* one more tells whether there is a next page */
	};

	if (*asked->cursor && !cursor_read(asked->cursor, &search)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	size_t found = plans_search(tx, &search, &answer.plans);
	answer.n_plans = found > limit ? limit : found;
	if (found > limit)
		answer.next = arena_printf(reply_arena(reply), "%u|%s",
					   answer.plans[limit - 1]->from_year,
					   answer.plans[limit - 1]->plan_id);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
