/* revoke_certificate.c - withdraws a certificate on a ground of its rule book
 *
 * Where an inspection proposed it, number, day and paper of the conclusion are the inspection's.
 *
 * Reads:     certification.v1.RevokeCertificate
 * Needs:     a certificate in force (or a recognition that is not verified), a competent body's
 *            conclusion or the commune's confirmation that production stopped, and the document,
 *            which registration keeps; all three may come from a report on a pack that was closed
 *            for it
 * Writes:    certificates: state, ground, reason, basis, document, days beyond the limit;
 *            certificate_moves; certificate_requests that asked for it; inspections: the day on
 *            which the one that proposed it was followed; pack_reports: the same day
 * Publishes: certification.v1.CertificateRevoked; CertificateRequestAnswered
 * Refuses:   CERTIFICATE_UNKNOWN, FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, REASON_MISSING,
 *            CONCLUSION_MISSING, DATE_INVALID, RULEBOOK_UNKNOWN, LEVEL_NOT_COMPETENT (chairman for
 *            3 and 4, Minister for 5), GROUND_UNKNOWN, PAPER_MISSING, REVOCATION_NOT_PROPOSED,
 *            PACK_REPORT_STATE and NO_SUCH_THING of the report, and what the certificate is:
 *            CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED, CERTIFICATE_REPLACED
 */
#include "certification/commands.h"

#include <string.h>

#include "certification/acts/moves.h"
#include "certification/acts/ordered.h"
#include "certification/acts/pack_report.h"
#include "certification/answers.h"
#include "certification/events.h"
#include "certification/records/authority.h"
#include "certification/records/dossier.h"
#include "certification/records/inspection/inspection.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* What it rests on. */
struct grounds {
	const char *ground_code, *conclusion_number, *concluded_on, *paper_id;
	Ocop__Certification__V1__RevocationBasis basis;
	bool is_proposed; /* by this inspection */
	struct inspection inspection;
};

/* The conclusion of an inspection: what it says is not said again. */
static void grounds_of_inspection(struct transaction *tx, struct reply *reply,
				  const Ocop__Certification__V1__RevokeCertificate *command,
				  struct grounds *ret)
{
	struct inspection *inspection = &ret->inspection;

	if (*command->conclusion_number || *command->concluded_on || *command->paper_id ||
	    command->basis == REVOCATION_BASIS(COMMUNE_CONFIRMATION))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "inspection_id",
			     "the inspection says what was concluded");
	ret->is_proposed = inspection_load(tx, command->inspection_id, inspection) &&
			   inspection->outcome == INSPECTION_OUTCOME(PROPOSES_REVOCATION) &&
			   *inspection->revoked_on == '\0';
	if (!ret->is_proposed) {
		reply_refuse(reply, REFUSAL(REVOCATION_NOT_PROPOSED), "inspection_id", NULL);
		return;
	}
	if (*ret->ground_code == '\0')
		ret->ground_code = inspection->ground_code;
	ret->conclusion_number = inspection->conclusion_number;
	ret->concluded_on = inspection->concluded_on;
	ret->paper_id = inspection->conclusion_paper_id;
}

/* The report on a pack that led here says what is not said otherwise. */
static void grounds_of_report(struct transaction *tx, struct reply *reply,
			      const Ocop__Certification__V1__RevokeCertificate *command,
			      struct grounds *ret)
{
	struct revocation_report report;

	if (!revocation_report_gather(tx, reply, command->report_id, command->code, &report))
		return;
	if (*ret->paper_id == '\0')
		ret->paper_id = report.paper_id;
	if (*ret->conclusion_number == '\0')
		ret->conclusion_number = report.paper_number;
	if (*ret->concluded_on == '\0')
		ret->concluded_on = report.closed_on;
}

static struct grounds grounds_read(struct transaction *tx, struct reply *reply,
				   const Ocop__Certification__V1__RevokeCertificate *command)
{
	struct grounds grounds = {
		.ground_code = command->ground_code,
		.conclusion_number = command->conclusion_number,
		.concluded_on = command->concluded_on,
		.paper_id = command->paper_id,
		.basis = command->basis != REVOCATION_BASIS(UNSPECIFIED)
				 ? command->basis
				 : REVOCATION_BASIS(CONCLUSION),
	};

	if (*command->inspection_id)
		grounds_of_inspection(tx, reply, command, &grounds);
	if (*command->report_id)
		grounds_of_report(tx, reply, command, &grounds);
	return grounds;
}

