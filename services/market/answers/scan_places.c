/* scan_places.c - where a pack may be, to choose from */
#include "market/answers/scan_places.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

/* The largest province has 168 communes. */
enum { PLACES_MAX = 400 };

static Ocop__Market__V1__ScanPlace **places_read(struct transaction *tx, size_t *ret_count)
{
	Ocop__Market__V1__ScanPlace **places =
		arena_alloc(transaction_arena(tx), PLACES_MAX * sizeof(*places));
	size_t count = 0;

	while (statement_step(tx)) {
		Ocop__Market__V1__ScanPlace *place =
			arena_alloc(transaction_arena(tx), sizeof(*place));

		ocop__market__v1__scan_place__init(place);
		place->code = message_text(column_text(tx, "code"));
		place->name = message_text(column_text(tx, "full_name_vi"));
		places[count++] = place;
	}
	*ret_count = count;
	return places;
}

/* Communes have the code of their province in province_code, provinces have none. */
static void units_find(struct transaction *tx, const char *province_code)
{
	statement(tx, "SELECT code, full_name_vi FROM units WHERE province_code = $1"
		      " ORDER BY name_key, code LIMIT $2");
	bind_text(tx, province_code);
	bind_i64(tx, PLACES_MAX);
}

void scan_places(struct transaction *tx, const char *province_code,
		 Ocop__Market__V1__VerifySerialReply *answer)
{
	const char *chosen = province_code;

	if (*chosen == '\0' && answer->listing)
		chosen = answer->listing->province_code;
	units_find(tx, "");
	answer->provinces = places_read(tx, &answer->n_provinces);
	answer->province_code = message_text(chosen);
	if (*chosen == '\0')
		return;
	units_find(tx, chosen);
	answer->communes = places_read(tx, &answer->n_communes);
}
