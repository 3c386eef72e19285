/* enquiry.h - what market stores of enquiries: only commands write it
 *
 * How a buyer can be reached is not here but in contacts (common/sending/contact.h). Texts that
 * come from a load live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/market/v1/enquiries.pb-c.h"

struct contact;
struct transaction;

/* A thread without its messages. */
struct enquiry {
	int64_t arrival;        /* order of coming in; 0 before it is inserted */
	const char *enquiry_id; /* "enquiry_01JD..." */
	const char *receipt;
	int64_t version;
	/* The producer is who has it now: of an open one, whoever has the product today. */
	const char *listing_id, *producer_id, *commune_code, *province_code;
	const char *offer_id;   /* "" in general */
	const char *account_id; /* "" of nobody */
	const char *buyer_key;  /* "" once forgotten */
	const char *quantity;
	Ocop__Market__V1__EnquiryState state;
	Ocop__Market__V1__EnquiryOutcome outcome;
	const char *sent_on, *closed_on;
	Ocop__Market__V1__EnquirySide last_side;
	int64_t in_a_row, message_count; /* counted by enquiry_message_insert */
	bool answered, erased;
	/* Joined in. */
	const char *product_name, *slug, *producer_name, *offer_name;
	bool blocked;
	bool handed_over; /* to a producer to whom the buyer has not written */
};

/* Adds it, open, as version 0: its first message makes it version 1. */
void enquiry_insert(struct transaction *tx, const struct enquiry *enquiry);

/* Writes state, outcome, whose it is and who the buyer is, as a new version, which it raises. */
void enquiry_update(struct transaction *tx, struct enquiry *enquiry);

/* False when there is none. */
bool enquiry_load(struct transaction *tx, const char *enquiry_id, struct enquiry *ret_enquiry);
bool enquiry_load_by_receipt(struct transaction *tx, const char *receipt,
			     struct enquiry *ret_enquiry);

/* What a list is narrowed to; one of producer and account. */
struct enquiry_filter {
	const char *producer_id, *account_id;
	Ocop__Market__V1__EnquiryState state; /* 0: any */
	bool awaiting_only;
	const char *sent_from, *sent_until; /* "": any */
	int64_t before;                     /* arrivals below it */
	int64_t limit;
};

/* Newest first. Begins a statement; call enquiry_next until it returns false. */
void enquiries_list(struct transaction *tx, const struct enquiry_filter *filter);
bool enquiry_next(struct transaction *tx, struct enquiry *ret_enquiry);

/* How many of a producer's wait for his answer. */
int64_t enquiries_awaiting_count(struct transaction *tx, const char *producer_id);

/* --- of one buyer */

/* How many he has: open about the listing, open at the producer, sent today about the listing. */
struct buyer_counts {
	int64_t open_of_listing, open_of_producer, today_of_listing;
};
void buyer_count(struct transaction *tx, const char *buyer_key, const struct enquiry *asked,
		 struct buyer_counts *ret_counts);

/* True when this producer takes nothing of him. */
bool buyer_is_blocked(struct transaction *tx, const char *producer_id, const char *buyer_key);

/* A block bears the thread by which it was set: that lifts it also once the buyer is forgotten. */
void buyer_block(struct transaction *tx, const struct enquiry *by);
void buyer_unblock(struct transaction *tx, const struct enquiry *by);

/* The store's secret, with which keys of buyers are made; `fresh` becomes it where there is none
 * yet. In the arena. */
const void *buyer_secret_load(struct transaction *tx, const void *fresh, size_t size_bytes);

/* The next open one of a buyer at a producer; false when there is none. */
bool enquiry_load_open(struct transaction *tx, const char *producer_id, const char *buyer_key,
		       struct enquiry *ret_enquiry);

/* --- enquiry_messages */

/* One message of a thread. */
struct enquiry_message {
	const char *enquiry_id;
	int64_t message_no; /* 1, 2, … */
	Ocop__Market__V1__EnquirySide side;
	const char *text;
	int64_t sent_at_us;
};

/* Adds it as the next one and counts it in the thread, as a new version, which it raises.
 * `sent_id` follows from the command. */
void enquiry_message_insert(struct transaction *tx, struct enquiry *enquiry,
			    Ocop__Market__V1__EnquirySide side, const char *text,
			    const char *sent_id);

/* The message of this sent_id; false when there is none. */
bool enquiry_message_load(struct transaction *tx, const char *sent_id,
			  struct enquiry_message *ret_message);

/* The first first. Begins a statement. */
void enquiry_messages(struct transaction *tx, const char *enquiry_id);
bool enquiry_message_next(struct transaction *tx, struct enquiry_message *ret_message);

/* Empties what the buyer wrote. */
void enquiry_messages_erase(struct transaction *tx, const char *enquiry_id);

/* How its buyer can be reached, for the producer who has it now; "" also while it is handed over to
 * one to whom the buyer has not written. */
void enquiry_contact_load(struct transaction *tx, const struct enquiry *enquiry,
			  struct contact *ret_contact);

/* A producer's name taken out of what was written to and by him, whoever has the thread now, and of
 * his offers. */
void enquiry_words_erase(struct transaction *tx, const char *producer_id, const char *name,
			 const char *erased);
