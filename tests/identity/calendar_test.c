/* calendar_test.c - the offices' calendar: days recorded, taken back, told, and refused */
#include "identity_fixture.h"

static Ocop__Identity__V1__CalendarDay a_day(const char *day,
					     Ocop__Identity__V1__CalendarDayKind kind)
{
	Ocop__Identity__V1__CalendarDay message = OCOP__IDENTITY__V1__CALENDAR_DAY__INIT;

	message.day = (char *)day;
	message.kind = kind;
	message.name_vi = (char *)"Quốc khánh";
	message.name_en = (char *)"National Day";
	message.source = (char *)"Điều 112";
	return message;
}

static const Ocop__Common__V1__Reply *record(struct harness *harness,
					     const Ocop__Identity__V1__CalendarDay *day)
{
	Ocop__Identity__V1__RecordCalendarDays message =
		OCOP__IDENTITY__V1__RECORD_CALENDAR_DAYS__INIT;
	Ocop__Identity__V1__CalendarDay *days[] = {(Ocop__Identity__V1__CalendarDay *)day};

	message.days = days;
	message.n_days = 1;
	return harness_command(harness, &message.base);
}

static const Ocop__Common__V1__Reply *ask(struct harness *harness, const char *from_day,
					  const char *until_day)
{
	Ocop__Identity__V1__ListCalendarDays message = OCOP__IDENTITY__V1__LIST_CALENDAR_DAYS__INIT;

	message.from_day = (char *)from_day;
	message.until_day = (char *)until_day;
	return harness_query(harness, &message.base);
}

static const Ocop__Identity__V1__ListCalendarDaysReply *list(struct harness *harness,
							     const char *from_day,
							     const char *until_day)
{
	return harness_body(harness, ask(harness, from_day, until_day),
			    MESSAGE(list_calendar_days_reply));
}

static size_t told(struct harness *harness)
{
	return harness_events(harness, MESSAGE(calendar_days_recorded));
}

static void a_holiday_and_the_saturday_worked_for_it_are_shown(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__CalendarDay holiday = a_day("2026-08-31", CALENDAR_DAY_KIND(HOLIDAY));
	Ocop__Identity__V1__CalendarDay working = a_day("2026-08-22", CALENDAR_DAY_KIND(WORKING));

	assert_string_equal(harness_id(harness, record(harness, &holiday)), "calendar");
	assert_int_equal(record(harness, &working)->version, 2);

	harness_sign_in_as(harness, "account_commune", ROLE(COMMUNE_OFFICER), "02155");
	const Ocop__Identity__V1__ListCalendarDaysReply *shown = list(harness, "", "");
	assert_int_equal(shown->n_days, 2);
	assert_int_equal(shown->calendar_version, 2);
	assert_string_equal(shown->days[0]->day, "2026-08-22");
	assert_int_equal(shown->days[0]->kind, CALENDAR_DAY_KIND(WORKING));
	assert_string_equal(shown->days[1]->name_vi, "Quốc khánh");
	assert_string_equal(shown->days[1]->name_en, "National Day");
	assert_string_equal(shown->days[1]->source, "Điều 112");
	/* Both ends of a span belong to it. */
	assert_int_equal(list(harness, "2026-08-22", "2026-08-31")->n_days, 2);
	assert_int_equal(list(harness, "2026-08-23", "2026-08-31")->n_days, 1);
	assert_int_equal(list(harness, "2026-08-23", "2026-08-30")->n_days, 0);
}

static void the_same_day_again_changes_nothing(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__CalendarDay day = a_day("2026-09-02", CALENDAR_DAY_KIND(HOLIDAY));

	(void)harness_id(harness, record(harness, &day));
	assert_int_equal(record(harness, &day)->version, 1);
	assert_int_equal(told(harness), 1);

	day.source = (char *)"Bộ luật Lao động, Điều 112";
	assert_int_equal(record(harness, &day)->version, 2);
	assert_int_equal(told(harness), 2);
	const Ocop__Identity__V1__CalendarDaysRecorded *event =
		harness_last_event(harness, MESSAGE(calendar_days_recorded));
	assert_int_equal(event->calendar_version, 2);
	assert_int_equal(event->n_days, 1);
	assert_string_equal(event->days[0]->source, "Bộ luật Lao động, Điều 112");
	assert_int_equal(list(harness, "", "")->n_days, 1);
}

