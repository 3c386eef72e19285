/* events.c - what certification tells: one function an event */
#include "certification/events.h"

#include "certification/answers.h"
#include "certification/records/authority.h"
#include "certification/records/decision.h"
#include "certification/records/erasure.h"
#include "certification/records/recovered.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/events.pb-c.h"

void event_certificate_issued(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateIssued event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;

	event.certificate = certificate_message(tx, certificate);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_recognition_recorded(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__RecognitionRecorded event =
		OCOP__CERTIFICATION__V1__RECOGNITION_RECORDED__INIT;

	event.certificate = certificate_message(tx, certificate);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_revoked(struct transaction *tx, const struct certificate *certificate,
			       const char *inspection_id)
{
	Ocop__Certification__V1__CertificateRevoked event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REVOKED__INIT;

	event.code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.ground_code = message_text(certificate->revocation_ground);
	event.reason = message_text(certificate->revocation_reason);
	event.decision_number = message_text(certificate->revocation_decision);
	event.revoked_on = message_text(certificate->revoked_on);
	event.basis = certificate->revocation_basis;
	event.conclusion_number = message_text(certificate->conclusion_number);
	event.concluded_on = message_text(certificate->concluded_on);
	event.document_sha256 = message_text(certificate->revocation_paper_sha256);
	event.days_late = certificate->revocation_days_late;
	event.inspection_id = message_text(inspection_id);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_expired(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateExpired event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;

	event.code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.valid_until = message_text(certificate->valid_until);
	event.extended_until = message_text(certificate->extended_until);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_replaced(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateReplaced event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REPLACED__INIT;

	event.code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.replaced_by_code = message_text(certificate->replaced_by_code);
	event.reason = message_text(certificate->replacement_reason);
	event.kind = certificate->replacement_kind;
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_suspended(struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__CertificateSuspended event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_SUSPENDED__INIT;
	Ocop__Certification__V1__Suspension suspension = OCOP__CERTIFICATION__V1__SUSPENSION__INIT;

	suspension.act_number = message_text(certificate->suspension_act);
	suspension.decision_number = message_text(certificate->suspension_decision);
	suspension.reason = message_text(certificate->suspension_reason);
	suspension.suspended_on = message_text(certificate->suspended_on);
	event.code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.suspension = &suspension;
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_reinstated(struct transaction *tx, const struct certificate *certificate,
				  const char *decision_number, const char *reason)
{
	Ocop__Certification__V1__CertificateReinstated event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REINSTATED__INIT;

	event.code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.decision_number = message_text(decision_number);
	event.reason = message_text(reason);
	event.reinstated_on = message_text(today_text(tx));
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_extended(struct transaction *tx, const struct certificate *certificate,
				const char *decision_number, const char *reason)
{
	Ocop__Certification__V1__CertificateExtended event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXTENDED__INIT;

	event.code = message_text(certificate->code);
	event.product_id = message_text(certificate->product_id);
	event.valid_until = message_text(certificate->valid_until);
	event.extended_until = message_text(certificate->extended_until);
	event.decision_number = message_text(decision_number);
	event.reason = message_text(reason);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_certificate_reminder_due(struct transaction *tx, const struct certificate *certificate,
				    const struct reminder_told *told)
{
	Ocop__Certification__V1__CertificateReminderDue event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REMINDER_DUE__INIT;

	event.reminder = told->reminder.kind;
	event.due_on = date_text(transaction_arena(tx), told->reminder.day);
	event.overtaken = told->overtaken;
	event.certificate = certificate_message(tx, certificate);
	event.days_left = told->days_left;
	event.window_from = message_text(told->window_from);
	event.window_until = message_text(told->window_until);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

void event_decision_recorded(struct transaction *tx, const struct decision_row *decision)
{
	Ocop__Certification__V1__DecisionRecorded event =
		OCOP__CERTIFICATION__V1__DECISION_RECORDED__INIT;

	event.decision = decision_message(tx, decision);
	outbox_append(tx, decision->decision_id, 1, &event.base);
}

void event_certificate_reentered(struct transaction *tx, const struct certificate *certificate,
				 uint64_t leaf_index, const char *paper_number)
{
	Ocop__Certification__V1__CertificateReentered event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REENTERED__INIT;

	event.certificate = certificate_message(tx, certificate);
	event.leaf = leaf_index;
	event.paper_number = message_text(paper_number);
	outbox_append(tx, certificate->code, certificate->version, &event.base);
}

/* About the register as a whole: the version of that is the number of the event before. */
void event_register_reconciled(struct transaction *tx, const struct recovered_count *count)
{
	Ocop__Certification__V1__RegisterReconciled event =
		OCOP__CERTIFICATION__V1__REGISTER_RECONCILED__INIT;

	event.first_leaf = count->first_leaf;
	event.last_leaf = count->last_leaf;
	event.complete = count->complete;
	event.reentered = count->reentered;
	event.burnt = count->burnt;
	outbox_append(tx, "register", (uint64_t)outbox_head(tx), &event.base);
}

void event_suspension_act_recorded(struct transaction *tx, const struct suspension_act *act)
{
	Ocop__Certification__V1__SuspensionActRecorded event =
		OCOP__CERTIFICATION__V1__SUSPENSION_ACT_RECORDED__INIT;

	event.act = suspension_act_message(tx, act);
	outbox_append(tx, act->act_id, act->version, &event.base);
}

void event_certificate_request_made(struct transaction *tx,
				    const struct certificate_request *request)
{
	Ocop__Certification__V1__CertificateRequestMade event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REQUEST_MADE__INIT;

	event.request = certificate_request_message(tx, request);
	outbox_append(tx, request->request_id, request->version, &event.base);
}

void event_certificate_request_answered(struct transaction *tx,
					const struct certificate_request *request)
{
	Ocop__Certification__V1__CertificateRequestAnswered event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REQUEST_ANSWERED__INIT;

	event.request = certificate_request_message(tx, request);
	outbox_append(tx, request->request_id, request->version, &event.base);
}

void event_personal_data_erased(struct transaction *tx, const char *producer_id,
				const struct certificates_of_producer *certificates)
{
	Ocop__Certification__V1__PersonalDataErased event =
		OCOP__CERTIFICATION__V1__PERSONAL_DATA_ERASED__INIT;

	event.producer_id = message_text(producer_id);
	event.codes = certificates->codes;
	event.n_codes = certificates->count;
	event.commune_code = message_text(certificates->commune_code);
	event.province_code = message_text(certificates->province_code);
	outbox_append(tx, producer_id, 1, &event.base);
}

const ProtobufCMessageDescriptor *const certification_naming_events[] = {
	&ocop__certification__v1__certificate_issued__descriptor,
	&ocop__certification__v1__recognition_recorded__descriptor,
	&ocop__certification__v1__certificate_revoked__descriptor,
	&ocop__certification__v1__certificate_replaced__descriptor,
	&ocop__certification__v1__certificate_suspended__descriptor,
	&ocop__certification__v1__certificate_reinstated__descriptor,
	&ocop__certification__v1__certificate_extended__descriptor,
	&ocop__certification__v1__certificate_reminder_due__descriptor,
	&ocop__certification__v1__certificate_request_made__descriptor,
	&ocop__certification__v1__certificate_request_answered__descriptor,
	&ocop__certification__v1__certificate_reentered__descriptor,
	&ocop__certification__v1__inspection_plan_drafted__descriptor,
	&ocop__certification__v1__inspection_plan_changed__descriptor,
	&ocop__certification__v1__inspection_announced__descriptor,
	&ocop__certification__v1__inspection_moved__descriptor,
	&ocop__certification__v1__inspection_cancelled__descriptor,
	&ocop__certification__v1__remedies_ordered__descriptor,
	&ocop__certification__v1__remedy_recorded__descriptor,
	NULL,
};
