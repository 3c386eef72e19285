/* deliveries.c - where each item that is sent stands, and how the attempts went
 *
 * An item has a row here from its first attempt on; what comes after opened_count and has none
 * waits. So a subscriber who is away for a year costs nothing but the items themselves. States are
 * literals: 1 PENDING, 3 DEAD; of a subscription 3 ENDED.
 */
#include "common/store/transaction.h"
#include "notification/records.h"
#include "notification/rules.h"

static void delivery_read(struct transaction *tx, struct delivery *ret_delivery)
{
	*ret_delivery = (struct delivery){
		.count = column_i64(tx, "count"),
		.sequence = column_i64(tx, "sequence"),
		.state = column_i64(tx, "state"),
		.attempts = column_i64(tx, "attempts"),
		.tries = column_i64(tx, "tries"),
		.next_attempt_at_us = column_i64(tx, "next_attempt_at_us"),
		.settled_at_us = column_i64(tx, "settled_at_us"),
	};
}

/* Both halves are read in the order of their indexes, and no further than the limit: which wait is
 * asked of the index by state, for nearly all rows are delivered. */
size_t deliveries_outstanding(struct transaction *tx, const struct subscription *subscription,
			      struct delivery *ret_deliveries)
{
	size_t count = 0;

	statement(tx, "SELECT d.count, i.sequence, d.state, d.attempts, d.tries,"
		      " d.next_attempt_at_us, d.settled_at_us FROM deliveries d"
		      " JOIN subscription_items i ON i.subscription_id = d.subscription_id"
		      " AND i.count = d.count WHERE d.subscription_id = $1 AND d.count IN"
		      " (SELECT w.count FROM deliveries w WHERE w.subscription_id = $1"
		      " AND w.state = 1 ORDER BY w.count LIMIT $3)"
		      " UNION ALL SELECT count, sequence, 1, 0, 0, 0, 0 FROM subscription_items"
		      " WHERE subscription_id = $1 AND count > $2 ORDER BY 1 LIMIT $3");
	bind_text(tx, subscription->subscription_id);
	bind_i64(tx, subscription->opened_count);
	bind_i64(tx, subscription->max_outstanding);
	while (statement_step(tx))
		delivery_read(tx, &ret_deliveries[count++]);
	return count;
}

bool delivery_load(struct transaction *tx, const char *subscription_id, int64_t count,
		   struct delivery *ret_delivery)
{
	statement(tx, "SELECT i.count, i.sequence, coalesce(d.state, 1) AS state,"
		      " coalesce(d.attempts, 0) AS attempts, coalesce(d.tries, 0) AS tries,"
		      " coalesce(d.next_attempt_at_us, 0) AS next_attempt_at_us,"
		      " coalesce(d.settled_at_us, 0) AS settled_at_us FROM subscription_items i"
		      " LEFT JOIN deliveries d ON d.subscription_id = i.subscription_id"
		      " AND d.count = i.count WHERE i.subscription_id = $1 AND i.count = $2");
	bind_text(tx, subscription_id);
	bind_i64(tx, count);
	if (!statement_step(tx))
		return false;
	delivery_read(tx, ret_delivery);
	statement_end(tx);
	return !transaction_failed(tx);
}

void deliveries_open(struct transaction *tx, const struct subscription *subscription,
		     int64_t to_count)
{
	if (to_count <= subscription->opened_count)
		return;
	statement(tx, "INSERT INTO deliveries (subscription_id, count, state, attempts, tries,"
		      " next_attempt_at_us, settled_at_us) SELECT subscription_id, count, 1, 0, 0,"
		      " 0, 0 FROM subscription_items WHERE subscription_id = $1 AND count > $2"
		      " AND count <= $3");
	bind_text(tx, subscription->subscription_id);
	bind_i64(tx, subscription->opened_count);
	bind_i64(tx, to_count);
	statement_run(tx);
	subscription_set_opened(tx, subscription->subscription_id, to_count);
}

