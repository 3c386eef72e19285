/* list_rulebooks.c - the rule books this daemon has loaded, newest first
 *
 * Reads:   scoring.v1.ListRulebooks
 * Answers: scoring.v1.ListRulebooksReply
 * Refuses: nothing
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/records.h"
#include "scoring/state.h"

enum decision list_rulebooks(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const struct scoring_state *state = scoring_state(tx);
	size_t count = rulebooks_count(state->rulebooks);
	Ocop__Scoring__V1__ListRulebooksReply answer =
		OCOP__SCORING__V1__LIST_RULEBOOKS_REPLY__INIT;
	Ocop__Scoring__V1__RulebookSummary *summaries =
		arena_alloc(transaction_arena(tx), count * sizeof(*summaries));

	(void)message; /* it has no fields */
	answer.rulebooks = arena_alloc(transaction_arena(tx), count * sizeof(*answer.rulebooks));
	answer.n_rulebooks = count;
	for (size_t i = 0; i < count; i++) {
		const struct rulebook *book = rulebooks_at(state->rulebooks, i);

		ocop__scoring__v1__rulebook_summary__init(&summaries[i]);
		summaries[i].code = message_text(book->code);
		summaries[i].official_number = message_text(book->official_number);
		summaries[i].in_force_from = message_text(book->in_force_from);
		summaries[i].in_force_to = message_text(book->in_force_to);
		summaries[i].sets = (uint32_t)book->set_count;
		summaries[i].sha256 = message_text(book->sha256);
		answer.rulebooks[i] = &summaries[i];
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
