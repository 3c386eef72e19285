/* remind_remedy.c - the last day of a remedy is over: told once for each such day
 *
 * Reads:     certification.v1.RemindRemedy, which the daemon sends to itself
 * Needs:     a finding that is open, whose last day this is and over, and was not told
 * Writes:    inspection_findings: the day that was told
 * Publishes: certification.v1.RemedyOverdue
 * Refuses:   NO_SUCH_THING, FINDING_CLOSED
 */
#include "certification/commands.h"

#include <string.h>

#include "certification/answers.h"
#include "certification/events/inspection.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum decision remind_remedy(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Certification__V1__RemindRemedy *command =
		(const Ocop__Certification__V1__RemindRemedy *)message;
	struct inspection_finding finding;
	struct inspection inspection;

	if (!inspection_load(tx, command->inspection_id, &inspection) ||
	    !inspection_finding_load(tx, command->inspection_id, command->finding_no, &finding)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "finding_no", NULL);
		return REFUSED;
	}
	/* Remedied, put off or told since the deadline looked. */
	if (!finding.is_open || strcmp(finding.remedy_until, command->due_on) != 0 ||
	    strcmp(finding.told_for, command->due_on) == 0 ||
	    strcmp(finding.remedy_until, today_text(tx)) >= 0) {
		reply_refuse(reply, REFUSAL(FINDING_CLOSED), NULL, NULL);
		return REFUSED;
	}

	finding.told_for = finding.remedy_until;
	inspection_finding_update(tx, &finding);
	inspection_update(tx, &inspection);
	event_remedy_overdue(tx, &inspection, &finding);
	reply_accept(reply, inspection.inspection_id, inspection.version);
	return ACCEPTED;
}
