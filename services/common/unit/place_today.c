/* place_today.c - where a place that was known by its codes is today */
#include "common/unit/place_today.h"

#include <string.h>

#include "common/store/transaction.h"

/* What the successors so far agree on. */
struct agreed {
	size_t count;
	struct place_codes codes;
};

static void agree(const char **agreed, const char *code)
{
	if (strcmp(*agreed, code) != 0)
		*agreed = "";
}

static void consider_rows(struct transaction *tx, struct agreed *agreed)
{
	while (statement_step(tx)) {
		const struct place_codes codes = {
			.commune_code = column_text(tx, "commune_code"),
			.province_code = column_text(tx, "province_code"),
		};

		if (agreed->count++ == 0) {
			agreed->codes = codes;
			continue;
		}
		agree(&agreed->codes.commune_code, codes.commune_code);
		agree(&agreed->codes.province_code, codes.province_code);
	}
}

/* One row for each successor: a commune that was divided has none that is certain. */
static struct agreed successors_of_commune(struct transaction *tx, const char *commune_code)
{
	struct agreed agreed = {.codes = {"", ""}};

	statement(tx, "SELECT DISTINCT successor_commune_code AS commune_code,"
		      " successor_province_code AS province_code FROM former_units"
		      " WHERE commune_code = $1 AND commune_code <> ''");
	bind_text(tx, commune_code);
	consider_rows(tx, &agreed);
	return agreed;
}

static struct agreed successors_of_province(struct transaction *tx, const char *province_code)
{
	struct agreed agreed = {.codes = {"", ""}};

	statement(tx, "SELECT DISTINCT '' AS commune_code,"
		      " successor_province_code AS province_code FROM former_units"
		      " WHERE province_code = $1");
	bind_text(tx, province_code);
	consider_rows(tx, &agreed);
	return agreed;
}

void place_today(struct transaction *tx, const struct place_codes *then,
		 struct place_codes *ret_today)
{
	struct unit commune, province;
	struct agreed agreed;

	unit_load(tx, then->commune_code, &commune);
	if (commune.exists) {
		*ret_today = (struct place_codes){commune.code, commune.province_code};
		return;
	}
	agreed = successors_of_commune(tx, then->commune_code);
	if (agreed.count > 0 && *agreed.codes.province_code) {
		*ret_today = agreed.codes;
		return;
	}
	unit_load(tx, then->province_code, &province);
	if (province.exists) {
		*ret_today = (struct place_codes){"", province.code};
		return;
	}
	agreed = successors_of_province(tx, then->province_code);
	*ret_today = (struct place_codes){"", agreed.codes.province_code};
}
