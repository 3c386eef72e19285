/* appoint_council.c - who scores in a round; again replaces it until the round opens
 *
 * Reads:     scoring.v1.AppointCouncil
 * Needs:     a planned round
 * Writes:    council_members, all of the round; conflicts stay, also of who leaves
 * Publishes: scoring.v1.CouncilAppointed
 * Refuses:   ROUND_STATE, COUNCIL_MISSING, COUNCIL_CHAIR_MISSING, COUNCIL_MEMBER_DOUBLED,
 *            FIELD_MISSING, FIELD_INVALID, FIELD_TOO_LONG, MESSAGE_TOO_LARGE
 */
#include "scoring/commands.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/team.h"
#include "scoring/sitting.h"

enum { COUNCIL_MEMBERS_MAX = 100 };

static bool texts_are_fine(struct reply *reply, const struct council_member *member)
{
	if (text_length(member->member_id) > NAME_LENGTH_MAX)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "members", NULL);
	/* The office he sits for: minutes name it, and he may change while it stays. */
	return require_text(reply, "members", member->display_name, NAME_LENGTH_MAX);
}

static bool council_read(struct reply *reply, const Ocop__Scoring__V1__AppointCouncil *command,
			 struct council *ret_council)
{
	struct council_member *members = arena_alloc(
		reply_arena(reply), COUNCIL_MEMBERS_MAX * sizeof(struct council_member));

	(void)require_text(reply, "decision_number", command->decision_number,
			   NUMBER_LENGTH_MAX); /* said in the reply */
	if (command->n_members > COUNCIL_MEMBERS_MAX)
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "members", "at most %d",
			     COUNCIL_MEMBERS_MAX);
	for (size_t i = 0; i < command->n_members && !reply_refused(reply); i++) {
		members[i].member_id = command->members[i]->member_id;
		members[i].display_name = command->members[i]->display_name;
		members[i].office = command->members[i]->office;
		(void)texts_are_fine(reply, &members[i]); /* said in the reply */
	}
	*ret_council = (struct council){.members = members, .count = command->n_members};
	return !reply_refused(reply);
}

static const struct rulebook_council *council_rules(struct transaction *tx,
						    const struct round *round)
{
	const struct rulebook *book = round_rulebook(tx, round);
	int32_t day;

	if (!book)
		return NULL; /* the transaction has failed */
	if (!date_parse(round->held_on, &day))
		day = date_of_us(transaction_now_us(tx)); /* re-ratings have no day */
	const struct rulebook_dated_level *level = rulebook_level_on(book, day);
	return level ? &level->council : &rulebook_level_on(book, INT32_MAX)->council;
}

/* Composed by office and number as the rule book of the round names it. */
static bool composition_is_right(struct reply *reply, const struct council *council,
				 const struct rulebook_council *rules)
{
	switch (council_lack_find(council, rules)) {
	case COUNCIL_LACKS_NOTHING:
		return true;
	case COUNCIL_LACKS_SIZE:
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "members",
			     "the rule book asks for %d to %d members",
			     rules->members_min > 0 ? rules->members_min : 1,
			     rules->members_max > 0 ? rules->members_max : COUNCIL_MEMBERS_MAX);
		return false;
	case COUNCIL_LACKS_VICE_CHAIR:
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "members",
			     "the rule book asks for a vice-chair");
		return false;
	case COUNCIL_LACKS_SECRETARY:
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "members",
			     "the rule book asks for a secretary");
		return false;
	}
	return false;
}

enum decision appoint_council(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Scoring__V1__AppointCouncil *command =
		(const Ocop__Scoring__V1__AppointCouncil *)message;
	struct council council;
	struct round round;
	struct team team;

	if (!council_read(reply, command, &council))
		return REFUSED;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;
	team_load(tx, round.round_id, &team);
	const struct rulebook_council *rules = council_rules(tx, &round);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_act(reply, &round, ACT_APPOINT_COUNCIL, &round.state))
		return REFUSED;
	Ocop__Common__V1__RefusalCode why = may_appoint_council(&council);
	if (!why)
		why = may_sit_beside_team(&council, &team);
	if (why) {
		reply_refuse(reply, why, "members", NULL);
		return REFUSED;
	}
	if (!composition_is_right(reply, &council, rules))
		return REFUSED;

	round.council_decision = command->decision_number;
	council_replace(tx, round.round_id, &council);
	round_update(tx, &round);
	event_council_appointed(tx, &round, &council);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