void delivery_update(struct transaction *tx, const char *subscription_id,
		     const struct delivery *delivery)
{
	statement(tx, "UPDATE deliveries SET state = $3, attempts = $4, tries = $5,"
		      " next_attempt_at_us = $6, settled_at_us = $7"
		      " WHERE subscription_id = $1 AND count = $2");
	bind_text(tx, subscription_id);
	bind_i64(tx, delivery->count);
	bind_i64(tx, delivery->state);
	bind_i64(tx, delivery->attempts);
	bind_i64(tx, delivery->tries);
	bind_i64(tx, delivery->next_attempt_at_us);
	bind_i64(tx, delivery->settled_at_us);
	statement_run(tx);
}

void deliveries_restart(struct transaction *tx, const char *subscription_id, int64_t from_count,
			int64_t to_count)
{
	statement(tx, "UPDATE deliveries SET state = 1, tries = 0, next_attempt_at_us = 0,"
		      " settled_at_us = 0 WHERE subscription_id = $1 AND count >= $2"
		      " AND count <= $3");
	bind_text(tx, subscription_id);
	bind_i64(tx, from_count);
	bind_i64(tx, to_count);
	statement_run(tx);
}

void deliveries_revive(struct transaction *tx, const char *subscription_id)
{
	statement(tx, "UPDATE deliveries SET state = 1, tries = 0, next_attempt_at_us = 0,"
		      " settled_at_us = 0 WHERE subscription_id = $1 AND state = 3");
	bind_text(tx, subscription_id);
	statement_run(tx);
}

/* What waits: first, from the end, what has no row yet, then the rows that are pending. */
static void pending_before(struct transaction *tx, const struct subscription *subscription,
			   int64_t count, int64_t limit)
{
	statement(tx, "SELECT count, sequence, 1 AS state, 0 AS attempts, 0 AS tries,"
		      " 0 AS next_attempt_at_us, 0 AS settled_at_us FROM subscription_items"
		      " WHERE subscription_id = $1 AND count < $2 AND count > $3"
		      " UNION ALL SELECT d.count, i.sequence, d.state, d.attempts, d.tries,"
		      " d.next_attempt_at_us, d.settled_at_us FROM deliveries d"
		      " JOIN subscription_items i ON i.subscription_id = d.subscription_id"
		      " AND i.count = d.count WHERE d.subscription_id = $1 AND d.count IN"
		      " (SELECT w.count FROM deliveries w WHERE w.subscription_id = $1"
		      " AND w.state = 1 AND w.count < $2 ORDER BY w.count DESC LIMIT $4)"
		      " ORDER BY 1 DESC LIMIT $4");
	bind_text(tx, subscription->subscription_id);
	bind_i64(tx, count);
	bind_i64(tx, subscription->opened_count);
	bind_i64(tx, limit);
}

static void dead_before(struct transaction *tx, const struct subscription *subscription,
			int64_t count, int64_t limit)
{
	statement(tx, "SELECT d.count, i.sequence, d.state, d.attempts, d.tries,"
		      " d.next_attempt_at_us, d.settled_at_us FROM deliveries d"
		      " JOIN subscription_items i ON i.subscription_id = d.subscription_id"
		      " AND i.count = d.count WHERE d.subscription_id = $1 AND d.count IN"
		      " (SELECT w.count FROM deliveries w WHERE w.subscription_id = $1"
		      " AND w.state = 3 AND w.count < $2 ORDER BY w.count DESC LIMIT $3)"
		      " ORDER BY d.count DESC LIMIT $3");
	bind_text(tx, subscription->subscription_id);
	bind_i64(tx, count);
	bind_i64(tx, limit);
}

/* Nearly all are delivered: to read by the count is to read those. */
static void any_before(struct transaction *tx, const struct subscription *subscription,
		       int64_t count, int64_t state, int64_t limit)
{
	statement(tx, "SELECT i.count, i.sequence, coalesce(d.state, 1) AS state,"
		      " coalesce(d.attempts, 0) AS attempts, coalesce(d.tries, 0) AS tries,"
		      " coalesce(d.next_attempt_at_us, 0) AS next_attempt_at_us,"
		      " coalesce(d.settled_at_us, 0) AS settled_at_us FROM subscription_items i"
		      " LEFT JOIN deliveries d ON d.subscription_id = i.subscription_id"
		      " AND d.count = i.count WHERE i.subscription_id = $1 AND i.count < $2"
		      " AND ($3 = 0 OR d.state = $3) ORDER BY i.count DESC LIMIT $4");
	bind_text(tx, subscription->subscription_id);
	bind_i64(tx, count);
	bind_i64(tx, state);
	bind_i64(tx, limit);
}

