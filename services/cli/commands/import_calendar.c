/* import_calendar.c - days of the offices' calendar from a CSV file into identity
 *
 * Recording the same again changes nothing, so this may be run at every start. Each run sends
 * commands with ids of their own: a day that was edited by hand since is written again as the file
 * has it.
 */
#include <stdio.h>

#include "cli/commands.h"
#include "cli/csv_file.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "cli/words.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum { BATCH = 400 }; /* as many as identity takes together */

static const char *const columns[] = {"day", "kind", "name_vi", "name_en", "source"};

static bool has_columns(const struct csv_file *file, const char *path)
{
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		if (csv_file_has(file, columns[i]))
			continue;
		complain("%s: no column %s", path, columns[i]);
		return false;
	}
	return true;
}

/* NULL having said what is wrong with the row. */
static Ocop__Identity__V1__CalendarDay *read_day(const struct session *session,
						 const struct csv_file *file, size_t row)
{
	struct arena *arena = session->arena;
	Ocop__Identity__V1__CalendarDay *day = arena_alloc(arena, sizeof(*day));
	int kind;

	ocop__identity__v1__calendar_day__init(day);
	if (!word_enum(&ocop__identity__v1__calendar_day_kind__descriptor,
		       csv_cell(file, row, "kind"), arena, &kind)) {
		complain("%s: line %u: kind is holiday, working or ordinary",
			 session->arguments.operands[0], csv_file_line(file, row));
		return NULL;
	}
	day->day = (char *)csv_cell(file, row, "day");
	day->kind = (Ocop__Identity__V1__CalendarDayKind)kind;
	day->name_vi = (char *)csv_cell(file, row, "name_vi");
	day->name_en = (char *)csv_cell(file, row, "name_en");
	day->source = (char *)csv_cell(file, row, "source");
	return day;
}

static int send_batch(struct session *session,
		      const Ocop__Identity__V1__RecordCalendarDays *command)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	struct question question = {.message = &command->base, .command_id = id};
	const Ocop__Common__V1__ReplyFrame *replies;
	int result = session_sign_in(session, &question.token);

	if (result != EXIT_DONE)
		return result;
	command_id_create(clock_machine_us(), id);
	int error = peer_ask(session, "identity", "commands", &question, 1, &replies);
	if (error != 0) {
		complain("identity: %s", error_text(error));
		return EXIT_UNREACHABLE;
	}
	if (replies->replies[0]->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		return EXIT_DONE;
	reply_complain(session, session->arguments.operands[0], replies->replies[0]);
	return EXIT_NOT_ALLOWED;
}

/* Rows [first, first + count) of the file. */
static int import_batch(struct session *session, const struct csv_file *file, size_t first,
			size_t count)
{
	Ocop__Identity__V1__RecordCalendarDays command =
		OCOP__IDENTITY__V1__RECORD_CALENDAR_DAYS__INIT;
	Ocop__Identity__V1__CalendarDay *days[BATCH];

	arena_reset(session->arena);
	for (size_t i = 0; i < count; i++) {
		if ((days[i] = read_day(session, file, first + i)) == NULL)
			return EXIT_USAGE;
	}
	command.days = days;
	command.n_days = count;
	return send_batch(session, &command);
}

static int import_file(struct session *session, const struct csv_file *file)
{
	size_t rows = csv_file_rows(file);
	int result = EXIT_DONE;

	for (size_t row = 0; row < rows && result == EXIT_DONE; row += BATCH) {
		size_t left = rows - row;

		result = import_batch(session, file, row, left < BATCH ? left : BATCH);
	}
	if (result == EXIT_DONE)
		(void)printf(session->json ? "{\"days\":%zu}\n" : "%zu days\n", rows);
	return result;
}

int import_calendar(struct session *session)
{
	const char *path = session->arguments.operands[0];
	struct csv_file *file = csv_file_read(path);
	int result;

	if (file == NULL)
		return EXIT_USAGE;
	result = has_columns(file, path) ? import_file(session, file) : EXIT_USAGE;
	csv_file_destroy(file);
	return result;
}
