/* plan_round.c - a round is planned on this shard
 *
 * Reads:     scoring.v1.PlanRound
 * Needs:     a rule book in force on the day it is held, at a level that recognises stars then
 * Writes:    rounds, one row; kept_rulebooks and kept_sheets, unless the shard has the book
 * Publishes: scoring.v1.RoundPlanned
 * Refuses:   WRONG_SHARD, FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, UNIT_UNKNOWN,
 *            RULEBOOK_UNKNOWN, RULEBOOK_NOT_IN_FORCE, LEVEL_NOT_COMPETENT
 */
#include "scoring/commands.h"

#include <ctype.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/kept_rulebook.h"
#include "scoring/state.h"

enum { PERCENT_MAX = 100, POINTS_MAX = 100, DAYS_MAX = 60, PRODUCTS_A_DAY_MAX = 500 };

/* What the council of the round goes by: what was asked, else the defaults. */
static bool settings_read_into(struct reply *reply, const Ocop__Scoring__V1__RoundSettings *asked,
			       struct round *round)
{
	static const Ocop__Scoring__V1__RoundSettings defaults =
		OCOP__SCORING__V1__ROUND_SETTINGS__INIT;

	if (!asked)
		asked = &defaults;
	round->gate_level = asked->gate_level ? asked->gate_level : GATE_LEVEL(AGREED_OPTION);
	round->gate_effect = asked->gate_effect ? asked->gate_effect : GATE_EFFECT(CAP);
	round->spread_points = asked->spread_points ? asked->spread_points : SPREAD_POINTS_DEFAULT;
	round->quorum_percent =
		asked->quorum_percent ? asked->quorum_percent : QUORUM_PERCENT_DEFAULT;
	round->secretary_scores = asked->secretary_scores;
	round->propose_despite_minimums = asked->propose_despite_minimums;
	round->products_a_day =
		asked->products_a_day ? asked->products_a_day : PRODUCTS_A_DAY_DEFAULT;
	/* Here 0 means the same day, so the message tells it from saying nothing. */
	round->documents_ahead_days = asked->documents_ahead_days_present_case
					      ? asked->documents_ahead_days
					      : DOCUMENTS_AHEAD_DAYS_DEFAULT;

	if (round->gate_level > GATE_LEVEL(MEAN))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "settings.gate_level", NULL);
	if (round->gate_effect > GATE_EFFECT(FAIL))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "settings.gate_effect", NULL);
	if (round->spread_points > POINTS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "settings.spread_points", "1 to %d",
			     POINTS_MAX);
	if (round->quorum_percent > PERCENT_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "settings.quorum_percent", "1 to %d",
			     PERCENT_MAX);
	if (round->documents_ahead_days > DAYS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "settings.documents_ahead_days",
			     "0 to %d", DAYS_MAX);
	if (round->products_a_day > PRODUCTS_A_DAY_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "settings.products_a_day", "1 to %d",
			     PRODUCTS_A_DAY_MAX);
	return !reply_refused(reply);
}

/* A province has two digits; the centre has none. */
static bool unit_fits(Ocop__Scoring__V1__Level level, const char *unit_code)
{
	if (level == LEVEL(CENTRE))
		return !unit_code[0];
	return strlen(unit_code) == 2 && isdigit((unsigned char)unit_code[0]) &&
	       isdigit((unsigned char)unit_code[1]);
}

static bool fields_read(struct reply *reply, const Ocop__Scoring__V1__PlanRound *command,
			int32_t *ret_held_on)
{
	int32_t proposals_before;

	(void)require_text(reply, "name", command->name, NAME_LENGTH_MAX); /* said in the reply */
	/* Districts ended on 2025-06-30; what they decided comes in by import. */
	if (command->level != LEVEL(PROVINCE) && command->level != LEVEL(CENTRE))
		reply_refuse(reply, REFUSAL(LEVEL_NOT_COMPETENT), "level", NULL);
	else if (!unit_fits(command->level, command->unit_code))
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "unit_code", NULL);
	if (require_date(reply, "held_on", command->held_on, ret_held_on) &&
	    require_date(reply, "proposals_before", command->proposals_before, &proposals_before) &&
	    proposals_before > *ret_held_on)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "proposals_before",
			     "not after the day the round is held");
	return !reply_refused(reply);
}

enum decision plan_round(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Scoring__V1__PlanRound *command = (const Ocop__Scoring__V1__PlanRound *)message;
	const struct scoring_state *state = scoring_state(tx);
	char round_id[IDENTIFIER_SIZE];
	struct plan_facts facts = {.level = command->level};
	struct round round = {.version = 1, .state = ROUND_STATE(PLANNED)};

	if (!fields_read(reply, command, &facts.held_on) ||
	    !settings_read_into(reply, command->settings, &round))
		return REFUSED;

	facts.book = rulebook_find(state->rulebooks, command->rulebook_code);

	Ocop__Common__V1__RefusalCode why = may_plan_round(&facts);
	if (why) {
		reply_refuse(reply, why,
			     why == REFUSAL(LEVEL_NOT_COMPETENT) ? "level" : "rulebook_code", NULL);
		return REFUSED;
	}

	identifier_create("round", transaction_shard(tx), transaction_now_us(tx), round_id);
	round.round_id = round_id;
	round.name = command->name;
	round.level = command->level;
	round.unit_code = command->unit_code;
	round.rulebook_code = facts.book->code;
	round.rulebook_sha256 = facts.book->sha256;
	round.held_on = command->held_on;
	round.proposals_before = command->proposals_before;
	kept_rulebook_put(tx, facts.book);
	round_insert(tx, &round);
	event_round_planned(tx, &round);
	reply_accept(reply, round.round_id, round.version);
	return ACCEPTED;
}
