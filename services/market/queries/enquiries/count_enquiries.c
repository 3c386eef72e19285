/* count_enquiries.c - how many enquiries came, for offices: never what they say
 *
 * The cursor is month, commune and product of the last line shown.
 *
 * Reads:   market.v1.CountEnquiries
 * Answers: market.v1.CountEnquiriesReply
 * Refuses: FIELD_MISSING, CURSOR_INVALID, DATE_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/acts/enquiry.h"
#include "market/queries.h"
#include "market/records/enquiry_count.h"
#include "market/rules/enquiry.h"

/* "2026-12~02185~product_…" to its parts; false for a cursor we did not give. */
static bool cursor_read(struct arena *arena, const char *cursor,
			struct enquiry_count_filter *filter)
{
	char *rest = arena_strdup(arena, cursor);

	if (*cursor == '\0')
		return true;
	filter->after_month = strsep(&rest, "~");
	filter->after_commune = rest ? strsep(&rest, "~") : NULL;
	filter->after_listing = rest;
	return rest && *filter->after_month && month_is(filter->after_month);
}

static Ocop__Market__V1__EnquiryCount *count_message(struct arena *arena,
						     const struct enquiry_count *count)
{
	Ocop__Market__V1__EnquiryCount *message = arena_alloc(arena, sizeof(*message));

	ocop__market__v1__enquiry_count__init(message);
	message->month = message_text(count->month);
	message->commune_code = message_text(count->commune_code);
	message->commune_name = message_text(count->commune_name);
	message->listing_id = message_text(count->listing_id);
	message->product_name = message_text(count->product_name);
	message->sent = (uint64_t)count->sent;
	message->answered = (uint64_t)count->answered;
	message->closed = (uint64_t)count->closed;
	message->ordered = (uint64_t)count->ordered;
	message->not_ordered = (uint64_t)count->not_ordered;
	return message;
}

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Market__V1__CountEnquiriesReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct enquiry_count count;

	answer->counts = arena_alloc(arena, most * sizeof(*answer->counts));
	while (enquiry_count_next(tx, &count)) {
		if (answer->n_counts == most) {
			const Ocop__Market__V1__EnquiryCount *last = answer->counts[most - 1];

			answer->next = arena_printf(arena, "%s~%s~%s", last->month,
						    last->commune_code, last->listing_id);
			statement_end(tx);
			return;
		}
		answer->counts[answer->n_counts++] = count_message(arena, &count);
	}
}

enum decision count_enquiries(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Market__V1__CountEnquiries *query =
		(const Ocop__Market__V1__CountEnquiries *)message;
	Ocop__Market__V1__CountEnquiriesReply answer =
		OCOP__MARKET__V1__COUNT_ENQUIRIES_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	struct enquiry_count_filter filter = {
		.province_code = query->province_code,
		.commune_code = query->commune_code,
		.month_from = query->month_from,
		.month_until = query->month_until,
		.after_month = "",
		.after_commune = "",
		.after_listing = "",
		.limit = (int64_t)most + 1,
	};
	struct enquiry_count total;

	enquiry_counts_check(reply, &filter);
	if (!cursor_read(reply_arena(reply), query->cursor, &filter))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	if (reply_refused(reply))
		return REFUSED;

	enquiry_counts_list(tx, &filter);
	page_read(tx, most, &answer);
	enquiry_counts_total(tx, &filter, &total);
	answer.total = count_message(reply_arena(reply), &total);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
