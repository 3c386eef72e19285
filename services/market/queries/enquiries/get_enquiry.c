/* get_enquiry.c - one enquiry with its messages and how the buyer can be reached, for its producer
 *
 * Reads:   market.v1.GetEnquiry
 * Answers: market.v1.Enquiry
 * Refuses: nothing
 */
#include "common/store/transaction.h"
#include "market/answers/enquiry.h"
#include "market/queries.h"
#include "market/records/enquiry.h"
#include "market/rules/enquiry.h"

enum decision get_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__GetEnquiry *query = (const Ocop__Market__V1__GetEnquiry *)message;
	Ocop__Market__V1__Enquiry *answer;
	struct enquiry enquiry;

	if (!enquiry_load(tx, query->enquiry_id, &enquiry))
		return FAILED; /* the subject was there */

	answer = enquiry_message(tx, &enquiry, ENQUIRY_SIDE(PRODUCER));
	enquiry_message_fill(tx, answer, &enquiry, ENQUIRY_SIDE(PRODUCER));
	reply_set_version(reply, (uint64_t)enquiry.version);
	reply_set(reply, &answer->base);
	return ACCEPTED;
}
