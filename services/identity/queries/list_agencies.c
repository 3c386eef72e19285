/* list_agencies.c - agencies in the order of their ids
 *
 * Reads:   identity.v1.ListAgencies
 * Answers: identity.v1.ListAgenciesReply
 * Refuses: nothing; the cursor is the last id
 */
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/query.h"
#include "common/store/transaction.h"
#include "identity/queries.h"
#include "identity/records.h"
#include "ocop/identity/v1/queries.pb-c.h"

static Ocop__Identity__V1__Agency *agency_show(struct arena *arena, const struct agency *agency)
{
	Ocop__Identity__V1__Agency *shown = arena_alloc(arena, sizeof(*shown));

	ocop__identity__v1__agency__init(shown);
	shown->agency_id = message_text(agency->agency_id);
	shown->name_vi = message_text(agency->name_vi);
	shown->name_en = message_text(agency->name_en);
	shown->kind = agency->kind;
	shown->unit_code = message_text(agency->unit_code);
	return shown;
}

enum decision list_agencies(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Identity__V1__ListAgencies *list =
		(const Ocop__Identity__V1__ListAgencies *)message;
	int64_t limit = page_limit(list->limit);
	struct arena *arena = transaction_arena(tx);
	Ocop__Identity__V1__ListAgenciesReply page = OCOP__IDENTITY__V1__LIST_AGENCIES_REPLY__INIT;
	struct agency agency;

	page.agencies = arena_alloc(arena, (size_t)limit * sizeof(*page.agencies));
	agencies_after(tx, list->cursor, limit + 1);
	while (agency_next(tx, &agency)) {
		if (page.n_agencies == (size_t)limit) {
			page.next = page.agencies[limit - 1]->agency_id;
			statement_end(tx);
			break;
		}
		page.agencies[page.n_agencies++] = agency_show(arena, &agency);
	}
	if (transaction_failed(tx))
		return FAILED;

	reply_set(reply, &page.base);
	return ACCEPTED;
}
