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
		.product_id = asked->product_id,
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
		if (dossier_is_visible(tx, &row.dossier))
			answer.dossiers[answer.n_dossiers++] = summary_message(arena, &row);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
