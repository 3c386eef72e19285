/* indicator_words.h - how the programme's indicators are called on pages
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

#define INDICATOR(name) OCOP__MARKET__V1__PRODUCER_INDICATOR__PRODUCER_INDICATOR_##name

/* An indicator: a word for addresses, names, and of which other one it is a part (UNSPECIFIED: of
 * none). */
struct indicator_words {
	Ocop__Market__V1__ProducerIndicator indicator;
	const char *word;
	const char *vi, *en;
	Ocop__Market__V1__ProducerIndicator of;
};

/* In the order of rows; ends with an empty row. */
extern const struct indicator_words indicator_words[];

/* By word; the first row for one that is none. */
const struct indicator_words *indicator_words_find(const char *word);

/* What a line says of an indicator; 0 when it says nothing. */
uint64_t indicator_count_of(const Ocop__Market__V1__IndicatorLine *line,
			    Ocop__Market__V1__ProducerIndicator indicator);

/* What is recorded of producers: a name, which indicator counts those it is recorded of, and
 * whether it says how large their areas are, which the line may withhold. */
struct record_words {
	uint64_t (*sum)(const Ocop__Market__V1__IndicatorLine *line);
	const char *vi, *en;
	Ocop__Market__V1__ProducerIndicator of;
	bool of_size;
};
extern const struct record_words record_words[];

/* A kind of other certificates. */
struct held_words {
	Ocop__Registration__V1__HeldCertificateKind kind;
	const char *vi, *en;
};
extern const struct held_words held_words[];
uint64_t held_count_of(const Ocop__Market__V1__IndicatorLine *line,
		       Ocop__Registration__V1__HeldCertificateKind kind);
