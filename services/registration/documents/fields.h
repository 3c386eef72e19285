/* fields.h - the fields of a rule book's form, drawn in their order
 *
 * A form is data: what a decision adds is printed as a line with its name. A table of looks says
 * where a field is more than a line.
 */
#pragma once

#include <stddef.h>

#include "common/rulebook/rulebook.h"

struct dossier_facts;
struct pdf;

/* A field about to be drawn. */
struct drawn_field {
	const struct dossier_facts *facts;
	const struct rulebook_field *field;
	const char *label; /* its name, numbered */
	const char *value; /* "" for nothing filled in */
	int lines;         /* to write on, of an empty one */
};

/* Draws one field. */
typedef void draw_field_fn(struct pdf *pdf, const struct drawn_field *field);

/* How a field of this key is drawn. */
struct field_look {
	const char *key;
	const char *heading; /* before it; numbers begin anew. NULL for none */
	int lines;           /* when nothing was filled in; 0 is one */
	draw_field_fn *draw; /* NULL: a line with label and value */
};

/* Draws all fields of a form; keys without a look are lines. Fields inside others belong to boxes
 * of offices and are left to whoever draws those. */
void fields_draw(struct pdf *pdf, const struct dossier_facts *facts,
		 const struct rulebook_form *form, const struct field_look *looks, size_t count);

/* Looks that several forms have: not drawn here at all; a box that is ticked or not; a text that is
 * all there is under its heading. */
void draw_nothing(struct pdf *pdf, const struct drawn_field *field);
void draw_tick(struct pdf *pdf, const struct drawn_field *field);
void draw_body(struct pdf *pdf, const struct drawn_field *field);
