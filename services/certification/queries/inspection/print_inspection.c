/* print_inspection.c - the minutes of a visit, as PDF
 *
 * Reads:   certification.v1.PrintInspection
 * Answers: common.v1.PrintedDocument
 * Refuses: NO_SUCH_THING, DOCUMENT_NOT_READY (it was not held), REPLY_TOO_LARGE
 */
#include "certification/queries.h"

#include "certification/acts/moves.h"
#include "certification/answers/inspection.h"
#include "certification/paper/inspection_minutes.h"
#include "certification/paper/notice.h"
#include "certification/records.h"
#include "common/base/date.h"
#include "common/document/printed.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"

static const struct rulebook_named *ground_of(struct transaction *tx,
					      const struct certificate *certificate,
					      const char *ground_code)
{
	const struct rulebook *book = certificate_rulebook(tx, certificate);

	return book != NULL ? rulebook_list_find(&book->revocation_grounds, ground_code) : NULL;
}

enum decision print_inspection(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Certification__V1__PrintInspection *query =
		(const Ocop__Certification__V1__PrintInspection *)message;
	struct printed_about about = {.title = "Biên bản kiểm tra sản phẩm OCOP"};
	Ocop__Certification__V1__Inspection *shown;
	struct certificate certificate;
	struct inspection inspection;
	struct notice_head head;
	struct printed printed;
	int32_t held_on;

	if (!inspection_load(tx, query->inspection_id, &inspection) ||
	    !certificate_load(tx, inspection.code, &certificate)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "inspection_id", NULL);
		return REFUSED;
	}
	if (!date_parse(inspection.held_on, &held_on)) {
		reply_refuse(reply, REFUSAL(DOCUMENT_NOT_READY), NULL, NULL);
		return REFUSED;
	}

	head = (struct notice_head){.level = inspection.level,
				    .province_code = inspection.province_code};
	about.author = notice_office_words(tx, &head);
	about.created_us = date_begin_us(held_on);
	shown = inspection_message(tx, &inspection);
	inspection_fill(tx, &inspection, shown);
	if (!printed_begin(tx, &about, &printed))
		return FAILED;
	inspection_minutes_draw(
		printed.pdf, tx,
		&(struct inspection_minutes){
			.inspection = shown,
			.official_number = certificate.official_number,
			.ground = ground_of(tx, &certificate, inspection.ground_code),
		});
	return printed_end(tx, reply, &printed, "bien-ban-kiem-tra.pdf", false);
}
