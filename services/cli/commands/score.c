/* score.c - one sheet to points, without any daemon
 *
 * Reads {"choices": {"1.1": 3, ...}, "raised": [{"kind": "stop", "code": "6.1"}]} and prints the
 * keys of `expected` in the rule books' VECTORS.json, null where nothing was scored. Always JSON.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/json/json_read.h"
#include "common/rulebook/score.h"

enum { SHEET_LIMIT_BYTES = 256 * 1024, STAR_TEXT_SIZE = 12 };

static json_t *read_sheet(const char *path)
{
	FILE *stream = strcmp(path, "-") == 0 ? stdin : fopen(path, "re");
	struct json_fault fault = {0};

	if (stream == NULL) {
		complain("%s: %s", path, strerror(errno));
		return NULL;
	}
	char *bytes = memory_alloc(SHEET_LIMIT_BYTES + 1);
	size_t size_bytes = fread(bytes, 1, SHEET_LIMIT_BYTES + 1, stream);
	if (stream != stdin)
		(void)fclose(stream); /* it was only read */
	json_t *sheet = json_read(bytes, size_bytes, SHEET_LIMIT_BYTES, &fault);
	if (sheet == NULL)
		complain("%s: %s: %s", path, refusal_text(fault.code)->en, fault.detail);
	memory_free(bytes);
	return sheet;
}

static bool read_choices(json_t *given, struct arena *arena, struct filled_sheet *filled)
{
	struct choice *choices =
		arena_alloc(arena, (json_object_size(given) + 1) * sizeof(*choices));
	bool sound = true;
	const char *code;
	json_t *option;

	if (!json_is_object(given)) {
		complain("choices: an object of criterion and option number is needed");
		return false;
	}
	json_object_foreach(given, code, option)
	{
		json_int_t number = json_integer_value(option);
		if (!json_is_integer(option) || number < 0 || number > UINT32_MAX) {
			complain("choices[%s]: the number of an option is needed", code);
			sound = false;
		}
		choices[filled->choice_count++] = (struct choice){code, (uint32_t)number};
	}
	filled->choices = choices;
	return sound;
}

static bool read_raised(json_t *given, struct arena *arena, struct filled_sheet *filled)
{
	struct raised *raised = arena_alloc(arena, (json_array_size(given) + 1) * sizeof(*raised));
	size_t index;
	json_t *item;

	if (given != NULL && !json_is_array(given)) {
		complain("raised: a list is needed");
		return false;
	}
	json_array_foreach(given, index, item)
	{
		const char *kind = json_string_value(json_object_get(item, "kind"));
		raised[index].code = json_string_value(json_object_get(item, "code"));
		if (kind == NULL || !raised_kind_parse(kind, &raised[index].kind)) {
			complain("raised[%zu].kind: stop, disqualify, not_eligible, dossier or "
				 "requirement",
				 index);
			return false;
		}
	}
	filled->raised = raised;
	filled->raised_count = json_array_size(given);
	return true;
}

static bool keys_known(const json_t *given)
{
	const char *key;
	json_t *value;

	json_object_foreach((json_t *)given, key, value)
	{
		(void)value;
		if (strcmp(key, "choices") != 0 && strcmp(key, "raised") != 0) {
			complain("%s: is no part of a sheet", key);
			return false;
		}
	}
	return true;
}

static json_t *gates_json(const struct score *result)
{
	json_t *gates = json_object();
	char star[STAR_TEXT_SIZE];

	for (size_t i = 0; i < result->failed_gate_count; i++) {
		const struct failed_gate *gate = &result->failed_gates[i];
		(void)snprintf(star, sizeof(star), "%u", gate->star);
		if (json_object_get(gates, star) == NULL)
			(void)json_object_set_new(gates, star, json_array());
		(void)json_array_append_new(json_object_get(gates, star),
					    json_string(gate->criterion_code));
	}
	return gates;
}

