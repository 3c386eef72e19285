/* close_pack_report.c - an office ends a report on a pack with its conclusion
 *
 * That a certificate should be revoked is a conclusion; revoking it is the chairman's, or the
 * Minister's, who may name the report (RevokeCertificate).
 *
 * Reads:     certification.v1.ClosePackReport
 * Needs:     a report of its unit that is not closed; what the reporter is told; for a revocation a
 *            certificate and the document, which registration keeps
 * Writes:    pack_reports: state, conclusion, answer, document; pack_report_steps, one row;
 *            contacts: until when
 * Publishes: certification.v1.PackReportClosed
 * Refuses:   NO_SUCH_THING, PACK_REPORT_STATE, FIELD_INVALID, REASON_MISSING, FIELD_TOO_LONG,
 *            PAPER_MISSING, LEVEL_NOT_COMPETENT (a commune that would have it inspected or
 *            revoked)
 */
#include "certification/commands.h"

#include "certification/acts/pack_report.h"
#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records/dossier.h"
#include "certification/rules.h"
#include "certification/state.h"
#include "common/access_token.h"
#include "common/message/field.h"
#include "common/sending/contact.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum { ABOVE_COMMUNES = ALLOW(OCOP_AGENCY) | ALLOW(INSPECTOR) | ALLOW(MINISTRY) };

/* The field that a refusal of the rule is about. */
static const char *field_of(Ocop__Common__V1__RefusalCode why)
{
	if (why == REFUSAL(PAPER_MISSING))
		return "paper_id";
	return why == REFUSAL(PACK_REPORT_STATE) ? NULL : "conclusion";
}

/* False with what is wrong in the reply; the report's state is still the one before. */
static bool may_close(struct transaction *tx, struct reply *reply,
		      const Ocop__Certification__V1__ClosePackReport *command,
		      const struct pack_report *report)
{
	const char *sha256;
	struct closing_facts facts = {
		.state = report->state,
		.conclusion = command->conclusion,
		.has_certificate = *report->code != '\0',
		.has_paper = paper_sha256(tx, command->paper_id, &sha256),
		.is_commune_only = !caller_has_role(transaction_caller(tx), ABOVE_COMMUNES),
	};
	Ocop__Common__V1__RefusalCode why = may_close_pack_report(&facts);

	if (command->answer[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "answer", NULL);
	(void)allow_text(reply, "answer", command->answer, REASON_LENGTH_MAX);
	if (why != REFUSAL(UNSPECIFIED))
		reply_refuse(reply, why, field_of(why), NULL);
	else if (*command->paper_id && !facts.has_paper)
		reply_refuse(reply, REFUSAL(PAPER_MISSING), "paper_id", NULL);
	return !reply_refused(reply);
}

enum decision close_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Certification__V1__ClosePackReport *command =
		(const Ocop__Certification__V1__ClosePackReport *)message;
	struct pack_report report;

	if (!pack_report_load(tx, command->report_id, &report)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "report_id", NULL);
		return REFUSED;
	}
	if (!may_close(tx, reply, command, &report))
		return REFUSED;

	report.state = PACK_REPORT_STATE(CLOSED);
	report.due_on = "";
	report.conclusion = command->conclusion;
	report.answer = command->answer;
	report.closed_on = today_text(tx);
	report.paper_id = command->paper_id;
	pack_report_moved(tx, &report, PACK_REPORT_MOVE(CLOSE), command->answer);
	contact_keep_until(tx, report.report_id,
			   day_from_today(tx, certification_state(tx)->report_contact_days));
	event_pack_report_closed(tx, &report);
	reply_accept(reply, report.report_id, report.version);
	return ACCEPTED;
}
