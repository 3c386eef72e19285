/* unknown_number.h - a number that nobody here has issued: is it worth counting, and where
 *
 * A counterfeit's number is asked for again and again, by whoever has the pack in his hand; a
 * typing error hardly ever twice. So every spelling of a number must be one number, and what
 * cannot stand on a pack (a sentence, a telephone number) is none.
 */
#pragma once

#include <stdbool.h>

enum {
	UNKNOWN_NUMBER_SIZE = 41, /* bytes, with the zero: official numbers have some 25 */
	UNKNOWN_NUMBER_SHORTEST = 6,
	UNKNOWN_NUMBERS_A_DAY = 10000, /* a province's packs are some thousands */
	UNKNOWN_NUMBERS_KEPT_DAYS = 400
};

/* Writes the number as it is counted: without blanks, in capitals, a code as we print codes. False
 * for what is no number: too short or long, other signs than letters, digits and - / . or digits
 * alone, which may be somebody's telephone or identity card. */
bool unknown_number_read(const char *asked, char ret_number[UNKNOWN_NUMBER_SIZE]);

/* The units that a product code names by its own parts; false for any other number. */
struct number_place {
	char province_code[3];
	char commune_code[6];
};
bool unknown_number_place(const char *number, struct number_place *ret_place);
