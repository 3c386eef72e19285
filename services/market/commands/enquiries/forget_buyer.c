/* forget_buyer.c - how a buyer can be reached is forgotten
 *
 * By the producer when he is asked for it, and by the daemon itself some time after the thread was
 * closed. What was written stays. Forgotten again changes nothing and is not told again.
 *
 * Reads:     market.v1.ForgetBuyer
 * Needs:     a thread
 * Writes:    enquiries, one row; contacts, one row less; nothing once that is done
 * Publishes: market.v1.BuyerErased
 * Refuses:   nothing
 */
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/commands.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision forget_buyer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Market__V1__ForgetBuyer *command =
		(const Ocop__Market__V1__ForgetBuyer *)message;
	struct enquiry enquiry;

	if (!enquiry_load(tx, command->enquiry_id, &enquiry))
		return FAILED;  /* the subject was there */
	if (*enquiry.buyer_key) /* there from the first message on, and gone with the contact */
		enquiry_forget_buyer(tx, &enquiry);
	reply_accept(reply, enquiry.enquiry_id, (uint64_t)enquiry.version);
	return ACCEPTED;
}
