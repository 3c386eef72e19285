/* mail.c - a mail as it goes to the relay (RFC 5322, MIME) */
#include "notification/delivery/mail.h"

#include <assert.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "common/base/arena.h"
#include "notification/rules.h"

enum {
	/* An encoded word has at most 75 characters: 12 around it, and base64 makes 60 of 45. */
	WORD_BYTES_MAX = 45,
	/* Lines of a body: 76 characters of base64 are 57 bytes. */
	LINE_BYTES = 57,
	LINE_TEXT_SIZE = 80,
	VIETNAM_S = 7 * 60 * 60,
	US_A_SECOND = 1000000,
	DATE_SIZE = 64
};

static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

static bool is_ascii(const char *text)
{
	for (; *text; text++) {
		if (*text < ' ' || *text > '~')
			return false;
	}
	return true;
}

/* The longest beginning that fits a word and does not cut a character of UTF-8. */
static size_t word_bytes(const char *text)
{
	size_t size_bytes = strnlen(text, WORD_BYTES_MAX);

	while (size_bytes > 0 && ((unsigned char)text[size_bytes] & 0xc0u) == 0x80u)
		size_bytes--;
	assert((size_bytes > 0 || !*text) && "valid UTF-8");
	return size_bytes;
}

/* A header's value: as it is when it is short and plain, else encoded words, one a line. */
static char *words(struct arena *arena, const char *text)
{
	char coded[LINE_TEXT_SIZE];
	char *value = arena_strdup(arena, "");

	/* "=?" would be read as an encoded word. */
	if (is_ascii(text) && strlen(text) <= WORD_BYTES_MAX && !strstr(text, "=?"))
		return arena_strdup(arena, text);
	while (*text) {
		size_t size_bytes = word_bytes(text);

		sodium_bin2base64(coded, sizeof(coded), (const uint8_t *)text, size_bytes,
				  sodium_base64_VARIANT_ORIGINAL);
		value = arena_printf(arena, "%s%s=?UTF-8?B?%s?=", value, *value ? "\r\n " : "",
				     coded);
		text += size_bytes;
	}
	return value;
}

/* Names with commas or the like would need quotes; an encoded word needs none. */
static char *phrase(struct arena *arena, const char *text)
{
	char coded[LINE_TEXT_SIZE];

	if (text[strspn(text, letters)] == 0 || strlen(text) > WORD_BYTES_MAX || !is_ascii(text))
		return words(arena, text);
	sodium_bin2base64(coded, sizeof(coded), (const uint8_t *)text, strlen(text),
			  sodium_base64_VARIANT_ORIGINAL);
	return arena_printf(arena, "=?UTF-8?B?%s?=", coded);
}

static char *body(struct arena *arena, const char *text)
{
	size_t size_bytes = strlen(text);
	size_t lines = (size_bytes + LINE_BYTES - 1) / LINE_BYTES;
	char *coded = arena_alloc(arena, lines * LINE_TEXT_SIZE + 1);
	char *end = coded;

	for (size_t at = 0; at < size_bytes; at += LINE_BYTES) {
		size_t part = size_bytes - at < LINE_BYTES ? size_bytes - at : LINE_BYTES;

		sodium_bin2base64(end, LINE_TEXT_SIZE, (const uint8_t *)text + at, part,
				  sodium_base64_VARIANT_ORIGINAL);
		end += strlen(end);
		memcpy(end, "\r\n", sizeof("\r\n"));
		end += 2;
	}
	return coded;
}

/* Lines of a text end with CRLF in every MIME body (RFC 2046, 4.1.1). */
static char *with_line_ends(struct arena *arena, const char *text)
{
	char *copy = arena_alloc(arena, 2 * strlen(text) + 1);
	char *end = copy;

	for (; *text; text++) {
		if (*text == '\n')
			*end++ = '\r';
		*end++ = *text;
	}
	return copy;
}

static void date_write(int64_t now_us, char ret_date[DATE_SIZE])
{
	static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
	static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
					     "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
	time_t local = now_us / US_A_SECOND + VIETNAM_S;
	struct tm parts;

	(void)gmtime_r(&local, &parts); /* fails only beyond year 2^31 */
	/* Not strftime: its names follow the locale. */
	(void)snprintf(ret_date, DATE_SIZE, "%s, %02d %s %d %02d:%02d:%02d +0700",
		       days[parts.tm_wday], parts.tm_mday, months[parts.tm_mon],
		       parts.tm_year + 1900, parts.tm_hour, parts.tm_min, parts.tm_sec);
}

char *mail_print(struct arena *arena, const struct mail *mail)
{
	char date[DATE_SIZE];

	assert(mail_address_is_sound(mail->from) && mail_address_is_sound(mail->to) &&
	       "addresses are checked when they are entered");
	assert(mail->id[strspn(mail->id, letters)] == 0 || strpbrk(mail->id, "\r\n<> ") == NULL);
	date_write(mail->now_us, date);
	return arena_printf(arena,
			    "From: %s <%s>\r\nTo: <%s>\r\nSubject: %s\r\nDate: %s\r\n"
			    "Message-ID: <%s@%s>\r\nMIME-Version: 1.0\r\n"
			    "Content-Type: text/plain; charset=utf-8\r\n"
			    "Content-Transfer-Encoding: base64\r\nContent-Language: %s\r\n"
			    /* RFC 3834: so that nobody's absence is answered to us. */
			    "Auto-Submitted: auto-generated\r\n\r\n%s",
			    phrase(arena, mail->from_name), mail->from, mail->to,
			    words(arena, mail->subject), date, mail->id,
			    strchr(mail->from, '@') + 1, mail->language,
			    body(arena, with_line_ends(arena, mail->text)));
}
