/* continue_enquiry.c - the buyer writes again, by his receipt
 *
 * Reads:     market.v1.ContinueEnquiry
 * Needs:     an open thread
 * Writes:    enquiry_messages, one row; enquiries: who wrote last
 * Publishes: market.v1.EnquiryContinued
 * Refuses:   NO_SUCH_THING, FIELD_MISSING, FIELD_TOO_LONG, ENQUIRY_CLOSED, MESSAGES_TOO_MANY,
 *            COMMAND_ID_REUSED
 */
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/commands.h"
#include "market/rules/enquiry.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision continue_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Market__V1__ContinueEnquiry *command =
		(const Ocop__Market__V1__ContinueEnquiry *)message;
	const char *text = enquiry_message_read(reply, command->message);
	struct enquiry enquiry;

	if (!enquiry_of_receipt(tx, reply, command->receipt, &enquiry) || reply_refused(reply))
		return REFUSED;
	if (!enquiry_write(tx, reply, &enquiry, ENQUIRY_SIDE(BUYER), text))
		return REFUSED;

	reply_accept(reply, enquiry.receipt, (uint64_t)enquiry.version);
	return ACCEPTED;
}
