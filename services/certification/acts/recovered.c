/* recovered.c - what a forgotten leaf tells, put back into the store */
#include "certification/acts/recovered.h"

#include <string.h>

#include "certification/acts/moves.h"
#include "certification/acts/recovered_report.h"
#include "certification/records.h"
#include "certification/records/authority.h"
#include "certification/records/decision.h"
#include "certification/records/history.h"
#include "certification/records/inspection/inspection.h"
#include "certification/records/recovered.h"
#include "certification/rules/reconciliation.h"
#include "certification/rules/reminder.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/rulebook/mean.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/events.pb-c.h"

/* In words, as it was issued; "" where the points were written on a paper. */
static const char *points_text(struct transaction *tx, uint32_t sum, uint32_t count)
{
	char *text;

	if (count == 0)
		return "";
	text = arena_alloc(transaction_arena(tx), MEAN_TEXT_SIZE);
	mean_print((struct mean){.sum = sum, .count = count}, text);
	return text;
}

/* Which claim a recognition comes from the log does not tell; its code holds the place. */
static const char *claim_id_of(struct transaction *tx,
			       const Ocop__Certification__V1__Certificate *told)
{
	return told->legacy ? forgotten_claim_id(transaction_arena(tx), told->code) : "";
}

static void enter(struct transaction *tx, const Ocop__Certification__V1__Certificate *told)
{
	struct certificate certificate;

	if (told == NULL) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	certificate = (struct certificate){
		.code = told->code,
		.version = 1,
		.official_number = told->official_number,
		.state = told->state,
		.star = told->star,
		.product_id = told->product_id,
		.product_name = "",
		.producer_id = told->producer_id,
		.producer_name = "",
		.commune_code = told->commune_code,
		.province_code = told->province_code,
		.decision_number = told->decision_number,
		.decided_on = told->decided_on,
		.valid_from = told->valid_from,
		.valid_until = told->valid_until,
		.rulebook_code = told->rulebook_code,
		.set_no = told->set_no,
		.sector_code = told->sector_code,
		.points_sum = told->points_sum,
		.points_count = told->points_count,
		.points_text = points_text(tx, told->points_sum, told->points_count),
		.source_url = "",
		.round_id = told->round_id,
		.dossier_id = told->dossier_id,
		.claim_id = claim_id_of(tx, told),
		.centre_decision_sha256 = told->decision_sha256,
		.decision_id = told->decision_id,
		.is_set = told->covers_set,
		.filed_late = told->filed_late,
		.extended_until = told->extended_until,
		.corrects_code = told->corrects_code,
		.replaced_by_code = told->replaced_by_code,
		.replacement_kind = told->replacement_kind,
		.changed_at_us = transaction_now_us(tx),
	};
	certificate_enter(tx, &certificate);
}

static void apply_issued(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	(void)event; /* the body says all */
	enter(tx, ((const Ocop__Certification__V1__CertificateIssued *)body)->certificate);
}

static void apply_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	(void)event; /* the body says all */
	enter(tx, ((const Ocop__Certification__V1__RecognitionRecorded *)body)->certificate);
}

/* The certificate that the event is about; false, having failed, when there is none. */
static bool of_event(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     struct certificate *ret)
{
	if (certificate_load(tx, event->thing_id, ret))
		return true;
	transaction_fail(tx, ERROR_NOT_FOUND);
	return false;
}

static void apply_revoked(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateRevoked *told = (const void *)body;
	struct certificate certificate;

	if (!of_event(tx, event, &certificate))
		return;
	certificate.state = CERTIFICATE_STATE(REVOKED);
	certificate.revocation_ground = told->ground_code;
	certificate.revocation_reason = "";
	certificate.revocation_decision = told->decision_number;
	certificate.revoked_on = told->revoked_on;
	certificate.revocation_basis = told->basis;
	certificate.conclusion_number = told->conclusion_number;
	certificate.concluded_on = told->concluded_on;
	certificate.revocation_days_late = told->days_late;
	certificate.revocation_paper_sha256 = told->document_sha256;
	certificate_moved(tx, &certificate, CERTIFICATE_MOVE(REVOKE),
			  &(struct move_note){.decision_number = told->decision_number});
}

