/* appoint_advisers.c - who prepares a round for its council; again replaces it until the round
 * opens
 *
 * Reads:     scoring.v1.AppointAdvisers
 * Needs:     a planned round
 * Writes:    advisory_teams, one row; advisers, all of the round
 * Publishes: scoring.v1.AdvisersAppointed
 * Refuses:   ROUND_STATE, COUNCIL_MEMBER_DOUBLED, FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG,
 *            MESSAGE_TOO_LARGE
 */
#include "scoring/commands.h"

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/team.h"
#include "scoring/sitting.h"

enum { ADVISERS_MAX = 50 };

static bool team_read(struct reply *reply, const Ocop__Scoring__V1__AppointAdvisers *command,
		      struct team *ret_team)
{
	struct adviser *advisers =
		arena_alloc(reply_arena(reply), ADVISERS_MAX * sizeof(*advisers));

	(void)require_text(reply, "decision_number", command->decision_number,
			   NUMBER_LENGTH_MAX); /* said in the reply */
	if (command->n_advisers > ADVISERS_MAX)
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "advisers", "at most %d",
			     ADVISERS_MAX);
	for (size_t i = 0; i < command->n_advisers && !reply_refused(reply); i++) {
		advisers[i].adviser_id = command->advisers[i]->adviser_id;
		advisers[i].display_name = command->advisers[i]->display_name;
		if (text_length(advisers[i].adviser_id) > NAME_LENGTH_MAX)
			reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "advisers", NULL);
		(void)require_text(reply, "advisers", advisers[i].display_name,
				   NAME_LENGTH_MAX); /* said in the reply */
	}
	*ret_team = (struct team){advisers, command->n_advisers, command->decision_number};
	return !reply_refused(reply);
}

enum decision appoint_advisers(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Scoring__V1__AppointAdvisers *command =
		(const Ocop__Scoring__V1__AppointAdvisers *)message;
	struct council council;
	struct round round;
	struct team team;

	if (!team_read(reply, command, &team))
		return REFUSED;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;
	council_load(tx, &round, &council);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_act(reply, &round, ACT_APPOINT_ADVISERS, &round.state))
		return REFUSED;
	Ocop__Common__V1__RefusalCode why = may_appoint_advisers(&team, &council);
	if (why) {
		reply_refuse(reply, why, "advisers", NULL);
		return REFUSED;
	}

	team_replace(tx, round.round_id, &team);
	round_update(tx, &round);
	event_advisers_appointed(tx, &round, &team);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
