/* enquiry.c - what market stores of enquiries: one function a statement */
#include "market/records/enquiry.h"

#include "common/base/arena.h"
#include "common/sending/contact.h"
#include "common/store/transaction.h"
#include "market/records/merged/family.h"
#include "market/rules/enquiry.h"

void enquiry_insert(struct transaction *tx, const struct enquiry *enquiry)
{
	statement(tx, "INSERT INTO enquiries (enquiry_id, receipt, version, listing_id,"
		      " producer_id, commune_code, province_code, offer_id, account_id,"
		      " buyer_key, quantity, state, outcome, sent_on, month, closed_on,"
		      " last_side, in_a_row, message_count, answered, erased)"
		      " VALUES ($1, $2, 0, $3, $4, $5, $6, $7, $8, $9, $10, 1, 0, $11,"
		      " substr($11, 1, 7), '', 1, 0, 0, 0, 0)");
	bind_text(tx, enquiry->enquiry_id);
	bind_text(tx, enquiry->receipt);
	bind_text(tx, enquiry->listing_id);
	bind_text(tx, enquiry->producer_id);
	bind_text(tx, enquiry->commune_code);
	bind_text(tx, enquiry->province_code);
	bind_text(tx, enquiry->offer_id);
	bind_text(tx, enquiry->account_id);
	bind_text(tx, enquiry->buyer_key);
	bind_text(tx, enquiry->quantity);
	bind_text(tx, enquiry->sent_on);
	statement_run(tx);
}

void enquiry_update(struct transaction *tx, struct enquiry *enquiry)
{
	enquiry->version++;
	statement(tx, "UPDATE enquiries SET version = $1, state = $2, outcome = $3,"
		      " closed_on = $4, account_id = $5, buyer_key = $6, quantity = $7,"
		      " erased = $8, producer_id = $9 WHERE enquiry_id = $10");
	bind_i64(tx, enquiry->version);
	bind_i64(tx, enquiry->state);
	bind_i64(tx, enquiry->outcome);
	bind_text(tx, enquiry->closed_on);
	bind_text(tx, enquiry->account_id);
	bind_text(tx, enquiry->buyer_key);
	bind_text(tx, enquiry->quantity);
	bind_i64(tx, enquiry->erased);
	bind_text(tx, enquiry->producer_id);
	bind_text(tx, enquiry->enquiry_id);
	statement_run(tx);
}

/* Of a thread e: an open one goes with its product, a closed one stays with who closed it. */
#define HOLDER                                                                                     \
	"CASE e.state WHEN 1 THEN coalesce(" LISTING_HOLDER(                                       \
		"e.listing_id") ", e.producer_id) ELSE e.producer_id END"

/* Or to whom his registration was before it was merged. */
#define WRITTEN_TO_HOLDER                                                                          \
	"w.written_to = 1 AND e.holder_id IN (w.producer_id, " PRODUCER_STANDING(                  \
		"w.producer_id") ")"

#define ENQUIRY_COLUMNS                                                                            \
	"SELECT e.*, coalesce(l.product_name, '') AS product_name,"                                \
	" coalesce(l.slug, '') AS slug, coalesce(p.name, '') AS producer_name,"                    \
	" coalesce(o.name, '') AS offer_name,"                                                     \
	" EXISTS (SELECT 1 FROM blocked_buyers b WHERE b.producer_id = e.holder_id"                \
	" AND b.buyer_key = e.buyer_key) OR EXISTS (SELECT 1 FROM blocked_buyers b"                \
	" WHERE b.enquiry_id = e.enquiry_id) AS blocked,"                                          \
	" NOT EXISTS (SELECT 1 FROM enquiry_producers w WHERE w.enquiry_id = e.enquiry_id"         \
	" AND " WRITTEN_TO_HOLDER ") AS handed_over"                                               \
	" FROM (SELECT e.*, " HOLDER " AS holder_id FROM enquiries e) e"                           \
	" LEFT JOIN listings l ON l.listing_id = e.listing_id"                                     \
	" LEFT JOIN producers p ON p.producer_id = e.holder_id"                                    \
	" LEFT JOIN offers o ON o.offer_id = e.offer_id "

