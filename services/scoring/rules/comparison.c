/* comparison.c - what differs between two scoring sheets, criterion by criterion
 *
 * Groups are not compared: their points are their criteria's. A criterion is compared in words, one
 * text for each kind of difference: where the texts are equal there is none.
 */
#include "scoring/rules/comparison.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/rulebook/sheet.h"

/* The words of the rule books' files for notes that are conditions; NULL for advice. */
static const char *const conditions[] = {
	[NOTE_APPLIES_IF] = "applies_if",     [NOTE_STOP] = "stop",
	[NOTE_DISQUALIFY] = "disqualify",     [NOTE_REQUIREMENT] = "requirement",
	[NOTE_NOT_ELIGIBLE] = "not_eligible",
};

/* What is written about one criterion of one sheet. */
typedef const char *describe_fn(struct arena *arena, const struct sheet_node *node);

/* The group that a criterion stands in; NULL when it stands in its part itself. */
static const struct sheet_node *group_of(const struct sheet *sheet, const struct sheet_node *node)
{
	size_t index = (size_t)(node - sheet->nodes);

	for (size_t i = index; i-- > 0;)
		if (sheet->nodes[i].end > index)
			return &sheet->nodes[i];
	return NULL;
}

static const char *group_key(const struct sheet *sheet, const struct sheet_node *node)
{
	const struct sheet_node *group = group_of(sheet, node);

	return group ? group->key : "";
}

/* Texts in a row while they are gathered. */
struct words {
	struct arena *arena;
	const char **items;
	size_t count;
	size_t size_bytes;
};

static struct words words_start(struct arena *arena, size_t most)
{
	return (struct words){.arena = arena,
			      .items = arena_alloc(arena, (most + 1) * sizeof(const char *))};
}

static void words_add(struct words *words, const char *item)
{
	words->items[words->count++] = item;
	words->size_bytes += strlen(item);
}

/* All of them with `between` in between: put together once, as long lists are long texts. */
static const char *words_text(const struct words *words, const char *between)
{
	size_t gap = strlen(between);
	char *text = arena_alloc(words->arena, words->size_bytes + words->count * gap + 1);
	char *end = text;

	for (size_t i = 0; i < words->count; i++) {
		if (i > 0)
			end = stpcpy(end, between);
		end = stpcpy(end, words->items[i]);
	}
	return text;
}

/* "A, 3. Sức mạnh cộng đồng": part and group. The numbers of groups are no place: they follow from
 * what stands before them, so the caller compares keys. */
static const char *place_text(struct arena *arena, const struct sheet *sheet,
			      const struct sheet_node *node)
{
	const char *part = sheet->book->parts[node->part].code;
	const struct sheet_node *group = group_of(sheet, node);

	return group ? arena_printf(arena, "%s, %s. %s", part, group->code, group->name.vi) : part;
}

/* "0 1 3", and the most in brackets where no option gives it. */
static const char *points_text(struct arena *arena, const struct sheet_node *node)
{
	struct words words = words_start(arena, node->option_count + 1);
	uint32_t best = 0;

	for (size_t i = 0; i < node->option_count; i++) {
		words_add(&words, arena_printf(arena, "%u", node->options[i].points));
		if (node->options[i].points > best)
			best = node->options[i].points;
	}
	if (best != node->max)
		words_add(&words, arena_printf(arena, "(%u)", node->max));
	return words_text(&words, " ");
}

/* "1. Không | 2. Có"; under cases "1/b. Có". */
static const char *options_text(struct arena *arena, const struct sheet_node *node)
{
	struct words words = words_start(arena, node->option_count);

	for (size_t i = 0; i < node->option_count; i++) {
		const struct sheet_option *option = &node->options[i];
		const char *case_code = option->case_code;

		words_add(&words,
			  arena_printf(arena, "%u%s%s. %s", option->no, case_code[0] ? "/" : "",
				       case_code, option->label.vi));
	}
	return words_text(&words, " | ");
}

/* "3★ 1, 5★ 3": the points that are marked, by star. */
static const char *minimums_text(struct arena *arena, const struct sheet_node *node)
{
	struct words words = words_start(arena, node->option_count);

	for (size_t i = 0; i < node->option_count; i++)
		if (node->options[i].min_star)
			words_add(&words, arena_printf(arena, "%u★ %u", node->options[i].min_star,
						       node->options[i].points));
	return words_text(&words, ", ");
}

static const char *evidence_text(struct arena *arena, const struct sheet_node *node)
{
	struct words words = words_start(arena, node->evidence_count);

	for (size_t i = 0; i < node->evidence_count; i++)
		words_add(&words, node->evidence[i]);
	return words_text(&words, ", ");
}

/* "stop: …": notes that decide about points or the whole dossier, not advice. */
static const char *conditions_text(struct arena *arena, const struct sheet_node *node)
{
	struct words words = words_start(arena, node->note_count);

	for (size_t i = 0; i < node->note_count; i++) {
		const char *word = conditions[node->notes[i].kind];

		if (word)
			words_add(&words,
				  arena_printf(arena, "%s: %s", word, node->notes[i].text.vi));
	}
	return words_text(&words, " | ");
}

