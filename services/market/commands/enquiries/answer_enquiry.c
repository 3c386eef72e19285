/* answer_enquiry.c - the producer writes to a buyer
 *
 * Reads:     market.v1.AnswerEnquiry
 * Needs:     an open thread of his
 * Writes:    enquiry_messages, one row; enquiries: who wrote last
 * Publishes: market.v1.EnquiryContinued
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, ENQUIRY_CLOSED, MESSAGES_TOO_MANY,
 *            COMMAND_ID_REUSED
 */
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/commands.h"
#include "market/rules/enquiry.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision answer_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Market__V1__AnswerEnquiry *command =
		(const Ocop__Market__V1__AnswerEnquiry *)message;
	const char *text = enquiry_message_read(reply, command->message);
	struct enquiry enquiry;

	if (!enquiry_load(tx, command->enquiry_id, &enquiry))
		return FAILED; /* the subject was there */
	if (reply_refused(reply))
		return REFUSED;
	if (!enquiry_write(tx, reply, &enquiry, ENQUIRY_SIDE(PRODUCER), text))
		return REFUSED;

	reply_accept(reply, enquiry.enquiry_id, (uint64_t)enquiry.version);
	return ACCEPTED;
}
