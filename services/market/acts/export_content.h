/* export_content.h - what is recorded of an export, checked and ready to be kept */
#pragma once

#include "ocop/market/v1/exports.pb-c.h"

struct reply;
struct transaction;

enum { EXPORT_REASON_MAX = 1000 }; /* characters */

/* The content as it is kept, in the reply's arena, its texts composed. What it lacks is refused in
 * the reply: FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, COUNTRY_UNKNOWN, PAPER_UNKNOWN for a
 * paper that is neither an office's nor the producer's. */
Ocop__Market__V1__ExportContent *export_content_read(struct transaction *tx,
						     const Ocop__Market__V1__ExportContent *asked,
						     const char *producer_id, struct reply *reply);
