/* unknown_numbers_test.c - numbers that nobody has issued: what is counted, where, and how much */
#include "certification/certification_fixture.h"

#include "certification/rules/unknown_number.h"
#include "certification/unknown/counter.h"
#include "common/base/arena.h"
#include "common/label/asked_counter.h"
#include "ocop/identity/v1/events.pb-c.h"

/* --- the rule */

static void spellings_of_a_number_are_one_and_what_is_none_is_not_counted(void **state)
{
	static const struct {
		const char *asked, *counted; /* NULL: not */
	} cases[] = {
		{"k7m2q9xtrv", "K7M2Q9XTRV"},
		{"K7M2-Q9XT-RV", "K7M2Q9XTRV"},
		{" k7m2 q9xt rv", "K7M2Q9XTRV"},
		{"KOM2Q9XTIV", "K0M2Q9XT1V"},
		{"19-02155-12-2026", "19-02155-12-2026"},
		{"06-058-01852-1-2021", "06-058-01852-1-2021"},
		{"0001/2026/gcn-ocop-19", "0001/2026/GCN-OCOP-19"},
		{"12/2026/qđ-19", "12/2026/QĐ-19"},
		{"12/2026/QĐ-19", "12/2026/QĐ-19"},
		/* Somebody's telephone, somebody's identity card, a bar code. */
		{"0912345678", NULL},
		{"001099012345", NULL},
		{"8936000000017", NULL},
		/* No number at all. */
		{"", NULL},
		{"miến dong", NULL},
		{"MIEN DONG NA RI", NULL},
		{"A1-23", NULL},
		{"<script>alert(1)</script>", NULL},
		{"12/2026/QU-19 or 1=1", NULL},
		{"1234567890/2026/GCN-OCOP-THAI-NGUYEN-1234567890", NULL},
	};

	(void)state; /* a table needs none */
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char number[UNKNOWN_NUMBER_SIZE];
		bool is_counted = unknown_number_read(cases[i].asked, number);

		if (is_counted != (cases[i].counted != NULL))
			fail_msg("%s", cases[i].asked);
		if (is_counted)
			assert_string_equal(number, cases[i].counted);
	}
}

static void product_code_names_its_units(void **state)
{
	struct number_place place;

	(void)state; /* as above */
	assert_true(unknown_number_place("19-02155-12-2026", &place));
	assert_string_equal(place.province_code, "19");
	assert_string_equal(place.commune_code, "02155");
	assert_true(unknown_number_place("06-058-01852-1-2021", &place));
	assert_string_equal(place.province_code, "06");
	assert_string_equal(place.commune_code, "01852");
	assert_false(unknown_number_place("K7M2Q9XTRV", &place));
	assert_false(unknown_number_place("0001/2026/GCN-OCOP-19", &place));
	assert_false(unknown_number_place("19-02155", &place));
	assert_false(unknown_number_place("19-02155-1-2-3-4", &place));
	assert_false(unknown_number_place("1-02155-12-2026", &place));
}

/* --- what comes together */

static void batch_has_each_number_of_each_place_once_and_is_bounded(void **state)
{
	struct asked_counter *counter = asked_counter_create(1000);
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct asked_batch batch;

	(void)state; /* its own */
	assert_false(asked_counter_take(counter, 5000, arena, &batch));
	for (int i = 0; i < 3; i++)
		unknown_number_asked(counter, "k7m2q9xtrv", "02155");
	unknown_number_asked(counter, "K7M2Q9XTRV", "01987");
	unknown_number_asked(counter, "K7M2Q9XTRV", "2155; DROP");
	unknown_number_asked(counter, "not a number", "02155");
	assert_true(asked_counter_take(counter, 5000, arena, &batch));
	assert_int_equal(batch.count, 3);
	for (uint32_t i = 0; i < batch.count; i++) {
		assert_string_equal(batch.counts[i].key, "K7M2Q9XTRV");
		assert_int_equal(batch.counts[i].asked,
				 strcmp(batch.counts[i].commune_code, "02155") == 0 ? 3 : 1);
	}
	for (int i = 0; i < 2 * ASKED_BATCH_MAX; i++) {
		char number[UNKNOWN_NUMBER_SIZE];

		(void)snprintf(number, sizeof(number), "19-02155-%d-2026", i); /* fits */
		unknown_number_asked(counter, number, "");
	}
	assert_false(asked_counter_take(counter, 5999, arena, &batch)); /* too soon */
	assert_true(asked_counter_take(counter, 6000, arena, &batch));
	assert_int_equal(batch.count, ASKED_BATCH_MAX);
	assert_int_equal(batch.others, ASKED_BATCH_MAX);
	assert_int_equal(batch.batch_no, 2);
	assert_false(asked_counter_take(counter, 9000, arena, &batch));
	arena_destroy(arena);
	asked_counter_destroy(counter);
}