static void enquiry_read(struct transaction *tx, struct enquiry *ret_enquiry)
{
	*ret_enquiry = (struct enquiry){
		.arrival = column_i64(tx, "arrival"),
		.enquiry_id = column_text(tx, "enquiry_id"),
		.receipt = column_text(tx, "receipt"),
		.version = column_i64(tx, "version"),
		.listing_id = column_text(tx, "listing_id"),
		.producer_id = column_text(tx, "holder_id"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.offer_id = column_text(tx, "offer_id"),
		.account_id = column_text(tx, "account_id"),
		.buyer_key = column_text(tx, "buyer_key"),
		.quantity = column_text(tx, "quantity"),
		.state = (Ocop__Market__V1__EnquiryState)column_i64(tx, "state"),
		.outcome = (Ocop__Market__V1__EnquiryOutcome)column_i64(tx, "outcome"),
		.sent_on = column_text(tx, "sent_on"),
		.closed_on = column_text(tx, "closed_on"),
		.last_side = (Ocop__Market__V1__EnquirySide)column_i64(tx, "last_side"),
		.in_a_row = column_i64(tx, "in_a_row"),
		.message_count = column_i64(tx, "message_count"),
		.answered = column_i64(tx, "answered") != 0,
		.erased = column_i64(tx, "erased") != 0,
		.product_name = column_text(tx, "product_name"),
		.slug = column_text(tx, "slug"),
		.producer_name = column_text(tx, "producer_name"),
		.offer_name = column_text(tx, "offer_name"),
		.blocked = column_i64(tx, "blocked") != 0,
		.handed_over = column_i64(tx, "handed_over") != 0,
	};
}

static bool enquiry_only(struct transaction *tx, struct enquiry *ret_enquiry)
{
	if (!statement_step(tx))
		return false;
	enquiry_read(tx, ret_enquiry);
	statement_end(tx);
	return !transaction_failed(tx);
}

bool enquiry_load(struct transaction *tx, const char *enquiry_id, struct enquiry *ret_enquiry)
{
	statement(tx, ENQUIRY_COLUMNS "WHERE e.enquiry_id = $1");
	bind_text(tx, enquiry_id);
	return enquiry_only(tx, ret_enquiry);
}

bool enquiry_load_by_receipt(struct transaction *tx, const char *receipt,
			     struct enquiry *ret_enquiry)
{
	statement(tx, ENQUIRY_COLUMNS "WHERE e.receipt = $1");
	bind_text(tx, receipt);
	return enquiry_only(tx, ret_enquiry);
}

#define ENQUIRY_REST                                                                               \
	" AND e.arrival < $2 AND ($3 = 0 OR e.state = $3)"                                         \
	" AND ($4 = '' OR e.sent_on >= $4) AND ($5 = '' OR e.sent_on <= $5)"                       \
	" ORDER BY e.arrival DESC LIMIT $6"

/* A producer's closed ones and those of what he has today: of each no more than are shown. */
#define OF_PRODUCER                                                                                \
	"WHERE e.arrival IN (SELECT arrival FROM (SELECT e.arrival FROM enquiries e"               \
	" WHERE e.producer_id = $1 AND e.state = 2" ENQUIRY_REST ")"                               \
	" UNION ALL SELECT arrival FROM (SELECT e.arrival FROM enquiries e"                        \
	" WHERE e.state = 1 AND e.listing_id IN " LISTINGS_HELD("$1") ENQUIRY_REST                 \
		"))"                                                                               \
		" ORDER BY e.arrival DESC LIMIT $6"

#define AWAITING "e.state = 1 AND e.last_side = 1 AND e.listing_id IN " LISTINGS_HELD("$1")

/* One statement for each index. */
void enquiries_list(struct transaction *tx, const struct enquiry_filter *filter)
{
	if (*filter->account_id)
		statement(tx, ENQUIRY_COLUMNS
			  "WHERE e.account_id = $1 AND e.account_id <> ''" ENQUIRY_REST);
	else if (filter->awaiting_only)
		statement(tx, ENQUIRY_COLUMNS "WHERE " AWAITING ENQUIRY_REST);
	else
		statement(tx, ENQUIRY_COLUMNS OF_PRODUCER);
	bind_text(tx, *filter->account_id ? filter->account_id : filter->producer_id);
	bind_i64(tx, filter->before);
	bind_i64(tx, filter->state);
	bind_text(tx, filter->sent_from);
	bind_text(tx, filter->sent_until);
	bind_i64(tx, filter->limit);
}

bool enquiry_next(struct transaction *tx, struct enquiry *ret_enquiry)
{
	if (!statement_step(tx))
		return false;
	enquiry_read(tx, ret_enquiry);
	return !transaction_failed(tx);
}

int64_t enquiries_awaiting_count(struct transaction *tx, const char *producer_id)
{
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS count FROM enquiries e WHERE " AWAITING);
	bind_text(tx, producer_id);
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

void buyer_count(struct transaction *tx, const char *buyer_key, const struct enquiry *asked,
		 struct buyer_counts *ret_counts)
{
	*ret_counts = (struct buyer_counts){0};
	statement(tx, "SELECT coalesce(sum(state = 1), 0) AS open_of_producer,"
		      " coalesce(sum(state = 1 AND listing_id = $3), 0) AS open_of_listing,"
		      " coalesce(sum(sent_on = $4 AND listing_id = $3), 0) AS today_of_listing"
		      " FROM enquiries e WHERE buyer_key = $1 AND buyer_key <> ''"
		      " AND " HOLDER " = $2");
	bind_text(tx, buyer_key);
	bind_text(tx, asked->producer_id);
	bind_text(tx, asked->listing_id);
	bind_text(tx, asked->sent_on);
	while (statement_step(tx)) {
		ret_counts->open_of_producer = column_i64(tx, "open_of_producer");
		ret_counts->open_of_listing = column_i64(tx, "open_of_listing");
		ret_counts->today_of_listing = column_i64(tx, "today_of_listing");
	}
}

bool buyer_is_blocked(struct transaction *tx, const char *producer_id, const char *buyer_key)
{
	bool found = false;

	statement(tx, "SELECT 1 AS found FROM blocked_buyers"
		      " WHERE producer_id = $1 AND buyer_key = $2");
	bind_text(tx, producer_id);
	bind_text(tx, buyer_key);
	while (statement_step(tx))
		found = true;
	return found;
}

void buyer_block(struct transaction *tx, const struct enquiry *by)
{
	statement(tx, "INSERT INTO blocked_buyers (producer_id, buyer_key, enquiry_id)"
		      " VALUES ($1, $2, $3) ON CONFLICT DO NOTHING");
	bind_text(tx, by->producer_id);
	bind_text(tx, by->buyer_key);
	bind_text(tx, by->enquiry_id);
	statement_run(tx);
}

void buyer_unblock(struct transaction *tx, const struct enquiry *by)
{
	statement(tx, "DELETE FROM blocked_buyers WHERE (producer_id = $1 AND buyer_key = $2)"
		      " OR enquiry_id = $3");
	bind_text(tx, by->producer_id);
	bind_text(tx, by->buyer_key);
	bind_text(tx, by->enquiry_id);
	statement_run(tx);
}

const void *buyer_secret_load(struct transaction *tx, const void *fresh, size_t size_bytes)
{
	const void *secret = NULL;
	size_t kept_bytes = 0;

	statement(tx,
		  "INSERT INTO buyer_secret (id, secret) VALUES (1, $1) ON CONFLICT DO NOTHING");
	bind_bytes(tx, fresh, size_bytes);
	statement_run(tx);
	statement(tx, "SELECT secret FROM buyer_secret WHERE id = 1");
	while (statement_step(tx))
		secret = column_bytes(tx, "secret", &kept_bytes);
	return kept_bytes == size_bytes ? secret : fresh;
}

bool enquiry_load_open(struct transaction *tx, const char *producer_id, const char *buyer_key,
		       struct enquiry *ret_enquiry)
{
	statement(tx, ENQUIRY_COLUMNS "WHERE e.buyer_key = $1 AND e.buyer_key <> ''"
				      " AND e.holder_id = $2 AND e.state = 1 LIMIT 1");
	bind_text(tx, buyer_key);
	bind_text(tx, producer_id);
	return enquiry_only(tx, ret_enquiry);
}

/* Who has it now; to whom the buyer wrote once, he wrote. */
static void enquiry_producer_write(struct transaction *tx, const struct enquiry *enquiry,
				   bool written_to)
{
	statement(tx, "INSERT INTO enquiry_producers (enquiry_id, producer_id, written_to)"
		      " VALUES ($1, $2, $3) ON CONFLICT (enquiry_id, producer_id) DO UPDATE"
		      " SET written_to = max(enquiry_producers.written_to, excluded.written_to)");
	bind_text(tx, enquiry->enquiry_id);
	bind_text(tx, enquiry->producer_id);
	bind_i64(tx, written_to);
	statement_run(tx);
}

void enquiry_message_insert(struct transaction *tx, struct enquiry *enquiry,
			    Ocop__Market__V1__EnquirySide side, const char *text,
			    const char *sent_id)
{
	enquiry->version++;
	enquiry->in_a_row = enquiry->last_side == side ? enquiry->in_a_row + 1 : 1;
	enquiry->last_side = side;
	enquiry->message_count++;
	enquiry->answered |= side == ENQUIRY_SIDE(PRODUCER);
	statement(tx, "INSERT INTO enquiry_messages (enquiry_id, message_no, side, text,"
		      " sent_at_us, sent_id) VALUES ($1, $2, $3, $4, $5, $6)");
	bind_text(tx, enquiry->enquiry_id);
	bind_i64(tx, enquiry->message_count);
	bind_i64(tx, side);
	bind_text(tx, text);
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, sent_id);
	statement_run(tx);
	statement(tx, "UPDATE enquiries SET version = $1, last_side = $2, in_a_row = $3,"
		      " message_count = $4, answered = $5 WHERE enquiry_id = $6");
	bind_i64(tx, enquiry->version);
	bind_i64(tx, enquiry->last_side);
	bind_i64(tx, enquiry->in_a_row);
	bind_i64(tx, enquiry->message_count);
	bind_i64(tx, enquiry->answered);
	bind_text(tx, enquiry->enquiry_id);
	statement_run(tx);
	enquiry_producer_write(tx, enquiry, side == ENQUIRY_SIDE(BUYER));
}

bool enquiry_message_load(struct transaction *tx, const char *sent_id,
			  struct enquiry_message *ret_message)
{
	statement(tx, "SELECT enquiry_id, message_no, side, text, sent_at_us FROM enquiry_messages"
		      " WHERE sent_id = $1");
	bind_text(tx, sent_id);
	if (!enquiry_message_next(tx, ret_message))
		return false;
	statement_end(tx);
	return true;
}

void enquiry_messages(struct transaction *tx, const char *enquiry_id)
{
	statement(tx, "SELECT enquiry_id, message_no, side, text, sent_at_us FROM enquiry_messages"
		      " WHERE enquiry_id = $1 ORDER BY message_no");
	bind_text(tx, enquiry_id);
}

bool enquiry_message_next(struct transaction *tx, struct enquiry_message *ret_message)
{
	if (!statement_step(tx))
		return false;
	*ret_message = (struct enquiry_message){
		.enquiry_id = column_text(tx, "enquiry_id"),
		.message_no = column_i64(tx, "message_no"),
		.side = (Ocop__Market__V1__EnquirySide)column_i64(tx, "side"),
		.text = column_text(tx, "text"),
		.sent_at_us = column_i64(tx, "sent_at_us"),
	};
	return !transaction_failed(tx);
}

void enquiry_contact_load(struct transaction *tx, const struct enquiry *enquiry,
			  struct contact *ret_contact)
{
	*ret_contact = (struct contact){"", ""};
	if (!enquiry->handed_over)
		contact_load(tx, enquiry->enquiry_id, ret_contact);
}

void enquiry_messages_erase(struct transaction *tx, const char *enquiry_id)
{
	statement(tx, "UPDATE enquiry_messages SET text = '' WHERE enquiry_id = $1 AND side = 1");
	bind_text(tx, enquiry_id);
	statement_run(tx);
}

/* Parameters $1 to $3. */
static void words_run(struct transaction *tx, const char *producer_id, const char *name,
		      const char *erased)
{
	bind_text(tx, name);
	bind_text(tx, erased);
	bind_text(tx, producer_id);
	statement_run(tx);
}

void enquiry_words_erase(struct transaction *tx, const char *producer_id, const char *name,
			 const char *erased)
{
	statement(tx, "UPDATE enquiry_messages SET text = replace(text, $1, $2)"
		      " WHERE enquiry_id IN"
		      " (SELECT enquiry_id FROM enquiry_producers WHERE producer_id = $3)");
	words_run(tx, producer_id, name, erased);
	statement(tx, "UPDATE enquiries SET quantity = replace(quantity, $1, $2)"
		      " WHERE enquiry_id IN"
		      " (SELECT enquiry_id FROM enquiry_producers WHERE producer_id = $3)");
	words_run(tx, producer_id, name, erased);
	statement(tx, "UPDATE offers SET name = replace(name, $1, $2),"
		      " variant = replace(variant, $1, $2), notes = replace(notes, $1, $2),"
		      " delivery = replace(delivery, $1, $2) WHERE listing_id IN"
		      " (SELECT listing_id FROM listings WHERE producer_id = $3)");
	words_run(tx, producer_id, name, erased);
}
