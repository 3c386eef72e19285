/* codes_test.c - official codes, the numbers they are made of, and the numbers of registration
 * slips
 */
#include <stdio.h>

#include "registration/rules/product_number.h"
#include "registration/rules/slip_number.h"
#include "registration_fixture.h"

/* --- dossiers into rounds */

static void take(const char *dossier_id, const char *round_id)
{
	Ocop__Scoring__V1__DossierTaken taken = OCOP__SCORING__V1__DOSSIER_TAKEN__INIT;

	taken.round_id = (char *)round_id;
	taken.dossier_id = (char *)dossier_id;
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &taken.base);
}

static void leave(const char *dossier_id, const char *round_id)
{
	Ocop__Scoring__V1__DossierLeftRound left = OCOP__SCORING__V1__DOSSIER_LEFT_ROUND__INIT;

	left.round_id = (char *)round_id;
	left.dossier_id = (char *)dossier_id;
	left.reason = (char *)"Chủ thể rút";
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &left.base);
}

/* From now on the helpers of the fixture work with another product of the same producer. */
static void another_product(const char *name)
{
	Ocop__Registration__V1__RegisterProduct product = a_product();

	sign_in_producer();
	product.name = (char *)name;
	fixture.product_id = accepted_id(&product.base);
}

static const char *an_admitted_dossier(const char *round_id)
{
	const char *dossier_id = a_proposed_dossier();

	(void)harness_id(fixture.harness, admit(dossier_id, round_id));
	return dossier_id;
}

static const char *code_of(const char *dossier_id)
{
	return get_dossier_of(dossier_id)->product_code;
}

static size_t codes_issued(void)
{
	return harness_events(fixture.harness, MESSAGE(product_code_issued));
}

/* --- issuing */

static void code_is_issued_once_whatever_happens(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id = a_proposed_dossier();

	(void)state; /* the fixture holds it */
	plan(&round);
	/* Word of the round comes first, and the daemon ends before it can act on it. */
	take(dossier_id, round.round_id);
	assert_int_equal(codes_issued(), 0);
	harness_restart(fixture.harness);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	harness_advance(fixture.harness, 1000000);
	assert_string_equal(code_of(dossier_id), "19-05503-1-2026");

	for (int i = 0; i < 3; i++) { /* found again by nobody, started again or not */
		harness_advance(fixture.harness, 1000000);
		harness_restart(fixture.harness);
		harness_advance(fixture.harness, 1000000);
	}
	take(dossier_id, round.round_id); /* told twice */
	harness_advance(fixture.harness, 120 * 1000000LL);
	assert_int_equal(codes_issued(), 1);
	assert_string_equal(code_of(dossier_id), "19-05503-1-2026");
}

static void nobody_else_issues_a_code(void **state)
{
	Ocop__Registration__V1__IssueProductCode message =
		OCOP__REGISTRATION__V1__ISSUE_PRODUCT_CODE__INIT;
	Ocop__Scoring__V1__RoundPlanned round = a_round();

	(void)state; /* the fixture holds it */
	plan(&round);
	message.dossier_id = (char *)an_admitted_dossier(round.round_id);
	assert_refused(command(&message.base), ROLE_MISSING);
	assert_int_equal(codes_issued(), 0);
}

static void year_is_that_of_the_round(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	round.held_on = (char *)"2027-01-08";
	plan(&round);
	dossier_id = an_admitted_dossier(round.round_id);
	take(dossier_id, round.round_id);
	assert_string_equal(code_of(dossier_id), "19-05503-1-2027");
}

enum { MANY = 8 };

static void many_at_once_get_the_numbers_in_sequence(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	const char *dossiers[MANY];
	bool seen[MANY + 1] = {false};

	(void)state; /* the fixture holds it */
	plan(&round);
	for (int i = 0; i < MANY; i++) {
		char name[32];

		(void)snprintf(name, sizeof name, "Sản phẩm %d", i); /* fits */
		another_product(name);
		dossiers[i] = a_proposed_dossier();
		take(dossiers[i], round.round_id); /* acted on once all are admitted */
	}
	for (int i = 0; i < MANY; i++)
		(void)harness_id(fixture.harness, admit(dossiers[i], round.round_id));
	harness_advance(fixture.harness, 1000000);
	for (int i = 0; i < MANY; i++) {
		int number = 0, end = 0;

		(void)sscanf(code_of(dossiers[i]), "19-05503-%d-2026%n", &number, &end);
		assert_int_equal(end, strlen("19-05503-1-2026"));
		assert_true(number >= 1 && number <= MANY && !seen[number]);
		seen[number] = true;
	}
	assert_int_equal(codes_issued(), MANY);
}

