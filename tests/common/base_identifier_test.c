/* base_identifier_test.c - ids against RFC 9562 and Crockford's base 32 */
#include "common/base/identifier.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void a_uuid_version_7_is_read_as_the_rfc_shows(void **state)
{
	/* RFC 9562, appendix A.6: 2022-02-22T19:22:22Z, 0x017F22E279B0 milliseconds. */
	static const char text[] = "017f22e2-79b0-7cc3-98c4-dc0c0c07398f";
	static const uint8_t expected[] = {0x01, 0x7f, 0x22, 0xe2, 0x79, 0xb0, 0x7c, 0xc3,
					   0x98, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f};
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	char printed[37];

	(void)state;
	assert_true(command_id_parse(text, id));
	assert_memory_equal(id, expected, sizeof(expected));
	assert_int_equal(command_id_time_ms(id), INT64_C(1645557742000));
	command_id_print(id, printed);
	assert_string_equal(printed, text);
	assert_true(command_id_parse("017F22E2-79B0-7CC3-98C4-DC0C0C07398F", id));
	assert_memory_equal(id, expected, sizeof(expected));
}

static void other_text_is_no_command_id(void **state)
{
	static const char *const wrong[] = {
		"",
		"017f22e2-79b0-7cc3-98c4-dc0c0c07398",
		"017f22e2-79b0-7cc3-98c4-dc0c0c07398f0",
		"017f22e279b07cc398c4dc0c0c07398f",
		"017f22e2-79b0-7cc3-98c4-dc0c0c07398g",
		"017f22e2x79b0-7cc3-98c4-dc0c0c07398f",
	};
	uint8_t id[COMMAND_ID_SIZE_BYTES] = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(command_id_parse(wrong[i], id));
}

static void a_new_command_id_is_version_7_and_its_variant(void **state)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES], other[COMMAND_ID_SIZE_BYTES];

	(void)state;
	command_id_create(INT64_C(1645557742000999), id);
	command_id_create(INT64_C(1645557742000999), other);
	assert_int_equal(command_id_time_ms(id), INT64_C(1645557742000));
	assert_int_equal(id[6] >> 4, 7);
	assert_int_equal(id[8] >> 6, 2);
	assert_memory_not_equal(id, other, sizeof(id));
}

static void a_version_4_uuid_has_no_time(void **state)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	(void)state;
	/* RFC 9562, appendix A.3. */
	assert_true(command_id_parse("919108f7-52d1-4320-9bac-f847db4148a8", id));
	assert_int_equal(command_id_time_ms(id), -1);
}

static void a_derived_command_id_is_the_same_again(void **state)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES], again[COMMAND_ID_SIZE_BYTES];

	(void)state;
	command_id_derive(INT64_C(1645557742000000), "expiry certificate_1", id);
	command_id_derive(INT64_C(1645557742000000), "expiry certificate_1", again);
	assert_memory_equal(id, again, sizeof(id));
	assert_int_equal(command_id_time_ms(id), INT64_C(1645557742000));
	command_id_derive(INT64_C(1645557742000000), "expiry certificate_2", again);
	assert_memory_not_equal(id, again, sizeof(id));
}

static void an_identifier_sorts_by_time_and_begins_with_it(void **state)
{
	char early[IDENTIFIER_SIZE], late[IDENTIFIER_SIZE];

	(void)state;
	/* 0x017F22E279B0 ms: 48 bits are 9 letters and 3 bits; ULID's reckoning of the same 48 bits
	 * with two zeros ahead gives 01FWHE4YDG. */
	identifier_create("dossier", NULL, INT64_C(1645557742000000), early);
	identifier_create("dossier", NULL, INT64_C(1645557742001000), late);
	assert_memory_equal(early, "dossier_01FWHE4YDG", 18);
	assert_int_equal(strlen(early), strlen("dossier_") + 26);
	assert_true(strcmp(early, late) < 0);
	assert_true(identifier_is(early, "dossier"));
	assert_false(identifier_is(early, "round"));
	assert_false(identifier_is(early, "doss"));
}

static void an_identifier_names_its_shard(void **state)
{
	char id[IDENTIFIER_SIZE], shard[SHARD_NAME_SIZE] = "none";

	(void)state;
	identifier_create("round", "tn1", INT64_C(1645557742000000), id);
	assert_memory_equal(id, "round_tn1_01FWHE4YDG", 20);
	assert_true(identifier_is(id, "round"));
	assert_true(identifier_shard(id, shard));
	assert_string_equal(shard, "tn1");
	identifier_create("dossier", NULL, INT64_C(1645557742000000), id);
	assert_false(identifier_shard(id, shard));
	assert_string_equal(shard, "tn1");
}

static void what_is_malformed_is_no_identifier(void **state)
{
	static const char *const wrong[] = {
		"",
		"round",
		"round_",
		"round_tn1",
		"round_tn1_",
		"round__01FWHE4YDG0000000000000000",
		"round_TN1_01FWHE4YDG0000000000000000",
		"round_t_01FWHE4YDG0000000000000000",
		"round_toolongname_01FWHE4YDG0000000000000000",
		"round_tn1_01FWHE4YDG000000000000000U", /* U is no letter of Crockford's */
		"round_tn1_81FWHE4YDG0000000000000000", /* over 128 bits */
		"round_tn1_01FWHE4YDG00000000000000000",
		"round_a_b_01FWHE4YDG0000000000000000",
	};
	char shard[SHARD_NAME_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_false(identifier_is(wrong[i], "round"));
		assert_false(identifier_shard(wrong[i], shard));
	}
	assert_true(identifier_is("round_tn1_01FWHE4YDG0000000000000000", "round"));
}

static void a_derived_identifier_depends_on_all_of_its_seed(void **state)
{
	char id[IDENTIFIER_SIZE], again[IDENTIFIER_SIZE], other[IDENTIFIER_SIZE];

	(void)state;
	identifier_derive("product", NULL, 0, "row 7", id);
	identifier_derive("product", NULL, 0, "row 7", again);
	identifier_derive("product", NULL, 0, "row 8", other);
	assert_string_equal(id, again);
	assert_string_not_equal(id, other);
	assert_true(identifier_is(id, "product"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_uuid_version_7_is_read_as_the_rfc_shows),
		cmocka_unit_test(other_text_is_no_command_id),
		cmocka_unit_test(a_new_command_id_is_version_7_and_its_variant),
		cmocka_unit_test(a_version_4_uuid_has_no_time),
		cmocka_unit_test(a_derived_command_id_is_the_same_again),
		cmocka_unit_test(an_identifier_sorts_by_time_and_begins_with_it),
		cmocka_unit_test(an_identifier_names_its_shard),
		cmocka_unit_test(what_is_malformed_is_no_identifier),
		cmocka_unit_test(a_derived_identifier_depends_on_all_of_its_seed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
