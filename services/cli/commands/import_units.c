/* import_units.c - provinces.csv, communes.csv and successors.csv of a folder into identity
 *
 * Recording the same again changes nothing, so this may be run at every start.
 */
#include <ctype.h>
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
#include "cli/words.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum {
	/* identity takes 500, but the event they become holds 64 KiB: a row has up to 200 bytes */
	BATCH = 250,
	DECIMALS_DEGREES = 6,
	DECIMALS_HECTARES = 2
};

struct import {
	struct session *session;
	struct progress progress;
	size_t done;
	const char *path; /* of the file being read */
};

/* "21.0386" with 6 decimals is 21038600; exact, never a float. False for what is no number. */
static bool decimal(const char *text, int decimals, int64_t *ret_value)
{
	bool negative = *text == '-';
	int64_t value = 0;
	int behind = -1; /* digits behind the point; -1 before it */

	for (text += negative; *text != '\0'; text++) {
		if (*text == '.' && behind < 0)
			behind = 0;
		else if (!isdigit((unsigned char)*text) || value > INT32_MAX)
			return false;
		else if (behind < decimals) {
			value = value * 10 + (*text - '0');
			behind += behind >= 0;
		}
	}
	for (int i = behind < 0 ? 0 : behind; i < decimals; i++)
		value *= 10;
	*ret_value = negative ? -value : value;
	return value <= INT32_MAX;
}

static bool cell_decimal(const struct csv_file *file, size_t row, const char *column, int decimals,
			 int64_t *ret_value)
{
	return decimal(csv_cell(file, row, column), decimals, ret_value);
}

/* NULL having said what is wrong with the row. */
static Ocop__Identity__V1__Unit *read_unit(const struct import *import, const struct csv_file *file,
					   size_t row)
{
	struct arena *arena = import->session->arena;
	Ocop__Identity__V1__Unit *unit = arena_alloc(arena, sizeof(*unit));
	int64_t latitude, longitude, area;
	int kind;

	ocop__identity__v1__unit__init(unit);
	if (!word_enum(&ocop__identity__v1__unit_kind__descriptor, csv_cell(file, row, "kind"),
		       arena, &kind) ||
	    !cell_decimal(file, row, "latitude", DECIMALS_DEGREES, &latitude) ||
	    !cell_decimal(file, row, "longitude", DECIMALS_DEGREES, &longitude) ||
	    !cell_decimal(file, row, "area_km2", DECIMALS_HECTARES, &area)) {
		complain("%s: line %u: kind, place or area is not one", import->path,
			 csv_file_line(file, row));
		return NULL;
	}
	unit->kind = (Ocop__Identity__V1__UnitKind)kind;
	unit->code = (char *)csv_cell(file, row, "code");
	unit->province_code = (char *)csv_cell(file, row, "province_code");
	unit->name_vi = (char *)csv_cell(file, row, "name_vi");
	unit->full_name_vi = (char *)csv_cell(file, row, "full_name_vi");
	unit->name_en = (char *)csv_cell(file, row, "name_en");
	unit->valid_from = (char *)csv_cell(file, row, "valid_from");
	unit->latitude_microdegrees = (int32_t)latitude;
	unit->longitude_microdegrees = (int32_t)longitude;
	unit->area_hectares = (uint32_t)area;
	return unit;
}

static Ocop__Identity__V1__FormerUnit *read_former_unit(const struct import *import,
							const struct csv_file *file, size_t row)
{
	Ocop__Identity__V1__FormerUnit *unit = arena_alloc(import->session->arena, sizeof(*unit));

	ocop__identity__v1__former_unit__init(unit);
	unit->province_code = (char *)csv_cell(file, row, "old_province_code");
	unit->province_name = (char *)csv_cell(file, row, "old_province");
	unit->district_code = (char *)csv_cell(file, row, "old_district_code");
	unit->district_name = (char *)csv_cell(file, row, "old_district");
	unit->commune_code = (char *)csv_cell(file, row, "old_commune_code");
	unit->commune_name = (char *)csv_cell(file, row, "old_commune");
	unit->successor_province_code = (char *)csv_cell(file, row, "new_province_code");
	unit->successor_commune_code = (char *)csv_cell(file, row, "new_commune_code");
	unit->divided = strcmp(csv_cell(file, row, "divided"), "1") == 0;
	return unit;
}

static int send_batch(const struct import *import, const Ocop__Identity__V1__RecordUnits *command)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	struct question question = {.message = &command->base, .command_id = id};
	const Ocop__Common__V1__ReplyFrame *replies;
	int result = session_sign_in(import->session, &question.token);

	if (result != EXIT_DONE)
		return result;
	content_id(&command->base, import->session->arena, id);
	int error = peer_ask(import->session, "identity", "commands", &question, 1, &replies);
	if (error != 0) {
		complain("identity: %s", error_text(error));
		return EXIT_UNREACHABLE;
	}
	if (replies->replies[0]->outcome == OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED)
		return EXIT_DONE;
	reply_complain(import->session, import->path, replies->replies[0]);
	return EXIT_NOT_ALLOWED;
}

/* Rows [first, first + count) of a file. */
static int import_batch(struct import *import, const struct csv_file *file, bool former,
			size_t first, size_t count)
{
	Ocop__Identity__V1__RecordUnits command = OCOP__IDENTITY__V1__RECORD_UNITS__INIT;
	Ocop__Identity__V1__FormerUnit *former_units[BATCH];
	Ocop__Identity__V1__Unit *units[BATCH];

	arena_reset(import->session->arena);
	for (size_t i = 0; i < count; i++) {
		if (former)
			former_units[i] = read_former_unit(import, file, first + i);
		else if ((units[i] = read_unit(import, file, first + i)) == NULL)
			return EXIT_USAGE;
	}
	command.units = units;
	command.n_units = former ? 0 : count;
	command.former_units = former_units;
	command.n_former_units = former ? count : 0;
	return send_batch(import, &command);
}

static int import_file(struct import *import, const char *path, bool former, size_t *ret_rows)
{
	struct csv_file *file = csv_file_read(path);
	int result = EXIT_DONE;

	if (file == NULL)
		return EXIT_USAGE;
	import->path = path;
	*ret_rows = csv_file_rows(file);
	progress_init(&import->progress, path, *ret_rows);
	for (size_t row = 0; row < *ret_rows && result == EXIT_DONE; row += BATCH) {
		size_t left = *ret_rows - row;

		progress_show(&import->progress, row);
		result = import_batch(import, file, former, row, left < BATCH ? left : BATCH);
	}
	progress_end(&import->progress);
	csv_file_destroy(file);
	return result;
}

int import_units(struct session *session)
{
	static const struct {
		const char *name;
		bool former;
	} files[] = {{"provinces.csv", false}, {"communes.csv", false}, {"successors.csv", true}};
	enum { FILES = sizeof(files) / sizeof(files[0]) };
	struct import import = {.session = session};
	size_t rows[FILES] = {0};

	for (size_t i = 0; i < FILES; i++) {
		char path[4096];
		(void)snprintf(path, sizeof(path), "%s/%s", session->arguments.operands[0],
			       files[i].name); /* cut short it is not found */
		int result = import_file(&import, path, files[i].former, &rows[i]);
		if (result != EXIT_DONE)
			return result;
	}
	(void)printf(session->json ? "{\"provinces\":%zu,\"communes\":%zu,\"formerUnits\":%zu}\n"
				   : "%zu provinces, %zu communes, %zu former communes\n",
		     rows[0], rows[1], rows[2]);
	return EXIT_DONE;
}
