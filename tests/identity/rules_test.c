/* rules_test.c - what identity allows */
#include "identity/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#define ROLE(name)    OCOP__COMMON__V1__ROLE__ROLE_##name
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void names_have_their_letters_and_lengths(void **state)
{
	(void)state;
	assert_true(is_agency_id("ocop-agency"));
	assert_false(is_agency_id("1st"));
	assert_false(is_agency_id("a"));
	assert_false(is_agency_id("Sở"));
	assert_false(is_agency_id("a-name-that-is-longer-than-32-chars"));
	assert_true(is_sign_in_name("na-ri"));
	assert_true(is_sign_in_name("thanh.vien_3"));
	assert_false(is_sign_in_name("ab"));
	assert_false(is_sign_in_name("na ri"));
	assert_true(is_shard_name("tn1"));
	assert_true(is_shard_name("abcdefg8"));
	assert_false(is_shard_name("t"));
	assert_false(is_shard_name("abcdefgh9"));
	assert_false(is_shard_name("tn-1"));
}

static void an_address_is_local_or_encrypted(void **state)
{
	(void)state;
	assert_true(is_bus_address("ipc:///run/ocop/scoring_tn1.commands"));
	assert_true(is_bus_address("tls+tcp://10.0.0.7:4000"));
	assert_false(is_bus_address("tcp://10.0.0.7:4000"));
	assert_false(is_bus_address("ipc:///"));
	assert_false(is_bus_address("ipc://relative"));
	assert_false(is_bus_address(""));
	assert_false(
		is_bus_address("ipc:///aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
			       "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"));
}

static void a_grant_has_the_scope_its_role_needs(void **state)
{
	static const char producer[] = "producer_01FWHE4YDG0000000000000000";
	static const char round[] = "round_tn1_01FWHE4YDG0000000000000000";
	static const struct {
		Ocop__Common__V1__Role role;
		const char *unit_code, *producer_id, *round_id;
		Ocop__Common__V1__RefusalCode expected;
	} cases[] = {
		{ROLE(OPERATOR), "", "", "", REFUSAL(UNSPECIFIED)},
		{ROLE(UNSPECIFIED), "", "", "", REFUSAL(FIELD_INVALID)},
		{(Ocop__Common__V1__Role)13, "", "", "", REFUSAL(FIELD_INVALID)},
		{(Ocop__Common__V1__Role)-1, "", "", "", REFUSAL(FIELD_INVALID)},
		{ROLE(PRODUCER), "", producer, "", REFUSAL(UNSPECIFIED)},
		{ROLE(PRODUCER), "", "", "", REFUSAL(FIELD_MISSING)},
		{ROLE(PRODUCER), "19", "", "", REFUSAL(FIELD_MISSING)},
		{ROLE(PRODUCER), "", "product_01FWHE4YDG0000000000000000", "",
		 REFUSAL(FIELD_INVALID)},
		{ROLE(COMMUNE_OFFICER), "02155", "", "", REFUSAL(UNSPECIFIED)},
		{ROLE(COMMUNE_OFFICER), "19", "", "", REFUSAL(FIELD_MISSING)},
		{ROLE(COMMUNE_OFFICER), "", "", "", REFUSAL(FIELD_MISSING)},
		{ROLE(OCOP_AGENCY), "19", "", "", REFUSAL(UNSPECIFIED)},
		{ROLE(OCOP_AGENCY), "", "", "", REFUSAL(FIELD_MISSING)},
		{ROLE(COUNCIL_SECRETARY), "19", "", "", REFUSAL(UNSPECIFIED)},
		{ROLE(COUNCIL_SECRETARY), "", "", round, REFUSAL(UNSPECIFIED)},
		{ROLE(COUNCIL_SECRETARY), "", "", "", REFUSAL(FIELD_MISSING)},
		{ROLE(COUNCIL_MEMBER), "", "", "", REFUSAL(UNSPECIFIED)},
		{ROLE(COUNCIL_MEMBER), "", "", "round", REFUSAL(FIELD_INVALID)},
		{ROLE(CHAIRMAN), "19", "", "", REFUSAL(UNSPECIFIED)},
		{ROLE(CHAIRMAN), "", "", "", REFUSAL(FIELD_MISSING)},
		{ROLE(MINISTRY), "", "", "", REFUSAL(UNSPECIFIED)},
		{ROLE(AUDITOR), "190", "", "", REFUSAL(UNIT_UNKNOWN)},
		{ROLE(AUDITOR), "1x", "", "", REFUSAL(UNIT_UNKNOWN)},
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;
		grant.role = cases[i].role;
		grant.unit_code = (char *)cases[i].unit_code;
		grant.producer_id = (char *)cases[i].producer_id;
		grant.round_id = (char *)cases[i].round_id;
		if (may_have_grant(&grant) != cases[i].expected)
			fail_msg("case %zu: %d", i, (int)may_have_grant(&grant));
	}
}

