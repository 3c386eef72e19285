/* facets.c - counts of what is found, as they are answered */
#include "market/search/facets.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "market/rules.h"

#define FACET(kind) OCOP__MARKET__V1__FACET_KIND__FACET_KIND_##kind

enum { FACET_KINDS = 10 };

/* A reply while its facets are made. */
struct facet_writer {
	struct arena *arena;
	Ocop__Market__V1__SearchListingsReply *reply;
	Ocop__Market__V1__Facet *facet; /* the newest; in the reply once it has a value */
};

static void facet_begin(struct facet_writer *writer, Ocop__Market__V1__FacetKind kind)
{
	writer->facet = arena_alloc(writer->arena, sizeof *writer->facet);
	ocop__market__v1__facet__init(writer->facet);
	writer->facet->kind = kind;
	writer->facet->values =
		arena_alloc(writer->arena, FACET_VALUES_MAX * sizeof *writer->facet->values);
}

/* What is chosen is there with 0, too: it can be taken back. */
static void value_add(struct facet_writer *writer, const char *text, const char *label,
		      uint32_t count, bool chosen)
{
	Ocop__Market__V1__Facet *facet = writer->facet;
	Ocop__Market__V1__FacetValue *value;

	if ((count == 0 && !chosen) || facet->n_values == FACET_VALUES_MAX)
		return;
	if (facet->n_values == 0)
		writer->reply->facets[writer->reply->n_facets++] = facet;
	value = arena_alloc(writer->arena, sizeof *value);
	ocop__market__v1__facet_value__init(value);
	value->value = message_text(text);
	value->label = message_text(label);
	value->count = count;
	value->chosen = chosen;
	facet->values[facet->n_values++] = value;
}

/* Values that are numbers, from 1 on. */
static void numbers(struct facet_writer *writer, Ocop__Market__V1__FacetKind kind,
		    const uint32_t *counts, uint32_t end, uint32_t chosen)
{
	facet_begin(writer, kind);
	for (uint32_t i = 1; i < end; i++)
		value_add(writer, arena_printf(writer->arena, "%u", i), "", counts[i], chosen == i);
}

static void stars(struct facet_writer *writer, const struct counts *counts, uint32_t chosen)
{
	facet_begin(writer, FACET(STAR));
	for (uint32_t i = STARS_MAX; i > 0; i--)
		value_add(writer, arena_printf(writer->arena, "%u", i), "", counts->stars[i],
			  chosen == i);
}

static void sectors(struct facet_writer *writer, const struct counts *counts, uint32_t chosen)
{
	static const char *const codes[SECTORS] = {"", "I", "II", "III", "IV", "V", "VI"};

	facet_begin(writer, FACET(SECTOR));
	for (uint32_t i = 1; i < SECTORS; i++)
		value_add(writer, codes[i], "", counts->sectors[i], chosen == i);
}

/* Among equals the one known first, so that an answer is always the same. */
static bool comes_before(const struct unit_count *one, const struct unit_count *other)
{
	return one->count != other->count ? one->count > other->count : one->unit < other->unit;
}

/* Those with most listings, in order; returns how many. A unit's token is its mark and its code. */
static size_t most_of_kind(const struct places *places, const struct counts *counts,
			   const char *mark, size_t length,
			   struct unit_count ret_units[FACET_VALUES_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < counts->unit_count; i++) {
		const char *token = places->units.tokens.texts[counts->units[i].unit];
		size_t at = count;

		if (strncmp(token, mark, strlen(mark)) != 0 || strlen(token) != length)
			continue;
		while (at > 0 && comes_before(&counts->units[i], &ret_units[at - 1]))
			at--;
		if (at == FACET_VALUES_MAX)
			continue;
		if (count < FACET_VALUES_MAX)
			count++;
		memmove(ret_units + at + 1, ret_units + at, (count - at - 1) * sizeof *ret_units);
		ret_units[at] = counts->units[i];
	}
	return count;
}

/* The number of the unit asked for, if it is of this kind; NUMBER_NONE otherwise. */
static uint32_t asked_unit(const struct search_index *index, const struct filters *filters,
			   const char *mark, size_t length)
{
	const char *token;

	if (!filters->in_unit || filters->unit == NUMBER_NONE)
		return NUMBER_NONE;
	token = vocabulary_token(search_index_vocabulary(index), filters->unit);
	if (strncmp(token, mark, strlen(mark)) != 0 || strlen(token) != length)
		return NUMBER_NONE;
	return numbering_find(&search_index_places(index)->units.tokens, token);
}

static void unit_add(struct facet_writer *writer, const struct places *places,
		     const struct unit_count *unit, const char *mark, bool chosen)
{
	const char *token = places->units.tokens.texts[unit->unit];

	value_add(writer, arena_strdup(writer->arena, token + strlen(mark)),
		  arena_strdup(writer->arena, places->units.labels[unit->unit]), unit->count,
		  chosen);
}

/* The unit asked for is among them whatever it has: it can be taken back, and has its name here. */
static void units(struct facet_writer *writer, Ocop__Market__V1__FacetKind kind,
		  const struct search_index *index, const struct filters *filters,
		  const struct counts *counts, const char *mark, size_t code_length)
{
	const struct places *places = search_index_places(index);
	struct unit_count most[FACET_VALUES_MAX];
	size_t length = strlen(mark) + code_length;
	size_t count = most_of_kind(places, counts, mark, length, most);
	struct unit_count asked = {.unit = asked_unit(index, filters, mark, length)};
	bool is_there = asked.unit == NUMBER_NONE;

	for (size_t i = 0; i < counts->unit_count; i++) {
		if (counts->units[i].unit == asked.unit)
			asked.count = counts->units[i].count;
	}
	facet_begin(writer, kind);
	for (size_t i = 0; i < count; i++) {
		is_there = is_there || most[i].unit == asked.unit;
		if (is_there || i + 1 < FACET_VALUES_MAX)
			unit_add(writer, places, &most[i], mark, most[i].unit == asked.unit);
	}
	if (!is_there)
		unit_add(writer, places, &asked, mark, true);
}

void facets_answer(struct arena *arena, const struct search_index *index,
		   const struct filters *filters, const struct counts *counts,
		   Ocop__Market__V1__SearchListingsReply *reply)
{
	struct facet_writer writer = {.arena = arena, .reply = reply};

	reply->total = counts->total;
	reply->facets = arena_alloc(arena, FACET_KINDS * sizeof(*reply->facets));
	facet_begin(&writer, FACET(VALID));
	value_add(&writer, "true", "", counts->valid, filters->valid_only);
	stars(&writer, counts, filters->stars);
	sectors(&writer, counts, filters->sector);
	numbers(&writer, FACET(SET), counts->sets, SETS, filters->set_no);
	units(&writer, FACET(PROVINCE), index, filters, counts, "#u_", 2);
	units(&writer, FACET(COMMUNE), index, filters, counts, "#u_", 5);
	units(&writer, FACET(FORMER_DISTRICT), index, filters, counts, "#d_", 3);
	numbers(&writer, FACET(PRICE_BAND), counts->price_bands, PRICE_BANDS, filters->price_band);
	facet_begin(&writer, FACET(POTENTIAL));
	value_add(&writer, "true", "", counts->potential, filters->potential_only);
	numbers(&writer, FACET(MONTH), counts->months, MONTHS + 1, filters->month);
}
