/* text.c - Vietnamese text: valid, composed, folded */
#include "common/base/text.h"

#include <assert.h>
#include <endian.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "common/base/arena.h"
#include "common/base/memory.h"

enum {
	WORD_BYTES = 8,
	BYTE_BITS = 8,
	STRIDE_BYTES = 64 /* looked at again, at most, where a plain run ends */
};

static uint64_t in_each_byte(unsigned char byte)
{
	return UINT64_C(0x0101010101010101) * byte;
}

/* The high bit of each byte that is no plain ASCII. Borrows and carries come from such bytes only
 * and go upwards: the lowest bit that is set is right. */
static uint64_t not_plain(uint64_t word)
{
	uint64_t controls = word - in_each_byte(' ');
	uint64_t quotes = (word ^ in_each_byte('"')) - in_each_byte(1);
	uint64_t backslashes = (word ^ in_each_byte('\\')) - in_each_byte(1);
	uint64_t deletes = word + in_each_byte(1);

	return (word | controls | quotes | backslashes | deletes) & in_each_byte(0x80);
}

static uint64_t load_word(const unsigned char *at)
{
	uint64_t word;

	memcpy(&word, at, sizeof(word));
	return le64toh(word);
}

/* The same of less than eight bytes, with blanks behind them. */
static uint64_t load_short(const unsigned char *at, size_t size_bytes)
{
	uint64_t word = in_each_byte(' ');

	for (size_t i = size_bytes; i > 0; i--)
		word = word << BYTE_BITS | at[i - 1];
	return word;
}

/* Eight bytes at a time; the last eight may have been looked at in part, and were plain. */
static const unsigned char *skip_plain_ascii(const unsigned char *at, const unsigned char *end)
{
	const unsigned char *last = end - at < WORD_BYTES ? at : end - WORD_BYTES;
	uint64_t ends;

	for (; at < last; at += WORD_BYTES) {
		ends = not_plain(load_word(at));
		if (ends != 0)
			return at + __builtin_ctzll(ends) / BYTE_BITS;
	}
	if (end - last == WORD_BYTES)
		ends = not_plain(load_word(last));
	else
		ends = not_plain(load_short(last, (size_t)(end - last)));
	return ends != 0 ? last + __builtin_ctzll(ends) / BYTE_BITS : end;
}

/* Signs are stepped through without a branch, for where an accented letter stands nobody can
 * foretell: with a call of utf8proc for each, a page of listings took 1.4 times as long. Each kind
 * of byte has a number that holds, at the place of each state, the next one; STEP is a macro
 * because these numbers are initialisers. */
enum {
	BROKEN = 0,  /* from here on: six zeros follow */
	BETWEEN = 6, /* signs */
	ONE_LEFT = 12,
	TWO_LEFT = 18,
	THREE_LEFT = 24,
	AFTER_C2 = 30, /* controls begin with it */
	AFTER_E0 = 36, /* what would be longer than need be */
	AFTER_ED = 42, /* halves of pairs */
	AFTER_F0 = 48, /* longer than need be */
	AFTER_F4 = 54, /* beyond the last */
	STATE_MASK = 63
};

#define STEP(from, to) ((uint64_t)(to) << (from))

enum kind {
	NO_KIND,
	PLAIN,
	LOW,
	MIDDLE,
	HIGH,
	LEAD_2,
	LEAD_C2,
	LEAD_E0,
	LEAD_3,
	LEAD_ED,
	LEAD_F0,
	LEAD_4,
	LEAD_F4
};