static void apply_expired(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	struct certificate certificate;

	(void)body; /* the code says which */
	if (!of_event(tx, event, &certificate))
		return;
	certificate.state = CERTIFICATE_STATE(EXPIRED);
	certificate_moved(tx, &certificate, CERTIFICATE_MOVE(EXPIRE), &(struct move_note){0});
}

static void apply_replaced(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateReplaced *told = (const void *)body;
	bool is_correction = told->kind == REPLACEMENT_KIND(CORRECTION);
	struct certificate certificate;

	if (!of_event(tx, event, &certificate))
		return;
	certificate.state = CERTIFICATE_STATE(REPLACED);
	certificate.replaced_by_code = told->replaced_by_code;
	certificate.replacement_reason = is_correction ? "" : replacement_words(told->kind);
	certificate.replacement_kind = told->kind;
	certificate_moved(tx, &certificate,
			  is_correction ? CERTIFICATE_MOVE(CORRECT) : CERTIFICATE_MOVE(RENEW),
			  &(struct move_note){.reason = certificate.replacement_reason,
					      .other_code = told->replaced_by_code});
}

static void apply_suspended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__Suspension *told =
		((const Ocop__Certification__V1__CertificateSuspended *)body)->suspension;
	struct certificate certificate;

	if (told == NULL || !of_event(tx, event, &certificate)) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	certificate.state = CERTIFICATE_STATE(SUSPENDED);
	certificate.suspension_act = told->act_number;
	certificate.suspension_decision = told->decision_number;
	certificate.suspension_reason = "";
	certificate.suspended_on = told->suspended_on;
	certificate_moved(tx, &certificate, CERTIFICATE_MOVE(SUSPEND),
			  &(struct move_note){.decision_number = told->decision_number});
}

static void apply_reinstated(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateReinstated *told = (const void *)body;
	struct certificate certificate;

	if (!of_event(tx, event, &certificate))
		return;
	certificate.state = CERTIFICATE_STATE(VALID);
	certificate_moved(tx, &certificate, CERTIFICATE_MOVE(REINSTATE),
			  &(struct move_note){.decision_number = told->decision_number});
}

static void apply_extended(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateExtended *told = (const void *)body;
	struct certificate certificate;

	if (!of_event(tx, event, &certificate))
		return;
	certificate.extended_until = told->extended_until;
	certificate_moved(tx, &certificate, CERTIFICATE_MOVE(EXTEND),
			  &(struct move_note){.decision_number = told->decision_number});
}

/* Told once is told: the next one follows. */
static void apply_reminded(struct transaction *tx, const Ocop__Common__V1__Event *event,
			   const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateReminderDue *told = (const void *)body;
	struct reminder this = {.kind = told->reminder}, next;
	struct certificate certificate;
	int32_t valid_until;

	if (!of_event(tx, event, &certificate))
		return;
	if (!date_parse(told->due_on, &this.day) ||
	    !date_parse(certificate.valid_until, &valid_until)) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	certificate_reminder_insert(tx, &(struct certificate_reminder){
						.code = certificate.code,
						.reminder = told->reminder,
						.due_on = told->due_on,
						.overtaken = told->overtaken,
					});
	next = reminder_after(rulebooks_in_force(certification_state(tx)->rulebooks,
						 date_of_us(transaction_now_us(tx))),
			      valid_until, &this);
	certificate.next_reminder = next.kind;
	certificate.next_reminder_on = next.kind == CERTIFICATE_REMINDER(UNSPECIFIED)
					       ? ""
					       : date_text(transaction_arena(tx), next.day);
	certificate_set_reminder(tx, &certificate);
}

