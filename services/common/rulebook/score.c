/* score.c - one sheet to points: choices in, score or faults out
 *
 * Two walks over the sheet: the first finds every fault, the second counts and so may rely on a
 * sheet that is complete.
 */
#include "common/rulebook/score.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/rulebook/mean.h"

/* Faults while they are gathered. At most one for each choice and raised condition, and one for
 * each node. */
struct faults {
	struct score_fault *items;
	size_t count;
};

static const char *const outcome_names[] = {
	[SCORE_SCORED] = "scored",
	[SCORE_STOPPED] = "stopped",
	[SCORE_DISQUALIFIED] = "disqualified",
	[SCORE_NOT_ELIGIBLE] = "not_eligible",
};

static const char *const raised_names[] = {
	[RAISED_STOP] = "stop",
	[RAISED_DISQUALIFY] = "disqualify",
	[RAISED_NOT_ELIGIBLE] = "not_eligible",
	[RAISED_DOSSIER] = "dossier",
	[RAISED_REQUIREMENT] = "requirement",
};

static const enum score_outcome outcome_of_raised[] = {
	[RAISED_STOP] = SCORE_STOPPED,
	[RAISED_DISQUALIFY] = SCORE_DISQUALIFIED,
	[RAISED_NOT_ELIGIBLE] = SCORE_NOT_ELIGIBLE,
	[RAISED_DOSSIER] = SCORE_DISQUALIFIED,
	[RAISED_REQUIREMENT] = SCORE_SCORED,
};

static const enum note_kind note_of_raised[] = {
	[RAISED_STOP] = NOTE_STOP,
	[RAISED_DISQUALIFY] = NOTE_DISQUALIFY,
	[RAISED_NOT_ELIGIBLE] = NOTE_NOT_ELIGIBLE,
	[RAISED_REQUIREMENT] = NOTE_REQUIREMENT,
};

const char *score_outcome_name(enum score_outcome outcome)
{
	return outcome_names[outcome];
}

bool raised_kind_parse(const char *name, enum raised_kind *ret_kind)
{
	for (size_t i = 0; i < sizeof(raised_names) / sizeof(raised_names[0]); i++) {
		if (strcmp(name, raised_names[i]) == 0) {
			*ret_kind = (enum raised_kind)i;
			return true;
		}
	}
	return false;
}

static void fault_add(struct faults *faults, Ocop__Common__V1__RefusalCode code,
		      const char *criterion_code)
{
	faults->items[faults->count++] = (struct score_fault){code, criterion_code};
}

static const struct choice *choice_find(const struct filled_sheet *filled, const char *code)
{
	for (size_t i = 0; i < filled->choice_count; i++)
		if (strcmp(filled->choices[i].criterion_code, code) == 0)
			return &filled->choices[i];
	return NULL;
}

/* What is wrong with a choice by itself. */
static void choice_check(const struct sheet *sheet, const struct filled_sheet *filled,
			 const struct choice *choice, struct faults *faults)
{
	const struct sheet_node *node = sheet_find(sheet, choice->criterion_code);

	if (!node || !node_is_criterion(node))
		fault_add(faults, REFUSAL(CRITERION_UNKNOWN), choice->criterion_code);
	else if (choice_find(filled, choice->criterion_code) != choice)
		fault_add(faults, REFUSAL(CRITERION_DOUBLED), node->code);
	else if (!node_option(node, choice->option_no))
		fault_add(faults, REFUSAL(OPTION_UNKNOWN), node->code);
}

/* Exactly one child of a group of cases is scored. */
static void cases_check(const struct sheet *sheet, const struct filled_sheet *filled,
			const struct sheet_node *group, struct faults *faults)
{
	size_t taken = 0;

	for (const struct sheet_node *child = group + 1; child < sheet->nodes + group->end; child++)
		if (choice_find(filled, child->code))
			taken++;
	if (taken == 0)
		fault_add(faults, REFUSAL(CASE_MISSING), group->code);
	else if (taken > 1)
		fault_add(faults, REFUSAL(CASE_CONFLICT), group->code);
}

/* What is missing: a choice for each criterion that applies. */
static void completeness_check(const struct sheet *sheet, const struct filled_sheet *filled,
			       struct faults *faults)
{
	for (size_t i = 0; i < sheet->node_count; i++) {
		const struct sheet_node *node = &sheet->nodes[i];

		if (node->select == NODE_ONE_OF_CASES) {
			cases_check(sheet, filled, node, faults);
			i = node->end - 1;
		} else if (node_is_criterion(node) && !node_has_note(node, NOTE_APPLIES_IF) &&
			   !choice_find(filled, node->code)) {
			fault_add(faults, REFUSAL(CRITERION_MISSING), node->code);
		}
	}
}

