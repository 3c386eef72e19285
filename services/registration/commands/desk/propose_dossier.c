/* propose_dossier.c - the commune proposes the dossier to the province
 *
 * Reads:     registration.v1.ProposeDossier
 * Needs:     a screened dossier of the caller's commune, the samples that go with it, and the
 *            number of the letter
 * Writes:    dossiers, dossier_moves, slip_numbers the first time; the day of proposal is what
 *            counts for a round
 * Publishes: registration.v1.DossierProposed
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, DOSSIER_STATE, SAMPLES_MISSING
 */
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/rules.h"

enum decision propose_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__ProposeDossier *asked =
		(const Ocop__Registration__V1__ProposeDossier *)message;
	const char *letter_number =
		require_composed(reply, "letter_number", asked->letter_number, NAME_LENGTH_MAX);
	struct move move;

	if (reply_refused(reply))
		return REFUSED;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_PROPOSE, &move) ||
	    !move_has_samples(tx, reply, &move, OFFICE(COMMUNE)))
		return REFUSED;

	if (*move.dossier.province_slip == '\0')
		move.dossier.province_slip =
			move_slip_number(tx, &move, move.dossier.province_code);
	move.dossier.letter_number = letter_number;
	move.dossier.proposed_on =
		date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)));
	move_due_none(&move);
	move_finish(tx, &move, "");
	event_dossier_proposed(tx, &move.dossier);
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
