/* refusal.h - what a refusal is called and how it reads, in both languages
 *
 * The codes are those of proto/ocop/common/v1/refusal.proto. One table holds their HTTP status and
 * their texts; nothing else in the tree words a refusal.
 */
#pragma once

#include "ocop/common/v1/refusal.pb-c.h"

#define REFUSAL(code) OCOP__COMMON__V1__REFUSAL_CODE__REFUSAL_CODE_##code

struct refusal_text {
	Ocop__Common__V1__RefusalCode code;
	int http_status;
	const char *name; /* "dossier-state": the last part of the problem's type */
	const char *vi;
	const char *en;
};

/* Never NULL. */
const struct refusal_text *refusal_text(Ocop__Common__V1__RefusalCode code);
