/* list_offers.c - all offers of a listing, the newest first, for its producer and the offices
 *
 * Ids sort by time, so the cursor is the id of the last offer shown.
 *
 * Reads:   market.v1.ListOffers
 * Answers: market.v1.ListOffersReply
 * Refuses: CURSOR_INVALID
 */
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/answers/offer.h"
#include "market/queries.h"
#include "market/records.h"
#include "market/records/offer.h"

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, bool held, size_t most,
		      Ocop__Market__V1__ListOffersReply *answer)
{
	struct offer offer;

	answer->offers = arena_alloc(transaction_arena(tx), most * sizeof(*answer->offers));
	while (offer_next(tx, &offer)) {
		if (answer->n_offers == most) {
			answer->next = answer->offers[most - 1]->offer_id;
			statement_end(tx);
			return;
		}
		answer->offers[answer->n_offers++] = offer_message(tx, &offer, held);
	}
}

enum decision list_offers(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__ListOffers *query = (const Ocop__Market__V1__ListOffers *)message;
	Ocop__Market__V1__ListOffersReply answer = OCOP__MARKET__V1__LIST_OFFERS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	struct listing listing;

	if (*query->cursor && !identifier_is(query->cursor, "offer")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	listing_load(tx, query->listing_id, &listing);
	offers_list(tx, query->listing_id, query->cursor, (int64_t)most + 1);
	page_read(tx, listing_is_held(tx, &listing), most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
