/* erase_enquiry.c - the buyer has his name, his contact and what he wrote erased
 *
 * What the producer wrote stays, and that there was an enquiry is counted. Erased again changes
 * nothing.
 *
 * Reads:     market.v1.EraseEnquiry
 * Needs:     the receipt
 * Writes:    enquiries, one row; enquiry_messages: the buyer's, empty; contacts, one row less
 * Publishes: market.v1.EnquiryClosed where it was open, BuyerErased
 * Refuses:   NO_SUCH_THING
 */
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/commands.h"
#include "market/rules/enquiry.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision erase_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__EraseEnquiry *command =
		(const Ocop__Market__V1__EraseEnquiry *)message;
	struct enquiry enquiry;

	if (!enquiry_of_receipt(tx, reply, command->receipt, &enquiry))
		return REFUSED;
	if (!enquiry.erased) {
		if (enquiry.state == ENQUIRY_STATE(OPEN))
			enquiry_close(tx, &enquiry, enquiry.outcome);
		enquiry_messages_erase(tx, enquiry.enquiry_id);
		enquiry.erased = true;
		enquiry.quantity = "";
		enquiry_forget_buyer(tx, &enquiry);
	}
	reply_accept(reply, enquiry.receipt, (uint64_t)enquiry.version);
	return ACCEPTED;
}
