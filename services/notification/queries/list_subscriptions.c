/* list_subscriptions.c - subscriptions in the order in which they were made
 *
 * Reads:   notification.v1.ListSubscriptions
 * Answers: notification.v1.ListSubscriptionsReply
 * Refuses: SCOPE_MISSING; the cursor is the last id
 */
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "notification/answers.h"
#include "notification/queries.h"
#include "notification/records.h"
#include "ocop/notification/v1/queries.pb-c.h"

/* Whose are listed: "" is all. False when the caller may not see them. */
static bool choose_agency(struct transaction *tx, const char *asked, const char **ret_agency_id)
{
	const struct caller *caller = transaction_caller(tx);

	*ret_agency_id = asked;
	if (caller_has_role(caller, ALLOW(OPERATOR)))
		return true;
	*ret_agency_id = caller->agency_id;
	return caller->agency_id[0] && (!asked[0] || !strcmp(asked, caller->agency_id));
}

enum decision list_subscriptions(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Notification__V1__ListSubscriptions *list =
		(const Ocop__Notification__V1__ListSubscriptions *)message;
	Ocop__Notification__V1__ListSubscriptionsReply page =
		OCOP__NOTIFICATION__V1__LIST_SUBSCRIPTIONS_REPLY__INIT;
	size_t limit = (size_t)page_limit(list->limit);
	struct subscription subscription;
	const char *agency_id;

	if (!choose_agency(tx, list->agency_id, &agency_id)) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "agency_id", NULL);
		return REFUSED;
	}

	page.subscriptions =
		arena_alloc(transaction_arena(tx), limit * sizeof(*page.subscriptions));
	subscriptions_after(tx, list->cursor, agency_id, list->state, (int64_t)limit + 1);
	while (subscription_next(tx, &subscription)) {
		if (page.n_subscriptions == limit) {
			page.next = page.subscriptions[limit - 1]->subscription_id;
			statement_end(tx);
			break;
		}
		page.subscriptions[page.n_subscriptions++] =
			subscription_message(tx, &subscription);
	}
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &page.base);
	return ACCEPTED;
}
