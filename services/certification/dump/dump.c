/* dump.c - one dump of the register as open data: rows, dictionary, sums */
#include "certification/dump/dump.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "certification/acts/moves.h"
#include "certification/answers.h"
#include "certification/dump/column.h"
#include "certification/dump/dump_folder.h"
#include "certification/records.h"
#include "certification/records/log.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/json/json_time.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "common/tlog/base64.h"
#include "common/tlog/note.h"

/* A piece holds some 500 kB of memory, whatever the register holds. */
enum { ROWS_A_PIECE = 256, US_A_SECOND = 1000000 };

struct dump {
	const struct dump_options *options;
	struct transaction *tx;
	struct arena *arena;
	char as_of[JSON_TIME_SIZE];
	struct dump_file *csv, *lines;
	uint64_t rows;
	int64_t before; /* arrival of the last row written */
	uint64_t log_size;
};

/* A cell as RFC 4180 has it. What a program would take for a formula begins with an apostrophe, as
 * in every list that people open. */
static void cell_write(struct dump_file *file, const char *text)
{
	bool is_formula = *text && strchr("=+-@\t\r", *text);
	bool is_quoted = is_formula || strpbrk(text, "\",\r\n");

	if (is_quoted)
		dump_file_write(file, "\"", 1);
	if (is_formula)
		dump_file_write(file, "'", 1);
	while (*text) {
		size_t length = strcspn(text, "\"");

		dump_file_write(file, text, length);
		text += length;
		if (*text++ != '"')
			break;
		dump_file_write(file, "\"\"", 2);
	}
	if (is_quoted)
		dump_file_write(file, "\"", 1);
}

static void value_write(struct dump_file *file, const json_t *value)
{
	char number[24];

	if (json_is_integer(value)) {
		(void)snprintf(number, sizeof(number), "%" JSON_INTEGER_FORMAT,
			       json_integer_value(value)); /* fits */
		cell_write(file, number);
	} else if (json_is_boolean(value)) {
		cell_write(file, json_is_true(value) ? "true" : "false");
	} else {
		cell_write(file, json_string_value(value));
	}
}

static void headings_write(struct dump *dump)
{
	for (size_t i = 0; i < dump_column_count; i++) {
		if (i > 0)
			dump_file_write(dump->csv, ",", 1);
		cell_write(dump->csv, dump_columns[i].name);
	}
	dump_file_write(dump->csv, "\r\n", 2);
}

static void row_write(struct dump *dump, const Ocop__Certification__V1__Certificate *certificate)
{
	json_t *row = dump_row(certificate);
	char *line = json_dumps(row, JSON_COMPACT);

	assert(line && "memory is always there, and texts are UTF-8");
	dump_file_write(dump->lines, line, strlen(line));
	dump_file_write(dump->lines, "\n", 1);
	free(line);
	for (size_t i = 0; i < dump_column_count; i++) {
		if (i > 0)
			dump_file_write(dump->csv, ",", 1);
		value_write(dump->csv, json_object_get(row, dump_columns[i].name));
	}
	dump_file_write(dump->csv, "\r\n", 2);
	json_decref(row);
	dump->rows++;
}

/* How many rows there were; what they took of memory is free again. */
static size_t piece_write(struct dump *dump)
{
	const struct certificate_filter all = {
		.product_id = "",
		.round_id = "",
		.decision_id = "",
		.official_number = "",
		.province_code = "",
		.today = today_text(dump->tx),
		.limit = ROWS_A_PIECE,
		.before = dump->before,
	};
	struct certificate certificate;
	size_t count = 0;

	certificates_list(dump->tx, &all);
	while (certificate_next(dump->tx, &certificate)) {
		certificate.state = certificate_state_now(dump->tx, &certificate);
		dump->before = certificate.arrival;
		row_write(dump, certificate_message(dump->tx, &certificate));
		count++;
	}
	arena_reset(dump->arena);
	return count;
}

static int rows_write(struct dump *dump, char *ret_csv, char *ret_lines)
{
	int error, lines_error;

	dump->csv = dump_file_create(dump->options->folder, "csv");
	dump->lines = dump_file_create(dump->options->folder, "jsonl");
	if (dump->csv && dump->lines) {
		headings_write(dump);
		while (piece_write(dump) == ROWS_A_PIECE && !transaction_failed(dump->tx) &&
		       !atomic_load(dump->options->is_over))
			continue;
	}
	error = dump_file_close(dump->csv, ret_csv);
	lines_error = dump_file_close(dump->lines, ret_lines);
	if (!error)
		error = lines_error;
	if (!error && atomic_load(dump->options->is_over))
		error = ERROR_CLOSED;
	return error ? error : transaction_error(dump->tx);
}