/* --- numbers */

static Ocop__Registration__V1__ReserveProductNumbers a_reservation(uint32_t last_number)
{
	Ocop__Registration__V1__ReserveProductNumbers message =
		OCOP__REGISTRATION__V1__RESERVE_PRODUCT_NUMBERS__INIT;

	message.commune_code = (char *)"05503";
	message.last_number = last_number;
	message.reason = (char *)"Xã đã cấp trên giấy năm 2025";
	return message;
}

static Ocop__Registration__V1__ListProductNumbers numbers_of(const char *commune_code)
{
	Ocop__Registration__V1__ListProductNumbers message =
		OCOP__REGISTRATION__V1__LIST_PRODUCT_NUMBERS__INIT;

	message.commune_code = (char *)commune_code;
	return message;
}

static const Ocop__Registration__V1__ListProductNumbersReply *list(
	const Ocop__Registration__V1__ListProductNumbers *message)
{
	return harness_body(fixture.harness, harness_query(fixture.harness, &message->base),
			    MESSAGE(list_product_numbers_reply));
}

/* "1-4 reason|5-5 code|" */
static const char *rows_of(const Ocop__Registration__V1__ListProductNumbersReply *reply)
{
	const char *joined = "";

	for (size_t i = 0; i < reply->n_numbers; i++) {
		const Ocop__Registration__V1__ProductNumber *row = reply->numbers[i];

		joined = arena_printf(harness_arena(fixture.harness), "%s%u-%u %s%s%s|", joined,
				      row->number, row->until_number, row->code,
				      *row->code && *row->gap_reason ? " " : "", row->gap_reason);
	}
	return joined;
}

static const char *all_numbers(void)
{
	Ocop__Registration__V1__ListProductNumbers message = numbers_of("05503");

	return rows_of(list(&message));
}

/* As an operator: a product of an old register, with its code. */
static const Ocop__Common__V1__Reply *import(const char *product, const char *code)
{
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;

	row.product_name = (char *)product;
	row.producer_name = (char *)"HTX Ví dụ 2";
	row.commune = (char *)"Tân Cương";
	row.province = (char *)"Thái Nguyên";
	row.product_code = (char *)code;
	row.line = 3;
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	return command(&row.base);
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

/* --- codes of a register */

static void record_na_ri_of_then(void)
{
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__FormerUnit unit = OCOP__IDENTITY__V1__FORMER_UNIT__INIT;
	Ocop__Identity__V1__FormerUnit *units[] = {&unit};

	unit.province_code = (char *)"06";
	unit.province_name = (char *)"Tỉnh Bắc Kạn";
	unit.district_code = (char *)"066";
	unit.district_name = (char *)"Huyện Na Rì";
	unit.commune_code = (char *)"02155";
	unit.commune_name = (char *)"Thị trấn Yến Lạc";
	unit.successor_province_code = (char *)"19";
	unit.successor_commune_code = (char *)"02155";
	event.former_units = units;
	event.n_former_units = 1;
	harness_event(fixture.harness, "identity", "units", &event.base);
}

static void codes_of_units_that_never_were_are_refused(void **state)
{
	static const struct {
		const char *code;
		bool right;
	} rows[] = {
		{"19-05503-1-2025", true},
		{"19-02155-1-2025", true},
		{"08-05503-1-2025", false}, /* the commune is in another province */
		{"19-99999-1-2025", false}, /* no commune */
		{"06-02155-1-2025", false}, /* Bắc Kạn is no province of today */
		{"06-066-02155-1-2021", true},
		{"06-066-02150-1-2019", true},  /* merged before there was a list */
		{"06-067-02155-1-2019", true},  /* so was this district */
		{"19-066-02155-1-2021", false}, /* Na Rì was in Bắc Kạn */
		{"99-066-02155-1-2021", false}, /* no province ever */
		{"99-067-02155-1-2021", false},
	};

	(void)state; /* the fixture holds it */
	record_na_ri_of_then();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char name[32];
		const Ocop__Common__V1__Reply *reply;

		(void)snprintf(name, sizeof name, "Sản phẩm %zu", i); /* fits */
		reply = import(name, rows[i].code);
		if (rows[i].right != (harness_refusal(reply) == REFUSAL(UNSPECIFIED)))
			fail_msg("%s", rows[i].code);
		if (!rows[i].right) {
			assert_refused(reply, IMPORT_ROW_INVALID);
			assert_string_equal(reply->refusals[0]->field, "product_code");
		}
	}
	/* Numbers of an old commune are none of the commune that took over its code. */
	Ocop__Registration__V1__ListProductNumbers message = numbers_of("02155");
	assert_string_equal(rows_of(list(&message)), "1-1 19-02155-1-2025|");
}

