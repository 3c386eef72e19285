/* list_decisions.c - decisions and how far their certificates are, newest first
 *
 * The cursor is the day and the id of the last one shown.
 *
 * Reads:   certification.v1.ListDecisions
 * Answers: certification.v1.ListDecisionsReply
 * Refuses: CURSOR_INVALID
 */
#include "certification/queries.h"

#include <string.h>

#include "certification/answers.h"
#include "certification/records/decision.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

/* "2026-06-20~decision_01J…" to its parts; false for a cursor we did not give. */
static bool cursor_read(struct arena *arena, const char *cursor, const char **ret_decided_on,
			const char **ret_decision_id)
{
	char *decided_on = arena_strdup(arena, cursor);
	int32_t day;

	*ret_decided_on = "";
	*ret_decision_id = "";
	if (cursor[0] == '\0')
		return true;
	if (strlen(cursor) < DATE_TEXT_SIZE || cursor[DATE_TEXT_SIZE - 1] != '~')
		return false;
	decided_on[DATE_TEXT_SIZE - 1] = '\0';
	*ret_decided_on = decided_on;
	*ret_decision_id = cursor + DATE_TEXT_SIZE;
	return date_parse(decided_on, &day) && identifier_is(*ret_decision_id, "decision");
}

enum decision list_decisions(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Certification__V1__ListDecisions *query =
		(const Ocop__Certification__V1__ListDecisions *)message;
	Ocop__Certification__V1__ListDecisionsReply answer =
		OCOP__CERTIFICATION__V1__LIST_DECISIONS_REPLY__INIT;
	struct arena *arena = transaction_arena(tx);
	size_t most = (size_t)page_limit(query->limit);
	const char *decided_on, *decision_id;
	struct decision_row row;

	if (!cursor_read(arena, query->cursor, &decided_on, &decision_id)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	answer.decisions = arena_alloc(arena, most * sizeof(*answer.decisions));
	decisions_list(tx, decided_on, decision_id, (int64_t)most + 1);
	while (decision_next(tx, &row)) {
		if (answer.n_decisions == most) {
			answer.next =
				arena_printf(arena, "%s~%s", answer.decisions[most - 1]->decided_on,
					     answer.decisions[most - 1]->decision_id);
			statement_end(tx);
			break;
		}
		answer.decisions[answer.n_decisions++] = decision_message(tx, &row);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
