/* units_test.c - units and what became of old ones, and the clock of a demo */
#include "identity_fixture.h"

static Ocop__Identity__V1__FormerUnit former(const char *district_code, const char *district_name,
					     const char *commune_code, const char *commune_name,
					     const char *successor)
{
	Ocop__Identity__V1__FormerUnit unit = OCOP__IDENTITY__V1__FORMER_UNIT__INIT;

	unit.province_code = (char *)"06";
	unit.province_name = (char *)"Tỉnh Bắc Kạn";
	unit.district_code = (char *)district_code;
	unit.district_name = (char *)district_name;
	unit.commune_code = (char *)commune_code;
	unit.commune_name = (char *)commune_name;
	unit.successor_province_code = (char *)"19";
	unit.successor_commune_code = (char *)successor;
	return unit;
}

/* Rows of the official list of successors: Kim Lư and Sơn Thành of the district Na Rì. */
static void record_former_units(struct harness *harness)
{
	Ocop__Identity__V1__RecordUnits record = OCOP__IDENTITY__V1__RECORD_UNITS__INIT;
	Ocop__Identity__V1__FormerUnit kim_lu =
		former("066", "Huyện Na Rì", "02158", "Xã Kim Lư", "02155");
	Ocop__Identity__V1__FormerUnit son_thanh =
		former("066", "Huyện Na Rì", "02161", "Xã Sơn Thành", "02155");
	Ocop__Identity__V1__FormerUnit *units[] = {&kim_lu, &son_thanh};

	record_thai_nguyen(harness);
	record.former_units = units;
	record.n_former_units = 2;
	(void)harness_id(harness, harness_command(harness, &record.base));
}

static const Ocop__Identity__V1__ListUnitsReply *find(struct harness *harness, const char *name)
{
	Ocop__Identity__V1__ListUnits list = OCOP__IDENTITY__V1__LIST_UNITS__INIT;

	list.name = (char *)name;
	return harness_body(harness, harness_query(harness, &list.base), MESSAGE(list_units_reply));
}

static void a_former_name_finds_its_successor(void **state)
{
	struct harness *harness = *state;
	static const char *const names[] = {"Na Rì",     "na ri",  "NA RÌ",  "Huyện Na Rì",
					    "Xã Kim Lư", "kim lu", "son tha"};

	record_former_units(harness);
	harness_sign_in(harness, NULL, NULL, 0);
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		const Ocop__Identity__V1__ListUnitsReply *page = find(harness, names[i]);
		if (page->n_units != 1 || strcmp(page->units[0]->code, "02155") != 0)
			fail_msg("%s: %zu units", names[i], page->n_units);
	}
	assert_int_equal(find(harness, "Kim Bôi")->n_units, 0);
	assert_string_equal(find(harness, "Bắc Kạn")->units[0]->code, "19");
}

static void a_unit_shows_its_predecessors(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__GetUnit get = OCOP__IDENTITY__V1__GET_UNIT__INIT;

	record_former_units(harness);
	get.code = (char *)"02155";
	const Ocop__Identity__V1__GetUnitReply *found =
		harness_body(harness, harness_query(harness, &get.base), MESSAGE(get_unit_reply));
	assert_string_equal(found->unit->full_name_vi, "Xã Na Rì");
	assert_string_equal(found->unit->valid_from, "2025-07-01");
	assert_int_equal(found->n_former_units, 2);
	assert_string_equal(found->former_units[0]->commune_name, "Xã Kim Lư");
	get.code = (char *)"99999";
	assert_int_equal(harness_refusal(harness_query(harness, &get.base)),
			 REFUSAL(NO_SUCH_THING));
}

static void the_same_units_again_change_nothing(void **state)
{
	struct harness *harness = *state;

	record_former_units(harness);
	size_t events = harness_events(harness, MESSAGE(units_recorded));
	record_former_units(harness);
	assert_int_equal(harness_events(harness, MESSAGE(units_recorded)), events);

	(void)record_unit(harness, "02155", OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_WARD, "19",
			  "Phường Na Rì", "Na Rì");
	assert_int_equal(harness_events(harness, MESSAGE(units_recorded)), events + 1);
	const Ocop__Identity__V1__UnitsRecorded *event =
		harness_last_event(harness, MESSAGE(units_recorded));
	assert_int_equal(event->n_units, 1);
	assert_string_equal(event->units[0]->full_name_vi, "Phường Na Rì");
}

