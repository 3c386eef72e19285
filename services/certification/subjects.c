/* subjects.c - the things that commands and queries of certification are about
 *
 * Messages about a certificate all call the field `code`, so one function serves them.
 */
#include "certification/subjects.h"

#include <string.h>

#include "certification/paper/recipients.h"
#include "certification/records.h"
#include "certification/records/authority.h"
#include "certification/records/decision.h"
#include "certification/records/inspection/inspection.h"
#include "certification/records/inspection/inspection_plan.h"
#include "certification/records/pack_reports.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/place_today.h"

void certificate_place_today(struct transaction *tx, const struct certificate *certificate,
			     struct place_codes *ret_today)
{
	const struct place_codes then = {certificate->commune_code, certificate->province_code};

	place_today(tx, &then, ret_today);
	if (*ret_today->province_code == '\0')
		*ret_today = then;
}

struct subject certificate_subject(struct transaction *tx, const struct certificate *certificate)
{
	struct place_codes today;

	certificate_place_today(tx, certificate, &today);
	return (struct subject){
		.exists = true,
		.version = certificate->version,
		.province_code = today.province_code,
		.commune_code = today.commune_code,
		.producer_id = certificate->producer_id,
		.round_id = certificate->round_id,
	};
}

void subject_of_certificate(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject)
{
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate certificate;

	/* A code whose check character does not fit belongs to no certificate: a typing error never
	 * reaches another's. */
	if (certificate_code_read(message_field_text(message, "code"), code) &&
	    certificate_load(tx, code, &certificate))
		*ret_subject = certificate_subject(tx, &certificate);
}

void subject_of_authority(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject)
{
	const char *province_code = message_field_text(message, "province_code");
	struct unit province;

	*ret_subject = (struct subject){.exists = true, .province_code = province_code};
	if (*province_code == '\0')
		return;
	unit_load(tx, province_code, &province);
	if (!province.exists || strcmp(province.code, province.province_code) != 0) {
		ret_subject->why = REFUSAL(UNIT_UNKNOWN);
		ret_subject->why_field = "province_code";
	}
}

void subject_of_request(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	struct certificate_request request;
	struct certificate certificate;

	if (!certificate_request_load(tx, message_field_text(message, "request_id"), &request) ||
	    !certificate_load(tx, request.code, &certificate))
		return;
	*ret_subject = certificate_subject(tx, &certificate);
	ret_subject->version = request.version;
}

void subject_of_decision(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject)
{
	struct decision_row decision;

	if (!decision_load(tx, message_field_text(message, "decision_id"), &decision))
		return;
	*ret_subject = (struct subject){.exists = true, .province_code = decision.province_code};
}

/* The first line that concerns the recipient says where he is. */
static bool recipient_find(struct transaction *tx, const struct decision_row *decision,
			   const char *recipient_id, struct decision_line *ret_line)
{
	bool is_commune = recipient_is_commune(recipient_id);
	bool found;

	decision_lines(tx, decision, "", is_commune ? recipient_id : "",
		       is_commune ? "" : recipient_id, 1);
	found = decision_line_next(tx, ret_line);
	if (found)
		statement_end(tx);
	return found;
}

void subject_of_decision_notice(struct transaction *tx, const ProtobufCMessage *message,
				struct subject *ret_subject)
{
	const char *recipient_id = message_field_text(message, "recipient_id");
	struct decision_row decision;
	struct decision_line line;
	struct unit commune;

	if (!decision_load(tx, message_field_text(message, "decision_id"), &decision) ||
	    !recipient_find(tx, &decision, recipient_id, &line))
		return;
	unit_load(tx, line.commune_code, &commune);
	*ret_subject = (struct subject){
		.exists = true,
		.province_code = commune.exists ? commune.province_code : decision.province_code,
		.commune_code = line.commune_code,
		.producer_id = recipient_is_commune(recipient_id) ? NULL : line.producer_id,
	};
}

void subject_of_certificate_notice(struct transaction *tx, const ProtobufCMessage *message,
				   struct subject *ret_subject)
{
	subject_of_certificate(tx, message, ret_subject);
	if (recipient_is_commune(message_field_text(message, "recipient_id")))
		ret_subject->producer_id = NULL;
}

/* A commune has its own province, whatever was asked beside it: who may see one province may not
 * ask for a commune of another. */
void subject_of_lapsing(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject)
{
	const ProtobufCMessageDescriptor *descriptor = message->descriptor;
	const char *commune_code = message_field_text(message, "commune_code");
	struct unit commune;

	*ret_subject = (struct subject){
		.exists = true,
		.province_code = message_field_text(message, "province_code"),
		.commune_code = commune_code,
	};
	if (protobuf_c_message_descriptor_get_field_by_name(descriptor, "producer_id"))
		ret_subject->producer_id = message_field_text(message, "producer_id");
	unit_load(tx, commune_code, &commune);
	if (*commune_code && commune.exists)
		ret_subject->province_code = commune.province_code;
}

void subject_of_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				struct subject *ret_subject)
{
	struct inspection_plan plan;

	if (!inspection_plan_load(tx, message_field_text(message, "plan_id"), &plan))
		return;
	*ret_subject = (struct subject){
		.exists = true,
		.version = plan.version,
		.province_code = plan.province_code,
	};
}

void subject_of_inspection(struct transaction *tx, const ProtobufCMessage *message,
			   struct subject *ret_subject)
{
	struct certificate certificate;
	struct inspection inspection;

	if (!inspection_load(tx, message_field_text(message, "inspection_id"), &inspection) ||
	    !certificate_load(tx, inspection.code, &certificate))
		return;
	*ret_subject = certificate_subject(tx, &certificate);
	ret_subject->version = inspection.version;
	if (inspection.state == INSPECTION_STATE(ANNOUNCED) && !*inspection.notice_number)
		ret_subject->producer_id = NULL;
}

void subject_of_inspections(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject)
{
	if (*message_field_text(message, "code"))
		subject_of_certificate(tx, message, ret_subject);
	else
		subject_of_lapsing(tx, message, ret_subject);
}

void subject_of_requests(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject)
{
	if (*message_field_text(message, "code")) {
		subject_of_certificate(tx, message, ret_subject);
		return;
	}
	*ret_subject = (struct subject){
		.exists = true,
		.province_code = message_field_text(message, "province_code"),
	};
}

/* What is of no place is of whoever asks: only offices come so far. */
static struct subject subject_without_place(struct transaction *tx)
{
	return (struct subject){.exists = true, .agency_id = transaction_caller(tx)->agency_id};
}

void subject_of_pack_report(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject)
{
	struct pack_report report;

	if (!pack_report_load(tx, message_field_text(message, "report_id"), &report))
		return;
	*ret_subject = (struct subject){.exists = true,
					.province_code = report.province_code,
					.commune_code = report.commune_code};
	if (*report.province_code == '\0')
		*ret_subject = subject_without_place(tx);
	ret_subject->version = report.version;
}

void subject_of_pack_worklist(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject)
{
	const ProtobufCMessageDescriptor *descriptor = message->descriptor;
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(descriptor, "without_place");
	protobuf_c_boolean without_place;

	memcpy(&without_place, (const char *)message + field->offset, sizeof(without_place));
	if (without_place)
		*ret_subject = subject_without_place(tx);
	else if (protobuf_c_message_descriptor_get_field_by_name(descriptor, "code") &&
		 *message_field_text(message, "code"))
		subject_of_certificate(tx, message, ret_subject);
	else
		subject_of_lapsing(tx, message, ret_subject);
}