static void a_password_has_ten_characters_not_bytes(void **state)
{
	(void)state;
	assert_int_equal(may_be_password("123456789"), REFUSAL(PASSWORD_TOO_SHORT));
	assert_int_equal(may_be_password("1234567890"), REFUSAL(UNSPECIFIED));
	/* Nine characters, more than ten bytes. */
	assert_int_equal(may_be_password("mật khẩu "), REFUSAL(PASSWORD_TOO_SHORT));
	assert_int_equal(may_be_password("mật khẩu 1"), REFUSAL(UNSPECIFIED));
}

static Ocop__Identity__V1__Unit a_commune(void)
{
	Ocop__Identity__V1__Unit unit = OCOP__IDENTITY__V1__UNIT__INIT;

	unit.code = (char *)"02155";
	unit.kind = OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_COMMUNE;
	unit.province_code = (char *)"19";
	unit.name_vi = (char *)"Na Rì";
	unit.full_name_vi = (char *)"Xã Na Rì";
	unit.valid_from = (char *)"2025-07-01";
	return unit;
}

static void a_unit_is_a_province_or_a_commune_of_one(void **state)
{
	Ocop__Identity__V1__Unit unit = a_commune();

	(void)state;
	assert_int_equal(may_record_unit(&unit), REFUSAL(UNSPECIFIED));
	unit.province_code = (char *)"";
	assert_int_equal(may_record_unit(&unit), REFUSAL(FIELD_INVALID));
	unit = a_commune();
	unit.kind = OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_PROVINCE;
	assert_int_equal(may_record_unit(&unit), REFUSAL(FIELD_INVALID));
	unit = a_commune();
	unit.valid_from = (char *)"2025-02-30";
	assert_int_equal(may_record_unit(&unit), REFUSAL(DATE_INVALID));
	unit = a_commune();
	unit.name_vi = (char *)"";
	assert_int_equal(may_record_unit(&unit), REFUSAL(FIELD_INVALID));
}

static void a_former_unit_names_its_successor(void **state)
{
	Ocop__Identity__V1__FormerUnit unit = OCOP__IDENTITY__V1__FORMER_UNIT__INIT;

	(void)state;
	unit.province_code = (char *)"06";
	unit.province_name = (char *)"Tỉnh Bắc Kạn";
	unit.district_code = (char *)"066";
	unit.district_name = (char *)"Huyện Na Rì";
	unit.commune_code = (char *)"02155";
	unit.commune_name = (char *)"Xã Kim Lư";
	unit.successor_province_code = (char *)"19";
	assert_int_equal(may_record_former_unit(&unit), REFUSAL(FIELD_INVALID));
	unit.successor_commune_code = (char *)"02155";
	assert_int_equal(may_record_former_unit(&unit), REFUSAL(UNSPECIFIED));
	unit.commune_code = (char *)""; /* an island district without communes */
	unit.commune_name = (char *)"";
	assert_int_equal(may_record_former_unit(&unit), REFUSAL(UNSPECIFIED));
	unit.district_code = (char *)"66";
	assert_int_equal(may_record_former_unit(&unit), REFUSAL(FIELD_INVALID));
}

static void only_a_demo_clock_moves_and_only_forward(void **state)
{
	(void)state;
	assert_int_equal(may_move_clock(false, 0, 60), REFUSAL(INSTANCE_KIND));
	assert_int_equal(may_move_clock(true, 0, 1), REFUSAL(UNSPECIFIED));
	assert_int_equal(may_move_clock(true, 0, 0), REFUSAL(FIELD_INVALID));
	assert_int_equal(may_move_clock(true, 0, -1), REFUSAL(FIELD_INVALID));
	assert_int_equal(may_move_clock(true, 0, INT64_MAX), REFUSAL(FIELD_INVALID));
	/* Ten years with their leap days are 3653 days. */
	assert_int_equal(may_move_clock(true, 0, 3653LL * 86400), REFUSAL(UNSPECIFIED));
	assert_int_equal(may_move_clock(true, 0, 3653LL * 86400 + 1), REFUSAL(FIELD_INVALID));
	assert_int_equal(may_move_clock(true, 36525LL * 86400, 1), REFUSAL(FIELD_INVALID));
}

static void a_token_lives_five_minutes_and_not_beyond_its_session(void **state)
{
	(void)state;
	assert_int_equal(access_token_end_us(1000, INT64_MAX), 1000 + 300000000);
	assert_int_equal(access_token_end_us(1000, 2000), 2000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(names_have_their_letters_and_lengths),
		cmocka_unit_test(an_address_is_local_or_encrypted),
		cmocka_unit_test(a_grant_has_the_scope_its_role_needs),
		cmocka_unit_test(a_password_has_ten_characters_not_bytes),
		cmocka_unit_test(a_unit_is_a_province_or_a_commune_of_one),
		cmocka_unit_test(a_former_unit_names_its_successor),
		cmocka_unit_test(only_a_demo_clock_moves_and_only_forward),
		cmocka_unit_test(a_token_lives_five_minutes_and_not_beyond_its_session),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