static const struct aspect {
	Ocop__Scoring__V1__CriterionChangeKind kind;
	describe_fn *text;
} aspects[] = {
	{CRITERION_CHANGE(POINTS), points_text},
	{CRITERION_CHANGE(OPTIONS), options_text},
	{CRITERION_CHANGE(MINIMUMS), minimums_text},
	{CRITERION_CHANGE(CONDITIONS), conditions_text},
	{CRITERION_CHANGE(EVIDENCE), evidence_text}, /* the last: not for every book */
};

enum { ASPECTS = sizeof(aspects) / sizeof(aspects[0]), KINDS_PER_CRITERION = ASPECTS + 1 };

/* Two sheets while they are compared. */
struct comparing {
	const struct sheet *before, *after;
	struct arena *arena;
	struct criterion_change *changes;
	size_t count;
	size_t aspects; /* how many of the table are compared */
};

/* The only criterion of a key; NULL when there is none, or more than one. */
static const struct sheet_node *only_one(const struct sheet *sheet, const char *key)
{
	const struct sheet_node *found = NULL;

	for (size_t i = 0; i < sheet->node_count; i++) {
		const struct sheet_node *node = &sheet->nodes[i];

		if (!node_is_criterion(node) || strcmp(node->key, key) != 0)
			continue;
		if (found)
			return NULL;
		found = node;
	}
	return found;
}

/* The same criterion in the other sheet; NULL when it has none. */
static const struct sheet_node *counterpart(const struct sheet *sheet,
					    const struct sheet_node *node,
					    const struct sheet *other)
{
	const char *group = group_key(sheet, node);

	for (size_t i = 0; i < other->node_count; i++) {
		const struct sheet_node *candidate = &other->nodes[i];

		if (node_is_criterion(candidate) && strcmp(candidate->key, node->key) == 0 &&
		    strcmp(group_key(other, candidate), group) == 0)
			return candidate;
	}
	return only_one(sheet, node->key) ? only_one(other, node->key) : NULL;
}

static void change_add(struct comparing *comparing, const struct criterion_change *change)
{
	comparing->changes[comparing->count++] = *change;
}

static void place_compare(struct comparing *comparing, const struct sheet_node *before,
			  const struct sheet_node *after)
{
	const char *part_before = comparing->before->book->parts[before->part].code;
	const char *part_after = comparing->after->book->parts[after->part].code;

	if (strcmp(part_before, part_after) == 0 &&
	    strcmp(group_key(comparing->before, before), group_key(comparing->after, after)) == 0)
		return;
	change_add(comparing,
		   &(struct criterion_change){
			   .kind = CRITERION_CHANGE(MOVED),
			   .before = before,
			   .after = after,
			   .before_text = place_text(comparing->arena, comparing->before, before),
			   .after_text = place_text(comparing->arena, comparing->after, after),
		   });
}

/* Every difference of a criterion that both sheets have. */
static void criterion_compare(struct comparing *comparing, const struct sheet_node *before,
			      const struct sheet_node *after)
{
	place_compare(comparing, before, after);
	for (size_t i = 0; i < comparing->aspects; i++) {
		struct criterion_change change = {
			.kind = aspects[i].kind,
			.before = before,
			.after = after,
			.before_text = aspects[i].text(comparing->arena, before),
			.after_text = aspects[i].text(comparing->arena, after),
		};

		if (strcmp(change.before_text, change.after_text) != 0)
			change_add(comparing, &change);
	}
}

/* The criteria of the second sheet; returns how many are as they were. */
static uint32_t second_compare(struct comparing *comparing)
{
	uint32_t unchanged = 0;

	for (size_t i = 0; i < comparing->after->node_count; i++) {
		const struct sheet_node *after = &comparing->after->nodes[i];
		size_t count = comparing->count;

		if (!node_is_criterion(after))
			continue;
		const struct sheet_node *before =
			counterpart(comparing->after, after, comparing->before);
		if (before)
			criterion_compare(comparing, before, after);
		else
			change_add(comparing,
				   &(struct criterion_change){
					   .kind = CRITERION_CHANGE(ADDED),
					   .after = after,
					   .before_text = "",
					   .after_text = points_text(comparing->arena, after),
				   });
		unchanged += comparing->count == count;
	}
	return unchanged;
}

static void removed_add(struct comparing *comparing)
{
	for (size_t i = 0; i < comparing->before->node_count; i++) {
		const struct sheet_node *before = &comparing->before->nodes[i];

		if (!node_is_criterion(before) ||
		    counterpart(comparing->before, before, comparing->after))
			continue;
		change_add(comparing, &(struct criterion_change){
					      .kind = CRITERION_CHANGE(REMOVED),
					      .before = before,
					      .before_text = points_text(comparing->arena, before),
					      .after_text = "",
				      });
	}
}

void sheets_compare(const struct sheet *before, const struct sheet *after, struct arena *arena,
		    struct comparison *ret_comparison)
{
	size_t most = after->node_count * KINDS_PER_CRITERION + before->node_count;
	bool evidence_known =
		before->book->evidence_types.count > 0 && after->book->evidence_types.count > 0;
	struct comparing comparing = {
		.before = before,
		.after = after,
		.arena = arena,
		.changes = arena_alloc(arena, (most + 1) * sizeof(*comparing.changes)),
		.aspects = evidence_known ? ASPECTS : ASPECTS - 1,
	};
	uint32_t unchanged = second_compare(&comparing);

	removed_add(&comparing);
	*ret_comparison = (struct comparison){
		.changes = comparing.changes,
		.count = comparing.count,
		.unchanged = unchanged,
	};
}
