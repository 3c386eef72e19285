/* carry_over.c - what of an earlier dossier a draft can keep, and what is left to do */
#include "registration/rules/carry_over.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/rulebook/rulebook.h"
#include "registration/rules/forms.h"
#include "registration/rules/self_check.h"

/* Fields that belong to the dossier they stand in, not to the product: which year and procedure it
 * is of, where its set stands in the book's taxonomy, what is enclosed with it. */
static const struct {
	const char *form_code;
	const char *key;
} own_fields[] = {
	{"M01", "province"},    {"M01", "year"},
	{"M01", "procedure"},   {"M01", "sector"},
	{"M01", "group"},       {"M01", "subgroup"},
	{"M01", "enclosures"},  {"M01", "signature_stamp"},
	{"M02", "self_scores"},
};

/* The result while it grows; each list has room for all it can hold. */
struct growing {
	const struct carry_over_facts *facts;
	struct arena *arena;
	struct form_field *fields;
	struct choice *choices;
	struct evidence *evidence;
	struct to_do *to_do;
	struct carry_over result;
};

/* --- criteria */

/* The group of which the node is one case; NULL when it is none. */
static const struct sheet_node *group_of_case(const struct sheet *sheet,
					      const struct sheet_node *node)
{
	for (const struct sheet_node *group = sheet->nodes; group < node; group++) {
		if (group->select == NODE_ONE_OF_CASES && sheet->nodes + group->end > node)
			return group;
	}
	return NULL;
}

/* The same criterion of another sheet; NULL when it has none. Cases are called alike in every group
 * of cases ("case_1"), so there the group's key counts too. */
static const struct sheet_node *same_criterion(const struct sheet *sheet,
					       const struct sheet_node *node,
					       const struct sheet *other)
{
	const struct sheet_node *group = group_of_case(sheet, node);

	for (size_t i = 0; i < other->node_count; i++) {
		const struct sheet_node *candidate = &other->nodes[i];
		const struct sheet_node *other_group = group_of_case(other, candidate);

		if (node_is_criterion(candidate) && strcmp(candidate->key, node->key) == 0 &&
		    !group == !other_group && (!group || strcmp(group->key, other_group->key) == 0))
			return candidate;
	}
	return NULL;
}

static bool option_is_same(const struct sheet_option *a, const struct sheet_option *b)
{
	return a->no == b->no && a->points == b->points && a->min_star == b->min_star &&
	       strcmp(a->case_code, b->case_code) == 0 && strcmp(a->label.vi, b->label.vi) == 0;
}

static bool criterion_is_same(const struct sheet_node *a, const struct sheet_node *b)
{
	if (a->select != b->select || a->option_count != b->option_count)
		return false;
	for (size_t i = 0; i < a->option_count; i++) {
		if (!option_is_same(&a->options[i], &b->options[i]))
			return false;
	}
	return true;
}

static const struct choice *choice_of(const struct dossier_content *content, const char *code)
{
	for (size_t i = 0; i < content->choice_count; i++) {
		if (strcmp(content->choices[i].criterion_code, code) == 0)
			return &content->choices[i];
	}
	return NULL;
}

/* True when the draft says something here: of a group of cases one case says it for all. */
static bool is_chosen(const struct dossier_content *content, const struct sheet_node *node)
{
	const struct sheet_node *group = group_of_case(content->sheet, node);

	if (!group)
		return choice_of(content, node->code);
	for (const struct sheet_node *child = group + 1; child < content->sheet->nodes + group->end;
	     child++) {
		if (choice_of(content, child->code))
			return true;
	}
	return false;
}

static void add_to_do(struct growing *growing, const struct to_do *to_do)
{
	growing->to_do[growing->result.to_do_count++] = *to_do;
}

