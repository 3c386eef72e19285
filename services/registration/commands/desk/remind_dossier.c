/* remind_dossier.c - tells that a dossier is due soon or overdue
 *
 * Reads:     registration.v1.RemindDossier, from the daemon itself
 * Needs:     a dossier that is due by this day, of which there is this to say today and nobody was
 *            reminded so yet
 * Writes:    dossiers: that it was said, until due day or office are others
 * Publishes: registration.v1.DossierReminded with the office that has it
 * Refuses:   DOSSIER_STATE
 */
#include <string.h>

#include "common/base/date.h"
#include "common/store/transaction.h"
#include "common/unit/calendar.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/desk/due_day.h"
#include "registration/rules/due_day.h"

enum decision remind_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__RemindDossier *asked =
		(const Ocop__Registration__V1__RemindDossier *)message;
	Ocop__Registration__V1__ReminderKind kind = REMINDER(UNSPECIFIED);
	int32_t today = date_of_us(transaction_now_us(tx));
	struct calendar calendar;
	struct dossier dossier;
	int32_t due_day;

	dossier_load(tx, asked->dossier_id, &dossier);
	calendar_load(tx, &calendar);
	bool was_said = dossier_last_reminder(tx, asked->dossier_id) >= asked->kind;
	if (transaction_failed(tx))
		return FAILED;

	if (strcmp(dossier.due_on, asked->due_on) == 0 && date_parse(dossier.due_on, &due_day))
		kind = reminder_of_due_day(&calendar, due_day, today);
	if (kind == REMINDER(UNSPECIFIED) || kind != asked->kind || was_said) {
		reply_refuse(reply, REFUSAL(DOSSIER_STATE), "due_on", NULL);
		return REFUSED;
	}

	dossier_reminded(tx, dossier.dossier_id, kind);
	event_dossier_reminded(tx, &dossier, kind);
	reply_accept(reply, dossier.dossier_id, dossier.version);
	return ACCEPTED;
}
