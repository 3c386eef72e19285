/* erasure.c - the service's part of an erasure: what market stores loses a producer's name */
#include "common/erasure/erased_names.h"

#include "common/sending/contact.h"
#include "common/store/transaction.h"
#include "market/records.h"
#include "market/records/enquiry.h"
#include "market/records/export.h"
#include "market/records/fair.h"
#include "market/records/point_of_sale.h"

static void stories_erase(struct transaction *tx, const char *producer_id, const char *name)
{
	statement(tx,
		  "UPDATE listing_stories SET story = replace(story, $1, $2)"
		  " WHERE listing_id IN (SELECT listing_id FROM listings WHERE producer_id = $3)");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
	statement(tx, "UPDATE listings SET description = replace(description, $1, $2)"
		      " WHERE producer_id = $3");
	bind_text(tx, name);
	bind_text(tx, erased_name);
	bind_text(tx, producer_id);
	statement_run(tx);
}

/* Where a short name could be a part of anything. */
static void words_erase(struct transaction *tx, const char *producer_id, const char *name)
{
	stories_erase(tx, producer_id, name);
	fairs_erase(tx, producer_id, name);
	exports_erase(tx, producer_id, name);
}

void market_erase(struct transaction *tx, const struct erased_names *names)
{
	struct erased_names all = *names;

	/* Market tells nothing of producers: what they are called stands in its mirror. */
	statement(tx, "SELECT name FROM producers WHERE producer_id = $1 UNION"
		      " SELECT producer_name FROM listings WHERE producer_id = $1");
	bind_text(tx, names->producer_id);
	while (statement_step(tx))
		erased_names_add(&all, transaction_arena(tx), column_text(tx, "name"));
	for (size_t i = 0; i < all.count; i++) {
		if (erased_name_is_unmistakable(all.names[i])) {
			words_erase(tx, names->producer_id, all.names[i]);
			enquiry_words_erase(tx, names->producer_id, all.names[i], erased_name);
			contacts_name_erase(tx, all.names[i], erased_name);
		}
		points_of_sale_erase(tx, names->producer_id, all.names[i]);
	}
	producer_write(tx, names->producer_id, erased_name);
	listings_rename_producer(tx, names->producer_id, erased_name, transaction_now_us(tx));
}
