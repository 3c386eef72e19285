/* fill_forms.c - fields of Mẫu 01 and Mẫu 02 are filled in; a field given again is replaced
 *
 * Reads:     registration.v1.FillForms
 * Needs:     a dossier that is with the producer; in a round, while a supplement is awaited
 * Writes:    dossier_fields
 * Publishes: nothing; a draft is the producer's own
 * Refuses:   DOSSIER_STATE, FIELD_UNKNOWN (not of the rule book's forms), FIELD_TOO_LONG
 */
#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/moves.h"
#include "registration/rules.h"
#include "registration/rules/forms.h"
#include "registration/state.h"

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

	if (!book || !producer_field(book, field->form_code, field->key))
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
	if (book)
		book = rulebook_of_papers(tx, book);
	for (size_t i = 0; i < asked->n_fields; i++)
		write_field(tx, reply, book, &move.dossier, asked->fields[i]);
	if (reply_refused(reply))
		return REFUSED; /* which undoes the fields that were written */

	dossier_update(tx, &move.dossier);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
