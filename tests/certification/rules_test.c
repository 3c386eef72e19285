/* rules_test.c - the life of a certificate, its code, its number, its dates, old registers
 *
 * Codes with their check characters were computed apart from ours, with full multiplication in
 * GF(32). Events and dates are those of deploy/thai-nguyen/register/products.csv.
 */
#include "certification/rules.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/text.h"

static const char alphabet[] = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

static int32_t day(const char *text)
{
	int32_t number;

	assert_true(date_parse(text, &number));
	return number;
}

/* --- codes */

static void code_has_the_check_character_of_the_field(void **state)
{
	static const struct {
		uint8_t random[CERTIFICATE_CODE_RANDOM_BYTES];
		const char *code;
	} cases[] = {
		{{0, 0, 0, 0, 0, 0, 0, 0, 0}, "0000000000"},
		{{0, 0, 0, 0, 0, 0, 0, 0, 1}, "0000000012"},
		{{1, 2, 3, 4, 5, 6, 7, 8, 9}, "1234567890"},
		{{31, 31, 31, 31, 31, 31, 31, 31, 31}, "ZZZZZZZZZX"},
		{{4, 19, 7, 22, 29, 2, 20, 13, 23}, "4K7PX2MDQX"},
		/* Only five bits of a byte count. */
		{{36, 51, 39, 54, 61, 34, 52, 45, 55}, "4K7PX2MDQX"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char code[CERTIFICATE_CODE_SIZE];

		certificate_code_make(cases[i].random, code);
		assert_string_equal(code, cases[i].code);
	}
}

static void code_is_read_as_people_type_it(void **state)
{
	static const char *const typed[] = {"4K7PX2MDQX", "4k7px2mdqx", "4K7PX-2MDQX",
					    "4k7 px2 mdqx"};
	char code[CERTIFICATE_CODE_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		assert_true(certificate_code_read(typed[i], code));
		assert_string_equal(code, "4K7PX2MDQX");
	}
	assert_true(certificate_code_read("L23456789o", code));
	assert_string_equal(code, "1234567890");
}

static void what_is_no_code_is_not_read(void **state)
{
	static const char *const wrong[] = {"",           "4K7PX2MDQ",  "4K7PX2MDQX0",
					    "4K7PX2MDQU", "4K7PX2MD*X", "4K7PX2MDQZ",
					    "0012/2026",  "----------"};
	char code[CERTIFICATE_CODE_SIZE] = "untouched";

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(certificate_code_read(wrong[i], code));
	assert_string_equal(code, "untouched");
}

static void every_single_wrong_character_is_noticed(void **state)
{
	char read[CERTIFICATE_CODE_SIZE];

	(void)state;
	for (size_t at = 0; at < 10; at++) {
		for (size_t i = 0; i < 32; i++) {
			char code[] = "4K7PX2MDQX";

			if (code[at] == alphabet[i])
				continue;
			code[at] = alphabet[i];
			assert_false(certificate_code_read(code, read));
		}
	}
}

static void every_exchange_of_two_characters_is_noticed(void **state)
{
	char read[CERTIFICATE_CODE_SIZE];

	(void)state;
	for (size_t a = 0; a < 10; a++) {
		for (size_t b = a + 1; b < 10; b++) {
			char code[] = "1234567890";
			char first = code[a];

			code[a] = code[b];
			code[b] = first;
			assert_false(certificate_code_read(code, read));
		}
	}
}

/* --- official numbers */

static void number_follows_the_template(void **state)
{
	static const struct {
		const char *number_template;
		struct number_parts parts;
		const char *number;
	} cases[] = {
		{"{seq:04}/{year}/GCN-OCOP-{province}", {12, 2026, "19"}, "0012/2026/GCN-OCOP-19"},
		{"{seq:04}/{year}/GCN-OCOP-{province}",
		 {12345, 2027, "TW"},
		 "12345/2027/GCN-OCOP-TW"},
		{"OCOP {province}.{year}.{seq}", {7, 2026, "TN"}, "OCOP TN.2026.7"},
	};
	char number[OFFICIAL_NUMBER_SIZE];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(official_number_template_is_sound(cases[i].number_template));
		assert_true(
			official_number_print(cases[i].number_template, &cases[i].parts, number));
		assert_string_equal(number, cases[i].number);
	}
}

