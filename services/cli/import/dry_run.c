/* dry_run.c - what an import would do, line by line, and nothing done
 *
 * The daemon judges each row by what is there today. What an earlier line of the same file would
 * bring is remembered here, so that a producer with ten products is new once.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "cli/commands.h"
#include "cli/csv_file.h"
#include "cli/import/import.h"
#include "cli/peers.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/bus/envelope.h"

struct dry_run {
	const struct import_run *run;
	json_t *brought; /* what an earlier line brings: the id, and "number:..." for its owner */
	json_t *lines;
	size_t in, refused, unchanged;
	size_t producers, products, claims;
};

/* Names of a preview's findings, and how people read them. */
static const struct {
	const char *key;
	const char *text;
} findings[] = {
	{"new_producer", "new producer"},
	{"producer_completed", "producer completed"},
	{"new_product", "new product"},
	{"new_claim", "new claim"},
};
enum { FINDINGS = sizeof(findings) / sizeof(findings[0]) };

/* True for the first line that would bring the thing. */
static bool is_first(struct dry_run *dry, bool is_new, const char *id)
{
	if (!is_new || json_object_get(dry->brought, id) != NULL)
		return false;
	(void)json_object_set_new(dry->brought, id, json_true());
	return true;
}

/* Two producers of one file with one number: the daemon takes the first and refuses the second. */
static const char *number_fault(struct dry_run *dry, const char *number, const char *producer_id)
{
	const char *key, *owner;

	if (number[0] == '\0' || producer_id[0] == '\0')
		return NULL;
	key = arena_printf(dry->run->session->arena, "number:%s", number);
	owner = json_string_value(json_object_get(dry->brought, key));
	if (owner == NULL)
		(void)json_object_set_new(dry->brought, key, json_string(producer_id));
	return owner == NULL || strcmp(owner, producer_id) == 0
		       ? NULL
		       : "another producer has this number";
}

static void add_fault(const struct dry_run *dry, json_t *line, unsigned number, const char *field,
		      const char *detail)
{
	if (!dry->run->session->json)
		(void)printf("line %u: refused: %s%s%s\n", number, field, field[0] ? ": " : "",
			     detail);
	(void)json_array_append_new(json_object_get(line, "faults"),
				    json_pack("{s:s, s:s}", "field", field, "detail", detail));
}

static json_t *similar_json(const Ocop__Registration__V1__ImportPreview *preview)
{
	json_t *similar = json_array();

	for (size_t i = 0; i < preview->n_similar; i++) {
		const Ocop__Registration__V1__MergeCandidate *candidate = preview->similar[i];
		json_t *reasons = json_array();

		for (size_t k = 0; k < candidate->n_reasons; k++)
			(void)json_array_append_new(reasons, json_string(candidate->reasons[k]));
		(void)json_array_append_new(
			similar, json_pack("{s:s, s:s, s:i, s:o}", "id", candidate->second->id,
					   "name", candidate->second->name, "score",
					   (int)candidate->score, "reasons", reasons));
	}
	return similar;
}

static void print_line(unsigned number, const bool *found,
		       const Ocop__Registration__V1__ImportPreview *preview)
{
	const char *separator = "";

	(void)printf("line %u: ", number);
	for (size_t i = 0; i < FINDINGS; i++) {
		if (!found[i])
			continue;
		(void)printf("%s%s", separator, findings[i].text);
		separator = ", ";
	}
	if (separator[0] == '\0')
		(void)printf("unchanged");
	(void)printf("; commune %s",
		     preview->commune_code[0] != '\0' ? preview->commune_code : "not certain");
	for (size_t i = 0; i < preview->n_similar; i++)
		(void)printf("%s%s (%u)", i == 0 ? "; similar: " : ", ",
			     preview->similar[i]->second->name, preview->similar[i]->score);
	(void)putchar('\n');
}

/* A row without faults. */
static void note_sound(struct dry_run *dry, json_t *line, unsigned number,
		       const Ocop__Registration__V1__ImportPreview *preview)
{
	const bool found[FINDINGS] = {
		is_first(dry, preview->producer_is_new, preview->producer_id),
		preview->producer_changes,
		is_first(dry, preview->product_is_new, preview->product_id),
		is_first(dry, preview->claim_is_new, preview->claim_id),
	};
	bool changes = found[0] || found[1] || found[2] || found[3];

	dry->in += changes;
	dry->unchanged += !changes;
	dry->producers += found[0];
	dry->products += found[2];
	dry->claims += found[3];
	for (size_t i = 0; i < FINDINGS; i++)
		(void)json_object_set_new(line, findings[i].key, json_boolean(found[i]));
	(void)json_object_set_new(line, "commune_code", json_string(preview->commune_code));
	(void)json_object_set_new(line, "similar", similar_json(preview));
	if (!dry->run->session->json)
		print_line(number, found, preview);
}

