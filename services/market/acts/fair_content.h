/* fair_content.h - what is recorded of a fair, checked and ready to be kept */
#pragma once

#include "market/records/fair.h"

struct reply;

enum {
	FAIR_NAME_MAX = 200, /* characters */
	FAIR_TEXT_MAX = 4000,
	FAIR_DAYS_MAX = 92 /* no fair is longer than a season */
};

/* Fills in what the content says of a fair. What it lacks is refused in the reply: FIELD_MISSING,
 * FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, PAPER_UNKNOWN. */
void fair_content_read(struct transaction *tx, const Ocop__Market__V1__FairContent *content,
		       struct fair *fair, struct reply *reply);
