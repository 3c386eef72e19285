/* json_packed_test.c - packed bytes to JSON: whatever order they stand in, and what is none
 *
 * What is written is read back by the other side, message_from_json, and must be the message that
 * protobuf-c unpacks from the same bytes.
 */
#include "common/json/message_json.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/json/json_read.h"
#include "common/packed_fixture.h"
#include "ocop/certification/v1/types.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"
#include "ocop/notification/v1/types.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "ocop/scoring/v1/commands.pb-c.h"
#include "ocop/scoring/v1/queries.pb-c.h"

enum { JSON_MAX = 8 * 1024 * 1024 };

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

/* The message that the JSON says. */
static const ProtobufCMessage *read_back(struct arena *arena,
					 const ProtobufCMessageDescriptor *descriptor,
					 const char *text, size_t size_bytes)
{
	struct message_faults *faults = arena_alloc(arena, sizeof *faults);
	struct json_fault fault;
	json_t *json = json_read(text, size_bytes, JSON_MAX, &fault);
	const ProtobufCMessage *message;

	if (!json)
		fail_msg("%s in %s", fault.detail, text);
	message = message_from_json(json, descriptor, arena, faults);
	if (!message)
		fail_msg("%s %s", faults->items[0].field, faults->items[0].detail);
	json_decref(json);
	return message;
}

static void what_is_written_says_what_was_packed(void **state)
{
	static const ProtobufCMessageDescriptor *const descriptors[] = {
		&ocop__market__v1__listing__descriptor,
		&ocop__market__v1__search_listings_reply__descriptor,
		&ocop__certification__v1__certificate__descriptor,
		&ocop__registration__v1__dossier__descriptor,
		&ocop__scoring__v1__result__descriptor,
		&ocop__scoring__v1__submit_score_sheet__descriptor,
		&ocop__notification__v1__public_event__descriptor,
		&ocop__common__v1__status_reply__descriptor,
	};
	enum { DESCRIPTORS = sizeof descriptors / sizeof *descriptors };
	struct writing writing = {.chance = 20261129};

	(void)state;
	for (size_t i = 0; i < 50 * DESCRIPTORS; i++) {
		const ProtobufCMessageDescriptor *descriptor = descriptors[i % DESCRIPTORS];
		struct arena *arena = arena_create((size_t)1 << 30);
		struct arena *other = arena_create((size_t)1 << 30);
		struct piece piece;
		const ProtobufCMessage *message;
		size_t size_bytes;
		char *text;

		writing.arena = arena;
		piece = any_message(&writing, descriptor, 0);
		message = message_unpack(descriptor, piece.bytes, piece.size_bytes, other, NULL);
		assert_non_null(message);
		text = packed_to_json_text(
			descriptor,
			&(ProtobufCBinaryData){.data = piece.bytes, .len = piece.size_bytes},
			&size_bytes);
		assert_non_null(text);
		assert_int_equal(strlen(text), size_bytes);
		if (!message_is_same(message, read_back(other, descriptor, text, size_bytes),
				     other))
			fail_msg("%s is not what was packed: %s", descriptor->name, text);
		memory_free(text);
		arena_destroy(arena);
		arena_destroy(other);
	}
}

static char *write_bytes(const ProtobufCMessageDescriptor *descriptor, const void *bytes,
			 size_t size_bytes)
{
	ProtobufCBinaryData packed = {.data = (uint8_t *)(uintptr_t)bytes, .len = size_bytes};
	size_t written;

	return packed_to_json_text(descriptor, &packed, &written);
}

static void no_bytes_are_the_empty_message(void **state)
{
	char *text = write_bytes(&ocop__common__v1__accepted__descriptor, NULL, 0);

	(void)state;
	assert_string_equal(text, "{\"id\":\"\",\"version\":\"0\"}");
	memory_free(text);
}

