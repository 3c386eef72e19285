/* offer.c - offers as messages show them */
#include "market/answers/offer.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/records.h"
#include "market/records/offer.h"
#include "market/rules.h"
#include "market/rules/enquiry.h"

bool listing_is_held(struct transaction *tx, const struct listing *listing)
{
	const struct certificate *certificate =
		*listing->certificate.code ? &listing->certificate : NULL;

	return badge_on(certificate, date_of_us(transaction_now_us(tx))).state == BADGE(REVOKED);
}

Ocop__Market__V1__Offer *offer_message(struct transaction *tx, const struct offer *offer, bool held)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Market__V1__Offer *message = arena_alloc(arena, sizeof(*message));
	const struct offer_days days = {offer->content.valid_from, offer->content.valid_until,
					offer->withdrawn_on};

	ocop__market__v1__offer__init(message);
	message->offer_id = message_text(offer->offer_id);
	message->listing_id = message_text(offer->listing_id);
	message->content = arena_copy(arena, &offer->content, sizeof(offer->content));
	message->state = offer_state_on(&days, held, trace_today(tx));
	message->recorded_on = message_text(offer->recorded_on);
	message->withdrawn_on = message_text(offer->withdrawn_on);
	message->version = (uint64_t)offer->version;
	return message;
}

void offers_public(struct transaction *tx, const struct listing *listing,
		   Ocop__Market__V1__Offer ***ret_offers, size_t *ret_count)
{
	Ocop__Market__V1__Offer **offers =
		arena_alloc(transaction_arena(tx), OFFERS_MAX * sizeof(*offers));
	struct offer offer;
	size_t count = 0;

	*ret_offers = offers;
	*ret_count = 0;
	if (listing_is_held(tx, listing))
		return;
	/* Of merged products there may be more than one may have: the first are shown. */
	offers_list_standing(tx, listing->listing_id, trace_today(tx), OFFERS_MAX);
	while (offer_next(tx, &offer))
		offers[count++] = offer_message(tx, &offer, false);
	*ret_count = count;
}
