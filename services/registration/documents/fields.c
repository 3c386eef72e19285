/* fields.c - the fields of a rule book's form, drawn in their order */
#include "registration/documents/fields.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/document/pdf.h"
#include "registration/documents/facts.h"

static const struct field_look *look_of(const struct field_look *looks, size_t count,
					const char *key)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(looks[i].key, key) == 0)
			return &looks[i];
	}
	return NULL;
}

static bool is_box(const struct rulebook_form *form, size_t index)
{
	return form->fields[index].depth > 0 ||
	       (index + 1 < form->field_count && form->fields[index + 1].depth > 0);
}

void draw_nothing(struct pdf *pdf, const struct drawn_field *field)
{
	(void)pdf; /* whoever asked for it draws it elsewhere */
	(void)field;
}

void draw_tick(struct pdf *pdf, const struct drawn_field *field)
{
	pdf_box(pdf, field_is_ticked(field->value), field->field->name.vi);
}

void draw_body(struct pdf *pdf, const struct drawn_field *field)
{
	if (*field->value)
		pdf_paragraph(pdf, field->value);
	else
		pdf_field(pdf, field->field->name.vi, "", field->lines);
}

static void draw_line(struct pdf *pdf, const struct drawn_field *field)
{
	pdf_field(pdf, field->label, field->value, field->lines);
}

void fields_draw(struct pdf *pdf, const struct dossier_facts *facts,
		 const struct rulebook_form *form, const struct field_look *looks, size_t count)
{
	int number = 0;

	for (size_t i = 0; i < form->field_count; i++) {
		const struct rulebook_field *field = &form->fields[i];
		const struct field_look *look = look_of(looks, count, field->key);
		draw_field_fn *draw = look && look->draw ? look->draw : draw_line;

		if (is_box(form, i))
			continue;
		if (look && look->heading) {
			pdf_heading(pdf, look->heading);
			number = 0;
		}
		if (draw == draw_line)
			number++;
		draw(pdf,
		     &(struct drawn_field){
			     .facts = facts,
			     .field = field,
			     .label = arena_printf(facts->arena, "%d. %s", number, field->name.vi),
			     .value = facts_field(facts, form->code, field->key),
			     .lines = look && look->lines ? look->lines : 1,
		     });
	}
}