static void apply_decided(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__Decision *told =
		((const Ocop__Certification__V1__DecisionRecorded *)body)->decision;

	(void)event; /* the body says all */
	if (told == NULL) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	decision_insert(tx, &(struct decision_row){
				    .decision_id = told->decision_id,
				    .kind = told->kind,
				    .level = told->level,
				    .province_code = told->province_code,
				    .decision_number = told->decision_number,
				    .decided_on = told->decided_on,
				    .round_id = told->round_id,
				    .report_number = told->report_number,
				    .document_sha256 = told->document_sha256,
			    });
}

static void apply_act(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__SuspensionAct *told =
		((const Ocop__Certification__V1__SuspensionActRecorded *)body)->act;

	(void)event; /* the body says all */
	if (told == NULL) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	suspension_act_write(tx, &(struct suspension_act){
					 .act_id = told->act_id,
					 .version = told->version,
					 .level = told->level,
					 .province_code = told->province_code,
					 .number = told->act_id, /* the log has none */
					 .issued_on = told->issued_on,
					 .in_force_from = told->in_force_from,
					 .in_force_until = told->in_force_until,
					 .title = "",
					 .text = "",
					 .recorded_on = told->recorded_on,
				 });
}

static void apply_request(struct transaction *tx, const Ocop__Common__V1__Event *event,
			  const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateRequest *told =
		((const Ocop__Certification__V1__CertificateRequestMade *)body)->request;

	(void)event; /* the body says all */
	if (told == NULL) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	certificate_request_insert(tx, &(struct certificate_request){
					       .request_id = told->request_id,
					       .version = 1,
					       .code = told->code,
					       .kind = told->kind,
					       .reason = "",
					       .document_number = told->document_number,
					       .requested_on = told->requested_on,
					       .province_code = told->province_code,
					       .answer = "",
					       .answered_on = "",
				       });
}

static void apply_answer(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateRequest *told =
		((const Ocop__Certification__V1__CertificateRequestAnswered *)body)->request;
	struct certificate_request request;

	if (told == NULL || !certificate_request_load(tx, event->thing_id, &request)) {
		transaction_fail(tx, ERROR_NOT_FOUND);
		return;
	}
	request.outcome = told->outcome;
	request.answer = "";
	request.answered_on = told->answered_on;
	certificate_request_update(tx, &request);
}

/* The names are not in the log; registration tells again that they are to be forgotten. */
static void apply_erased(struct transaction *tx, const Ocop__Common__V1__Event *event,
			 const ProtobufCMessage *body)
{
	(void)tx; /* nothing is left to do */
	(void)event;
	(void)body;
}

/* Of plans and visits the log holds commitments alone, or an end without its beginning: the office
 * does them again, from its papers. What is still known of one counts on behind what was told. */
static void apply_inspection(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	(void)body; /* nothing that could be put back */
	inspection_version_pass(tx, event->thing_id, event->thing_version);
}

/* Entered again and forgotten again: what it said is to be entered once more. */
static void apply_reentered(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__CertificateReentered *told = (const void *)body;
	struct certificate certificate;

	if (!of_event(tx, event, &certificate))
		return;
	certificate_moved(tx, &certificate, CERTIFICATE_MOVE(REENTER),
			  &(struct move_note){.decision_number = told->paper_number});
}

static void apply_reconciled(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	const Ocop__Certification__V1__RegisterReconciled *told = (const void *)body;

	recovered_leaves_settle_until(tx, told->last_leaf, event->occurred_at_us);
}

/* What each event tells, and whether the log tells all of it: what the register did by itself has
 * no words that anybody wrote. */