/* Five hundred rows with the longest names are told in events under their limit. */
static void a_full_command_is_told_in_parts(void **state)
{
	struct harness *harness = *state;
	struct arena *arena = harness_arena(harness);
	Ocop__Identity__V1__RecordUnits record = OCOP__IDENTITY__V1__RECORD_UNITS__INIT;
	Ocop__Identity__V1__FormerUnit *units[UNITS_A_COMMAND_MAX + 1];
	char name[UNIT_NAME_SIZE_MAX + 1];

	memset(name, 'x', sizeof(name) - 1);
	name[sizeof(name) - 1] = '\0';
	for (int i = 0; i <= UNITS_A_COMMAND_MAX; i++) {
		Ocop__Identity__V1__FormerUnit unit =
			former("066", name, arena_printf(arena, "%05d", i), name, "02155");
		unit.province_name = name;
		units[i] = arena_copy(arena, &unit, sizeof(unit));
	}
	record_thai_nguyen(harness);
	size_t before = harness_events(harness, MESSAGE(units_recorded));
	record.former_units = units;
	record.n_former_units = UNITS_A_COMMAND_MAX + 1;
	assert_int_equal(harness_refusal(harness_command(harness, &record.base)),
			 REFUSAL(FIELD_INVALID));
	record.n_former_units = UNITS_A_COMMAND_MAX;
	assert_int_equal(harness_refusal(harness_command(harness, &record.base)), 0);
	assert_int_equal(harness_events(harness, MESSAGE(units_recorded)), before + 4);
}

static void one_bad_row_records_nothing(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__RecordUnits record = OCOP__IDENTITY__V1__RECORD_UNITS__INIT;
	Ocop__Identity__V1__FormerUnit good =
		former("066", "Huyện Na Rì", "02158", "Xã Kim Lư", "02155");
	Ocop__Identity__V1__FormerUnit bad =
		former("066", "Huyện Na Rì", "2161", "Xã Sơn Thành", "02155");
	Ocop__Identity__V1__FormerUnit *units[] = {&good, &bad};

	record_thai_nguyen(harness);
	record.former_units = units;
	record.n_former_units = 2;
	const Ocop__Common__V1__Reply *reply = harness_command(harness, &record.base);
	assert_int_equal(harness_refusal(reply), REFUSAL(FIELD_INVALID));
	assert_string_equal(reply->refusals[0]->field, "formerUnits[1]");
	assert_int_equal(find(harness, "kim lu")->n_units, 0);
	record.n_former_units = 0;
	assert_int_equal(harness_refusal(harness_command(harness, &record.base)),
			 REFUSAL(FIELD_MISSING));
}

static void units_are_listed_by_province_page_by_page(void **state)
{
	struct harness *harness = *state;
	Ocop__Identity__V1__ListUnits list = OCOP__IDENTITY__V1__LIST_UNITS__INIT;

	record_thai_nguyen(harness);
	(void)record_unit(harness, "02185", OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_COMMUNE, "19",
			  "Xã Côn Minh", "Côn Minh");
	list.province_code = (char *)"19";
	list.limit = 1;
	const Ocop__Identity__V1__ListUnitsReply *page = harness_body(
		harness, harness_query(harness, &list.base), MESSAGE(list_units_reply));
	assert_string_equal(page->units[0]->code, "02155");
	assert_string_equal(page->next, "02155");
	list.cursor = page->next;
	page = harness_body(harness, harness_query(harness, &list.base), MESSAGE(list_units_reply));
	assert_string_equal(page->units[0]->code, "02185");
	assert_string_equal(page->next, "");
	list.cursor = (char *)"";
	list.limit = 0;
	list.name = (char *)"con";
	page = harness_body(harness, harness_query(harness, &list.base), MESSAGE(list_units_reply));
	assert_int_equal(page->n_units, 1);
}

static const Ocop__Common__V1__Reply *move(struct harness *harness, int64_t seconds)
{
	Ocop__Identity__V1__MoveClock move_clock_message = OCOP__IDENTITY__V1__MOVE_CLOCK__INIT;

	move_clock_message.seconds = seconds;
	return harness_command(harness, &move_clock_message.base);
}

static void moves_of_the_clock_add_up(void **state)
{
	struct harness *harness = *state;

	assert_int_equal(move(harness, 30 * 86400)->version, 1);
	assert_int_equal(move(harness, 86400)->version, 2);
	const Ocop__Identity__V1__ClockMoved *event =
		harness_last_event(harness, MESSAGE(clock_moved));
	assert_int_equal(event->offset_seconds, 31 * 86400);
	assert_int_equal(harness_refusal(move(harness, 0)), REFUSAL(FIELD_INVALID));
	identity_held->clock_moves = false;
	assert_int_equal(harness_refusal(move(harness, 60)), REFUSAL(INSTANCE_KIND));
	assert_int_equal(harness_events(harness, MESSAGE(clock_moved)), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, identity_open, identity_close)
		TEST(a_former_name_finds_its_successor),
		TEST(a_unit_shows_its_predecessors),
		TEST(the_same_units_again_change_nothing),
		TEST(a_full_command_is_told_in_parts),
		TEST(one_bad_row_records_nothing),
		TEST(units_are_listed_by_province_page_by_page),
		TEST(moves_of_the_clock_add_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
