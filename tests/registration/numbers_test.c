/* numbers_test.c - the numbers of a commune's codes: each has its code or the reason why it has
 * none */
#include <stdio.h>

#include "codes_fixture.h"
#include "registration/rules/product_number.h"

static Ocop__Registration__V1__ReserveProductNumbers a_reservation(uint32_t last_number)
{
	Ocop__Registration__V1__ReserveProductNumbers message =
		OCOP__REGISTRATION__V1__RESERVE_PRODUCT_NUMBERS__INIT;

	message.commune_code = (char *)"05503";
	message.last_number = last_number;
	message.reason = (char *)"Xã đã cấp trên giấy năm 2025";
	return message;
}

static const char *all_numbers(void)
{
	Ocop__Registration__V1__ListProductNumbers message = numbers_of("05503");

	return rows_of(list(&message));
}

static void reserved_numbers_are_passed_and_explained(void **state)
{
	Ocop__Registration__V1__ReserveProductNumbers message = a_reservation(4);
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const Ocop__Registration__V1__ProductNumbersReserved *event;
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	const Ocop__Common__V1__Reply *again;
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	sign_in_agency();
	command_id_create(clock_machine_us(), id);
	(void)harness_id(fixture.harness,
			 harness_command_as(fixture.harness, id, 0, &message.base));
	again = harness_command_as(fixture.harness, id, 0, &message.base);
	assert_true(again->remembered);
	event = harness_last_event(fixture.harness, MESSAGE(product_numbers_reserved));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_numbers_reserved)), 1);
	assert_string_equal(event->commune_code, "05503");
	assert_int_equal(event->first_number, 1);
	assert_int_equal(event->last_number, 4);
	assert_string_equal(event->reason, message.reason);

	plan(&round);
	dossier_id = an_admitted_dossier(round.round_id);
	take(dossier_id, round.round_id);
	assert_string_equal(code_of(dossier_id), "19-05503-5-2026");
	assert_string_equal(all_numbers(), "1-4 Xã đã cấp trên giấy năm 2025|5-5 19-05503-5-2026|");

	message = a_reservation(9);
	(void)accepted_id(&message.base);
	event = harness_last_event(fixture.harness, MESSAGE(product_numbers_reserved));
	assert_int_equal(event->first_number, 6);
}

static void reservation_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__ReserveProductNumbers message = a_reservation(4);
	char *long_reason = arena_alloc(harness_arena(fixture.harness), REASON_LENGTH_MAX + 2);

	(void)state; /* the fixture holds it */
	sign_in_commune();
	assert_refused(command(&message.base), ROLE_MISSING);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_agency();
	message.last_number = 0;
	assert_refused(command(&message.base), FIELD_INVALID);
	message.last_number = PRODUCT_NUMBER_MAX + 1;
	assert_refused(command(&message.base), FIELD_INVALID);
	message = a_reservation(4);
	message.reason = (char *)" ";
	assert_refused(command(&message.base), REASON_MISSING);
	memset(long_reason, 'a', REASON_LENGTH_MAX + 1);
	message.reason = long_reason;
	assert_refused(command(&message.base), FIELD_TOO_LONG);
	message = a_reservation(4);
	message.commune_code = (char *)"99999";
	assert_refused(command(&message.base), UNIT_UNKNOWN);
	message.commune_code = (char *)"19"; /* a province has no sequence */
	assert_refused(command(&message.base), UNIT_UNKNOWN);
	message = a_reservation(4);
	(void)accepted_id(&message.base);
	assert_refused(command(&message.base), NUMBER_PASSED);
	message = a_reservation(3);
	assert_refused(command(&message.base), NUMBER_PASSED);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_numbers_reserved)), 1);
}

#define BEFORE "Xã đã cấp mã có số lớn hơn trước khi dùng phần mềm; mã mang số này chưa được nhập"
#define LEFT   "Hồ sơ rút khỏi đợt trước khi được đánh giá; mã không cấp lại"

static void codes_of_a_register_take_their_numbers(void **state)
{
	Ocop__Registration__V1__ReserveProductNumbers message = a_reservation(6);
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	(void)harness_id(fixture.harness, import("Chè Ví dụ 1", "19-05503-3-2025"));
	assert_string_equal(all_numbers(), "1-2 " BEFORE "|3-3 19-05503-3-2025|");
	sign_in_agency();
	(void)accepted_id(&message.base);
	(void)harness_id(fixture.harness, import("Chè Ví dụ 2", "19 - 05503 - 005 - 2025"));
	(void)harness_id(fixture.harness, import("Chè Ví dụ 3", "19-05503-1-2025"));
	(void)harness_id(fixture.harness, import("Chè Ví dụ 4", "19-05503-1-2024"));
	sign_in_agency();
	plan(&round);
	dossier_id = an_admitted_dossier(round.round_id);
	take(dossier_id, round.round_id);
	assert_string_equal(all_numbers(), "1-1 19-05503-1-2024|1-1 19-05503-1-2025|2-2 " BEFORE
					   "|3-3 19-05503-3-2025|4-4 Xã đã cấp trên giấy năm 2025|"
					   "5-5 19-05503-5-2025|6-6 Xã đã cấp trên giấy năm 2025|"
					   "7-7 19-05503-7-2026|");
}

