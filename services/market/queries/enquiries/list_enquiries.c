/* list_enquiries.c - a producer's enquiries, the newest first
 *
 * The cursor is the arrival of the last one shown. How buyers can be reached is in no list.
 *
 * Reads:   market.v1.ListEnquiries
 * Answers: market.v1.ListEnquiriesReply
 * Refuses: CURSOR_INVALID
 */
#include "common/store/transaction.h"
#include "market/answers/enquiry.h"
#include "market/queries.h"
#include "market/records/enquiry.h"
#include "market/rules/enquiry.h"

enum decision list_enquiries(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Market__V1__ListEnquiries *query =
		(const Ocop__Market__V1__ListEnquiries *)message;
	Ocop__Market__V1__ListEnquiriesReply answer = OCOP__MARKET__V1__LIST_ENQUIRIES_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	struct enquiry_filter filter = {
		.producer_id = query->producer_id,
		.account_id = "",
		.state = query->state,
		.awaiting_only = query->awaiting_only,
		.sent_from = "",
		.sent_until = "",
		.limit = (int64_t)most + 1,
	};

	if (!enquiries_cursor_read(query->cursor, &filter.before)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	enquiries_list(tx, &filter);
	enquiries_page(tx, most, ENQUIRY_SIDE(PRODUCER), &answer);
	answer.awaiting = (uint64_t)enquiries_awaiting_count(tx, query->producer_id);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
