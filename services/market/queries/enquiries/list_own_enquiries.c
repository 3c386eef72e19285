/* list_own_enquiries.c - what whoever is signed in has asked, the newest first
 *
 * Each with its receipt, by which the thread is read and written. The cursor is the arrival of the
 * last one shown.
 *
 * Reads:   market.v1.ListOwnEnquiries
 * Answers: market.v1.ListEnquiriesReply
 * Refuses: CURSOR_INVALID
 */
#include "common/access_token.h"
#include "common/store/transaction.h"
#include "market/answers/enquiry.h"
#include "market/queries.h"
#include "market/records/enquiry.h"
#include "market/rules/enquiry.h"

enum decision list_own_enquiries(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Market__V1__ListOwnEnquiries *query =
		(const Ocop__Market__V1__ListOwnEnquiries *)message;
	Ocop__Market__V1__ListEnquiriesReply answer = OCOP__MARKET__V1__LIST_ENQUIRIES_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	struct enquiry_filter filter = {
		.producer_id = "",
		.account_id = transaction_caller(tx)->account_id,
		.sent_from = "",
		.sent_until = "",
		.limit = (int64_t)most + 1,
	};

	if (!enquiries_cursor_read(query->cursor, &filter.before)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	enquiries_list(tx, &filter);
	enquiries_page(tx, most, ENQUIRY_SIDE(BUYER), &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
