/* calendar_text_test.c - iCalendar as RFC 5545 has it: its own examples, and what it forbids */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "gateway/pages/places/calendar_text.h"

static int opened(void **state)
{
	*state = arena_create(ARENA_LIMIT_BYTES);
	return 0;
}

static int closed(void **state)
{
	arena_destroy(*state);
	return 0;
}

/* Section 3.1: what was folded is put together by taking each CRLF with the blank behind it away.
 */
static char *unfolded(struct arena *arena, const char *text)
{
	char *result = arena_alloc(arena, strlen(text) + 1), *end = result;

	while (*text) {
		if (strncmp(text, "\r\n ", 3) == 0)
			text += 3;
		else
			*end++ = *text++;
	}
	*end = '\0';
	return result;
}

static void assert_lines_are_short(const char *text)
{
	while (*text) {
		const char *end = strstr(text, "\r\n");

		assert_non_null(end);
		assert_in_range(end - text, 1, 75);
		/* A line begins no character's middle. */
		assert_int_not_equal((unsigned char)text[*text == ' '] & 0xC0, 0x80);
		text = end + 2;
	}
}

static void texts_are_escaped_as_section_3_3_11_has_them(void **state)
{
	static const struct {
		const char *text, *written;
	} cases[] = {
		{"Project XYZ Final Review\nConference Room - 3B\nCome Prepared.",
		 "DESCRIPTION:Project XYZ Final Review\\nConference Room - 3B\\nCome "
		 "Prepared.\r\n"},
		{"a;b,c\\d:e\"f", "DESCRIPTION:a\\;b\\,c\\\\d:e\"f\r\n"},
		{"one\r\ntwo", "DESCRIPTION:one\\ntwo\r\n"},
		{"", "DESCRIPTION:\r\n"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct calendar_text calendar = {.arena = *state};

		calendar_text_line(&calendar, "DESCRIPTION", cases[i].text);
		assert_string_equal(calendar.text, cases[i].written);
	}
}

static void long_lines_are_folded_between_characters(void **state)
{
	static const char *const texts[] = {
		"This is a long description that exists on a long line.",
		"This is a long description that exists on a long line, and it goes on so that no "
		"line of seventy-five bytes has room for all of it, nor have two of them.",
		"Hội chợ sản phẩm OCOP và đặc sản vùng miền tỉnh Thái Nguyên năm 2026, kết nối "
		"cung "
		"cầu với các hệ thống phân phối, siêu thị, trạm dừng nghỉ và sàn thương mại điện "
		"tử; trưng bày miến dong, chè, mật ong, gạo nếp của 92 xã, phường.",
		"đđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđđ",
		"\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C"
		"\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C"
		"\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C"
		"\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C\xF0\x9F\x8D\x9C",
	};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct calendar_text calendar = {.arena = *state};

		calendar_line(&calendar, "DESCRIPTION", texts[i]);
		assert_lines_are_short(calendar.text);
		assert_string_equal(unfolded(*state, calendar.text),
				    arena_printf(*state, "DESCRIPTION:%s\r\n", texts[i]));
	}
}

static struct calendar_event event_of(const char *begins_on, const char *ends_on, const char *opens,
				      const char *closes)
{
	return (struct calendar_event){
		.uid = "fair_1@ocop",
		.summary = "Festival",
		.location = "",
		.organiser = "",
		.description = "",
		.url = "",
		.category = "",
		.begins_on = begins_on,
		.ends_on = ends_on,
		.opens = opens,
		.closes = closes,
		.changed_at_us = INT64_C(1183032823000000), /* 2007-06-28 12:13:43 UTC */
		.version = 3,
	};
}

/* Section 3.6.1: "a multi-day event scheduled from June 28th, 2007 to July 8th, 2007 inclusively";
 * and section 3.3.5, form 2, of hours in Vietnam. */
static void days_and_hours_are_as_section_3_6_1_has_them(void **state)
{
	static const struct {
		const char *begins_on, *ends_on, *opens, *closes, *written;
	} cases[] = {
		{"2007-06-28", "2007-07-08", "", "",
		 "DTSTART;VALUE=DATE:20070628\r\nDTEND;VALUE=DATE:20070709\r\n"},
		{"2026-12-31", "2026-12-31", "", "",
		 "DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n"},
		{"2026-11-30", "2026-12-02", "08:00", "21:30",
		 "DTSTART:20261130T010000Z\r\nDTEND:20261202T143000Z\r\n"},
		{"2026-11-30", "2026-11-30", "06:59", "24:00",
		 "DTSTART:20261129T235900Z\r\nDTEND:20261130T170000Z\r\n"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct calendar_event event = event_of(cases[i].begins_on, cases[i].ends_on,
						       cases[i].opens, cases[i].closes);
		struct calendar_text calendar;

		calendar_begin(&calendar, *state);
		calendar_put(&calendar, &event);
		calendar_end(&calendar);
		assert_non_null(strstr(calendar.text, cases[i].written));
		assert_lines_are_short(calendar.text);
	}
}

static void an_event_has_what_is_required_and_no_more_than_is_known(void **state)
{
	struct calendar_event event = event_of("2007-06-28", "2007-07-08", "", "");
	struct calendar_text calendar;

	calendar_begin(&calendar, *state);
	event.is_cancelled = 1;
	calendar_put(&calendar, &event);
	calendar_end(&calendar);
	assert_int_equal(strncmp(calendar.text, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:", 37),
			 0);
	assert_string_equal(strstr(calendar.text, "BEGIN:VEVENT"),
			    "BEGIN:VEVENT\r\nUID:fair_1@ocop\r\nDTSTAMP:20070628T121343Z\r\n"
			    "DTSTART;VALUE=DATE:20070628\r\nDTEND;VALUE=DATE:20070709\r\n"
			    "SUMMARY:Festival\r\nSTATUS:CANCELLED\r\nSEQUENCE:2\r\nEND:VEVENT\r\n"
			    "END:VCALENDAR\r\n");
	/* Without an event it still has a component, as section 3.4 requires. */
	calendar_begin(&calendar, *state);
	calendar_end(&calendar);
	assert_non_null(strstr(calendar.text, "BEGIN:VTIMEZONE\r\n"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(texts_are_escaped_as_section_3_3_11_has_them,
						opened, closed),
		cmocka_unit_test_setup_teardown(long_lines_are_folded_between_characters, opened,
						closed),
		cmocka_unit_test_setup_teardown(days_and_hours_are_as_section_3_6_1_has_them,
						opened, closed),
		cmocka_unit_test_setup_teardown(
			an_event_has_what_is_required_and_no_more_than_is_known, opened, closed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
