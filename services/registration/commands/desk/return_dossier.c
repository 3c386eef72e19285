/* return_dossier.c - commune or province sends the dossier back to the producer
 *
 * Reads:     registration.v1.ReturnDossier
 * Needs:     a dossier that is with the caller; a reason, and a day after today to come again by
 * Writes:    dossiers, dossier_moves
 * Publishes: registration.v1.DossierReturned
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, FIELD_MISSING, DATE_INVALID, DOSSIER_STATE,
 *            ROLE_MISSING (it is with another)
 */
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/rules.h"

static const char *read_reason(struct reply *reply, const char *reason)
{
	const char *composed = allow_composed(reply, "reason", reason, REASON_LENGTH_MAX);

	if (*composed == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	return composed;
}

static void check_deadline(struct reply *reply, const char *deadline, int32_t today)
{
	int32_t day;

	if (*deadline == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "deadline", NULL);
	else if (!date_parse(deadline, &day) || day <= today)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "deadline", "a day after today");
}

enum decision return_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__ReturnDossier *asked =
		(const Ocop__Registration__V1__ReturnDossier *)message;
	const char *reason = read_reason(reply, asked->reason);
	struct move move;

	check_deadline(reply, asked->deadline, date_of_us(transaction_now_us(tx)));
	if (reply_refused(reply))
		return REFUSED;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_RETURN, &move))
		return REFUSED;

	move_due_named(&move, asked->deadline);
	move_finish(tx, &move, reason);
	event_dossier_returned(tx, &move.dossier, reason);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
