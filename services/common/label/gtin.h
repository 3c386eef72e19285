/* gtin.h - numbers of trade items (GS1 General Specifications, 7.9) */
#pragma once

#include <stdbool.h>

enum { GTIN_SIZE = 15 }; /* fourteen digits and the zero */

/* True for 8, 12, 13 or 14 digits of which the last is the check digit of the others and not all
 * are zeros. */
bool gtin_is_valid(const char *gtin);

/* Writes it with fourteen digits, filled up with zeros from the left, as a database compares
 * (General Specifications, 2.1.1.10) and a GS1 Digital Link holds it; false when it is none. */
bool gtin_print(const char *gtin, char ret_gtin[GTIN_SIZE]);
