/* authority.h - the acts that let an authority suspend, and what the ministry asks of a province
 *
 * As records.h.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "certification/rules.h"

struct transaction;

/* suspension_acts. */
struct suspension_act {
	const char *act_id; /* "act_01JD..." */
	uint64_t version;
	Ocop__Certification__V1__AuthorityLevel level;
	const char *province_code; /* "" for the centre's */
	const char *number;
	const char *issued_on, *in_force_from, *in_force_until; /* days; the last "" while open */
	const char *title, *text;
	const char *recorded_on;
};

/* Adds one, or writes days, title and text of the one with this id. */
void suspension_act_write(struct transaction *tx, const struct suspension_act *act);

/* By its number, of an authority. */
bool suspension_act_load(struct transaction *tx, Ocop__Certification__V1__AuthorityLevel level,
			 const char *province_code, const char *number, struct suspension_act *ret);

/* The newest of an authority that is in force on a day. */
bool suspension_act_in_force(struct transaction *tx, Ocop__Certification__V1__AuthorityLevel level,
			     const char *province_code, const char *today,
			     struct suspension_act *ret);

/* By id, those after one ("" for the first page). */
void suspension_acts_list(struct transaction *tx, const char *after_act_id, int64_t limit);
bool suspension_act_next(struct transaction *tx, struct suspension_act *ret);

/* certificate_requests, with what the certificate says of its product. */
struct certificate_request {
	const char *request_id; /* "request_01JD..." */
	uint64_t version;
	const char *code;
	Ocop__Certification__V1__RequestKind kind;
	const char *reason, *document_number, *requested_on;
	const char *province_code;                       /* of the certificate, when it was asked */
	Ocop__Certification__V1__RequestOutcome outcome; /* UNSPECIFIED while it is awaited */
	const char *answer, *answered_on;
	const char *product_id, *product_name, *producer_name, *commune_code; /* read, not
										written */
};

/* Adds one at version 1. */
void certificate_request_insert(struct transaction *tx, const struct certificate_request *request);

/* Writes outcome and answer; raises the version. */
void certificate_request_update(struct transaction *tx, struct certificate_request *request);

bool certificate_request_load(struct transaction *tx, const char *request_id,
			      struct certificate_request *ret);

/* An open one about a certificate; false when there is none. */
bool certificate_request_open(struct transaction *tx, const char *code,
			      Ocop__Certification__V1__RequestKind kind,
			      struct certificate_request *ret);

/* Newest first, those before an id ("" for the first page): of a province, of a certificate, or all
 * where both are "". */
struct certificate_request_filter {
	const char *province_code, *code;
	bool open_only;
	const char *before_request_id;
	int64_t limit;
};
void certificate_requests_list(struct transaction *tx,
			       const struct certificate_request_filter *filter);
bool certificate_request_next(struct transaction *tx, struct certificate_request *ret);
