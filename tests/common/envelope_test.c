/* envelope_test.c - what becomes a message and what does not */
#include "common/bus/envelope.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/notification/v1/types.pb-c.h"

static const ProtobufCMessageDescriptor *const FRAME = &ocop__common__v1__frame__descriptor;
static const ProtobufCMessageDescriptor *const EVENT = &ocop__common__v1__event__descriptor;

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

static void frame_comes_back_as_it_was_packed(void **state)
{
	struct arena *arena = *state;
	Ocop__Common__V1__Envelope envelope = OCOP__COMMON__V1__ENVELOPE__INIT;
	Ocop__Common__V1__Envelope *envelopes[] = {&envelope, &envelope};
	Ocop__Common__V1__Frame frame = OCOP__COMMON__V1__FRAME__INIT;

	envelope.type = (char *)"ocop.common.v1.Head";
	envelope.request_id = (char *)"Miến dong";
	envelope.expected_version = UINT64_MAX;
	frame.n_envelopes = 2;
	frame.envelopes = envelopes;
	ProtobufCBinaryData packed = message_pack(&frame.base, arena);
	const Ocop__Common__V1__Frame *read =
		(void *)message_unpack(FRAME, packed.data, packed.len, arena, NULL);
	assert_non_null(read);
	assert_int_equal(read->n_envelopes, 2);
	assert_string_equal(read->envelopes[1]->request_id, "Miến dong");
	assert_true(read->envelopes[1]->expected_version == UINT64_MAX);
}

static void no_bytes_are_the_empty_message(void **state)
{
	const Ocop__Common__V1__Head *head =
		(void *)message_unpack(&ocop__common__v1__head__descriptor, NULL, 0, *state, NULL);

	assert_non_null(head);
	assert_int_equal(head->sequence, 0);
}

/* An event with these bytes as its type (field 4) or its body (field 11). */
static ProtobufCMessage *read_event(struct arena *arena, uint8_t field, const char *bytes,
				    size_t size_bytes, const char **ret_field)
{
	uint8_t packed[128] = {(uint8_t)(field << 3 | 2), (uint8_t)size_bytes};

	memcpy(packed + 2, bytes, size_bytes);
	return message_unpack(EVENT, packed, size_bytes + 2, arena, ret_field);
}

static void unclean_text_is_refused_and_named(void **state)
{
	static const struct {
		const char *name;
		const char *bytes;
		size_t size_bytes;
	} rows[] = {
		{"a zero byte inside", "a\0b", 3},     {"a zero byte at the end", "ab\0", 3},
		{"half a character", "Mi\xe1\xba", 4}, {"an overlong slash", "\xc0\xaf", 2},
		{"a surrogate", "\xed\xa0\x80", 3},    {"beyond U+10FFFF", "\xf4\x90\x80\x80", 4},
		{"an escape", "\x1b[2J", 4},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *field = NULL;
		if (read_event(*state, 4, rows[i].bytes, rows[i].size_bytes, &field) != NULL)
			fail_msg("read: %s", rows[i].name);
		assert_string_equal(field, "type");
		/* in bytes anything may stand */
		assert_non_null(read_event(*state, 11, rows[i].bytes, rows[i].size_bytes, &field));
		assert_null(field);
	}
}

static void field_within_a_message_is_named_by_its_path(void **state)
{
	/* Frame { envelopes { type: "\x01" } } */
	const uint8_t bytes[] = {0x0a, 3, 0x0a, 1, 1};
	const char *field = NULL;

	assert_null(message_unpack(FRAME, bytes, sizeof(bytes), *state, &field));
	assert_string_equal(field, "envelopes.type");
}

