/* tlog_entry_test.c - entries of a log: what was logged is recognised, with and without its secrets
 */
#include "common/tlog/entry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "common/base/arena.h"
#include "common/tlog/base64.h"

static const uint8_t salt[COMMITMENT_SALT_SIZE] = {7, 7, 7};

struct fixture {
	struct arena *arena;
	json_t *event, *clear, *commitments, *salts;
	const char *text;
	struct entry entry;
};

static json_t *json_of(const char *text)
{
	json_t *json = json_loads(text, JSON_DECODE_ANY, NULL);

	assert_non_null(json);
	return json;
}

static int set_up(void **state)
{
	struct fixture *f = test_calloc(1, sizeof(*f));
	json_t *name = json_string("Hộ ông Ví dụ");

	f->arena = arena_create(ARENA_LIMIT_BYTES);
	f->event = json_of("{\"certificate\": {\"code\": \"7K2M\", \"star\": 4,"
			   " \"producerName\": \"Hộ ông Ví dụ\"}, \"count\": 2}");
	f->clear = json_of("{\"certificate\": {\"code\": \"7K2M\", \"star\": 4}, \"count\": 2}");
	f->commitments = json_object();
	(void)json_object_set_new(
		f->commitments, "certificate.producerName",
		json_string(commitment_print(f->arena, salt, "certificate.producerName", name)));
	f->salts = json_object();
	(void)json_object_set_new(f->salts, "certificate.producerName",
				  json_string(base64_print(f->arena, salt, sizeof(salt))));
	f->text = entry_print(f->arena, &(struct entry){.source = "certification",
							.type = "T",
							.thing = "7K2M",
							.time = "2026-06-20T00:00:00Z",
							.sequence = 12,
							.thing_version = 1,
							.event = f->clear,
							.commitments = f->commitments});
	assert_true(entry_read(f->text, strlen(f->text), f->arena, &f->entry));
	json_decref(name);
	*state = f;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *f = *state;

	entry_close(&f->entry);
	json_decref(f->event);
	json_decref(f->clear);
	json_decref(f->commitments);
	json_decref(f->salts);
	arena_destroy(f->arena);
	test_free(f);
	return 0;
}

/* Written out by hand, so that nobody changes by mistake what others hash. */
static void an_entry_is_this_text(void **state)
{
	struct fixture *f = *state;
	const char *commitment =
		json_string_value(json_object_get(f->commitments, "certificate.producerName"));

	assert_string_equal(
		f->text, arena_printf(f->arena,
				      "{\"commitments\":{\"certificate.producerName\":\"%s\"},"
				      "\"event\":{\"certificate\":{\"code\":\"7K2M\",\"star\":4},"
				      "\"count\":2},\"format\":\"ocop-log-entry@v1\","
				      "\"sequence\":12,\"source\":\"certification\","
				      "\"thing\":\"7K2M\",\"thingVersion\":1,"
				      "\"time\":\"2026-06-20T00:00:00Z\",\"type\":\"T\"}",
				      commitment));
}

/* SHA-256 of the bytes that the header describes, put together here. */
static void a_commitment_is_a_hash_over_salt_path_and_value(void **state)
{
	struct fixture *f = *state;
	uint8_t bytes[256], hash[crypto_hash_sha256_BYTES];
	size_t length = 0;

	memcpy(bytes, "ocop-commitment@v1\n", 19);
	memcpy(bytes + 19, salt, 32);
	length = 19 + 32;
	length += (size_t)snprintf((char *)bytes + length, sizeof(bytes) - length,
				   "certificate.producerName\n\"Hộ ông Ví dụ\"");
	(void)crypto_hash_sha256(hash, bytes, length);
	assert_string_equal(
		json_string_value(json_object_get(f->commitments, "certificate.producerName")),
		base64_print(f->arena, hash, sizeof(hash)));
}

