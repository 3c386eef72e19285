/* json_text.c - JSON while it is written: values behind each other, without a tree between */
#include "common/json/json_text.h"

#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/base/memory.h"
#include "common/base/text.h"
#include "common/json/json_time.h"
#include "common/json/message_json.h"

enum {
	ESCAPE_BYTES = 6,        /* of one sign at most: \u001f */
	CLEAN_LETTERS_BYTES = 8, /* of those that clean text may have */
};

struct json_text json_text_begin(size_t bytes)
{
	return (struct json_text){
		.bytes = memory_realloc(NULL, bytes), .capacity = bytes, .limit_bytes = SIZE_MAX};
}

char *json_text_take(struct json_text *text, size_t *ret_size_bytes)
{
	*ret_size_bytes = text->size_bytes;
	json_text_add_byte(text, '\0');
	return text->bytes;
}

void json_text_grow(struct json_text *text, size_t bytes)
{
	text->capacity = 2 * text->capacity + bytes;
	text->bytes = memory_realloc(text->bytes, text->capacity);
}

void json_text_put(struct json_text *text, const char *bytes, size_t size_bytes)
{
	memcpy(text->bytes + text->size_bytes, bytes, size_bytes);
	text->size_bytes += size_bytes;
}

void json_text_add_byte(struct json_text *text, char byte)
{
	json_text_reserve(text, 1);
	json_text_put_byte(text, byte);
}

static void put_escaped(struct json_text *text, char byte)
{
	static const char letters[] =
		"\"\"\\\\\nn\tt\bb\ff\rr"; /* each with its letter, clean ones first */
	char escape[ESCAPE_BYTES + 1];

	for (size_t i = 0; i + 1 < sizeof(letters); i += 2) {
		if (letters[i] != byte)
			continue;
		text->unclean |= i >= CLEAN_LETTERS_BYTES;
		json_text_put(text, (char[]){'\\', letters[i + 1]}, 2);
		return;
	}
	text->unclean = true;
	(void)snprintf(escape, sizeof(escape), "\\u%04X", (unsigned char)byte); /* fits */
	json_text_put(text, escape, ESCAPE_BYTES);
}

/* The sign that ended a plain run; returns its bytes, 0 for what is no UTF-8. JSON escapes no
 * control characters but those below the blank. */
static size_t put_sign(struct json_text *text, const char *sign, size_t left)
{
	const unsigned char *bytes = (const unsigned char *)sign;
	size_t size = 0;

	if (bytes[0] < 0x7f) {
		put_escaped(text, *sign);
		return 1;
	}
	if (bytes[0] == 0x7f)
		size = 1;
	else if (bytes[0] == 0xc2 && left > 1 && (bytes[1] & 0xc0) == 0x80)
		size = 2;
	text->unclean = true;
	json_text_put(text, sign, size);
	return size;
}

/* What is left of a text whose room is there, from a sign that is not plain on. False where it is
 * no UTF-8. */
static bool add_rest(struct json_text *text, const char *value, size_t left)
{
	while (left > 0) {
		size_t size;

		json_text_reserve(text, ESCAPE_BYTES + left + 1);
		size = put_sign(text, value, left);
		if (size == 0)
			return false;
		value += size;
		left -= size;
		size = text_plain_size(value, left);
		json_text_put(text, value, size);
		value += size;
		left -= size;
	}
	return true;
}

/* Most texts are one plain run. What is written so far is looked up and noted once: between each
 * two bytes it would be the longest of all waits. */
void json_text_add_text(struct json_text *text, const char *value, size_t size_bytes)
{
	size_t plain = text_plain_size(value, size_bytes);
	size_t begin = text->size_bytes;
	char *at;

	text->unclean |= size_bytes > MESSAGE_TEXT_LIMIT_BYTES;
	json_text_reserve(text, size_bytes + 2);
	at = text->bytes + begin;
	*at++ = '"';
	memcpy(at, value, plain);
	at[plain] = '"';
	if (plain == size_bytes) {
		text->size_bytes = begin + size_bytes + 2;
		return;
	}
	text->size_bytes = begin + 1 + plain;
	if (!add_rest(text, value + plain, size_bytes - plain))
		text->size_bytes = begin + 1;
	json_text_put_byte(text, '"');
}

void json_text_add_bytes(struct json_text *text, const uint8_t *bytes, size_t size_bytes)
{
	size_t size = sodium_base64_encoded_len(size_bytes, sodium_base64_VARIANT_ORIGINAL);

	json_text_reserve(text, size + 2);
	json_text_put_byte(text, '"');
	sodium_bin2base64(text->bytes + text->size_bytes, size, bytes, size_bytes,
			  sodium_base64_VARIANT_ORIGINAL);
	text->size_bytes += size - 1; /* not its zero */
	json_text_put_byte(text, '"');
}

void json_text_put_unsigned(struct json_text *text, uint64_t number)
{
	char digits[JSON_DIGITS_MAX];
	size_t begin = sizeof(digits);

	if (number < 10) { /* as most are */
		json_text_put_byte(text, (char)('0' + number));
		return;
	}
	do {
		digits[--begin] = (char)('0' + number % 10);
		number /= 10;
	} while (number > 0);
	json_text_put(text, digits + begin, sizeof(digits) - begin);
}

void json_text_put_signed(struct json_text *text, int64_t number)
{
	if (number < 0)
		json_text_put_byte(text, '-');
	json_text_put_unsigned(text, number < 0 ? 0 - (uint64_t)number : (uint64_t)number);
}

void json_text_add_time(struct json_text *text, int64_t seconds, int32_t nanoseconds)
{
	json_text_reserve(text, JSON_TIME_SIZE + 2);
	json_text_put_byte(text, '"');
	json_time_print(seconds, nanoseconds, text->bytes + text->size_bytes);
	text->size_bytes += strlen(text->bytes + text->size_bytes);
	json_text_put_byte(text, '"');
}
