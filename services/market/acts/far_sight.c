/* far_sight.c - was a serial seen where one pack cannot have been in so short a time? */
#include "market/acts/far_sight.h"

#include <string.h>

#include "common/base/date.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/records/serial.h"
#include "market/rules/serial.h"
#include "market/state.h"

const char *far_sight_since(struct transaction *tx)
{
	int32_t today = date_of_us(transaction_now_us(tx));

	return date_text(transaction_arena(tx),
			 today - (int32_t)market_state(tx)->scan_window_days);
}

bool far_sight_find(struct transaction *tx, const char *serial, const struct unit *commune,
		    const char **ret_commune_code, int64_t *ret_distance_km)
{
	const struct position here = {commune->latitude_microdegrees,
				      commune->longitude_microdegrees, commune->province_code};
	struct seen_commune seen;

	/* Of a province alone nobody knows how far it is. */
	if (*commune->code == '\0' || strcmp(commune->code, commune->province_code) == 0)
		return false;
	serial_communes_since(tx, serial, far_sight_since(tx));
	while (serial_commune_next(tx, &seen)) {
		const struct position there = {seen.latitude_microdegrees,
					       seen.longitude_microdegrees, seen.province_code};
		int64_t distance_km = position_distance_km(&here, &there);

		if (strcmp(seen.code, commune->code) == 0 ||
		    !positions_are_far_apart(&here, &there, market_state(tx)->scan_far_apart_km))
			continue;
		*ret_commune_code = seen.code;
		*ret_distance_km = distance_km < 0 ? 0 : distance_km;
		statement_end(tx);
		return true;
	}
	return false;
}
