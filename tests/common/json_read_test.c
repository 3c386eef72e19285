/* json_read_test.c - which bytes are JSON here, and which refusal each other one gets */
#include "common/json/json_read.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/memory.h"

struct row {
	const char *name;
	const char *bytes;
	size_t size_bytes; /* 0: to the zero */
	Ocop__Common__V1__RefusalCode code;
};

static const struct row rows[] = {
	{"nothing at all", "", 0, REFUSAL(JSON_MALFORMED)},
	{"only a number", "1", 0, REFUSAL(JSON_MALFORMED)},
	{"an end is missing", "{\"a\":1", 0, REFUSAL(JSON_MALFORMED)},
	{"a trailing comma", "{\"a\":1,}", 0, REFUSAL(JSON_MALFORMED)},
	{"something behind it", "{} {}", 0, REFUSAL(JSON_MALFORMED)},
	{"single quotes", "{'a':1}", 0, REFUSAL(JSON_MALFORMED)},
	{"a comment", "{/*a*/}", 0, REFUSAL(JSON_MALFORMED)},
	{"not a number", "{\"a\":NaN}", 0, REFUSAL(JSON_MALFORMED)},
	{"a leading zero", "{\"a\":01}", 0, REFUSAL(JSON_MALFORMED)},
	{"a byte order mark", "\xEF\xBB\xBF{}", 0, REFUSAL(JSON_MALFORMED)},
	{"a key twice", "{\"a\":1,\"a\":1}", 0, REFUSAL(JSON_KEY_DOUBLED)},
	{"a key twice below", "{\"b\":[{\"a\":1,\"a\":2}]}", 0, REFUSAL(JSON_KEY_DOUBLED)},
	{"a key twice, once escaped", "{\"a\":1,\"\\u0061\":2}", 0, REFUSAL(JSON_KEY_DOUBLED)},
	{"half a character", "{\"a\":\"\xC4\"}", 0, REFUSAL(TEXT_INVALID)},
	{"an overlong slash", "{\"a\":\"\xC0\xAF\"}", 0, REFUSAL(TEXT_INVALID)},
	{"a surrogate in UTF-8", "{\"a\":\"\xED\xA0\x80\"}", 0, REFUSAL(TEXT_INVALID)},
	{"a zero character", "{\"a\":\"\\u0000\"}", 0, REFUSAL(TEXT_INVALID)},
	{"a zero byte behind it", "{}\0", 3, REFUSAL(JSON_MALFORMED)},
};

static void each_bad_body_gets_its_refusal(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct row *row = &rows[i];
		size_t size = row->size_bytes ? row->size_bytes : strlen(row->bytes);
		struct json_fault fault;

		print_message("%s\n", row->name);
		assert_null(json_read(row->bytes, size, 1024, &fault));
		assert_int_equal(fault.code, row->code);
		assert_true(strlen(fault.detail) > 0);
	}
}

static void malformed_bytes_are_told_by_line_and_column(void **state)
{
	const char *bytes = "{\n  \"a\": 1,\n  \"b\" 2\n}";
	struct json_fault fault;

	(void)state;
	assert_null(json_read(bytes, strlen(bytes), 1024, &fault));
	assert_non_null(strstr(fault.detail, "line 3"));
	assert_non_null(strstr(fault.detail, "column"));
}

static json_t *read_nested(size_t levels, struct json_fault *ret_fault)
{
	char bytes[128];

	memset(bytes, '[', levels);
	memset(bytes + levels, ']', levels);
	return json_read(bytes, levels * 2, sizeof(bytes), ret_fault);
}

static void sixteen_levels_are_taken_and_seventeen_are_not(void **state)
{
	struct json_fault fault;
	json_t *json = read_nested(JSON_DEPTH_MAX, &fault);

	(void)state;
	assert_non_null(json);
	json_decref(json);
	assert_null(read_nested(JSON_DEPTH_MAX + 1, &fault));
	assert_int_equal(fault.code, REFUSAL(JSON_TOO_DEEP));
}

static void brackets_in_texts_do_not_nest(void **state)
{
	const char *bytes = "{\"a\":\"[[[[[[[[[[[[[[[[[[[[[[[[\\\"[[[[[[\"}";
	struct json_fault fault;
	json_t *json = json_read(bytes, strlen(bytes), 1024, &fault);

	(void)state;
	assert_non_null(json);
	json_decref(json);
}

static void too_many_bytes_are_refused(void **state)
{
	struct json_fault fault;
	json_t *json = json_read("{\"a\":1}", 7, 7, &fault);

	(void)state;
	assert_non_null(json);
	json_decref(json);
	assert_null(json_read("{\"a\":1}", 7, 6, &fault));
	assert_int_equal(fault.code, REFUSAL(MESSAGE_TOO_LARGE));
}

static void too_many_values_are_refused_before_they_are_parsed(void **state)
{
	size_t size = 3 * (size_t)(JSON_VALUES_MAX + 1);
	char *bytes = memory_alloc(size);
	struct json_fault fault;

	(void)state;
	for (size_t i = 0; i < size; i += 3)
		memcpy(bytes + i, "{},", 3);
	bytes[0] = '[';
	assert_null(json_read(bytes, size, size, &fault));
	assert_int_equal(fault.code, REFUSAL(MESSAGE_TOO_LARGE));
	memory_free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_bad_body_gets_its_refusal),
		cmocka_unit_test(malformed_bytes_are_told_by_line_and_column),
		cmocka_unit_test(sixteen_levels_are_taken_and_seventeen_are_not),
		cmocka_unit_test(brackets_in_texts_do_not_nest),
		cmocka_unit_test(too_many_bytes_are_refused),
		cmocka_unit_test(too_many_values_are_refused_before_they_are_parsed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
