/* list_feed.c - the public feed after a place, oldest first
 *
 * Reads:   notification.v1.ListFeed
 * Answers: notification.v1.FeedPage
 * Refuses: FEED_PLACE_UNKNOWN and FIELD_INVALID (places.h), EVENT_TYPE_UNKNOWN
 *
 * What types leave out is passed all the same: `next` is behind all that this page speaks for, so
 * a reader who keeps it has missed nothing.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "notification/answers.h"
#include "notification/feed/page.h"
#include "notification/feed/places.h"
#include "notification/queries.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "ocop/notification/v1/queries.pb-c.h"

enum { TYPES_MAX = 32 };

/* The types that are asked for; none: all. */
struct wanted {
	const char *types[TYPES_MAX];
	size_t count;
};

static void read_types(struct transaction *tx, const char *text, struct reply *reply,
		       struct wanted *ret_wanted)
{
	char *rest = arena_strdup(transaction_arena(tx), text);

	ret_wanted->count = 0;
	for (char *name; text[0] && (name = strsep(&rest, ",")) != NULL;) {
		const char *type = public_type_find(name);

		if (!type || ret_wanted->count == TYPES_MAX) {
			reply_refuse(reply, REFUSAL(EVENT_TYPE_UNKNOWN), "types", NULL);
			return;
		}
		ret_wanted->types[ret_wanted->count++] = type;
	}
}

static bool is_wanted(const struct wanted *wanted, const struct feed_item *item)
{
	for (size_t i = 0; i < wanted->count; i++) {
		if (strcmp(wanted->types[i], item->type) == 0)
			return true;
	}
	return wanted->count == 0;
}

/* The place goes behind the last item that was looked at. */
static void pass(struct transaction *tx, struct feed_page *page, int64_t sequence)
{
	struct feed_event event;

	if (sequence > 0 && feed_event_load(tx, sequence, &event))
		feed_page_pass(tx, page, &event);
}

/* Only of what is wanted are the bytes read. */
static void fill(struct transaction *tx, int64_t after, const struct wanted *wanted,
		 struct feed_page *page)
{
	struct feed_event event;
	struct feed_item item;
	int64_t passed = 0;

	feed_items_after(tx, after, FEED_LOOK_MAX);
	while (feed_item_next(tx, &item)) {
		if (!is_wanted(wanted, &item)) {
			passed = item.sequence;
			continue;
		}
		if (!feed_event_load(tx, item.sequence, &event) ||
		    !feed_page_add(tx, page, &event)) {
			statement_end(tx);
			break;
		}
		passed = 0;
	}
	pass(tx, page, passed);
}

enum decision list_feed(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply)
{
	const Ocop__Notification__V1__ListFeed *list =
		(const Ocop__Notification__V1__ListFeed *)message;
	struct wanted wanted;
	struct feed_page page;
	int64_t after = 0;

	feed_place_read(tx, "after", list->after, reply, &after);
	read_types(tx, list->types, reply, &wanted);
	if (reply_refused(reply))
		return REFUSED;

	feed_page_begin(tx, list->limit, list->packed, list->after, &page);
	page.message.head = feed_head_message(tx, NULL);
	if (strcmp(list->after, "head") == 0)
		page.message.next = page.message.head->place;
	fill(tx, after, &wanted, &page);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &page.message.base);
	return ACCEPTED;
}
