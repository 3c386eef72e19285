/* unknown_numbers.h - how often numbers that nobody has issued were asked for, by day and place
 *
 * As records.h: texts that were loaded live in the transaction's arena.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* unknown_numbers. */
struct unknown_number {
	int64_t count_id;
	const char *day; /* YYYY-MM-DD */
	const char *province_code, *commune_code;
	const char *number; /* "": all others of the day there */
	int64_t asked;
};

/* Adds to what the day has, or begins it. */
void unknown_number_add(struct transaction *tx, const struct unknown_number *number);

/* True when the day has it there already. */
bool unknown_number_is_counted(struct transaction *tx, const struct unknown_number *number);

/* How many rows a day has. */
int64_t unknown_numbers_on(struct transaction *tx, const char *day);

/* Forgets the days before one. */
void unknown_numbers_forget(struct transaction *tx, const char *before_day);

/* What a list is narrowed to; where both codes are "", to all, or to those without a place. */
struct unknown_number_filter {
	const char *province_code, *commune_code;
	bool without_place;
	const char *from, *until;
	int64_t asked_at_least;
	struct unknown_number after; /* day, asked and count_id of the last one shown; day "": none
				      */
	int64_t limit;
};

/* The newest day and the most asked first. Begins a statement; call unknown_number_next until it
 * returns false. */
void unknown_numbers_list(struct transaction *tx, const struct unknown_number_filter *filter);
bool unknown_number_next(struct transaction *tx, struct unknown_number *ret_number);
