/* print_dossier.c - a form or letter of a dossier as PDF
 *
 * Reads:   registration.v1.PrintDossier
 * Answers: registration.v1.DocumentMade
 * Refuses: FIELD_INVALID (no such document), DOCUMENT_NOT_READY
 */
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/documents/facts.h"
#include "registration/documents/made.h"
#include "registration/documents/prints.h"
#include "registration/queries.h"
#include "registration/subjects.h"

enum decision print_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Registration__V1__PrintDossier *asked =
		(const Ocop__Registration__V1__PrintDossier *)message;
	const struct print *print = print_find(asked->document);
	struct dossier_facts facts;
	struct dossier_sight sight;
	struct dossier dossier;
	struct document document;

	if (!print) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "document", NULL);
		return REFUSED;
	}
	dossier_load(tx, asked->dossier_id, &dossier);
	sight = dossier_sight(tx, &dossier);
	if (!dossier_facts_load(tx, &dossier, &sight, &facts)) {
		transaction_fail(tx, ERROR_NOT_FOUND); /* its rule book is not loaded here */
		return FAILED;
	}
	if (!print->is_ready(&facts)) {
		reply_refuse(reply, REFUSAL(DOCUMENT_NOT_READY), "document", NULL);
		return REFUSED;
	}

	if (!made_begin(tx, &document))
		return FAILED;
	document.media_type = "application/pdf";
	document.file_name = arena_printf(facts.arena, "%s-%.60s.pdf", print->file_name,
					  text_slug(facts.arena, facts.product.name));
	return made_end(tx, reply, &document, print_write(print, &facts, document.path));
}
