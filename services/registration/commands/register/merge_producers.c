/* merge_producers.c - two registrations of one producer become one: the products of the second go
 * to the first
 *
 * Reads:     registration.v1.MergeProducers
 * Needs:     two producers that stand for themselves, both within the caller's unit
 * Writes:    producers, the second's row; its products and their dossiers; merges, merge_moves; the
 *            pairs they are in
 * Publishes: registration.v1.ProducersMerged, then ProductTransferred for each product
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, MERGE_INVALID, PRODUCER_UNKNOWN, SCOPE_MISSING,
 *            RECORD_STRUCK, MERGE_CONFLICT for each product whose name the first has already
 *
 * Products of one name are not taken for one product: the officer merges them before, or gives one
 * another name. What is recorded of the second besides its products stays with its registration.
 */
#include <string.h>

#include "common/base/identifier.h"
#include "common/command.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/change.h"
#include "registration/records/register/merge.h"
#include "registration/register/candidates.h"
#include "registration/rules.h"
#include "registration/subjects.h"

/* What is known of the two. */
struct merging {
	struct producer kept;
	struct producer merged;
	struct product *products; /* of the second, merged ones too */
	size_t product_count;
};

static bool in_scope(struct transaction *tx, const char *producer_id)
{
	struct subject subject;

	subject_of_thing(tx, producer_id, &subject);
	return caller_may(transaction_caller(tx), ALLOW(OCOP_AGENCY), &subject);
}

static void check_two(struct transaction *tx, const struct merging *merging, struct reply *reply)
{
	const struct producer *kept = &merging->kept;
	const struct producer *merged = &merging->merged;

	if (!merged->exists)
		reply_refuse(reply, REFUSAL(PRODUCER_UNKNOWN), "merged_producer_id", NULL);
	else if (strcmp(kept->producer_id, merged->producer_id) == 0)
		reply_refuse(reply, REFUSAL(MERGE_INVALID), "merged_producer_id", NULL);
	else if (!in_scope(tx, merged->producer_id))
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "merged_producer_id", NULL);
	else if (*merged->merged_into)
		reply_refuse(reply, REFUSAL(RECORD_STRUCK), "merged_producer_id", NULL);
	else if (*kept->merged_into)
		reply_refuse(reply, REFUSAL(MERGE_INVALID), "producer_id", NULL);
}

static void check_names(struct transaction *tx, const struct merging *merging, struct reply *reply)
{
	for (size_t i = 0; i < merging->product_count; i++) {
		const struct product *product = &merging->products[i];

		if (*product->merged_into == '\0' &&
		    product_name_taken(tx, merging->kept.producer_id, product->name))
			reply_refuse(reply, REFUSAL(MERGE_CONFLICT), "merged_producer_id",
				     "both have a product called %s", product->name);
	}
}

static void move_products(struct transaction *tx, struct merging *merging,
			  const struct merge *merge)
{
	for (size_t i = 0; i < merging->product_count; i++) {
		struct product *product = &merging->products[i];

		product_move(tx, product, &merging->kept);
		merge_move_insert(tx, merge->merge_id, product->product_id);
		event_product_transferred(tx, product, merge->merged_id, merge->reason);
	}
	/* After all have moved: they are held against each other too. */
	candidates_of_producer(tx, merge->merged_id);
	for (size_t i = 0; i < merging->product_count; i++)
		candidates_of_product(tx, merging->products[i].product_id);
}

enum decision merge_producers(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__MergeProducers *asked =
		(const Ocop__Registration__V1__MergeProducers *)message;
	const char *reason = allow_composed(reply, "reason", asked->reason, REASON_LENGTH_MAX);
	char merge_id[IDENTIFIER_SIZE];
	struct merging merging;

	if (*reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (reply_refused(reply))
		return REFUSED;

	producer_load(tx, asked->producer_id, &merging.kept);
	producer_load(tx, asked->merged_producer_id, &merging.merged);
	merging.product_count =
		products_of_producer(tx, asked->merged_producer_id, &merging.products);
	if (transaction_failed(tx))
		return FAILED;

	check_two(tx, &merging, reply);
	if (!reply_refused(reply))
		check_names(tx, &merging, reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("merge", NULL, transaction_now_us(tx), merge_id);
	const struct merge merge = {
		.merge_id = merge_id,
		.kept_id = merging.kept.producer_id,
		.merged_id = merging.merged.producer_id,
		.reason = reason,
	};
	producer_set_merged(tx, &merging.merged, merge.kept_id);
	merge_insert(tx, &merge);
	event_producers_merged(tx, &merge, &merging.merged);
	move_products(tx, &merging, &merge);
	reply_accept(reply, merge_id, 1);
	return ACCEPTED;
}
