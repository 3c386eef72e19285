/* json_text.h - JSON while it is written: values behind each other, without a tree between
 *
 * What is called add_ makes room for what it writes, what is called put_ finds it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What has been written. Owns its bytes until json_text_take. */
struct json_text {
	char *bytes;
	size_t size_bytes, capacity;
	size_t limit_bytes; /* for who adds elements to look at; SIZE_MAX at first */
	bool unclean;       /* a text was not what text_is_clean says, or too long */
};

enum {
	JSON_DIGITS_MAX = 20,                    /* of 64 bits */
	JSON_NUMBER_BYTES = JSON_DIGITS_MAX + 3, /* in quotation marks and with a sign */
};

/* Begins with room for so many bytes. */
struct json_text json_text_begin(size_t bytes);

/* The bytes with a zero behind them, to be given back with memory_free. */
char *json_text_take(struct json_text *text, size_t *ret_size_bytes);

void json_text_grow(struct json_text *text, size_t bytes);

/* Room for so many bytes more; it mostly is there. */
static inline void json_text_reserve(struct json_text *text, size_t bytes)
{
	if (text->capacity - text->size_bytes < bytes)
		json_text_grow(text, bytes);
}

/* As they are. */
void json_text_put(struct json_text *text, const char *bytes, size_t size_bytes);

static inline void json_text_put_byte(struct json_text *text, char byte)
{
	text->bytes[text->size_bytes++] = byte;
}

void json_text_add_byte(struct json_text *text, char byte);

/* In decimal, without quotation marks: at most JSON_NUMBER_BYTES with them. */
void json_text_put_unsigned(struct json_text *text, uint64_t number);
void json_text_put_signed(struct json_text *text, int64_t number);

/* Quoted, and escaped where JSON asks for it. What is no UTF-8 becomes "". */
void json_text_add_text(struct json_text *text, const char *value, size_t size_bytes);

/* Quoted base64. */
void json_text_add_bytes(struct json_text *text, const uint8_t *bytes, size_t size_bytes);

/* A quoted moment. */
void json_text_add_time(struct json_text *text, int64_t seconds, int32_t nanoseconds);
