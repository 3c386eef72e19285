/* subjects.c - the certificate that a command of certification is about
 *
 * Its messages all call the field `code`, so one function serves them.
 */
#include "certification/subjects.h"

#include "certification/records.h"
#include "common/message/message.h"

struct subject certificate_subject(const struct certificate *certificate)
{
	return (struct subject){
		.exists = true,
		.version = certificate->version,
		.province_code = certificate->province_code,
		.commune_code = certificate->commune_code,
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
		*ret_subject = certificate_subject(&certificate);
}
