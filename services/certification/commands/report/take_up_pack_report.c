/* take_up_pack_report.c - an office takes up a report on a pack
 *
 * Reads:     certification.v1.TakeUpPackReport
 * Needs:     a report of its unit that nobody has taken up
 * Writes:    pack_reports: state; pack_report_steps, one row
 * Publishes: certification.v1.PackReportTakenUp
 * Refuses:   PACK_REPORT_STATE
 */
#include "certification/commands.h"

#include "certification/acts/pack_report.h"
#include "certification/answers.h"
#include "certification/events.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum decision take_up_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Certification__V1__TakeUpPackReport *command =
		(const Ocop__Certification__V1__TakeUpPackReport *)message;
	struct pack_report report;

	if (!pack_report_gather(tx, reply, command->report_id, PACK_REPORT_MOVE(TAKE_UP), &report))
		return REFUSED;

	report.due_on = "";
	pack_report_moved(tx, &report, PACK_REPORT_MOVE(TAKE_UP), "");
	event_pack_report_taken_up(tx, &report, today_text(tx));
	reply_accept(reply, report.report_id, report.version);
	return ACCEPTED;
}
