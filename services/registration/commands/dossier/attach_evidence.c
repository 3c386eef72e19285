/* attach_evidence.c - an uploaded file or a link becomes evidence in a dossier
 *
 * Reads:     registration.v1.AttachEvidence
 * Needs:     a dossier that is with the producer (in a round, while a supplement is awaited); for a
 *            file a complete upload of the caller's
 * Writes:    evidence, one row; the file's place in the content store (before, in `prepare`)
 * Publishes: nothing; a draft is the producer's own
 * Refuses:   SHEET_UNAVAILABLE, UPLOAD_UNKNOWN, UPLOAD_INCOMPLETE, FILE_TYPE_REFUSED,
 *            FILE_TYPE_MISMATCH, FIELD_MISSING, FIELD_INVALID, DATE_INVALID, EVIDENCE_EXPIRED,
 *            EVIDENCE_TYPE_UNKNOWN, CRITERION_UNKNOWN, DOSSIER_STATE
 *
 * Looking into a file, hashing it and taking it in need a worker thread. All of it may be done
 * twice: a file of a command that is refused afterwards stays in the store, without any evidence
 * that names it.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/base/text.h"
#include "common/message/field.h"
#include "common/rulebook/sheet.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/files/content_store.h"
#include "registration/files/file_type.h"
#include "registration/files/upload.h"
#include "registration/moves.h"
#include "registration/rules.h"
#include "registration/state.h"
#include "registration/subjects.h"

/* What prepare found out of the upload. */
struct prepared_file {
	const char *file_name;
	const char *media_type;
	int64_t size_bytes;
	char sha256[SHA256_HEX_SIZE];
};

/* Whether the handler's own checks would let the caller come so far; they will refuse him then. */
static bool caller_may_attach(struct transaction *tx, const char *dossier_id)
{
	struct dossier dossier;

	dossier_load(tx, dossier_id, &dossier);
	return dossier.exists &&
	       (dossier_actors(tx, &dossier) & (ACTOR_PRODUCER | ACTOR_COMMUNE)) != 0;
}

static Ocop__Common__V1__RefusalCode find_upload(struct transaction *tx, const char *upload_id,
						 struct upload *ret_upload)
{
	int error = upload_load(registration_state(tx)->folder, upload_id, transaction_arena(tx),
				ret_upload);

	if (error && error != ERROR_NOT_FOUND)
		transaction_fail(tx, error);
	if (error || strcmp(ret_upload->account_id, transaction_caller(tx)->account_id) != 0)
		return REFUSAL(UPLOAD_UNKNOWN);
	if (ret_upload->offset_bytes < ret_upload->size_bytes)
		return REFUSAL(UPLOAD_INCOMPLETE);
	return REFUSAL(UNSPECIFIED);
}

/* Looks into the file, hashes it and takes it in. */
static Ocop__Common__V1__RefusalCode take_in(struct transaction *tx, const struct upload *upload,
					     struct prepared_file *file)
{
	const char *root = registration_state(tx)->folder;
	const char *path = upload_path(root, upload->upload_id, transaction_arena(tx));
	int error;

	file->file_name = upload->file_name;
	file->size_bytes = upload->size_bytes;
	file->media_type = file_type_of_name(upload->file_name);
	if (!file->media_type)
		return REFUSAL(FILE_TYPE_REFUSED);
	error = file_type_check(path, file->media_type);
	if (error == ERROR_UNREADABLE)
		return REFUSAL(FILE_TYPE_MISMATCH);
	if (!error)
		error = content_hash(path, file->sha256);
	if (!error)
		error = content_store_add(root, path, file->sha256);
	if (error)
		transaction_fail(tx, error);
	return REFUSAL(UNSPECIFIED);
}

enum decision attach_evidence_prepare(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply, void **ret_prepared)
{
	const Ocop__Registration__V1__AttachEvidence *asked =
		(const Ocop__Registration__V1__AttachEvidence *)message;
	struct prepared_file *file;
	struct upload upload;
	Ocop__Common__V1__RefusalCode why;

	if (*asked->upload_id == '\0' || !caller_may_attach(tx, asked->dossier_id))
		return transaction_failed(tx) ? FAILED : ACCEPTED;

