/* set_variants.c - what one recognition of the product or set covers, all variants together
 *
 * Reads:     registration.v1.SetVariants
 * Needs:     a product that stands for itself, no dossier of it that is being judged; two variants
 *            or more for a set, each with a name of its own
 * Writes:    products, one row; variants, in the place of those that were
 * Publishes: registration.v1.VariantsSet
 * Refuses:   DOSSIER_STATE, FIELD_MISSING (a name; a second variant of a set),
 *            FIELD_TOO_LONG, FIELD_INVALID (a name or number twice; too many), GTIN_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/label/gtin.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/change.h"
#include "registration/records/known/recordings.h"
#include "registration/records/known/variant.h"
#include "registration/rules/known.h"

static const char *field_of(struct reply *reply, size_t index, const char *name)
{
	return arena_printf(reply_arena(reply), "variants[%zu].%s", index, name);
}

static Ocop__Registration__V1__Variant *read_variant(const Ocop__Registration__V1__Variant *asked,
						     size_t index, struct reply *reply)
{
	Ocop__Registration__V1__Variant *variant =
		arena_alloc(reply_arena(reply), sizeof(*variant));

	ocop__registration__v1__variant__init(variant);
	variant->name = message_text(require_composed(reply, field_of(reply, index, "name"),
						      asked->name, VARIANT_LENGTH_MAX));
	variant->packaging = message_text(allow_composed(reply, field_of(reply, index, "packaging"),
							 asked->packaging, VARIANT_LENGTH_MAX));
	variant->gtin = asked->gtin;
	if (*asked->gtin && !gtin_is_valid(asked->gtin))
		reply_refuse(reply, REFUSAL(GTIN_INVALID), field_of(reply, index, "gtin"), NULL);
	return variant;
}

/* Names that differ in case or signs only are one name to whoever buys. */
static void check_distinct(Ocop__Registration__V1__Variant *const *variants, size_t index,
			   struct reply *reply)
{
	struct arena *arena = reply_arena(reply);
	const Ocop__Registration__V1__Variant *variant = variants[index];
	const char *name = text_lower_words(arena, variant->name);

	for (size_t i = 0; i < index; i++) {
		if (strcmp(name, text_lower_words(arena, variants[i]->name)) == 0)
			reply_refuse(reply, REFUSAL(FIELD_INVALID), field_of(reply, index, "name"),
				     "another variant has this name");
		if (*variant->gtin && strcmp(variant->gtin, variants[i]->gtin) == 0)
			reply_refuse(reply, REFUSAL(FIELD_INVALID), field_of(reply, index, "gtin"),
				     "another variant has this number");
	}
}

static Ocop__Registration__V1__Variant **read_message(
	const Ocop__Registration__V1__SetVariants *asked, struct reply *reply)
{
	Ocop__Registration__V1__Variant **variants;

	if (asked->n_variants > VARIANTS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "variants", "at most %d", VARIANTS_MAX);
		return NULL;
	}
	variants = arena_alloc(reply_arena(reply), asked->n_variants * sizeof(*variants));
	for (size_t i = 0; i < asked->n_variants; i++) {
		variants[i] = read_variant(asked->variants[i], i, reply);
		check_distinct(variants, i, reply);
	}
	if (asked->is_set && asked->n_variants < 2)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "variants", "a set has two or more");
	return variants;
}

enum decision set_variants(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Registration__V1__SetVariants *asked =
		(const Ocop__Registration__V1__SetVariants *)message;
	Ocop__Registration__V1__Variant **variants = read_message(asked, reply);
	struct dossier dossier;
	struct product product;

	product_load(tx, asked->product_id, &product);

	dossier_under_way_load(tx, asked->product_id, &dossier);
	if (dossier.exists && dossier_is_judged(dossier.state))
		reply_refuse(reply, REFUSAL(DOSSIER_STATE), NULL, "%s", dossier.dossier_id);
	if (reply_refused(reply))
		return REFUSED;

	product.is_set = asked->is_set;
	product_update(tx, &product);
	variants_write(tx, product.product_id, variants, asked->n_variants);
	event_variants_set(tx, &product, variants, asked->n_variants);
	reply_accept(reply, product.product_id, product.version);
	return ACCEPTED;
}
