/* postings_meet.h - whether any listing has all of some words */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "market/search/vocabulary/postings.h"

enum { POSTINGS_MEET_MAX = 16 };

/* True when some listing has all of these words, so many at most, one at least. */
bool postings_meet(const struct postings *const *postings, size_t count);
