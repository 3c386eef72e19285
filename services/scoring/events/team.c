/* team.c - what scoring tells of the advisory team */
#include "scoring/records/team.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/outbox.h"
#include "common/store/transaction.h"
#include "ocop/scoring/v1/events.pb-c.h"
#include "scoring/answers.h"
#include "scoring/events.h"

void event_advisers_appointed(struct transaction *tx, const struct round *round,
			      const struct team *team)
{
	Ocop__Scoring__V1__AdvisersAppointed event = OCOP__SCORING__V1__ADVISERS_APPOINTED__INIT;

	event.round_id = message_text(round->round_id);
	event.advisers = advisers_message(transaction_arena(tx), team);
	event.n_advisers = team->count;
	event.decision_number = message_text(team->decision_number);
	outbox_append(tx, round->round_id, round->version, &event.base);
}

void event_team_sheet_reported(struct transaction *tx, const struct round_dossier *dossier)
{
	Ocop__Scoring__V1__TeamSheetReported event = OCOP__SCORING__V1__TEAM_SHEET_REPORTED__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}

void event_site_visited(struct transaction *tx, const struct round_dossier *dossier,
			const char *visited_on)
{
	Ocop__Scoring__V1__SiteVisited event = OCOP__SCORING__V1__SITE_VISITED__INIT;

	event.round_id = message_text(dossier->round_id);
	event.dossier_id = message_text(dossier->dossier_id);
	event.visited_on = message_text(visited_on);
	outbox_append(tx, dossier->dossier_id, dossier->version, &event.base);
}
