/* list_rulebook_issues.c - what is doubtful about a rule book and its sheets
 *
 * The book's open questions first, by their codes, then the doubts of each sheet, numbered from 1.
 * Doubts of sheets are written in English, by those who took the sheets over from their sources.
 *
 * Reads:   scoring.v1.ListRulebookIssues
 * Answers: scoring.v1.ListRulebookIssuesReply
 * Refuses: RULEBOOK_UNKNOWN
 */
#include "scoring/queries.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/sheet.h"
#include "common/store/transaction.h"
#include "scoring/answers.h"

/* The answer while it is gathered. */
struct gathering {
	struct arena *arena;
	Ocop__Scoring__V1__ListRulebookIssuesReply *answer;
};

static size_t issues_count(const struct rulebook *book)
{
	size_t count = book->open_questions.count;

	for (size_t i = 0; i < book->set_count; i++)
		if (book->sets[i].sheet)
			count += book->sets[i].sheet->issue_count;
	return count;
}

static Ocop__Scoring__V1__RulebookIssue *issue_add(struct gathering *gathering)
{
	Ocop__Scoring__V1__RulebookIssue *issue = arena_alloc(gathering->arena, sizeof(*issue));

	ocop__scoring__v1__rulebook_issue__init(issue);
	gathering->answer->issues[gathering->answer->n_issues++] = issue;
	return issue;
}

static void question_add(struct gathering *gathering, const struct rulebook_named *question)
{
	Ocop__Scoring__V1__RulebookIssue *issue = issue_add(gathering);

	issue->code = message_text(question->code);
	issue->text_vi = message_text(question->name.vi);
	issue->text_en = message_text(question->name.en);
}

static void doubts_add(struct gathering *gathering, const struct sheet *sheet)
{
	for (size_t i = 0; i < sheet->issue_count; i++) {
		Ocop__Scoring__V1__RulebookIssue *issue = issue_add(gathering);

		issue->set_no = sheet->set_no;
		issue->code = arena_printf(gathering->arena, "%zu", i + 1);
		issue->text_en = message_text(sheet->issues[i]);
	}
}

enum decision list_rulebook_issues(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Scoring__V1__ListRulebookIssues *query =
		(const Ocop__Scoring__V1__ListRulebookIssues *)message;
	Ocop__Scoring__V1__ListRulebookIssuesReply answer =
		OCOP__SCORING__V1__LIST_RULEBOOK_ISSUES_REPLY__INIT;
	struct gathering gathering = {.arena = transaction_arena(tx), .answer = &answer};
	const struct rulebook *book = require_rulebook(tx, reply, "code", query->code);

	if (!book)
		return REFUSED;

	answer.issues =
		arena_alloc(gathering.arena, (issues_count(book) + 1) * sizeof(*answer.issues));
	for (size_t i = 0; i < book->open_questions.count; i++)
		question_add(&gathering, &book->open_questions.items[i]);
	for (size_t i = 0; i < book->set_count; i++)
		if (book->sets[i].sheet)
			doubts_add(&gathering, book->sets[i].sheet);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
