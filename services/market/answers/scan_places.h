/* scan_places.h - where a pack may be, to choose from */
#pragma once

#include "ocop/market/v1/queries.pb-c.h"

struct transaction;

/* Names all provinces and the communes of one in the answer: of the code that is asked for, else
 * of the listing's, else of none. */
void scan_places(struct transaction *tx, const char *province_code,
		 Ocop__Market__V1__VerifySerialReply *answer);
