/* import.c - rows of a list, each a command */
#include "cli/import/import.h"

#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/content_id.h"
#include "cli/csv_file.h"
#include "cli/peers.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/bus/envelope.h"
#include "common/refusal.h"

/* What became of the rows. */
struct outcome {
	const struct import_run *run;
	size_t in, refused, unchanged, failed;
	json_t *refusals;
};

static unsigned line_of(const struct outcome *outcome, size_t row)
{
	return csv_file_line(outcome->run->columns.file, row);
}

/* The daemon's sentence when it has one: it says what is needed; without the line, said already. */
static const char *reason_of(const struct session *session,
			     const Ocop__Common__V1__Refusal *refusal)
{
	const struct refusal_text *text = refusal_text(refusal->code);
	const char *colon = strstr(refusal->detail, ": ");

	if (strncmp(refusal->detail, "line ", strlen("line ")) == 0 && colon != NULL)
		return colon + 2;
	if (refusal->detail[0] != '\0')
		return refusal->detail;
	return session->vietnamese ? text->vi : text->en;
}

static void note_refusal(struct outcome *outcome, unsigned line,
			 const Ocop__Common__V1__Reply *reply)
{
	const struct session *session = outcome->run->session;

	outcome->refused++;
	for (size_t i = 0; i < reply->n_refusals; i++) {
		const Ocop__Common__V1__Refusal *refusal = reply->refusals[i];
		const char *reason = reason_of(session, refusal);

		if (!session->json)
			complain("line %u: %s%s%s", line, refusal->field,
				 refusal->field[0] ? ": " : "", reason);
		(void)json_array_append_new(outcome->refusals,
					    json_pack("{s:i, s:s, s:s, s:s}", "line", (int)line,
						      "rule", refusal_text(refusal->code)->name,
						      "field", refusal->field, "detail", reason));
	}
}

static void note_reply(struct outcome *outcome, size_t row, const Ocop__Common__V1__Reply *reply)
{
	switch (reply->outcome) {
	case OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED:
		if (reply->remembered)
			outcome->unchanged++;
		else
			outcome->in++;
		return;
	case OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED:
		note_refusal(outcome, line_of(outcome, row), reply);
		return;
	case OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED:
	case OCOP__COMMON__V1__OUTCOME__OUTCOME_UNSPECIFIED:
	case _OCOP__COMMON__V1__OUTCOME_IS_INT_SIZE:
		break;
	}
	outcome->failed++;
	complain("line %u: the daemon could not; import again", line_of(outcome, row));
}

/* Sends rows [first, first + count) as one frame. */
static int import_frame(struct outcome *outcome, size_t first, size_t count)
{
	const struct import_run *run = outcome->run;
	struct question questions[FRAME_COMMANDS_MAX];
	uint8_t ids[FRAME_COMMANDS_MAX][COMMAND_ID_SIZE_BYTES];
	const Ocop__Common__V1__ReplyFrame *replies;
	ProtobufCBinaryData token;
	int result = session_sign_in(run->session, &token);

	if (result != EXIT_DONE)
		return result;
	for (size_t i = 0; i < count; i++) {
		questions[i].message =
			run->kind->command(&run->columns, first + i, run->session->arena);
		questions[i].command_id = ids[i];
		questions[i].token = token;
		content_id(questions[i].message, run->session->arena, ids[i]);
	}
	int error = peer_ask(run->session, "registration", "commands", questions, count, &replies);
	if (error != 0) {
		complain("registration: %s; import again, what is in stays in", error_text(error));
		return EXIT_UNREACHABLE;
	}
	for (size_t i = 0; i < count; i++)
		note_reply(outcome, first + i, replies->replies[i]);
	return EXIT_DONE;
}

static int import_rows(struct outcome *outcome)
{
	const struct import_run *run = outcome->run;
	size_t rows = csv_file_rows(run->columns.file);
	struct progress progress;
	int result = EXIT_DONE;

	progress_init(&progress, run->kind->what, rows);
	for (size_t row = 0; row < rows && result == EXIT_DONE;) {
		size_t left = rows - row;
		size_t count = left < FRAME_COMMANDS_MAX ? left : FRAME_COMMANDS_MAX;

		progress_show(&progress, row);
		arena_reset(run->session->arena);
		result = import_frame(outcome, row, count);
		row += count;
	}
	progress_end(&progress);
	return result;
}

static void print_summary(const struct outcome *outcome)
{
	size_t rows = csv_file_rows(outcome->run->columns.file);

	if (!outcome->run->session->json) {
		(void)printf("%zu rows: %zu in, %zu refused, %zu unchanged\n", rows, outcome->in,
			     outcome->refused, outcome->unchanged);
		return;
	}
	json_t *json = json_pack("{s:i, s:i, s:i, s:i, s:i, s:O}", "rows", (int)rows, "in",
				 (int)outcome->in, "refused", (int)outcome->refused, "unchanged",
				 (int)outcome->unchanged, "failed", (int)outcome->failed,
				 "refusals", outcome->refusals);
	(void)json_dumpf(json, stdout, JSON_COMPACT);
	(void)putchar('\n');
	json_decref(json);
}

static int import_for_good(const struct import_run *run)
{
	struct outcome outcome = {.run = run, .refusals = json_array()};
	int result = import_rows(&outcome);

	print_summary(&outcome);
	json_decref(outcome.refusals);
	if (result != EXIT_DONE)
		return result;
	if (outcome.failed > 0)
		return EXIT_NOT_ALLOWED;
	return outcome.refused > 0 ? EXIT_FINDINGS : EXIT_DONE;
}

int import_file(struct session *session, const struct import_kind *kind)
{
	const char *path = session->arguments.operands[0];
	struct import_run run = {.session = session, .kind = kind};
	struct csv_file *file = csv_file_read(path);
	int result = EXIT_USAGE;

	if (file == NULL)
		return EXIT_USAGE;
	if (columns_find(file, path, kind->columns, kind->column_count, session->arena,
			 &run.columns))
		result = argument_flag(&session->arguments, "dry-run") ? import_dry_run(&run)
								       : import_for_good(&run);
	csv_file_destroy(file);
	return result;
}
