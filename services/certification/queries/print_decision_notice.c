/* print_decision_notice.c - the notice of a decision to a commune or a producer, as PDF
 *
 * Reads:   certification.v1.PrintDecisionNotice
 * Answers: common.v1.PrintedDocument
 * Refuses: NO_SUCH_THING (no such decision, or nothing of it concerns the recipient),
 *          DOCUMENT_NOT_READY (not all of its certificates are issued), REPLY_TOO_LARGE
 */
#include "certification/queries.h"

#include "certification/paper/notice.h"
#include "certification/paper/recipients.h"
#include "certification/records/decision.h"
#include "common/base/date.h"
#include "common/document/printed.h"
#include "common/store/transaction.h"

/* Lines of a commune or of a producer, whichever the id is of; returns how many. */
static size_t lines_load(struct transaction *tx, const struct decision_row *decision,
			 const char *recipient_id, struct decision_line **ret_lines)
{
	bool is_commune = recipient_is_commune(recipient_id);

	return decision_lines_load(tx, decision, is_commune ? recipient_id : "",
				   is_commune ? "" : recipient_id, ret_lines);
}

static bool is_ready(struct transaction *tx, const struct decision_row *decision)
{
	struct decision_progress progress;

	decision_progress_load(tx, decision, &progress);
	return progress.certificates_issued == progress.certificates_due;
}

enum decision print_decision_notice(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__PrintDecisionNotice *query =
		(const Ocop__Certification__V1__PrintDecisionNotice *)message;
	struct printed_about about = {.title = "Thông báo kết quả đánh giá, phân hạng"};
	struct notice_head head;
	struct decision_row decision;
	struct decision_line *lines;
	struct printed printed;
	int32_t decided_on;
	size_t count = 0;

	if (decision_load(tx, query->decision_id, &decision) && *query->recipient_id)
		count = lines_load(tx, &decision, query->recipient_id, &lines);
	if (count == 0) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "recipient_id", NULL);
		return REFUSED;
	}
	if (!is_ready(tx, &decision)) {
		reply_refuse(reply, REFUSAL(DOCUMENT_NOT_READY), NULL, NULL);
		return REFUSED;
	}

	head = (struct notice_head){
		.level = decision.level,
		.province_code = decision.province_code,
		.recipient = recipient_is_commune(query->recipient_id)
				     ? commune_recipient(tx, query->recipient_id).name
				     : lines[0].producer_name,
		.dated_on = decision.decided_on,
	};
	about.author = notice_office_words(tx, &head);
	if (date_parse(decision.decided_on, &decided_on))
		about.created_us = date_begin_us(decided_on);
	if (!printed_begin(tx, &about, &printed))
		return FAILED;
	notice_draw_decision(printed.pdf, tx, &head, &decision, lines, count);
	return printed_end(tx, reply, &printed, "thong-bao.pdf", false);
}
