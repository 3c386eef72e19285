/* feed.c - the public feed, and what filters ask of its items
 *
 * Its bytes stand in the event log of this daemon, which common/outbox.c alone writes.
 */
#include <assert.h>

#include "common/store/transaction.h"
#include "notification/records.h"

void feed_item_insert(struct transaction *tx, const struct feed_item *item)
{
	statement(tx, "INSERT INTO feed_items (sequence, event_id, type, commune_code,"
		      " province_code, sector_no, star) VALUES ($1, $2, $3, $4, $5, $6, $7)");
	bind_i64(tx, item->sequence);
	bind_text(tx, item->event_id);
	bind_text(tx, item->type);
	bind_text(tx, item->commune_code);
	bind_text(tx, item->province_code);
	bind_i64(tx, item->sector_no);
	bind_i64(tx, item->star);
	statement_run(tx);
}

void feed_items_after(struct transaction *tx, int64_t sequence, int64_t limit)
{
	statement(tx, "SELECT * FROM feed_items WHERE sequence > $1 ORDER BY sequence LIMIT $2");
	bind_i64(tx, sequence);
	bind_i64(tx, limit);
}

bool feed_item_next(struct transaction *tx, struct feed_item *ret_item)
{
	if (!statement_step(tx))
		return false;
	*ret_item = (struct feed_item){
		.sequence = column_i64(tx, "sequence"),
		.event_id = column_text(tx, "event_id"),
		.type = column_text(tx, "type"),
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.sector_no = column_i64(tx, "sector_no"),
		.star = column_i64(tx, "star"),
	};
	return !transaction_failed(tx);
}

bool feed_item_load(struct transaction *tx, int64_t sequence, struct feed_item *ret_item)
{
	feed_items_after(tx, sequence - 1, 1);
	if (!feed_item_next(tx, ret_item))
		return false;
	statement_end(tx);
	return ret_item->sequence == sequence;
}

int64_t feed_head(struct transaction *tx)
{
	int64_t sequence = 0;

	statement(tx, "SELECT coalesce(max(sequence), 0) AS head FROM outbox_events");
	while (statement_step(tx))
		sequence = column_i64(tx, "head");
	return sequence;
}

const uint8_t *feed_epoch(struct transaction *tx)
{
	const uint8_t *epoch = NULL;
	size_t size_bytes;

	statement(tx, "SELECT epoch FROM outbox_source WHERE id = 1");
	while (statement_step(tx))
		epoch = column_bytes(tx, "epoch", &size_bytes);
	return epoch;
}

void feed_events_after(struct transaction *tx, int64_t sequence, int64_t limit)
{
	statement(tx, "SELECT sequence, 0 AS count, hash, event FROM outbox_events"
		      " WHERE sequence > $1 ORDER BY sequence LIMIT $2");
	bind_i64(tx, sequence);
	bind_i64(tx, limit);
}

void subscription_events_after(struct transaction *tx, const char *subscription_id, int64_t count,
			       int64_t limit)
{
	statement(tx, "SELECT e.sequence, i.count, e.hash, e.event FROM subscription_items i"
		      " JOIN outbox_events e ON e.sequence = i.sequence"
		      " WHERE i.subscription_id = $1 AND i.count > $2 ORDER BY i.count LIMIT $3");
	bind_text(tx, subscription_id);
	bind_i64(tx, count);
	bind_i64(tx, limit);
}

bool feed_event_next(struct transaction *tx, struct feed_event *ret_event)
{
	size_t hash_size;

	if (!statement_step(tx))
		return false;
	ret_event->sequence = column_i64(tx, "sequence");
	ret_event->count = column_i64(tx, "count");
	ret_event->hash = column_bytes(tx, "hash", &hash_size);
	ret_event->bytes = column_bytes(tx, "event", &ret_event->size_bytes);
	return !transaction_failed(tx);
}

static bool event_load_one(struct transaction *tx, struct feed_event *ret_event)
{
	if (!feed_event_next(tx, ret_event))
		return false;
	statement_end(tx);
	return true;
}

bool feed_event_load(struct transaction *tx, int64_t sequence, struct feed_event *ret_event)
{
	feed_events_after(tx, sequence - 1, 1);
	return event_load_one(tx, ret_event) && ret_event->sequence == sequence;
}

bool subscription_event_load(struct transaction *tx, const char *subscription_id, int64_t count,
			     struct feed_event *ret_event)
{
	subscription_events_after(tx, subscription_id, count - 1, 1);
	return event_load_one(tx, ret_event) && ret_event->count == count;
}
