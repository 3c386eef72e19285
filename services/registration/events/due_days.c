/* due_days.c - what registration tells of the days that dossiers are due */
#include "common/message/message.h"
#include "common/outbox.h"
#include "registration/events.h"

void event_dossier_due_moved(struct transaction *tx, const struct dossier *dossier)
{
	Ocop__Registration__V1__DossierDueMoved event =
		OCOP__REGISTRATION__V1__DOSSIER_DUE_MOVED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.due_on = message_text(dossier->due_on);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_dossier_reminded(struct transaction *tx, const struct dossier *dossier,
			    Ocop__Registration__V1__ReminderKind kind)
{
	Ocop__Registration__V1__DossierReminded event =
		OCOP__REGISTRATION__V1__DOSSIER_REMINDED__INIT;

	event.dossier_id = message_text(dossier->dossier_id);
	event.kind = kind;
	event.office = dossier->waits_with;
	event.due_on = message_text(dossier->due_on);
	event.commune_code = message_text(dossier->commune_code);
	event.province_code = message_text(dossier->province_code);
	event.producer_id = message_text(dossier->producer_id);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}