static const struct recovered {
	const ProtobufCMessageDescriptor *message;
	bool is_complete;
	void (*apply)(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body);
} rows[] = {
	{&ocop__certification__v1__certificate_issued__descriptor, false, apply_issued},
	{&ocop__certification__v1__recognition_recorded__descriptor, false, apply_recorded},
	{&ocop__certification__v1__certificate_revoked__descriptor, false, apply_revoked},
	{&ocop__certification__v1__certificate_expired__descriptor, true, apply_expired},
	{&ocop__certification__v1__certificate_replaced__descriptor, false, apply_replaced},
	{&ocop__certification__v1__certificate_suspended__descriptor, false, apply_suspended},
	{&ocop__certification__v1__certificate_reinstated__descriptor, false, apply_reinstated},
	{&ocop__certification__v1__certificate_extended__descriptor, false, apply_extended},
	{&ocop__certification__v1__certificate_reminder_due__descriptor, true, apply_reminded},
	{&ocop__certification__v1__decision_recorded__descriptor, true, apply_decided},
	{&ocop__certification__v1__suspension_act_recorded__descriptor, false, apply_act},
	{&ocop__certification__v1__personal_data_erased__descriptor, true, apply_erased},
	{&ocop__certification__v1__certificate_request_made__descriptor, false, apply_request},
	{&ocop__certification__v1__certificate_request_answered__descriptor, false, apply_answer},
	{&ocop__certification__v1__inspection_plan_drafted__descriptor, false, apply_inspection},
	{&ocop__certification__v1__inspection_plan_approved__descriptor, false, apply_inspection},
	{&ocop__certification__v1__inspection_plan_changed__descriptor, false, apply_inspection},
	{&ocop__certification__v1__inspection_announced__descriptor, false, apply_inspection},
	{&ocop__certification__v1__inspection_moved__descriptor, false, apply_inspection},
	{&ocop__certification__v1__inspection_cancelled__descriptor, false, apply_inspection},
	{&ocop__certification__v1__inspection_held__descriptor, false, apply_inspection},
	{&ocop__certification__v1__remedies_ordered__descriptor, false, apply_inspection},
	{&ocop__certification__v1__remedy_recorded__descriptor, false, apply_inspection},
	{&ocop__certification__v1__remedy_overdue__descriptor, false, apply_inspection},
	{&ocop__certification__v1__inspection_concluded__descriptor, false, apply_inspection},
	{&ocop__certification__v1__certificate_reentered__descriptor, false, apply_reentered},
	{&ocop__certification__v1__register_reconciled__descriptor, true, apply_reconciled},
	{&ocop__certification__v1__pack_reported__descriptor, true, recovered_report_reported},
	{&ocop__certification__v1__pack_report_taken_up__descriptor, true,
	 recovered_report_taken_up},
	{&ocop__certification__v1__pack_report_forwarded__descriptor, true,
	 recovered_report_forwarded},
	{&ocop__certification__v1__pack_report_overdue__descriptor, true, recovered_report_overdue},
	{&ocop__certification__v1__pack_report_closed__descriptor, true, recovered_report_closed},
	{&ocop__certification__v1__reporter_erased__descriptor, true, recovered_reporter_erased},
};

static const struct recovered *row_find(const char *type)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		if (strcmp(rows[i].message->name, type) == 0)
			return &rows[i];
	}
	return NULL;
}

const ProtobufCMessageDescriptor *recovered_message(const char *type)
{
	const struct recovered *row = row_find(type);

	return row == NULL ? NULL : row->message;
}

bool recovered_is_complete(const char *type)
{
	const struct recovered *row = row_find(type);

	return row != NULL && row->is_complete;
}

/* As many moves as there were: the certificate has the version that the event told of. */
static void check_version(struct transaction *tx, const Ocop__Common__V1__Event *event)
{
	struct certificate certificate;

	if (certificate_load(tx, event->thing_id, &certificate) &&
	    certificate.version != event->thing_version)
		transaction_fail(tx, ERROR_FORGED);
}

void recovered_apply(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body)
{
	const struct recovered *row = row_find(event->type);

	if (row == NULL) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	row->apply(tx, event, body);
	if (!transaction_failed(tx))
		check_version(tx, event);
}
