/* point_content.h - what is recorded of a shop, checked and ready to be kept */
#pragma once

#include "market/records/point_of_sale.h"

struct reply;

enum {
	POINT_NAME_MAX = 200, /* characters */
	POINT_PHONE_MAX = 30,
	POINT_REASON_MAX = 1000
};

/* Fills in what the content says of a shop whose commune and producer are set, and its hours, both
 * in the reply's arena. What it lacks is refused in the reply: FIELD_MISSING, FIELD_TOO_LONG,
 * FIELD_INVALID, DATE_INVALID. */
void point_content_read(struct transaction *tx, const Ocop__Market__V1__PointOfSaleContent *content,
			struct point_of_sale *point, struct opening_hours *ret_hours,
			struct reply *reply);
