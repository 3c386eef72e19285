/* list_suspension_acts.c - the acts by which authorities may suspend
 *
 * The cursor is the id of the last one shown.
 *
 * Reads:   certification.v1.ListSuspensionActs
 * Answers: certification.v1.ListSuspensionActsReply
 * Refuses: nothing
 */
#include "certification/queries.h"

#include "certification/answers.h"
#include "certification/records/authority.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__ListSuspensionActsReply *answer)
{
	struct suspension_act act;

	answer->acts = arena_alloc(transaction_arena(tx), most * sizeof(*answer->acts));
	while (suspension_act_next(tx, &act)) {
		if (answer->n_acts == most) {
			answer->next = answer->acts[most - 1]->act_id;
			statement_end(tx);
			return;
		}
		answer->acts[answer->n_acts++] = suspension_act_message(tx, &act);
	}
}

enum decision list_suspension_acts(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Certification__V1__ListSuspensionActs *query =
		(const Ocop__Certification__V1__ListSuspensionActs *)message;
	Ocop__Certification__V1__ListSuspensionActsReply answer =
		OCOP__CERTIFICATION__V1__LIST_SUSPENSION_ACTS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);

	suspension_acts_list(tx, query->cursor, (int64_t)most + 1);
	page_read(tx, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
