/* range_test.c - which part of a file a request means (RFC 9110 section 14) */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "gateway/files/range.h"
#include "gateway/http.h"

#define ETAG "\"0123\""

/* Of a file of 1000 bytes. */
static const struct {
	const char *name;
	const char *range;
	const char *if_range;
	enum range_answer answer;
	uint64_t from, last;
} rows[] = {
	{"none", NULL, NULL, RANGE_WHOLE, 0, 0},
	{"the first byte", "bytes=0-0", NULL, RANGE_PART, 0, 0},
	{"the first 500", "bytes=0-499", NULL, RANGE_PART, 0, 499},
	{"all, by name", "bytes=0-999", NULL, RANGE_PART, 0, 999},
	{"from a byte on", "bytes=500-", NULL, RANGE_PART, 500, 999},
	{"the last byte", "bytes=999-", NULL, RANGE_PART, 999, 999},
	{"beyond the end", "bytes=500-5000", NULL, RANGE_PART, 500, 999},
	{"the last 100", "bytes=-100", NULL, RANGE_PART, 900, 999},
	{"the last of more than there are", "bytes=-5000", NULL, RANGE_PART, 0, 999},
	{"a unit in capitals", "Bytes=1-2", NULL, RANGE_PART, 1, 2},

	{"behind the end", "bytes=1000-", NULL, RANGE_OUTSIDE, 0, 0},
	{"far behind the end", "bytes=5000-6000", NULL, RANGE_OUTSIDE, 0, 0},
	{"the last none", "bytes=-0", NULL, RANGE_OUTSIDE, 0, 0},

	/* A server may ignore what it does not understand; what is no range it must. */
	{"another unit", "lines=1-2", NULL, RANGE_WHOLE, 0, 0},
	{"backwards", "bytes=500-499", NULL, RANGE_WHOLE, 0, 0},
	{"two ranges", "bytes=0-1,5-6", NULL, RANGE_WHOLE, 0, 0},
	{"no number", "bytes=a-b", NULL, RANGE_WHOLE, 0, 0},
	{"nothing", "bytes=", NULL, RANGE_WHOLE, 0, 0},
	{"only a hyphen", "bytes=-", NULL, RANGE_WHOLE, 0, 0},
	{"a sign", "bytes=+1-2", NULL, RANGE_WHOLE, 0, 0},
	{"blanks", "bytes= 1-2", NULL, RANGE_WHOLE, 0, 0},
	{"more behind", "bytes=1-2x", NULL, RANGE_WHOLE, 0, 0},
	{"beyond any number", "bytes=99999999999999999999-", NULL, RANGE_WHOLE, 0, 0},

	{"of this version", "bytes=1-2", ETAG, RANGE_PART, 1, 2},
	{"of another version", "bytes=1-2", "\"4567\"", RANGE_WHOLE, 0, 0},
	{"of a weak one", "bytes=1-2", "W/" ETAG, RANGE_WHOLE, 0, 0},
	{"of a date", "bytes=1-2", "Wed, 25 Jun 2014 16:00:00 GMT", RANGE_WHOLE, 0, 0},
	{"outside, of another version", "bytes=5000-", "\"4567\"", RANGE_WHOLE, 0, 0},
};

static enum range_answer ask(const char *method, const char *range, const char *if_range,
			     struct range *ret_range)
{
	struct arena *arena = arena_create(4096);
	struct http_header headers[2];
	struct http_request request = {.method = method, .headers = headers, .arena = arena};
	enum range_answer answer;

	if (range)
		headers[request.header_count++] = (struct http_header){"range", range};
	if (if_range)
		headers[request.header_count++] = (struct http_header){"if-range", if_range};
	answer = range_asked(&request, ETAG, 1000, ret_range);
	arena_destroy(arena);
	return answer;
}

static void each_range_is_read_as_the_rfc_has_it(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct range range = {0, 0};
		enum range_answer answer = ask("GET", rows[i].range, rows[i].if_range, &range);

		if (answer != rows[i].answer ||
		    (answer == RANGE_PART &&
		     (range.from != rows[i].from || range.last != rows[i].last)))
			fail_msg("%s: %d, %llu to %llu", rows[i].name, (int)answer,
				 (unsigned long long)range.from, (unsigned long long)range.last);
	}
}

static void ranges_are_of_get_alone(void **state)
{
	struct range range;

	(void)state;
	assert_int_equal(ask("HEAD", "bytes=0-1", NULL, &range), RANGE_WHOLE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_range_is_read_as_the_rfc_has_it),
		cmocka_unit_test(ranges_are_of_get_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
