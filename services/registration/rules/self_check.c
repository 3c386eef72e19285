/* self_check.c - what the producer's own choices and papers are worth so far
 *
 * The law asks for evidence with a criterion, not with an option. An option of no points claims
 * nothing ("not certified"), so it needs none; any other needs one of the kinds that stand with its
 * criterion. Evidence that names no criterion counts for all that ask for its kind.
 */
#include "registration/rules/self_check.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/rulebook/score.h"

/* What is at hand while the lists are made. */
struct checking {
	const struct dossier_content *content;
	struct arena *arena;
	int32_t today;
	bool is_finished; /* every criterion that applies has its choice */
};

bool evidence_holds(const struct evidence *evidence, int32_t day)
{
	int32_t last_day;

	return !date_parse(evidence->valid_until, &last_day) || last_day >= day;
}

static const struct sheet_option *chosen_option(const struct dossier_content *content,
						const struct sheet_node *node)
{
	for (size_t i = 0; i < content->choice_count; i++) {
		if (strcmp(content->choices[i].criterion_code, node->code) == 0)
			return node_option(node, content->choices[i].option_no);
	}
	return NULL;
}

static void add_points(const struct checking *checking, uint32_t parts[RULEBOOK_PARTS_MAX])
{
	const struct sheet *sheet = checking->content->sheet;

	for (size_t i = 0; i < sheet->node_count; i++) {
		const struct sheet_option *option =
			chosen_option(checking->content, &sheet->nodes[i]);

		parts[sheet->nodes[i].part] += option ? option->points : 0;
	}
}

static const struct sheet_option *least_option(const struct sheet_node *node, uint32_t points)
{
	const struct sheet_option *least = NULL;

	for (size_t i = 0; i < node->option_count; i++) {
		const struct sheet_option *option = &node->options[i];

		if (option->points >= points && (!least || option->points < least->points))
			least = option;
	}
	return least;
}

static struct rulebook_text need_text(struct arena *arena, const struct sheet_node *node,
				      uint32_t points)
{
	const struct sheet_option *least = least_option(node, points);

	if (!least)
		return node->name;
	return (struct rulebook_text){
		.vi = arena_printf(arena, "%s: %s", node->name.vi, least->label.vi),
		.en = arena_printf(arena, "%s: %s", node->name.en, least->label.en),
	};
}

/* True when the criterion is judged now: it has a choice, or was left out of a finished sheet. */
static bool is_judged(const struct checking *checking, const struct sheet_node *node)
{
	const struct dossier_content *content = checking->content;
	const struct filled_sheet filled = {.choices = content->choices,
					    .choice_count = content->choice_count};

	if (!node_is_criterion(node))
		return false;
	if (chosen_option(content, node))
		return true;
	return checking->is_finished && score_counts(content->sheet, node, &filled);
}

static void find_missed(const struct checking *checking, struct self_check *check)
{
	const struct sheet *sheet = checking->content->sheet;
	struct missed_minimum *missed = arena_alloc(
		checking->arena, (sheet->node_count * RULEBOOK_STARS_MAX + 1) * sizeof(*missed));

	check->missed = missed;
	for (uint32_t star = sheet->book->certifiable_from_star; star <= RULEBOOK_STARS_MAX;
	     star++) {
		for (size_t i = 0; i < sheet->node_count; i++) {
			const struct sheet_node *node = &sheet->nodes[i];
			const struct sheet_option *option = chosen_option(checking->content, node);
			uint32_t points = option ? option->points : 0;
			uint32_t needed = node_minimum(node, star);

			if (points >= needed || !is_judged(checking, node))
				continue;
			missed[check->missed_count++] = (struct missed_minimum){
				.star = star,
				.criterion_code = node->code,
				.points = points,
				.needed_points = needed,
				.text = need_text(checking->arena, node, needed),
			};
		}
	}
}

static void find_expiring(const struct checking *checking, struct self_check *check)
{
	const struct dossier_content *content = checking->content;
	const struct evidence **expiring =
		arena_alloc(checking->arena, (content->evidence_count + 1) * sizeof(*expiring));
	int32_t last_day;

	check->expiring = expiring;
	if (content->book->validity_months <= 0)
		return;
	last_day = date_add_months(checking->today, content->book->validity_months);
	for (size_t i = 0; i < content->evidence_count; i++) {
		if (!evidence_holds(&content->evidence[i], last_day))
			expiring[check->expiring_count++] = &content->evidence[i];
	}
}

/* True when one of the blank-parted codes is this one. */
static bool names_criterion(const char *codes, const char *code)
{
	size_t length = strlen(code);

	for (const char *at = codes; *at;) {
		size_t next = strcspn(at, " ");

		if (next == length && memcmp(at, code, length) == 0)
			return true;
		at += next + (at[next] == ' ');
	}
	return false;
}

static bool is_asked_for(const struct sheet_node *node, const char *evidence_type)
{
	for (size_t i = 0; i < node->evidence_count; i++) {
		if (strcmp(node->evidence[i], evidence_type) == 0)
			return true;
	}
	return false;
}

static bool is_proved(const struct checking *checking, const struct sheet_node *node)
{
	const struct dossier_content *content = checking->content;

	for (size_t i = 0; i < content->evidence_count; i++) {
		const struct evidence *evidence = &content->evidence[i];

		if (is_asked_for(node, evidence->evidence_type) &&
		    evidence_holds(evidence, checking->today) &&
		    (*evidence->criterion_codes == '\0' ||
		     names_criterion(evidence->criterion_codes, node->code)))
			return true;
	}
	return false;
}

static size_t kinds_asked_for(const struct sheet *sheet)
{
	size_t count = 0;

	for (size_t i = 0; i < sheet->node_count; i++)
		count += sheet->nodes[i].evidence_count;
	return count;
}

static void find_wanted(const struct checking *checking, struct self_check *check)
{
	const struct sheet *sheet = checking->content->sheet;
	struct wanted_evidence *wanted =
		arena_alloc(checking->arena, (kinds_asked_for(sheet) + 1) * sizeof(*wanted));

	check->wanted = wanted;
	for (size_t i = 0; i < sheet->node_count; i++) {
		const struct sheet_node *node = &sheet->nodes[i];
		const struct sheet_option *option = chosen_option(checking->content, node);

		if (!option || option->points == 0 || is_proved(checking, node))
			continue;
		for (size_t k = 0; k < node->evidence_count; k++)
			wanted[check->wanted_count++] = (struct wanted_evidence){
				.criterion_code = node->code, .evidence_type = node->evidence[k]};
	}
}

struct self_check dossier_self_check(const struct dossier_content *content, int32_t today,
				     struct arena *arena)
{
	const struct filled_sheet filled = {.choices = content->choices,
					    .choice_count = content->choice_count};
	struct checking checking = {.content = content, .arena = arena, .today = today};
	struct score_result result;
	struct self_check check = {.missed_count = 0};

	checking.is_finished = score_sheet(content->sheet, &filled, arena, &result);
	add_points(&checking, check.parts);
	find_missed(&checking, &check);
	find_expiring(&checking, &check);
	find_wanted(&checking, &check);
	return check;
}