/* Fields that the message does not know, among those that it does. */
static void unknown_fields_are_left_out(void **state)
{
	static const uint8_t bytes[] = {0xa2, 0x1f, 1, 0, 0x0a, 1, 'a', 0xa0, 0x1f, 1, 0x10, 7};
	char *text = write_bytes(&ocop__common__v1__accepted__descriptor, bytes, sizeof bytes);

	(void)state;
	assert_string_equal(text, "{\"id\":\"a\",\"version\":\"7\"}");
	memory_free(text);
}

struct bytes_row {
	const char *name;
	const char *bytes;
	size_t size_bytes;
};

static void expect_none(const ProtobufCMessageDescriptor *descriptor, const struct bytes_row *row,
			bool is_message, struct arena *arena)
{
	if ((message_unpack(descriptor, row->bytes, row->size_bytes, arena, NULL) != NULL) !=
	    is_message)
		fail_msg("%s: unpacked %d", row->name, !is_message);
	if (write_bytes(descriptor, row->bytes, row->size_bytes) != NULL)
		fail_msg("written: %s", row->name);
}

static void bytes_that_are_no_message_are_not_written(void **state)
{
	static const struct bytes_row rows[] = {
		{"ends within a tag", "\x8a", 1},
		{"ends before a length", "\x0a", 1},
		{"longer than it is", "\x0a\x05\x0a", 3},
		{"a group", "\x0b\x0c", 2},
		{"wire type 7", "\x0f\0", 2},
		{"field 0", "\0\0", 2},
		{"a tag longer than need be", "\x8a\0\0", 3},
		{"a length longer than need be", "\x0a\x80\0", 3},
		{"a number of more than 64 bits", "\x28\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02",
		 11},
		{"a number where a text belongs", "\x0a\x02\x08\x01", 4},
		{"a text where a number belongs", "\x0a\x03\x7a\x01\x61", 5},
		{"a zero byte in a text", "\x0a\x05\x0a\x03\x61\0b", 7},
		{"half a character", "\x0a\x06\x0a\x04Mi\xe1\xba", 8},
		{"an overlong slash", "\x0a\x04\x0a\x02\xc0\xaf", 6},
		{"an escape", "\x0a\x05\x0a\x03\x1b[J", 7},
		{"a backspace", "\x0a\x03\x0a\x01\b", 5},
		{"a deletion", "\x0a\x03\x0a\x01\x7f", 5},
		{"a control character of two bytes", "\x0a\x04\x0a\x02\xc2\x9f", 6},
		{"a moment that ends", "\x0a\x05\xb2\x01\x02\x08\x80", 7},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_none(&ocop__market__v1__search_listings_reply__descriptor, &rows[i], false,
			    *state);
}

/* protobuf-c takes the last one, or puts two together. */
static void what_stands_twice_is_not_written(void **state)
{
	static const struct bytes_row rows[] = {
		{"a text", "\x12\x01\x61\x12\x01\x62", 6},
		{"a number", "\x28\x01\x28\x01", 4},
		{"a moment", "\x1a\x02\x08\x01\x1a\x02\x08\x01", 8},
	};
	/* PublicEvent, fields 20 and 21. */
	static const struct bytes_row cases = {"a oneof", "\xa2\x01\0\xaa\x01\0", 6};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		expect_none(&ocop__market__v1__search_listings_reply__descriptor, &rows[i], true,
			    *state);
	expect_none(&ocop__notification__v1__public_event__descriptor, &cases, true, *state);
}

/* Types that hardly a message has, by the encoding's own document:
 * https://protobuf.dev/programming-guides/encoding */
static void numbers_of_every_type_are_written(void **state)
{
	static const struct {
		ProtobufCType type;
		const char *bytes;
		size_t size_bytes;
		const char *written;
	} rows[] = {
		{PROTOBUF_C_TYPE_INT32, "\x08\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11, "-2"},
		{PROTOBUF_C_TYPE_INT64, "\x08\xfe\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11,
		 "\"-2\""},
		{PROTOBUF_C_TYPE_UINT64, "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11,
		 "\"18446744073709551615\""},
		{PROTOBUF_C_TYPE_SINT32, "\x08\x03", 2, "-2"},
		{PROTOBUF_C_TYPE_SINT32, "\x08\xfe\xff\xff\xff\x0f", 6, "2147483647"},
		{PROTOBUF_C_TYPE_SINT32, "\x08\xff\xff\xff\xff\x0f", 6, "-2147483648"},
		{PROTOBUF_C_TYPE_SINT64, "\x08\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01", 11,
		 "\"-9223372036854775808\""},
		{PROTOBUF_C_TYPE_FIXED32, "\x0d\xff\xff\xff\xff", 5, "4294967295"},
		{PROTOBUF_C_TYPE_SFIXED32, "\x0d\xfe\xff\xff\xff", 5, "-2"},
		{PROTOBUF_C_TYPE_FIXED64, "\x09\x01\0\0\0\0\0\0\x80", 9, "\"9223372036854775809\""},
		{PROTOBUF_C_TYPE_SFIXED64, "\x09\xfe\xff\xff\xff\xff\xff\xff\xff", 9, "\"-2\""},
		{PROTOBUF_C_TYPE_BOOL, "\x08\x01", 2, "true"},
		{PROTOBUF_C_TYPE_ENUM, "\x08\x01", 2, "\"BADGE_STATE_VALID\""},
		{PROTOBUF_C_TYPE_ENUM, "\x08\xe7\x07", 3, "999"}, /* that has no name */
	};
	ProtobufCFieldDescriptor field = {.name = "value", .id = 1};
	ProtobufCMessageDescriptor descriptor = {.magic = PROTOBUF_C__MESSAGE_DESCRIPTOR_MAGIC,
						 .name = "Value",
						 .short_name = "Value",
						 .n_fields = 1,
						 .fields = &field};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char expected[64];
		char *text;

		field.type = rows[i].type;
		if (field.type == PROTOBUF_C_TYPE_ENUM)
			field.descriptor = &ocop__market__v1__badge_state__descriptor;
		text = write_bytes(&descriptor, rows[i].bytes, rows[i].size_bytes);
		(void)snprintf(expected, sizeof expected, "{\"value\":%s}", rows[i].written);
		assert_string_equal(text, expected);
		memory_free(text);
	}
}

static void what_is_too_long_is_not_written(void **state)
{
	Ocop__Common__V1__Accepted accepted = OCOP__COMMON__V1__ACCEPTED__INIT;
	uint8_t *bytes = memory_alloc(FRAME_LIMIT_BYTES);
	ProtobufCBinaryData packed;
	char *text;

	/* 512 Ki empty listings are half a gigabyte of JSON. */
	for (size_t i = 0; i < FRAME_LIMIT_BYTES; i += 2)
		bytes[i] = 0x0a;
	assert_null(write_bytes(&ocop__market__v1__search_listings_reply__descriptor, bytes,
				FRAME_LIMIT_BYTES));
	memory_free(bytes);

	accepted.id = memory_alloc(TEXT_LIMIT_BYTES + 2);
	memset(accepted.id, 'a', TEXT_LIMIT_BYTES);
	packed = message_pack(&accepted.base, *state);
	text = write_bytes(accepted.base.descriptor, packed.data, packed.len);
	assert_int_equal(strlen(text),
			 TEXT_LIMIT_BYTES + strlen("{\"id\":\"\",\"version\":\"0\"}"));
	memory_free(text);
	accepted.id[TEXT_LIMIT_BYTES] = 'a';
	packed = message_pack(&accepted.base, *state);
	assert_null(write_bytes(accepted.base.descriptor, packed.data, packed.len));
	memory_free(accepted.id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_is_written_says_what_was_packed),
		cmocka_unit_test(no_bytes_are_the_empty_message),
		cmocka_unit_test(unknown_fields_are_left_out),
		cmocka_unit_test(bytes_that_are_no_message_are_not_written),
		cmocka_unit_test(what_stands_twice_is_not_written),
		cmocka_unit_test(numbers_of_every_type_are_written),
		cmocka_unit_test(what_is_too_long_is_not_written),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
