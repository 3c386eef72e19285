/* close_earlier_dossier.c - of a dossier of kind EARLIER all that is kept is entered
 *
 * Reads:     registration.v1.CloseEarlierDossier
 * Needs:     a draft of kind EARLIER with something in it
 * Writes:    dossiers, dossier_moves; it does not change any more
 * Publishes: registration.v1.EarlierDossierClosed
 * Refuses:   DOSSIER_STATE, SHEET_UNAVAILABLE, SELF_ASSESSMENT_MISSING (nothing was entered)
 *
 * Paper that was kept is seldom whole, so it need not be complete: what it lacks is to do once it
 * is carried over.
 */
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/events.h"
#include "registration/moves.h"

enum decision close_earlier_dossier(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Registration__V1__CloseEarlierDossier *asked =
		(const Ocop__Registration__V1__CloseEarlierDossier *)message;
	struct dossier_content content;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_CLOSE_EARLIER, &move))
		return REFUSED;
	if (!dossier_content_load(tx, &move.dossier, &content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}
	if (transaction_failed(tx))
		return FAILED;

	if (content.choice_count == 0 && content.field_count == 0 && content.evidence_count == 0) {
		reply_refuse(reply, REFUSAL(SELF_ASSESSMENT_MISSING), NULL, NULL);
		return REFUSED;
	}

	move_finish(tx, &move, "");
	event_earlier_dossier_closed(tx, &move.dossier);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
