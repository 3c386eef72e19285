/* register_fixture.h - the units of the whole country and the old register of the example province,
 * read from the tree
 */
#pragma once

#include <stdio.h>

#include "registration_fixture.h"

#define REGISTER_CSV SOURCE_DIR "/deploy/thai-nguyen/register/products.csv"

enum { COLUMNS = 16, LINE_BYTES = 8192 };

/* Parts a line of RFC 4180 in place; returns how many fields it has. */
static inline size_t split(char *line, char **fields)
{
	size_t count = 0;

	while (count < COLUMNS) {
		char *write = line;
		bool quoted = *line == '"';

		fields[count++] = write;
		if (quoted)
			line++;
		for (; *line && (quoted || *line != ','); line++) {
			if (quoted && *line == '"') {
				if (line[1] != '"') {
					quoted = false;
					continue;
				}
				line++;
			}
			*write++ = *line;
		}
		bool last = *line != ',';
		line++;
		*write = '\0';
		if (last)
			break;
	}
	return count;
}

typedef void take_row(char **fields);

/* Calls `take` for each row of a file but the first; returns how many. */
static inline size_t each_row(const char *path, take_row *take)
{
	FILE *file = fopen(path, "r");
	char line[LINE_BYTES];
	size_t count = 0;

	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file));
	for (; fgets(line, sizeof line, file); count++) {
		char *fields[COLUMNS] = {0};

		line[strcspn(line, "\r\n")] = '\0';
		(void)split(line, fields); /* the columns are those of the files in the tree */
		take(fields);
	}
	(void)fclose(file); /* only read */
	return count;
}

/* Units that were read and not yet recorded: one event for many, each is a commit. */
enum { UNITS_AT_ONCE = 200 };

static struct unit_batch {
	Ocop__Identity__V1__Unit *units[UNITS_AT_ONCE];
	Ocop__Identity__V1__FormerUnit *former_units[UNITS_AT_ONCE];
	size_t unit_count;
	size_t former_unit_count;
} unit_batch;

static inline void record_batch(void)
{
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;

	event.units = unit_batch.units;
	event.n_units = unit_batch.unit_count;
	event.former_units = unit_batch.former_units;
	event.n_former_units = unit_batch.former_unit_count;
	harness_event(fixture.harness, "identity", "units", &event.base);
	unit_batch = (struct unit_batch){0};
}

static inline char *kept(const char *text)
{
	return arena_strdup(harness_arena(fixture.harness), text);
}

static inline void take_unit(char **fields, bool is_commune)
{
	Ocop__Identity__V1__Unit *unit = arena_alloc(harness_arena(fixture.harness), sizeof(*unit));

	ocop__identity__v1__unit__init(unit);
	unit->code = kept(fields[0]);
	unit->province_code = kept(is_commune ? fields[1] : "");
	unit->name_vi = kept(fields[is_commune ? 3 : 2]);
	unit->full_name_vi = kept(fields[is_commune ? 4 : 3]);
	unit_batch.units[unit_batch.unit_count++] = unit;
	if (unit_batch.unit_count == UNITS_AT_ONCE)
		record_batch();
}

static inline void take_province(char **fields)
{
	take_unit(fields, false);
}

static inline void take_commune(char **fields)
{
	take_unit(fields, true);
}

static inline void take_former(char **fields)
{
	Ocop__Identity__V1__FormerUnit *unit =
		arena_alloc(harness_arena(fixture.harness), sizeof(*unit));

	ocop__identity__v1__former_unit__init(unit);
	unit->province_code = kept(fields[0]);
	unit->province_name = kept(fields[1]);
	unit->district_code = kept(fields[2]);
	unit->district_name = kept(fields[3]);
	unit->commune_code = kept(fields[4]);
	unit->commune_name = kept(fields[5]);
	unit->successor_province_code = kept(fields[6]);
	unit->successor_commune_code = kept(fields[7]);
	unit_batch.former_units[unit_batch.former_unit_count++] = unit;
	if (unit_batch.former_unit_count == UNITS_AT_ONCE)
		record_batch();
}

/* All of deploy/units. */
static inline void record_all_units(void)
{
	assert_int_equal(each_row(SOURCE_DIR "/deploy/units/provinces.csv", take_province), 34);
	assert_int_equal(each_row(SOURCE_DIR "/deploy/units/communes.csv", take_commune), 3321);
	assert_int_equal(each_row(SOURCE_DIR "/deploy/units/successors.csv", take_former), 10602);
	record_batch();
}

/* A row of the register as the command that takes it in; borrows the fields. */
static inline Ocop__Registration__V1__ImportProduct register_row(char **fields)
{
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;

	row.product_name = fields[0];
	row.producer_name = fields[1];
	row.producer_type = fields[2];
	row.commune = fields[3];
	row.district = fields[4];
	row.province = fields[5];
	row.stars = (uint32_t)strtoul(fields[6], NULL, 10);
	row.score = fields[7];
	row.decision_number = fields[8];
	row.decision_date = fields[9];
	row.expiry_date = fields[10];
	row.product_group = fields[11];
	row.year = fields[12];
	row.event = fields[13];
	row.source_url = fields[14];
	return row;
}
