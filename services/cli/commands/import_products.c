/* import_products.c - the rows of an old register, each a command
 *
 * A command's id follows from the row, so a row that came before is answered as it was then and
 * counted as unchanged. Every refused row is told with its line and its reasons; the others are in.
 */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
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
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/registration/v1/commands.pb-c.h"

enum { STARS_WRONG = 99 };

/* What became of the rows. */
struct import {
	struct session *session;
	const struct csv_file *file;
	size_t in, refused, unchanged, failed;
	json_t *refusals;
};

/* "4", or nothing for none; what is no number is left to the daemon to refuse. */
static uint32_t stars_of(const char *text)
{
	char *end;
	unsigned long stars = strtoul(text, &end, 10);

	return *end == '\0' && stars < STARS_WRONG ? (uint32_t)stars : STARS_WRONG;
}

static ProtobufCMessage *row_message(const struct import *import, size_t row)
{
	const struct csv_file *file = import->file;
	Ocop__Registration__V1__ImportProduct *message =
		arena_alloc(import->session->arena, sizeof(*message));

	ocop__registration__v1__import_product__init(message);
	message->product_name = (char *)csv_cell(file, row, "product");
	message->producer_name = (char *)csv_cell(file, row, "producer");
	message->producer_type = (char *)csv_cell(file, row, "producer_type");
	message->commune = (char *)csv_cell(file, row, "commune");
	message->district = (char *)csv_cell(file, row, "district");
	message->province = (char *)csv_cell(file, row, "province");
	message->stars = stars_of(csv_cell(file, row, "stars"));
	message->score = (char *)csv_cell(file, row, "score");
	message->decision_number = (char *)csv_cell(file, row, "decision_no");
	message->decision_date = (char *)csv_cell(file, row, "decision_date");
	message->expiry_date = (char *)csv_cell(file, row, "expiry_date");
	message->product_group = (char *)csv_cell(file, row, "product_group");
	message->year = (char *)csv_cell(file, row, "year");
	message->event = (char *)csv_cell(file, row, "event");
	message->source_url = (char *)csv_cell(file, row, "source");
	message->product_code = (char *)csv_cell(file, row, "product_code");
	message->line = csv_file_line(file, row);
	return &message->base;
}

/* The daemon's sentence when it has one: it says what is needed; without the line, said already. */
static const char *reason_of(const struct import *import, const Ocop__Common__V1__Refusal *refusal)
{
	const struct refusal_text *text = refusal_text(refusal->code);
	const char *colon = strstr(refusal->detail, ": ");

	if (strncmp(refusal->detail, "line ", strlen("line ")) == 0 && colon != NULL)
		return colon + 2;
	if (refusal->detail[0] != '\0')
		return refusal->detail;
	return import->session->vietnamese ? text->vi : text->en;
}

static void note_refusal(struct import *import, unsigned line, const Ocop__Common__V1__Reply *reply)
{
	import->refused++;
	for (size_t i = 0; i < reply->n_refusals; i++) {
		const Ocop__Common__V1__Refusal *refusal = reply->refusals[i];
		const char *reason = reason_of(import, refusal);

		if (!import->session->json)
			complain("line %u: %s%s%s", line, refusal->field,
				 refusal->field[0] ? ": " : "", reason);
		(void)json_array_append_new(import->refusals,
					    json_pack("{s:i, s:s, s:s, s:s}", "line", (int)line,
						      "rule", refusal_text(refusal->code)->name,
						      "field", refusal->field, "detail", reason));
	}
}

static void note_reply(struct import *import, size_t row, const Ocop__Common__V1__Reply *reply)
{
	switch (reply->outcome) {
	case OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED:
		if (reply->remembered)
			import->unchanged++;
		else
			import->in++;
		return;
	case OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED:
		note_refusal(import, csv_file_line(import->file, row), reply);
		return;
	case OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED:
	case OCOP__COMMON__V1__OUTCOME__OUTCOME_UNSPECIFIED:
	case _OCOP__COMMON__V1__OUTCOME_IS_INT_SIZE:
		break;
	}
	import->failed++;
	complain("line %u: the daemon could not; import again", csv_file_line(import->file, row));
}

/* Sends rows [first, first + count) as one frame. */
static int import_frame(struct import *import, size_t first, size_t count)
{
	struct question questions[FRAME_COMMANDS_MAX];
	uint8_t ids[FRAME_COMMANDS_MAX][COMMAND_ID_SIZE_BYTES];
	const Ocop__Common__V1__ReplyFrame *replies;
	ProtobufCBinaryData token;
	int result = session_sign_in(import->session, &token);

	if (result != EXIT_DONE)
		return result;
	for (size_t i = 0; i < count; i++) {
		questions[i].message = row_message(import, first + i);
		questions[i].command_id = ids[i];
		questions[i].token = token;
		content_id(questions[i].message, import->session->arena, ids[i]);
	}
	int error =
		peer_ask(import->session, "registration", "commands", questions, count, &replies);
	if (error != 0) {
		complain("registration: %s; import again, what is in stays in", error_text(error));
		return EXIT_UNREACHABLE;
	}
	for (size_t i = 0; i < count; i++)
		note_reply(import, first + i, replies->replies[i]);
	return EXIT_DONE;
}

static int import_rows(struct import *import)
{
	size_t rows = csv_file_rows(import->file);
	struct progress progress;
	int result = EXIT_DONE;

	progress_init(&progress, "import", rows);
	for (size_t row = 0; row < rows && result == EXIT_DONE;) {
		size_t left = rows - row;
		size_t count = left < FRAME_COMMANDS_MAX ? left : FRAME_COMMANDS_MAX;

		progress_show(&progress, row);
		arena_reset(import->session->arena);
		result = import_frame(import, row, count);
		row += count;
	}
	progress_end(&progress);
	return result;
}

static void print_summary(const struct import *import)
{
	size_t rows = csv_file_rows(import->file);

	if (!import->session->json) {
		(void)printf("%zu rows: %zu in, %zu refused, %zu unchanged\n", rows, import->in,
			     import->refused, import->unchanged);
		return;
	}
	json_t *json = json_pack("{s:i, s:i, s:i, s:i, s:i, s:O}", "rows", (int)rows, "in",
				 (int)import->in, "refused", (int)import->refused, "unchanged",
				 (int)import->unchanged, "failed", (int)import->failed, "refusals",
				 import->refusals);
	(void)json_dumpf(json, stdout, JSON_COMPACT);
	(void)putchar('\n');
	json_decref(json);
}

int import_products(struct session *session)
{
	struct csv_file *file = csv_file_read(session->arguments.operands[0]);

	if (file == NULL)
		return EXIT_USAGE;
	if (!csv_file_has(file, "product") || !csv_file_has(file, "producer")) {
		complain("%s: the first row must name the columns, product and producer among them",
			 session->arguments.operands[0]);
		csv_file_destroy(file);
		return EXIT_USAGE;
	}
	struct import import = {.session = session, .file = file, .refusals = json_array()};
	int result = import_rows(&import);
	print_summary(&import);
	json_decref(import.refusals);
	csv_file_destroy(file);
	if (result != EXIT_DONE)
		return result;
	if (import.failed > 0)
		return EXIT_NOT_ALLOWED;
	return import.refused > 0 ? EXIT_FINDINGS : EXIT_DONE;
}