static void note_preview(struct dry_run *dry, size_t row,
			 const Ocop__Registration__V1__PreviewImport *question,
			 const Ocop__Registration__V1__ImportPreview *preview)
{
	unsigned number = csv_file_line(dry->run->columns.file, row);
	json_t *line = json_pack("{s:i, s:[]}", "line", (int)number, "faults");
	const char *fault = NULL;

	for (size_t i = 0; i < preview->n_faults; i++)
		add_fault(dry, line, number, preview->faults[i]->field, preview->faults[i]->detail);
	if (preview->n_faults == 0 && question->producer != NULL)
		fault = number_fault(dry, question->producer->registration_number,
				     preview->producer_id);
	if (fault != NULL)
		add_fault(dry, line, number, "registration_number", fault);
	if (preview->n_faults > 0 || fault != NULL)
		dry->refused++;
	else
		note_sound(dry, line, number, preview);
	(void)json_array_append_new(dry->lines, line);
}

/* Asks about rows [first, first + count) in one frame. */
static int ask_frame(struct dry_run *dry, size_t first, size_t count)
{
	const struct import_run *run = dry->run;
	struct question questions[FRAME_QUERIES_MAX];
	Ocop__Registration__V1__PreviewImport asked[FRAME_QUERIES_MAX];
	const Ocop__Common__V1__ReplyFrame *replies;
	ProtobufCBinaryData token;
	int result = session_sign_in(run->session, &token);

	if (result != EXIT_DONE)
		return result;
	for (size_t i = 0; i < count; i++) {
		ocop__registration__v1__preview_import__init(&asked[i]);
		run->kind->preview(&run->columns, first + i, run->session->arena, &asked[i]);
		questions[i] = (struct question){.message = &asked[i].base, .token = token};
	}
	int error = peer_ask(run->session, "registration", "queries", questions, count, &replies);
	if (error != 0) {
		complain("registration: %s", error_text(error));
		return EXIT_UNREACHABLE;
	}
	for (size_t i = 0; i < count; i++) {
		const ProtobufCMessage *preview =
			reply_body(run->session, replies->replies[i],
				   &ocop__registration__v1__import_preview__descriptor);

		if (preview == NULL) {
			reply_complain(run->session, "registration", replies->replies[i]);
			return EXIT_NOT_ALLOWED;
		}
		note_preview(dry, first + i, &asked[i],
			     (const Ocop__Registration__V1__ImportPreview *)preview);
	}
	return EXIT_DONE;
}

static int ask_rows(struct dry_run *dry)
{
	size_t rows = csv_file_rows(dry->run->columns.file);
	struct progress progress;
	int result = EXIT_DONE;

	progress_init(&progress, "dry run", rows);
	for (size_t row = 0; row < rows && result == EXIT_DONE;) {
		size_t left = rows - row;
		size_t count = left < FRAME_QUERIES_MAX ? left : FRAME_QUERIES_MAX;

		progress_show(&progress, row);
		arena_reset(dry->run->session->arena);
		result = ask_frame(dry, row, count);
		row += count;
	}
	progress_end(&progress);
	return result;
}

static void print_summary(const struct dry_run *dry)
{
	size_t rows = csv_file_rows(dry->run->columns.file);

	if (!dry->run->session->json) {
		(void)printf("%zu rows: %zu would be in, %zu refused, %zu unchanged; %zu new "
			     "producers, %zu new products, %zu new claims; nothing was changed\n",
			     rows, dry->in, dry->refused, dry->unchanged, dry->producers,
			     dry->products, dry->claims);
		return;
	}
	json_t *json =
		json_pack("{s:b, s:i, s:i, s:i, s:i, s:i, s:i, s:i, s:O}", "dry_run", 1, "rows",
			  (int)rows, "in", (int)dry->in, "refused", (int)dry->refused, "unchanged",
			  (int)dry->unchanged, "new_producers", (int)dry->producers, "new_products",
			  (int)dry->products, "new_claims", (int)dry->claims, "lines", dry->lines);
	(void)json_dumpf(json, stdout, JSON_COMPACT);
	(void)putchar('\n');
	json_decref(json);
}

int import_dry_run(const struct import_run *run)
{
	struct dry_run dry = {.run = run, .brought = json_object(), .lines = json_array()};
	int result = ask_rows(&dry);

	print_summary(&dry);
	json_decref(dry.brought);
	json_decref(dry.lines);
	if (result != EXIT_DONE)
		return result;
	return dry.refused > 0 ? EXIT_FINDINGS : EXIT_DONE;
}
