/* filing.c - the calendar of rounds as messages of queries */
#include "registration/answers/filing.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/rules.h"
#include "registration/rules/due_day.h"
#include "registration/rules/filing.h"
#include "registration/state.h"

enum { PLANNED_MAX = 16 }; /* a year of rounds of a province and the centre, extra ones included */

static Ocop__Registration__V1__FilingRound *law_round_message(struct arena *arena,
							      const struct filing_round *round)
{
	Ocop__Registration__V1__FilingRound *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__filing_round__init(message);
	message->level = message_text(rulebook_level_name(round->level));
	message->hold_before = date_text(arena, round->hold_before);
	message->proposals_before = date_text(arena, round->proposals_before);
	if (round->safe_filing_on != NO_DAY)
		message->safe_filing_on = date_text(arena, round->safe_filing_on);
	return message;
}

static const char *level_of(const struct round *round)
{
	return rulebook_level_name(round->level == ROUND_LEVEL(CENTRE) ? RULEBOOK_LEVEL_CENTRE
								       : RULEBOOK_LEVEL_PROVINCE);
}

static Ocop__Registration__V1__FilingRound *extra_round_message(struct transaction *tx,
								const struct rulebook *book,
								const struct calendar *calendar,
								const struct round *round)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__FilingRound *message = arena_alloc(arena, sizeof(*message));
	uint32_t working_days;
	int32_t before;

	ocop__registration__v1__filing_round__init(message);
	message->level = message_text(level_of(round));
	message->proposals_before = message_text(round->proposals_before);
	if (round->level == ROUND_LEVEL(CENTRE) || !date_parse(round->proposals_before, &before))
		return message;
	working_days = screening_working_days(rulebook_level_on(book, before));
	if (working_days)
		message->safe_filing_on =
			date_text(arena, last_safe_filing_day(calendar, before, working_days));
	return message;
}

/* The law's round that a planned one is; NULL for an extra one. */
static Ocop__Registration__V1__FilingRound *find_law_round(
	const Ocop__Registration__V1__FilingCalendar *answer, const struct round *round)
{
	for (size_t i = 0; i < answer->n_rounds; i++) {
		Ocop__Registration__V1__FilingRound *message = answer->rounds[i];

		if (*message->round_id == '\0' &&
		    strcmp(message->proposals_before, round->proposals_before) == 0 &&
		    strcmp(message->level, level_of(round)) == 0)
			return message;
	}
	return NULL;
}

static void insert_in_order(Ocop__Registration__V1__FilingCalendar *answer,
			    Ocop__Registration__V1__FilingRound *message)
{
	size_t place = answer->n_rounds;

	while (place > 0 &&
	       strcmp(answer->rounds[place - 1]->proposals_before, message->proposals_before) > 0)
		place--;
	memmove(&answer->rounds[place + 1], &answer->rounds[place],
		(answer->n_rounds - place) * sizeof(*answer->rounds));
	answer->rounds[place] = message;
	answer->n_rounds++;
}

static void add_planned_rounds(struct transaction *tx, const struct rulebook *book,
			       const struct calendar *calendar, const char *province_code,
			       Ocop__Registration__V1__FilingCalendar *answer)
{
	struct rulebooks *books = registration_state(tx)->rulebooks;
	struct round *rounds;
	const char *today = date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)));
	size_t count = rounds_planned(tx, province_code, today, PLANNED_MAX, &rounds);

	for (size_t i = 0; i < count; i++) {
		Ocop__Registration__V1__FilingRound *message = find_law_round(answer, &rounds[i]);

		if (rulebook_find(books, rounds[i].rulebook_code) != book)
			continue;
		if (!message) {
			message = extra_round_message(tx, book, calendar, &rounds[i]);
			insert_in_order(answer, message);
		}
		message->round_id = message_text(rounds[i].round_id);
		message->name = message_text(rounds[i].name);
		message->held_on = message_text(rounds[i].held_on);
	}
}

void add_filing_rounds(struct transaction *tx, const struct rulebook *book,
		       const char *province_code, Ocop__Registration__V1__FilingCalendar *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct filing_round rounds[FILING_ROUNDS_MAX];
	struct calendar calendar;

	calendar_load(tx, &calendar);
	answer->rounds =
		arena_alloc(arena, (FILING_ROUNDS_MAX + PLANNED_MAX) * sizeof(*answer->rounds));
	answer->n_rounds =
		filing_rounds(book, &calendar, date_of_us(transaction_now_us(tx)), rounds);
	for (size_t i = 0; i < answer->n_rounds; i++)
		answer->rounds[i] = law_round_message(arena, &rounds[i]);
	if (*province_code)
		add_planned_rounds(tx, book, &calendar, province_code, answer);
}

static bool is_on_its_way_to_a_round(const struct dossier *dossier)
{
	return dossier->state == DOSSIER_STATE(DRAFT) ||
	       dossier->state == DOSSIER_STATE(RETURNED) ||
	       dossier->state == DOSSIER_STATE(SUBMITTED) ||
	       dossier->state == DOSSIER_STATE(SCREENED);
}

void add_next_round(struct transaction *tx, const struct rulebook *book,
		    const struct dossier *dossier,
		    Ocop__Registration__V1__CheckDossierReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct filing_round rounds[FILING_ROUNDS_MAX];
	struct calendar calendar;
	size_t count;

	if ((dossier->kind != DOSSIER_KIND(FIRST) && dossier->kind != DOSSIER_KIND(UPGRADE)) ||
	    !is_on_its_way_to_a_round(dossier))
		return;
	calendar_load(tx, &calendar);
	count = filing_rounds(book, &calendar, date_of_us(transaction_now_us(tx)), rounds);
	for (size_t i = 0; i < count; i++) {
		if (rounds[i].safe_filing_on == NO_DAY)
			continue; /* of the centre */
		answer->proposals_before = date_text(arena, rounds[i].proposals_before);
		answer->safe_filing_on = date_text(arena, rounds[i].safe_filing_on);
		return;
	}
}