	file = arena_alloc(transaction_arena(tx), sizeof(*file));
	why = find_upload(tx, asked->upload_id, &upload);
	if (!why)
		why = take_in(tx, &upload, file);
	if (transaction_failed(tx))
		return FAILED;
	if (why) {
		reply_refuse(reply, why, "upload_id", NULL);
		return REFUSED;
	}
	*ret_prepared = file;
	return ACCEPTED;
}

static const char *join_codes(struct arena *arena,
			      const Ocop__Registration__V1__AttachEvidence *asked)
{
	const char *joined = "";

	for (size_t i = 0; i < asked->n_criterion_codes; i++)
		joined = arena_printf(arena, "%s%s%s", joined, *joined ? " " : "",
				      asked->criterion_codes[i]);
	return joined;
}

/* Nothing but the web: a link is shown to the council as one to follow. */
static bool link_is_sound(const char *link)
{
	return (strncmp(link, "https://", 8) == 0 || strncmp(link, "http://", 7) == 0) &&
	       !strpbrk(link, " \t\n\"<>");
}

/* A file or a link, exactly one. */
static void read_proof(struct transaction *tx, const Ocop__Registration__V1__AttachEvidence *asked,
		       struct reply *reply, struct evidence *evidence)
{
	const struct prepared_file *file = transaction_prepared(tx);

	evidence->sha256 = file ? file->sha256 : "";
	evidence->size_bytes = file ? file->size_bytes : 0;
	evidence->media_type = file ? file->media_type : "";
	evidence->link = allow_composed(reply, "link", asked->link, LINE_LENGTH_MAX);
	if (!file && *evidence->link == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "upload_id", "a file or a link");
	else if (file && *evidence->link)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "link", "a file or a link, not both");
	else if (*evidence->link && !link_is_sound(evidence->link))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "link", "an address of the web");
	if (*evidence->name == '\0' && file)
		evidence->name = file->file_name;
}

static void check_against_sheet(struct transaction *tx,
				const Ocop__Registration__V1__AttachEvidence *asked,
				const struct dossier_content *content, struct reply *reply)
{
	const struct rulebook *papers = rulebook_of_papers(tx, content->book);

	if (!papers || !rulebook_list_find(&papers->evidence_types, asked->evidence_type))
		reply_refuse(reply, REFUSAL(EVIDENCE_TYPE_UNKNOWN), "evidence_type", NULL);
	for (size_t i = 0; i < asked->n_criterion_codes; i++) {
		const struct sheet_node *node =
			sheet_find(content->sheet, asked->criterion_codes[i]);

		if (!node || !node_is_criterion(node))
			reply_refuse(reply, REFUSAL(CRITERION_UNKNOWN),
				     arena_printf(reply_arena(reply), "criterion_codes[%zu]", i),
				     NULL);
	}
}

/* What an earlier dossier on paper holds may have ended since. */
static void check_validity(struct transaction *tx, const char *valid_until, bool is_earlier,
			   struct reply *reply)
{
	int32_t last_day;

	if (!valid_until[0] || !require_date(reply, "valid_until", valid_until, &last_day))
		return;
	if (!is_earlier && last_day < date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(EVIDENCE_EXPIRED), "valid_until", NULL);
}

enum decision attach_evidence(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__AttachEvidence *asked =
		(const Ocop__Registration__V1__AttachEvidence *)message;
	char evidence_id[IDENTIFIER_SIZE];
	struct dossier_content content;
	struct evidence evidence = {
		.evidence_type = asked->evidence_type,
		.criterion_codes = join_codes(transaction_arena(tx), asked),
		.name = allow_composed(reply, "name", asked->name, NAME_LENGTH_MAX),
		.valid_until = asked->valid_until,
	};
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_EDIT, &move))
		return REFUSED;
	if (!dossier_content_load(tx, &move.dossier, &content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}

	read_proof(tx, asked, reply, &evidence);
	check_against_sheet(tx, asked, &content, reply);
	check_validity(tx, asked->valid_until, move.dossier.kind == DOSSIER_KIND(EARLIER), reply);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("evidence", NULL, transaction_now_us(tx), evidence_id);
	evidence.evidence_id = evidence_id;
	evidence_insert(tx, asked->dossier_id, &evidence);
	dossier_update(tx, &move.dossier);
	reply_accept(reply, evidence_id, move.dossier.version);
	return ACCEPTED;
}