static void template_that_could_repeat_a_number_is_not_sound(void **state)
{
	static const char *const wrong[] = {
		"",
		"{seq}/GCN",
		"{seq}/{year}",
		"{year}/{province}",
		"{seq}/{year}/{province}/{star}",
		"{seq:4}/{year}/{province}",
		"{seq:00}/{year}/{province}",
		"{seq}/{year}/{province",
		"seq}/{year}/{province}",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_false(official_number_template_is_sound(wrong[i]));
}

static void number_that_does_not_fit_is_not_cut(void **state)
{
	char authority[OFFICIAL_NUMBER_SIZE];
	struct number_parts parts = {1, 2026, authority};
	char number[OFFICIAL_NUMBER_SIZE] = "untouched";

	(void)state;
	memset(authority, 'X', sizeof(authority) - 1);
	authority[sizeof(authority) - 1] = '\0';
	assert_false(official_number_print("{seq}/{year}/{province}", &parts, number));
	assert_string_equal(number, "untouched");
}

/* --- dates */

static void certificate_is_valid_to_the_same_day_36_months_on(void **state)
{
	static const struct {
		const char *from, *until;
	} cases[] = {
		{"2026-06-20", "2029-06-20"},
		{"2021-06-30", "2024-06-30"},
		{"2024-02-29", "2027-02-28"}, /* no such day in 2027: the month's last */
		{"2025-12-31", "2028-12-31"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(certificate_last_day(day(cases[i].from), 36), day(cases[i].until));
}

static void certificate_expires_when_its_last_day_is_over_and_not_on_it(void **state)
{
	int32_t last_day = day("2029-06-20");
	struct expiry_facts facts = {
		.state = CERTIFICATE_STATE(VALID),
		.valid_until = last_day,
		.last_day = last_day,
		.today = last_day,
	};

	(void)state;
	assert_int_equal(may_expire_certificate(&facts), REFUSAL(CERTIFICATE_STATE));
	facts.today = last_day + 1;
	assert_int_equal(may_expire_certificate(&facts), REFUSAL(UNSPECIFIED));
	facts.state = CERTIFICATE_STATE(SUSPENDED);
	assert_int_equal(may_expire_certificate(&facts), REFUSAL(UNSPECIFIED));
	facts.state = CERTIFICATE_STATE(REVOKED);
	assert_int_equal(may_expire_certificate(&facts), REFUSAL(CERTIFICATE_REVOKED));
}

static void extended_certificate_expires_later_unless_its_re_rating_has_failed(void **state)
{
	struct expiry_facts facts = {
		.state = CERTIFICATE_STATE(VALID),
		.valid_until = day("2026-06-30"),
		.last_day = day("2026-10-30"),
		.is_extended = true,
		.today = day("2026-07-01"),
	};

	(void)state;
	assert_int_equal(may_expire_certificate(&facts), REFUSAL(CERTIFICATE_STATE));
	facts.re_rating_failed = true;
	assert_int_equal(may_expire_certificate(&facts), REFUSAL(UNSPECIFIED));
	facts.today = day("2026-06-30"); /* a failed re-rating takes no day that it had */
	assert_int_equal(may_expire_certificate(&facts), REFUSAL(CERTIFICATE_STATE));
	facts.re_rating_failed = false;
	facts.today = day("2026-10-31");
	assert_int_equal(may_expire_certificate(&facts), REFUSAL(UNSPECIFIED));
}

static void state_shown_ends_with_the_last_day(void **state)
{
	(void)state;
	assert_int_equal(
		certificate_state_on(CERTIFICATE_STATE(VALID), "2029-06-20", day("2029-06-20")),
		CERTIFICATE_STATE(VALID));
	assert_int_equal(
		certificate_state_on(CERTIFICATE_STATE(VALID), "2029-06-20", day("2029-06-21")),
		CERTIFICATE_STATE(EXPIRED));
	assert_int_equal(
		certificate_state_on(CERTIFICATE_STATE(REVOKED), "2029-06-20", day("2029-06-21")),
		CERTIFICATE_STATE(REVOKED));
	assert_int_equal(
		certificate_state_on(CERTIFICATE_STATE(NOT_VERIFIED), "", day("2029-06-21")),
		CERTIFICATE_STATE(NOT_VERIFIED));
}

/* --- moves: all of them are walked in life_test.c */

static void certificate_needs_a_recognition_of_three_stars_and_a_product_code(void **state)
{
	static const struct {
		const char *name;
		struct issue_facts facts;
		Ocop__Common__V1__RefusalCode why;
	} cases[] = {
		{"three stars", {true, 3, false, true, false, 0}, REFUSAL(UNSPECIFIED)},
		{"five stars", {true, 5, false, true, false, 0}, REFUSAL(UNSPECIFIED)},
		{"two stars", {true, 2, false, true, false, 0}, REFUSAL(LEVEL_NOT_COMPETENT)},
		{"not recognised", {false, 4, false, true, false, 0}, REFUSAL(LEVEL_NOT_COMPETENT)},
		{"issued before", {true, 4, true, true, false, 0}, REFUSAL(CERTIFICATE_STATE)},
		{"no product code", {true, 4, false, false, false, 0}, REFUSAL(PRODUCT_UNKNOWN)},
		{"upgrade from 3 to 4", {true, 4, false, true, true, 3}, REFUSAL(UNSPECIFIED)},
		{"upgrade that stays", {true, 4, false, true, true, 4}, REFUSAL(CERTIFICATE_STATE)},
		{"upgrade that falls", {true, 3, false, true, true, 4}, REFUSAL(CERTIFICATE_STATE)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		print_message("%s\n", cases[i].name);
		assert_int_equal(may_issue_certificate(&cases[i].facts), cases[i].why);
	}
}

static void revocation_is_the_chairmans_or_the_ministers(void **state)
{
	static const struct {
		const char *name;
		bool is_of_centre, is_chairman, is_ministry, ground_exists;
		int32_t concluded_days_ago;
		Ocop__Certification__V1__CertificateState from;
		Ocop__Common__V1__RefusalCode why;
	} cases[] = {
		{"chairman, 3 or 4", false, true, false, true, 3, CERTIFICATE_STATE(VALID),
		 REFUSAL(UNSPECIFIED)},
		{"Minister, 3 or 4", false, false, true, true, 3, CERTIFICATE_STATE(VALID),
		 REFUSAL(LEVEL_NOT_COMPETENT)},
		{"Minister, 5", true, false, true, true, 3, CERTIFICATE_STATE(VALID),
		 REFUSAL(UNSPECIFIED)},
		{"chairman, 5", true, true, false, true, 3, CERTIFICATE_STATE(VALID),
		 REFUSAL(LEVEL_NOT_COMPETENT)},
		{"no such ground", false, true, false, false, 3, CERTIFICATE_STATE(VALID),
		 REFUSAL(GROUND_UNKNOWN)},
		{"conclusion today", false, true, false, true, 0, CERTIFICATE_STATE(VALID),
		 REFUSAL(UNSPECIFIED)},
		{"conclusion tomorrow", false, true, false, true, -1, CERTIFICATE_STATE(VALID),
		 REFUSAL(CONCLUSION_MISSING)},
		{"after the limit", false, true, false, true, 90, CERTIFICATE_STATE(VALID),
		 REFUSAL(UNSPECIFIED)},
		{"revoked before", false, true, false, true, 3, CERTIFICATE_STATE(REVOKED),
		 REFUSAL(CERTIFICATE_REVOKED)},
		{"expired", false, true, false, true, 3, CERTIFICATE_STATE(EXPIRED),
		 REFUSAL(CERTIFICATE_EXPIRED)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int32_t today = day("2027-01-20");
		struct revocation_facts facts = {
			.state = cases[i].from,
			.competence = {.is_of_centre = cases[i].is_of_centre,
				       .is_chairman = cases[i].is_chairman,
				       .is_ministry = cases[i].is_ministry},
			.ground_exists = cases[i].ground_exists,
			.has_paper = true,
			.concluded_on = today - cases[i].concluded_days_ago,
			.today = today,
		};

		print_message("%s\n", cases[i].name);
		assert_int_equal(may_revoke_certificate(&facts), cases[i].why);
		facts.has_paper = false;
		assert_int_not_equal(may_revoke_certificate(&facts), REFUSAL(UNSPECIFIED));
	}
}

static void revocation_rests_on_a_document(void **state)
{
	struct revocation_facts facts = {
		.competence = {.is_chairman = true},
		.state = CERTIFICATE_STATE(VALID),
		.ground_exists = true,
	};

	(void)state;
	assert_int_equal(may_revoke_certificate(&facts), REFUSAL(PAPER_MISSING));
	facts.has_paper = true;
	assert_int_equal(may_revoke_certificate(&facts), REFUSAL(UNSPECIFIED));
}

static void late_revocation_is_counted_from_the_sixteenth_day(void **state)
{
	int32_t concluded = day("2027-01-05");

	(void)state;
	assert_int_equal(revocation_days_late(concluded, day("2027-01-05"), 15), 0);
	assert_int_equal(revocation_days_late(concluded, day("2027-01-20"), 15), 0);
	assert_int_equal(revocation_days_late(concluded, day("2027-01-21"), 15), 1);
	assert_int_equal(revocation_days_late(concluded, day("2027-02-20"), 15), 31);
	assert_int_equal(revocation_days_late(concluded, day("2027-02-20"), -1), 0);
}

/* --- old registers */

static void only_events_that_are_recognitions_count(void **state)
{
	static const struct {
		const char *event;
		uint32_t star;
		bool is_recognition;
	} cases[] = {
		{"công nhận", 4, true},
		{"công nhận (cấp huyện, đợt 1 năm 2024)", 3, true},
		{"công nhận (đợt 2 năm 2021)", 4, true},
		{"công nhận 5 sao quốc gia", 5, true},
		{"công nhận 5 sao quốc gia (đợt 2/2024)", 5, true},
		{"công nhận cấp tỉnh", 0, true},
		{"công nhận lại", 4, true},
		{"công nhận lại 5 sao", 5, true},
		{"Công nhận mới (cấp huyện)", 3, true},
		{"tái công nhận", 0, true},
		{"cấp lại", 3, true},
		{"nâng hạng 3 lên 4 sao", 4, true},
		{"nâng hạng lên 4 sao", 4, true},
		{"đánh giá lại", 3, true},
		{"đánh giá lại", 0, false},
		{"đạt 3 sao (đợt 1)", 3, true},
		{"đang có hạng", 3, true},
		{"đang có hạng (12/2021)", 3, true},
		{"đang có hiệu lực đến 2022", 4, true},
		{"đăng ký", 0, false},
		{"dự đánh giá cấp huyện", 0, false},
		{"được chọn dự thi cấp tỉnh", 0, false},
		{"đánh giá cấp huyện", 3, false},
		{"phê duyệt điểm, tiềm năng 5 sao", 0, false},
		{"phê duyệt điểm, tiềm năng 5 sao (90-100 điểm)", 0, false},
		{"đề nghị nâng hạng 5 sao", 3, false},
		{"Hội đồng trung ương đề nghị công nhận 5 sao", 5, false},
		{"công nhậnx", 3, false},
		{"", 5, false},
	};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct legacy_claim claim = {
			.event_words = text_lower_words(arena, cases[i].event),
			.star = cases[i].star,
			.decision_number = "",
			.decision_date = "",
			.expiry_date = "",
		};

		print_message("%s\n", cases[i].event);
		assert_int_equal(legacy_claim_is_recognition(&claim), cases[i].is_recognition);
	}
	arena_destroy(arena);
}

static void old_recognition_is_worth_what_is_known_of_it(void **state)
{
	static const struct {
		const char *name;
		uint32_t star;
		const char *decision_number, *decision_date, *expiry_date;
		Ocop__Certification__V1__CertificateState state;
		const char *valid_until; /* NULL: not known */
	} cases[] = {
		{"Miến dong Tài Hoan, 2021", 5, "2890/QĐ-BNN-VPĐP", "2021-06-30", "",
		 CERTIFICATE_STATE(EXPIRED), "2024-06-30"},
		{"Miến dong Tài Hoan, 2024: no decision", 5, "", "2024-06-25", "",
		 CERTIFICATE_STATE(NOT_VERIFIED), NULL},
		{"Trà tôm nõn hương quê, 2025", 5, "2361/QĐ-BNNMT", "2025-06-26", "",
		 CERTIFICATE_STATE(VALID), "2028-06-26"},
		{"Thịt bò khô Thu Ba: last day alone", 4, "", "2025-10-15", "2028-10-15",
		 CERTIFICATE_STATE(VALID), "2028-10-15"},
		{"Tinh nghệ Bắc Kạn: last day alone", 4, "", "", "2021-12-12",
		 CERTIFICATE_STATE(EXPIRED), "2021-12-12"},
		{"last day and star unknown", 0, "", "2022-12-30", "2025-12-30",
		 CERTIFICATE_STATE(EXPIRED), "2025-12-30"},
		{"runs on, star unknown", 0, "", "", "2027-06-30", CERTIFICATE_STATE(NOT_VERIFIED),
		 "2027-06-30"},
		{"Rượu mú từn: a month is no date", 4, "348/QĐ-UBND", "2024-02", "",
		 CERTIFICATE_STATE(NOT_VERIFIED), NULL},
		{"Trà nụ vối: a year is no date", 4, "", "", "", CERTIFICATE_STATE(NOT_VERIFIED),
		 NULL},
		{"the row's own last day goes first", 4, "1/QĐ", "2025-01-01", "2027-06-30",
		 CERTIFICATE_STATE(VALID), "2027-06-30"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct legacy_claim claim = {
			.event_words = "công nhận",
			.star = cases[i].star,
			.decision_number = cases[i].decision_number,
			.decision_date = cases[i].decision_date,
			.expiry_date = cases[i].expiry_date,
		};
		struct legacy_judgement judgement = legacy_claim_judge(&claim, day("2026-11-25"));

		print_message("%s\n", cases[i].name);
		assert_int_equal(judgement.state, cases[i].state);
		assert_int_equal(judgement.has_valid_until, cases[i].valid_until != NULL);
		if (cases[i].valid_until != NULL)
			assert_int_equal(judgement.valid_until, day(cases[i].valid_until));
	}
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(code_has_the_check_character_of_the_field),
		cmocka_unit_test(code_is_read_as_people_type_it),
		cmocka_unit_test(what_is_no_code_is_not_read),
		cmocka_unit_test(every_single_wrong_character_is_noticed),
		cmocka_unit_test(every_exchange_of_two_characters_is_noticed),
		cmocka_unit_test(number_follows_the_template),
		cmocka_unit_test(template_that_could_repeat_a_number_is_not_sound),
		cmocka_unit_test(number_that_does_not_fit_is_not_cut),
		cmocka_unit_test(certificate_is_valid_to_the_same_day_36_months_on),
		cmocka_unit_test(certificate_expires_when_its_last_day_is_over_and_not_on_it),
		cmocka_unit_test(
			extended_certificate_expires_later_unless_its_re_rating_has_failed),
		cmocka_unit_test(state_shown_ends_with_the_last_day),
		cmocka_unit_test(certificate_needs_a_recognition_of_three_stars_and_a_product_code),
		cmocka_unit_test(revocation_is_the_chairmans_or_the_ministers),
		cmocka_unit_test(revocation_rests_on_a_document),
		cmocka_unit_test(late_revocation_is_counted_from_the_sixteenth_day),
		cmocka_unit_test(only_events_that_are_recognitions_count),
		cmocka_unit_test(old_recognition_is_worth_what_is_known_of_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
