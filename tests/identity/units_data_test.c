/* units_data_test.c - the whole of deploy/units through RecordUnits: every row in, old names found
 *
 * The numbers are those of the law: 34 provinces and 3,321 communes since 2025-07-01, and 10,602
 * rows of what became of the old ones.
 */
#include "identity_fixture.h"

#include <stdio.h>
#include <stdlib.h>

enum { COLUMNS_MAX = 12, LINE_SIZE = 512 };

/* What is gathered until a command is full. */
struct batch {
	struct harness *harness;
	Ocop__Identity__V1__Unit *units[UNITS_A_COMMAND_MAX];
	Ocop__Identity__V1__FormerUnit *former_units[UNITS_A_COMMAND_MAX];
	size_t unit_count, former_unit_count;
};

static void send(struct batch *batch)
{
	Ocop__Identity__V1__RecordUnits record = OCOP__IDENTITY__V1__RECORD_UNITS__INIT;

	record.units = batch->units;
	record.n_units = batch->unit_count;
	record.former_units = batch->former_units;
	record.n_former_units = batch->former_unit_count;
	if (batch->unit_count + batch->former_unit_count > 0)
		(void)harness_id(batch->harness, harness_command(batch->harness, &record.base));
	batch->unit_count = 0;
	batch->former_unit_count = 0;
}

/* The files have no quoted cells. */
static void split(char *line, char **ret_columns)
{
	size_t count = 0;

	line[strcspn(line, "\r\n")] = '\0';
	for (char *cell = line; cell && count < COLUMNS_MAX; count++) {
		char *comma = strchr(cell, ',');
		if (comma)
			*comma++ = '\0';
		ret_columns[count] = cell;
		cell = comma;
	}
}

typedef void take_row(struct batch *batch, char **columns);

static Ocop__Identity__V1__UnitKind kind_of(const char *word)
{
	static const struct {
		const char *word;
		Ocop__Identity__V1__UnitKind kind;
	} kinds[] = {
		{"province", OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_PROVINCE},
		{"city", OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_CITY},
		{"commune", OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_COMMUNE},
		{"ward", OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_WARD},
		{"special_zone", OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_SPECIAL_ZONE},
	};

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
		if (strcmp(word, kinds[i].word) == 0)
			return kinds[i].kind;
	}
	return OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_UNSPECIFIED;
}

/* code, kind, name_vi, full_name_vi, name_en, valid_from */
static void take_province(struct batch *batch, char **columns)
{
	Ocop__Identity__V1__Unit *unit = arena_alloc(harness_arena(batch->harness), sizeof(*unit));

	ocop__identity__v1__unit__init(unit);
	unit->code = columns[0];
	unit->kind = kind_of(columns[1]);
	unit->name_vi = columns[2];
	unit->full_name_vi = columns[3];
	unit->name_en = columns[4];
	unit->valid_from = columns[5];
	batch->units[batch->unit_count++] = unit;
}

/* code, province_code, kind, name_vi, full_name_vi, name_en, valid_from, ... */
static void take_commune(struct batch *batch, char **columns)
{
	Ocop__Identity__V1__Unit *unit = arena_alloc(harness_arena(batch->harness), sizeof(*unit));

	ocop__identity__v1__unit__init(unit);
	unit->code = columns[0];
	unit->province_code = columns[1];
	unit->kind = kind_of(columns[2]);
	unit->name_vi = columns[3];
	unit->full_name_vi = columns[4];
	unit->name_en = columns[5];
	unit->valid_from = columns[6];
	batch->units[batch->unit_count++] = unit;
}

