/* words_test.c - what is typed for enums, roles and durations */
#include "cli/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "ocop/identity/v1/types.pb-c.h"

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

static void enum_is_found_by_any_of_its_spellings(void **state)
{
	static const char *const spellings[] = {"ocop-agency", "OCOP_AGENCY",
						"AGENCY_KIND_OCOP_AGENCY"};
	int value;

	for (size_t i = 0; i < 3; i++) {
		assert_true(word_enum(&ocop__identity__v1__agency_kind__descriptor, spellings[i],
				      *state, &value));
		assert_int_equal(value, OCOP__IDENTITY__V1__AGENCY_KIND__AGENCY_KIND_OCOP_AGENCY);
	}
	assert_string_equal(enum_word(&ocop__identity__v1__agency_kind__descriptor, value),
			    "OCOP_AGENCY");
}

static void zero_of_an_enum_and_nonsense_are_no_words(void **state)
{
	int value;

	assert_false(word_enum(&ocop__identity__v1__agency_kind__descriptor, "unspecified", *state,
			       &value));
	assert_false(
		word_enum(&ocop__identity__v1__agency_kind__descriptor, "office", *state, &value));
	assert_false(word_enum(&ocop__identity__v1__agency_kind__descriptor, "", *state, &value));
}

static void role_carries_its_scope(void **state)
{
	const Ocop__Common__V1__Grant *grant =
		word_grant("COMMUNE_OFFICER:unit=05455:round=round_tn1_01", *state);

	assert_non_null(grant);
	assert_int_equal(grant->role, OCOP__COMMON__V1__ROLE__ROLE_COMMUNE_OFFICER);
	assert_string_equal(grant->unit_code, "05455");
	assert_string_equal(grant->round_id, "round_tn1_01");
	assert_string_equal(grant->producer_id, "");
}

static void role_with_an_unknown_or_empty_scope_is_refused(void **state)
{
	assert_null(word_grant("COMMUNE_OFFICER:commune=05455", *state));
	assert_null(word_grant("COMMUNE_OFFICER:unit=", *state));
	assert_null(word_grant("COMMUNE_OFFICER:", *state));
	assert_null(word_grant("OFFICER", *state));
}

static void durations_are_counted_in_seconds(void **state)
{
	static const struct {
		const char *word;
		int64_t seconds; /* 0: is none */
	} rows[] = {
		{"45s", 45},
		{"90m", 5400},
		{"12h", 43200},
		{"30d", 2592000},
		{"2w", 1209600},
		{"", 0},
		{"d", 0},
		{"30", 0},
		{"30x", 0},
		{"30dd", 0},
		{"-1d", 0},
		{"0d", 0},
		{"99999999999999999999d", 0},
		{"9223372036854775807w", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t seconds = 0;
		bool read = word_seconds(rows[i].word, &seconds);
		if (read != (rows[i].seconds > 0) || seconds != rows[i].seconds)
			fail_msg("%s: %lld", rows[i].word, (long long)seconds);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(enum_is_found_by_any_of_its_spellings, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(zero_of_an_enum_and_nonsense_are_no_words, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(role_carries_its_scope, set_up, tear_down),
		cmocka_unit_test_setup_teardown(role_with_an_unknown_or_empty_scope_is_refused,
						set_up, tear_down),
		cmocka_unit_test(durations_are_counted_in_seconds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
