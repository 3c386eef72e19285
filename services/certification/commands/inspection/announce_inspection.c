/* announce_inspection.c - a visit about a certificate is announced, and its checklist made
 *
 * The checklist is made of what was rated, so the team reads beforehand what it has to find. A
 * visit for a reason may come without a letter: then the producer learns of it when it has taken
 * place.
 *
 * Reads:     certification.v1.AnnounceInspection
 * Needs:     the OCOP agency for 3 and 4 stars, the ministry for 5, and for 3 and 4 with a reason;
 *            a line of an approved plan that covers the certificate, or a reason
 * Writes:    inspections, one row; inspection_team, inspection_lines
 * Publishes: certification.v1.InspectionAnnounced
 * Refuses:   CERTIFICATE_UNKNOWN, RULEBOOK_UNKNOWN, FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID,
 *            DATE_INVALID, REASON_MISSING, LEVEL_NOT_COMPETENT, NO_SUCH_THING (the plan),
 *            INSPECTION_PLAN_STATE, PLAN_LINE_UNKNOWN, PLAN_LINE_OF_ANOTHER, and for a periodic
 *            one what the certificate is: CERTIFICATE_REVOKED, CERTIFICATE_EXPIRED,
 *            CERTIFICATE_REPLACED
 */
#include "certification/commands.h"

#include "certification/acts/checklist.h"
#include "certification/acts/inspecting.h"
#include "certification/acts/ordered.h"
#include "certification/acts/plan_lines.h"
#include "certification/events/inspection.h"
#include "certification/subjects.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* True when the message says whole what it says; with the day of the visit. */
static bool is_sound(struct transaction *tx, struct reply *reply,
		     const Ocop__Certification__V1__AnnounceInspection *command,
		     int32_t *ret_visit_on)
{
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	(void)allow_text(reply, "notice_number", command->notice_number, NUMBER_LENGTH_MAX);
	if (*command->plan_id && command->notice_number[0] == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "notice_number", NULL);
	if (require_date(reply, "visit_on", command->visit_on, ret_visit_on) &&
	    *ret_visit_on < date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "visit_on", "a day that is over");
	return !reply_refused(reply);
}

/* The line that a periodic visit names: of an approved plan of the level that leads, in its year.
 */
static void check_plan(struct transaction *tx, struct reply *reply,
		       const struct inspection *inspection, const struct certificate *certificate,
		       int32_t visit_on)
{
	struct inspection_plan_line line;
	struct inspection_plan plan;

	if (!plan_gather(tx, reply, inspection->plan_id, &plan))
		return;
	if (plan.state != INSPECTION_PLAN_STATE(APPROVED))
		reply_refuse(reply, REFUSAL(INSPECTION_PLAN_STATE), "plan_id", NULL);
	else if (plan.level != inspection->level)
		reply_refuse(reply, REFUSAL(LEVEL_NOT_COMPETENT), "plan_id", NULL);
	else if (!inspection_plan_line_load(tx, plan.plan_id, inspection->plan_line_no, &line) ||
		 *line.struck_on)
		reply_refuse(reply, REFUSAL(PLAN_LINE_UNKNOWN), "plan_line_no", NULL);
	else if (!plan_line_covers(tx, &line, certificate))
		reply_refuse(reply, REFUSAL(PLAN_LINE_OF_ANOTHER), "plan_line_no", NULL);
	else if ((uint32_t)date_year(visit_on) != plan.year)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "visit_on", "not in the plan's year");
}

/* Everything but the id; who leads is the rule's answer. */
static bool inspection_read(struct transaction *tx, struct reply *reply,
			    const Ocop__Certification__V1__AnnounceInspection *command,
			    const struct ordered *ordered, struct inspection *inspection)
{
	const struct certificate *certificate = &ordered->certificate;
	struct subject subject = certificate_subject(tx, certificate);
	const struct inspection_facts facts = {
		.inspecting = inspecting_gather(tx, &subject),
		.is_of_centre = ordered->competence.is_of_centre,
		.has_reason = command->reason[0] != '\0',
		.kind = *command->plan_id ? INSPECTION_KIND(PERIODIC) : INSPECTION_KIND(AD_HOC),
		.state = ordered->state,
	};
	Ocop__Common__V1__RefusalCode why;

	*inspection = (struct inspection){
		.version = 1,
		.kind = facts.kind,
		.code = certificate->code,
		.star = certificate->star,
		.product_id = certificate->product_id,
		.producer_id = certificate->producer_id,
		.commune_code = subject.commune_code,
		.province_code = subject.province_code,
		.plan_id = command->plan_id,
		.plan_line_no = command->plan_line_no,
		.reason = command->reason,
		.visit_on = command->visit_on,
		.notice_number = command->notice_number,
		.rulebook_code = certificate->rulebook_code,
		.set_no = certificate->set_no,
	};
	why = may_inspect(&facts, &inspection->level);
	if (why != REFUSAL(UNSPECIFIED))
		reply_refuse(reply, why, why == REFUSAL(REASON_MISSING) ? "reason" : NULL, NULL);
	return why == REFUSAL(UNSPECIFIED);
}

enum decision announce_inspection(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Certification__V1__AnnounceInspection *command =
		(const Ocop__Certification__V1__AnnounceInspection *)message;
	const struct inspection_member *team = team_read(tx, reply, command->team, command->n_team);
	struct inspection inspection, stored;
	char inspection_id[IDENTIFIER_SIZE];
	struct ordered ordered;
	int32_t visit_on;

	if (!is_sound(tx, reply, command, &visit_on) ||
	    !order_gather(tx, reply, command->code, &ordered) ||
	    !inspection_read(tx, reply, command, &ordered, &inspection))
		return REFUSED;
	if (inspection.kind == INSPECTION_KIND(PERIODIC))
		check_plan(tx, reply, &inspection, &ordered.certificate, visit_on);
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("inspection", NULL, transaction_now_us(tx), inspection_id);
	inspection.inspection_id = inspection_id;
	inspection_insert(tx, &inspection);
	inspection_team_put(tx, inspection_id, team, command->n_team);
	checklist_write(tx, inspection_id, &ordered.certificate);
	if (inspection_load(tx, inspection_id, &stored))
		event_inspection_announced(tx, &stored);
	reply_accept(reply, inspection_id, 1);
	return ACCEPTED;
}
