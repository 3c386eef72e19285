/* report_photo.c - photos of reports on packs: the files, and whose it is to see them */
#include "registration/records/report/report_photo.h"

#include "common/store/transaction.h"

void report_photo_load(struct transaction *tx, const char *photo_id, struct report_photo *ret_photo)
{
	*ret_photo = (struct report_photo){.photo_id = "", .sha256 = "", .report_id = ""};
	statement(tx, "SELECT p.*, coalesce(l.report_id, '') AS report_id,"
		      " coalesce(l.commune_code, '') AS commune_code,"
		      " coalesce(l.province_code, '') AS province_code FROM report_photos p"
		      " LEFT JOIN report_photo_places l ON l.photo_id = p.photo_id"
		      " WHERE p.photo_id = $1");
	bind_text(tx, photo_id);
	while (statement_step(tx))
		*ret_photo = (struct report_photo){
			.exists = true,
			.photo_id = column_text(tx, "photo_id"),
			.sha256 = column_text(tx, "sha256"),
			.size_bytes = column_i64(tx, "size_bytes"),
			.media_type = column_text(tx, "media_type"),
			.report_id = column_text(tx, "report_id"),
			.commune_code = column_text(tx, "commune_code"),
			.province_code = column_text(tx, "province_code"),
		};
}

void report_photo_insert(struct transaction *tx, const struct report_photo *photo)
{
	statement(tx, "INSERT INTO report_photos (photo_id, sha256, size_bytes, media_type,"
		      " kept_at_us) VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, photo->photo_id);
	bind_text(tx, photo->sha256);
	bind_i64(tx, photo->size_bytes);
	bind_text(tx, photo->media_type);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

void report_photo_place_insert(struct transaction *tx, const struct report_photo *photo)
{
	statement(tx, "INSERT INTO report_photo_places (photo_id, report_id, commune_code,"
		      " province_code) VALUES ($1, $2, $3, $4) ON CONFLICT (photo_id) DO NOTHING");
	bind_text(tx, photo->photo_id);
	bind_text(tx, photo->report_id);
	bind_text(tx, photo->commune_code);
	bind_text(tx, photo->province_code);
	statement_run(tx);
}

void report_photo_places_move(struct transaction *tx, const char *report_id,
			      const char *commune_code, const char *province_code)
{
	statement(tx, "UPDATE report_photo_places SET commune_code = $1, province_code = $2"
		      " WHERE report_id = $3");
	bind_text(tx, commune_code);
	bind_text(tx, province_code);
	bind_text(tx, report_id);
	statement_run(tx);
}
