/* keep_producer_paper.c - a paper of a producer's own that belongs to no dossier, from his upload
 *
 * What a laboratory gave him of a batch. It is his word: no office has looked at it, and nothing
 * that an office decides rests on one, so it is told by an event of its own.
 *
 * Reads:     registration.v1.KeepProducerPaper
 * Needs:     the producer himself; a complete upload of his
 * Writes:    kept_papers, one row; before, in `prepare`: the file's place
 * Publishes: registration.v1.ProducerPaperKept
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, DATE_INVALID, UPLOAD_UNKNOWN, UPLOAD_INCOMPLETE,
 *            FILE_TYPE_REFUSED, FILE_TYPE_MISMATCH, IMAGE_INVALID
 */
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/files/taken_upload.h"
#include "registration/records.h"
#include "registration/records/paper.h"
#include "registration/rules.h"

enum decision keep_producer_paper_prepare(struct transaction *tx, const ProtobufCMessage *message,
					  struct reply *reply, void **ret_prepared)
{
	return taken_upload_prepare_kept(
		tx, reply, ((const Ocop__Registration__V1__KeepProducerPaper *)message)->upload_id,
		ret_prepared);
}

static void read_message(struct transaction *tx,
			 const Ocop__Registration__V1__KeepProducerPaper *asked,
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

enum decision keep_producer_paper(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Registration__V1__KeepProducerPaper *asked =
		(const Ocop__Registration__V1__KeepProducerPaper *)message;
	const struct taken_upload *taken = transaction_prepared(tx);
	struct kept_paper kept = {.producer_id = asked->producer_id};
	char paper_id[IDENTIFIER_SIZE];
	struct producer producer;

	producer_load(tx, asked->producer_id, &producer);
	if (transaction_failed(tx))
		return FAILED;
	read_message(tx, asked, reply, &kept.paper);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("paper", NULL, transaction_now_us(tx), paper_id);
	kept.unit_code = *producer.place.commune_code ? producer.place.commune_code
						      : producer.place.province_code;
	kept.paper.paper_id = paper_id;
	kept.paper.sha256 = taken->sha256;
	kept.paper.size_bytes = taken->size_bytes;
	kept.paper.media_type = taken->media_type;
	if (*kept.paper.name == '\0')
		kept.paper.name = taken->file_name;
	kept_paper_insert(tx, &kept);
	event_producer_paper_kept(tx, &kept);
	reply_accept(reply, paper_id, 1);
	return ACCEPTED;
}
