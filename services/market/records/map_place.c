/* map_place.c - where communes are, as identity knows it */
#include "market/records/map_place.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

size_t map_places_load(struct transaction *tx, const char *province_code,
		       Ocop__Market__V1__MapPlace ***ret_places)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Market__V1__MapPlace **places = arena_alloc(arena, MAP_PLACES_MAX * sizeof(*places));
	size_t count = 0;

	statement(tx, "SELECT code, latitude_microdegrees, longitude_microdegrees FROM units"
		      " WHERE province_code = $1 AND latitude_microdegrees <> 0"
		      " ORDER BY code LIMIT $2");
	bind_text(tx, province_code);
	bind_i64(tx, MAP_PLACES_MAX);
	while (statement_step(tx)) {
		Ocop__Market__V1__MapPlace *place = arena_alloc(arena, sizeof(*place));

		ocop__market__v1__map_place__init(place);
		place->commune_code = message_text(column_text(tx, "code"));
		place->latitude_microdegrees = (int32_t)column_i64(tx, "latitude_microdegrees");
		place->longitude_microdegrees = (int32_t)column_i64(tx, "longitude_microdegrees");
		places[count++] = place;
	}
	*ret_places = places;
	return count;
}
