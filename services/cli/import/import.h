/* import.h - rows of a list as commands of registration, or as questions what they would do
 *
 * A command's id follows from the row, so a row that came before is answered as it was then and
 * counted as unchanged. Every refused row is told with its line and its reasons; the others are in.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

#include "cli/import/columns.h"
#include "ocop/registration/v1/queries.pb-c.h"

struct arena;
struct session;

/* A kind of list. */
struct import_kind {
	const char *what; /* "import products": for the progress bar */
	const struct column *columns;
	size_t column_count;

	/* The command that takes a row in; in the arena. */
	ProtobufCMessage *(*command)(const struct columns *columns, size_t row,
				     struct arena *arena);

	/* The same row in a question what would become of it. */
	void (*preview)(const struct columns *columns, size_t row, struct arena *arena,
			Ocop__Registration__V1__PreviewImport *ret_question);
};

/* Takes in the file of the verb's operand, or with --dry-run says what would happen and changes
 * nothing. Returns an exit_status. */
int import_file(struct session *session, const struct import_kind *kind);

/* A run over the rows of a file. */
struct import_run {
	struct session *session;
	const struct import_kind *kind;
	struct columns columns;
};

/* Asks what each row would do, in order, and prints it. Returns an exit_status. */
int import_dry_run(const struct import_run *run);
