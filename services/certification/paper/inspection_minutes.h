/* inspection_minutes.h - the minutes of a visit about a certificate, as PDF
 *
 * Drawn from stored data alone: the same state of a visit has the same bytes every time.
 */
#pragma once

#include "ocop/certification/v1/types.pb-c.h"

struct pdf;
struct rulebook_named;
struct transaction;

/* What is drawn. */
struct inspection_minutes {
	const Ocop__Certification__V1__Inspection *inspection; /* with checklist and findings */
	const char *official_number;                           /* of the certificate */
	const struct rulebook_named *ground; /* of a proposed revocation, or NULL */
};

/* A visit that was held. */
void inspection_minutes_draw(struct pdf *pdf, struct transaction *tx,
			     const struct inspection_minutes *minutes);
