/* list_survey_entries.c - lines of communes' surveys, newest first, and how many by sector
 *
 * The counts are those of the place that is asked for, whatever sector the lines are of: all
 * sectors of the taxonomy, those without a line too.
 *
 * Reads:   registration.v1.ListSurveyEntries
 * Answers: registration.v1.ListSurveyEntriesReply
 * Refuses: CURSOR_INVALID
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/queries.h"
#include "registration/records/programme/programme.h"
#include "registration/rules/programme.h"
#include "registration/state.h"

static uint64_t count_of(const struct sector_count *counts, size_t count, const char *sector_code)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(counts[i].sector_code, sector_code) == 0)
			return counts[i].entries;
	}
	return 0;
}

static void add_counts(struct transaction *tx, const struct survey_search *place,
		       Ocop__Registration__V1__ListSurveyEntriesReply *answer)
{
	const struct rulebook *book = rulebooks_at(registration_state(tx)->rulebooks, 0);
	struct arena *arena = transaction_arena(tx);
	const struct rulebook_set *sets[SECTORS_MAX];
	struct sector_count *counts;
	size_t count = survey_entries_count(tx, place, &counts);

	answer->n_by_sector = rulebook_sectors(book, sets);
	answer->by_sector = arena_alloc(arena, answer->n_by_sector * sizeof(*answer->by_sector));
	for (size_t i = 0; i < answer->n_by_sector; i++) {
		Ocop__Registration__V1__CountOf *row = arena_alloc(arena, sizeof(*row));

		ocop__registration__v1__count_of__init(row);
		row->code = message_text(sets[i]->sector_code);
		row->name = message_text(sets[i]->sector_name.vi);
		row->count = count_of(counts, count, sets[i]->sector_code);
		answer->by_sector[i] = row;
	}
}

enum decision list_survey_entries(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Registration__V1__ListSurveyEntries *asked =
		(const Ocop__Registration__V1__ListSurveyEntries *)message;
	Ocop__Registration__V1__ListSurveyEntriesReply answer =
		OCOP__REGISTRATION__V1__LIST_SURVEY_ENTRIES_REPLY__INIT;
	size_t limit = (size_t)page_limit(asked->limit);
	const struct survey_search search = {
		.commune_code = asked->commune_code,
		.province_code = asked->province_code,
		.sector_code = asked->sector_code,
		.before_id = asked->cursor,
		.limit = (int64_t)limit + 1, /* one more tells whether there is a next page */
	};
	Ocop__Registration__V1__SurveyEntry *row;

	if (*asked->cursor && !identifier_is(asked->cursor, "survey")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	answer.entries = arena_alloc(reply_arena(reply), limit * sizeof(*answer.entries));
	survey_entries_search(tx, &search);
	while ((row = survey_entries_next(tx))) {
		if (answer.n_entries == limit) {
			answer.next = answer.entries[limit - 1]->entry_id;
			statement_end(tx);
			break;
		}
		answer.entries[answer.n_entries++] = row;
	}
	add_counts(tx, &search, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
