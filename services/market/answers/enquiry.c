/* enquiry.c - enquiries as one of their two sides sees them */
#include "market/answers/enquiry.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/sending/contact.h"
#include "common/store/transaction.h"
#include "market/records/enquiry.h"
#include "market/rules/enquiry.h"

Ocop__Market__V1__Enquiry *enquiry_message(struct transaction *tx, const struct enquiry *enquiry,
					   Ocop__Market__V1__EnquirySide side)
{
	Ocop__Market__V1__Enquiry *message = arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__market__v1__enquiry__init(message);
	message->listing_id = message_text(enquiry->listing_id);
	message->slug = message_text(enquiry->slug);
	message->product_name = message_text(enquiry->product_name);
	message->producer_id = message_text(enquiry->producer_id);
	message->producer_name = message_text(enquiry->producer_name);
	message->offer_id = message_text(enquiry->offer_id);
	message->offer_name = message_text(enquiry->offer_name);
	message->quantity = message_text(enquiry->quantity);
	message->state = enquiry->state;
	message->outcome = enquiry->outcome;
	message->sent_on = message_text(enquiry->sent_on);
	message->closed_on = message_text(enquiry->closed_on);
	message->last_side = enquiry->last_side;
	message->message_count = (uint32_t)enquiry->message_count;
	message->buyer_erased = enquiry->erased;
	message->handed_over = enquiry->handed_over;
	message->version = (uint64_t)enquiry->version;
	if (side == ENQUIRY_SIDE(PRODUCER)) {
		message->enquiry_id = message_text(enquiry->enquiry_id);
		message->buyer_blocked = enquiry->blocked;
	}
	return message;
}

void enquiry_message_fill(struct transaction *tx, Ocop__Market__V1__Enquiry *message,
			  const struct enquiry *enquiry, Ocop__Market__V1__EnquirySide side)
{
	struct arena *arena = transaction_arena(tx);
	struct enquiry_message row;
	struct contact contact;

	message->messages =
		arena_alloc(arena, (size_t)enquiry->message_count * sizeof(*message->messages));
	enquiry_messages(tx, enquiry->enquiry_id);
	while (enquiry_message_next(tx, &row)) {
		Ocop__Market__V1__EnquiryMessage *shown = arena_alloc(arena, sizeof(*shown));
		Google__Protobuf__Timestamp sent_at = message_time(row.sent_at_us);

		ocop__market__v1__enquiry_message__init(shown);
		shown->side = row.side;
		shown->text = message_text(row.text);
		shown->sent_at = arena_copy(arena, &sent_at, sizeof(sent_at));
		message->messages[message->n_messages++] = shown;
	}
	if (side != ENQUIRY_SIDE(PRODUCER))
		return;
	enquiry_contact_load(tx, enquiry, &contact);
	message->buyer_name = message_text(contact.name);
	message->contact = message_text(contact.reached_by);
}

void enquiries_page(struct transaction *tx, size_t most, Ocop__Market__V1__EnquirySide side,
		    Ocop__Market__V1__ListEnquiriesReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct enquiry enquiry;
	int64_t last = 0;

	answer->enquiries = arena_alloc(arena, most * sizeof(*answer->enquiries));
	while (enquiry_next(tx, &enquiry)) {
		Ocop__Market__V1__Enquiry *shown;

		if (answer->n_enquiries == most) {
			answer->next = arena_printf(arena, "%" PRId64, last);
			statement_end(tx);
			return;
		}
		shown = enquiry_message(tx, &enquiry, side);
		/* His account's own list: by the receipt he comes to the thread. */
		if (side == ENQUIRY_SIDE(BUYER))
			shown->receipt = message_text(enquiry.receipt);
		answer->enquiries[answer->n_enquiries++] = shown;
		last = enquiry.arrival;
	}
}

bool enquiries_cursor_read(const char *cursor, int64_t *ret_before)
{
	char *end;

	*ret_before = INT64_MAX;
	if (cursor[0] == '\0')
		return true;
	*ret_before = strtoll(cursor, &end, 10);
	return *end == '\0' && *ret_before > 0;
}
