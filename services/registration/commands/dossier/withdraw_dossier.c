/* withdraw_dossier.c - the producer takes the dossier back before it is in a round
 *
 * Reads:     registration.v1.WithdrawDossier
 * Needs:     a dossier that is not in a round (there scoring owns the withdrawal) and not ended
 * Writes:    dossiers, dossier_moves
 * Publishes: registration.v1.DossierWithdrawn
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, DOSSIER_STATE
 */
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/rules.h"

enum decision withdraw_dossier(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Registration__V1__WithdrawDossier *asked =
		(const Ocop__Registration__V1__WithdrawDossier *)message;
	const char *reason = allow_composed(reply, "reason", asked->reason, REASON_LENGTH_MAX);
	struct move move;

	if (*reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (reply_refused(reply))
		return REFUSED;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_WITHDRAW, &move))
		return REFUSED;

	move_due_none(&move);
	move_finish(tx, &move, reason);
	event_dossier_withdrawn(tx, &move.dossier, reason);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
