/* follow_pack_report.c - how far is a report, by the receipt? Whoever has it learns this much alone
 *
 * Reads:   certification.v1.FollowPackReport
 * Answers: certification.v1.FollowPackReportReply
 * Refuses: NO_SUCH_THING
 */
#include "certification/queries.h"

#include "certification/records/pack_reports.h"
#include "certification/rules.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum decision follow_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__FollowPackReport *query =
		(const Ocop__Certification__V1__FollowPackReport *)message;
	Ocop__Certification__V1__FollowPackReportReply answer =
		OCOP__CERTIFICATION__V1__FOLLOW_PACK_REPORT_REPLY__INIT;
	char receipt[CERTIFICATE_CODE_SIZE];
	struct pack_report report;

	/* Typed by people, as codes are; a typing error never reaches another's. */
	if (!certificate_code_read(query->receipt, receipt) ||
	    !pack_report_load_by_receipt(tx, receipt, &report)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "receipt", NULL);
		return REFUSED;
	}

	answer.state = report.state;
	answer.conclusion = report.conclusion;
	answer.answer = message_text(report.answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