/* Bytes that continue are LOW to 8f, MIDDLE to 9f, HIGH to bf (RFC 3629, 4). */
static const uint64_t steps[] = {
	[PLAIN] = STEP(BETWEEN, BETWEEN),
	[LOW] = STEP(ONE_LEFT, BETWEEN) | STEP(TWO_LEFT, ONE_LEFT) | STEP(THREE_LEFT, TWO_LEFT) |
		STEP(AFTER_ED, ONE_LEFT) | STEP(AFTER_F4, TWO_LEFT),
	[MIDDLE] = STEP(ONE_LEFT, BETWEEN) | STEP(TWO_LEFT, ONE_LEFT) | STEP(THREE_LEFT, TWO_LEFT) |
		   STEP(AFTER_ED, ONE_LEFT) | STEP(AFTER_F0, TWO_LEFT),
	[HIGH] = STEP(ONE_LEFT, BETWEEN) | STEP(TWO_LEFT, ONE_LEFT) | STEP(THREE_LEFT, TWO_LEFT) |
		 STEP(AFTER_C2, BETWEEN) | STEP(AFTER_E0, ONE_LEFT) | STEP(AFTER_F0, TWO_LEFT),
	[LEAD_2] = STEP(BETWEEN, ONE_LEFT),
	[LEAD_C2] = STEP(BETWEEN, AFTER_C2),
	[LEAD_E0] = STEP(BETWEEN, AFTER_E0),
	[LEAD_3] = STEP(BETWEEN, TWO_LEFT),
	[LEAD_ED] = STEP(BETWEEN, AFTER_ED),
	[LEAD_F0] = STEP(BETWEEN, AFTER_F0),
	[LEAD_4] = STEP(BETWEEN, THREE_LEFT),
	[LEAD_F4] = STEP(BETWEEN, AFTER_F4),
};

static const uint8_t kinds[] = {
	[' ' ... '!'] = PLAIN,    ['#' ... '['] = PLAIN,    [']' ... '~'] = PLAIN,
	[0x80 ... 0x8f] = LOW,    [0x90 ... 0x9f] = MIDDLE, [0xa0 ... 0xbf] = HIGH,
	[0xc2] = LEAD_C2,         [0xc3 ... 0xdf] = LEAD_2, [0xe0] = LEAD_E0,
	[0xe1 ... 0xec] = LEAD_3, [0xed] = LEAD_ED,         [0xee ... 0xef] = LEAD_3,
	[0xf0] = LEAD_F0,         [0xf1 ... 0xf3] = LEAD_4, [0xf4] = LEAD_F4,
	[0xff] = NO_KIND, /* as all that are not named */
};

/* Up to the last sign that is known to be plain; the next may be, too. */
static const unsigned char *step_through(const unsigned char *at, const unsigned char *end)
{
	const unsigned char *known = at;
	uint64_t state = BETWEEN;

	while (at < end) {
		const unsigned char *stop = end - at < STRIDE_BYTES ? end : at + STRIDE_BYTES;

		while (at < stop)
			state = steps[kinds[*at++]] >> (state & STATE_MASK);
		state &= STATE_MASK;
		if (state == BROKEN)
			break;
		if (state == BETWEEN)
			known = at;
	}
	return known;
}

/* Bytes of one plain sign; 0 for anything else. */
static size_t sign_size(const unsigned char *at, const unsigned char *end)
{
	uint64_t state = BETWEEN;

	for (size_t i = 0; state != BROKEN && at + i < end; i++) {
		state = steps[kinds[at[i]]] >> state & STATE_MASK;
		if (state == BETWEEN)
			return i + 1;
	}
	return 0;
}

/* Apart, so that texts of ASCII do not pay for it. */
__attribute__((noinline)) static const unsigned char *skip_plain_signs(const unsigned char *at,
								       const unsigned char *end)
{
	at = step_through(at, end);
	for (size_t size = sign_size(at, end); size > 0; size = sign_size(at, end))
		at += size;
	return at;
}

size_t text_plain_size(const char *text, size_t size_bytes)
{
	const unsigned char *begin = (const unsigned char *)text;
	const unsigned char *end = begin + size_bytes;
	const unsigned char *at = skip_plain_ascii(begin, end);

	if (at < end && *at >= 0x80)
		at = skip_plain_signs(at, end);
	return (size_t)(at - begin);
}

bool text_is_clean(const char *text, size_t size_bytes)
{
	const char *end = text + size_bytes;

	for (;; text++) {
		text += text_plain_size(text, (size_t)(end - text));
		if (text == end)
			return true;
		if (*text != '"' && *text != '\\' && *text != '\t' && *text != '\n')
			return false;
	}
}

/* Normalizes into the arena; bytes that are not UTF-8 give "": they were refused at the edge. */
static char *normalize(struct arena *arena, const char *text, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t length = utf8proc_map((const utf8proc_uint8_t *)text, 0, &mapped,
					       options | UTF8PROC_NULLTERM | UTF8PROC_STABLE);

	if (length < 0)
		return arena_strdup(arena, "");
	char *copy = arena_strdup(arena, (const char *)mapped);
	free(mapped); /* utf8proc's own malloc */
	return copy;
}

