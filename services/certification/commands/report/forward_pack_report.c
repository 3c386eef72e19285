/* forward_pack_report.c - a report on a pack is another unit's to handle
 *
 * That unit's days begin anew. Whoever forwards it to a unit beyond his own sees it no more.
 *
 * Reads:     certification.v1.ForwardPackReport
 * Needs:     a report of its unit that is not closed; the commune or province, and why
 * Writes:    pack_reports: state, unit, day; pack_report_steps, one row
 * Publishes: certification.v1.PackReportForwarded
 * Refuses:   PACK_REPORT_STATE, REASON_MISSING, FIELD_TOO_LONG, UNIT_UNKNOWN
 */
#include "certification/commands.h"

#include <string.h>

#include "certification/acts/pack_report.h"
#include "certification/events.h"
#include "certification/rules.h"
#include "certification/state.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* A commune says its province by itself. */
static void read_unit(struct transaction *tx,
		      const Ocop__Certification__V1__ForwardPackReport *command,
		      struct reply *reply, struct pack_report *report)
{
	bool is_commune = *command->commune_code != '\0';
	struct unit unit;

	unit_load(tx, is_commune ? command->commune_code : command->province_code, &unit);
	if (!unit.exists || (strcmp(unit.code, unit.province_code) == 0) == is_commune) {
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN),
			     is_commune ? "commune_code" : "province_code", NULL);
		return;
	}
	report->commune_code = is_commune ? unit.code : "";
	report->province_code = unit.province_code;
}

enum decision forward_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Certification__V1__ForwardPackReport *command =
		(const Ocop__Certification__V1__ForwardPackReport *)message;
	struct pack_report report;

	if (!pack_report_gather(tx, reply, command->report_id, PACK_REPORT_MOVE(FORWARD), &report))
		return REFUSED;
	if (command->reason[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	read_unit(tx, command, reply, &report);
	if (reply_refused(reply))
		return REFUSED;

	report.due_on = day_from_today(tx, certification_state(tx)->report_due_days);
	pack_report_moved(tx, &report, PACK_REPORT_MOVE(FORWARD), command->reason);
	event_pack_report_forwarded(tx, &report);
	reply_accept(reply, report.report_id, report.version);
	return ACCEPTED;
}
