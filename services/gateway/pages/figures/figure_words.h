/* figure_words.h - how figures are called on pages, and their short words in addresses of pages
 */
#pragma once

#include <stdint.h>

#include "gateway/pages/layout.h"
#include "ocop/market/v1/types.pb-c.h"

#define BY(name)      OCOP__MARKET__V1__FIGURE_BY__FIGURE_BY_##name
#define MEASURE(name) OCOP__MARKET__V1__FIGURE_MEASURE__FIGURE_MEASURE_##name

/* A measure: a word for addresses, names for headings, one sentence that defines it. */
struct measure_words {
	Ocop__Market__V1__FigureMeasure measure;
	const char *word;
	const char *vi, *en;
	const char *means_vi, *means_en;
};

/* In the order of columns; ends with an empty row. */
extern const struct measure_words measure_words[];

/* By number and by word; the first row for one that is none. */
const struct measure_words *measure_words_of(Ocop__Market__V1__FigureMeasure measure);
const struct measure_words *measure_words_find(const char *word);

/* What figures are split by: a word for addresses, the parameter that filters by it, a name. */
struct by_words {
	Ocop__Market__V1__FigureBy by;
	const char *word;
	const char *parameter;
	const char *vi, *en;
};

extern const struct by_words by_words[];

/* By word and by number; the first row, stars, for one that is none. */
const struct by_words *by_words_find(const char *word);
const struct by_words *by_words_of(Ocop__Market__V1__FigureBy by);

/* A value of a dimension as the market names it: `name_en` is "" for what has no English name. */
struct figure_label {
	Ocop__Market__V1__FigureBy by;
	const char *code, *name, *name_en;
};

/* What it is called in the page's language, in the page's arena; and the language of that where it
 * is another than the page's, for `lang`: else NULL. */
const char *figure_title(const struct page *page, const struct figure_label *label);
const char *figure_title_language(const struct page *page, const struct figure_label *label);

/* "1.234" in Vietnamese, "1,234" in English. In the page's arena. */
const char *figure_number(const struct page *page, uint64_t number);
