/* score_once.c - scores a sheet without side effects, as `ocop score` does
 *
 * Reads:   scoring.v1.ScoreOnce
 * Answers: scoring.v1.ScoreOnceReply
 * Refuses: RULEBOOK_UNKNOWN, SET_UNKNOWN, SHEET_UNAVAILABLE, MESSAGE_TOO_LARGE, and every fault of
 *          the sheet by its criterion (FINDING_UNKNOWN and the like)
 */
#include "scoring/queries.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "scoring/answers.h"
#include "scoring/records.h"
#include "scoring/sitting.h"

/* The answer and what its lists consist of. */
struct answer {
	Ocop__Scoring__V1__ScoreOnceReply message;
	Ocop__Scoring__V1__ScoreOnceReply__PartsEntry parts[RULEBOOK_PARTS_MAX];
	Ocop__Scoring__V1__ScoreOnceReply__PartsEntry *part_list[RULEBOOK_PARTS_MAX];
	Ocop__Scoring__V1__ScoreOnceReply__FailedGatesEntry gates[RULEBOOK_STARS_MAX];
	Ocop__Scoring__V1__ScoreOnceReply__FailedGatesEntry *gate_list[RULEBOOK_STARS_MAX];
	Ocop__Scoring__V1__CriterionList lists[RULEBOOK_STARS_MAX];
};

static bool raised_read(struct reply *reply, const Ocop__Scoring__V1__ScoreOnce *query,
			struct filled_sheet *filled)
{
	struct raised *raised = arena_alloc(reply_arena(reply), CHOICES_MAX * sizeof(*raised));

	if (query->n_raised > CHOICES_MAX)
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "raised", "at most %d",
			     CHOICES_MAX);
	for (size_t i = 0; i < query->n_raised && !reply_refused(reply); i++) {
		raised[i].code = query->raised[i]->code;
		if (!raised_kind_parse(query->raised[i]->kind, &raised[i].kind))
			reply_refuse(reply, REFUSAL(FINDING_UNKNOWN),
				     arena_printf(reply_arena(reply), "raised[%.64s].kind",
						  raised[i].code),
				     NULL);
	}
	filled->raised = raised;
	filled->raised_count = query->n_raised;
	return !reply_refused(reply);
}

static void gates_fill(const struct score *score, struct arena *arena, struct answer *answer)
{
	for (size_t i = 0; i < score->failed_gate_count; i++) {
		const struct failed_gate *gate = &score->failed_gates[i];
		size_t n = answer->message.n_failed_gates;

		/* They come by star: a new star begins a new list. */
		if (i == 0 || gate->star != score->failed_gates[i - 1].star) {
			ocop__scoring__v1__criterion_list__init(&answer->lists[n]);
			ocop__scoring__v1__score_once_reply__failed_gates_entry__init(
				&answer->gates[n]);
			answer->lists[n].criteria =
				arena_alloc(arena, score->failed_gate_count * sizeof(char *));
			answer->gates[n].key = arena_printf(arena, "%u", gate->star);
			answer->gates[n].value = &answer->lists[n];
			answer->gate_list[n] = &answer->gates[n];
			answer->message.n_failed_gates = ++n;
		}
		Ocop__Scoring__V1__CriterionList *list = &answer->lists[n - 1];
		list->criteria[list->n_criteria++] = message_text(gate->criterion_code);
	}
	answer->message.failed_gates = answer->gate_list;
}

static void points_fill(const struct rulebook *book, const struct score *score,
			struct answer *answer)
{
	Ocop__Scoring__V1__ScoreOnceReply *message = &answer->message;

	message->total_present_case = OCOP__SCORING__V1__SCORE_ONCE_REPLY__TOTAL_PRESENT_TOTAL;
	message->total = score->total;
	message->band_star_present_case =
		OCOP__SCORING__V1__SCORE_ONCE_REPLY__BAND_STAR_PRESENT_BAND_STAR;
	message->band_star = score->band_star;
	message->star_if_capped_present_case =
		OCOP__SCORING__V1__SCORE_ONCE_REPLY__STAR_IF_CAPPED_PRESENT_STAR_IF_CAPPED;
	message->star_if_capped = score->star_if_capped;
	message->parts = answer->part_list;
	message->n_parts = book->part_count;
	for (size_t i = 0; i < book->part_count; i++) {
		ocop__scoring__v1__score_once_reply__parts_entry__init(&answer->parts[i]);
		answer->parts[i].key = message_text(book->parts[i].code);
		answer->parts[i].value = score->parts[i];
		answer->part_list[i] = &answer->parts[i];
	}
}

enum decision score_once(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Scoring__V1__ScoreOnce *query = (const Ocop__Scoring__V1__ScoreOnce *)message;
	const struct rulebook *book = require_rulebook(tx, reply, "rulebook", query->rulebook);
	const struct sheet *sheet = book ? require_sheet(reply, "set", book, query->set) : NULL;
	struct filled_sheet filled = {.choice_count = query->n_choices};
	struct answer answer = {.message = OCOP__SCORING__V1__SCORE_ONCE_REPLY__INIT};
	struct score_result result;

	if (!sheet)
		return REFUSED;
	filled.choices = choices_read(reply, (const ProtobufCMessage *const *)query->choices,
				      query->n_choices, "choices");
	if (!filled.choices || !raised_read(reply, query, &filled))
		return REFUSED;

	if (!score_sheet(sheet, &filled, reply_arena(reply), &result)) {
		faults_refuse(reply, sheet, &result, "choices");
		return REFUSED;
	}

	answer.message.outcome = message_text(score_outcome_name(result.score.outcome));
	if (result.score.at)
		answer.message.at = message_text(result.score.at);
	if (result.score.outcome == SCORE_SCORED) {
		points_fill(book, &result.score, &answer);
		gates_fill(&result.score, reply_arena(reply), &answer);
	}
	reply_set(reply, &answer.message.base);
	return ACCEPTED;
}
