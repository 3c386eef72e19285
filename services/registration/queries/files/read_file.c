/* read_file.c - a piece of a file of a dossier, evidence or paper, or of a photo's small picture
 *
 * Reads:   registration.v1.ReadFile
 * Answers: registration.v1.ReadFileReply
 * Refuses: NO_SUCH_THING, EVIDENCE_UNKNOWN, FIELD_INVALID
 */
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/files/piece.h"
#include "registration/queries.h"
#include "registration/records/file.h"
#include "registration/subjects.h"

static bool sees_edits(struct transaction *tx, const char *dossier_id)
{
	struct dossier dossier;

	dossier_load(tx, dossier_id, &dossier);
	return dossier_sight(tx, &dossier).edits;
}

/* False, with the reason in the reply, when the dossier has no such file. */
static bool find_file(struct transaction *tx, const Ocop__Registration__V1__ReadFile *asked,
		      struct reply *reply, struct dossier_file *ret_file)
{
	const char *field = "sha256";

	if (*asked->evidence_id) {
		field = "evidence_id";
		file_of_evidence(tx, asked->dossier_id, asked->evidence_id, ret_file);
	} else if (*asked->paper_id) {
		field = "paper_id";
		file_of_paper(tx, asked->dossier_id, asked->paper_id, ret_file);
	} else {
		file_of_hash(tx, asked->dossier_id, asked->sha256, ret_file);
	}
	if (!ret_file->was_submitted && !sees_edits(tx, asked->dossier_id))
		ret_file->exists = false;
	if (!ret_file->exists && *asked->paper_id)
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), field, NULL);
	else if (!ret_file->exists)
		reply_refuse(reply, REFUSAL(EVIDENCE_UNKNOWN), field, NULL);
	else if (*ret_file->sha256 == '\0')
		reply_refuse(reply, REFUSAL(EVIDENCE_UNKNOWN), field, "a link, not a file");
	else if (asked->thumbnail && !ret_file->has_thumbnail)
		reply_refuse(reply, REFUSAL(EVIDENCE_UNKNOWN), field, "no photo, but a file");
	return !reply_refused(reply);
}

enum decision read_file(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply)
{
	const Ocop__Registration__V1__ReadFile *asked =
		(const Ocop__Registration__V1__ReadFile *)message;
	struct dossier_file file;

	if (!find_file(tx, asked, reply, &file))
		return REFUSED;
	return piece_answer(tx, reply, &file,
			    &(struct piece){.offset_bytes = asked->offset_bytes,
					    .limit_bytes = asked->limit_bytes,
					    .thumbnail = asked->thumbnail});
}
