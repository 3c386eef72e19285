/* keep_product_photo.c - a photo of a product, from an upload, for its page in the market
 *
 * Reads:     registration.v1.KeepProductPhoto
 * Needs:     a product that stands for itself, a complete upload of the caller's
 * Writes:    product_photos and products, one row each; before, in `prepare`: the file's place
 * Publishes: registration.v1.ProductPhotosSet
 * Refuses:   FIELD_MISSING, FIELD_INVALID (too many), UPLOAD_UNKNOWN, UPLOAD_INCOMPLETE,
 *            FILE_TYPE_REFUSED, FILE_TYPE_MISMATCH, IMAGE_INVALID
 */
#include <string.h>

#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/files/taken_upload.h"
#include "registration/records/known/product_photo.h"

enum decision keep_product_photo_prepare(struct transaction *tx, const ProtobufCMessage *message,
					 struct reply *reply, void **ret_prepared)
{
	return taken_upload_prepare_kept(
		tx, reply, ((const Ocop__Registration__V1__KeepProductPhoto *)message)->upload_id,
		ret_prepared);
}

/* A picture was made of every photo that is one. */
static void check(const struct taken_upload *taken, size_t count, struct reply *reply)
{
	if (!taken)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "upload_id", NULL);
	else if (strncmp(taken->media_type, "image/", strlen("image/")) != 0)
		reply_refuse(reply, REFUSAL(FILE_TYPE_REFUSED), "upload_id", "a photo");
	if (count >= PRODUCT_PHOTOS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "upload_id", "at most %d photos",
			     PRODUCT_PHOTOS_MAX);
}

enum decision keep_product_photo(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const struct taken_upload *taken = transaction_prepared(tx);
	struct product_photo photo;
	struct product product;
	char photo_id[IDENTIFIER_SIZE];
	char **photo_ids;
	size_t count;

	product_load(tx, ((const Ocop__Registration__V1__KeepProductPhoto *)message)->product_id,
		     &product);
	count = product_photos_load(tx, product.product_id, &photo_ids);
	if (transaction_failed(tx))
		return FAILED;

	check(taken, count, reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("photo", NULL, transaction_now_us(tx), photo_id);
	photo = (struct product_photo){
		.photo_id = photo_id,
		.product_id = product.product_id,
		.sha256 = taken->sha256,
		.size_bytes = taken->size_bytes,
		.media_type = taken->media_type,
	};
	product_photo_insert(tx, &photo, count);
	product_update(tx, &product);
	photo_ids[count++] = photo_id;
	event_product_photos_set(tx, &product, photo_ids, count);
	reply_accept(reply, photo_id, product.version);
	return ACCEPTED;
}