static void bytes_that_are_no_message_are_refused(void **state)
{
	static const struct {
		const char *name;
		const uint8_t bytes[12];
		size_t size_bytes;
	} rows[] = {
		{"ends within a tag", {0x8a}, 1},
		{"ends before a length", {0x0a}, 1},
		{"longer than it is", {0x0a, 5, 0x0a}, 3},
		{"a length of eleven bytes",
		 {0x0a, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1},
		 12},
		{"a group", {0x0b, 0x0c}, 2},
		{"wire type 7", {0x0f, 0}, 2},
		{"field 0", {0x00, 0}, 2},
		{"a tag longer than need be", {0x8a, 0, 0}, 3},
		{"a length longer than need be", {0x0a, 0x80, 0}, 3},
		{"a tag of three bytes that has room in two", {0x8a, 0x81, 0, 0}, 4},
		{"a length of three bytes that has room in two", {0x0a, 0x81, 0x80, 0, 0}, 5},
		{"ends within a tag of two bytes", {0x82, 0xfd}, 2},
		{"a number where a message belongs", {0x08, 1}, 2},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const char *field = "not written";
		if (message_unpack(FRAME, rows[i].bytes, rows[i].size_bytes, *state, &field) !=
		    NULL)
			fail_msg("read: %s", rows[i].name);
		assert_null(field); /* no text is to blame */
	}
}

/* Texts are looked at whatever stands before them. */
static void fields_are_known_in_any_order_and_between_unknown_ones(void **state)
{
	/* Event.type is field 4, id is field 1; field 2000 is none. */
	static const uint8_t unknown[] = {0x82, 0x7d, 1, 1};
	uint8_t bytes[] = {0x22, 1,    't',  0x82, 0x7d, 1,    1, 0x0a, 1,
			   'i',  0x82, 0x7d, 1,    1,    0x22, 1, 'u'};
	const char *field = NULL;
	const Ocop__Common__V1__Event *event =
		(void *)message_unpack(EVENT, bytes, sizeof(bytes), *state, &field);

	assert_non_null(event);
	assert_string_equal(event->type, "u"); /* the last one counts */
	assert_int_equal(event->base.n_unknown_fields, 2);
	assert_memory_equal(event->base.unknown_fields[0].data, unknown + 2, 2);
	bytes[2] = 1;
	assert_null(message_unpack(EVENT, bytes, sizeof(bytes), *state, &field));
	assert_string_equal(field, "type");
	bytes[2] = 't';
	bytes[sizeof(bytes) - 1] = 0x7f;
	assert_null(message_unpack(EVENT, bytes, sizeof(bytes), *state, &field));
	assert_string_equal(field, "type");
}

/* PublicEvent has fields 1 to 5 and 20 to 43: what is no field is not taken for one at its place.
 */
static void numbers_may_have_gaps(void **state)
{
	const ProtobufCMessageDescriptor *gaps = &ocop__notification__v1__public_event__descriptor;
	const uint8_t none[] = {0x32, 1, 0xff};          /* 6 */
	const uint8_t message[] = {0xa2, 0x01, 1, 0xff}; /* 20 */
	const ProtobufCMessage *event = message_unpack(gaps, none, sizeof(none), *state, NULL);

	assert_non_null(event);
	assert_int_equal(event->n_unknown_fields, 1);
	assert_null(message_unpack(gaps, message, sizeof(message), *state, NULL));
}

static void too_large_is_refused_before_it_is_read(void **state)
{
	uint8_t *bytes = memory_alloc(FRAME_LIMIT_BYTES + 1);

	assert_null(message_unpack(FRAME, bytes, FRAME_LIMIT_BYTES + 1, *state, NULL));
	memory_free(bytes);
}

static void text_over_its_limit_is_refused(void **state)
{
	Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;
	const char *field;

	event.actor_id = memory_alloc(TEXT_LIMIT_BYTES + 2);
	memset(event.actor_id, 'a', TEXT_LIMIT_BYTES);
	ProtobufCBinaryData packed = message_pack(&event.base, *state);
	assert_non_null(message_unpack(EVENT, packed.data, packed.len, *state, &field));
	event.actor_id[TEXT_LIMIT_BYTES] = 'a';
	packed = message_pack(&event.base, *state);
	assert_null(message_unpack(EVENT, packed.data, packed.len, *state, &field));
	assert_string_equal(field, "actor_id");
	memory_free(event.actor_id);
}

