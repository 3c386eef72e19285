/* counts.c - how many listings a plan finds, by every kind of filter */
#include "market/search/counts.h"

#include "common/base/arena.h"
#include "market/rules.h"
#include "market/search/step_reader.h"

/* A listing's class, sector, set and price band as one number: most of what is counted follows from
 * how many listings there are of each. */
enum { KINDS_OF_FACTS = BADGE_CLASSES * SECTORS * SETS * PRICE_BANDS };

/* What that number does not tell: a listing is looked at for it before it is counted. */
enum { FILTERS_BY_LISTING = FILTER_MONTH | FILTER_POTENTIAL };

static uint32_t kind_of(const struct listing_facts *facts, uint32_t badge_class)
{
	return ((badge_class * SECTORS + facts->sector) * SETS + facts->set_no) * PRICE_BANDS +
	       facts->price_band;
}

/* Counts while they are made. */
struct counting {
	const struct filters *filters;
	const struct places *places;
	uint32_t *kinds;         /* listings in the unit and the month asked for */
	uint32_t *by_place;      /* those that pass all filters but the unit's */
	uint8_t *place_is_asked; /* 1: in the unit asked for, 2: not; 0: not looked at yet */
	struct counts *counts;
};

static bool is_in_unit(struct counting *counting, uint32_t place)
{
	uint8_t *known = &counting->place_is_asked[place];

	if (!counting->filters->in_unit)
		return true;
	if (*known == 0)
		*known = place_has_word(&counting->places->entries[place], counting->filters->unit)
				 ? 1
				 : 2;
	return *known == 1;
}

static void count_months(struct counts *counts, uint16_t months)
{
	for (unsigned month = 1; months; month++, months >>= 1)
		counts->months[month] += months & 1;
}

static void count_listing(struct counting *counting, const struct listing_facts *facts,
			  uint32_t badge_class)
{
	unsigned failed = filters_failed(counting->filters, facts, badge_class);
	bool in_unit = is_in_unit(counting, facts->place);

	if (failed == 0)
		counting->by_place[facts->place]++;
	if (in_unit && !(failed & FILTERS_BY_LISTING))
		counting->kinds[kind_of(facts, badge_class)]++;
	if (in_unit && facts->potential && !(failed & ~(unsigned)FILTER_POTENTIAL))
		counting->counts->potential++;
	if (in_unit && facts->months && !(failed & ~(unsigned)FILTER_MONTH))
		count_months(counting->counts, facts->months);
}

/* What fails one filter only would be found if another value were in that one's place. */
static void count_kind(struct counting *counting, uint32_t kind)
{
	struct counts *counts = counting->counts;
	uint32_t count = counting->kinds[kind];
	const struct listing_facts facts = {
		.price_band = (uint8_t)(kind % PRICE_BANDS),
		.set_no = (uint8_t)(kind / PRICE_BANDS % SETS),
		.sector = (uint8_t)(kind / PRICE_BANDS / SETS % SECTORS),
	};
	uint32_t badge_class = kind / PRICE_BANDS / SETS / SECTORS;
	unsigned failed = filters_failed(counting->filters, &facts, badge_class) &
			  ~(unsigned)FILTERS_BY_LISTING;
	bool is_valid = badge_class < BADGE_CLASSES_VALID;

	counts->total += failed == 0 ? count : 0;
	if (is_valid && !(failed & ~(unsigned)FILTER_STARS))
		counts->stars[STARS_MAX - badge_class] += count;
	if (is_valid && !(failed & ~(unsigned)FILTER_VALID))
		counts->valid += count;
	if (!(failed & ~(unsigned)FILTER_SECTOR))
		counts->sectors[facts.sector] += count;
	if (!(failed & ~(unsigned)FILTER_SET))
		counts->sets[facts.set_no] += count;
	if (!(failed & ~(unsigned)FILTER_PRICE))
		counts->price_bands[facts.price_band] += count;
}

static void count_units(struct arena *arena, struct counting *counting)
{
	const struct places *places = counting->places;
	size_t units = places->units.tokens.count;
	uint32_t *listings = arena_alloc(arena, (units + 1) * sizeof *listings);
	bool *related = arena_alloc(arena, units + 1);

	for (uint32_t place = 0; place < places->keys.count; place++) {
		const struct place_entry *entry = &places->entries[place];

		if (counting->by_place[place] == 0)
			continue;
		for (size_t i = 0; i < entry->unit_count; i++) {
			listings[entry->units[i]] += counting->by_place[place];
			related[entry->units[i]] |= is_in_unit(counting, place);
		}
	}
	for (uint32_t unit = 0; unit < units; unit++) {
		if (related[unit])
			counting->counts->units[counting->counts->unit_count++] =
				(struct unit_count){unit, listings[unit]};
	}
}

/* Every listing that answers any step, once. */
static void count_listings(struct arena *arena, const struct search_index *index, struct plan *plan,
			   struct counting *counting)
{
	const struct listing_facts *facts = search_index_facts(index);
	struct seen seen = seen_none(arena, index);
	struct step_reader reader;
	uint32_t rank;

	for (enum step_number i = 0; i < STEPS; i++) {
		if (plan_leaves_out(plan, i))
			continue;
		step_begin(&plan->steps[i], candidates_find(arena, index, plan, i), 0, RANKS_END,
			   &reader);
		while (step_next(&reader, &rank)) {
			uint32_t listing = rank_listing(rank);

			if (!seen_before(&seen, listing))
				count_listing(counting, &facts[listing], rank_class(rank));
		}
	}
}

void counts_make(struct arena *arena, const struct search_index *index, struct plan *plan,
		 const struct filters *filters, struct counts *ret_counts)
{
	const struct places *places = search_index_places(index);
	struct counting counting = {
		.filters = filters,
		.places = places,
		.kinds = arena_alloc(arena, KINDS_OF_FACTS * sizeof(uint32_t)),
		.by_place = arena_alloc(arena, (places->keys.count + 1) * sizeof(uint32_t)),
		.place_is_asked = arena_alloc(arena, places->keys.count + 1),
		.counts = ret_counts,
	};

	*ret_counts =
		(struct counts){.units = arena_alloc(arena, (places->units.tokens.count + 1) *
								    sizeof(*ret_counts->units))};
	count_listings(arena, index, plan, &counting);
	for (uint32_t kind = 0; kind < KINDS_OF_FACTS; kind++) {
		if (counting.kinds[kind] > 0)
			count_kind(&counting, kind);
	}
	count_units(arena, &counting);
}
