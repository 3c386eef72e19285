/* forms.c - fields of the rule book's forms, as far as the producer fills them in */
#include "registration/rules/forms.h"

#include <string.h>

#include "common/rulebook/rulebook.h"
#include "common/rulebook/sheet.h"

/* Fields that may stay empty, and why. The commune's and province's boxes (office_*) hold fields
 * of their own and are filled in there. M03 is the commune's report. */
static const struct {
	const char *form_code;
	const char *key;
} optional_fields[] = {
	{"M01", "email"},           /* not everybody has one */
	{"M01", "subgroup"},        /* not every group has any */
	{"M01", "enclosures"},      /* the evidence itself */
	{"M01", "signature_stamp"}, /* the producer's own sign-in stands for it */
	{"M02", "representative_sex"},
	{"M02", "representative_ethnicity"},
	{"M02", "founding_number"}, /* groups without a registration have none */
	{"M02", "structure"},       /* households have none */
	{"M02", "self_scores"},     /* the self-assessment itself */
	{"M02", "ip"},
	/* Boxes: not ticked is an answer too. */
	{"M02", "has_business_registration"},
	{"M02", "has_quality_declaration"},
	{"M02", "has_food_safety"},
	{"M02", "has_other_mandatory"},
};

/* Fields that are about a person and not about the business. Its address and its name are public.
 */
static const struct {
	const char *form_code;
	const char *key;
} personal_fields[] = {
	{"M01", "legal_representative"},
	{"M01", "position"},
	{"M01", "phone"},
	{"M01", "email"},
	{"M01", "signature_stamp"},
	{"M02", "contact"},
	{"M02", "representative"},
	{"M02", "representative_sex"},
	{"M02", "representative_ethnicity"},
	{"M02", "representative_residence"},
};

bool field_is_personal(const char *form_code, const char *key)
{
	for (size_t i = 0; i < sizeof personal_fields / sizeof *personal_fields; i++) {
		if (strcmp(personal_fields[i].form_code, form_code) == 0 &&
		    strcmp(personal_fields[i].key, key) == 0)
			return true;
	}
	return false;
}

bool personal_field_at(size_t index, const char **ret_form_code, const char **ret_key)
{
	if (index >= sizeof personal_fields / sizeof *personal_fields)
		return false;
	*ret_form_code = personal_fields[index].form_code;
	*ret_key = personal_fields[index].key;
	return true;
}

bool form_is_the_producers(const struct rulebook_form *form)
{
	return strcmp(form->code, "M01") == 0 || strcmp(form->code, "M02") == 0;
}

static bool field_is_optional(const char *form_code, const char *key)
{
	for (size_t i = 0; i < sizeof optional_fields / sizeof *optional_fields; i++) {
		if (strcmp(optional_fields[i].form_code, form_code) == 0 &&
		    strcmp(optional_fields[i].key, key) == 0)
			return true;
	}
	return false;
}

/* A field with fields inside is a box that an office fills in. */
static bool field_is_a_box(const struct rulebook_form *form, size_t index)
{
	if (form->fields[index].depth > 0)
		return true;
	return index + 1 < form->field_count && form->fields[index + 1].depth > 0;
}

bool field_is_compulsory(const struct rulebook_form *form, size_t index)
{
	return form_is_the_producers(form) && !field_is_a_box(form, index) &&
	       !field_is_optional(form->code, form->fields[index].key);
}

static const struct rulebook_field *field_find(const struct rulebook_form *form, const char *key)
{
	for (size_t i = 0; i < form->field_count; i++) {
		if (strcmp(form->fields[i].key, key) == 0)
			return &form->fields[i];
	}
	return NULL;
}

const struct rulebook_field *producer_field(const struct rulebook *book, const char *form_code,
					    const char *key)
{
	for (size_t i = 0; i < book->form_count; i++) {
		const struct rulebook_form *form = &book->forms[i];
		const struct rulebook_field *field = field_find(form, key);

		if (strcmp(form->code, form_code) == 0 && form_is_the_producers(form))
			return field && field->depth == 0 ? field : NULL;
	}
	return NULL;
}

/* "M01.phone": a form's code, a dot and a field of it. */
static bool is_field_code(const struct rulebook_form *form, const char *code)
{
	size_t length = strlen(form->code);

	return strncmp(code, form->code, length) == 0 && code[length] == '.' &&
	       field_find(form, code + length + 1);
}

bool item_code_is_known(const struct rulebook *book, const struct sheet *sheet, const char *code)
{
	const struct sheet_node *node = sheet_find(sheet, code);

	if (*code == '\0' || (node && node_is_criterion(node)))
		return true;
	for (size_t i = 0; book && i < book->form_count; i++) {
		if (is_field_code(&book->forms[i], code))
			return true;
	}
	return book && rulebook_list_find(&book->evidence_types, code);
}
