/* programme.c - what is told of the survey, of ideas and of plans */
#include "common/outbox.h"
#include "registration/events.h"

void event_survey_entry_recorded(struct transaction *tx, Ocop__Registration__V1__SurveyEntry *row)
{
	Ocop__Registration__V1__SurveyEntryRecorded event =
		OCOP__REGISTRATION__V1__SURVEY_ENTRY_RECORDED__INIT;

	event.entry = row;
	outbox_append(tx, row->entry_id, row->version, &event.base);
}

void event_idea_submitted(struct transaction *tx, Ocop__Registration__V1__Idea *row)
{
	Ocop__Registration__V1__IdeaSubmitted event = OCOP__REGISTRATION__V1__IDEA_SUBMITTED__INIT;

	event.idea = row;
	outbox_append(tx, row->idea_id, row->version, &event.base);
}

void event_idea_decided(struct transaction *tx, Ocop__Registration__V1__Idea *row)
{
	Ocop__Registration__V1__IdeaDecided event = OCOP__REGISTRATION__V1__IDEA_DECIDED__INIT;

	event.idea = row;
	outbox_append(tx, row->idea_id, row->version, &event.base);
}

void event_plan_recorded(struct transaction *tx, Ocop__Registration__V1__Plan *row)
{
	Ocop__Registration__V1__PlanRecorded event = OCOP__REGISTRATION__V1__PLAN_RECORDED__INIT;

	event.plan = row;
	outbox_append(tx, row->plan_id, row->version, &event.base);
}
