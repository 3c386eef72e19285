/* conclude_inspection.c - what an inspection came to, by a signed conclusion
 *
 * One that proposes to revoke the certificate is what RevokeCertificate names: number, day and
 * paper are taken from here, and the days that the law gives are counted from its day.
 *
 * Reads:     certification.v1.ConcludeInspection
 * Needs:     who leads it; a visit that was held; the signed paper, which registration keeps
 * Writes:    inspections: state, outcome and conclusion; inspection_findings: nothing is awaited
 * Publishes: certification.v1.InspectionConcluded
 * Refuses:   NO_SUCH_THING, LEVEL_NOT_COMPETENT, INSPECTION_STATE, FIELD_MISSING, FIELD_TOO_LONG,
 *            FIELD_INVALID, DATE_INVALID, PAPER_MISSING, FINDINGS_OPEN, GROUND_UNKNOWN,
 *            RULEBOOK_UNKNOWN, CERTIFICATE_UNKNOWN, and what the certificate is:
 *            CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REPLACED
 */
#include "certification/commands.h"

#include <string.h>

#include "certification/acts/inspecting.h"
#include "certification/acts/ordered.h"
#include "certification/answers.h"
#include "certification/events/inspection.h"
#include "certification/records/dossier.h"
#include "certification/records/inspection/inspection_finding.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static void check_words(struct transaction *tx, struct reply *reply,
			const Ocop__Certification__V1__ConcludeInspection *command,
			const struct inspection *inspection)
{
	int32_t day;

	(void)require_text(reply, "summary", command->summary, REASON_LENGTH_MAX);
	(void)require_text(reply, "number", command->number, NUMBER_LENGTH_MAX);
	if (require_date(reply, "concluded_on", command->concluded_on, &day) &&
	    (strcmp(command->concluded_on, today_text(tx)) > 0 ||
	     strcmp(command->concluded_on, inspection->held_on) < 0))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "concluded_on",
			     "between the visit and today");
	if (command->outcome != INSPECTION_OUTCOME(PROPOSES_REVOCATION) && *command->ground_code)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "ground_code",
			     "only a proposed revocation has one");
}

/* The field that a refusal of the rule is about. */
static const char *field_of(Ocop__Common__V1__RefusalCode why)
{
	return why == REFUSAL(GROUND_UNKNOWN) ? "ground_code" : "outcome";
}

static void conclusion_write(struct transaction *tx, struct inspection *inspection,
			     const Ocop__Certification__V1__ConcludeInspection *command)
{
	inspection_findings_close(tx, inspection->inspection_id);
	inspection_recount(tx, inspection);
	inspection->state = INSPECTION_STATE(CONCLUDED);
	inspection->outcome = command->outcome;
	inspection->ground_code = command->ground_code;
	inspection->summary = command->summary;
	inspection->conclusion_number = command->number;
	inspection->concluded_on = command->concluded_on;
	inspection->conclusion_paper_id = command->paper_id;
	inspection_update(tx, inspection);
	event_inspection_concluded(tx, inspection);
}

enum decision conclude_inspection(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Certification__V1__ConcludeInspection *command =
		(const Ocop__Certification__V1__ConcludeInspection *)message;
	struct conclusion_facts facts = {.outcome = command->outcome};
	struct inspection inspection;
	struct ordered ordered;
	Ocop__Common__V1__RefusalCode why;

	if (!inspection_gather(tx, reply, command->inspection_id, INSPECTION_CONCLUDE,
			       &inspection) ||
	    !order_gather(tx, reply, inspection.code, &ordered))
		return REFUSED;
	check_words(tx, reply, command, &inspection);
	if (!paper_sha256(tx, command->paper_id, &inspection.conclusion_sha256))
		reply_refuse(reply, REFUSAL(PAPER_MISSING), "paper_id", NULL);
	facts.faults = inspection.faults;
	facts.findings = inspection.findings;
	facts.open_findings = inspection.open_findings;
	facts.ground_exists =
		rulebook_list_find(&ordered.book->revocation_grounds, command->ground_code) != NULL;
	facts.state = ordered.state;

	why = may_conclude_inspection(&facts);
	if (why != REFUSAL(UNSPECIFIED))
		reply_refuse(reply, why, field_of(why), NULL);
	if (reply_refused(reply))
		return REFUSED;

	conclusion_write(tx, &inspection, command);
	reply_accept(reply, inspection.inspection_id, inspection.version);
	return ACCEPTED;
}
