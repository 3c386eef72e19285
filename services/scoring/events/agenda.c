/* agenda.c - what scoring tells of a round's sittings */
#include "scoring/records/agenda.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "ocop/scoring/v1/events.pb-c.h"
#include "scoring/answers.h"
#include "scoring/events.h"

void event_sitting_planned(struct transaction *tx, const struct stored_sitting *sitting)
{
	Ocop__Scoring__V1__SittingPlanned event = OCOP__SCORING__V1__SITTING_PLANNED__INIT;
	Ocop__Scoring__V1__Sitting message;

	sitting_message(sitting, &message);
	event.round_id = message_text(sitting->round_id);
	event.sitting = &message;
	outbox_append(tx, sitting->sitting_id, sitting->version, &event.base);
}

void event_sitting_cancelled(struct transaction *tx, const struct stored_sitting *sitting)
{
	Ocop__Scoring__V1__SittingCancelled event = OCOP__SCORING__V1__SITTING_CANCELLED__INIT;

	event.round_id = message_text(sitting->round_id);
	event.sitting_id = message_text(sitting->sitting_id);
	outbox_append(tx, sitting->sitting_id, sitting->version + 1, &event.base);
}
