/* country.h - countries of ISO 3166-1 with their names, out of assets/countries.csv
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { COUNTRY_NAME_SIZE = 64 };

/* A country as ISO 3166-1 has it. Holds its texts. */
struct country {
	char code[3];
	char name_vi[COUNTRY_NAME_SIZE];
	char name_en[COUNTRY_NAME_SIZE];
};

/* By its two capital letters; false for no country, with empty names. */
bool country_find(const char *code, struct country *ret_country);

/* One after the other, in the order of their codes: the next from *place on, which is 0 at first.
 * False behind the last. */
bool country_next(size_t *place, struct country *ret_country);

/* True for a country that goods are exported to: any but Vietnam. */
bool country_is_abroad(const char *code);

/* True for "" and for six or eight digits, as the Harmonized System and the tariffs of Vietnam
 * write goods. */
bool hs_code_is_valid(const char *text);
