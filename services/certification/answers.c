/* answers.c - certificates, decisions, acts and requests as messages show them
 *
 * Events carry the same messages as answers: who follows knows what who asks is told.
 */
#include "certification/answers.h"

#include "certification/records.h"
#include "certification/records/authority.h"
#include "certification/records/decision.h"
#include "certification/subjects.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"

const char *today_text(struct transaction *tx)
{
	return date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)));
}

static Ocop__Certification__V1__PlaceToday *place_message(struct transaction *tx,
							  const struct certificate *certificate)
{
	Ocop__Certification__V1__PlaceToday *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	struct place_codes today;
	struct unit commune, province;

	certificate_place_today(tx, certificate, &today);
	unit_load(tx, today.commune_code, &commune);
	unit_load(tx, today.province_code, &province);
	ocop__certification__v1__place_today__init(message);
	message->commune_code = message_text(today.commune_code);
	message->province_code = message_text(today.province_code);
	message->commune_name = message_text(commune.full_name_vi);
	message->province_name = message_text(province.full_name_vi);
	return message;
}

static Ocop__Certification__V1__Suspension *suspension_message(
	struct transaction *tx, const struct certificate *certificate)
{
	Ocop__Certification__V1__Suspension *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__suspension__init(message);
	message->act_number = message_text(certificate->suspension_act);
	message->decision_number = message_text(certificate->suspension_decision);
	message->reason = message_text(certificate->suspension_reason);
	message->suspended_on = message_text(certificate->suspended_on);
	return message;
}

/* What it is worth, and what ended it or holds it up. */
static void fill_state(struct transaction *tx, const struct certificate *certificate,
		       Ocop__Certification__V1__Certificate *message)
{
	message->state = certificate->state;
	message->extended_until = message_text(certificate->extended_until);
	message->replaced_by_code = message_text(certificate->replaced_by_code);
	message->replacement_kind = certificate->replacement_kind;
	message->revocation_ground = message_text(certificate->revocation_ground);
	message->revocation_reason = message_text(certificate->revocation_reason);
	message->revoked_on = message_text(certificate->revoked_on);
	if (certificate->state == CERTIFICATE_STATE(SUSPENDED))
		message->suspension = suspension_message(tx, certificate);
}

/* Where it comes from. */
static void fill_origin(const struct certificate *certificate,
			Ocop__Certification__V1__Certificate *message)
{
	message->decision_number = message_text(certificate->decision_number);
	message->decided_on = message_text(certificate->decided_on);
	message->decision_id = message_text(certificate->decision_id);
	message->decision_sha256 = message_text(certificate->centre_decision_sha256);
	message->round_id = message_text(certificate->round_id);
	message->dossier_id = message_text(certificate->dossier_id);
	message->rulebook_code = message_text(certificate->rulebook_code);
	message->points_sum = certificate->points_sum;
	message->points_count = certificate->points_count;
	message->points_text = message_text(certificate->points_text);
	message->legacy = message_text(certificate->claim_id)[0] != '\0';
	message->source_url = message_text(certificate->source_url);
	message->corrects_code = message_text(certificate->corrects_code);
	message->filed_late = certificate->filed_late;
}

Ocop__Certification__V1__Certificate *certificate_message(struct transaction *tx,
							  const struct certificate *certificate)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Certification__V1__Certificate *message = arena_alloc(arena, sizeof(*message));
	Google__Protobuf__Timestamp *changed_at = arena_alloc(arena, sizeof(*changed_at));

	ocop__certification__v1__certificate__init(message);
	message->code = message_text(certificate->code);
	message->official_number = message_text(certificate->official_number);
	message->star = certificate->star;
	message->product_id = message_text(certificate->product_id);
	message->product_name = message_text(certificate->product_name);
	message->product_code = message_text(certificate->product_code);
	message->producer_id = message_text(certificate->producer_id);
	message->producer_name = message_text(certificate->producer_name);
	message->commune_code = message_text(certificate->commune_code);
	message->province_code = message_text(certificate->province_code);
	message->place_text = message_text(certificate->place_text);
	message->place_today = place_message(tx, certificate);
	message->valid_from = message_text(certificate->valid_from);
	message->valid_until = message_text(certificate->valid_until);
	message->set_no = certificate->set_no;
	message->sector_code = message_text(certificate->sector_code);
	message->covers_set = certificate->is_set;
	certificate_cover_load(tx, certificate->code, message);
	fill_origin(certificate, message);
	fill_state(tx, certificate, message);
	*changed_at = message_time(certificate->changed_at_us);
	message->changed_at = changed_at;
	message->version = certificate->version;
	message->being_reentered = message->product_name[0] == '\0';
	return message;
}

Ocop__Certification__V1__Decision *decision_message(struct transaction *tx,
						    const struct decision_row *decision)
{
	Ocop__Certification__V1__Decision *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	struct decision_progress progress;

	decision_progress_load(tx, decision, &progress);
	ocop__certification__v1__decision__init(message);
	message->decision_id = message_text(decision->decision_id);
	message->kind = decision->kind;
	message->level = decision->level;
	message->province_code = message_text(decision->province_code);
	message->decision_number = message_text(decision->decision_number);
	message->decided_on = message_text(decision->decided_on);
	message->round_id = message_text(decision->round_id);
	message->report_number = message_text(decision->report_number);
	message->document_sha256 = message_text(decision->document_sha256);
	message->recognised = progress.recognised;
	message->not_recognised = progress.not_recognised;
	message->proposed_to_centre = progress.proposed_to_centre;
	message->certificates_due = progress.certificates_due;
	message->certificates_issued = progress.certificates_issued;
	message->waiting_for_code = progress.waiting_for_code;
	return message;
}

Ocop__Certification__V1__SuspensionAct *suspension_act_message(struct transaction *tx,
							       const struct suspension_act *act)
{
	Ocop__Certification__V1__SuspensionAct *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__suspension_act__init(message);
	message->act_id = message_text(act->act_id);
	message->level = act->level;
	message->province_code = message_text(act->province_code);
	message->number = message_text(act->number);
	message->issued_on = message_text(act->issued_on);
	message->in_force_from = message_text(act->in_force_from);
	message->in_force_until = message_text(act->in_force_until);
	message->title = message_text(act->title);
	message->text = message_text(act->text);
	message->recorded_on = message_text(act->recorded_on);
	message->version = act->version;
	return message;
}

Ocop__Certification__V1__CertificateRequest *certificate_request_message(
	struct transaction *tx, const struct certificate_request *request)
{
	Ocop__Certification__V1__CertificateRequest *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__certificate_request__init(message);
	message->request_id = message_text(request->request_id);
	message->code = message_text(request->code);
	message->kind = request->kind;
	message->reason = message_text(request->reason);
	message->document_number = message_text(request->document_number);
	message->requested_on = message_text(request->requested_on);
	message->outcome = request->outcome;
	message->answer = message_text(request->answer);
	message->answered_on = message_text(request->answered_on);
	message->product_id = message_text(request->product_id);
	message->product_name = message_text(request->product_name);
	message->producer_name = message_text(request->producer_name);
	message->province_code = message_text(request->province_code);
	message->commune_code = message_text(request->commune_code);
	message->version = request->version;
	return message;
}
