/* seats.h - which listings stand side by side
 *
 * Every listing has a seat, a number from 0 on that it keeps. Words have a bit for each seat
 * (seat_bits.h), and listings of like names are seated together: what a word has stands in few
 * places then, and what several words have in common is found by looking at those alone, however
 * many listings there are. Any other order would be as right and slower.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* Zeroed it is empty. */
struct seats {
	uint32_t *of; /* by listing number; NUMBER_NONE: it has none yet */
	size_t of_capacity;
	uint32_t *ranks; /* of who sits there, by seat; of one that is held for somebody 0 */
	size_t count, capacity;
};

/* Frees what it owns and leaves it empty. */
void seats_deinit(struct seats *seats);

/* Holds the next seat for a listing that has none. */
void seats_hold(struct seats *seats, uint32_t listing);

/* The listing of this rank, which may have had another, sits down in its seat. */
void seats_take(struct seats *seats, uint32_t rank);

/* Bytes held. */
size_t seats_bytes(const struct seats *seats);