static void the_event_is_recognised_with_its_salt_and_without_what_it_hides(void **state)
{
	struct fixture *f = *state;
	struct entry_comparison comparison;
	json_t *erased = json_of("{\"certificate\": {\"code\": \"7K2M\", \"star\": 4},"
				 " \"count\": 2}");

	assert_true(entry_is_of(&f->entry, f->event, f->salts, f->arena, &comparison));
	assert_int_equal(comparison.withheld, 0);
	/* Erased: value and salt are gone, and the entry is as good as before. */
	assert_true(entry_is_of(&f->entry, erased, NULL, f->arena, &comparison));
	assert_int_equal(comparison.withheld, 1);
	/* The value without its salt shows nothing. */
	assert_false(entry_is_of(&f->entry, f->event, NULL, f->arena, &comparison));
	assert_string_equal(comparison.fault, "certificate.producerName");
	json_decref(erased);
}

static void any_difference_is_named(void **state)
{
	static const struct {
		const char *event, *fault;
	} cases[] = {
		{"{\"certificate\": {\"code\": \"7K2M\", \"star\": 5}, \"count\": 2}",
		 "certificate.star"},
		{"{\"certificate\": {\"code\": \"7K2M\", \"star\": \"4\"}, \"count\": 2}",
		 "certificate.star"},
		{"{\"certificate\": {\"code\": \"7K2M\"}, \"count\": 2}", "certificate.star"},
		{"{\"certificate\": {\"code\": \"7K2M\", \"star\": 4, \"setNo\": 6}, \"count\": 2}",
		 "certificate.setNo"},
		{"{\"certificate\": {\"code\": \"7K2M\", \"star\": 4, \"producerName\": \"Hộ\"},"
		 " \"count\": 2}",
		 "certificate.producerName"},
		{"{\"certificate\": {\"code\": \"7K2M\", \"star\": 4}}", "count"},
		{"{\"count\": 2}", "certificate"},
		{"{\"certificate\": 4, \"count\": 2}", "certificate"},
		{"{}", "certificate"},
	};
	struct fixture *f = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		json_t *event = json_of(cases[i].event);
		struct entry_comparison comparison;

		assert_false(entry_is_of(&f->entry, event, f->salts, f->arena, &comparison));
		assert_string_equal(comparison.fault, cases[i].fault);
		json_decref(event);
	}
}

static void other_texts_are_no_entries(void **state)
{
	struct fixture *f = *state;
	static const char *const texts[] = {
		"",
		"{}",
		"[]",
		"{\"commitments\":{},\"event\":{},\"format\":\"ocop-log-entry@v2\",\"sequence\":1,"
		"\"source\":\"s\",\"thing\":\"t\",\"thingVersion\":1,\"time\":\"\",\"type\":\"\"}",
		"{\"commitments\":{},\"event\":{},\"format\":\"ocop-log-entry@v1\",\"sequence\":0,"
		"\"source\":\"s\",\"thing\":\"t\",\"thingVersion\":1,\"time\":\"\",\"type\":\"\"}",
		"{\"commitments\":[],\"event\":{},\"format\":\"ocop-log-entry@v1\",\"sequence\":1,"
		"\"source\":\"s\",\"thing\":\"t\",\"thingVersion\":1,\"time\":\"\",\"type\":\"\"}",
		"{\"commitments\":{},\"event\":{},\"format\":\"ocop-log-entry@v1\",\"sequence\":1,"
		"\"source\":\"s\",\"thing\":\"t\",\"thingVersion\":1,\"time\":\"\",\"type\":\"\","
		"\"x\":1}",
		/* Another spelling of a sound one. */
		"{\"commitments\":{}, \"event\":{},\"format\":\"ocop-log-entry@v1\",\"sequence\":1,"
		"\"source\":\"s\",\"thing\":\"t\",\"thingVersion\":1,\"time\":\"\",\"type\":\"\"}",
	};
	struct entry entry;

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(entry_read(texts[i], strlen(texts[i]), f->arena, &entry));
	assert_false(entry_read(f->text, strlen(f->text) - 1, f->arena, &entry));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(an_entry_is_this_text, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_commitment_is_a_hash_over_salt_path_and_value,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			the_event_is_recognised_with_its_salt_and_without_what_it_hides, set_up,
			tear_down),
		cmocka_unit_test_setup_teardown(any_difference_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(other_texts_are_no_entries, set_up, tear_down),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