static void a_day_is_taken_back_once(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__CalendarDay day = a_day("2026-08-22", CALENDAR_DAY_KIND(WORKING));
	Ocop__Identity__V1__CalendarDay back = a_day("2026-08-22", CALENDAR_DAY_KIND(ORDINARY));

	back.name_vi = (char *)"";
	back.name_en = (char *)"";
	(void)harness_id(harness, record(harness, &back)); /* nothing to take yet */
	assert_int_equal(told(harness), 0);
	(void)harness_id(harness, record(harness, &day));
	assert_int_equal(record(harness, &back)->version, 2);
	assert_int_equal(list(harness, "", "")->n_days, 0);
	const Ocop__Identity__V1__CalendarDaysRecorded *event =
		harness_last_event(harness, MESSAGE(calendar_days_recorded));
	assert_int_equal(event->days[0]->kind, CALENDAR_DAY_KIND(ORDINARY));
	assert_int_equal(record(harness, &back)->version, 2);
	assert_int_equal(told(harness), 2);
}

static void a_day_that_is_not_whole_is_refused_by_field(void **state)
{
	struct harness *harness = *state;
	char name[DAY_NAME_SIZE_MAX + 2], source[DAY_SOURCE_SIZE_MAX + 2];
	Ocop__Identity__V1__CalendarDay good = a_day("2026-09-02", CALENDAR_DAY_KIND(HOLIDAY));
	struct {
		Ocop__Identity__V1__CalendarDay day;
		Ocop__Common__V1__RefusalCode code;
		const char *field;
	} rows[] = {
		{good, REFUSAL(DATE_INVALID), "days[0].day"},
		{good, REFUSAL(DATE_INVALID), "days[0].day"},
		{good, REFUSAL(FIELD_MISSING), "days[0].kind"},
		{good, REFUSAL(FIELD_INVALID), "days[0].kind"},
		{good, REFUSAL(FIELD_INVALID), "days[0].kind"}, /* a Wednesday is worked anyway */
		{good, REFUSAL(FIELD_MISSING), "days[0].name_vi"},
		{good, REFUSAL(FIELD_MISSING), "days[0].name_en"},
		{good, REFUSAL(FIELD_MISSING), "days[0].source"},
		{good, REFUSAL(FIELD_TOO_LONG), "days[0].name_vi"},
		{good, REFUSAL(FIELD_TOO_LONG), "days[0].name_en"},
		{good, REFUSAL(FIELD_TOO_LONG), "days[0].source"},
	};

	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	memset(source, 'x', sizeof(source) - 1);
	source[sizeof(source) - 1] = '\0';
	rows[0].day.day = (char *)"2026-02-29";
	rows[1].day.day = (char *)"";
	rows[2].day.kind = CALENDAR_DAY_KIND(UNSPECIFIED);
	rows[3].day.kind = (Ocop__Identity__V1__CalendarDayKind)9;
	rows[4].day.kind = CALENDAR_DAY_KIND(WORKING);
	rows[5].day.name_vi = (char *)"";
	rows[6].day.name_en = (char *)"";
	rows[7].day.source = (char *)"";
	rows[8].day.name_vi = name;
	rows[9].day.name_en = name;
	rows[10].day.source = source;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const Ocop__Common__V1__Reply *reply = record(harness, &rows[i].day);

		if (harness_refusal(reply) != rows[i].code ||
		    strcmp(reply->refusals[0]->field, rows[i].field) != 0)
			fail_msg("row %zu: %d at %s", i, harness_refusal(reply),
				 reply->n_refusals ? reply->refusals[0]->field : "nothing");
	}
	assert_int_equal(told(harness), 0);
	assert_int_equal(list(harness, "", "")->n_days, 0);
	assert_int_equal(list(harness, "", "")->calendar_version, 0);
}

/* Saturdays and Sundays alone can be worked instead: a week beginning on a Monday. */
static void only_a_weekend_is_worked_instead(void **state)
{
	struct harness *harness = *state;
	static const char *const days[] = {"2026-08-17", "2026-08-18", "2026-08-19", "2026-08-20",
					   "2026-08-21", "2026-08-22", "2026-08-23"};

	for (int i = 0; i < 7; i++) {
		Ocop__Identity__V1__CalendarDay day = a_day(days[i], CALENDAR_DAY_KIND(WORKING));

		assert_int_equal(harness_refusal(record(harness, &day)),
				 i < 5 ? REFUSAL(FIELD_INVALID) : 0);
	}
}

