/* product_photo.c - statements on the photos of products */
#include "registration/records/known/product_photo.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

void product_photo_load(struct transaction *tx, const char *photo_id,
			struct product_photo *ret_photo)
{
	*ret_photo = (struct product_photo){.photo_id = "", .product_id = "", .sha256 = ""};
	statement(tx, "SELECT photo_id, product_id, sha256, size_bytes, media_type"
		      " FROM product_photos WHERE photo_id = $1");
	bind_text(tx, photo_id);
	while (statement_step(tx))
		*ret_photo = (struct product_photo){
			.exists = true,
			.photo_id = column_text(tx, "photo_id"),
			.product_id = column_text(tx, "product_id"),
			.sha256 = column_text(tx, "sha256"),
			.size_bytes = column_i64(tx, "size_bytes"),
			.media_type = column_text(tx, "media_type"),
		};
}

size_t product_photos_load(struct transaction *tx, const char *product_id, char ***ret_photo_ids)
{
	char **photo_ids =
		arena_alloc(transaction_arena(tx), (PRODUCT_PHOTOS_MAX + 1) * sizeof(*photo_ids));
	size_t count = 0;

	statement(tx, "SELECT photo_id FROM product_photos WHERE product_id = $1"
		      " ORDER BY position LIMIT $2");
	bind_text(tx, product_id);
	bind_i64(tx, PRODUCT_PHOTOS_MAX);
	while (statement_step(tx))
		photo_ids[count++] = message_text(column_text(tx, "photo_id"));
	*ret_photo_ids = photo_ids;
	return count;
}

void product_photo_insert(struct transaction *tx, const struct product_photo *photo,
			  size_t position)
{
	statement(tx, "INSERT INTO product_photos (photo_id, product_id, position, sha256,"
		      " size_bytes, media_type, kept_at_us) VALUES ($1, $2, $3, $4, $5, $6, $7)");
	bind_text(tx, photo->photo_id);
	bind_text(tx, photo->product_id);
	bind_i64(tx, (int64_t)position);
	bind_text(tx, photo->sha256);
	bind_i64(tx, photo->size_bytes);
	bind_text(tx, photo->media_type);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

/* -1 marks what no later statement has placed. */
static void unplace_all(struct transaction *tx, const char *product_id)
{
	statement(tx, "UPDATE product_photos SET position = -1 WHERE product_id = $1");
	bind_text(tx, product_id);
	statement_run(tx);
}

static void place(struct transaction *tx, const char *photo_id, size_t position)
{
	statement(tx, "UPDATE product_photos SET position = $1 WHERE photo_id = $2");
	bind_i64(tx, (int64_t)position);
	bind_text(tx, photo_id);
	statement_run(tx);
}

static void delete_unplaced(struct transaction *tx, const char *product_id)
{
	statement(tx, "DELETE FROM product_photos WHERE product_id = $1 AND position = -1");
	bind_text(tx, product_id);
	statement_run(tx);
}

void product_photos_arrange(struct transaction *tx, const char *product_id, char *const *photo_ids,
			    size_t count)
{
	unplace_all(tx, product_id);
	for (size_t i = 0; i < count; i++)
		place(tx, photo_ids[i], i);
	delete_unplaced(tx, product_id);
}
