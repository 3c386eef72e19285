/* dossier_content.c - a dossier's content as the rules want it, loaded in one go */
#include "registration/dossier_content.h"

#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/state.h"

bool dossier_content_load(struct transaction *tx, const struct dossier *dossier,
			  struct dossier_content *ret_content)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, dossier->rulebook_code);
	const struct rulebook_set *set = book ? rulebook_set_find(book, dossier->set_no) : NULL;
	struct form_field *fields;
	struct choice *choices;
	struct evidence *evidence;
	struct dossier_content content = {.book = book, .sheet = set ? set->sheet : NULL};

	if (!content.sheet)
		return false;
	content.field_count = form_fields_load(tx, dossier->dossier_id, &fields);
	content.fields = fields;
	content.choice_count = choices_load(tx, dossier->dossier_id, &choices);
	content.choices = choices;
	content.evidence_count = evidence_list(tx, dossier->dossier_id, &evidence);
	content.evidence = evidence;
	*ret_content = content;
	return true;
}