/* --- in the store */

static void tell_units(struct harness *h)
{
	static const struct {
		const char *code, *province_code, *name;
	} units[] = {
		{"19", "19", "Tỉnh Thái Nguyên"},
		{"02155", "19", "Xã Na Rì"},
		{"01987", "19", "Xã Côn Minh"},
		{"06", "06", "Tỉnh Ví dụ"},
	};
	enum { UNITS = sizeof(units) / sizeof(units[0]) };
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit rows[UNITS], *told[UNITS];

	for (size_t i = 0; i < UNITS; i++) {
		ocop__identity__v1__unit__init(&rows[i]);
		rows[i].code = (char *)units[i].code;
		rows[i].province_code = (char *)units[i].province_code;
		rows[i].name_vi = (char *)units[i].name;
		rows[i].full_name_vi = (char *)units[i].name;
		told[i] = &rows[i];
	}
	event.units = told;
	event.n_units = UNITS;
	harness_event(h, "identity", "units", &event.base);
}

static int set_up_without_pause(void **state)
{
	assert_int_equal(setenv("OCOP_UNKNOWN_NUMBERS_PAUSE_MS", "0", 1), 0);
	(void)set_up(state);
	tell_units(*state);
	return 0;
}

static void ask(struct harness *h, const char *number, const char *commune_code, int times)
{
	Ocop__Certification__V1__VerifyCertificate query =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATE__INIT;

	query.number = (char *)number;
	query.commune_code = (char *)commune_code;
	while (times-- > 0)
		(void)harness_query(h, &query.base);
}

static const Ocop__Certification__V1__ListUnknownNumbersReply *list(
	struct harness *h, const Ocop__Certification__V1__ListUnknownNumbers *query)
{
	return harness_body(h, harness_query(h, &query->base),
			    &CERTIFICATES(list_unknown_numbers_reply));
}

static void assert_row(const Ocop__Certification__V1__UnknownNumber *row, const char *commune_code,
		       const char *number, uint32_t asked)
{
	assert_string_equal(row->commune_code, commune_code);
	assert_string_equal(row->number, number);
	assert_int_equal(row->asked, asked);
}

static void numbers_are_counted_by_day_and_place_the_most_asked_first(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ListUnknownNumbers query =
		OCOP__CERTIFICATION__V1__LIST_UNKNOWN_NUMBERS__INIT;
	const Ocop__Certification__V1__ListUnknownNumbersReply *answer;

	ask(h, "K7M2Q9XTRV", "02155", 2);
	harness_advance(h, 0);
	ask(h, "k7m2q9xtrv", "02155", 3);
	ask(h, "19-02155-12-2026", "01987",
	    1); /* where the pack is, not where it says it is from */
	ask(h, "19-02155-13-2026", "", 2);
	ask(h, "19-02155-14-2026", "99999", 1); /* of no commune: the code's */
	ask(h, "0912345678", "02155", 7);
	ask(h, "06-01852-1-2026", "", 1); /* the province is known, the commune is not */
	harness_advance(h, 0);
	harness_set_date(h, "2026-12-02");
	ask(h, "K7M2Q9XTRV", "02155", 1);
	harness_advance(h, 0);

	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_COMMUNE_OFFICER, "02155");
	query.commune_code = "02155";
	answer = list(h, &query);
	assert_int_equal(answer->n_numbers, 4);
	assert_row(answer->numbers[0], "02155", "K7M2Q9XTRV", 1);
	assert_string_equal(answer->numbers[0]->day, "2026-12-02");
	assert_string_equal(answer->numbers[0]->commune_name, "Xã Na Rì");
	assert_row(answer->numbers[1], "02155", "K7M2Q9XTRV", 5);
	assert_row(answer->numbers[2], "02155", "19-02155-13-2026", 2);
	assert_row(answer->numbers[3], "02155", "19-02155-14-2026", 1);
	query.commune_code = "01987";
	assert_int_equal(harness_refusal(harness_query(h, &query.base)), REFUSAL(SCOPE_MISSING));

	harness_sign_in_as(h, "account_2", OCOP__COMMON__V1__ROLE__ROLE_OCOP_AGENCY, "19");
	query.commune_code = "";
	query.province_code = "19";
	query.until = "2026-12-01";
	query.asked_at_least = 2;
	assert_int_equal(list(h, &query)->n_numbers, 2);
	query.province_code = "06";
	assert_int_equal(harness_refusal(harness_query(h, &query.base)), REFUSAL(SCOPE_MISSING));
	harness_sign_in_as(h, "account_3", OCOP__COMMON__V1__ROLE__ROLE_MINISTRY, "");
	query.asked_at_least = 0;
	answer = list(h, &query);
	assert_int_equal(answer->n_numbers, 1);
	assert_row(answer->numbers[0], "", "06-01852-1-2026", 1);
}

