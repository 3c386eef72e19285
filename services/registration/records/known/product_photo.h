/* product_photo.h - statements on the photos of products
 *
 * As records.h: texts live in the transaction's arena and are never NULL, a row that is not there
 * gives a struct that does not exist.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transaction;

/* What a page shows of one product, and a telephone loads. */
enum { PRODUCT_PHOTOS_MAX = 8 };

/* product_photos */
struct product_photo {
	bool exists;
	const char *photo_id; /* "photo_01JD..." */
	const char *product_id;
	const char *sha256;
	int64_t size_bytes;
	const char *media_type;
};

/* By its id. */
void product_photo_load(struct transaction *tx, const char *photo_id,
			struct product_photo *ret_photo);

/* The ids of a product's photos, in their order, in the arena; room for one more is behind them.
 * Returns how many, at most PRODUCT_PHOTOS_MAX. */
size_t product_photos_load(struct transaction *tx, const char *product_id, char ***ret_photo_ids);

/* Adds one at a place from 0. */
void product_photo_insert(struct transaction *tx, const struct product_photo *photo,
			  size_t position);

/* Takes all away that are not named, and puts those in this order. */
void product_photos_arrange(struct transaction *tx, const char *product_id, char *const *photo_ids,
			    size_t count);

/* --- unshown_files: what product_photos_arrange took away, until its file is dropped */

struct unshown_file {
	const char *sha256;
	int64_t since_us;
};

/* Those that were taken away until then, the first first. Returns how many. */
size_t unshown_files_load(struct transaction *tx, int64_t until_us, int64_t limit,
			  struct unshown_file *ret_files);

/* As if it were taken away now. */
void unshown_file_defer(struct transaction *tx, const char *sha256);

void unshown_file_forget(struct transaction *tx, const char *sha256);

/* True while anything of this store names the file: a photo of any product, also of one that was
 * merged away and may come back, evidence of any submission, papers, photos of reports. */
bool file_is_named(struct transaction *tx, const char *sha256);
