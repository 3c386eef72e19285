/* re_rating.c - what scoring tells of re-ratings: commitments, never what is committed to */
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "ocop/scoring/v1/events.pb-c.h"
#include "scoring/events.h"

static ProtobufCBinaryData commitment_of(const struct seal *seal)
{
	return (ProtobufCBinaryData){SEAL_COMMITMENT_SIZE_BYTES, (uint8_t *)seal->commitment};
}

void event_agency_report_filed(struct transaction *tx, const struct round_dossier *dossier,
			       const struct seal *seal)
{
	Ocop__Scoring__V1__AgencyReportFiled event = OCOP__SCORING__V1__AGENCY_REPORT_FILED__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.pass = dossier->pass;
	event.commitment = commitment_of(seal);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_opinion_given(struct transaction *tx, const struct round_dossier *dossier,
			 const char *member_id, const struct seal *seal)
{
	Ocop__Scoring__V1__OpinionGiven event = OCOP__SCORING__V1__OPINION_GIVEN__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.member_id = message_text(member_id);
	event.pass = dossier->pass;
	event.commitment = commitment_of(seal);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_meeting_called(struct transaction *tx, const struct round_dossier *dossier,
			  const char *reason)
{
	Ocop__Scoring__V1__MeetingCalled event = OCOP__SCORING__V1__MEETING_CALLED__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.reason = message_text(reason);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_re_rating_overdue(struct transaction *tx, const struct round_dossier *dossier)
{
	Ocop__Scoring__V1__ReRatingOverdue event = OCOP__SCORING__V1__RE_RATING_OVERDUE__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.due_on = message_text(dossier->due_on);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}
