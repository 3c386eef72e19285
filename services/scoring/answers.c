/* answers.c - rounds as messages of queries, and what several queries ask first */
#include "scoring/answers.h"

#include "common/base/arena.h"
#include "common/command.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "scoring/records/agenda.h"
#include "scoring/records/team.h"
#include "scoring/state.h"

enum {
	OVERSEERS = ALLOW(COUNCIL_SECRETARY) | ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) |
		    ALLOW(MINISTRY) | ALLOW(AUDITOR)
};

bool may_oversee(struct transaction *tx, const struct round *round)
{
	struct subject subject = {.province_code = round->unit_code, .round_id = round->round_id};

	return caller_may(transaction_caller(tx), OVERSEERS, &subject);
}

bool may_look_into(struct transaction *tx, const struct round *round)
{
	const struct caller *caller = transaction_caller(tx);
	struct council council;

	if (may_oversee(tx, round))
		return true;
	council_load(tx, round, &council);
	return caller->account_id[0] && council_find(&council, caller->account_id);
}

bool caller_advises(struct transaction *tx, const struct round *round)
{
	struct team team;

	team_load(tx, round->round_id, &team);
	return team_find(&team, transaction_caller(tx)->account_id) != NULL;
}

bool may_look_at_agenda(struct transaction *tx, const struct round *round)
{
	return may_look_into(tx, round) || caller_advises(tx, round);
}

Ocop__Scoring__V1__Adviser **advisers_message(struct arena *arena, const struct team *team)
{
	Ocop__Scoring__V1__Adviser *items = arena_alloc(arena, (team->count + 1) * sizeof(*items));
	Ocop__Scoring__V1__Adviser **list = arena_alloc(arena, (team->count + 1) * sizeof(*list));

	for (size_t i = 0; i < team->count; i++) {
		ocop__scoring__v1__adviser__init(&items[i]);
		items[i].adviser_id = message_text(team->advisers[i].adviser_id);
		items[i].display_name = message_text(team->advisers[i].display_name);
		list[i] = &items[i];
	}
	return list;
}

void sitting_message(const struct stored_sitting *sitting, Ocop__Scoring__V1__Sitting *ret_message)
{
	ocop__scoring__v1__sitting__init(ret_message);
	ret_message->sitting_id = message_text(sitting->sitting_id);
	ret_message->held_on = message_text(sitting->held_on);
	ret_message->starts_at = message_text(sitting->starts_at);
	ret_message->place = message_text(sitting->place);
	ret_message->dossier_ids = sitting->dossier_ids;
	ret_message->n_dossier_ids = sitting->dossier_count;
	ret_message->version = sitting->version;
}

bool require_results_visible(struct transaction *tx, struct reply *reply, const struct round *round)
{
	if (round->state == ROUND_STATE(PUBLISHED) || may_look_into(tx, round))
		return true;
	reply_refuse(reply,
		     transaction_caller(tx)->account_id[0] ? REFUSAL(SCOPE_MISSING)
							   : REFUSAL(TOKEN_MISSING),
		     NULL, NULL);
	return false;
}

static void settings_fill(const struct round *round, Ocop__Scoring__V1__RoundSettings *settings)
{
	ocop__scoring__v1__round_settings__init(settings);
	settings->gate_level = round->gate_level;
	settings->gate_effect = round->gate_effect;
	settings->spread_points = round->spread_points;
	settings->quorum_percent = round->quorum_percent;
	settings->secretary_scores = round->secretary_scores;
	settings->documents_ahead_days_present_case = DOCUMENTS_AHEAD_DAYS_GIVEN;
	settings->documents_ahead_days = round->documents_ahead_days;
	settings->propose_despite_minimums = round->propose_despite_minimums;
	settings->products_a_day = round->products_a_day;
}

static void council_fill(struct transaction *tx, const struct round *round,
			 Ocop__Scoring__V1__Round *message)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Scoring__V1__CouncilMember *members;
	struct council council;

	council_load(tx, round, &council);
	members = arena_alloc(arena, (council.count + 1) * sizeof(*members));
	message->council = arena_alloc(arena, (council.count + 1) * sizeof(*message->council));
	message->n_council = council.count;
	for (size_t i = 0; i < council.count; i++) {
		ocop__scoring__v1__council_member__init(&members[i]);
		members[i].member_id = message_text(council.members[i].member_id);
		members[i].display_name = message_text(council.members[i].display_name);
		members[i].office = council.members[i].office;
		message->council[i] = &members[i];
	}
}

static void team_fill(struct transaction *tx, const struct round *round,
		      Ocop__Scoring__V1__Round *message)
{
	struct team team;

	team_load(tx, round->round_id, &team);
	message->advisers = advisers_message(transaction_arena(tx), &team);
	message->n_advisers = team.count;
	message->advisers_decision = message_text(team.decision_number);
}

void round_message(struct transaction *tx, const struct round *round,
		   Ocop__Scoring__V1__Round *ret_message)
{
	struct round_counts counts;

	round_count(tx, round->round_id, transaction_caller(tx)->account_id, &counts);
	ocop__scoring__v1__round__init(ret_message);
	ret_message->round_id = message_text(round->round_id);
	ret_message->name = message_text(round->name);
	ret_message->kind = round->kind;
	ret_message->level = round->level;
	ret_message->unit_code = message_text(round->unit_code);
	ret_message->rulebook_code = message_text(round->rulebook_code);
	ret_message->rulebook_sha256 = message_text(round->rulebook_sha256);
	ret_message->held_on = message_text(round->held_on);
	ret_message->proposals_before = message_text(round->proposals_before);
	ret_message->settings = arena_alloc(transaction_arena(tx), sizeof(*ret_message->settings));
	settings_fill(round, ret_message->settings);
	ret_message->state = round->state;
	council_fill(tx, round, ret_message);
	ret_message->council_decision = message_text(round->council_decision);
	team_fill(tx, round, ret_message);
	ret_message->dossiers = counts.dossiers;
	ret_message->dossiers_closed = counts.closed;
	ret_message->decision_number = message_text(round->decision_number);
	ret_message->decided_on = message_text(round->decided_on);
	ret_message->version = round->version;
}

const struct rulebook *require_rulebook(struct transaction *tx, struct reply *reply,
					const char *field, const char *code)
{
	const struct scoring_state *state = scoring_state(tx);
	const struct rulebook *book = rulebook_find(state->rulebooks, code);

	if (!book)
		reply_refuse(reply, REFUSAL(RULEBOOK_UNKNOWN), field, NULL);
	return book;
}

const struct sheet *require_sheet(struct reply *reply, const char *field,
				  const struct rulebook *book, uint32_t set_no)
{
	const struct rulebook_set *set = rulebook_set_find(book, set_no);

	if (!set)
		reply_refuse(reply, REFUSAL(SET_UNKNOWN), field, NULL);
	else if (!set->sheet)
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), field, NULL);
	return set ? set->sheet : NULL;
}
