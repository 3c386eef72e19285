/* unit_filter.c - things that lie in a unit, new or old, as somebody names it */
#include "market/records/unit_filter.h"

#include <stdbool.h>
#include <string.h>

#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"

enum { UNIT_NAME_MAX = 100 };

/* By what has an index; province_key begins one. */
static bool is_known(struct transaction *tx, const struct unit_filter *filter)
{
	bool known = false;

	statement(tx, "SELECT EXISTS (SELECT 1 FROM units WHERE code = $1 OR name_key = $2)"
		      " OR EXISTS (SELECT 1 FROM former_units WHERE district_code = $1"
		      " OR commune_code = $1 OR province_code = $1) OR EXISTS (SELECT 1"
		      " FROM former_units WHERE district_key = $2 OR commune_key = $2"
		      " OR province_key = $2) AS known");
	bind_text(tx, filter->code);
	bind_text(tx, filter->key);
	while (statement_step(tx))
		known = column_i64(tx, "known") != 0;
	return known;
}

void unit_filter_read(struct transaction *tx, struct reply *reply, const char *text,
		      struct unit_filter *ret_filter)
{
	const char *name = allow_composed(reply, "unit", text, UNIT_NAME_MAX);
	bool is_code = name[strspn(name, "0123456789")] == '\0';

	*ret_filter = (struct unit_filter){
		.code = is_code ? name : "",
		.key = is_code ? "" : unit_key(transaction_arena(tx), name),
	};
	if (*name == '\0')
		return;
	if (!is_code && !is_known(tx, ret_filter)) /* "xa con minh", typed without marks */
		ret_filter->key = unit_key_without_kind(ret_filter->key);
	/* What has no letters has no key, and would find what has no commune. */
	if ((!is_code && *ret_filter->key == '\0') || !is_known(tx, ret_filter))
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "unit", NULL);
}
