/* list_complaints.c - complaints about results of a round, oldest first
 *
 * For the council and who oversees it; a member does not see those about a dossier he has a
 * conflict in.
 *
 * Reads:   scoring.v1.ListComplaints
 * Answers: scoring.v1.ListComplaintsReply
 * Refuses: WRONG_SHARD, NO_SUCH_THING, CURSOR_INVALID, SCOPE_MISSING
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records/complaints.h"

static void complaint_message(const struct complaint *complaint,
			      Ocop__Scoring__V1__Complaint *ret_message)
{
	ocop__scoring__v1__complaint__init(ret_message);
	ret_message->complaint_id = message_text(complaint->complaint_id);
	ret_message->round_id = message_text(complaint->round_id);
	ret_message->dossier_id = message_text(complaint->dossier_id);
	ret_message->number = message_text(complaint->number);
	ret_message->received_on = message_text(complaint->received_on);
	ret_message->matter = message_text(complaint->matter);
	ret_message->outcome = complaint->outcome;
	ret_message->answer = message_text(complaint->answer);
	ret_message->answer_number = message_text(complaint->answer_number);
	ret_message->answered_on = message_text(complaint->answered_on);
	ret_message->version = complaint->version;
}

static void page_read(struct transaction *tx, size_t limit,
		      Ocop__Scoring__V1__ListComplaintsReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Scoring__V1__Complaint *messages = arena_alloc(arena, limit * sizeof(*messages));
	struct complaint complaint;

	answer->complaints = arena_alloc(arena, limit * sizeof(*answer->complaints));
	while (complaint_next(tx, &complaint)) {
		if (answer->n_complaints == limit) {
			answer->next = answer->complaints[limit - 1]->complaint_id;
			statement_end(tx);
			return;
		}
		complaint_message(&complaint, &messages[answer->n_complaints]);
		answer->complaints[answer->n_complaints] = &messages[answer->n_complaints];
		answer->n_complaints++;
	}
}

enum decision list_complaints(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__ListComplaints *query =
		(const Ocop__Scoring__V1__ListComplaints *)message;
	Ocop__Scoring__V1__ListComplaintsReply answer =
		OCOP__SCORING__V1__LIST_COMPLAINTS_REPLY__INIT;
	int64_t limit = page_limit(query->limit);
	struct round round;

	if (query->cursor[0] && !identifier_is(query->cursor, "complaint")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	if (!round_load(tx, query->round_id, &round))
		return FAILED;
	if (!may_look_into(tx, &round)) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
		return REFUSED;
	}

	complaints_list(tx, round.round_id, transaction_caller(tx)->account_id, query->cursor,
			limit + 1);
	page_read(tx, (size_t)limit, &answer);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
