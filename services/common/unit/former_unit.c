/* former_unit.c - what a place belonged to until 30 June 2025, as far as that is certain */
#include "common/unit/former_unit.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"

/* What the old communes must have in common with the place; "" asks nothing. */
struct wanted {
	const char *successor_province_code;
	const char *successor_commune_code;
	const char *province_key;
	const char *district_key;
	const char *commune_key;
	const char *commune_text; /* as written: of several that fit its key the best count */
};

/* The old communes that fit best so far. A code on which they do not agree is "". */
struct fitting {
	size_t count;
	int fit;
	struct former_codes agreed;
};

static const struct former_codes nothing = {"", "", ""};

static void agree(const char **agreed, const char *code)
{
	if (strcmp(*agreed, code) != 0)
		*agreed = "";
}

static void consider(struct fitting *fitting, const struct former_codes *codes, int fit)
{
	if (fit < fitting->fit)
		return;
	if (fit > fitting->fit || fitting->count == 0) {
		*fitting = (struct fitting){.count = 1, .fit = fit, .agreed = *codes};
		return;
	}
	fitting->count++;
	agree(&fitting->agreed.commune_code, codes->commune_code);
	agree(&fitting->agreed.district_code, codes->district_code);
	agree(&fitting->agreed.province_code, codes->province_code);
}

static void consider_row(struct transaction *tx, const struct wanted *wanted,
			 struct fitting *fitting)
{
	const struct former_codes codes = {
		.commune_code = column_text(tx, "commune_code"),
		.district_code = column_text(tx, "district_code"),
		.province_code = column_text(tx, "province_code"),
	};
	int fit = 0;

	if (*wanted->commune_key)
		fit = unit_name_fit(transaction_arena(tx), wanted->commune_text,
				    column_text(tx, "commune_name"));
	consider(fitting, &codes, fit);
}

/* Two literals, so that each has its index. */
#define FORMER_COLUMNS "SELECT commune_code, district_code, province_code, commune_name"
#define FORMER_FILTERS                                                                             \
	" AND ($2 = '' OR province_key = $2) AND ($3 = '' OR district_key = $3)"                   \
	" AND ($4 = '' OR commune_key = $4)"

static struct fitting find_fitting(struct transaction *tx, const struct wanted *wanted)
{
	struct fitting fitting = {.agreed = nothing};

	if (*wanted->successor_commune_code) {
		statement(tx, FORMER_COLUMNS " FROM former_units"
					     " WHERE successor_commune_code = $1" FORMER_FILTERS);
		bind_text(tx, wanted->successor_commune_code);
	} else {
		statement(tx, FORMER_COLUMNS " FROM former_units"
					     " WHERE successor_province_code = $1" FORMER_FILTERS);
		bind_text(tx, wanted->successor_province_code);
	}
	bind_text(tx, wanted->province_key);
	bind_text(tx, wanted->district_key);
	bind_text(tx, wanted->commune_key);
	while (statement_step(tx))
		consider_row(tx, wanted, &fitting);
	return fitting;
}

/* True when the commune was written as it is called today: under the province of today it may be
 * today's, and names none of those it was made of. */
static bool names_commune_of_today(struct transaction *tx, const struct wanted *wanted)
{
	struct unit commune;

	if (*wanted->district_key || *wanted->successor_commune_code == '\0')
		return false;
	unit_load(tx, wanted->successor_commune_code, &commune);
	return strcmp(unit_key(transaction_arena(tx), commune.name_vi), wanted->commune_key) == 0;
}

/* True when the province is written as it is called today: where no district places it in the old
 * order, it may be any of those that were merged into it. */
static bool names_province_of_today(struct transaction *tx, const struct wanted *wanted)
{
	struct unit province;

	unit_load(tx, wanted->successor_province_code, &province);
	return strcmp(unit_province_key(transaction_arena(tx), province.name_vi),
		      wanted->province_key) == 0;
}

static const char *or_empty(const char *text)
{
	return text ? text : "";
}

static struct wanted wanted_of(struct transaction *tx, const struct place_text *text,
			       const struct place_codes *today)
{
	struct arena *arena = transaction_arena(tx);

	return (struct wanted){
		.successor_province_code = today->province_code,
		.successor_commune_code = today->commune_code,
		.province_key = unit_province_key(arena, or_empty(text->province)),
		.district_key = unit_key(arena, or_empty(text->district)),
		.commune_key = unit_key(arena, or_empty(text->commune)),
		.commune_text = or_empty(text->commune),
	};
}

/* From all that was written to less and less of it, until some old commune fits: a commune or
 * district that no list knows leaves its own level open, not those above. */
static struct former_codes best_agreement(struct transaction *tx, struct wanted wanted,
					  bool province_of_today)
{
	struct fitting fitting = find_fitting(tx, &wanted);

	if (!fitting.count && province_of_today && *wanted.province_key) {
		wanted.province_key = ""; /* an old district under the province it is in today */
		fitting = find_fitting(tx, &wanted);
	}
	if (!fitting.count && *wanted.commune_key) {
		wanted.commune_key = "";
		fitting = find_fitting(tx, &wanted);
		fitting.agreed.commune_code = "";
	}
	if (!fitting.count && *wanted.district_key) {
		wanted.district_key = "";
		fitting = find_fitting(tx, &wanted);
		fitting.agreed.commune_code = "";
		fitting.agreed.district_code = "";
	}
	return fitting.agreed;
}

void former_unit_resolve(struct transaction *tx, const struct place_text *text,
			 const struct place_codes *today, struct former_codes *ret_codes)
{
	struct wanted wanted = wanted_of(tx, text, today);
	bool province_of_today;

	*ret_codes = nothing;
	if (*today->province_code == '\0')
		return;
	province_of_today = names_province_of_today(tx, &wanted);
	if (province_of_today && *wanted.district_key == '\0')
		wanted.province_key = "";
	if (province_of_today && names_commune_of_today(tx, &wanted))
		wanted.commune_key = "";
	*ret_codes = best_agreement(tx, wanted, province_of_today);
}

static const char *district_name_of(struct transaction *tx, const char *district_code)
{
	const char *name = "";

	statement(tx, "SELECT district_name FROM former_units WHERE district_code = $1 LIMIT 1");
	bind_text(tx, district_code);
	while (statement_step(tx))
		name = column_text(tx, "district_name");
	return name;
}

static const char *province_name_of(struct transaction *tx, const char *province_code)
{
	const char *name = "";

	statement(tx, "SELECT province_name FROM former_units WHERE province_code = $1 LIMIT 1");
	bind_text(tx, province_code);
	while (statement_step(tx))
		name = column_text(tx, "province_name");
	return name;
}

static const char *commune_name_of(struct transaction *tx, const struct former_codes *codes)
{
	const char *name = "";

	if (*codes->commune_code == '\0')
		return name;
	statement(tx, "SELECT commune_name FROM former_units"
		      " WHERE district_code = $1 AND commune_code = $2 LIMIT 1");
	bind_text(tx, codes->district_code);
	bind_text(tx, codes->commune_code);
	while (statement_step(tx))
		name = column_text(tx, "commune_name");
	return name;
}

void former_unit_names(struct transaction *tx, const struct former_codes *codes,
		       struct former_names *ret_names)
{
	*ret_names = (struct former_names){
		.commune_name = commune_name_of(tx, codes),
		.district_name = district_name_of(tx, codes->district_code),
		.province_name = province_name_of(tx, codes->province_code),
	};
}
