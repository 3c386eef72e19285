/* commands.c - the table of what certification can be asked to change */
#include "certification/commands.h"

#include "certification/subjects.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

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
	{.message = &ocop__certification__v1__record_centre_certificate__descriptor,
	 .reply = ACCEPTED_REPLY,
	 .allow = ALLOW_SYSTEM,
	 .handle = record_centre_certificate},
	{.message = &ocop__certification__v1__expire_certificate__descriptor,
	 .reply = ACCEPTED_REPLY,
	 .allow = ALLOW_SYSTEM,
	 .subject = subject_of_certificate,
	 .handle = expire_certificate},
	{.message = &ocop__certification__v1__revoke_certificate__descriptor,
	 .reply = ACCEPTED_REPLY,
	 .allow = ALLOW(CHAIRMAN) | ALLOW(MINISTRY),
	 .subject = subject_of_certificate,
	 .handle = revoke_certificate},
	{.message = &ocop__certification__v1__replace_certificate__descriptor,
	 .reply = ACCEPTED_REPLY,
	 .allow = ALLOW(CHAIRMAN) | ALLOW(MINISTRY),
	 .subject = subject_of_certificate,
	 .handle = replace_certificate},
	{0},
};
