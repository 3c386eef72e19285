/* attach_paper.c - a paper of an office, from an upload
 *
 * Reads:     registration.v1.AttachPaper
 * Needs:     a dossier that was submitted and not withdrawn; a complete upload of the caller's, who
 *            is of the office that such a paper comes from
 * Writes:    papers, one row; dossiers (its version); before, in `prepare`: the file's place
 * Publishes: registration.v1.PaperAttached
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, UPLOAD_UNKNOWN,
 *            UPLOAD_INCOMPLETE, FILE_TYPE_REFUSED, FILE_TYPE_MISMATCH, IMAGE_INVALID,
 *            DOSSIER_TOO_LARGE, DOSSIER_STATE, ROLE_MISSING
 */
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/files/taken_upload.h"
#include "registration/records/paper.h"
#include "registration/rules/paper.h"
#include "registration/subjects.h"

enum decision attach_paper_prepare(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply, void **ret_prepared)
{
	const Ocop__Registration__V1__AttachPaper *asked =
		(const Ocop__Registration__V1__AttachPaper *)message;

	return taken_upload_prepare(tx, reply, asked->dossier_id, asked->upload_id,
				    paper_comes_from(asked->kind), ret_prepared);
}

static bool read_message(struct transaction *tx, const Ocop__Registration__V1__AttachPaper *asked,
			 struct reply *reply, struct paper *ret_paper)
{
	int32_t day;

	*ret_paper = (struct paper){
		.dossier_id = asked->dossier_id,
		.kind = asked->kind,
		.number = allow_composed(reply, "number", asked->number, NUMBER_LENGTH_MAX),
		.issued_on = asked->issued_on,
		.name = allow_composed(reply, "name", asked->name, NAME_LENGTH_MAX),
		.attached_by = transaction_caller(tx)->account_id,
	};
	if (paper_comes_from(asked->kind) == 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	if (*asked->upload_id == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "upload_id", NULL);
	if (*asked->issued_on && require_date(reply, "issued_on", asked->issued_on, &day) &&
	    day > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "issued_on",
			     "a day that is yet to come");
	return !reply_refused(reply);
}

/* `prepare` has looked into the file, unless the caller was none to do so. */
static void take_file(const struct taken_upload *taken, struct paper *paper)
{
	paper->sha256 = taken->sha256;
	paper->size_bytes = taken->size_bytes;
	paper->media_type = taken->media_type;
	if (*paper->name == '\0')
		paper->name = taken->file_name;
}

enum decision attach_paper(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Registration__V1__AttachPaper *asked =
		(const Ocop__Registration__V1__AttachPaper *)message;
	const struct taken_upload *taken = transaction_prepared(tx);
	char paper_id[IDENTIFIER_SIZE];
	struct dossier dossier;
	struct paper paper;
	Ocop__Common__V1__RefusalCode why;

	if (!read_message(tx, asked, reply, &paper))
		return REFUSED;

	dossier_load(tx, asked->dossier_id, &dossier);
	why = may_attach_paper(asked->kind, dossier.state, dossier_actors(tx, &dossier));
	if (transaction_failed(tx))
		return FAILED;

	if (why || !taken) {
		reply_refuse(reply, why ? why : REFUSAL(ROLE_MISSING), NULL, NULL);
		return REFUSED;
	}
	if (!taken_upload_fits(tx, reply, asked->dossier_id, taken))
		return transaction_failed(tx) ? FAILED : REFUSED;

	identifier_create("paper", NULL, transaction_now_us(tx), paper_id);
	paper.paper_id = paper_id;
	take_file(taken, &paper);
	paper_insert(tx, &paper);
	dossier_update(tx, &dossier);
	event_paper_attached(tx, &dossier, &paper);
	reply_accept(reply, paper_id, dossier.version);
	return ACCEPTED;
}
