/* history.c - what happened to a certificate, what it covers, and who was reminded of its end */
#include "certification/records/history.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

void certificate_move_insert(struct transaction *tx, const struct certificate_move *move)
{
	statement(tx, "INSERT INTO certificate_moves (code, move_no, move, state, moved_on,"
		      " decision_number, reason, other_code, moved_at_us)"
		      " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)");
	bind_text(tx, move->code);
	bind_i64(tx, (int64_t)move->move_no);
	bind_i64(tx, move->move);
	bind_i64(tx, move->state);
	bind_text(tx, move->moved_on);
	bind_text(tx, move->decision_number);
	bind_text(tx, move->reason);
	bind_text(tx, move->other_code);
	bind_i64(tx, move->moved_at_us);
	statement_run(tx);
}

void certificate_moves(struct transaction *tx, const char *code, uint64_t after, int64_t limit)
{
	statement(tx, "SELECT * FROM certificate_moves WHERE code = $1 AND move_no > $2"
		      " ORDER BY move_no LIMIT $3");
	bind_text(tx, code);
	bind_i64(tx, (int64_t)after);
	bind_i64(tx, limit);
}

bool certificate_move_next(struct transaction *tx, struct certificate_move *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct certificate_move){
		.code = column_text(tx, "code"),
		.move_no = (uint64_t)column_i64(tx, "move_no"),
		.move = (Ocop__Certification__V1__CertificateMove)column_i64(tx, "move"),
		.state = (Ocop__Certification__V1__CertificateState)column_i64(tx, "state"),
		.moved_on = column_text(tx, "moved_on"),
		.decision_number = column_text(tx, "decision_number"),
		.reason = column_text(tx, "reason"),
		.other_code = column_text(tx, "other_code"),
		.moved_at_us = column_i64(tx, "moved_at_us"),
	};
	return !transaction_failed(tx);
}

bool certificate_move_load(struct transaction *tx, const char *code, uint64_t move_no,
			   struct certificate_move *ret)
{
	statement(tx, "SELECT * FROM certificate_moves WHERE code = $1 AND move_no = $2");
	bind_text(tx, code);
	bind_i64(tx, (int64_t)move_no);
	if (!certificate_move_next(tx, ret))
		return false;
	statement_end(tx);
	return true;
}

void certificate_cover_of_dossier(struct transaction *tx, const char *code, const char *dossier_id)
{
	statement(tx, "INSERT INTO certificate_variants (code, variant_no, name, packaging, gtin)"
		      " SELECT $1, variant_no, name, packaging, gtin FROM dossier_variants"
		      " WHERE dossier_id = $2");
	bind_text(tx, code);
	bind_text(tx, dossier_id);
	statement_run(tx);
	statement(tx, "INSERT INTO certificate_photos (code, photo_no, evidence_id, sha256,"
		      " media_type, name) SELECT $1, photo_no, evidence_id, sha256, media_type,"
		      " name FROM dossier_photos WHERE dossier_id = $2");
	bind_text(tx, code);
	bind_text(tx, dossier_id);
	statement_run(tx);
}

void certificate_cover_forget(struct transaction *tx, const char *code)
{
	statement(tx, "DELETE FROM certificate_variants WHERE code = $1");
	bind_text(tx, code);
	statement_run(tx);
	statement(tx, "DELETE FROM certificate_photos WHERE code = $1");
	bind_text(tx, code);
	statement_run(tx);
}

void certificate_cover_of_certificate(struct transaction *tx, const char *code,
				      const char *other_code)
{
	statement(tx, "INSERT INTO certificate_variants (code, variant_no, name, packaging, gtin)"
		      " SELECT $1, variant_no, name, packaging, gtin FROM certificate_variants"
		      " WHERE code = $2");
	bind_text(tx, code);
	bind_text(tx, other_code);
	statement_run(tx);
	statement(tx, "INSERT INTO certificate_photos (code, photo_no, evidence_id, sha256,"
		      " media_type, name) SELECT $1, photo_no, evidence_id, sha256, media_type,"
		      " name FROM certificate_photos WHERE code = $2");
	bind_text(tx, code);
	bind_text(tx, other_code);
	statement_run(tx);
}

