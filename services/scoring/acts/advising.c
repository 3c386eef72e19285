/* advising.c - the advisory team at work on a dossier: what its commands have in common */
#include "scoring/acts/advising.h"

#include "common/access_token.h"
#include "common/reply.h"
#include "common/store/transaction.h"

bool advising_load(struct transaction *tx, const char *round_id, const char *dossier_id,
		   struct reply *reply, struct advising *ret_advising)
{
	struct advising advising;
	struct team team;

	if (!sitting_load(tx, round_id, dossier_id, reply, &advising.sitting))
		return false;
	team_load(tx, round_id, &team);
	(void)team_report_load(tx, &advising.sitting.dossier, &advising.report); /* may be none */
	if (transaction_failed(tx) ||
	    !require_act(reply, &advising.sitting.round, ACT_ADVISE, &advising.sitting.round.state))
		return false;
	struct advising_facts facts = {
		.team = &team,
		.account_id = transaction_caller(tx)->account_id,
		.dossier_closed = advising.sitting.dossier.closed,
		.reported = advising.report.reported,
	};
	Ocop__Common__V1__RefusalCode why = may_advise(&facts);
	if (why) {
		reply_refuse(reply, why, NULL, NULL);
		return false;
	}
	advising.message = team_report_unpack(&advising.report, transaction_arena(tx));
	*ret_advising = advising;
	return true;
}
