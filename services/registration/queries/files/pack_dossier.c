/* pack_dossier.c - the whole dossier with the offices' papers as one archive, as the centre asks
 * for it
 *
 * Reads:   registration.v1.PackDossier
 * Answers: registration.v1.DocumentMade
 * Refuses: DOCUMENT_NOT_READY (it was never handed in), FIELD_INVALID (papers that no round prints)
 */
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/text.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/documents/facts.h"
#include "registration/documents/made.h"
#include "registration/documents/package.h"
#include "registration/queries.h"
#include "registration/state.h"
#include "registration/subjects.h"

/* Two reports of several papers each, and a decision. */
enum { PAPERS_MAX = 16 };

static bool papers_are_sound(struct reply *reply, const Ocop__Registration__V1__PackDossier *asked)
{
	bool sound = asked->n_papers <= PAPERS_MAX;

	for (size_t i = 0; sound && i < asked->n_papers; i++)
		sound = package_paper_is_sound(asked->papers[i]);
	if (!sound)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "papers", NULL);
	return sound;
}

enum decision pack_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Registration__V1__PackDossier *asked =
		(const Ocop__Registration__V1__PackDossier *)message;
	struct dossier_facts facts;
	struct dossier_sight sight;
	struct dossier dossier;
	struct document document;
	const struct package_papers printed = {asked->papers, asked->n_papers};
	const char *root = registration_state(tx)->folder;

	if (!papers_are_sound(reply, asked))
		return REFUSED;
	dossier_load(tx, asked->dossier_id, &dossier);
	if (!dossier.submissions) {
		reply_refuse(reply, REFUSAL(DOCUMENT_NOT_READY), NULL, NULL);
		return REFUSED;
	}
	sight = dossier_sight(tx, &dossier);
	sight.edits = false; /* offices get what was handed in, whoever has it packed */
	if (!dossier_facts_load(tx, &dossier, &sight, &facts)) {
		transaction_fail(tx, ERROR_NOT_FOUND); /* its rule book is not loaded here */
		return FAILED;
	}

	if (!made_begin(tx, &document))
		return FAILED;
	document.media_type = "application/zip";
	document.file_name = arena_printf(facts.arena, "ho-so-%.60s.zip",
					  text_slug(facts.arena, facts.product.name));
	return made_end(tx, reply, &document, package_write(&facts, &printed, root, &document));
}
