/* subscriptions.c - the rows of subscriptions, and who changed what of them */
#include "common/access_token.h"
#include "common/store/transaction.h"
#include "notification/records.h"

void subscription_insert(struct transaction *tx, const struct subscription *subscription)
{
	statement(tx, "INSERT INTO subscriptions (subscription_id, agency_id, name, kind, state,"
		      " why, url, signature_kind, mail_address, language, max_outstanding,"
		      " after_sequence, matched_sequence, live, opened_count, created_at_us,"
		      " changed_at_us, version) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10,"
		      " $11, $12, $13, $14, 0, $15, $15, $16)");
	bind_text(tx, subscription->subscription_id);
	bind_text(tx, subscription->agency_id);
	bind_text(tx, subscription->name);
	bind_i64(tx, subscription->kind);
	bind_i64(tx, subscription->state);
	bind_text(tx, subscription->why);
	bind_text(tx, subscription->url);
	bind_i64(tx, subscription->signature_kind);
	bind_text(tx, subscription->mail_address);
	bind_text(tx, subscription->language);
	bind_i64(tx, subscription->max_outstanding);
	bind_i64(tx, subscription->after_sequence);
	bind_i64(tx, subscription->matched_sequence);
	bind_i64(tx, subscription->live);
	bind_i64(tx, subscription->created_at_us);
	bind_i64(tx, (int64_t)subscription->version);
	statement_run(tx);
}

void subscription_change_insert(struct transaction *tx, const struct subscription *subscription,
				const char *what)
{
	statement(tx, "INSERT INTO subscription_changes (subscription_id, version, what, actor_id,"
		      " changed_at_us) VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, subscription->subscription_id);
	bind_i64(tx, (int64_t)subscription->version);
	bind_text(tx, what);
	bind_text(tx, transaction_caller(tx)->account_id);
	bind_i64(tx, subscription->changed_at_us);
	statement_run(tx);
}

void subscription_update(struct transaction *tx, const struct subscription *subscription,
			 const char *what)
{
	statement(tx, "UPDATE subscriptions SET name = $2, state = $3, why = $4, url = $5,"
		      " mail_address = $6, language = $7, max_outstanding = $8, live = $9,"
		      " changed_at_us = $10, version = $11 WHERE subscription_id = $1");
	bind_text(tx, subscription->subscription_id);
	bind_text(tx, subscription->name);
	bind_i64(tx, subscription->state);
	bind_text(tx, subscription->why);
	bind_text(tx, subscription->url);
	bind_text(tx, subscription->mail_address);
	bind_text(tx, subscription->language);
	bind_i64(tx, subscription->max_outstanding);
	bind_i64(tx, subscription->live);
	bind_i64(tx, subscription->changed_at_us);
	bind_i64(tx, (int64_t)subscription->version);
	statement_run(tx);
	subscription_change_insert(tx, subscription, what);
}

static void subscription_read(struct transaction *tx, struct subscription *ret_subscription)
{
	*ret_subscription = (struct subscription){
		.subscription_id = column_text(tx, "subscription_id"),
		.agency_id = column_text(tx, "agency_id"),
		.name = column_text(tx, "name"),
		.kind = column_i64(tx, "kind"),
		.state = column_i64(tx, "state"),
		.why = column_text(tx, "why"),
		.url = column_text(tx, "url"),
		.signature_kind = column_i64(tx, "signature_kind"),
		.mail_address = column_text(tx, "mail_address"),
		.language = column_text(tx, "language"),
		.max_outstanding = column_i64(tx, "max_outstanding"),
		.after_sequence = column_i64(tx, "after_sequence"),
		.matched_sequence = column_i64(tx, "matched_sequence"),
		.live = column_i64(tx, "live") != 0,
		.opened_count = column_i64(tx, "opened_count"),
		.created_at_us = column_i64(tx, "created_at_us"),
		.changed_at_us = column_i64(tx, "changed_at_us"),
		.version = (uint64_t)column_i64(tx, "version"),
	};
}

bool subscription_load(struct transaction *tx, const char *subscription_id,
		       struct subscription *ret_subscription)
{
	statement(tx, "SELECT * FROM subscriptions WHERE subscription_id = $1");
	bind_text(tx, subscription_id);
	if (!statement_step(tx))
		return false;
	subscription_read(tx, ret_subscription);
	statement_end(tx);
	return !transaction_failed(tx);
}

void subscriptions_after(struct transaction *tx, const char *subscription_id, const char *agency_id,
			 int64_t state, int64_t limit)
{
	if (agency_id[0]) {
		statement(tx, "SELECT * FROM subscriptions WHERE agency_id = $1"
			      " AND subscription_id > $2 AND ($3 = 0 OR state = $3)"
			      " ORDER BY subscription_id LIMIT $4");
		bind_text(tx, agency_id);
	} else {
		statement(tx, "SELECT * FROM subscriptions WHERE subscription_id > $1"
			      " AND ($2 = 0 OR state = $2) ORDER BY subscription_id LIMIT $3");
	}
	bind_text(tx, subscription_id);
	bind_i64(tx, state);
	bind_i64(tx, limit);
}

void subscriptions_behind(struct transaction *tx, int64_t limit)
{
	statement(tx, "SELECT * FROM subscriptions WHERE live = 0 AND state <> 3"
		      " ORDER BY subscription_id LIMIT $1");
	bind_i64(tx, limit);
}

/* kind 2 is PULL, state 1 is ACTIVE and PENDING: literals, so that the partial indexes serve. */
void subscriptions_with_work(struct transaction *tx)
{
	statement(tx, "SELECT * FROM subscriptions s WHERE s.state = 1 AND s.kind <> 2"
		      " AND (EXISTS (SELECT 1 FROM deliveries d"
		      " WHERE d.subscription_id = s.subscription_id AND d.state = 1)"
		      " OR EXISTS (SELECT 1 FROM subscription_items i"
		      " WHERE i.subscription_id = s.subscription_id AND i.count > s.opened_count))"
		      " ORDER BY s.subscription_id");
}

bool subscription_next(struct transaction *tx, struct subscription *ret_subscription)
{
	if (!statement_step(tx))
		return false;
	subscription_read(tx, ret_subscription);
	return !transaction_failed(tx);
}

int64_t subscriptions_count(struct transaction *tx, const char *agency_id)
{
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS count FROM subscriptions"
		      " WHERE agency_id = $1 AND state <> 3");
	bind_text(tx, agency_id);
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}

void subscription_set_matched(struct transaction *tx, const char *subscription_id,
			      int64_t matched_sequence, bool live)
{
	statement(tx, "UPDATE subscriptions SET matched_sequence = $2, live = $3"
		      " WHERE subscription_id = $1");
	bind_text(tx, subscription_id);
	bind_i64(tx, matched_sequence);
	bind_i64(tx, live);
	statement_run(tx);
}

void subscription_set_opened(struct transaction *tx, const char *subscription_id,
			     int64_t opened_count)
{
	statement(tx, "UPDATE subscriptions SET opened_count = $2 WHERE subscription_id = $1");
	bind_text(tx, subscription_id);
	bind_i64(tx, opened_count);
	statement_run(tx);
}
