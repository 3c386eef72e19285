/* block_buyer.c - a producer takes nothing more of a buyer, or does again
 *
 * The buyer is known again by his account, else by his contact. All of his open threads end. The
 * block outlives what is known of him: the thread by which it was set lifts it.
 *
 * Reads:     market.v1.BlockBuyer
 * Needs:     a thread whose buyer is not forgotten, or to lift it the one that set it
 * Writes:    blocked_buyers, one row; enquiries: those that end
 * Publishes: market.v1.BuyerBlocked; EnquiryClosed for each that ends
 * Refuses:   FIELD_INVALID (the buyer is forgotten)
 */
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/commands.h"
#include "market/events/enquiry.h"
#include "market/rules/enquiry.h"
#include "ocop/market/v1/commands.pb-c.h"

/* As many as one buyer may have open, a few. */
static void close_all(struct transaction *tx, const struct enquiry *of)
{
	struct enquiry open;

	while (enquiry_load_open(tx, of->producer_id, of->buyer_key, &open))
		enquiry_close(tx, &open, open.outcome);
}

enum decision block_buyer(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__BlockBuyer *command = (const Ocop__Market__V1__BlockBuyer *)message;
	struct enquiry enquiry;

	if (!enquiry_load(tx, command->enquiry_id, &enquiry))
		return FAILED; /* the subject was there */
	if (*enquiry.buyer_key == '\0' && !(command->lift && enquiry.blocked)) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "enquiry_id", "its buyer is forgotten");
		return REFUSED;
	}

	if (command->lift) {
		buyer_unblock(tx, &enquiry);
	} else {
		buyer_block(tx, &enquiry);
		close_all(tx, &enquiry);
		if (!enquiry_load(tx, command->enquiry_id, &enquiry))
			return FAILED; /* as above */
	}
	enquiry_update(tx, &enquiry);
	event_buyer_blocked(tx, &enquiry, command->lift);
	reply_accept(reply, enquiry.enquiry_id, (uint64_t)enquiry.version);
	return ACCEPTED;
}
