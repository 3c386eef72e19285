/* figure_bars.h - bars that print: SVG between words in HTML, without a script
 *
 * A bar is an SVG of its own, so words keep their size on a phone. What is light is outlined and
 * what is hatched has lines: a print in black tells them apart.
 */
#pragma once

#include <stdint.h>

#include "gateway/pages/layout.h"

/* A bar; lengths are shares of `most`. */
struct figure_bar {
	const char *label;
	uint64_t light;   /* drawn first; 0 for none */
	uint64_t whole;   /* dark, over it */
	uint64_t hatched; /* the end of the dark part; at most it */
	uint64_t most;
	const char *words; /* what stands beside it */
};

/* The figure with its caption, then bars, then its end. */
void figure_bars_begin(struct page *page, const char *caption_vi, const char *caption_en);
void figure_bar_write(struct page *page, const struct figure_bar *bar);
void figure_bars_end(struct page *page);