/* 512 Ki empty envelopes in 1 MiB ask for some 60 MiB: the arena says no, the daemon lives. */
static void small_bytes_that_unpack_to_much_are_refused(void **state)
{
	uint8_t *bytes = memory_alloc(FRAME_LIMIT_BYTES);

	for (size_t i = 0; i < FRAME_LIMIT_BYTES; i += 2)
		bytes[i] = 0x0a;
	assert_null(message_unpack(FRAME, bytes, FRAME_LIMIT_BYTES, *state, NULL));
	memory_free(bytes);
}

static void unknown_fields_are_let_through(void **state)
{
	/* field 500, a string that would be unclean if it were known */
	const uint8_t bytes[] = {0xa2, 0x1f, 1, 0};

	assert_non_null(message_unpack(FRAME, bytes, sizeof(bytes), *state, NULL));
}

/* As if it had been packed with the rest: short ones, and long ones whose length takes two bytes.
 */
static void what_is_packed_already_is_an_element_like_any_other(void **state)
{
	struct arena *arena = *state;
	static const size_t sizes[] = {0, 1, 110, 127, 128, 300, 20000};
	Ocop__Common__V1__Envelope envelopes[sizeof sizes / sizeof *sizes];
	Ocop__Common__V1__Envelope *items[sizeof sizes / sizeof *sizes];
	ProtobufCMessageUnknownField elements[sizeof sizes / sizeof *sizes];
	Ocop__Common__V1__Frame whole = OCOP__COMMON__V1__FRAME__INIT;
	Ocop__Common__V1__Frame parts = OCOP__COMMON__V1__FRAME__INIT;

	for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
		ocop__common__v1__envelope__init(&envelopes[i]);
		envelopes[i].body.len = sizes[i];
		envelopes[i].body.data = arena_alloc(arena, sizes[i]);
		items[i] = &envelopes[i];

		ProtobufCBinaryData packed = message_pack(&envelopes[i].base, arena);
		elements[i] = message_element(1, &packed, arena); /* Frame.envelopes */
	}
	whole.envelopes = items;
	whole.n_envelopes = sizeof sizes / sizeof *sizes;
	parts.base.unknown_fields = elements;
	parts.base.n_unknown_fields = sizeof sizes / sizeof *sizes;
	assert_true(message_is_same(&whole.base, &parts.base, arena));
}

static void request_id_that_does_not_belong_into_a_log_is_none(void **state)
{
	static const char *const bad[] = {"two words", "line\nlevel=error", "t\tab", "Miến"};
	Ocop__Common__V1__Envelope envelope = OCOP__COMMON__V1__ENVELOPE__INIT;
	char longest[] = "0123456789012345678901234567890123456789012345678901234567890123";
	char longer[] = "01234567890123456789012345678901234567890123456789012345678901234";

	(void)state;
	envelope.request_id = longest;
	assert_string_equal(envelope_request_id(&envelope), longest);
	envelope.request_id = longer;
	assert_string_equal(envelope_request_id(&envelope), "");
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		envelope.request_id = (char *)bad[i];
		assert_string_equal(envelope_request_id(&envelope), "");
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(frame_comes_back_as_it_was_packed, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(no_bytes_are_the_empty_message, set_up, tear_down),
		cmocka_unit_test_setup_teardown(unclean_text_is_refused_and_named, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(field_within_a_message_is_named_by_its_path, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(bytes_that_are_no_message_are_refused, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(
			fields_are_known_in_any_order_and_between_unknown_ones, set_up, tear_down),
		cmocka_unit_test_setup_teardown(numbers_may_have_gaps, set_up, tear_down),
		cmocka_unit_test_setup_teardown(too_large_is_refused_before_it_is_read, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(text_over_its_limit_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(small_bytes_that_unpack_to_much_are_refused, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(unknown_fields_are_let_through, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_packed_already_is_an_element_like_any_other,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(request_id_that_does_not_belong_into_a_log_is_none,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
