/* get_dossier_track.c - where a dossier is and has been
 *
 * Reads:   registration.v1.GetDossierTrack
 * Answers: registration.v1.DossierTrack
 * Refuses: NO_SUCH_THING, MEMBER_HAS_CONFLICT
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/queries.h"
#include "registration/records/desk/published_result.h"
#include "registration/rules.h"
#include "registration/rules/track.h"

enum { OFFICES_END = OFFICE(NOBODY) };

static Ocop__Registration__V1__TrackStep *step_message(struct arena *arena, const struct stay *stay)
{
	Ocop__Registration__V1__TrackStep *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__track_step__init(message);
	message->office = stay->office;
	message->state = stay->state;
	message->from_on = date_text(arena, stay->from_day);
	if (!stay->lasts)
		message->until_on = date_text(arena, stay->until_day);
	message->calendar_days = stay->calendar_days;
	message->working_days = stay->working_days;
	message->due_on = message_text(stay->due_on);
	message->overdue = stay->overdue;
	message->reason = message_text(stay->reason);
	return message;
}

/* The days of each office it has been with, in the order of the enum. */
static void add_offices(struct arena *arena, const struct stay *stays, size_t count,
			Ocop__Registration__V1__DossierTrack *answer)
{
	Ocop__Registration__V1__OfficeDays *days[OFFICES_END] = {NULL};

	for (size_t i = 0; i < count; i++) {
		Ocop__Registration__V1__Office office = stays[i].office;

		if (office == OFFICE(NOBODY))
			continue;
		if (!days[office]) {
			days[office] = arena_alloc(arena, sizeof(*days[office]));
			ocop__registration__v1__office_days__init(days[office]);
			days[office]->office = office;
		}
		days[office]->calendar_days += stays[i].calendar_days;
		days[office]->working_days += stays[i].working_days;
	}
	answer->offices = arena_alloc(arena, OFFICES_END * sizeof(*answer->offices));
	for (size_t i = 0; i < OFFICES_END; i++) {
		if (days[i])
			answer->offices[answer->n_offices++] = days[i];
	}
}

static Ocop__Registration__V1__DossierState outcome_of(Ocop__Scoring__V1__DecisionOutcome decision)
{
	if (decision == DECISION_OUTCOME(RECOGNISED))
		return DOSSIER_STATE(RECOGNISED);
	return decision == DECISION_OUTCOME(PROPOSED_TO_CENTRE) ? DOSSIER_STATE(PROPOSED_TO_CENTRE)
								: DOSSIER_STATE(NOT_RECOGNISED);
}

/* Producer and commune learn here what became of it, as soon as the round is published. */
static void add_results(struct transaction *tx, struct arena *arena,
			Ocop__Registration__V1__DossierTrack *answer)
{
	struct published_result *results;

	answer->n_results = published_results_load(tx, answer->dossier_id, &results);
	answer->results = arena_alloc(arena, (answer->n_results + 1) * sizeof(*answer->results));
	for (size_t i = 0; i < answer->n_results; i++) {
		Ocop__Registration__V1__PublishedResult *message =
			arena_alloc(arena, sizeof(*message));

		ocop__registration__v1__published_result__init(message);
		message->round_id = message_text(results[i].round_id);
		message->round_name = message_text(results[i].round_name);
		message->office =
			results[i].level == ROUND_LEVEL(CENTRE) ? OFFICE(CENTRE) : OFFICE(PROVINCE);
		message->points_text = message_text(results[i].points_text);
		message->star = results[i].star;
		message->outcome = outcome_of(results[i].decision);
		message->decision_number = message_text(results[i].decision_number);
		message->decided_on = message_text(results[i].decided_on);
		answer->results[i] = message;
	}
}

enum decision get_dossier_track(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Registration__V1__GetDossierTrack *asked =
		(const Ocop__Registration__V1__GetDossierTrack *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__DossierTrack answer = OCOP__REGISTRATION__V1__DOSSIER_TRACK__INIT;
	struct dossier_move *moves;
	struct calendar calendar;
	struct dossier dossier;
	struct stay *stays;

	dossier_load(tx, asked->dossier_id, &dossier);
	calendar_load(tx, &calendar);
	size_t move_count = dossier_moves_load(tx, asked->dossier_id, &moves);
	if (transaction_failed(tx))
		return FAILED;

	stays = arena_alloc(arena, move_count * sizeof(*stays));
	answer.n_steps = dossier_stays(moves, move_count, &calendar,
				       date_of_us(transaction_now_us(tx)), stays);
	answer.dossier_id = message_text(dossier.dossier_id);
	answer.steps = arena_alloc(arena, answer.n_steps * sizeof(*answer.steps));
	for (size_t i = 0; i < answer.n_steps; i++)
		answer.steps[i] = step_message(arena, &stays[i]);
	add_offices(arena, stays, answer.n_steps, &answer);
	add_results(tx, arena, &answer);
	if (transaction_failed(tx))
		return FAILED;
	reply_set(reply, &answer.base);
	reply_set_version(reply, dossier.version);
	return ACCEPTED;
}
