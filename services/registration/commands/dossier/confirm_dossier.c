/* confirm_dossier.c - the producer stands by what was typed for him: the commune's officer may then
 * hand it in, as long as nothing changes
 *
 * Reads:     registration.v1.ConfirmDossier
 * Needs:     a dossier that is with the producer and says what he saw
 * Writes:    dossiers: the SHA-256 he confirmed
 * Publishes: registration.v1.DossierConfirmed
 * Refuses:   DOSSIER_STATE, SHEET_UNAVAILABLE, NOT_CONFIRMED (it says something else by now)
 *
 * A change of the content voids the confirmation without any bookkeeping: its hash is another.
 */
#include <string.h>

#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/events.h"
#include "registration/moves.h"

enum decision confirm_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__ConfirmDossier *asked =
		(const Ocop__Registration__V1__ConfirmDossier *)message;
	char sha256[SHA256_HEX_SIZE];
	struct dossier_content content;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_CONFIRM, &move))
		return REFUSED;
	if (!dossier_content_load(tx, &move.dossier, &content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}
	if (transaction_failed(tx))
		return FAILED;

	dossier_content_sha256(&content, reply_arena(reply), sha256);
	if (strcmp(asked->content_sha256, sha256) != 0) {
		reply_refuse(reply, REFUSAL(NOT_CONFIRMED), "content_sha256", NULL);
		return REFUSED;
	}

	move.dossier.confirmed_sha256 = sha256;
	dossier_update(tx, &move.dossier);
	event_dossier_confirmed(tx, &move.dossier);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