/* A ground against the whole dossier: its number, or none where it is not named. */
static bool ground_known(const struct sheet *sheet, const char *code)
{
	char *end;

	if (!code || !code[0])
		return sheet->disqualifier_count > 0;
	unsigned long number = strtoul(code, &end, 10);
	return !*end && code[0] >= '1' && code[0] <= '9' && number <= sheet->disqualifier_count;
}

bool raised_is_known(const struct sheet *sheet, const struct raised *raised)
{
	const struct sheet_node *node;

	if (raised->kind == RAISED_DOSSIER)
		return ground_known(sheet, raised->code);
	node = sheet_find(sheet, raised->code ? raised->code : "");
	return node && node_has_note(node, note_of_raised[raised->kind]);
}

static void raised_check(const struct sheet *sheet, const struct raised *raised,
			 struct faults *faults)
{
	if (!raised_is_known(sheet, raised))
		fault_add(faults, REFUSAL(FINDING_UNKNOWN), raised->code ? raised->code : "");
}

uint32_t score_points(const struct sheet_node *criterion, const struct filled_sheet *filled)
{
	const struct choice *choice = choice_find(filled, criterion->code);

	return choice ? node_option(criterion, choice->option_no)->points : 0;
}

bool score_counts(const struct sheet *sheet, const struct sheet_node *node,
		  const struct filled_sheet *filled)
{
	if (!node_is_criterion(node))
		return false;
	for (const struct sheet_node *group = sheet->nodes; group < node; group++)
		if (group->select == NODE_ONE_OF_CASES && sheet->nodes + group->end > node)
			return choice_find(filled, node->code) != NULL;
	return true;
}

static void gates_test(const struct sheet *sheet, const struct filled_sheet *filled,
		       struct arena *arena, struct score *score)
{
	const struct rulebook *book = sheet->book;
	struct failed_gate *gates =
		arena_alloc(arena, (sheet->node_count * RULEBOOK_STARS_MAX + 1) * sizeof(*gates));

	for (uint32_t star = book->certifiable_from_star; star <= RULEBOOK_STARS_MAX; star++)
		for (size_t i = 0; i < sheet->node_count; i++) {
			const struct sheet_node *node = &sheet->nodes[i];

			if (score_counts(sheet, node, filled) &&
			    score_points(node, filled) < node_minimum(node, star))
				gates[score->failed_gate_count++] =
					(struct failed_gate){star, node->code};
		}
	score->failed_gates = gates;
}

uint32_t score_cap(const struct rulebook *book, uint32_t band_star, const struct failed_gate *gates,
		   size_t gate_count)
{
	uint32_t star = band_star;

	while (star >= book->certifiable_from_star) {
		size_t i = 0;

		while (i < gate_count && gates[i].star != star)
			i++;
		if (i == gate_count)
			break;
		star--;
	}
	return star;
}

/* Counts a sheet without faults. */
static struct score sheet_count(const struct sheet *sheet, const struct filled_sheet *filled,
				struct arena *arena)
{
	struct score score = {.outcome = SCORE_SCORED};

	for (size_t i = 0; i < sheet->node_count; i++) {
		const struct sheet_node *node = &sheet->nodes[i];

		if (!node_is_criterion(node))
			continue;
		uint32_t points = score_points(node, filled);
		score.parts[node->part] += points;
		score.total += points;
	}
	score.band_star = mean_band_star(sheet->book, (struct mean){score.total, 1});
	gates_test(sheet, filled, arena, &score);
	score.star_if_capped = score_cap(sheet->book, score.band_star, score.failed_gates,
					 score.failed_gate_count);
	return score;
}

/* The first condition that ends the scoring; NULL when none does. */
static const struct raised *ending_find(const struct filled_sheet *filled)
{
	for (size_t i = 0; i < filled->raised_count; i++)
		if (outcome_of_raised[filled->raised[i].kind] != SCORE_SCORED)
			return &filled->raised[i];
	return NULL;
}

bool score_sheet(const struct sheet *sheet, const struct filled_sheet *filled, struct arena *arena,
		 struct score_result *ret_result)
{
	const struct raised *ending = ending_find(filled);
	struct faults faults = {0};
	size_t most = filled->choice_count + filled->raised_count + sheet->node_count + 1;

	faults.items = arena_alloc(arena, most * sizeof(struct score_fault));
	for (size_t i = 0; i < filled->choice_count; i++)
		choice_check(sheet, filled, &filled->choices[i], &faults);
	for (size_t i = 0; i < filled->raised_count; i++)
		raised_check(sheet, &filled->raised[i], &faults);
	if (!ending)
		completeness_check(sheet, filled, &faults);

	*ret_result = (struct score_result){.faults = faults.items, .fault_count = faults.count};
	if (faults.count > 0)
		return false;
	if (!ending) {
		ret_result->score = sheet_count(sheet, filled, arena);
		return true;
	}
	ret_result->score.outcome = outcome_of_raised[ending->kind];
	ret_result->score.at = ending->code && ending->code[0] ? ending->code : NULL;
	return true;
}
