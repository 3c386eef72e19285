/* undo_merge.c - parts again what was merged
 *
 * Reads:     registration.v1.UndoMerge
 * Needs:     a merge that holds, within the caller's unit, and nothing built on it since
 * Writes:    merges; the row of what was merged; of producers, the products that the merge moved,
 *            and no others, with their dossiers; the pairs they are in
 * Publishes: registration.v1.MergeUndone, and ProductTransferred for each product that goes back
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, MERGE_UNDONE, MERGE_CONFLICT
 */
#include <string.h>

#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/register/merge.h"
#include "registration/register/candidates.h"
#include "registration/rules.h"

/* Its number may have been given to another, its products may have gone elsewhere since. */
static void check_producers(struct transaction *tx, const struct merge *merge,
			    const struct producer *merged, struct reply *reply)
{
	struct product *products;
	size_t count = merge_moves_load(tx, merge->merge_id, &products);

	if (producer_number_taken(tx, merged->registration_number))
		reply_refuse(reply, REFUSAL(MERGE_CONFLICT), "merge_id",
			     "another producer has the registration number %s now",
			     merged->registration_number);
	for (size_t i = 0; i < count; i++) {
		const struct product *product = &products[i];

		if (strcmp(product->producer_id, merge->kept_id) != 0)
			reply_refuse(reply, REFUSAL(MERGE_CONFLICT), "merge_id",
				     "the product %s has gone to another producer since",
				     product->name);
		else if (product_merged_after(tx, product->product_id, merge->merge_no))
			reply_refuse(reply, REFUSAL(MERGE_CONFLICT), "merge_id",
				     "the product %s was merged since: undo that before",
				     product->name);
	}
}

static void check_products(struct transaction *tx, const struct product *merged,
			   struct reply *reply)
{
	if (product_name_taken(tx, merged->producer_id, merged->name))
		reply_refuse(reply, REFUSAL(MERGE_CONFLICT), "merge_id",
			     "its producer has another product called %s now", merged->name);
	if (certificate_used_outside(tx, merged->product_id))
		reply_refuse(reply, REFUSAL(MERGE_CONFLICT), "merge_id",
			     "a dossier of the other starts from its certificate");
}

static void part_producers(struct transaction *tx, const struct merge *merge,
			   struct producer *merged, const char *reason)
{
	struct product *products;
	size_t count = merge_moves_load(tx, merge->merge_id, &products);

	producer_set_merged(tx, merged, "");
	event_merge_undone(tx, merge, merged->version, reason);
	for (size_t i = 0; i < count; i++) {
		product_move(tx, &products[i], merged);
		event_product_transferred(tx, &products[i], merge->kept_id, reason);
	}
	candidates_of_producer(tx, merge->merged_id);
}

static void part_products(struct transaction *tx, const struct merge *merge, struct product *merged,
			  const char *reason)
{
	product_set_merged(tx, merged, "");
	candidates_of_product(tx, merge->merged_id);
	event_merge_undone(tx, merge, merged->version, reason);
}

enum decision undo_merge(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Registration__V1__UndoMerge *asked =
		(const Ocop__Registration__V1__UndoMerge *)message;
	const char *reason = allow_composed(reply, "reason", asked->reason, REASON_LENGTH_MAX);
	struct producer producer;
	struct product product;
	struct merge merge;

	if (*reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (reply_refused(reply))
		return REFUSED;

	merge_load(tx, asked->merge_id, &merge);
	producer_load(tx, merge.merged_id, &producer);
	product_load(tx, merge.merged_id, &product);
	if (transaction_failed(tx))
		return FAILED;

	if (merge.undone)
		reply_refuse(reply, REFUSAL(MERGE_UNDONE), "merge_id", NULL);
	else if (merge.products)
		check_products(tx, &product, reply);
	else
		check_producers(tx, &merge, &producer, reply);
	if (reply_refused(reply))
		return REFUSED;

	merge_set_undone(tx, merge.merge_id, reason);
	if (merge.products)
		part_products(tx, &merge, &product, reason);
	else
		part_producers(tx, &merge, &producer, reason);
	reply_accept(reply, merge.merge_id, 2);
	return ACCEPTED;
}