/* --- the list, by itself */

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

/* --- slips */

static void slips_are_numbered_once_at_each_office(void **state)
{
	const Ocop__Registration__V1__Dossier *dossier;
	const char *first = open_a_dossier();
	const char *second;

	(void)state; /* the fixture holds it */
	complete(first);
	assert_string_equal(get_dossier_of(first)->commune_slip, "");
	(void)harness_id(fixture.harness, submit(first));
	assert_string_equal(get_dossier_of(first)->commune_slip, "01/PĐK-19-05503-2026");
	assert_string_equal(get_dossier_of(first)->province_slip, "");

	another_product("Chè Ví dụ");
	second = a_proposed_dossier();
	dossier = get_dossier_of(second);
	assert_string_equal(dossier->commune_slip, "02/PĐK-19-05503-2026");
	assert_string_equal(dossier->province_slip, "01/PĐK-19-05503-2026");

	/* Sent back by the province and handed in again, it keeps both. */
	(void)harness_id(fixture.harness, return_it(second, "Thiếu ảnh", "2026-06-20"));
	sign_in_producer();
	(void)harness_id(fixture.harness, submit(second));
	sign_in_commune();
	(void)harness_id(fixture.harness, screen(second, 4));
	(void)harness_id(fixture.harness, propose(second));
	dossier = get_dossier_of(second);
	assert_string_equal(dossier->commune_slip, "02/PĐK-19-05503-2026");
	assert_string_equal(dossier->province_slip, "01/PĐK-19-05503-2026");
	(void)harness_id(fixture.harness, screen(first, 4));
	(void)harness_id(fixture.harness, record_samples_of(first, OFFICE(COMMUNE), 5));
	(void)harness_id(fixture.harness, propose(first));
	assert_string_equal(get_dossier_of(first)->province_slip, "02/PĐK-19-05503-2026");
}

static void slips_begin_anew_each_year(void **state)
{
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	(void)a_proposed_dossier();
	another_product("Chè Ví dụ");
	harness_set_date(fixture.harness, "2027-01-05");
	dossier_id = a_proposed_dossier();
	assert_string_equal(get_dossier_of(dossier_id)->commune_slip, "01/PĐK-19-05503-2027");
	assert_string_equal(get_dossier_of(dossier_id)->province_slip, "01/PĐK-19-05503-2027");
}

static void slip_numbers_are_printed_as_papers_are(void **state)
{
	static const struct {
		int64_t number;
		const char *text;
	} rows[] = {
		{1, "01/PĐK-19-05503-2026"},
		{9, "09/PĐK-19-05503-2026"},
		{10, "10/PĐK-19-05503-2026"},
		{1234, "1234/PĐK-19-05503-2026"},
		{INT64_MAX, "9223372036854775807/PĐK-19-05503-2026"},
	};

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char text[SLIP_NUMBER_SIZE];

		slip_number_print(rows[i].number, "19", "05503", 2026, text);
		assert_string_equal(text, rows[i].text);
	}
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(code_is_issued_once_whatever_happens),
		TEST(nobody_else_issues_a_code),
		TEST(year_is_that_of_the_round),
		TEST(many_at_once_get_the_numbers_in_sequence),
		TEST(reserved_numbers_are_passed_and_explained),
		TEST(reservation_is_refused_where_it_must),
		TEST(codes_of_a_register_take_their_numbers),
		TEST(code_of_a_dossier_that_left_stays_and_says_why),
		TEST(pages_of_numbers_follow_each_other),
		TEST(list_of_numbers_is_refused_where_it_must),
		TEST(codes_of_units_that_never_were_are_refused),
		cmocka_unit_test(gaps_are_cut_by_codes_and_told_apart),
		TEST(slips_are_numbered_once_at_each_office),
		TEST(slips_begin_anew_each_year),
		cmocka_unit_test(slip_numbers_are_printed_as_papers_are),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
