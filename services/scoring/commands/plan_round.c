/* plan_round.c - a round is planned on this shard
 *
 * A round of re-ratings runs outside the calendar: it has no day and no date for proposals, and the
 * day it is planned counts for the rule book.
 *
 * Reads:     scoring.v1.PlanRound
 * Needs:     a shard that gets rounds; a rule book in force on the day it is held, at a level that
 *            recognises stars then; for re-ratings one whose councils give written opinions
 * Writes:    rounds, one row; kept_rulebooks and kept_sheets, unless the shard has the book
 * Publishes: scoring.v1.RoundPlanned
 * Refuses:   WRONG_SHARD, SHARD_CLOSED, FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID,
 *            UNIT_UNKNOWN, RULEBOOK_UNKNOWN, RULEBOOK_NOT_IN_FORCE, LEVEL_NOT_COMPETENT,
 *            ROUND_KIND, ROLE_MISSING (the ministry, of a province's round)
 */
#include "scoring/commands.h"

#include <ctype.h>
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/kept_rulebook.h"
#include "scoring/state.h"

enum { PERCENT_MAX = 100, POINTS_MAX = 100, DAYS_MAX = 60, PRODUCTS_A_DAY_MAX = 500 };

/* A number that the rule book of the round gives on the day it is held, else the default. */
static uint32_t number_or(int32_t number, uint32_t otherwise)
{
	return number > 0 ? (uint32_t)number : otherwise;
}

/* What the book says of councils on a day; of an unknown book nothing. */
static struct rulebook_council council_rules(const struct plan_facts *facts)
{
	const struct rulebook_dated_level *level =
		facts->book ? rulebook_level_on(facts->book, facts->held_on) : NULL;

	return level ? level->council
		     : (struct rulebook_council){.quorum_percent = RULEBOOK_UNKNOWN,
						 .spread_points = RULEBOOK_UNKNOWN};
}

/* What the council of the round goes by: what was asked, else what the rule book says, else the
 * defaults. */
static void settings_read_into(const Ocop__Scoring__V1__RoundSettings *asked,
			       struct rulebook_council rules, struct round *round)
{
	static const Ocop__Scoring__V1__RoundSettings defaults =
		OCOP__SCORING__V1__ROUND_SETTINGS__INIT;

	if (!asked)
		asked = &defaults;
	round->gate_level = asked->gate_level ? asked->gate_level : GATE_LEVEL(AGREED_OPTION);
	round->gate_effect = asked->gate_effect ? asked->gate_effect : GATE_EFFECT(CAP);
	round->spread_points = asked->spread_points
				       ? asked->spread_points
				       : number_or(rules.spread_points, SPREAD_POINTS_DEFAULT);
	round->quorum_percent = asked->quorum_percent
					? asked->quorum_percent
					: number_or(rules.quorum_percent, QUORUM_PERCENT_DEFAULT);
	round->secretary_scores = asked->secretary_scores;
	round->propose_despite_minimums = asked->propose_despite_minimums;
	round->products_a_day =
		asked->products_a_day ? asked->products_a_day : PRODUCTS_A_DAY_DEFAULT;
	/* Here 0 means the same day, so the message tells it from saying nothing. Nobody needs to
	 * have read before a day that re-ratings do not have. */
	round->documents_ahead_days =
		asked->documents_ahead_days_present_case ? asked->documents_ahead_days
		: round->kind == ROUND_KIND(RE_RATING)   ? 0
							 : DOCUMENTS_AHEAD_DAYS_DEFAULT;
}

static bool settings_are_fine(struct reply *reply, const struct round *round)
{
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

/* The day it is held and the one before which proposals count, the one not after the other. */
static void days_read(struct reply *reply, const Ocop__Scoring__V1__PlanRound *command,
		      int32_t *ret_held_on)
{
	int32_t proposals_before;

	if (require_date(reply, "held_on", command->held_on, ret_held_on) &&
	    require_date(reply, "proposals_before", command->proposals_before, &proposals_before) &&
	    proposals_before > *ret_held_on)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "proposals_before",
			     "not after the day the round is held");
}

static void no_days_allow(struct reply *reply, const Ocop__Scoring__V1__PlanRound *command)
{
	static const char why[] = "re-ratings run outside the calendar";

	if (command->held_on[0])
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "held_on", why);
	if (command->proposals_before[0])
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "proposals_before", why);
}

static bool fields_read(struct reply *reply, const Ocop__Scoring__V1__PlanRound *command,
			struct plan_facts *facts)
{
	(void)require_text(reply, "name", command->name, NAME_LENGTH_MAX); /* said in the reply */
	/* Districts ended on 2025-06-30; what they decided comes in by import. */
	if (command->level != LEVEL(PROVINCE) && command->level != LEVEL(CENTRE))
		reply_refuse(reply, REFUSAL(LEVEL_NOT_COMPETENT), "level", NULL);
	else if (!unit_fits(command->level, command->unit_code))
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "unit_code", NULL);
	if (facts->kind > ROUND_KIND(RE_RATING))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	else if (facts->kind == ROUND_KIND(RE_RATING))
		no_days_allow(reply, command);
	else
		days_read(reply, command, &facts->held_on);
	return !reply_refused(reply);
}

/* At which field it is refused. */
static const char *field_of(Ocop__Common__V1__RefusalCode why)
{
	if (why == REFUSAL(SHARD_CLOSED))
		return "shard";
	if (why == REFUSAL(LEVEL_NOT_COMPETENT))
		return "level";
	return why == REFUSAL(ROUND_KIND) ? "kind" : "rulebook_code";
}

/* A province's rounds are planned by its own offices, whoever stands above them. */
static bool may_plan_at(struct transaction *tx, struct reply *reply,
			const Ocop__Scoring__V1__PlanRound *command)
{
	static const uint32_t of_province = ALLOW(COUNCIL_SECRETARY) | ALLOW(OCOP_AGENCY);
	struct subject subject = {.province_code = command->unit_code};

	if (command->level == LEVEL(CENTRE) ||
	    caller_may(transaction_caller(tx), of_province, &subject))
		return true;
	reply_refuse(reply, REFUSAL(ROLE_MISSING), NULL, NULL);
	return false;
}

enum decision plan_round(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Scoring__V1__PlanRound *command = (const Ocop__Scoring__V1__PlanRound *)message;
	const struct scoring_state *state = scoring_state(tx);
	char round_id[IDENTIFIER_SIZE];
	struct plan_facts facts = {
		.kind = command->kind ? command->kind : ROUND_KIND(MEETING),
		.level = command->level,
		.held_on = date_of_us(transaction_now_us(tx)),
	};
	struct round round = {
		.version = 1,
		.kind = facts.kind,
		.state = ROUND_STATE(PLANNED),
	};

	facts.book = rulebook_find(state->rulebooks, command->rulebook_code);
	if (!fields_read(reply, command, &facts) || !may_plan_at(tx, reply, command))
		return REFUSED;
	settings_read_into(command->settings, council_rules(&facts), &round);
	if (!settings_are_fine(reply, &round))
		return REFUSED;

	facts.shard_closed = closed_shard_exists(tx, transaction_shard(tx));
	if (transaction_failed(tx))
		return FAILED;

	Ocop__Common__V1__RefusalCode why = may_plan_round(&facts);
	if (why) {
		reply_refuse(reply, why, field_of(why), NULL);
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
