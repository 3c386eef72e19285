/* product_number.h - the numbers of communes' official codes: the sequence, the codes that have
 * one, and the gaps with their reasons
 *
 * A commune's sequence only grows, whatever the year. Codes of the old format have numbers of their
 * old communes and are no part of it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct transaction;

/* The last number that the commune has given, here or on paper; 0 before the first. */
int64_t commune_sequence_last(struct transaction *tx, const char *commune_code);

/* The next number of a commune; never given again. */
int64_t commune_sequence_next(struct transaction *tx, const char *commune_code);

/* The commune has given a number itself: the sequence goes on behind it. One that it is past
 * already changes nothing. */
void commune_sequence_pass(struct transaction *tx, const char *commune_code, int64_t number);

/* Numbers without a code of ours. */
struct number_gap {
	uint32_t first_number;
	uint32_t last_number;
	const char *reason; /* never "" */
};

/* Adds one; gaps of a commune do not overlap. */
void number_gap_insert(struct transaction *tx, const char *commune_code,
		       const struct number_gap *gap);

/* All of a commune that end behind a number, by their first; returns how many. */
size_t number_gaps_load(struct transaction *tx, const char *commune_code, uint32_t after_number,
			struct number_gap **ret_gaps);

/* A code with a number of the commune. */
struct numbered_code {
	uint32_t number;
	const char *code;
	const char *product_id;
	const char *dossier_id; /* "" for one that an old register brought */
	bool left_the_round;    /* its dossier was withdrawn before it was evaluated */
};

/* A commune's codes by number and code, behind a row of the list; at most `limit`. Returns how
 * many. */
size_t numbered_codes_load(struct transaction *tx, const char *commune_code, uint32_t after_number,
			   const char *after_code, int64_t limit, struct numbered_code **ret_codes);
