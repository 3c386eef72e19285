/* print_certificate_notice.c - the notice of what happened to a certificate, as PDF
 *
 * Reads:   certification.v1.PrintCertificateNotice
 * Answers: common.v1.PrintedDocument
 * Refuses: NO_SUCH_THING (no such certificate, nothing of that number happened to it, or the
 *          recipient is neither its commune nor its producer)
 */
#include "certification/queries.h"

#include <string.h>

#include "certification/acts/moves.h"
#include "certification/paper/notice.h"
#include "certification/paper/recipients.h"
#include "certification/records.h"
#include "certification/records/history.h"
#include "certification/subjects.h"
#include "common/base/date.h"
#include "common/document/printed.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"

/* "" of who is neither the commune it lies in today nor its producer. */
static const char *recipient_name(struct transaction *tx, const struct certificate *certificate,
				  const char *recipient_id)
{
	struct place_codes today;

	if (*recipient_id == '\0')
		return "";
	if (strcmp(recipient_id, certificate->producer_id) == 0)
		return certificate->producer_name;
	certificate_place_today(tx, certificate, &today);
	if (strcmp(recipient_id, today.commune_code) == 0)
		return commune_recipient(tx, recipient_id).name;
	return "";
}

/* Who decides on it writes. */
static Ocop__Certification__V1__AuthorityLevel level_of(struct transaction *tx,
							const struct certificate *certificate,
							int32_t day)
{
	const struct rulebook *book = certificate_rulebook(tx, certificate);

	if (book != NULL &&
	    rulebook_recogniser(book, day, certificate->star) == RULEBOOK_LEVEL_CENTRE)
		return AUTHORITY_LEVEL(CENTRE);
	return AUTHORITY_LEVEL(PROVINCE);
}

enum decision print_certificate_notice(struct transaction *tx, const ProtobufCMessage *message,
				       struct reply *reply)
{
	const Ocop__Certification__V1__PrintCertificateNotice *query =
		(const Ocop__Certification__V1__PrintCertificateNotice *)message;
	struct notice_head head = {.recipient = ""};
	struct printed_about about = {.landscape = false};
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate certificate;
	struct certificate_move move;
	struct printed printed;
	int32_t moved_on;

	if (certificate_code_read(query->code, code) && certificate_load(tx, code, &certificate) &&
	    certificate_move_load(tx, code, query->move_no, &move))
		head.recipient = recipient_name(tx, &certificate, query->recipient_id);
	if (*head.recipient == '\0' || !date_parse(move.moved_on, &moved_on)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "recipient_id", NULL);
		return REFUSED;
	}

	head.level = level_of(tx, &certificate, moved_on);
	head.province_code = certificate.province_code;
	head.dated_on = move.moved_on;
	about.title = notice_subject(move.move);
	about.author = notice_office_words(tx, &head);
	about.created_us = date_begin_us(moved_on);
	if (!printed_begin(tx, &about, &printed))
		return FAILED;
	notice_draw_move(printed.pdf, tx, &head, &certificate, &move);
	return printed_end(tx, reply, &printed, "thong-bao.pdf", false);
}
