/* list_dossiers.c - dossiers, newest first, that the caller's grants cover
 *
 * What he may see is decided row by row, as for a single dossier. A page gives up after SCANNED_MAX
 * rows, so that somebody who may see little costs little: it is short then, and names the next.
 *
 * Reads:   registration.v1.ListDossiers
 * Answers: registration.v1.ListDossiersReply
 * Refuses: CURSOR_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/answers.h"
#include "registration/queries.h"
#include "registration/subjects.h"

enum { SCANNED_MAX = 5000 };

static Ocop__Registration__V1__DossierSummary *summary_message(struct arena *arena,
							       const struct listed_dossier *row)
{
	Ocop__Registration__V1__DossierSummary *summary = arena_alloc(arena, sizeof(*summary));

	ocop__registration__v1__dossier_summary__init(summary);
	summary->dossier_id = message_text(row->dossier.dossier_id);
	summary->product_id = message_text(row->dossier.product_id);
	summary->product_name = message_text(row->product_name);
	summary->producer_id = message_text(row->dossier.producer_id);
	summary->producer_name = message_text(row->producer_name);
	summary->kind = row->dossier.kind;
	summary->state = row->dossier.state;
	summary->commune_code = message_text(row->dossier.commune_code);
	summary->due_on = message_text(row->dossier.due_on);
	summary->changed_at = timestamp_message(arena, row->dossier.changed_at_us);
	return summary;
}

static bool is_visible(struct transaction *tx, const struct dossier *dossier)
{
	const struct subject subject = dossier_subject(dossier);

	return caller_may(transaction_caller(tx), DOSSIER_READERS, &subject) &&
	       !caller_has_conflict(tx, dossier);
}

static bool cursor_is_sound(const char *cursor, struct reply *reply)
{
	if (*cursor == '\0' || identifier_is(cursor, "dossier"))
		return true;
	reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	return false;
}

enum decision list_dossiers(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Registration__V1__ListDossiers *asked =
		(const Ocop__Registration__V1__ListDossiers *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__ListDossiersReply answer =
		OCOP__REGISTRATION__V1__LIST_DOSSIERS_REPLY__INIT;
	size_t limit = (size_t)page_limit(asked->limit);
	const struct dossier_search search = {
		.round_id = asked->round_id,
		.producer_id = asked->producer_id,
		.commune_code = asked->commune_code,
		.state = asked->state,
		.before_id = asked->cursor,
	};
	struct listed_dossier row;
	const char *last_id = "";

	if (!cursor_is_sound(asked->cursor, reply))
		return REFUSED;

	answer.dossiers = arena_alloc(arena, limit * sizeof(*answer.dossiers));
	dossiers_search(tx, &search);
	for (int scanned = 0; dossiers_next(tx, &row); scanned++) {
		if (answer.n_dossiers == limit || scanned == SCANNED_MAX) {
			answer.next = message_text(last_id);
			statement_end(tx);
			break;
		}
		last_id = row.dossier.dossier_id;
		if (is_visible(tx, &row.dossier))
			answer.dossiers[answer.n_dossiers++] = summary_message(arena, &row);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