static bool is_blank(utf8proc_int32_t letter)
{
	return letter == '\t' || letter == '\n' || letter == '\r' ||
	       utf8proc_category(letter) == UTF8PROC_CATEGORY_ZS;
}

static bool is_letter_or_digit(utf8proc_int32_t letter)
{
	switch (utf8proc_category(letter)) {
	case UTF8PROC_CATEGORY_LU:
	case UTF8PROC_CATEGORY_LL:
	case UTF8PROC_CATEGORY_LT:
	case UTF8PROC_CATEGORY_LM:
	case UTF8PROC_CATEGORY_LO:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_MC:
	case UTF8PROC_CATEGORY_ND:
	case UTF8PROC_CATEGORY_NL:
	case UTF8PROC_CATEGORY_NO:
		return true;
	default:
		return false;
	}
}

/* What becomes of one letter: itself, another, or 0 where a word ends. */
typedef utf8proc_int32_t letter_map(utf8proc_int32_t letter);

static utf8proc_int32_t keep(utf8proc_int32_t letter)
{
	return is_blank(letter) ? 0 : letter;
}

static utf8proc_int32_t lower(utf8proc_int32_t letter)
{
	return is_letter_or_digit(letter) ? utf8proc_tolower(letter) : 0;
}

/* The letter đ does not decompose; the Icelandic eth is typed for it often enough. */
static utf8proc_int32_t lower_plain(utf8proc_int32_t letter)
{
	utf8proc_int32_t small = lower(letter);

	return small == 0x0111 || small == 0x00f0 ? 'd' : small;
}

/* Maps each letter; parts words by `separator`, with none before the first or after the last. */
static char *map_words(struct arena *arena, const char *text, letter_map *map, char separator)
{
	/* A letter may grow: U+023A has two bytes and three in lower case. */
	char *words = arena_alloc(arena, strlen(text) * 2 + 5);
	const utf8proc_uint8_t *next = (const utf8proc_uint8_t *)text;
	utf8proc_uint8_t *end = (utf8proc_uint8_t *)words;
	bool parted = false;

	while (*next) {
		utf8proc_int32_t letter;
		utf8proc_ssize_t length = utf8proc_iterate(next, -1, &letter);
		assert(length > 0 && "normalized text is UTF-8");
		next += length;
		letter = map(letter);
		if (letter == 0) {
			parted = true;
			continue;
		}
		if (parted && end != (utf8proc_uint8_t *)words)
			*end++ = (utf8proc_uint8_t)separator;
		parted = false;
		end += utf8proc_encode_char(letter, end);
	}
	*end = '\0';
	return words;
}

char *text_compose(struct arena *arena, const char *text)
{
	return map_words(arena, normalize(arena, text, UTF8PROC_COMPOSE), keep, ' ');
}

char *text_lower_words(struct arena *arena, const char *text)
{
	return map_words(arena, normalize(arena, text, UTF8PROC_COMPOSE), lower, ' ');
}

static char *strip_marks(struct arena *arena, const char *text)
{
	return normalize(arena, text, (utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK));
}

char *text_fold(struct arena *arena, const char *text)
{
	return map_words(arena, strip_marks(arena, text), lower_plain, ' ');
}

char *text_fold_shapes(struct arena *arena, const char *text)
{
	utf8proc_option_t options =
		(utf8proc_option_t)(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK);

	return map_words(arena, normalize(arena, text, options), lower_plain, ' ');
}

/* Only what has no letter of its own. */
static utf8proc_int32_t only_marks(utf8proc_int32_t letter)
{
	utf8proc_int32_t small = utf8proc_tolower(letter);

	return small == 0x0111 || utf8proc_category(letter) == UTF8PROC_CATEGORY_MN ? small : 0;
}

char *text_marks(struct arena *arena, const char *text)
{
	return map_words(arena, normalize(arena, text, UTF8PROC_DECOMPOSE), only_marks, ' ');
}

char *text_slug(struct arena *arena, const char *text)
{
	return map_words(arena, strip_marks(arena, text), lower_plain, '-');
}

size_t text_length(const char *text)
{
	size_t length = 0;

	/* Every byte that does not continue a character begins one. */
	for (const char *c = text; *c; c++)
		length += ((unsigned char)*c & 0xc0) != 0x80;
	return length;
}
