/* get_team_report.c - the advisory team's work on a dossier
 *
 * Before the team has reported it is the team's alone: to everybody else there is nothing yet.
 *
 * Reads:   scoring.v1.GetTeamReport
 * Answers: scoring.v1.TeamReport
 * Refuses: SCOPE_MISSING, DOSSIER_NOT_IN_ROUND, MEMBER_HAS_CONFLICT, NO_SUCH_THING
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"
#include "scoring/answers.h"
#include "scoring/records.h"
#include "scoring/records/team.h"
#include "scoring/sitting.h"

enum decision get_team_report(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__GetTeamReport *query =
		(const Ocop__Scoring__V1__GetTeamReport *)message;
	Ocop__Scoring__V1__TeamReport *answer;
	struct team_report report;
	struct sitting sitting;

	if (!sitting_load(tx, query->round_id, query->dossier_id, reply, &sitting))
		return REFUSED;
	bool advises = caller_advises(tx, &sitting.round);
	if (!advises && !may_look_into(tx, &sitting.round)) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), NULL, NULL);
		return REFUSED;
	}
	(void)team_report_load(tx, &sitting.dossier, &report); /* empty while there is none */
	if (transaction_failed(tx))
		return FAILED;
	if (!advises && !report.reported) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), NULL, NULL);
		return REFUSED;
	}

	answer = team_report_unpack(&report, transaction_arena(tx));
	answer->visits = site_visits_load(tx, &sitting.dossier, &answer->n_visits);
	answer->reported = report.reported;
	answer->version = report.version;
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer->base);
	reply_set_version(reply, report.version);
	return ACCEPTED;
}
