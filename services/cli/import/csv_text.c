/* csv_text.c - bytes of a table as programs for offices write them, as plain UTF-8 */
#include "cli/import/csv_text.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "common/base/memory.h"

static const char save_as_utf8[] = "is not in UTF-8 (windows-1258 or TCVN3 perhaps): save it as "
				   "\"CSV UTF-8 (Comma delimited)\"";

/* A character of UTF-8 (RFC 3629): its length, or 0. */
static size_t character_length(const uint8_t *bytes, size_t left)
{
	static const struct {
		uint8_t first_least, first_most; /* of the first byte */
		uint8_t second_least, second_most;
		size_t length;
	} rows[] = {
		{0x01, 0x7f, 0, 0, 1},       {0xc2, 0xdf, 0x80, 0xbf, 2},
		{0xe0, 0xe0, 0xa0, 0xbf, 3}, {0xe1, 0xec, 0x80, 0xbf, 3},
		{0xed, 0xed, 0x80, 0x9f, 3}, {0xee, 0xef, 0x80, 0xbf, 3},
		{0xf0, 0xf0, 0x90, 0xbf, 4}, {0xf1, 0xf3, 0x80, 0xbf, 4},
		{0xf4, 0xf4, 0x80, 0x8f, 4},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (bytes[0] < rows[i].first_least || bytes[0] > rows[i].first_most)
			continue;
		if (rows[i].length > left)
			return 0;
		if (rows[i].length > 1 &&
		    (bytes[1] < rows[i].second_least || bytes[1] > rows[i].second_most))
			return 0;
		for (size_t k = 2; k < rows[i].length; k++)
			if ((bytes[k] & 0xc0) != 0x80)
				return 0;
		return rows[i].length;
	}
	return 0;
}

static bool is_utf8(const uint8_t *bytes, size_t size_bytes)
{
	for (size_t at = 0; at < size_bytes;) {
		size_t length = character_length(bytes + at, size_bytes - at);
		if (length == 0)
			return false;
		at += length;
	}
	return true;
}

static size_t write_character(uint32_t code, uint8_t *out)
{
	if (code < 0x80) {
		out[0] = (uint8_t)code;
		return 1;
	}
	if (code < 0x800) {
		out[0] = (uint8_t)(0xc0 | code >> 6);
		out[1] = (uint8_t)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		out[0] = (uint8_t)(0xe0 | code >> 12);
		out[1] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
		out[2] = (uint8_t)(0x80 | (code & 0x3f));
		return 3;
	}
	out[0] = (uint8_t)(0xf0 | code >> 18);
	out[1] = (uint8_t)(0x80 | (code >> 12 & 0x3f));
	out[2] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
	out[3] = (uint8_t)(0x80 | (code & 0x3f));
	return 4;
}

static uint32_t unit_at(const uint8_t *bytes, size_t at, bool big_endian)
{
	return big_endian ? (uint32_t)bytes[at] << 8 | bytes[at + 1]
			  : (uint32_t)bytes[at + 1] << 8 | bytes[at];
}

/* Behind its mark. Half a character, or a zero, is none of Excel's. */
static const char *read_utf16(const uint8_t *bytes, size_t size_bytes, bool big_endian,
			      struct csv_text *ret_text)
{
	static const char broken[] = "is UTF-16 with half a character in it";
	/* A unit of two bytes becomes three at most; a pair of them four. */
	uint8_t *out = memory_alloc(size_bytes / 2 * 3 + 1);
	size_t length = 0;
	size_t at = 0;

	for (; at + 2 <= size_bytes; at += 2) {
		uint32_t code = unit_at(bytes, at, big_endian);
		bool is_high = code >= 0xd800 && code < 0xdc00;

		if (is_high && at + 4 <= size_bytes) {
			uint32_t low = unit_at(bytes, at + 2, big_endian);
			if (low >= 0xdc00 && low < 0xe000) {
				code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
				at += 2;
			}
		}
		if (code == 0 || (code >= 0xd800 && code < 0xe000))
			break;
		length += write_character(code, out + length);
	}
	if (at != size_bytes) {
		memory_free(out);
		return broken;
	}
	*ret_text = (struct csv_text){.text = (char *)out, .length = length};
	return NULL;
}

const char *csv_text_read(const char *bytes, size_t size_bytes, struct csv_text *ret_text)
{
	const uint8_t *first = (const uint8_t *)bytes;

	if (size_bytes >= 2 && first[0] == 0xff && first[1] == 0xfe)
		return read_utf16(first + 2, size_bytes - 2, false, ret_text);
	if (size_bytes >= 2 && first[0] == 0xfe && first[1] == 0xff)
		return read_utf16(first + 2, size_bytes - 2, true, ret_text);
	if (size_bytes >= 3 && memcmp(first, "\xef\xbb\xbf", 3) == 0) {
		first += 3;
		size_bytes -= 3;
	}
	if (!is_utf8(first, size_bytes))
		return save_as_utf8;
	char *text = memory_alloc(size_bytes + 1);
	memcpy(text, first, size_bytes);
	text[size_bytes] = '\0';
	*ret_text = (struct csv_text){.text = text, .length = size_bytes};
	return NULL;
}

/* "sep=;" and the end of its line; 0 for anything else. */
static size_t named_separator(const char *text, char *ret_separator)
{
	static const char name[] = "sep=";
	size_t length = sizeof(name) - 1;

	if (strncmp(text, name, length) != 0 || strchr(",;\t|", text[length]) == NULL ||
	    text[length] == '\0')
		return 0;
	*ret_separator = text[length++];
	if (text[length] == '\r')
		length++;
	if (text[length] == '\n')
		length++;
	else if (text[length] != '\0')
		return 0;
	return length;
}

size_t csv_text_separator(const struct csv_text *text, char *ret_separator)
{
	static const char separators[] = ",;\t";
	size_t counts[sizeof(separators) - 1] = {0};
	size_t skipped = named_separator(text->text, ret_separator);
	size_t most = 0;
	bool quoted = false, seen = false;

	if (skipped > 0)
		return skipped;
	for (const char *letter = text->text; *letter != '\0'; letter++) {
		const char *found = strchr(separators, *letter);

		bool ends = !quoted && (*letter == '\n' || *letter == '\r');

		if (ends && seen)
			break;
		seen |= !ends;
		quoted ^= *letter == '"';
		if (found != NULL && !quoted)
			counts[found - separators]++;
	}
	for (size_t i = 1; i < sizeof(separators) - 1; i++)
		most = counts[i] > counts[most] ? i : most;
	*ret_separator = separators[most];
	return 0;
}