static void code_of_a_dossier_that_left_stays_and_says_why(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Registration__V1__ListProductNumbers message = numbers_of("05503");
	const Ocop__Registration__V1__ListProductNumbersReply *reply;
	const char *dossier_id, *product_id = fixture.product_id;

	(void)state; /* the fixture holds it */
	plan(&round);
	dossier_id = an_admitted_dossier(round.round_id);
	take(dossier_id, round.round_id);
	leave(dossier_id, round.round_id);
	another_product("Chè Ví dụ");
	take(an_admitted_dossier(round.round_id), round.round_id);
	reply = list(&message);
	assert_string_equal(rows_of(reply), "1-1 19-05503-1-2026 " LEFT "|2-2 19-05503-2-2026|");
	assert_string_equal(reply->numbers[0]->dossier_id, dossier_id);
	assert_string_equal(reply->numbers[0]->product_id, product_id);
}

static void pages_of_numbers_follow_each_other(void **state)
{
	Ocop__Registration__V1__ListProductNumbers message = numbers_of("05503");
	Ocop__Registration__V1__ReserveProductNumbers reservation = a_reservation(20);
	const Ocop__Registration__V1__ListProductNumbersReply *page;
	static const char *const codes[] = {"19-05503-4-2025", "19-05503-4-2024", "19-05503-9-2025",
					    "19-05503-10-2025", "19-05503-20-2025"};
	const char *joined = "";

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++) {
		char name[32];

		(void)snprintf(name, sizeof name, "Sản phẩm %zu", i); /* fits */
		(void)harness_id(fixture.harness, import(name, codes[i]));
	}
	sign_in_agency();
	reservation.last_number = 25;
	(void)accepted_id(&reservation.base);
	message.limit = 1;
	do {
		page = list(&message);
		assert_int_equal(page->n_numbers, 1);
		joined =
			arena_printf(harness_arena(fixture.harness), "%s%s", joined, rows_of(page));
		message.cursor = page->next;
	} while (*page->next);
	assert_string_equal(joined, all_numbers());
	assert_string_equal(joined,
			    "1-3 " BEFORE "|4-4 19-05503-4-2024|4-4 19-05503-4-2025|5-8 " BEFORE
			    "|9-9 19-05503-9-2025|10-10 19-05503-10-2025|11-19 " BEFORE
			    "|20-20 19-05503-20-2025|21-25 Xã đã cấp trên giấy năm 2025|");
}

static void list_of_numbers_is_refused_where_it_must(void **state)
{
	static const char *const cursors[] = {"x", "|", "1", "-1|", "1|x", "100000|", " 1|"};
	Ocop__Registration__V1__ListProductNumbers message = numbers_of("05503");

	(void)state; /* the fixture holds it */
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(harness_query(fixture.harness, &message.base), TOKEN_MISSING);
	sign_in_agency();
	for (size_t i = 0; i < sizeof cursors / sizeof *cursors; i++) {
		message.cursor = (char *)cursors[i];
		assert_refused(harness_query(fixture.harness, &message.base), CURSOR_INVALID);
	}
	message = numbers_of("99999");
	assert_refused(harness_query(fixture.harness, &message.base), UNIT_UNKNOWN);
	message = numbers_of("19");
	assert_refused(harness_query(fixture.harness, &message.base), UNIT_UNKNOWN);
	assert_string_equal(all_numbers(), "");
}

static void gaps_are_cut_by_codes_and_told_apart(void **state)
{
	static const struct numbered_code codes[] = {{.number = 3, .code = "c3"},
						     {.number = 3, .code = "d3"},
						     {.number = 6, .code = "c6"}};
	static const struct number_gap gaps[] = {{2, 3, "a"}, {4, 7, "b"}, {9, 9, "c"}};
	static const struct {
		const char *name;
		uint32_t after, last;
		size_t first_code, first_gap, limit;
		bool end;
		const char *rows;
	} rows[] = {
		{"all", 0, 10, 0, 0, 20, true, "1-1?|2-2a|c3|d3|4-5b|c6|7-7b|8-8?|9-9c|10-10?|"},
		{"more to come", 0, 10, 0, 0, 20, false, "1-1?|2-2a|c3|d3|4-5b|c6|"},
		{"limited", 0, 10, 0, 0, 2, true, "1-1?|2-2a|"},
		{"behind a gap", 5, 10, 2, 1, 20, true, "c6|7-7b|8-8?|9-9c|10-10?|"},
		{"behind the first of two codes", 3, 10, 1, 0, 3, true, "d3|4-5b|c6|"},
		{"behind all", 10, 10, 3, 3, 20, true, ""},
		{"nothing given", 0, 0, 3, 3, 20, true, ""},
	};

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct number_range range = {
			.after_number = rows[i].after,
			.last_number = rows[i].last,
			.codes = codes + rows[i].first_code,
			.code_count = 3 - rows[i].first_code,
			.codes_end = rows[i].end,
			.gaps = gaps + rows[i].first_gap,
			.gap_count = 3 - rows[i].first_gap,
		};
		struct product_number made[20];
		size_t count = product_numbers_of(&range, rows[i].limit, made);
		char joined[200] = "";
		size_t length = 0;

		for (size_t j = 0; j < count; j++) {
			const char *why = *made[j].gap_reason ? made[j].gap_reason : "?";

			length +=
				(size_t)(made[j].code
						 ? snprintf(joined + length, sizeof joined - length,
							    "%s|", made[j].code->code)
						 : snprintf(joined + length, sizeof joined - length,
							    "%u-%u%s|", made[j].number,
							    made[j].until_number, why));
		}
		if (strcmp(joined, rows[i].rows) != 0)
			fail_msg("%s: %s", rows[i].name, joined);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(reserved_numbers_are_passed_and_explained),
		TEST(reservation_is_refused_where_it_must),
		TEST(codes_of_a_register_take_their_numbers),
		TEST(code_of_a_dossier_that_left_stays_and_says_why),
		TEST(pages_of_numbers_follow_each_other),
		TEST(list_of_numbers_is_refused_where_it_must),
		cmocka_unit_test(gaps_are_cut_by_codes_and_told_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