void deliveries_before(struct transaction *tx, const struct subscription *subscription,
		       int64_t count, int64_t state, int64_t limit)
{
	if (state == DELIVERY_STATE(PENDING))
		pending_before(tx, subscription, count, limit);
	else if (state == DELIVERY_STATE(DEAD))
		dead_before(tx, subscription, count, limit);
	else
		any_before(tx, subscription, count, state, limit);
}

bool delivery_next(struct transaction *tx, struct delivery *ret_delivery)
{
	if (!statement_step(tx))
		return false;
	delivery_read(tx, ret_delivery);
	return !transaction_failed(tx);
}

static int64_t counted(struct transaction *tx)
{
	int64_t count = 0;

	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

int64_t deliveries_pending(struct transaction *tx, const char *subscription_id)
{
	statement(tx, "SELECT count(*) AS count FROM deliveries"
		      " WHERE subscription_id = $1 AND state = 1");
	bind_text(tx, subscription_id);
	return counted(tx);
}

int64_t deliveries_dead(struct transaction *tx, const char *subscription_id)
{
	statement(tx, "SELECT count(*) AS count FROM deliveries"
		      " WHERE subscription_id = $1 AND state = 3");
	bind_text(tx, subscription_id);
	return counted(tx);
}

int64_t dead_letters(struct transaction *tx)
{
	statement(tx, "SELECT coalesce(sum((SELECT count(*) FROM deliveries d"
		      " WHERE d.subscription_id = s.subscription_id AND d.state = 3)), 0)"
		      " AS count FROM subscriptions s WHERE s.state <> 3");
	return counted(tx);
}

void attempt_insert(struct transaction *tx, const char *subscription_id, int64_t count,
		    const struct attempt *attempt)
{
	statement(tx, "INSERT INTO delivery_attempts (subscription_id, count, attempt, ended,"
		      " status, duration_ms, attempted_at_us) VALUES ($1, $2, $3, $4, $5, $6, $7)");
	bind_text(tx, subscription_id);
	bind_i64(tx, count);
	bind_i64(tx, attempt->number);
	bind_i64(tx, attempt->end);
	bind_i64(tx, attempt->status);
	bind_i64(tx, attempt->duration_ms);
	bind_i64(tx, attempt->at_us);
	statement_run(tx);
}

bool attempt_oldest(struct transaction *tx, int64_t *ret_at_us, const char **ret_name)
{
	statement(tx, "SELECT attempted_at_us, subscription_id || '/' || count || '/' || attempt"
		      " AS name FROM delivery_attempts ORDER BY attempted_at_us LIMIT 1");
	if (!statement_step(tx))
		return false;
	*ret_at_us = column_i64(tx, "attempted_at_us");
	*ret_name = column_text(tx, "name");
	statement_end(tx);
	return !transaction_failed(tx);
}

void attempts_forget(struct transaction *tx, int64_t before_us, int64_t limit)
{
	statement(tx, "DELETE FROM delivery_attempts WHERE (subscription_id, count, attempt) IN"
		      " (SELECT subscription_id, count, attempt FROM delivery_attempts"
		      " WHERE attempted_at_us < $1 ORDER BY attempted_at_us LIMIT $2)");
	bind_i64(tx, before_us);
	bind_i64(tx, limit);
	statement_run(tx);
}

void attempts_of(struct transaction *tx, const char *subscription_id, int64_t count, int64_t limit)
{
	statement(tx, "SELECT * FROM delivery_attempts WHERE subscription_id = $1 AND count = $2"
		      " ORDER BY attempt DESC LIMIT $3");
	bind_text(tx, subscription_id);
	bind_i64(tx, count);
	bind_i64(tx, limit);
}

bool attempt_next(struct transaction *tx, struct attempt *ret_attempt)
{
	if (!statement_step(tx))
		return false;
	*ret_attempt = (struct attempt){
		.number = column_i64(tx, "attempt"),
		.end = column_i64(tx, "ended"),
		.status = column_i64(tx, "status"),
		.duration_ms = column_i64(tx, "duration_ms"),
		.at_us = column_i64(tx, "attempted_at_us"),
	};
	return !transaction_failed(tx);
}
