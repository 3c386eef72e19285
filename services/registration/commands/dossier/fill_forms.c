/* fill_forms.c - fields of Mẫu 01 and Mẫu 02 are filled in; a field given again is replaced
 *
 * Reads:     registration.v1.FillForms
 * Needs:     a dossier that is with the producer
 * Writes:    dossier_fields
 * Publishes: nothing; a draft is the producer's own
 * Refuses:   DOSSIER_STATE, FIELD_UNKNOWN (not of the rule book's forms), FIELD_TOO_LONG
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/moves.h"
#include "registration/rules.h"
#include "registration/state.h"

/* A field the producer may fill in: of M01 or M02, not inside an office's box. */
static bool field_is_open(const struct rulebook *book,
			  const Ocop__Registration__V1__FormField *field)
{
	if (strcmp(field->form_code, "M01") != 0 && strcmp(field->form_code, "M02") != 0)
		return false;
	for (size_t i = 0; book && i < book->form_count; i++) {
		const struct rulebook_form *form = &book->forms[i];

		if (strcmp(form->code, field->form_code) != 0)
			continue;
		for (size_t k = 0; k < form->field_count; k++) {
			if (form->fields[k].depth == 0 &&
			    strcmp(form->fields[k].key, field->key) == 0)
				return true;
		}
	}
	return false;
}

static void write_field(struct transaction *tx, struct reply *reply, const struct rulebook *book,
			const struct dossier *dossier,
			const Ocop__Registration__V1__FormField *field)
{
	const char *path =
		arena_printf(reply_arena(reply), "fields[%s.%s]", field->form_code, field->key);
	const struct form_field row = {
		.form_code = field->form_code,
		.key = field->key,
		.value = allow_composed(reply, path, field->value, VALUE_LENGTH_MAX),
	};

	if (!field_is_open(book, field))
		reply_refuse(reply, REFUSAL(FIELD_UNKNOWN), path, NULL);
	else
		form_field_write(tx, dossier->dossier_id, &row);
}

enum decision fill_forms(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Registration__V1__FillForms *asked =
		(const Ocop__Registration__V1__FillForms *)message;
	const struct rulebook *book;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_EDIT, &move))
		return REFUSED;

	book = rulebook_find(registration_state(tx)->rulebooks, move.dossier.rulebook_code);
	for (size_t i = 0; i < asked->n_fields; i++)
		write_field(tx, reply, book, &move.dossier, asked->fields[i]);
	if (reply_refused(reply))
		return REFUSED; /* which undoes the fields that were written */

	dossier_update(tx, &move.dossier);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
