/* complaints.c - what scoring tells of complaints: that they are there, never what they say */
#include "scoring/events.h"

#include "common/message/message.h"
#include "common/outbox.h"
#include "ocop/scoring/v1/events.pb-c.h"
#include "scoring/records/complaints.h"

void event_complaint_recorded(struct transaction *tx, const struct complaint *complaint)
{
	Ocop__Scoring__V1__ComplaintRecorded event = OCOP__SCORING__V1__COMPLAINT_RECORDED__INIT;

	event.round_id = message_text(complaint->round_id);
	event.dossier_id = message_text(complaint->dossier_id);
	event.complaint_id = message_text(complaint->complaint_id);
	outbox_append(tx, complaint->complaint_id, complaint->version, &event.base);
}

void event_complaint_answered(struct transaction *tx, const struct complaint *complaint)
{
	Ocop__Scoring__V1__ComplaintAnswered event = OCOP__SCORING__V1__COMPLAINT_ANSWERED__INIT;

	event.round_id = message_text(complaint->round_id);
	event.dossier_id = message_text(complaint->dossier_id);
	event.complaint_id = message_text(complaint->complaint_id);
	event.outcome = complaint->outcome;
	outbox_append(tx, complaint->complaint_id, complaint->version, &event.base);
}
