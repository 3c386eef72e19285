/* ask_supplement.c - papers, a survey or a test are asked for while a round has the dossier
 *
 * Reads:     registration.v1.AskSupplement
 * Needs:     a dossier in a round, of which no supplement is awaited; a reason, what is asked for,
 *            and a day within a year
 * Writes:    supplements, supplement_items, dossiers (it waits with the producer, due on that day),
 *            dossier_moves
 * Publishes: registration.v1.SupplementAsked
 * Refuses:   REASON_MISSING, FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID,
 *            DOSSIER_STATE, SUPPLEMENT_OPEN, SHEET_UNAVAILABLE
 *
 * A council member who takes no part in the dossier does not get as far as here.
 */
#include "common/store/transaction.h"
#include "registration/answers/content.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/records/supplement.h"
#include "registration/sent_back.h"

enum decision ask_supplement(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__AskSupplement *asked =
		(const Ocop__Registration__V1__AskSupplement *)message;
	const struct sent_back_fields fields = {asked->reason, asked->deadline, asked->items,
						asked->n_items};
	struct supplement supplement;
	struct sent_back sent_back;
	struct move move;

	if (asked->n_items == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "items", NULL);
	if (!sent_back_read(tx, reply, &fields, &sent_back))
		return REFUSED;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_ASK_SUPPLEMENT, &move) ||
	    !sent_back_is_about(tx, reply, &move.dossier, &sent_back))
		return REFUSED;

	supplement = (struct supplement){
		.round_id = move.dossier.round_id,
		.reason = sent_back.reason,
		.deadline = sent_back.deadline,
		.asked_by = transaction_caller(tx)->account_id,
		.note = "",
	};
	supplement_insert(tx, asked->dossier_id, &supplement);
	for (size_t i = 0; i < sent_back.item_count; i++)
		supplement_item_insert(tx, asked->dossier_id, supplement.supplement_no, i,
				       &sent_back.items[i]);
	move_due_named(&move, sent_back.deadline);
	move_finish(tx, &move, sent_back.reason);
	event_supplement_asked(tx, &move.dossier,
			       supplement_message(tx, &move.dossier, &supplement));
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