/* A choice that still means what it meant is kept. */
static void keep_choice(struct growing *growing, const struct sheet_node *node,
			const struct choice *earlier)
{
	const struct dossier_content *to = growing->facts->to;
	const struct choice *present = choice_of(to, node->code);

	if (!is_chosen(to, node))
		growing->choices[growing->result.choice_count++] =
			(struct choice){node->code, earlier->option_no};
	if (!is_chosen(to, node) || (present && present->option_no == earlier->option_no))
		growing->result.kept_choices++;
}

static void compare_criterion(struct growing *growing, const struct sheet_node *node)
{
	const struct dossier_content *from = growing->facts->from;
	const struct sheet_node *before =
		same_criterion(growing->facts->to->sheet, node, from->sheet);
	const struct choice *choice = before ? choice_of(from, before->code) : NULL;
	struct to_do to_do = {
		.code = node->code, .earlier = before ? before->code : "", .proof = ""};

	if (before && criterion_is_same(before, node)) {
		if (choice)
			keep_choice(growing, node, choice);
		/* What may be left out, or is one case of several, was left out then. */
		if (choice || node_has_note(node, NOTE_APPLIES_IF) ||
		    group_of_case(growing->facts->to->sheet, node))
			return;
		to_do.kind = TO_DO_CRITERION_UNSCORED;
	} else {
		to_do.kind = before ? TO_DO_CRITERION_CHANGED : TO_DO_CRITERION_NEW;
	}
	add_to_do(growing, &to_do);
}

static void compare_criteria(struct growing *growing)
{
	const struct sheet *sheet = growing->facts->to->sheet;

	for (size_t i = 0; i < sheet->node_count; i++) {
		if (node_is_criterion(&sheet->nodes[i]))
			compare_criterion(growing, &sheet->nodes[i]);
	}
}

/* --- forms */

static bool field_is_own(const char *form_code, const char *key)
{
	for (size_t i = 0; i < sizeof own_fields / sizeof *own_fields; i++) {
		if (strcmp(own_fields[i].form_code, form_code) == 0 &&
		    strcmp(own_fields[i].key, key) == 0)
			return true;
	}
	return false;
}

static const char *value_in(const struct form_field *fields, size_t count, const char *form_code,
			    const char *key)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(fields[i].form_code, form_code) == 0 && strcmp(fields[i].key, key) == 0)
			return fields[i].value;
	}
	return "";
}

static void keep_fields(struct growing *growing)
{
	const struct dossier_content *from = growing->facts->from;
	const struct dossier_content *to = growing->facts->to;

	for (size_t i = 0; i < from->field_count; i++) {
		const struct form_field *field = &from->fields[i];
		const char *present =
			value_in(to->fields, to->field_count, field->form_code, field->key);

		if (*field->value == '\0' || field_is_own(field->form_code, field->key) ||
		    !producer_field(growing->facts->papers, field->form_code, field->key))
			continue;
		if (*present == '\0')
			growing->fields[growing->result.field_count++] = *field;
		if (*present == '\0' || strcmp(present, field->value) == 0)
			growing->result.kept_fields++;
	}
}

static void find_new_fields(struct growing *growing, const struct rulebook_form *form)
{
	const struct dossier_content *to = growing->facts->to;

	for (size_t i = 0; i < form->field_count; i++) {
		const char *key = form->fields[i].key;

		if (!field_is_compulsory(form, i) ||
		    *value_in(to->fields, to->field_count, form->code, key) ||
		    *value_in(growing->fields, growing->result.field_count, form->code, key))
			continue;
		add_to_do(growing,
			  &(struct to_do){
				  .kind = TO_DO_FIELD_NEW,
				  .code = arena_printf(growing->arena, "%s.%s", form->code, key),
				  .earlier = "",
				  .proof = "",
			  });
	}
}

static void compare_forms(struct growing *growing)
{
	const struct rulebook *papers = growing->facts->papers;

	keep_fields(growing);
	for (size_t i = 0; i < papers->form_count; i++)
		find_new_fields(growing, &papers->forms[i]);
}

/* --- evidence */

