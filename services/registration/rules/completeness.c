/* completeness.c - what a dossier needs before the commune gets it
 *
 * Three things: every field of the rule book's forms that the producer must fill in, an own choice
 * on every criterion that applies, and the papers that are compulsory. The law lists fields and
 * kinds of papers but not which may stay empty: the table of forms.c and the one below are this
 * service's reading.
 */
#include <string.h>

#include "common/base/arena.h"
#include "registration/rules.h"
#include "registration/rules/forms.h"
#include "registration/rules/self_check.h"

/* Papers: proof of who the producer is always; the others when the form says that they exist.
 * `when` is a field of M02, NULL for always. */
static const struct {
	const char *evidence_type;
	const char *when;
} compulsory_papers[] = {
	{"EV_BIZ", NULL},
	{"EV_DECL", "has_quality_declaration"},
	{"EV_FACILITY", "has_food_safety"},
	{"EV_IP", "ip"},
};

/* What an empty box looks like. */
static const char *const unticked[] = {"", "no", "false", "0", "không"};

struct gap_list {
	struct arena *arena;
	struct gap *items;
	size_t count;
};

static void add_gap(struct gap_list *gaps, const struct gap *gap)
{
	if ((gaps->count & (gaps->count - 1)) == 0) {
		size_t room = gaps->count ? 2 * gaps->count : 1;
		struct gap *grown = arena_alloc(gaps->arena, room * sizeof(*grown));

		if (gaps->count)
			memcpy(grown, gaps->items, gaps->count * sizeof(*grown));
		gaps->items = grown;
	}
	gaps->items[gaps->count++] = *gap;
}

static const char *field_value(const struct dossier_content *content, const char *form_code,
			       const char *key)
{
	for (size_t i = 0; i < content->field_count; i++) {
		if (strcmp(content->fields[i].form_code, form_code) == 0 &&
		    strcmp(content->fields[i].key, key) == 0)
			return content->fields[i].value;
	}
	return "";
}

static void find_form_gaps(const struct dossier_content *content, const struct rulebook_form *form,
			   struct gap_list *gaps)
{
	for (size_t i = 0; i < form->field_count; i++) {
		const struct rulebook_field *field = &form->fields[i];

		if (!field_is_compulsory(form, i) || *field_value(content, form->code, field->key))
			continue;
		add_gap(gaps,
			&(struct gap){
				.kind = GAP_FORM,
				.code = arena_printf(gaps->arena, "%s.%s", form->code, field->key),
				.text = field->name,
			});
	}
}

static void find_criterion_gaps(const struct sheet *sheet, const struct score_result *result,
				struct gap_list *gaps)
{
	for (size_t i = 0; i < result->fault_count; i++) {
		const char *code = result->faults[i].criterion_code;
		const struct sheet_node *node = sheet_find(sheet, code);

		add_gap(gaps, &(struct gap){
				      .kind = GAP_CRITERION,
				      .code = code,
				      .text = node ? node->name
						   : (struct rulebook_text){.vi = "", .en = ""},
			      });
	}
}

static bool sheet_asks_for(const struct sheet *sheet, const char *evidence_type)
{
	for (size_t i = 0; i < sheet->node_count; i++) {
		for (size_t k = 0; k < sheet->nodes[i].evidence_count; k++) {
			if (strcmp(sheet->nodes[i].evidence[k], evidence_type) == 0)
				return true;
		}
	}
	return false;
}

bool field_is_ticked(const char *value)
{
	for (size_t i = 0; i < sizeof unticked / sizeof *unticked; i++) {
		if (strcmp(value, unticked[i]) == 0)
			return false;
	}
	return true;
}

static void find_paper_gap(const struct dossier_content *content, const char *evidence_type,
			   int32_t today, struct gap_list *gaps)
{
	const struct rulebook_named *named =
		rulebook_list_find(&content->book->evidence_types, evidence_type);
	enum gap_kind kind = GAP_EVIDENCE;

	if (!named || !sheet_asks_for(content->sheet, evidence_type))
		return;
	for (size_t i = 0; i < content->evidence_count; i++) {
		if (strcmp(content->evidence[i].evidence_type, evidence_type) != 0)
			continue;
		if (evidence_holds(&content->evidence[i], today))
			return;
		kind = GAP_EVIDENCE_EXPIRED;
	}
	add_gap(gaps, &(struct gap){.kind = kind, .code = named->code, .text = named->name});
}

/* The points of the choices so far; a sheet without faults gives the same by its score. */
static uint32_t points_so_far(const struct dossier_content *content)
{
	uint32_t points = 0;

	for (size_t i = 0; i < content->choice_count; i++) {
		const struct choice *choice = &content->choices[i];
		const struct sheet_node *node = sheet_find(content->sheet, choice->criterion_code);
		const struct sheet_option *option =
			node ? node_option(node, choice->option_no) : NULL;

		points += option ? option->points : 0;
	}
	return points;
}

struct completeness dossier_completeness(const struct dossier_content *content, int32_t today,
					 struct arena *arena)
{
	const struct filled_sheet filled = {.choices = content->choices,
					    .choice_count = content->choice_count};
	struct gap_list gaps = {.arena = arena};
	struct score_result result;
	bool scored = score_sheet(content->sheet, &filled, arena, &result);

	for (size_t i = 0; i < content->book->form_count; i++) {
		if (form_is_the_producers(&content->book->forms[i]))
			find_form_gaps(content, &content->book->forms[i], &gaps);
	}
	find_criterion_gaps(content->sheet, &result, &gaps);
	for (size_t i = 0; i < sizeof compulsory_papers / sizeof *compulsory_papers; i++) {
		const char *when = compulsory_papers[i].when;

		if (!when || field_is_ticked(field_value(content, "M02", when)))
			find_paper_gap(content, compulsory_papers[i].evidence_type, today, &gaps);
	}
	return (struct completeness){
		.gaps = gaps.items,
		.gap_count = gaps.count,
		.self_total = scored ? result.score.total : points_so_far(content),
		.expected_star = scored ? result.score.star_if_capped : 0,
	};
}
