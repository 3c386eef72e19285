/* list_deliveries.c - the log of a subscription's deliveries, newest first
 *
 * Reads:   notification.v1.ListDeliveries
 * Answers: notification.v1.ListDeliveriesReply
 * Refuses: CURSOR_INVALID; the cursor is the last count
 *
 * One that is only asked for has none.
 */
#include <inttypes.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "notification/answers.h"
#include "notification/queries.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "ocop/notification/v1/queries.pb-c.h"

static bool read_cursor(const char *cursor, int64_t *ret_before)
{
	struct place place;

	*ret_before = INT64_MAX;
	if (cursor[0] == '\0')
		return true;
	if (!place_read(cursor, &place) || place.digits[0])
		return false;
	*ret_before = place.number;
	return true;
}

static void fill(struct transaction *tx, const struct subscription *subscription, size_t limit,
		 Ocop__Notification__V1__ListDeliveriesReply *page)
{
	struct delivery delivery;

	while (delivery_next(tx, &delivery)) {
		if (page->n_deliveries == limit) {
			page->next = arena_printf(transaction_arena(tx), "%" PRIu64,
						  page->deliveries[limit - 1]->count);
			statement_end(tx);
			return;
		}
		page->deliveries[page->n_deliveries++] =
			delivery_message(tx, subscription->subscription_id, &delivery);
	}
}

enum decision list_deliveries(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Notification__V1__ListDeliveries *list =
		(const Ocop__Notification__V1__ListDeliveries *)message;
	Ocop__Notification__V1__ListDeliveriesReply page =
		OCOP__NOTIFICATION__V1__LIST_DELIVERIES_REPLY__INIT;
	size_t limit = (size_t)page_limit(list->limit);
	struct subscription subscription;
	int64_t before;

	if (!read_cursor(list->cursor, &before)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}
	if (!subscription_load(tx, list->subscription_id, &subscription))
		return FAILED; /* query.c has found it */

	page.deliveries = arena_alloc(transaction_arena(tx), limit * sizeof(*page.deliveries));
	if (subscription.kind != SUBSCRIPTION_KIND(PULL)) {
		deliveries_before(tx, &subscription, before, list->state, (int64_t)limit + 1);
		fill(tx, &subscription, limit, &page);
	}
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &page.base);
	return ACCEPTED;
}
