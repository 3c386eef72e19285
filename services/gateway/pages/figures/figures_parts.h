/* figures_parts.h - what the pages of figures are built of: the way between them, tables, forms,
 * files
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "gateway/pages/layout.h"

enum { FIGURES_YEAR_FIRST = 2019 }; /* the programme's first recognitions */

/* The pages of figures. */
enum figures_page { FIGURES_RECOGNITIONS, FIGURES_FUNNEL, FIGURES_INDICATORS, FIGURES_EXPORTS };

/* Links to all of them above the heading. */
void figures_write_ways(struct page *page, enum figures_page current);

/* A table that scrolls on a phone and prints whole: begins it with the headings given by pairs of
 * Vietnamese and English; ends it. Rows come between. */
struct figures_heading {
	const char *vi, *en;
};
void figures_table_begin(struct page *page, const char *class_name,
			 const struct figures_heading *headings, size_t count);
void figures_table_end(struct page *page);

/* A heading of a row or a column. */
void figures_write_heading(struct page *page, const char *scope, const char *text);

/* A cell with a number that leads to `path`; alone when that is NULL or the number 0: nothing
 * stands behind it. */
void figures_write_number(struct page *page, const char *path, uint64_t number);

/* A field of a form: its label; an option of a choice; the end of both. */
void figures_choice_begin(struct page *page, const char *name, const char *vi, const char *en);
void figures_write_option(struct page *page, const char *value, bool chosen, const char *text);
void figures_choice_end(struct page *page);

/* A form that asks for this page, and its button. What is in it is a field or hidden. */
void figures_form_begin(struct page *page, const char *path);
void figures_write_hidden(struct page *page, const char *name, const char *value);
void figures_form_end(struct page *page);

/* Links to the same as files; the path takes "&format=" and begins with its first parameter. */
void figures_write_files(struct page *page, const char *vi, const char *en, const char *path);

/* True when whoever asks has signed in: what is an office's own may be shown. */
bool figures_reader_signed_in(const struct page *page);

/* For the others: where one signs in for it. */
void figures_write_sign_in(struct page *page, const char *vi, const char *en);

/* "4.800,50" of cents, in the page's language. In the page's arena. */
const char *figure_cents(const struct page *page, uint64_t cents);

/* "12,5" days out of 25 half ones, in the page's language. In the page's arena. */
const char *figure_half_days(const struct page *page, uint32_t half_days);
