/* register_fixture.h - the units in force and before, and the register of the example province,
 * as the market is told of them */
#pragma once

#include "common/unit/unit.h"
#include "market/market_fixture.h"

enum { CSV_FIELDS_MAX = 16, UNITS_AN_EVENT = 500 };

/* Cuts a line of CSV (RFC 4180, no line breaks in fields) in place; returns how many fields. */
static inline size_t csv_cut(char *line, char *ret_fields[CSV_FIELDS_MAX])
{
	size_t count = 0;
	char *out = line;
	bool quoted = false;

	line[strcspn(line, "\r\n")] = '\0';
	ret_fields[count++] = out;
	for (char *in = line; *in; in++) {
		if (*in == '"' && quoted && in[1] == '"')
			*out++ = *in++;
		else if (*in == '"')
			quoted = !quoted;
		else if (*in == ',' && !quoted && count < CSV_FIELDS_MAX) {
			*out++ = '\0';
			ret_fields[count++] = out;
		} else
			*out++ = *in;
	}
	*out = '\0';
	return count;
}

typedef void csv_row_fn(struct market *market, char *fields[CSV_FIELDS_MAX], void *context);

static inline void csv_each(struct market *market, const char *path, csv_row_fn *row, void *context)
{
	FILE *file = fopen(path, "r");
	char line[4096];
	char *fields[CSV_FIELDS_MAX];

	assert_non_null(file);
	assert_non_null(fgets(line, sizeof line, file)); /* names of columns */
	while (fgets(line, sizeof line, file)) {
		size_t count = csv_cut(line, fields);

		while (count < CSV_FIELDS_MAX)
			fields[count++] = "";
		row(market, fields, context);
	}
	fclose(file);
}

struct units_event {
	Ocop__Identity__V1__UnitsRecorded event;
	Ocop__Identity__V1__Unit *units[UNITS_AN_EVENT];
	Ocop__Identity__V1__FormerUnit *former[UNITS_AN_EVENT];
};

static inline void units_flush(struct market *market, struct units_event *units)
{
	assert_int_equal(market_told(market, "identity", on_units_recorded, &units->event.base), 0);
	units->event.n_units = units->event.n_former_units = 0;
}

static inline Ocop__Identity__V1__Unit *unit_next(struct market *market, struct units_event *units)
{
	Ocop__Identity__V1__Unit *unit = arena_alloc(market->arena, sizeof *unit);

	ocop__identity__v1__unit__init(unit);
	if (units->event.n_units == UNITS_AN_EVENT)
		units_flush(market, units);
	units->event.units[units->event.n_units++] = unit;
	return unit;
}

/* code,kind,name_vi,full_name_vi,... */
static inline void province_row(struct market *market, char **fields, void *context)
{
	Ocop__Identity__V1__Unit *unit = unit_next(market, context);

	unit->code = arena_strdup(market->arena, fields[0]);
	unit->name_vi = arena_strdup(market->arena, fields[2]);
	unit->full_name_vi = arena_strdup(market->arena, fields[3]);
}

/* code,province_code,kind,name_vi,full_name_vi,... */
static inline void commune_row(struct market *market, char **fields, void *context)
{
	Ocop__Identity__V1__Unit *unit = unit_next(market, context);

	unit->code = arena_strdup(market->arena, fields[0]);
	unit->province_code = arena_strdup(market->arena, fields[1]);
	unit->name_vi = arena_strdup(market->arena, fields[3]);
	unit->full_name_vi = arena_strdup(market->arena, fields[4]);
}

static inline void successor_row(struct market *market, char **fields, void *context)
{
	struct units_event *units = context;
	Ocop__Identity__V1__FormerUnit *former = arena_alloc(market->arena, sizeof *former);

	ocop__identity__v1__former_unit__init(former);
	former->province_code = arena_strdup(market->arena, fields[0]);
	former->province_name = arena_strdup(market->arena, fields[1]);
	former->district_code = arena_strdup(market->arena, fields[2]);
	former->district_name = arena_strdup(market->arena, fields[3]);
	former->commune_code = arena_strdup(market->arena, fields[4]);
	former->commune_name = arena_strdup(market->arena, fields[5]);
	former->successor_province_code = arena_strdup(market->arena, fields[6]);
	former->successor_commune_code = arena_strdup(market->arena, fields[7]);
	former->divided = fields[8][0] == '1';
	if (units->event.n_former_units == UNITS_AN_EVENT)
		units_flush(market, units);
	units->event.former_units[units->event.n_former_units++] = former;
}

static inline void market_units(struct market *market)
{
	struct units_event *units = calloc(1, sizeof *units);

	ocop__identity__v1__units_recorded__init(&units->event);
	units->event.units = units->units;
	units->event.former_units = units->former;
	csv_each(market, SOURCE_DIR "/deploy/units/provinces.csv", province_row, units);
	csv_each(market, SOURCE_DIR "/deploy/units/communes.csv", commune_row, units);
	csv_each(market, SOURCE_DIR "/deploy/units/successors.csv", successor_row, units);
	units_flush(market, units);
	free(units);
}

/* product,producer,producer_type,commune,district,province,stars,... */
static inline void register_row(struct market *market, char **fields, void *context)
{
	struct place_text text = {
		.commune = fields[3], .district = fields[4], .province = fields[5]};
	struct transaction *tx = market_begin(market, false);
	struct place_codes codes;

	(void)context; /* every row is a listing; what it claims is certification's matter */
	unit_resolve(tx, &text, &codes);
	transaction_rollback(tx);
	market_product(market, fields[0], fields[1],
		       &(struct place){codes.commune_code, codes.province_code, fields[3],
				       fields[4], fields[5]});
}

static inline void market_register(struct market *market)
{
	csv_each(market, SOURCE_DIR "/deploy/thai-nguyen/register/products.csv", register_row,
		 NULL);
	market_follow(market);
}
