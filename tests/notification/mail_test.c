/* mail_test.c - mails as they go to the relay; that mail programs read them is tests/flows' matter
 */
#include "notification/delivery/mail.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"

static const struct mail plain = {
	.from = "ocop@thainguyen.example",
	.from_name = "OCOP",
	.to = "chi-cuc@bacninh.example",
	.subject = "A certificate",
	.text = "One line.\n",
	.language = "en",
	.id = "subscription_01-7",
	.now_us = 1780000000000000, /* 2026-05-28T20:26:40Z */
};

static int begin(void **state)
{
	*state = arena_create(ARENA_LIMIT_BYTES);
	return 0;
}

static int end(void **state)
{
	arena_destroy(*state);
	return 0;
}

static void mail_has_its_headers_and_body(void **state)
{
	assert_string_equal(mail_print(*state, &plain),
			    "From: OCOP <ocop@thainguyen.example>\r\n"
			    "To: <chi-cuc@bacninh.example>\r\n"
			    "Subject: A certificate\r\n"
			    "Date: Fri, 29 May 2026 03:26:40 +0700\r\n"
			    "Message-ID: <subscription_01-7@thainguyen.example>\r\n"
			    "MIME-Version: 1.0\r\n"
			    "Content-Type: text/plain; charset=utf-8\r\n"
			    "Content-Transfer-Encoding: base64\r\n"
			    "Content-Language: en\r\n"
			    "Auto-Submitted: auto-generated\r\n\r\n"
			    /* "One line.\r\n" */
			    "T25lIGxpbmUuDQo=\r\n");
}

/* RFC 2047: at most 75 characters a word, whole characters in each. "ă" has two bytes, so that 45
 * would cut one. */
static void long_subject_is_encoded_in_words_that_fit(void **state)
{
	struct mail mail = plain;
	char *text, *line, *value;
	size_t words = 0;

	mail.subject = "ăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăăă";
	text = strstr(mail_print(*state, &mail), "Subject: ");
	assert_non_null(text);
	*strstr(text, "\r\nDate") = 0;
	value = text + strlen("Subject: ");
	for (line = strtok(value, "\r\n"); line; line = strtok(NULL, "\r\n"), words++) {
		line += *line == ' ';
		assert_true(strlen(line) <= 75);
		assert_memory_equal(line, "=?UTF-8?B?", 10);
		assert_string_equal(line + strlen(line) - 2, "?=");
		/* "ă" is c4 83: three bytes in four characters, two letters in "xIPEg". */
		assert_memory_equal(line + 10, "xIPEg8SDxIPEg8SD", 16);
	}
	assert_int_equal(words, 3); /* 60 letters, 22 a word */
}

static void nothing_in_a_subject_begins_another_header(void **state)
{
	static const char *const subjects[] = {
		"one\r\nBcc: all@example.com",
		"one\nBcc: all@example.com",
		"one\rBcc: all@example.com",
		"=?UTF-8?Q?one=0D=0ABcc=3A_all?=",
	};

	for (size_t i = 0; i < sizeof(subjects) / sizeof(subjects[0]); i++) {
		struct mail mail = plain;
		char *text;

		mail.subject = mail.from_name = subjects[i];
		text = mail_print(*state, &mail);
		assert_null(strstr(text, "Bcc"));
		assert_null(strstr(text, "?Q?"));
	}
}

static void body_lines_are_short_and_end_as_mime_wants(void **state)
{
	struct mail mail = plain;
	char long_text[2000], *text;

	memset(long_text, 'x', sizeof(long_text) - 1);
	long_text[sizeof(long_text) - 1] = 0;
	mail.text = long_text;
	text = strstr(mail_print(*state, &mail), "\r\n\r\n") + 4;
	for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n")) {
		assert_true(strlen(line) <= 77);
		assert_int_equal(line[strlen(line) - 1], '\r');
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mail_has_its_headers_and_body),
		cmocka_unit_test(long_subject_is_encoded_in_words_that_fit),
		cmocka_unit_test(nothing_in_a_subject_begins_another_header),
		cmocka_unit_test(body_lines_are_short_and_end_as_mime_wants),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
