/* listing_filter.c - what a listing must be besides being found */
#include "market/search/listing_filter.h"

#include "market/rules.h"
#include "market/search/search_index.h"

unsigned filters_failed(const struct filters *filters, const struct listing_facts *facts,
			uint32_t badge_class)
{
	unsigned failed = 0;

	if (filters->stars && badge_class != (uint32_t)STARS_MAX - filters->stars)
		failed |= FILTER_STARS;
	if (filters->valid_only && badge_class >= BADGE_CLASSES_VALID)
		failed |= FILTER_VALID;
	if (filters->sector && facts->sector != filters->sector)
		failed |= FILTER_SECTOR;
	if (filters->set_no && facts->set_no != filters->set_no)
		failed |= FILTER_SET;
	if (filters->price_band && facts->price_band != filters->price_band)
		failed |= FILTER_PRICE;
	if (filters->month && !(facts->months >> (filters->month - 1) & 1))
		failed |= FILTER_MONTH;
	if (filters->potential_only && !facts->potential)
		failed |= FILTER_POTENTIAL;
	return failed;
}

void filters_rank_range(const struct filters *filters, uint32_t *ret_begin, uint32_t *ret_end)
{
	uint32_t first = 0;
	uint32_t last = filters->valid_only ? BADGE_CLASSES_VALID - 1 : BADGE_CLASSES - 1;

	if (filters->stars)
		first = last = (uint32_t)STARS_MAX - filters->stars;
	*ret_begin = first << RANK_CLASS_SHIFT;
	*ret_end = (last + 1) << RANK_CLASS_SHIFT;
}
