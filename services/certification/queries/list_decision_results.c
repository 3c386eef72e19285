/* list_decision_results.c - what a decision says of each product, and which certificate it has
 *
 * The cursor is the dossier of the last one shown.
 *
 * Reads:   certification.v1.ListDecisionResults
 * Answers: certification.v1.ListDecisionResultsReply
 * Refuses: NO_SUCH_THING
 */
#include "certification/queries.h"

#include "certification/answers.h"
#include "certification/records/decision.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

static Ocop__Certification__V1__DecisionResult *line_message(struct arena *arena,
							     const struct decision_line *line)
{
	Ocop__Certification__V1__DecisionResult *message = arena_alloc(arena, sizeof(*message));

	ocop__certification__v1__decision_result__init(message);
	message->dossier_id = message_text(line->dossier_id);
	message->product_id = message_text(line->product_id);
	message->product_name = message_text(line->product_name);
	message->producer_id = message_text(line->producer_id);
	message->producer_name = message_text(line->producer_name);
	message->commune_code = message_text(line->commune_code);
	message->outcome = (Ocop__Scoring__V1__DecisionOutcome)line->outcome;
	message->star = line->star;
	message->points_text = message_text(line->points_text);
	message->certificate_code = message_text(line->certificate_code);
	message->official_number = message_text(line->official_number);
	return message;
}

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__ListDecisionResultsReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct decision_line line;

	answer->results = arena_alloc(arena, most * sizeof(*answer->results));
	while (decision_line_next(tx, &line)) {
		if (answer->n_results == most) {
			answer->next = answer->results[most - 1]->dossier_id;
			statement_end(tx);
			return;
		}
		answer->results[answer->n_results++] = line_message(arena, &line);
	}
}

enum decision list_decision_results(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__ListDecisionResults *query =
		(const Ocop__Certification__V1__ListDecisionResults *)message;
	Ocop__Certification__V1__ListDecisionResultsReply answer =
		OCOP__CERTIFICATION__V1__LIST_DECISION_RESULTS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	struct decision_row decision;

	if (!decision_load(tx, query->decision_id, &decision)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "decision_id", NULL);
		return REFUSED;
	}

	decision_lines(tx, &decision, query->cursor, "", "", (int64_t)most + 1);
	page_read(tx, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
