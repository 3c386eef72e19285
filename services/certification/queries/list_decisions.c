/* list_decisions.c - decisions on rounds and what came of them, newest first
 *
 * The cursor is the day and the round of the last one shown.
 *
 * Reads:   certification.v1.ListDecisions
 * Answers: certification.v1.ListDecisionsReply
 * Refuses: CURSOR_INVALID
 */
#include "certification/queries.h"

#include <string.h>

#include "certification/records.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

/* "2026-06-20~round_tn1_01J…" to its parts; false for a cursor we did not give. */
static bool cursor_read(struct arena *arena, const char *cursor, const char **ret_decided_on,
			const char **ret_round_id)
{
	char *decided_on = arena_strdup(arena, cursor);
	int32_t day;

	*ret_decided_on = "";
	*ret_round_id = "";
	if (cursor[0] == '\0')
		return true;
	if (strlen(cursor) < DATE_TEXT_SIZE || cursor[DATE_TEXT_SIZE - 1] != '~')
		return false;
	decided_on[DATE_TEXT_SIZE - 1] = '\0';
	*ret_decided_on = decided_on;
	*ret_round_id = cursor + DATE_TEXT_SIZE;
	return date_parse(decided_on, &day) && identifier_is(*ret_round_id, "round");
}

static Ocop__Certification__V1__Decision *decision_message(struct arena *arena,
							   const struct decision_row *row)
{
	Ocop__Certification__V1__Decision *message = arena_alloc(arena, sizeof(*message));

	ocop__certification__v1__decision__init(message);
	message->decision_number = message_text(row->decision_number);
	message->decided_on = message_text(row->decided_on);
	message->round_id = message_text(row->round_id);
	message->recognised = row->recognised;
	message->not_recognised = row->not_recognised;
	message->proposed_to_centre = row->proposed_to_centre;
	return message;
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
	const char *decided_on, *round_id;
	struct decision_row row;

	if (!cursor_read(arena, query->cursor, &decided_on, &round_id)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	answer.decisions = arena_alloc(arena, most * sizeof(*answer.decisions));
	decisions_list(tx, decided_on, round_id, (int64_t)most + 1);
	while (decision_next(tx, &row)) {
		if (answer.n_decisions == most) {
			answer.next =
				arena_printf(arena, "%s~%s", answer.decisions[most - 1]->decided_on,
					     answer.decisions[most - 1]->round_id);
			statement_end(tx);
			break;
		}
		answer.decisions[answer.n_decisions++] = decision_message(arena, &row);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
