/* page.c - a page of the feed: as many items as were asked for and fit */
#include "notification/feed/page.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "notification/answers.h"
#include "notification/records.h"
#include "notification/rules.h"

/* Half of what a reply may have: an item is at most 64 KiB, and JSON of it is made in the gateway.
 */
enum { PAGE_LIMIT_BYTES = 512 * 1024 };

void feed_page_begin(struct transaction *tx, uint32_t limit, bool packed, const char *after,
		     struct feed_page *ret_page)
{
	Ocop__Notification__V1__FeedPage *message = &ret_page->message;

	ret_page->room = limit ? limit : FEED_LIMIT_DEFAULT;
	if (ret_page->room > FEED_LIMIT_MAX)
		ret_page->room = FEED_LIMIT_MAX;
	ret_page->packed = packed;
	ret_page->size_bytes = 0;
	ocop__notification__v1__feed_page__init(message);
	message->items =
		arena_alloc(transaction_arena(tx), ret_page->room * sizeof(*message->items));
	message->next = message_text(after[0] ? after : "0");
}

void feed_page_pass(struct transaction *tx, struct feed_page *page, const struct feed_event *event)
{
	page->message.next = arena_alloc(transaction_arena(tx), PLACE_SIZE);
	place_print(event->count ? event->count : event->sequence, event->hash, page->message.next);
}

bool feed_page_add(struct transaction *tx, struct feed_page *page, const struct feed_event *event)
{
	size_t size_bytes = event->size_bytes * (page->packed ? 2 : 1);
	Ocop__Notification__V1__FeedItem *item;

	if (page->message.n_items == page->room ||
	    (page->message.n_items > 0 && page->size_bytes + size_bytes > PAGE_LIMIT_BYTES))
		return false;
	item = feed_item_message(tx, event, page->packed);
	if (!item)
		return false; /* the transaction has failed */
	page->size_bytes += size_bytes;
	page->message.items[page->message.n_items++] = item;
	page->message.next = item->place;
	return true;
}