static json_t *result_json(const struct score *result, const struct rulebook *book)
{
	bool scored = result->outcome == SCORE_SCORED;
	json_t *json = json_pack("{s:s}", "outcome", score_outcome_name(result->outcome));

	if (!scored)
		(void)json_object_set_new(json, "at",
					  result->at ? json_string(result->at) : json_null());
	json_t *parts = scored ? json_object() : json_null();
	for (size_t i = 0; scored && i < book->part_count; i++)
		(void)json_object_set_new(parts, book->parts[i].code,
					  json_integer(result->parts[i]));
	(void)json_object_set_new(json, "parts", parts);
	(void)json_object_set_new(json, "total",
				  scored ? json_integer(result->total) : json_null());
	(void)json_object_set_new(json, "band_star",
				  scored ? json_integer(result->band_star) : json_null());
	(void)json_object_set_new(json, "failed_gates", gates_json(result));
	(void)json_object_set_new(json, "star_if_capped",
				  scored ? json_integer(result->star_if_capped) : json_null());
	return json;
}

/* Each criterion that is wrong: told, and with --json printed. */
static void print_faults(const struct session *session, const struct score_result *result)
{
	json_t *errors = json_array();

	for (size_t i = 0; i < result->fault_count; i++) {
		const struct score_fault *fault = &result->faults[i];
		const struct refusal_text *text = refusal_text(fault->code);

		complain("%s: %s", fault->criterion_code,
			 session->vietnamese ? text->vi : text->en);
		(void)json_array_append_new(errors,
					    json_pack("{s:s, s:s}", "criterion",
						      fault->criterion_code, "rule", text->name));
	}
	json_t *json = json_pack("{s:o}", "errors", errors);
	if (session->json)
		(void)json_dumpf(json, stdout, JSON_COMPACT); /* main looks at stdout's state */
	json_decref(json);
}

static int print_result(const struct session *session, const struct sheet *sheet,
			const struct filled_sheet *filled)
{
	struct score_result result;

	if (!score_sheet(sheet, filled, session->arena, &result)) {
		print_faults(session, &result);
		return EXIT_USAGE;
	}
	json_t *json = result_json(&result.score, sheet->book);
	(void)json_dumpf(json, stdout, session->json ? JSON_COMPACT : JSON_INDENT(2));
	(void)putchar('\n');
	json_decref(json);
	return EXIT_DONE;
}

static int score_file(struct session *session, const struct sheet *sheet, const char *path)
{
	struct filled_sheet filled = {0};
	json_t *given = read_sheet(path);

	if (given == NULL)
		return EXIT_USAGE;
	bool sound = keys_known(given) &&
		     read_choices(json_object_get(given, "choices"), session->arena, &filled) &&
		     read_raised(json_object_get(given, "raised"), session->arena, &filled);
	int result = sound ? print_result(session, sheet, &filled) : EXIT_USAGE;
	json_decref(given);
	return result;
}

/* NULL having said what is missing. */
static const struct sheet *find_sheet(const struct rulebooks *books, const char *code,
				      const char *set)
{
	const struct rulebook *book = rulebook_find(books, code);
	char *end;
	unsigned long set_no = strtoul(set, &end, 10);

	if (book == NULL) {
		complain("there is no rule book %s", code);
		return NULL;
	}
	const struct rulebook_set *found = *end == '\0' && set_no <= UINT32_MAX
						   ? rulebook_set_find(book, (uint32_t)set_no)
						   : NULL;
	if (found == NULL || found->sheet == NULL) {
		complain("rule book %s has no sheet for a set %s", code, set);
		return NULL;
	}
	return found->sheet;
}

int score(struct session *session)
{
	const char *directory =
		session_setting(session, "rulebooks-dir", "OCOP_RULEBOOKS_DIR", "deploy/rulebooks");
	const char *code = argument(&session->arguments, "rulebook");
	const char *set = argument(&session->arguments, "set");
	struct rulebook_fault fault = {""};
	struct rulebooks *books;

	if (code == NULL || set == NULL) {
		complain("score wants --rulebook and --set");
		return EXIT_USAGE;
	}
	if (rulebooks_load(directory, &books, &fault) != 0) {
		complain("rule books in %s: %s", directory, fault.text);
		return EXIT_USAGE;
	}
	const struct sheet *sheet = find_sheet(books, code, set);
	int result = sheet == NULL ? EXIT_USAGE
				   : score_file(session, sheet, session->arguments.operands[0]);
	rulebooks_destroy(books);
	return result;
}
