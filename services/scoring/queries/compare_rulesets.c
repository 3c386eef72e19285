/* compare_rulesets.c - what differs between two sheets, criterion by criterion
 *
 * Reads:   scoring.v1.CompareRulesets
 * Answers: scoring.v1.CompareRulesetsReply
 * Refuses: RULEBOOK_UNKNOWN, SET_UNKNOWN, SHEET_UNAVAILABLE, COMPARISON_INVALID (a sheet with
 *          itself)
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/rulebook/sheet.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/rules/comparison.h"

/* A sheet of a book, each named in fields of its own. */
struct side {
	const char *code_field, *code;
	const char *set_field;
	uint32_t set_no;
};

static const struct sheet *side_sheet(struct transaction *tx, struct reply *reply,
				      const struct side *side)
{
	const struct rulebook *book = require_rulebook(tx, reply, side->code_field, side->code);

	return book ? require_sheet(reply, side->set_field, book, side->set_no) : NULL;
}

static Ocop__Scoring__V1__CriterionChange *change_message(struct arena *arena,
							  const struct criterion_change *change)
{
	Ocop__Scoring__V1__CriterionChange *message = arena_alloc(arena, sizeof(*message));
	const struct sheet_node *shown = change->after ? change->after : change->before;

	ocop__scoring__v1__criterion_change__init(message);
	message->kind = change->kind;
	message->key = message_text(shown->key);
	message->code = message_text(change->before ? change->before->code : "");
	message->other_code = message_text(change->after ? change->after->code : "");
	message->name_vi = message_text(shown->name.vi);
	message->name_en = message_text(shown->name.en);
	message->before = message_text(change->before_text);
	message->after = message_text(change->after_text);
	return message;
}

enum decision compare_rulesets(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__CompareRulesets *query =
		(const Ocop__Scoring__V1__CompareRulesets *)message;
	Ocop__Scoring__V1__CompareRulesetsReply answer =
		OCOP__SCORING__V1__COMPARE_RULESETS_REPLY__INIT;
	const struct side sides[] = {
		{"code", query->code, "set_no", query->set_no},
		{"other_code", query->other_code, "other_set_no",
		 query->other_set_no ? query->other_set_no : query->set_no},
	};
	const struct sheet *before = side_sheet(tx, reply, &sides[0]);
	const struct sheet *after = side_sheet(tx, reply, &sides[1]);
	struct arena *arena = transaction_arena(tx);
	struct comparison comparison;

	if (!before || !after)
		return REFUSED;
	if (before == after) {
		reply_refuse(reply, REFUSAL(COMPARISON_INVALID), "other_code", NULL);
		return REFUSED;
	}

	sheets_compare(before, after, arena, &comparison);
	answer.changes = arena_alloc(arena, (comparison.count + 1) * sizeof(*answer.changes));
	for (size_t i = 0; i < comparison.count; i++)
		answer.changes[answer.n_changes++] = change_message(arena, &comparison.changes[i]);
	answer.unchanged = comparison.unchanged;
	answer.max_total = before->max_total;
	answer.other_max_total = after->max_total;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
