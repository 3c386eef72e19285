/* return_dossier.c - commune or province sends the dossier back to the producer
 *
 * Reads:     registration.v1.ReturnDossier
 * Needs:     a dossier that is with the caller; a reason, and a day within a year to come again by;
 *            what is to be put right is about the dossier's forms, sheet or papers
 * Writes:    dossiers, dossier_moves, return_items
 * Publishes: registration.v1.DossierReturned
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, FIELD_MISSING, FIELD_INVALID, DATE_INVALID,
 *            SHEET_UNAVAILABLE, DOSSIER_STATE, ROLE_MISSING (it is with another)
 */
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/sent_back.h"

enum decision return_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__ReturnDossier *asked =
		(const Ocop__Registration__V1__ReturnDossier *)message;
	const struct sent_back_fields fields = {asked->reason, asked->deadline, asked->items,
						asked->n_items};
	struct sent_back sent_back;
	struct move move;

	if (!sent_back_read(tx, reply, &fields, &sent_back))
		return REFUSED;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_RETURN, &move) ||
	    !sent_back_is_about(tx, reply, &move.dossier, &sent_back))
		return REFUSED;

	move_due_named(&move, sent_back.deadline);
	move_finish(tx, &move, sent_back.reason);
	for (size_t i = 0; i < sent_back.item_count; i++)
		return_item_insert(tx, move.dossier.dossier_id, move.dossier.version, i,
				   &sent_back.items[i]);
	event_dossier_returned(tx, &move.dossier, &sent_back);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
