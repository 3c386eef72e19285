/* seats.c - which listings stand side by side */
#include "market/search/vocabulary/seats.h"

#include "common/base/memory.h"
#include "market/search/vocabulary/numbering.h"
#include "market/search/vocabulary/postings.h"

enum { LISTINGS_FIRST = 1024 };

/* Numbers of listings have gaps: these have no seat. */
static void reach(struct seats *seats, uint32_t listing)
{
	size_t capacity = seats->of_capacity ? seats->of_capacity : LISTINGS_FIRST;

	if (listing < seats->of_capacity)
		return;
	while (capacity <= listing)
		capacity *= 2;
	seats->of = memory_realloc(seats->of, capacity * sizeof *seats->of);
	for (size_t i = seats->of_capacity; i < capacity; i++)
		seats->of[i] = NUMBER_NONE;
	seats->of_capacity = capacity;
}

void seats_hold(struct seats *seats, uint32_t listing)
{
	reach(seats, listing);
	if (seats->of[listing] != NUMBER_NONE)
		return;
	seats->ranks =
		memory_grow(seats->ranks, seats->count, &seats->capacity, sizeof *seats->ranks);
	seats->ranks[seats->count] = 0;
	seats->of[listing] = (uint32_t)seats->count++;
}

void seats_take(struct seats *seats, uint32_t rank)
{
	seats_hold(seats, rank_listing(rank));
	seats->ranks[seats->of[rank_listing(rank)]] = rank;
}

void seats_deinit(struct seats *seats)
{
	memory_free(seats->of);
	memory_free(seats->ranks);
	*seats = (struct seats){.count = 0};
}

size_t seats_bytes(const struct seats *seats)
{
	return seats->of_capacity * sizeof *seats->of + seats->capacity * sizeof *seats->ranks;
}
