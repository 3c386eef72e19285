/* mark_enquiry_outcome.c - the producer says later what came of an enquiry, or that it was
 * otherwise
 *
 * Reads:     market.v1.MarkEnquiryOutcome
 * Needs:     a closed thread of his
 * Writes:    enquiries, one row
 * Publishes: market.v1.EnquiryClosed
 * Refuses:   FIELD_INVALID
 */
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/commands.h"
#include "market/events/enquiry.h"
#include "market/rules/enquiry.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision mark_enquiry_outcome(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Market__V1__MarkEnquiryOutcome *command =
		(const Ocop__Market__V1__MarkEnquiryOutcome *)message;
	struct enquiry enquiry;

	if (!enquiry_load(tx, command->enquiry_id, &enquiry))
		return FAILED; /* the subject was there */
	if (command->outcome != ENQUIRY_OUTCOME(ORDERED) &&
	    command->outcome != ENQUIRY_OUTCOME(NOT_ORDERED)) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "outcome", "ordered or not");
		return REFUSED;
	}
	if (enquiry.state == ENQUIRY_STATE(OPEN)) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "outcome", "close it with its outcome");
		return REFUSED;
	}

	enquiry.outcome = command->outcome;
	enquiry_update(tx, &enquiry);
	event_enquiry_closed(tx, &enquiry);
	reply_accept(reply, enquiry.enquiry_id, (uint64_t)enquiry.version);
	return ACCEPTED;
}
