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

enum { WORD_BYTES = 8, BYTE_BITS = 8 };

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

/* Control characters: those of ASCII, DEL, and U+0080 to U+009F. */
static bool is_control(utf8proc_int32_t letter)
{
	return letter < ' ' || (letter >= 0x7f && letter < 0xa0);
}

static bool continues(unsigned char byte)
{
	return (byte & 0xc0) == 0x80;
}

/* Bytes of a letter as Vietnamese has them: of two from U+00C0 on, of three from U+1000 to U+CFFF,
 * where whatever continues is right (RFC 3629, 4). 0 for anything else, right or not. */
static size_t common_letter_size(const unsigned char *at, const unsigned char *end)
{
	if (*at >= 0xc3 && *at <= 0xdf && end - at >= 2 && continues(at[1]))
		return 2;
	if (*at >= 0xe1 && *at <= 0xec && end - at >= 3 && continues(at[1]) && continues(at[2]))
		return 3;
	return 0;
}

/* Bytes of one plain sign; 0 for anything else. */
static size_t plain_sign_size(const unsigned char *at, const unsigned char *end)
{
	utf8proc_int32_t letter;
	utf8proc_ssize_t size;
	size_t common;

	if (*at < 0x80)
		return *at >= ' ' && *at < 0x7f && *at != '"' && *at != '\\';
	common = common_letter_size(at, end);
	if (common > 0)
		return common;
	size = utf8proc_iterate(at, end - at, &letter);
	return size > 0 && !is_control(letter) ? (size_t)size : 0;
}

size_t text_plain_size(const char *text, size_t size_bytes)
{
	const unsigned char *begin = (const unsigned char *)text;
	const unsigned char *end = begin + size_bytes;
	const unsigned char *at = skip_plain_ascii(begin, end);

	for (size_t size = 1; size > 0 && at < end; at += size)
		size = plain_sign_size(at, end);
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