static void one_bad_day_or_one_twice_records_nothing(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__RecordCalendarDays message =
		OCOP__IDENTITY__V1__RECORD_CALENDAR_DAYS__INIT;
	Ocop__Identity__V1__CalendarDay first = a_day("2026-09-01", CALENDAR_DAY_KIND(HOLIDAY));
	Ocop__Identity__V1__CalendarDay second = a_day("2026-09-01", CALENDAR_DAY_KIND(ORDINARY));
	Ocop__Identity__V1__CalendarDay *days[] = {&first, &second};

	assert_int_equal(harness_refusal(harness_command(harness, &message.base)),
			 REFUSAL(FIELD_MISSING));
	message.days = days;
	message.n_days = 2;
	const Ocop__Common__V1__Reply *reply = harness_command(harness, &message.base);
	assert_int_equal(harness_refusal(reply), REFUSAL(FIELD_INVALID));
	assert_string_equal(reply->refusals[0]->field, "days[1].day");
	assert_int_equal(list(harness, "", "")->n_days, 0);
}

/* Four hundred days with the longest texts are told in events under their limit. */
static void a_full_command_is_told_in_parts(void **state)
{
	struct harness *harness = *state;
	struct arena *arena = harness_arena(harness);
	Ocop__Identity__V1__RecordCalendarDays message =
		OCOP__IDENTITY__V1__RECORD_CALENDAR_DAYS__INIT;
	Ocop__Identity__V1__CalendarDay *days[CALENDAR_DAYS_A_COMMAND_MAX + 1];
	char text[DAY_SOURCE_SIZE_MAX + 1];

	memset(text, 'x', sizeof(text) - 1);
	text[sizeof(text) - 1] = '\0';
	for (int i = 0; i <= CALENDAR_DAYS_A_COMMAND_MAX; i++) {
		Ocop__Identity__V1__CalendarDay day =
			a_day(arena_printf(arena, "20%02d-%02d-%02d", 26 + i / 336,
					   i % 336 / 28 + 1, i % 28 + 1),
			      CALENDAR_DAY_KIND(HOLIDAY));

		day.source = text;
		day.name_vi = text + DAY_SOURCE_SIZE_MAX - DAY_NAME_SIZE_MAX;
		day.name_en = day.name_vi;
		days[i] = arena_copy(arena, &day, sizeof(day));
	}
	message.days = days;
	message.n_days = CALENDAR_DAYS_A_COMMAND_MAX + 1;
	assert_int_equal(harness_refusal(harness_command(harness, &message.base)),
			 REFUSAL(FIELD_INVALID));
	message.n_days = CALENDAR_DAYS_A_COMMAND_MAX;
	assert_int_equal(harness_command(harness, &message.base)->version, 4);
	assert_int_equal(told(harness), 4);
	assert_int_equal(list(harness, "", "")->n_days, CALENDAR_DAYS_A_COMMAND_MAX);
}

static void the_calendar_is_the_operators_and_the_agencys(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__CalendarDay day = a_day("2026-09-02", CALENDAR_DAY_KIND(HOLIDAY));

	harness_sign_in_as(harness, "account_commune", ROLE(COMMUNE_OFFICER), "02155");
	assert_int_equal(harness_refusal(record(harness, &day)), REFUSAL(ROLE_MISSING));
	harness_sign_in(harness, NULL, NULL, 0);
	assert_int_equal(harness_refusal(record(harness, &day)), REFUSAL(TOKEN_MISSING));
	assert_int_equal(harness_refusal(ask(harness, "", "")), REFUSAL(TOKEN_MISSING));
	harness_sign_in_as(harness, "account_agency", ROLE(OCOP_AGENCY), "19");
	(void)harness_id(harness, record(harness, &day));
	assert_int_equal(harness_refusal(ask(harness, "2026-09-31", "")), REFUSAL(DATE_INVALID));
	assert_int_equal(harness_refusal(ask(harness, "", "Tết")), REFUSAL(DATE_INVALID));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, identity_open, identity_close)
		TEST(a_holiday_and_the_saturday_worked_for_it_are_shown),
		TEST(the_same_day_again_changes_nothing),
		TEST(a_day_is_taken_back_once),
		TEST(a_day_that_is_not_whole_is_refused_by_field),
		TEST(only_a_weekend_is_worked_instead),
		TEST(one_bad_day_or_one_twice_records_nothing),
		TEST(a_full_command_is_told_in_parts),
		TEST(the_calendar_is_the_operators_and_the_agencys),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
