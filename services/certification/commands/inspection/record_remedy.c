/* record_remedy.c - how something that was found was put right, and whether that is accepted
 *
 * Reads:     certification.v1.RecordRemedy
 * Needs:     who leads it; a finding that is open, which may get a later last day where the remedy
 *            is not accepted
 * Writes:    inspection_remedies, one row; inspection_findings, inspections; inspection_papers
 * Publishes: certification.v1.RemedyRecorded
 * Refuses:   NO_SUCH_THING, LEVEL_NOT_COMPETENT, INSPECTION_STATE, FINDING_CLOSED, DATE_INVALID,
 *            REASON_MISSING (not accepted, and nobody says why), FIELD_TOO_LONG, FIELD_INVALID,
 *            PAPER_MISSING
 */
#include "certification/commands.h"

#include <string.h>

#include "certification/acts/inspecting.h"
#include "certification/answers.h"
#include "certification/events/inspection.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* Days as text are in the order of the calendar. */
static void check_days(struct transaction *tx, struct reply *reply,
		       const Ocop__Certification__V1__RecordRemedy *command,
		       const struct inspection *inspection)
{
	const char *today = today_text(tx);
	int32_t day;

	if (require_date(reply, "remedied_on", command->remedied_on, &day) &&
	    (strcmp(command->remedied_on, today) > 0 ||
	     strcmp(command->remedied_on, inspection->held_on) < 0))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "remedied_on",
			     "between the visit and today");
	if (*command->remedy_until == '\0')
		return;
	if (command->accepted)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "remedy_until", "it is accepted");
	else if (require_date(reply, "remedy_until", command->remedy_until, &day) &&
		 strcmp(command->remedy_until, today) < 0)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "remedy_until", "a day that is over");
}

static void check_words(struct transaction *tx, struct reply *reply,
			const Ocop__Certification__V1__RecordRemedy *command,
			const struct named_papers *papers)
{
	if (!command->accepted && command->note[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "note", NULL);
	(void)allow_text(reply, "note", command->note, REASON_LENGTH_MAX);
	(void)papers_are_kept(tx, reply, "paper_ids", papers);
}

static void write_remedy(struct transaction *tx,
			 const Ocop__Certification__V1__RecordRemedy *command,
			 struct inspection_finding *finding, const struct named_papers *papers)
{
	struct inspection_remedy remedy = {
		.inspection_id = finding->inspection_id,
		.finding_no = finding->finding_no,
		.remedied_on = command->remedied_on,
		.accepted = command->accepted,
		.note = command->note,
		.recorded_on = today_text(tx),
	};

	inspection_remedy_insert(tx, &remedy);
	papers_put(tx,
		   &(struct inspection_place){.inspection_id = finding->inspection_id,
					      .finding_no = finding->finding_no,
					      .remedy_no = remedy.remedy_no},
		   papers);
	finding->remedied = command->accepted;
	finding->is_open = !command->accepted;
	if (*command->remedy_until)
		finding->remedy_until = command->remedy_until;
	inspection_finding_update(tx, finding);
}

enum decision record_remedy(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Certification__V1__RecordRemedy *command =
		(const Ocop__Certification__V1__RecordRemedy *)message;
	const struct named_papers papers = {command->paper_ids, command->n_paper_ids};
	struct inspection_finding finding;
	struct inspection inspection;

	if (!inspection_gather(tx, reply, command->inspection_id, INSPECTION_RECORD_REMEDY,
			       &inspection))
		return REFUSED;
	if (!inspection_finding_load(tx, inspection.inspection_id, command->finding_no, &finding)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "finding_no", NULL);
		return REFUSED;
	}
	if (!finding.is_open)
		reply_refuse(reply, REFUSAL(FINDING_CLOSED), NULL, NULL);
	check_days(tx, reply, command, &inspection);
	check_words(tx, reply, command, &papers);
	if (reply_refused(reply))
		return REFUSED;

	write_remedy(tx, command, &finding, &papers);
	inspection_recount(tx, &inspection);
	inspection_update(tx, &inspection);
	event_remedy_recorded(tx, &inspection, &finding);
	reply_accept(reply, inspection.inspection_id, inspection.version);
	return ACCEPTED;
}