static const char *proof_of(const struct evidence *evidence)
{
	return *evidence->sha256 ? evidence->sha256 : evidence->link;
}

static bool is_attached(const struct dossier_content *content, const struct evidence *evidence)
{
	for (size_t i = 0; i < content->evidence_count; i++) {
		const struct evidence *other = &content->evidence[i];

		if (strcmp(other->evidence_type, evidence->evidence_type) == 0 &&
		    strcmp(proof_of(other), proof_of(evidence)) == 0)
			return true;
	}
	return false;
}

/* The codes of the new sheet for blank-parted codes of the earlier one; what is no criterion any
 * more is left out. */
static const char *map_codes(const struct growing *growing, const char *codes)
{
	const struct sheet *from = growing->facts->from->sheet;
	const struct sheet *to = growing->facts->to->sheet;
	const char *mapped = "";

	for (const char *at = codes; *at;) {
		size_t length = strcspn(at, " ");
		const char *code = arena_printf(growing->arena, "%.*s", (int)length, at);
		const struct sheet_node *before = sheet_find(from, code);
		const struct sheet_node *now = before && node_is_criterion(before)
						       ? same_criterion(from, before, to)
						       : NULL;

		if (now)
			mapped = arena_printf(growing->arena, "%s%s%s", mapped, *mapped ? " " : "",
					      now->code);
		at += length + (at[length] == ' ');
	}
	return mapped;
}

static void keep_evidence(struct growing *growing, const struct evidence *evidence)
{
	struct evidence *kept;

	growing->result.kept_evidence++;
	if (is_attached(growing->facts->to, evidence))
		return;
	kept = &growing->evidence[growing->result.evidence_count++];
	*kept = *evidence;
	kept->evidence_id = "";
	kept->criterion_codes = map_codes(growing, evidence->criterion_codes);
	kept->from_submission = 0;
	kept->until_submission = 0;
	kept->carried_over = true;
}

static void compare_evidence(struct growing *growing)
{
	const struct carry_over_facts *facts = growing->facts;

	for (size_t i = 0; i < facts->from->evidence_count; i++) {
		const struct evidence *evidence = &facts->from->evidence[i];
		struct to_do to_do = {.code = evidence->evidence_type,
				      .earlier = evidence->name,
				      .proof = proof_of(evidence)};

		if (!rulebook_list_find(&facts->papers->evidence_types, evidence->evidence_type))
			to_do.kind = TO_DO_EVIDENCE_TYPE_GONE;
		else if (!evidence_holds(evidence, facts->today))
			to_do.kind = TO_DO_EVIDENCE_EXPIRED;
		else {
			keep_evidence(growing, evidence);
			continue;
		}
		add_to_do(growing, &to_do);
	}
}

static size_t count_fields(const struct rulebook *book)
{
	size_t count = 0;

	for (size_t i = 0; i < book->form_count; i++)
		count += book->forms[i].field_count;
	return count;
}

struct carry_over carry_over_find(const struct carry_over_facts *facts, struct arena *arena)
{
	size_t node_count = facts->to->sheet->node_count;
	size_t evidence_count = facts->from->evidence_count;
	struct growing growing = {
		.facts = facts,
		.arena = arena,
		.fields = arena_alloc(arena,
				      (facts->from->field_count + 1) * sizeof(struct form_field)),
		.choices = arena_alloc(arena, (node_count + 1) * sizeof(struct choice)),
		.evidence = arena_alloc(arena, (evidence_count + 1) * sizeof(struct evidence)),
		.to_do = arena_alloc(
			arena, (node_count + count_fields(facts->papers) + evidence_count + 1) *
				       sizeof(struct to_do)),
	};

	compare_criteria(&growing);
	compare_forms(&growing);
	compare_evidence(&growing);
	growing.result.fields = growing.fields;
	growing.result.choices = growing.choices;
	growing.result.evidence = growing.evidence;
	growing.result.to_do = growing.to_do;
	return growing.result;
}