static void pages_follow_one_another_and_show_each_once(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ListUnknownNumbers query =
		OCOP__CERTIFICATION__V1__LIST_UNKNOWN_NUMBERS__INIT;
	uint32_t before = UINT32_MAX;
	size_t rows = 0;

	for (int i = 0; i < 7; i++) {
		char number[UNKNOWN_NUMBER_SIZE];

		(void)snprintf(number, sizeof(number), "000%d/2026/GCN-OCOP-19", i); /* fits */
		ask(h, number, "", 1 + i % 3);
	}
	harness_advance(h, 0);
	harness_set_agency(h, "agency_1");
	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_OCOP_AGENCY, "19");
	query.limit = 2;
	assert_int_equal(harness_refusal(harness_query(h, &query.base)), REFUSAL(SCOPE_MISSING));
	query.without_place = 1; /* an official number tells no commune */
	do {
		const Ocop__Certification__V1__ListUnknownNumbersReply *answer = list(h, &query);

		for (size_t i = 0; i < answer->n_numbers; i++, rows++) {
			assert_true(answer->numbers[i]->asked <= before);
			before = answer->numbers[i]->asked;
		}
		query.cursor = answer->next;
	} while (*query.cursor != '\0');
	assert_int_equal(rows, 7);
	query.cursor = "yesterday";
	assert_int_equal(harness_refusal(harness_query(h, &query.base)), REFUSAL(CURSOR_INVALID));
}

/* As a platform asks, and as one who wants to fill the store. */
static void ask_many(struct harness *h, int from, int count)
{
	Ocop__Certification__V1__VerifyCertificates query =
		OCOP__CERTIFICATION__V1__VERIFY_CERTIFICATES__INIT;
	char texts[ASKED_BATCH_MAX][UNKNOWN_NUMBER_SIZE], *numbers[ASKED_BATCH_MAX];

	for (int i = 0; i < count; i++) {
		(void)snprintf(texts[i], sizeof(texts[i]), "19-02155-%d-2026", from + i); /* fits */
		numbers[i] = texts[i];
	}
	query.numbers = numbers;
	query.n_numbers = (size_t)count;
	(void)harness_query(h, &query.base);
	harness_advance(h, 0);
}

static void day_keeps_so_many_numbers_and_counts_the_rest_together(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ListUnknownNumbers query =
		OCOP__CERTIFICATION__V1__LIST_UNKNOWN_NUMBERS__INIT;
	const Ocop__Certification__V1__ListUnknownNumbersReply *answer;
	int asked = 0;

	while (asked < UNKNOWN_NUMBERS_A_DAY + 100) {
		int left = UNKNOWN_NUMBERS_A_DAY + 100 - asked;
		int count = left < ASKED_BATCH_MAX ? left : ASKED_BATCH_MAX;

		ask_many(h, asked, count);
		asked += count;
	}
	ask(h, "19-02155-7-2026", "", 4); /* one that is counted already goes on */
	harness_advance(h, 0);
	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_OCOP_AGENCY, "19");
	query.province_code = "19";
	answer = list(h, &query);
	assert_row(answer->numbers[0], "02155", "", 100);
	assert_row(answer->numbers[1], "02155", "19-02155-7-2026", 5);
}

static void old_days_are_forgotten(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ListUnknownNumbers query =
		OCOP__CERTIFICATION__V1__LIST_UNKNOWN_NUMBERS__INIT;

	ask(h, "K7M2Q9XTRV", "02155", 1);
	harness_advance(h, 0);
	harness_set_date(h, "2028-01-05"); /* 400 days later */
	ask(h, "K7M2Q9XTRV", "02155", 1);
	harness_advance(h, 0);
	harness_sign_in_as(h, "account_1", OCOP__COMMON__V1__ROLE__ROLE_OCOP_AGENCY, "19");
	query.province_code = "19";
	query.from = "2026-01-01";
	assert_int_equal(list(h, &query)->n_numbers, 2);
	harness_set_date(h, "2028-01-06");
	ask(h, "K7M2Q9XTRV", "02155", 1);
	harness_advance(h, 0);
	assert_int_equal(list(h, &query)->n_numbers, 2);
}

#define IN_STORE(name) cmocka_unit_test_setup_teardown(name, set_up_without_pause, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spellings_of_a_number_are_one_and_what_is_none_is_not_counted),
		cmocka_unit_test(product_code_names_its_units),
		cmocka_unit_test(batch_has_each_number_of_each_place_once_and_is_bounded),
		IN_STORE(numbers_are_counted_by_day_and_place_the_most_asked_first),
		IN_STORE(pages_follow_one_another_and_show_each_once),
		IN_STORE(day_keeps_so_many_numbers_and_counts_the_rest_together),
		IN_STORE(old_days_are_forgotten),
	};

	return cmocka_run_group_tests_name("certification_unknown_numbers", tests, NULL, NULL);
}
