/* list_units.c - units by province or by name; a former name finds what it became
 *
 * Reads:   identity.v1.ListUnits
 * Answers: identity.v1.ListUnitsReply
 * Refuses: FIELD_TOO_LONG; the cursor is the last code
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/query.h"
#include "common/store/transaction.h"
#include "identity/queries.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "ocop/identity/v1/queries.pb-c.h"

enum decision list_units(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Identity__V1__ListUnits *list = (const Ocop__Identity__V1__ListUnits *)message;
	int64_t limit = page_limit(list->limit);
	Ocop__Identity__V1__ListUnitsReply page = OCOP__IDENTITY__V1__LIST_UNITS_REPLY__INIT;
	const struct unit_filter filter = {list->cursor, list->province_code, list->name,
					   limit + 1};
	Ocop__Identity__V1__Unit *unit;

	if (strlen(list->name) > NAME_SIZE_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "name", NULL);
		return REFUSED;
	}

	page.units = arena_alloc(transaction_arena(tx), (size_t)limit * sizeof(*page.units));
	units_find(tx, &filter);
	while ((unit = unit_next(tx))) {
		if (page.n_units == (size_t)limit) {
			page.next = page.units[limit - 1]->code;
			statement_end(tx);
			break;
		}
		page.units[page.n_units++] = unit;
	}
	if (transaction_failed(tx))
		return FAILED;

	reply_set(reply, &page.base);
	return ACCEPTED;
}
