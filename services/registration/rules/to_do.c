/* to_do.c - what is left to do after a carry-over: whether it is done, and its words */
#include <string.h>

#include "common/rulebook/rulebook.h"
#include "registration/rules/carry_over.h"
#include "registration/rules/self_check.h"

static const char *const kind_names[] = {
	[TO_DO_CRITERION_NEW] = "criterion_new",
	[TO_DO_CRITERION_CHANGED] = "criterion_changed",
	[TO_DO_CRITERION_UNSCORED] = "criterion_unscored",
	[TO_DO_EVIDENCE_EXPIRED] = "evidence_expired",
	[TO_DO_EVIDENCE_TYPE_GONE] = "evidence_type_gone",
	[TO_DO_FIELD_NEW] = "field_new",
};

const char *to_do_kind_name(enum to_do_kind kind)
{
	return kind_names[kind];
}

static bool is_chosen(const struct dossier_content *content, const char *code)
{
	for (size_t i = 0; i < content->choice_count; i++) {
		if (strcmp(content->choices[i].criterion_code, code) == 0)
			return true;
	}
	return false;
}

/* Code and field meet at the dot: "M01.phone". */
static bool is_field(const struct form_field *field, const char *code)
{
	size_t length = strlen(field->form_code);

	return strncmp(code, field->form_code, length) == 0 && code[length] == '.' &&
	       strcmp(code + length + 1, field->key) == 0;
}

static bool is_filled_in(const struct dossier_content *content, const char *code)
{
	for (size_t i = 0; i < content->field_count; i++) {
		if (is_field(&content->fields[i], code))
			return *content->fields[i].value != '\0';
	}
	return false;
}

static size_t count_renewed(const struct dossier_content *content, const char *evidence_type,
			    int32_t today)
{
	size_t count = 0;

	for (size_t i = 0; i < content->evidence_count; i++) {
		const struct evidence *evidence = &content->evidence[i];

		count += !evidence->carried_over && evidence_holds(evidence, today) &&
			 strcmp(evidence->evidence_type, evidence_type) == 0;
	}
	return count;
}

static bool is_attached(const struct dossier_content *content, const char *proof)
{
	for (size_t i = 0; i < content->evidence_count; i++) {
		if (strcmp(content->evidence[i].sha256, proof) == 0 ||
		    strcmp(content->evidence[i].link, proof) == 0)
			return true;
	}
	return false;
}

bool to_do_is_done(const struct to_do *to_do, size_t nth, const struct dossier_content *content,
		   bool sheet_is_finished, int32_t today)
{
	switch (to_do->kind) {
	case TO_DO_CRITERION_NEW:
	case TO_DO_CRITERION_CHANGED:
	case TO_DO_CRITERION_UNSCORED:
		break;
	case TO_DO_EVIDENCE_EXPIRED:
		return count_renewed(content, to_do->code, today) > nth;
	case TO_DO_EVIDENCE_TYPE_GONE:
		return is_attached(content, to_do->proof);
	case TO_DO_FIELD_NEW:
		return is_filled_in(content, to_do->code);
	}
	return sheet_is_finished || is_chosen(content, to_do->code);
}

static const struct rulebook_text *field_name(const struct rulebook *book, const char *code)
{
	for (size_t i = 0; i < book->form_count; i++) {
		const struct rulebook_form *form = &book->forms[i];

		for (size_t k = 0; k < form->field_count; k++) {
			const struct form_field field = {.form_code = form->code,
							 .key = form->fields[k].key};

			if (is_field(&field, code))
				return &form->fields[k].name;
		}
	}
	return NULL;
}

struct rulebook_text to_do_text(const struct to_do *to_do, const struct rulebook *papers,
				const struct sheet *sheet)
{
	const struct sheet_node *node = sheet_find(sheet, to_do->code);
	const struct rulebook_named *kind =
		rulebook_list_find(&papers->evidence_types, to_do->code);
	const struct rulebook_text *field = field_name(papers, to_do->code);

	if (to_do->kind == TO_DO_FIELD_NEW && field)
		return *field;
	if (to_do->kind == TO_DO_EVIDENCE_EXPIRED && kind)
		return kind->name;
	if (to_do->kind <= TO_DO_CRITERION_UNSCORED && node)
		return node->name;
	return (struct rulebook_text){.vi = to_do->earlier, .en = to_do->earlier};
}
