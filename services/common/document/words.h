/* words.h - days, units and committees as office papers write them
 *
 * Texts are literals or live in the arena; none is NULL.
 */
#pragma once

struct arena;
struct unit;

/* "22/05/2026" of YYYY-MM-DD; other texts as they are. */
const char *day_words(struct arena *arena, const char *date);

/* "ngày 22 tháng 5 năm 2026"; dots for what is no day. */
const char *long_day_words(struct arena *arena, const char *date);

/* "xã Tân Cương", as it stands within a sentence; dots for a unit that is not known. */
const char *unit_words(struct arena *arena, const struct unit *unit);

/* "Ủy ban nhân dân xã Tân Cương", in a sentence, or over two lines for a letterhead. */
const char *committee_words(struct arena *arena, const struct unit *unit);
const char *committee_lines(struct arena *arena, const struct unit *unit);
