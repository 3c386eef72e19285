/* keep_paper.c - a paper of an office that belongs to no dossier, from an upload
 *
 * A competent body's conclusion, a commune's confirmation, a decision: what is decided on a
 * certificate rests on one.
 *
 * Reads:     registration.v1.KeepPaper
 * Needs:     an office in its own unit; a complete upload of the caller's
 * Writes:    kept_papers, one row; before, in `prepare`: the file's place
 * Publishes: registration.v1.PaperKept
 * Refuses:   UNIT_UNKNOWN, FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID, UPLOAD_UNKNOWN,
 *            UPLOAD_INCOMPLETE, FILE_TYPE_REFUSED, FILE_TYPE_MISMATCH, IMAGE_INVALID
 */
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/files/taken_upload.h"
#include "registration/records/paper.h"
#include "registration/rules.h"

enum decision keep_paper_prepare(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply, void **ret_prepared)
{
	return taken_upload_prepare_kept(
		tx, reply, ((const Ocop__Registration__V1__KeepPaper *)message)->upload_id,
		ret_prepared);
}

static void read_message(struct transaction *tx, const Ocop__Registration__V1__KeepPaper *asked,
			 struct reply *reply, struct paper *ret_paper)
{
	int32_t day;

	*ret_paper = (struct paper){
		.dossier_id = "",
		.number = require_composed(reply, "number", asked->number, NUMBER_LENGTH_MAX),
		.issued_on = asked->issued_on,
		.name = allow_composed(reply, "name", asked->name, NAME_LENGTH_MAX),
		.attached_by = transaction_caller(tx)->account_id,
	};
	if (*asked->upload_id == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "upload_id", NULL);
	if (*asked->issued_on && require_date(reply, "issued_on", asked->issued_on, &day) &&
	    day > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "issued_on",
			     "a day that is yet to come");
}

enum decision keep_paper(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Registration__V1__KeepPaper *asked =
		(const Ocop__Registration__V1__KeepPaper *)message;
	const struct taken_upload *taken = transaction_prepared(tx);
	struct kept_paper kept = {.unit_code = asked->unit_code, .producer_id = ""};
	char paper_id[IDENTIFIER_SIZE];

	read_message(tx, asked, reply, &kept.paper);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("paper", NULL, transaction_now_us(tx), paper_id);
	kept.paper.paper_id = paper_id;
	kept.paper.sha256 = taken->sha256;
	kept.paper.size_bytes = taken->size_bytes;
	kept.paper.media_type = taken->media_type;
	if (*kept.paper.name == '\0')
		kept.paper.name = taken->file_name;
	kept_paper_insert(tx, &kept);
	event_paper_kept(tx, &kept);
	reply_accept(reply, paper_id, 1);
	return ACCEPTED;
}
