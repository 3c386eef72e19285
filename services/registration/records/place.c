/* place.c - the five columns of a place, which producers and products both have */
#include "registration/records/place.h"

#include "common/store/transaction.h"

const struct place no_place = {"", "", "", "", ""};

struct place place_read(struct transaction *tx)
{
	return (struct place){
		.commune_code = column_text(tx, "commune_code"),
		.province_code = column_text(tx, "province_code"),
		.commune_text = column_text(tx, "commune_text"),
		.district_text = column_text(tx, "district_text"),
		.province_text = column_text(tx, "province_text"),
	};
}

void place_bind(struct transaction *tx, const struct place *place)
{
	bind_text(tx, place->commune_code);
	bind_text(tx, place->province_code);
	bind_text(tx, place->commune_text);
	bind_text(tx, place->district_text);
	bind_text(tx, place->province_text);
}