static bool is_sound(const Ocop__Certification__V1__RevokeCertificate *command,
		     const struct grounds *grounds, struct reply *reply, int32_t *ret_concluded_on)
{
	if (reply_refused(reply))
		return false;
	if (command->reason[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	(void)require_text(reply, "ground_code", grounds->ground_code, NUMBER_LENGTH_MAX);
	(void)require_text(reply, "decision_number", command->decision_number, NUMBER_LENGTH_MAX);
	(void)allow_text(reply, "conclusion_number", grounds->conclusion_number, NUMBER_LENGTH_MAX);
	if (grounds->conclusion_number[0] == '\0')
		reply_refuse(reply, REFUSAL(CONCLUSION_MISSING), "conclusion_number", NULL);
	if (grounds->concluded_on[0] == '\0')
		reply_refuse(reply, REFUSAL(CONCLUSION_MISSING), "concluded_on", NULL);
	else
		(void)require_date(reply, "concluded_on", grounds->concluded_on, ret_concluded_on);
	if ((unsigned)command->basis > REVOCATION_BASIS(COMMUNE_CONFIRMATION))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "basis", NULL);
	if (grounds->paper_id[0] == '\0')
		reply_refuse(reply, REFUSAL(PAPER_MISSING), "paper_id", NULL);
	return !reply_refused(reply);
}

static void write_revocation(struct transaction *tx, struct certificate *certificate,
			     const Ocop__Certification__V1__RevokeCertificate *command,
			     struct grounds *grounds)
{
	certificate->state = CERTIFICATE_STATE(REVOKED);
	certificate->revocation_ground = grounds->ground_code;
	certificate->revocation_reason = command->reason;
	certificate->revocation_decision = command->decision_number;
	certificate->revoked_on = today_text(tx);
	certificate->revocation_basis = grounds->basis;
	certificate->conclusion_number = grounds->conclusion_number;
	certificate->concluded_on = grounds->concluded_on;
	certificate_moved(tx, certificate, CERTIFICATE_MOVE(REVOKE),
			  &(struct move_note){.decision_number = command->decision_number,
					      .reason = command->reason});
	event_certificate_revoked(tx, certificate, command->inspection_id);
	if (!grounds->is_proposed)
		return;
	grounds->inspection.revoked_on = certificate->revoked_on;
	inspection_update(tx, &grounds->inspection);
}

/* What the ministry asked for has happened. */
static void answer_requests(struct transaction *tx, const struct certificate *certificate)
{
	struct certificate_request request;

	while (certificate_request_open(tx, certificate->code, REQUEST_KIND(REVOCATION),
					&request)) {
		request.outcome = REQUEST_OUTCOME(FOLLOWED);
		request.answer = certificate->revocation_decision;
		request.answered_on = certificate->revoked_on;
		certificate_request_update(tx, &request);
		event_certificate_request_answered(tx, &request);
	}
}

/* Everything the rule asks but the day of the conclusion; the certificate gets the document's
 * hash. */
static void facts_gather(struct transaction *tx, const struct grounds *grounds,
			 struct ordered *ordered, struct revocation_facts *facts)
{
	facts->competence = ordered->competence;
	facts->state = ordered->state;
	facts->ground_exists = rulebook_list_find(&ordered->book->revocation_grounds,
						  grounds->ground_code) != NULL;
	facts->has_paper =
		paper_sha256(tx, grounds->paper_id, &ordered->certificate.revocation_paper_sha256);
	facts->today = date_of_us(transaction_now_us(tx));
}

/* The field that a refusal of the rule is about. */
static const char *field_of(Ocop__Common__V1__RefusalCode why)
{
	if (why == REFUSAL(GROUND_UNKNOWN))
		return "ground_code";
	if (why == REFUSAL(CONCLUSION_MISSING))
		return "concluded_on";
	return why == REFUSAL(PAPER_MISSING) ? "paper_id" : NULL;
}

enum decision revoke_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__RevokeCertificate *command =
		(const Ocop__Certification__V1__RevokeCertificate *)message;
	struct grounds grounds = grounds_read(tx, reply, command);
	struct revocation_facts facts = {0};
	struct ordered ordered;
	Ocop__Common__V1__RefusalCode why;

	if (!is_sound(command, &grounds, reply, &facts.concluded_on) ||
	    !order_gather(tx, reply, command->code, &ordered))
		return REFUSED;
	if (grounds.is_proposed && strcmp(grounds.inspection.code, ordered.certificate.code) != 0) {
		reply_refuse(reply, REFUSAL(REVOCATION_NOT_PROPOSED), "inspection_id", NULL);
		return REFUSED;
	}
	facts_gather(tx, &grounds, &ordered, &facts);

	why = may_revoke_certificate(&facts);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, field_of(why), NULL);
		return REFUSED;
	}

	ordered.certificate.revocation_days_late = (uint32_t)revocation_days_late(
		facts.concluded_on, facts.today, ordered.book->deadlines.revoke_within_days);
	write_revocation(tx, &ordered.certificate, command, &grounds);
	answer_requests(tx, &ordered.certificate);
	revocation_report_follow(tx, command->report_id);
	reply_accept(reply, ordered.certificate.code, ordered.certificate.version);
	return ACCEPTED;
}
