/* filters.c - what a search asks for besides words */
#include "market/search/filters.h"

#include <string.h>

#include "common/query.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/records.h"
#include "market/rules.h"
#include "market/search/search_index.h"
#include "market/search/words.h"

void filters_read(const Ocop__Market__V1__SearchListings *query, struct reply *reply,
		  struct filters *ret_filters)
{
	*ret_filters = (struct filters){
		.stars = query->star,
		.valid_only = query->valid_only,
		.sector = (uint32_t)sector_number(query->sector),
		.set_no = query->set_no,
		.price_band = query->price_band,
		.month = query->month,
		.potential_only = query->potential_only,
		.unit = NUMBER_NONE,
	};
	if (query->star > STARS_MAX)
		reply_refuse(reply, REFUSAL(FILTER_INVALID), "star", "1 to %d", STARS_MAX);
	if (*query->sector && ret_filters->sector == 0)
		reply_refuse(reply, REFUSAL(FILTER_INVALID), "sector", "I to VI");
	if (query->set_no >= SETS)
		reply_refuse(reply, REFUSAL(FILTER_INVALID), "set_no", "1 to %d", SETS - 1);
	if (query->price_band > PRICE_BAND_MAX)
		reply_refuse(reply, REFUSAL(FILTER_INVALID), "price_band", "1 to %d",
			     PRICE_BAND_MAX);
	if (query->month > MONTHS)
		reply_refuse(reply, REFUSAL(FILTER_INVALID), "month", "1 to %d", MONTHS);
}

static bool is_code(const char *unit, size_t length)
{
	return strlen(unit) == length && strspn(unit, "0123456789") == length;
}

const char *filters_unit_token(struct transaction *tx, const char *text, struct reply *reply)
{
	struct arena *arena = transaction_arena(tx);
	struct unit unit;

	if (!*text)
		return "";
	if (is_code(text, 3)) {
		if (!former_district_exists(tx, text))
			reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "unit", NULL);
		return word_of_district(arena, text);
	}
	if (!is_code(text, 2) && !is_code(text, 5))
		return word_place(arena, unit_key(arena, text));
	unit_load(tx, text, &unit);
	if (!unit.exists)
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "unit", NULL);
	return word_of_unit(arena, text);
}
