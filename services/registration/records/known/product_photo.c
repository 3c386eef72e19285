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
	statement(tx, "INSERT INTO unshown_files (sha256, since_us)"
		      " SELECT DISTINCT sha256, $2 FROM product_photos"
		      " WHERE product_id = $1 AND position = -1"
		      " ON CONFLICT (sha256) DO UPDATE SET since_us = excluded.since_us");
	bind_text(tx, product_id);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
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

size_t unshown_files_load(struct transaction *tx, int64_t until_us, int64_t limit,
			  struct unshown_file *ret_files)
{
	size_t count = 0;

	statement(tx, "SELECT sha256, since_us FROM unshown_files WHERE since_us <= $1"
		      " ORDER BY since_us LIMIT $2");
	bind_i64(tx, until_us);
	bind_i64(tx, limit);
	while (statement_step(tx))
		ret_files[count++] = (struct unshown_file){
			.sha256 = column_text(tx, "sha256"),
			.since_us = column_i64(tx, "since_us"),
		};
	return count;
}

void unshown_file_defer(struct transaction *tx, const char *sha256)
{
	statement(tx, "UPDATE unshown_files SET since_us = $1 WHERE sha256 = $2");
	bind_i64(tx, transaction_now_us(tx));
	bind_text(tx, sha256);
	statement_run(tx);
}

void unshown_file_forget(struct transaction *tx, const char *sha256)
{
	statement(tx, "DELETE FROM unshown_files WHERE sha256 = $1");
	bind_text(tx, sha256);
	statement_run(tx);
}

bool file_is_named(struct transaction *tx, const char *sha256)
{
	bool is_named = false;

	statement(tx, "SELECT EXISTS (SELECT 1 FROM product_photos WHERE sha256 = $1)"
		      " OR EXISTS (SELECT 1 FROM evidence WHERE sha256 = $1)"
		      " OR EXISTS (SELECT 1 FROM papers WHERE sha256 = $1)"
		      " OR EXISTS (SELECT 1 FROM kept_papers WHERE sha256 = $1)"
		      " OR EXISTS (SELECT 1 FROM report_photos WHERE sha256 = $1) AS named");
	bind_text(tx, sha256);
	while (statement_step(tx))
		is_named = column_i64(tx, "named") != 0;
	return is_named;
}