static int dictionary_write(struct dump *dump, char *ret_sha256)
{
	struct dump_file *file = dump_file_create(dump->options->folder, "metadata");
	json_t *dictionary = dump_dictionary(dump->options->origin, dump->options->licence,
					     dump->rows, dump->as_of);
	char *text = json_dumps(dictionary, JSON_INDENT(1));

	assert(text && "memory is always there, and texts are UTF-8");
	if (file)
		dump_file_write(file, text, strlen(text));
	free(text);
	json_decref(dictionary);
	return dump_file_close(file, ret_sha256);
}

/* Lines that begin with a hash mark are comments to sha256sum. */
static char *sums_text(struct dump *dump, const struct merkle_hash *root, const char *csv,
		       const char *lines, const char *dictionary)
{
	const struct dump_options *options = dump->options;
	struct arena *arena = dump->arena;
	const char *licence =
		*options->licence ? arena_printf(arena, "# licence %s\n", options->licence) : "";

	return arena_printf(arena,
			    "# ocop-open-data@v1\n# origin %s\n# as-of %s\n# log %" PRIu64
			    " %s\n# rows %" PRIu64 "\n%s%s  register.csv\n%s  register.jsonl\n"
			    "%s  register.csv-metadata.json\n",
			    options->origin, dump->as_of, dump->log_size,
			    base64_print(arena, root->bytes, sizeof(root->bytes)), dump->rows,
			    licence, csv, lines, dictionary);
}

/* The size of the log that a text of sums names; 0 for none. */
static uint64_t log_size_of(const char *text)
{
	const char *line = strstr(text, "\n# log ");

	return line ? strtoull(line + strlen("\n# log "), NULL, 10) : 0;
}

/* True when a leaf from *from on tells of an erased name; moves it to the log's end. */
static bool erasure_is_told(struct transaction *tx, struct arena *arena, uint64_t *from)
{
	uint64_t end = log_size(tx);
	const char *entry;
	bool found = false;

	for (; *from < end && !found; *from += ROWS_A_PIECE) {
		log_entries(tx, *from, ROWS_A_PIECE);
		while (log_entry_next(tx, &entry))
			found = found || strstr(entry, ".PersonalDataErased") != NULL;
		arena_reset(arena);
	}
	*from = end;
	return found;
}

uint64_t dump_log_size(const struct dump_options *options)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const char *present;
	uint64_t size = dump_sums_read(options->folder, arena, &present) ? log_size_of(present) : 0;

	arena_destroy(arena);
	return size;
}

static int dump_write(struct dump *dump)
{
	char csv[DUMP_HASH_SIZE], lines[DUMP_HASH_SIZE], dictionary[DUMP_HASH_SIZE];
	struct merkle_source tree = log_tree_source(dump->tx);
	struct merkle_hash root;
	uint64_t from = dump_log_size(dump->options);
	bool forget = erasure_is_told(dump->tx, dump->arena, &from);
	int error = rows_write(dump, csv, lines);

	if (!error)
		error = dictionary_write(dump, dictionary);
	if (!error)
		error = merkle_root(&tree, dump->log_size, &root);
	if (error)
		return error;
	return dump_sums_replace(dump->options->folder,
				 note_sign(dump->arena, dump->options->signer,
					   sums_text(dump, &root, csv, lines, dictionary)),
				 forget);
}

int dump_make(const struct dump_options *options, struct store_connection *connection,
	      int64_t now_us)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const struct transaction_options reading = {
		.arena = arena, .state = options->state, .now_us = now_us};
	struct transaction *tx = transaction_begin(connection, &reading);
	struct dump dump = {.options = options, .tx = tx, .arena = arena, .before = INT64_MAX};
	int error;

	json_time_print(now_us / US_A_SECOND, 0, dump.as_of);
	dump.log_size = log_size(tx);
	error = transaction_error(tx);
	if (!error)
		error = dump_write(&dump);
	transaction_rollback(tx); /* it has only read */
	arena_destroy(arena);
	return error;
}

bool dump_names_erased(const struct dump_options *options, struct store_connection *connection,
		       uint64_t *from)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const struct transaction_options reading = {.arena = arena, .state = options->state};
	struct transaction *tx = transaction_begin(connection, &reading);
	bool told = erasure_is_told(tx, arena, from);

	transaction_rollback(tx); /* it has only read */
	arena_destroy(arena);
	return told;
}
