/* remind_pack_report.c - tells that nobody has taken up a report on a pack in time; once
 *
 * Reads:     certification.v1.RemindPackReport
 * Needs:     a report whose day is over
 * Writes:    pack_reports: that it was told
 * Publishes: certification.v1.PackReportOverdue
 * Refuses:   PACK_REPORT_STATE
 */
#include "certification/commands.h"

#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records/pack_reports.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum decision remind_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__RemindPackReport *command =
		(const Ocop__Certification__V1__RemindPackReport *)message;
	struct pack_report report;

	if (!pack_report_load(tx, command->report_id, &report) ||
	    !pack_report_is_overdue(report.state, report.due_on, today_text(tx))) {
		reply_refuse(reply, REFUSAL(PACK_REPORT_STATE), "report_id", NULL);
		return REFUSED;
	}

	pack_report_set_told(tx, report.report_id);
	event_pack_report_overdue(tx, &report);
	reply_accept(reply, report.report_id, report.version);
	return ACCEPTED;
}
