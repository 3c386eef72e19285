/* events.c - what market tells: one function an event */
#include "market/events.h"

#include "common/message/message.h"
#include "common/outbox.h"
#include "market/records.h"
#include "ocop/market/v1/events.pb-c.h"

void event_listing_described(struct transaction *tx, const struct listing *listing,
			     uint64_t version)
{
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	event.listing_id = message_text(listing->listing_id);
	outbox_append(tx, listing->listing_id, version, &event.base);
}
