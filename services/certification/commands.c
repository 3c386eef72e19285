/* commands.c - the table of what certification can be asked to change */
#include "certification/commands.h"

#include "certification/records.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

/* A code as people type it, to the row; a code whose check character does not fit has none. */
static void subject_find(struct transaction *tx, const char *text, struct subject *ret_subject)
{
	char code[CERTIFICATE_CODE_SIZE];
	struct certificate certificate;

	if (!certificate_code_read(text, code) || !certificate_load(tx, code, &certificate))
		return;
	ret_subject->exists = true;
	ret_subject->version = certificate.version;
	ret_subject->province_code = certificate.province_code;
	ret_subject->commune_code = certificate.commune_code;
	ret_subject->producer_id = certificate.producer_id;
	ret_subject->round_id = certificate.round_id;
}

static void subject_of_expire(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject)
{
	subject_find(tx, ((const Ocop__Certification__V1__ExpireCertificate *)message)->code,
		     ret_subject);
}

static void subject_of_revoke(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject)
{
	subject_find(tx, ((const Ocop__Certification__V1__RevokeCertificate *)message)->code,
		     ret_subject);
}

static void subject_of_replace(struct transaction *tx, const ProtobufCMessage *message,
			       struct subject *ret_subject)
{
	subject_find(tx, ((const Ocop__Certification__V1__ReplaceCertificate *)message)->code,
		     ret_subject);
}

#define ACCEPTED_REPLY &ocop__common__v1__accepted__descriptor

/* Chairman or Minister: which of the two, the star says, so the rule decides. */
const struct command certification_commands[] = {
	{.message = &ocop__certification__v1__issue_certificate__descriptor,
	 .reply = ACCEPTED_REPLY,
	 .allow = ALLOW_SYSTEM,
	 .handle = issue_certificate},
	{.message = &ocop__certification__v1__record_legacy_recognition__descriptor,
	 .reply = ACCEPTED_REPLY,
	 .allow = ALLOW_SYSTEM,
	 .handle = record_legacy_recognition},
	{.message = &ocop__certification__v1__expire_certificate__descriptor,
	 .reply = ACCEPTED_REPLY,
	 .allow = ALLOW_SYSTEM,
	 .subject = subject_of_expire,
	 .handle = expire_certificate},
	{.message = &ocop__certification__v1__revoke_certificate__descriptor,
	 .reply = ACCEPTED_REPLY,
	 .allow = ALLOW(CHAIRMAN) | ALLOW(MINISTRY),
	 .subject = subject_of_revoke,
	 .handle = revoke_certificate},
	{.message = &ocop__certification__v1__replace_certificate__descriptor,
	 .reply = ACCEPTED_REPLY,
	 .allow = ALLOW(CHAIRMAN) | ALLOW(MINISTRY),
	 .subject = subject_of_replace,
	 .handle = replace_certificate},
	{0},
};
