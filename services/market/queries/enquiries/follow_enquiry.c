/* follow_enquiry.c - a buyer's own thread, by his receipt
 *
 * Reads:   market.v1.FollowEnquiry
 * Answers: market.v1.Enquiry
 * Refuses: NO_SUCH_THING
 */
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/answers/enquiry.h"
#include "market/queries.h"
#include "market/rules/enquiry.h"

enum decision follow_enquiry(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Market__V1__FollowEnquiry *query =
		(const Ocop__Market__V1__FollowEnquiry *)message;
	Ocop__Market__V1__Enquiry *answer;
	struct enquiry enquiry;

	if (!enquiry_of_receipt(tx, reply, query->receipt, &enquiry))
		return REFUSED;

	answer = enquiry_message(tx, &enquiry, ENQUIRY_SIDE(BUYER));
	enquiry_message_fill(tx, answer, &enquiry, ENQUIRY_SIDE(BUYER));
	reply_set_version(reply, (uint64_t)enquiry.version);
	reply_set(reply, &answer->base);
	return ACCEPTED;
}
