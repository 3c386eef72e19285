/* fair_words.h - words that the pages and the calendar of fairs share
 */
#pragma once

#include "gateway/pages/layout.h"
#include "gateway/pages/looks.h"
#include "ocop/market/v1/fairs.pb-c.h"

/* What kind of event it is. */
const char *fair_kind_words(enum language language, Ocop__Market__V1__FairKind kind);

/* "30/11/2026, 08:00–17:00", "30/11/2026 – 02/12/2026". */
const char *fair_days_words(const struct page *page, const Ocop__Market__V1__FairContent *content);

/* "Quảng trường, Xã Na Rì, Tỉnh Thái Nguyên". In the arena. */
const char *fair_place_words(struct arena *arena, const Ocop__Market__V1__Fair *fair);

/* Planned, under way, over, cancelled, as of the page's day; never NULL. */
const struct look *fair_look(const struct page *page, const Ocop__Market__V1__Fair *fair);
