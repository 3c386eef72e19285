/* batch_content.h - what is recorded of a batch, checked and ready to be kept */
#pragma once

#include "ocop/market/v1/types.pb-c.h"

struct reply;
struct transaction;

/* The content as it is kept, in the reply's arena, its texts composed. What it lacks is refused in
 * the reply: FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, MATERIAL_AREA_UNKNOWN for
 * an area that is not the producer's. */
Ocop__Market__V1__BatchContent *batch_content_read(struct transaction *tx,
						   const Ocop__Market__V1__BatchContent *asked,
						   const char *producer_id, struct reply *reply);
