/* report.h - the form in which somebody reports a pack, while it is filled in
 */
#pragma once

#include <stddef.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct gateway;
struct http_request;

/* What is in the form's fields, as text; never NULL. In the request's arena. */
struct report_entries {
	const char *kind; /* the enumerator's name */
	const char *number;
	const char *seen;
	const char *commune_code, *province_code;
	const char *place_text;
	const char *contact;
	const char *command_id; /* the same form sent twice is one report; "": a new one */
};

/* Why it was not taken: a daemon's refusals, or what the gateway itself says. */
struct report_faults {
	const Ocop__Common__V1__Refusal *const *refusals;
	size_t count;
	int status; /* of the answer */
};

/* Answers with the form, filled in as it was; `faults` may be NULL. */
void report_form_show(struct gateway *gateway, struct http_request *request,
		      const struct report_entries *entries, const struct report_faults *faults);