/* old province, district and commune, code and name each; new province and commune; divided */
static void take_former_unit(struct batch *batch, char **columns)
{
	Ocop__Identity__V1__FormerUnit *unit =
		arena_alloc(harness_arena(batch->harness), sizeof(*unit));

	ocop__identity__v1__former_unit__init(unit);
	unit->province_code = columns[0];
	unit->province_name = columns[1];
	unit->district_code = columns[2];
	unit->district_name = columns[3];
	unit->commune_code = columns[4];
	unit->commune_name = columns[5];
	unit->successor_province_code = columns[6];
	unit->successor_commune_code = columns[7];
	unit->divided = strcmp(columns[8], "1") == 0;
	batch->former_units[batch->former_unit_count++] = unit;
}

static size_t load(struct harness *harness, const char *name, take_row *take)
{
	struct batch batch = {.harness = harness};
	struct arena *arena = harness_arena(harness);
	char line[LINE_SIZE];
	size_t rows = 0;
	FILE *file = fopen(arena_printf(arena, "%s/deploy/units/%s", SOURCE_DIR, name), "r");

	assert_non_null(file);
	assert_non_null(fgets(line, sizeof(line), file)); /* the heading */
	while (fgets(line, sizeof(line), file)) {
		char **columns = arena_alloc(arena, COLUMNS_MAX * sizeof(char *));
		split(arena_strdup(arena, line), columns);
		take(&batch, columns);
		rows++;
		if (batch.unit_count + batch.former_unit_count == UNITS_A_COMMAND_MAX)
			send(&batch);
	}
	send(&batch);
	fclose(file);
	return rows;
}

static void load_all(struct harness *harness)
{
	assert_int_equal(load(harness, "provinces.csv", take_province), 34);
	assert_int_equal(load(harness, "communes.csv", take_commune), 3321);
	assert_int_equal(load(harness, "successors.csv", take_former_unit), 10602);
}

/* Follows the pages; the codes in order, in an array of the arena. */
static size_t find_all(struct harness *harness, const char *name, const char *province_code,
		       const char **ret_codes, size_t most)
{
	Ocop__Identity__V1__ListUnits list = OCOP__IDENTITY__V1__LIST_UNITS__INIT;
	size_t count = 0;

	list.name = (char *)name;
	list.province_code = (char *)province_code;
	list.limit = 200;
	do {
		const Ocop__Identity__V1__ListUnitsReply *page = harness_body(
			harness, harness_query(harness, &list.base), MESSAGE(list_units_reply));
		for (size_t i = 0; i < page->n_units && count < most; i++)
			ret_codes[count++] = page->units[i]->code;
		list.cursor = page->next;
	} while (list.cursor[0] != '\0');
	return count;
}

static void every_unit_is_recorded_and_recorded_again_changes_nothing(void **state)
{
	struct harness *harness = *state;
	static const char *codes[4000];

	load_all(harness);
	assert_int_equal(find_all(harness, "", "", codes, 4000), 34 + 3321);
	for (size_t i = 1; i < 34 + 3321; i++)
		assert_true(strcmp(codes[i - 1], codes[i]) < 0);
	/* Thái Nguyên has 92 communes (resolution 1683/NQ-UBTVQH15). */
	assert_int_equal(find_all(harness, "", "19", codes, 4000), 92);

	size_t events = harness_events(harness, MESSAGE(units_recorded));
	load_all(harness);
	assert_int_equal(harness_events(harness, MESSAGE(units_recorded)), events);
}

static void an_abolished_district_finds_all_it_became(void **state)
{
	struct harness *harness = *state;
	/* Communes of Thái Nguyên that took in communes of the district Na Rì, which had code 066.
	 */
	static const char *const expected[] = {"02143", "02152", "02155",
					       "02176", "02185", "02191"};
	static const char *codes[64];

	load_all(harness);
	assert_int_equal(find_all(harness, "huyen na ri", "19", codes, 64), 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(codes[i], expected[i]);
	/* The old province is found by its name, which a ward of today has too. */
	assert_int_equal(find_all(harness, "Tỉnh Bắc Kạn", "", codes, 64), 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, identity_open, identity_close)
		TEST(every_unit_is_recorded_and_recorded_again_changes_nothing),
		TEST(an_abolished_district_finds_all_it_became),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
