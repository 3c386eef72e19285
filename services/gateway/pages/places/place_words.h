/* place_words.h - words that the pages of shops and events share
 */
#pragma once

#include "gateway/pages/layout.h"
#include "ocop/market/v1/points_of_sale.pb-c.h"

/* What kind of shop it is, in the page's language. */
const char *point_kind_words(const struct page *page, Ocop__Market__V1__PointOfSaleKind kind);

/* 1 is Monday. */
const char *weekday_words(const struct page *page, uint32_t weekday);

/* "Đang mở cửa, hôm nay đến 17:30", as a state: colour, icon and words; nothing where no hours are
 * known. */
void write_opening(struct page *page, const Ocop__Market__V1__OpeningState *opening);

/* A line with a link of ours before the heading: where one is, and the way back. */
void write_crumb(struct page *page, const char *path, const char *vi, const char *en);

/* The way to the next page of a long list; nothing for "". */
void write_more(struct page *page, const char *path, const char *next);

/* What a list is narrowed down to by a tick: its parameter, whether it is set, its words. */
struct place_tick {
	const char *name;
	bool on;
	const char *vi, *en;
};

/* The form above a list of places: a unit, new or old, and one tick. Answers at `path`. */
void write_place_form(struct page *page, const char *path, const char *unit,
		      const struct place_tick *tick);
