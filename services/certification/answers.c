/* answers.c - a certificate as messages show it
 *
 * Events carry the same message as answers: who follows knows what who asks is told.
 */
#include "certification/answers.h"

#include "certification/records.h"
#include "common/message/message.h"

void certificate_message(const struct certificate *certificate,
			 Ocop__Certification__V1__Certificate *ret_message,
			 Google__Protobuf__Timestamp *changed_at)
{
	*changed_at = message_time(certificate->changed_at_us);

	*ret_message =
		(Ocop__Certification__V1__Certificate)OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;
	ret_message->code = message_text(certificate->code);
	ret_message->official_number = message_text(certificate->official_number);
	ret_message->state = certificate->state;
	ret_message->star = certificate->star;
	ret_message->product_id = message_text(certificate->product_id);
	ret_message->product_name = message_text(certificate->product_name);
	ret_message->producer_id = message_text(certificate->producer_id);
	ret_message->producer_name = message_text(certificate->producer_name);
	ret_message->commune_code = message_text(certificate->commune_code);
	ret_message->province_code = message_text(certificate->province_code);
	ret_message->place_text = message_text(certificate->place_text);
	ret_message->decision_number = message_text(certificate->decision_number);
	ret_message->decided_on = message_text(certificate->decided_on);
	ret_message->valid_from = message_text(certificate->valid_from);
	ret_message->valid_until = message_text(certificate->valid_until);
	ret_message->rulebook_code = message_text(certificate->rulebook_code);
	ret_message->set_no = certificate->set_no;
	ret_message->sector_code = message_text(certificate->sector_code);
	ret_message->points_sum = certificate->points_sum;
	ret_message->points_count = certificate->points_count;
	ret_message->points_text = message_text(certificate->points_text);
	ret_message->legacy = message_text(certificate->claim_id)[0] != '\0';
	ret_message->source_url = message_text(certificate->source_url);
	ret_message->product_code = message_text(certificate->product_code);
	ret_message->replaced_by_code = message_text(certificate->replaced_by_code);
	ret_message->revocation_ground = message_text(certificate->revocation_ground);
	ret_message->revocation_reason = message_text(certificate->revocation_reason);
	ret_message->revoked_on = message_text(certificate->revoked_on);
	ret_message->changed_at = changed_at;
	ret_message->version = certificate->version;
}
