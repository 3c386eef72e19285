/* recount_due_day.c - a dossier's due day is counted again after the calendar changed
 *
 * Reads:     registration.v1.RecountDueDay, from the daemon itself
 * Needs:     a dossier with the commune whose due day was counted under an older calendar and has
 *            not passed
 * Writes:    dossiers; dossier_moves, where the day is another one now
 * Publishes: registration.v1.DossierDueMoved, where the day is another one now
 * Refuses:   DOSSIER_STATE
 *
 * A day that somebody named does not move, nor one that has passed: what was overdue stays so.
 */
#include <string.h>

#include "common/base/date.h"
#include "common/store/transaction.h"
#include "common/unit/calendar.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/records/desk/due_day.h"
#include "registration/rules/due_day.h"

/* Stands in the dossier's history beside the new day. */
static const char reason[] = "Tính lại theo lịch ngày nghỉ, ngày làm bù";

enum decision recount_due_day(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__RecountDueDay *asked =
		(const Ocop__Registration__V1__RecountDueDay *)message;
	int32_t today = date_of_us(transaction_now_us(tx));
	struct calendar calendar;
	const char *due_on;
	struct move move;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_RECOUNT, &move))
		return REFUSED;
	calendar_load(tx, &calendar);
	if (transaction_failed(tx))
		return FAILED;

	if (!may_recount_due_day(&move.dossier, &calendar, today)) {
		reply_refuse(reply, REFUSAL(DOSSIER_STATE), NULL, NULL);
		return REFUSED;
	}

	due_on = date_text(transaction_arena(tx),
			   recounted_due_day(&move.dossier, &calendar, today));
	if (strcmp(due_on, move.dossier.due_on) == 0) {
		dossier_keep_due_day(tx, move.dossier.dossier_id, calendar.version);
	} else {
		move.dossier.due_on = due_on;
		move.dossier.calendar_version = calendar.version;
		move_finish(tx, &move, reason);
		event_dossier_due_moved(tx, &move.dossier);
	}
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
