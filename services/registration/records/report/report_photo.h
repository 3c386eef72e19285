/* report_photo.h - photos of reports on packs: the files, and whose it is to see them
 *
 * As records.h: texts live in the transaction's arena and are never NULL, a row that is not there
 * gives a struct that does not exist.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* report_photos, with its row of report_photo_places. */
struct report_photo {
	bool exists;
	const char *photo_id; /* "photo_01JD..." */
	const char *sha256;
	int64_t size_bytes;
	const char *media_type;
	const char *report_id; /* "": of none yet */
	const char *commune_code, *province_code;
};

/* By its id. */
void report_photo_load(struct transaction *tx, const char *photo_id,
		       struct report_photo *ret_photo);

/* Adds one, of no report. */
void report_photo_insert(struct transaction *tx, const struct report_photo *photo);

/* A report has the photo and is a unit's to handle; the first report that names it keeps it. */
void report_photo_place_insert(struct transaction *tx, const struct report_photo *photo);

/* The report is another unit's. */
void report_photo_places_move(struct transaction *tx, const char *report_id,
			      const char *commune_code, const char *province_code);
