/* record_offer.c - a producer says where, or on what terms, his product can be bought
 *
 * Reads:     market.v1.RecordOffer
 * Needs:     a listing that was not merged away
 * Writes:    offers, one row
 * Publishes: market.v1.OfferRecorded
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, LINK_INVALID, DATE_INVALID,
 *            OFFERS_TOO_MANY
 */
#include "common/base/identifier.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/offer_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events/enquiry.h"
#include "market/records/offer.h"
#include "market/rules/enquiry.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision record_offer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__RecordOffer *command =
		(const Ocop__Market__V1__RecordOffer *)message;
	char offer_id[IDENTIFIER_SIZE];
	struct offer offer = {
		.offer_id = offer_id,
		.listing_id = command->listing_id,
		.recorded_on = trace_today(tx),
		.withdrawn_on = "",
		.version = 1,
	};

	offer_content_read(tx, command->content, reply, &offer.content);
	if (offers_standing_count(tx, command->listing_id, offer.recorded_on) >= OFFERS_MAX)
		reply_refuse(reply, REFUSAL(OFFERS_TOO_MANY), NULL, "%d", OFFERS_MAX);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("offer", NULL, transaction_now_us(tx), offer_id);
	offer_insert(tx, &offer);
	event_offer_recorded(tx, &offer);
	reply_accept(reply, offer_id, 1);
	return ACCEPTED;
}
