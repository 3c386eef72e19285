/* change_product.c - a product has another name, set or description; all fields as they are from
 * now on
 *
 * Reads:     registration.v1.ChangeProduct
 * Needs:     a product that stands for itself; a rule book and a set of it, where the set changes;
 *            no dossier of it that is being judged, where name or set changes
 * Writes:    products, one row; changes
 * Publishes: registration.v1.ProductChanged
 * Refuses:   REASON_MISSING, FIELD_MISSING, FIELD_TOO_LONG, RULEBOOK_UNKNOWN,
 *            SET_UNKNOWN, PRODUCT_EXISTS, LEGAL_FORM_NOT_ELIGIBLE, DOSSIER_STATE,
 *            DOSSIER_OPEN_EXISTS (a draft under another set)
 *
 * The same once more changes nothing.
 */
#include <string.h>

#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/change.h"
#include "registration/records/known/recordings.h"
#include "registration/rules/known.h"
#include "registration/state.h"

static bool same_set(const char *rulebook_code, uint32_t set_no, const struct product *product)
{
	return strcmp(rulebook_code, product->rulebook_code) == 0 && set_no == product->set_no;
}

/* One that an old register brought without a set may stay so. */
static void read_set(struct transaction *tx, const Ocop__Registration__V1__ChangeProduct *asked,
		     struct reply *reply, struct product *product)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, asked->rulebook_code);
	const struct rulebook_set *set = book ? rulebook_set_find(book, asked->set_no) : NULL;

	if (same_set(asked->rulebook_code, asked->set_no, product))
		return;
	if (!book) {
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), "rulebook_code", NULL);
	} else if (!set) {
		reply_refuse(reply, REFUSAL(SET_UNKNOWN), "set_no", NULL);
	} else {
		product->rulebook_code = book->code;
		product->set_no = asked->set_no;
		product->sector_code = set->sector_code;
	}
}

static void check_producer(struct transaction *tx, const struct product *before,
			   const struct product *after, struct reply *reply)
{
	struct producer producer;

	producer_load(tx, before->producer_id, &producer);
	if (strcmp(before->sector_code, after->sector_code) != 0 &&
	    !legal_form_is_eligible(producer.legal_form, after->sector_code))
		reply_refuse(reply, REFUSAL(LEGAL_FORM_NOT_ELIGIBLE), "set_no", NULL);
	if (strcmp(before->name, after->name) != 0 &&
	    product_name_taken(tx, before->producer_id, after->name))
		reply_refuse(reply, REFUSAL(PRODUCT_EXISTS), "name", NULL);
}

/* What is being judged stays as it is; a draft is filled in for one set. */
static void check_dossier(struct transaction *tx, const struct product *before,
			  const struct product *after, struct reply *reply)
{
	bool set_changes = !same_set(after->rulebook_code, after->set_no, before);
	struct dossier dossier;

	dossier_under_way_load(tx, before->product_id, &dossier);
	if (!dossier.exists || (!set_changes && strcmp(before->name, after->name) == 0))
		return;
	if (dossier_is_judged(dossier.state))
		reply_refuse(reply, REFUSAL(DOSSIER_STATE), NULL, "%s", dossier.dossier_id);
	else if (set_changes && !same_set(dossier.rulebook_code, dossier.set_no, after))
		reply_refuse(reply, REFUSAL(DOSSIER_OPEN_EXISTS), "set_no", "%s",
			     dossier.dossier_id);
}

static void write_change(struct transaction *tx, const struct product *before,
			 struct product *after, const char *reason)
{
	struct arena *arena = transaction_arena(tx);

	product_update(tx, after);
	change_insert(tx, &(struct change){
				  .thing_id = after->product_id,
				  .version = after->version,
				  .before = product_in_words(arena, before),
				  .after = product_in_words(arena, after),
				  .reason = reason,
			  });
	event_product_changed(tx, after, reason);
}

static bool nothing_changes(const struct product *before, const struct product *after)
{
	return strcmp(before->name, after->name) == 0 &&
	       strcmp(before->description, after->description) == 0 &&
	       same_set(after->rulebook_code, after->set_no, before);
}

enum decision change_product(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__ChangeProduct *asked =
		(const Ocop__Registration__V1__ChangeProduct *)message;
	const char *reason = require_reason(reply, asked->reason);
	struct product before, after;

	product_load(tx, asked->product_id, &before);

	after = before;
	after.name = require_composed(reply, "name", asked->name, NAME_LENGTH_MAX);
	after.description =
		allow_composed(reply, "description", asked->description, DESCRIPTION_LENGTH_MAX);
	read_set(tx, asked, reply, &after);
	check_producer(tx, &before, &after, reply);
	check_dossier(tx, &before, &after, reply);
	if (reply_refused(reply))
		return REFUSED;

	if (!nothing_changes(&before, &after))
		write_change(tx, &before, &after, reason);
	reply_accept(reply, after.product_id, after.version);
	return ACCEPTED;
}
