/* json_message_write_test.c - messages to JSON: texts, names and arrays to the byte */
#include "common/json/message_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/json/json_name.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/scoring/v1/commands.pb-c.h"

static int set_up(void **state)
{
	*state = arena_create(ARENA_LIMIT_BYTES);
	return 0;
}

static int tear_down(void **state)
{
	arena_destroy(*state);
	return 0;
}

static void assert_json(const ProtobufCMessage *message, const char *expected)
{
	size_t size_bytes;
	char *text = message_to_json_text(message, &size_bytes);

	assert_string_equal(text, expected);
	assert_int_equal(size_bytes, strlen(expected));
	memory_free(text);
}

/* Each sign by RFC 8259, 7; a text that is no UTF-8 (RFC 3629) is not half written. */
static void texts_are_escaped_and_are_utf_8(void **state)
{
	static const char *const cases[][2] = {
		{"a\"b\\c/d", "a\\\"b\\\\c/d"},
		{"\b\f\n\r\t\x01\x1f\x7f", "\\b\\f\\n\\r\\t\\u0001\\u001F\x7f"},
		{"Miến dong Na Rì \xf0\x9f\x8d\xb5", "Miến dong Na Rì \xf0\x9f\x8d\xb5"},
		{"\xc2\x80\xc2\x9f\"", "\xc2\x80\xc2\x9f\\\""}, /* controls that none escapes */
		{"\x7f", "\x7f"},
		{"tám chữ cái\"", "tám chữ cái\\\""},
		{"\"\"\"\"\"\"\"\"\"", "\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\"\\\""},
		{"tea \xc2", ""},
		{"\xc2\" tea", ""},
		{"tea \n\xff", ""},           /* never in UTF-8 */
		{"tea \xc3", ""},             /* cut off */
		{"tea \xf0\x9f\x8d", ""},     /* cut off later */
		{"\xc0\xaf tea", ""},         /* longer than need be */
		{"\xed\xa0\x80 tea", ""},     /* half of a pair */
		{"\xf4\x90\x80\x80 tea", ""}, /* beyond the last */
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		Ocop__Common__V1__Accepted accepted = OCOP__COMMON__V1__ACCEPTED__INIT;
		char *expected = memory_printf("{\"id\":\"%s\",\"version\":\"0\"}", cases[i][1]);

		accepted.id = memory_strdup(cases[i][0]); /* nothing to be read behind it */
		assert_json(&accepted.base, expected);
		memory_free(accepted.id);
		memory_free(expected);
	}
}

/* Elements behind the first have their names from it; short, long and empty ones in turn. */
static void elements_of_an_array_are_written_alike(void **state)
{
	static const char *const kinds[] = {"", "\xc6\xa0n", "\"", "\xff"};
	static const char *const written[] = {"", "\xc6\xa0n", "\\\"", ""};
	Ocop__Scoring__V1__SubmitScoreSheet sheet = OCOP__SCORING__V1__SUBMIT_SCORE_SHEET__INIT;
	Ocop__Scoring__V1__Finding findings[200], *pointers[200];
	struct arena *arena = *state;
	char *expected = arena_strdup(arena, "");

	for (size_t i = 0; i < 200; i++) {
		findings[i] = (Ocop__Scoring__V1__Finding)OCOP__SCORING__V1__FINDING__INIT;
		findings[i].code = (char *)kinds[i % 4];
		findings[i].votes_for = (uint32_t)i;
		findings[i].votes_against = UINT32_MAX;
		pointers[i] = &findings[i];
		expected =
			arena_printf(arena,
				     "%s%s{\"kind\":\"FINDING_KIND_UNSPECIFIED\",\"code\":\"%s\","
				     "\"reason\":\"\",\"votesFor\":%zu,"
				     "\"votesAgainst\":4294967295}",
				     expected, i > 0 ? "," : "", written[i % 4], i);
	}
	sheet.n_raised = 200;
	sheet.raised = pointers;
	expected = arena_printf(arena,
				"{\"roundId\":\"\",\"dossierId\":\"\",\"memberId\":\"\","
				"\"choices\":{},\"raised\":[%s],\"notes\":[]}",
				expected);
	assert_json(&sheet.base, expected);
}

enum { WIDE_FIELDS = JSON_NAME_SIZE - 1 };

/* A message with a name of each length, and one that has an array of it. */
struct wide {
	ProtobufCMessage base;
	char *texts[WIDE_FIELDS];
};

struct wides {
	ProtobufCMessage base;
	size_t count;
	struct wide **items;
};

static void names_of_every_length_are_written(void **state)
{
	struct arena *arena = *state;
	ProtobufCFieldDescriptor fields[WIDE_FIELDS] = {0};
	ProtobufCMessageDescriptor wide = {.magic = PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
					   .name = "Wide",
					   .short_name = "Wide",
					   .n_fields = WIDE_FIELDS,
					   .fields = fields};
	ProtobufCFieldDescriptor items = {
		.name = "items",
		.id = 1,
		.label = PROTOBUF_C_LABEL_REPEATED,
		.type = PROTOBUF_C_TYPE_MESSAGE,
		.quantifier_offset = offsetof(struct wides, count),
		.offset = offsetof(struct wides, items),
		.descriptor = &wide,
	};
	const ProtobufCMessageDescriptor wides = {.magic = PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
						  .name = "Wides",
						  .n_fields = 1,
						  .fields = &items};
	struct wide item = {.base.descriptor = &wide};
	struct wide *three[] = {&item, &item, &item};
	struct wides message = {{&wides, 0, NULL}, 3, three};
	char *object = arena_strdup(arena, "");

	for (size_t i = 0; i < WIDE_FIELDS; i++) {
		char *name = arena_alloc(arena, JSON_NAME_SIZE);

		memset(name, 'a' + (int)(i % 26), i + 1);
		fields[i].name = name;
		fields[i].id = (uint32_t)i + 1;
		fields[i].type = PROTOBUF_C_TYPE_STRING;
		fields[i].offset = (unsigned)(offsetof(struct wide, texts) + i * sizeof(char *));
		object = arena_printf(arena, "%s%c\"%s\":\"\"", object, i > 0 ? ',' : '{', name);
	}
	assert_json(&item.base, arena_printf(arena, "%s}", object));
	assert_json(&message.base,
		    arena_printf(arena, "{\"items\":[%s},%s},%s}]}", object, object, object));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_escaped_and_are_utf_8),
		cmocka_unit_test(elements_of_an_array_are_written_alike),
		cmocka_unit_test(names_of_every_length_are_written),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
