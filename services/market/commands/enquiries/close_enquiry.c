/* close_enquiry.c - the producer ends a thread, and may say what came of it
 *
 * Reads:     market.v1.CloseEnquiry
 * Needs:     an open thread of his
 * Writes:    enquiries, one row; contacts: until when
 * Publishes: market.v1.EnquiryClosed
 * Refuses:   FIELD_INVALID, ENQUIRY_CLOSED
 */
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/commands.h"
#include "market/rules/enquiry.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision close_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__CloseEnquiry *command =
		(const Ocop__Market__V1__CloseEnquiry *)message;
	struct enquiry enquiry;

	if (!enquiry_load(tx, command->enquiry_id, &enquiry))
		return FAILED; /* the subject was there */
	if (command->outcome > ENQUIRY_OUTCOME(NOT_ORDERED))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "outcome", NULL);
	if (enquiry.state == ENQUIRY_STATE(CLOSED))
		reply_refuse(reply, REFUSAL(ENQUIRY_CLOSED), NULL, "%s", enquiry.closed_on);
	if (reply_refused(reply))
		return REFUSED;

	enquiry_close(tx, &enquiry, command->outcome ? command->outcome : enquiry.outcome);
	reply_accept(reply, enquiry.enquiry_id, (uint64_t)enquiry.version);
	return ACCEPTED;
}
