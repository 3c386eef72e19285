/* plan_sitting.c - a sitting is put on the agenda, or changed there
 *
 * The order in which dossiers are heard binds nobody who scores: a sheet is taken in whenever its
 * dossier is open. Who changes a sitting does not see dossiers he has a conflict in, so they stay
 * on it, after those he names.
 *
 * Reads:     scoring.v1.PlanSitting
 * Needs:     a round up to scoring; dossiers of it that are on no other sitting
 * Writes:    sittings, one row; sitting_dossiers, all of the sitting
 * Publishes: scoring.v1.SittingPlanned
 * Refuses:   ROUND_STATE, NO_SUCH_THING, DATE_INVALID, FIELD_MISSING, FIELD_INVALID,
 *            FIELD_TOO_LONG, MESSAGE_TOO_LARGE, DOSSIER_NOT_IN_ROUND, MEMBER_HAS_CONFLICT,
 *            MEETING_NOT_NEEDED (a re-rating in writing), SITTING_FULL
 */
#include "scoring/commands.h"

#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records.h"
#include "scoring/records/agenda.h"
#include "scoring/records/links.h"
#include "scoring/records/re_rating.h"
#include "scoring/rules/agenda.h"
#include "scoring/sitting.h"

/* Each id is held against those before it; more than this no day can hear. */
enum { DOSSIERS_MAX = 500 };

static const char *path_of(struct reply *reply, size_t index)
{
	return arena_printf(reply_arena(reply), "dossier_ids[%zu]", index);
}

static bool fields_are_fine(struct reply *reply, const Ocop__Scoring__V1__PlanSitting *command)
{
	int32_t held_on;

	(void)require_date(reply, "held_on", command->held_on, &held_on); /* said in the reply */
	if (!is_time_of_day(command->starts_at))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "starts_at", "HH:MM");
	(void)require_text(reply, "place", command->place, NAME_LENGTH_MAX); /* as above */
	if (command->n_dossier_ids > DOSSIERS_MAX)
		reply_refuse(reply, REFUSAL(MESSAGE_TOO_LARGE), "dossier_ids", "at most %d",
			     DOSSIERS_MAX);
	return !reply_refused(reply);
}

/* In the round, once, on no other sitting, not in writing, and nothing the caller may not see. */
static void dossier_check(struct transaction *tx, struct reply *reply, const struct round *round,
			  const struct stored_sitting *sitting, size_t index)
{
	const char *dossier_id = sitting->dossier_ids[index];
	const char *account_id = transaction_caller(tx)->account_id;
	struct round_dossier dossier;

	if (conflict_exists(tx, sitting->round_id, dossier_id, account_id)) {
		reply_refuse(reply, REFUSAL(MEMBER_HAS_CONFLICT), path_of(reply, index), NULL);
		return;
	}
	if (!round_dossier_load(tx, sitting->round_id, dossier_id, &dossier) || dossier.gone) {
		reply_refuse(reply, REFUSAL(DOSSIER_NOT_IN_ROUND), path_of(reply, index), NULL);
		return;
	}
	if (dossier_is_in_writing(tx, round, &dossier))
		reply_refuse(reply, REFUSAL(MEETING_NOT_NEEDED), path_of(reply, index), NULL);
	for (size_t i = 0; i < index; i++)
		if (strcmp(sitting->dossier_ids[i], dossier_id) == 0)
			reply_refuse(reply, REFUSAL(FIELD_INVALID), path_of(reply, index), "twice");
	const char *other = sitting_of_dossier(tx, sitting->round_id, dossier_id);
	if (other[0] && strcmp(other, sitting->sitting_id) != 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), path_of(reply, index), "it is on %s",
			     other);
}

/* Those named, then those on it already that the caller does not see. */
static void dossiers_take(struct transaction *tx, const Ocop__Scoring__V1__PlanSitting *command,
			  struct stored_sitting *sitting)
{
	size_t hidden_count;
	char **hidden = sitting_dossiers_hidden(tx, transaction_caller(tx)->account_id, sitting,
						&hidden_count);

	sitting->dossier_count = command->n_dossier_ids + hidden_count;
	sitting->dossier_ids =
		arena_alloc(transaction_arena(tx), (sitting->dossier_count + 1) * sizeof(char *));
	for (size_t i = 0; i < command->n_dossier_ids; i++)
		sitting->dossier_ids[i] = command->dossier_ids[i];
	for (size_t i = 0; i < hidden_count; i++)
		sitting->dossier_ids[command->n_dossier_ids + i] = hidden[i];
}

/* The sitting as it will be: a new one, or the one that is changed. */
static void sitting_make(struct transaction *tx, const Ocop__Scoring__V1__PlanSitting *command,
			 struct stored_sitting *ret_sitting)
{
	struct stored_sitting sitting = {.version = 0};
	char sitting_id[IDENTIFIER_SIZE];

	if (!command->sitting_id[0] ||
	    !sitting_stored_load(tx, command->round_id, command->sitting_id, &sitting)) {
		identifier_create("sitting", transaction_shard(tx), transaction_now_us(tx),
				  sitting_id);
		sitting.sitting_id = arena_strdup(transaction_arena(tx), sitting_id);
	}
	sitting.round_id = command->round_id;
	sitting.held_on = command->held_on;
	sitting.starts_at = command->starts_at;
	sitting.place = command->place;
	dossiers_take(tx, command, &sitting);
	*ret_sitting = sitting;
}

enum decision plan_sitting(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Scoring__V1__PlanSitting *command =
		(const Ocop__Scoring__V1__PlanSitting *)message;
	struct stored_sitting sitting;
	struct round round;

	if (!fields_are_fine(reply, command))
		return REFUSED;

	if (!round_load(tx, command->round_id, &round))
		return FAILED;
	sitting_make(tx, command, &sitting);
	size_t on_others = sittings_of_day_count(tx, &sitting);
	if (transaction_failed(tx))
		return FAILED;

	if (!require_act(reply, &round, ACT_PLAN_SITTING, &round.state))
		return REFUSED;
	for (size_t i = 0; i < command->n_dossier_ids; i++)
		dossier_check(tx, reply, &round, &sitting, i);
	Ocop__Common__V1__RefusalCode why =
		may_hear(sitting.dossier_count, on_others, round.products_a_day);
	if (why)
		reply_refuse(reply, why, "dossier_ids", "at most %u a day", round.products_a_day);
	if (reply_refused(reply))
		return REFUSED;

	sitting_put(tx, &sitting);
	event_sitting_planned(tx, &sitting);
	reply_accept(reply, sitting.sitting_id, sitting.version);
	return ACCEPTED;
}
