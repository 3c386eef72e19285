/* tell.c - an event of another daemon becomes the feed's next item */
#include "notification/feed/tell.h"

#include "common/outbox.h"
#include "common/store/transaction.h"
#include "notification/events.h"
#include "notification/records.h"

void feed_tell(struct transaction *tx, const Ocop__Common__V1__Event *event,
	       const ProtobufCMessage *body, const struct certificate *about)
{
	struct feed_item item = {
		.event_id = event_published(tx, event, body),
		.type = event->type,
		.commune_code = about->commune_code,
		.province_code = about->province_code,
		.sector_no = about->sector_no,
		.star = about->star,
	};

	item.sequence = outbox_head(tx);
	feed_item_insert(tx, &item);
	item_give(tx, &item);
}