static Ocop__Registration__V1__Variant *variant_read(struct transaction *tx)
{
	Ocop__Registration__V1__Variant *variant =
		arena_alloc(transaction_arena(tx), sizeof(*variant));

	ocop__registration__v1__variant__init(variant);
	variant->name = message_text(column_text(tx, "name"));
	variant->packaging = message_text(column_text(tx, "packaging"));
	variant->gtin = message_text(column_text(tx, "gtin"));
	return variant;
}

/* The statement that was begun is over afterwards. */
static void variants_read(struct transaction *tx, Ocop__Certification__V1__Certificate *message)
{
	message->variants = arena_alloc(transaction_arena(tx),
					COVERED_VARIANTS_MAX * sizeof(*message->variants));
	while (statement_step(tx))
		message->variants[message->n_variants++] = variant_read(tx);
}

static Ocop__Registration__V1__PackPhoto *photo_read(struct transaction *tx)
{
	Ocop__Registration__V1__PackPhoto *photo =
		arena_alloc(transaction_arena(tx), sizeof(*photo));

	ocop__registration__v1__pack_photo__init(photo);
	photo->evidence_id = message_text(column_text(tx, "evidence_id"));
	photo->sha256 = message_text(column_text(tx, "sha256"));
	photo->media_type = message_text(column_text(tx, "media_type"));
	photo->name = message_text(column_text(tx, "name"));
	return photo;
}

static void photos_read(struct transaction *tx, Ocop__Certification__V1__Certificate *message)
{
	message->pack_photos =
		arena_alloc(transaction_arena(tx), PACK_PHOTOS_MAX * sizeof(*message->pack_photos));
	while (statement_step(tx))
		message->pack_photos[message->n_pack_photos++] = photo_read(tx);
}

void certificate_cover_load(struct transaction *tx, const char *code,
			    Ocop__Certification__V1__Certificate *message)
{
	statement(tx, "SELECT name, packaging, gtin FROM certificate_variants WHERE code = $1"
		      " ORDER BY variant_no LIMIT $2");
	bind_text(tx, code);
	bind_i64(tx, COVERED_VARIANTS_MAX);
	variants_read(tx, message);
	statement(tx, "SELECT evidence_id, sha256, media_type, name FROM certificate_photos"
		      " WHERE code = $1 ORDER BY photo_no LIMIT $2");
	bind_text(tx, code);
	bind_i64(tx, PACK_PHOTOS_MAX);
	photos_read(tx, message);
}

void certificate_reminder_insert(struct transaction *tx,
				 const struct certificate_reminder *reminder)
{
	statement(tx, "INSERT INTO certificate_reminders (code, reminder, due_on, overtaken,"
		      " told_at_us) VALUES ($1, $2, $3, $4, $5)");
	bind_text(tx, reminder->code);
	bind_i64(tx, reminder->reminder);
	bind_text(tx, reminder->due_on);
	bind_i64(tx, reminder->overtaken);
	bind_i64(tx, transaction_now_us(tx));
	statement_run(tx);
}

void certificate_reminders(struct transaction *tx, const char *code)
{
	statement(tx, "SELECT * FROM certificate_reminders WHERE code = $1"
		      " ORDER BY due_on, reminder");
	bind_text(tx, code);
}

bool certificate_reminder_next(struct transaction *tx, struct certificate_reminder *ret)
{
	if (!statement_step(tx))
		return false;
	*ret = (struct certificate_reminder){
		.code = column_text(tx, "code"),
		.reminder =
			(Ocop__Certification__V1__CertificateReminder)column_i64(tx, "reminder"),
		.due_on = column_text(tx, "due_on"),
		.overtaken = column_i64(tx, "overtaken") != 0,
		.told_at_us = column_i64(tx, "told_at_us"),
	};
	return !transaction_failed(tx);
}
