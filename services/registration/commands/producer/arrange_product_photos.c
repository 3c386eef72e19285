/* arrange_product_photos.c - the photos of a product in another order, or fewer of them
 *
 * What is taken away is shown no more at once; its file goes some days later, unless something else
 * names it (drop_photo_file.c).
 *
 * Reads:     registration.v1.ArrangeProductPhotos
 * Needs:     a product that stands for itself
 * Writes:    product_photos, those of the product; unshown_files; products, one row
 * Publishes: registration.v1.ProductPhotosSet
 * Refuses:   FIELD_INVALID (a photo that the product does not have, or one twice), VERSION_STALE
 *            (there is a photo that was not seen: an order of old would take it away)
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/product_photo.h"

static bool is_among(char *const *photo_ids, size_t count, const char *photo_id)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(photo_ids[i], photo_id) == 0)
			return true;
	}
	return false;
}

/* In whatever order: what was seen is all that can be meant to go. */
static bool are_those_seen(char *const *known, size_t known_count, char *const *seen,
			   size_t seen_count)
{
	for (size_t i = 0; i < known_count; i++) {
		if (!is_among(seen, seen_count, known[i]))
			return false;
	}
	return true;
}

enum decision arrange_product_photos(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	const Ocop__Registration__V1__ArrangeProductPhotos *asked =
		(const Ocop__Registration__V1__ArrangeProductPhotos *)message;
	struct product product;
	char **known;
	size_t known_count;

	product_load(tx, asked->product_id, &product);
	known_count = product_photos_load(tx, asked->product_id, &known);
	if (transaction_failed(tx))
		return FAILED;

	if (asked->n_seen_photo_ids > 0 &&
	    !are_those_seen(known, known_count, asked->seen_photo_ids, asked->n_seen_photo_ids)) {
		reply_refuse(reply, REFUSAL(VERSION_STALE), "seen_photo_ids", NULL);
		return REFUSED;
	}
	for (size_t i = 0; i < asked->n_photo_ids; i++) {
		if (!is_among(known, known_count, asked->photo_ids[i]) ||
		    is_among(asked->photo_ids, i, asked->photo_ids[i]))
			reply_refuse(reply, REFUSAL(FIELD_INVALID),
				     arena_printf(reply_arena(reply), "photo_ids[%zu]", i), NULL);
	}
	if (reply_refused(reply))
		return REFUSED;

	product_photos_arrange(tx, product.product_id, asked->photo_ids, asked->n_photo_ids);
	product_update(tx, &product);
	event_product_photos_set(tx, &product, asked->photo_ids, asked->n_photo_ids);
	reply_accept(reply, product.product_id, product.version);
	return ACCEPTED;
}
