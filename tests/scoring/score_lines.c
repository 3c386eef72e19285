/* score_lines.c - the engine for a test in another language: a question a line in, an answer a line
 *
 * Reads JSON from standard input: one sheet (choices and raised as lists of pairs, so that a
 * criterion can stand twice), a council (sheets, agreed options, findings, the round's settings),
 * or a mean. Prints what the engine makes of it. Asserts that the question itself is sound: it
 * comes from tests/scoring/rule_page_test.py.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/rulebook/mean.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/score.h"
#include "scoring/rules.h"

static const struct {
	const char *name;
	Ocop__Scoring__V1__FindingKind kind;
} finding_kinds[] = {
	{"stop", FINDING_KIND(STOP)},
	{"disqualify", FINDING_KIND(DISQUALIFY)},
	{"not_eligible", FINDING_KIND(NOT_ELIGIBLE)},
	{"dossier", FINDING_KIND(DOSSIER)},
	{"requirement", FINDING_KIND(REQUIREMENT)},
};

static const char *const outcome_names[] = {
	[RESULT_OUTCOME(SCORED)] = "scored",
	[RESULT_OUTCOME(STOPPED)] = "stopped",
	[RESULT_OUTCOME(DISQUALIFIED)] = "disqualified",
	[RESULT_OUTCOME(NOT_ELIGIBLE)] = "not_eligible",
};

static const char *const decision_names[] = {
	[DECISION_OUTCOME(RECOGNISED)] = "recognised",
	[DECISION_OUTCOME(NOT_RECOGNISED)] = "not_recognised",
	[DECISION_OUTCOME(PROPOSED_TO_CENTRE)] = "proposed",
};

static const char *text_at(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	assert(text && "the question has this text");
	return text;
}

static const struct sheet *sheet_of(const struct rulebooks *books, const char *set_code)
{
	for (size_t i = 0; i < rulebooks_count(books); i++) {
		const struct rulebook *book = rulebooks_at(books, i);

		for (size_t k = 0; k < book->set_count; k++) {
			const struct sheet *sheet = book->sets[k].sheet;

			if (sheet && strcmp(sheet->set_code, set_code) == 0)
				return sheet;
		}
	}
	assert(false && "the question is about a known sheet");
	return NULL;
}

static const struct choice *choices_of(const json_t *pairs, struct arena *arena)
{
	struct choice *choices =
		arena_alloc(arena, (json_array_size(pairs) + 1) * sizeof(*choices));

	for (size_t i = 0; i < json_array_size(pairs); i++) {
		const json_t *pair = json_array_get(pairs, i);

		choices[i].criterion_code = json_string_value(json_array_get(pair, 0));
		choices[i].option_no = (uint32_t)json_integer_value(json_array_get(pair, 1));
	}
	return choices;
}

static const struct raised *raised_of(const json_t *pairs, struct arena *arena)
{
	struct raised *raised = arena_alloc(arena, (json_array_size(pairs) + 1) * sizeof(*raised));

	for (size_t i = 0; i < json_array_size(pairs); i++) {
		const json_t *pair = json_array_get(pairs, i);
		bool known = raised_kind_parse(json_string_value(json_array_get(pair, 0)),
					       &raised[i].kind);

		assert(known && "the question raises known kinds");
		raised[i].code = json_string_value(json_array_get(pair, 1));
	}
	return raised;
}

static json_t *gates_json(const struct failed_gate *gates, size_t count)
{
	json_t *list = json_array();

	for (size_t i = 0; i < count; i++)
		(void)json_array_append_new(
			list, json_pack("[i, s]", (int)gates[i].star, gates[i].criterion_code));
	return list;
}

static json_t *faults_json(const struct score_result *result)
{
	json_t *list = json_array();

	for (size_t i = 0; i < result->fault_count; i++)
		(void)json_array_append_new(
			list, json_pack("[s, s]", refusal_text(result->faults[i].code)->name,
					result->faults[i].criterion_code));
	return json_pack("{s:o}", "faults", list);
}

static json_t *answer_sheet(const struct rulebooks *books, const json_t *question,
			    struct arena *arena)
{
	const struct sheet *sheet = sheet_of(books, text_at(question, "sheet"));
	const json_t *choices = json_object_get(question, "choices");
	const json_t *raised = json_object_get(question, "raised");
	struct filled_sheet filled = {
		.choices = choices_of(choices, arena),
		.choice_count = json_array_size(choices),
		.raised = raised_of(raised, arena),
		.raised_count = json_array_size(raised),
	};
	struct score_result result;

	if (!score_sheet(sheet, &filled, arena, &result))
		return faults_json(&result);
	const struct score *score = &result.score;
	json_t *answer = json_pack("{s:s, s:s?}", "outcome", score_outcome_name(score->outcome),
				   "at", score->at);
	if (score->outcome != SCORE_SCORED)
		return answer;
	json_t *parts = json_object();
	for (size_t i = 0; i < sheet->book->part_count; i++)
		(void)json_object_set_new(parts, sheet->book->parts[i].code,
					  json_integer(score->parts[i]));
	(void)json_object_update_new(
		answer,
		json_pack("{s:o, s:i, s:i, s:o, s:i}", "parts", parts, "total", (int)score->total,
			  "band_star", (int)score->band_star, "failed_gates",
			  gates_json(score->failed_gates, score->failed_gate_count),
			  "star_if_capped", (int)score->star_if_capped));
	return answer;
}

static const struct filled_sheet *sheets_of(const json_t *lists, struct arena *arena)
{
	struct filled_sheet *filled =
		arena_alloc(arena, (json_array_size(lists) + 1) * sizeof(*filled));

	for (size_t i = 0; i < json_array_size(lists); i++) {
		const json_t *choices = json_array_get(lists, i);

		filled[i].choices = choices_of(choices, arena);
		filled[i].choice_count = json_array_size(choices);
	}
	return filled;
}

static const struct finding *findings_of(const json_t *lists, struct arena *arena)
{
	struct finding *findings =
		arena_alloc(arena, (json_array_size(lists) + 1) * sizeof(*findings));

	for (size_t i = 0; i < json_array_size(lists); i++) {
		const json_t *item = json_array_get(lists, i);
		const char *kind = json_string_value(json_array_get(item, 0));

		for (size_t k = 0; k < sizeof(finding_kinds) / sizeof(finding_kinds[0]); k++)
			if (strcmp(finding_kinds[k].name, kind) == 0)
				findings[i].kind = finding_kinds[k].kind;
		assert(findings[i].kind && "the question finds known kinds");
		findings[i].votes_for = (uint32_t)json_integer_value(json_array_get(item, 1));
		findings[i].votes_against = (uint32_t)json_integer_value(json_array_get(item, 2));
	}
	return findings;
}

static struct result_facts facts_of(const struct rulebooks *books, const json_t *question,
				    struct arena *arena)
{
	const char *level = text_at(question, "gate_level");
	const char *effect = text_at(question, "gate_effect");

	return (struct result_facts){
		.sheet = sheet_of(books, text_at(question, "sheet")),
		.gate_level = strcmp(level, "sheet") == 0  ? GATE_LEVEL(SHEET)
			      : strcmp(level, "mean") == 0 ? GATE_LEVEL(MEAN)
							   : GATE_LEVEL(AGREED_OPTION),
		.gate_effect = strcmp(effect, "fail") == 0 ? GATE_EFFECT(FAIL) : GATE_EFFECT(CAP),
		.filled = sheets_of(json_object_get(question, "sheets"), arena),
		.filled_count = json_array_size(json_object_get(question, "sheets")),
		.agreed = choices_of(json_object_get(question, "agreed"), arena),
		.agreed_count = json_array_size(json_object_get(question, "agreed")),
		.findings = findings_of(json_object_get(question, "findings"), arena),
		.finding_count = json_array_size(json_object_get(question, "findings")),
	};
}

static const char *decision_of(const struct rulebook *book, const json_t *question,
			       const struct dossier_result *result)
{
	struct decision_facts facts = {
		.book = book,
		.level = strcmp(text_at(question, "level"), "centre") == 0 ? LEVEL(CENTRE)
									   : LEVEL(PROVINCE),
		.propose_despite_minimums = json_is_true(json_object_get(question, "propose")),
		.result = result,
	};
	bool known = date_parse(text_at(question, "day"), &facts.day);

	assert(known && "the question has a day");
	return decision_names[decide_on_result(&facts)];
}

static void numbers_add(json_t *answer, const struct rulebook *book,
			const struct dossier_result *result)
{
	json_t *parts = json_object();
	char mean[MEAN_TEXT_SIZE];

	for (size_t i = 0; i < book->part_count; i++)
		(void)json_object_set_new(parts, book->parts[i].code,
					  json_pack("[i, i]", (int)result->part_sums[i],
						    (int)result->part_square_sums[i]));
	mean_print(result->mean, mean);
	(void)json_object_update_new(
		answer, json_pack("{s:i, s:i, s:s, s:i, s:i, s:i, s:o, s:i, s:i, s:o}", "sum",
				  (int)result->mean.sum, "count", (int)result->mean.count, "mean",
				  mean, "squares", (int)result->totals.square_sum, "lowest",
				  (int)result->totals.lowest, "highest",
				  (int)result->totals.highest, "parts", parts, "band_star",
				  (int)result->band_star, "star", (int)result->star, "missed",
				  gates_json(result->missed, result->missed_count)));
}

static json_t *answer_council(const struct rulebooks *books, const json_t *question,
			      struct arena *arena)
{
	struct result_facts facts = facts_of(books, question, arena);
	struct dossier_result result;

	if (!result_compute(&facts, arena, &result))
		return json_pack("{s:s}", "outcome", "unreadable");
	const struct rulebook *book = facts.sheet->book;
	json_t *answer = json_pack("{s:s, s:s}", "outcome", outcome_names[result.outcome],
				   "decision", decision_of(book, question, &result));
	if (result.outcome == RESULT_OUTCOME(SCORED))
		numbers_add(answer, book, &result);
	return answer;
}

static json_t *answer_mean(const struct rulebooks *books, const json_t *question)
{
	const json_t *pair = json_object_get(question, "mean");
	struct mean mean = {(uint32_t)json_integer_value(json_array_get(pair, 0)),
			    (uint32_t)json_integer_value(json_array_get(pair, 1))};
	const struct rulebook *book = rulebook_find(books, text_at(question, "book"));
	char text[MEAN_TEXT_SIZE];

	assert(book && "the question is about a known rule book");
	mean_print(mean, text);
	return json_pack("{s:s, s:i}", "mean", text, "band_star", (int)mean_band_star(book, mean));
}

static void answer_line(const struct rulebooks *books, const char *line, struct arena *arena)
{
	json_t *question = json_loads(line, 0, NULL);
	json_t *answer;

	assert(question && "the question is JSON");
	if (json_object_get(question, "mean"))
		answer = answer_mean(books, question);
	else if (json_object_get(question, "sheets"))
		answer = answer_council(books, question, arena);
	else
		answer = answer_sheet(books, question, arena);
	(void)json_dumpf(answer, stdout, JSON_COMPACT); /* main looks at stdout's state */
	(void)putchar('\n');
	json_decref(answer);
	json_decref(question);
	arena_reset(arena);
}

int main(void)
{
	struct rulebook_fault fault = {""};
	struct rulebooks *books;
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	char *line = NULL;
	size_t size = 0;

	if (rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &books, &fault) != 0) {
		(void)fprintf(stderr, "%s\n", fault.text);
		return EXIT_FAILURE;
	}
	while (getline(&line, &size, stdin) > 0)
		answer_line(books, line, arena);
	free(line);
	arena_destroy(arena);
	rulebooks_destroy(books);
	return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
