/* items.c - what each subscription has been told, under its own count
 *
 * Written where the item is: in the reaction's transaction for all who stand at the head, and step
 * by step for who is behind. Both look by topics: whose filter wants something else is not read.
 */
#include "common/store/transaction.h"
#include "notification/records.h"

void item_give(struct transaction *tx, const struct feed_item *item)
{
	statement(tx, "INSERT INTO subscription_items (subscription_id, count, sequence)"
		      " SELECT s.subscription_id, 1 + coalesce((SELECT max(i.count)"
		      " FROM subscription_items i WHERE i.subscription_id = s.subscription_id), 0),"
		      " $1 FROM subscriptions s WHERE s.live = 1 AND s.subscription_id IN ("
		      "SELECT t.subscription_id FROM subscription_topics t"
		      " WHERE t.unit_code IN ('', $2, $3) AND t.type IN ('', $4)"
		      " AND ((t.sectors >> $5) & 1) = 1 AND ((t.stars >> $6) & 1) = 1)");
	bind_i64(tx, item->sequence);
	bind_text(tx, item->commune_code);
	bind_text(tx, item->province_code);
	bind_text(tx, item->type);
	bind_i64(tx, item->sector_no);
	bind_i64(tx, item->star);
	statement_run(tx);
}

void items_give_past(struct transaction *tx, const char *subscription_id, int64_t after_sequence,
		     int64_t to_sequence)
{
	statement(tx, "INSERT INTO subscription_items (subscription_id, count, sequence)"
		      " SELECT $1, coalesce((SELECT max(i.count) FROM subscription_items i"
		      " WHERE i.subscription_id = $1), 0)"
		      " + row_number() OVER (ORDER BY f.sequence), f.sequence"
		      " FROM feed_items f WHERE f.sequence > $2 AND f.sequence <= $3"
		      " AND EXISTS (SELECT 1 FROM subscription_topics t"
		      " WHERE t.subscription_id = $1"
		      " AND t.unit_code IN ('', f.commune_code, f.province_code)"
		      " AND t.type IN ('', f.type)"
		      " AND ((t.sectors >> f.sector_no) & 1) = 1"
		      " AND ((t.stars >> f.star) & 1) = 1)");
	bind_text(tx, subscription_id);
	bind_i64(tx, after_sequence);
	bind_i64(tx, to_sequence);
	statement_run(tx);
}

int64_t items_count(struct transaction *tx, const char *subscription_id)
{
	int64_t count = 0;

	statement(tx, "SELECT coalesce(max(count), 0) AS count FROM subscription_items"
		      " WHERE subscription_id = $1");
	bind_text(tx, subscription_id);
	while (statement_step(tx))
		count = column_i64(tx, "count");
	return count;
}
