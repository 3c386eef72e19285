/* transfer_product.c - a product goes to another producer, with its codes, dossiers and
 * certificates
 *
 * Reads:     registration.v1.TransferProduct
 * Needs:     a product that stands for itself; a producer who may take it; no dossier of it that is
 *            being judged: it was submitted in the name of the one who had it
 * Writes:    products, one row; changes; dossiers: all are the new producer's, drafts included
 * Publishes: registration.v1.ProductTransferred
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, PRODUCER_UNKNOWN, RECORD_STRUCK (a
 *            producer who was merged), FIELD_INVALID (he has it), SCOPE_MISSING,
 *            LEGAL_FORM_NOT_ELIGIBLE, PRODUCT_EXISTS, DOSSIER_STATE
 *
 * The agency decides on a product of its province, whoever has it; a commune's officer only where
 * both producers are his commune's. It is made where it was made; other certificates stay with the
 * producer they were issued to.
 */
#include <string.h>

#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/change.h"
#include "registration/records/known/recordings.h"
#include "registration/rules/known.h"
#include "registration/subjects.h"

/* Who has it, who is to have it, and the dossier on its way. */
struct transfer {
	struct product product;
	struct producer from;
	struct producer to;
	struct dossier dossier;
	bool name_taken;
};

static void load_facts(struct transaction *tx, const Ocop__Registration__V1__TransferProduct *asked,
		       struct transfer *transfer)
{
	product_load(tx, asked->product_id, &transfer->product);
	producer_load(tx, transfer->product.producer_id, &transfer->from);
	producer_load(tx, asked->new_producer_id, &transfer->to);
	dossier_under_way_load(tx, asked->product_id, &transfer->dossier);
	transfer->name_taken =
		product_name_taken(tx, asked->new_producer_id, transfer->product.name);
}

/* Of both producers; who has the province's role has it for its products. */
static bool caller_has_scope(struct transaction *tx, const struct transfer *transfer)
{
	const struct caller *caller = transaction_caller(tx);
	const struct subject product = product_subject(&transfer->product);
	const struct subject from = producer_subject(&transfer->from);
	const struct subject to = producer_subject(&transfer->to);

	return caller_may(caller, ALLOW(OCOP_AGENCY), &product) ||
	       (caller_may(caller, ALLOW(COMMUNE_OFFICER), &from) &&
		caller_may(caller, ALLOW(COMMUNE_OFFICER), &to));
}

static Ocop__Common__V1__RefusalCode receiver_fault(struct transaction *tx,
						    const struct transfer *transfer)
{
	const struct producer *to = &transfer->to;

	if (!to->exists)
		return REFUSAL(PRODUCER_UNKNOWN);
	if (*to->merged_into)
		return REFUSAL(RECORD_STRUCK);
	if (strcmp(to->producer_id, transfer->from.producer_id) == 0)
		return REFUSAL(FIELD_INVALID);
	if (!caller_has_scope(tx, transfer))
		return REFUSAL(SCOPE_MISSING);
	if (!legal_form_is_eligible(to->legal_form, transfer->product.sector_code))
		return REFUSAL(LEGAL_FORM_NOT_ELIGIBLE);
	if (transfer->name_taken)
		return REFUSAL(PRODUCT_EXISTS);
	return REFUSAL(UNSPECIFIED);
}

static void write_transfer(struct transaction *tx, struct transfer *transfer, const char *reason)
{
	struct product *product = &transfer->product;

	product->producer_id = transfer->to.producer_id;
	product->producer_name = transfer->to.name;
	product_update(tx, product);
	dossiers_change_producer(tx, product->product_id, product->producer_id);
	change_insert(tx, &(struct change){
				  .thing_id = product->product_id,
				  .version = product->version,
				  .before = transfer->from.name,
				  .after = transfer->to.name,
				  .reason = reason,
			  });
	event_product_transferred(tx, product, transfer->from.producer_id, reason);
}

enum decision transfer_product(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Registration__V1__TransferProduct *asked =
		(const Ocop__Registration__V1__TransferProduct *)message;
	const char *reason = require_reason(reply, asked->reason);
	struct transfer transfer;
	Ocop__Common__V1__RefusalCode why;

	load_facts(tx, asked, &transfer);
	if (transaction_failed(tx))
		return FAILED;

	why = receiver_fault(tx, &transfer);
	if (why)
		reply_refuse(reply, why, "new_producer_id", NULL);
	if (transfer.dossier.exists && dossier_is_judged(transfer.dossier.state))
		reply_refuse(reply, REFUSAL(DOSSIER_STATE), NULL, "%s",
			     transfer.dossier.dossier_id);
	if (reply_refused(reply))
		return REFUSED;

	write_transfer(tx, &transfer, reason);
	reply_accept(reply, transfer.product.product_id, transfer.product.version);
	return ACCEPTED;
}
