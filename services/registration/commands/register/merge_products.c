/* merge_products.c - two registrations of one product become one
 *
 * Reads:     registration.v1.MergeProducts
 * Needs:     two products that stand for themselves, both within the caller's unit
 * Writes:    products, the second's row; merges; the pairs they are in
 * Publishes: registration.v1.ProductsMerged
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, MERGE_INVALID, PRODUCT_UNKNOWN, SCOPE_MISSING,
 *            PRODUCT_MERGED, MERGE_CONFLICT where a dossier or a certificate would be one too many
 *
 * Codes, dossiers, claims and certificates stay with the registration they belong to and are found
 * from the one that stands (records/register/family.h); a dossier under way goes on to its end. The
 * two may be of different producers: producers that have a product in common cannot be merged
 * before it is.
 */
#include <string.h>

#include "common/base/identifier.h"
#include "common/command.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/register/merge.h"
#include "registration/register/candidates.h"
#include "registration/rules.h"
#include "registration/subjects.h"

/* A product and what is on its way or valid of it. */
struct merging_side {
	struct product product;
	bool dossier_open;
	bool certificate_valid;
};

static void load_side(struct transaction *tx, const char *product_id, struct merging_side *side)
{
	product_load(tx, product_id, &side->product);
	side->dossier_open = dossier_open_exists(tx, product_id);
	side->certificate_valid = certificate_valid_exists(tx, product_id);
}

static bool in_scope(struct transaction *tx, const char *product_id)
{
	struct subject subject;

	subject_of_thing(tx, product_id, &subject);
	return caller_may(transaction_caller(tx), ALLOW(OCOP_AGENCY), &subject);
}

static void check_two(struct transaction *tx, const struct product *kept,
		      const struct product *merged, struct reply *reply)
{
	if (!merged->exists)
		reply_refuse(reply, REFUSAL(PRODUCT_UNKNOWN), "merged_product_id", NULL);
	else if (strcmp(kept->product_id, merged->product_id) == 0)
		reply_refuse(reply, REFUSAL(MERGE_INVALID), "merged_product_id", NULL);
	else if (!in_scope(tx, merged->product_id))
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "merged_product_id", NULL);
	else if (*merged->merged_into)
		reply_refuse(reply, REFUSAL(PRODUCT_MERGED), "merged_product_id", NULL);
	else if (*kept->merged_into)
		reply_refuse(reply, REFUSAL(MERGE_INVALID), "product_id", NULL);
}

/* One product has one dossier under way, one valid certificate, and no first rating beside it. */
static void check_conflicts(const struct merging_side *kept, const struct merging_side *merged,
			    struct reply *reply)
{
	if (kept->dossier_open && merged->dossier_open)
		reply_refuse(reply, REFUSAL(MERGE_CONFLICT), "merged_product_id",
			     "both have a dossier under way: withdraw one, or wait for its end");
	if (kept->certificate_valid && merged->certificate_valid)
		reply_refuse(reply, REFUSAL(MERGE_CONFLICT), "merged_product_id",
			     "both have a valid certificate: one has to end before");
	else if ((kept->dossier_open && merged->certificate_valid) ||
		 (merged->dossier_open && kept->certificate_valid))
		reply_refuse(reply, REFUSAL(MERGE_CONFLICT), "merged_product_id",
			     "one has a valid certificate, the other a dossier under way that does "
			     "not start from it");
}

enum decision merge_products(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__MergeProducts *asked =
		(const Ocop__Registration__V1__MergeProducts *)message;
	const char *reason = allow_composed(reply, "reason", asked->reason, REASON_LENGTH_MAX);
	char merge_id[IDENTIFIER_SIZE];
	struct merging_side kept, merged;

	if (*reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (reply_refused(reply))
		return REFUSED;

	load_side(tx, asked->product_id, &kept);
	load_side(tx, asked->merged_product_id, &merged);
	if (transaction_failed(tx))
		return FAILED;

	check_two(tx, &kept.product, &merged.product, reply);
	if (!reply_refused(reply))
		check_conflicts(&kept, &merged, reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("merge", NULL, transaction_now_us(tx), merge_id);
	const struct merge merge = {
		.merge_id = merge_id,
		.products = true,
		.kept_id = kept.product.product_id,
		.merged_id = merged.product.product_id,
		.reason = reason,
	};
	product_set_merged(tx, &merged.product, merge.kept_id);
	merge_insert(tx, &merge);
	candidates_of_product(tx, merge.merged_id);
	event_products_merged(tx, &merge, &merged.product);
	reply_accept(reply, merge_id, 1);
	return ACCEPTED;
}
