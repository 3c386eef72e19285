/* rulebook_read.c - rulebook.json to a rule book
 *
 * Bands must be one unbroken scale and levels must leave no day out: a star that cannot be told, or
 * a day without a level, would otherwise show only when a decision depends on it.
 */
#include "common/rulebook/rulebook_read.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"

enum { FIELD_DEPTH_MAX = 4, FIELDS_MAX = 256, POINTS_MAX = 1000, SAMPLES_MAX = 100 };

static void where(struct document *document, const char *list, size_t index)
{
	document->where = arena_printf(document->arena, "%s[%zu]", list, index);
}

static void parts_read(struct document *document, const json_t *root, struct rulebook *book)
{
	json_t *list = document_list(document, root, "parts");
	uint32_t total = 0;

	book->part_count = json_array_size(list);
	if (book->part_count == 0 || book->part_count > RULEBOOK_PARTS_MAX) {
		document_fail(document, ERROR_UNREADABLE, "\"parts\" are not 1 to %d",
			      RULEBOOK_PARTS_MAX);
		return;
	}
	for (size_t i = 0; i < book->part_count; i++) {
		const json_t *part = json_array_get(list, i);

		where(document, "parts", i);
		book->parts[i].code = document_text(document, part, "code");
		book->parts[i].max = document_number(document, part, "max", POINTS_MAX);
		book->parts[i].name = document_names(document, part, "name", true);
		total += book->parts[i].max;
	}
	document->where = "parts";
	if (total != book->max_total)
		document_fail(document, ERROR_UNREADABLE, "add up to %u, not %u", total,
			      book->max_total);
}

static int band_order(const void *left, const void *right)
{
	const struct rulebook_band *a = left;
	const struct rulebook_band *b = right;

	return (a->from < b->from) - (a->from > b->from);
}

static void bands_check(struct document *document, const struct rulebook *book)
{
	uint32_t below = book->max_total;

	document->where = "bands";
	for (size_t i = 0; i < book->band_count; i++) {
		const struct rulebook_band *band = &book->bands[i];

		if (band->below != below || band->from >= band->below ||
		    band->star != book->band_count - i)
			document_fail(document, ERROR_UNREADABLE, "are not one unbroken scale");
		below = band->from;
	}
	if (below != 0)
		document_fail(document, ERROR_UNREADABLE, "do not start at 0");
}

static void bands_read(struct document *document, const json_t *root, struct rulebook *book)
{
	json_t *list = document_list(document, root, "bands");

	document->where = "";
	book->band_count = json_array_size(list);
	if (book->band_count == 0 || book->band_count > RULEBOOK_STARS_MAX) {
		document_fail(document, ERROR_UNREADABLE, "\"bands\" are not 1 to %d",
			      RULEBOOK_STARS_MAX);
		return;
	}
	for (size_t i = 0; i < book->band_count; i++) {
		const json_t *band = json_array_get(list, i);

		where(document, "bands", i);
		book->bands[i].star = document_number(document, band, "star", RULEBOOK_STARS_MAX);
		book->bands[i].from = document_number(document, band, "from", POINTS_MAX);
		book->bands[i].below = document_number(document, band, "below", POINTS_MAX);
	}
	qsort(book->bands, book->band_count, sizeof(book->bands[0]), band_order);
	if (!document_failed(document))
		bands_check(document, book);
}

static void recognises_read(struct document *document, const json_t *object,
			    const struct rulebook *book, struct rulebook_dated_level *level)
{
	const json_t *recognises = json_object_get(object, "recognises");

	for (uint32_t star = book->certifiable_from_star; star <= RULEBOOK_STARS_MAX; star++) {
		char key[12];

		(void)snprintf(key, sizeof(key), "%u", star); /* one digit */
		level->recognises[star] = document_level(document, recognises, key);
		if (level->recognises[star] == RULEBOOK_LEVEL_NONE)
			document_fail(document, ERROR_UNREADABLE,
				      "does not say who recognises %u stars", star);
	}
}

static void forwards_read(struct document *document, const json_t *object,
			  struct rulebook_dated_level *level)
{
	json_t *list = document_list(document, object, "forwards");

	if (json_array_size(list) > RULEBOOK_FORWARDS_MAX) {
		document_fail(document, ERROR_TOO_LARGE, "\"forwards\" are over %d",
			      RULEBOOK_FORWARDS_MAX);
		return;
	}
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *item = json_array_get(list, i);
		struct rulebook_forward *forward = &level->forwards[level->forward_count++];

		forward->from_level = document_level(document, item, "from_level");
		forward->to_level = document_level(document, item, "to_level");
		forward->from_points = document_number(document, item, "from_points", POINTS_MAX);
	}
}

static void fallback_read(struct document *document, const json_t *object,
			  struct rulebook_dated_level *level)
{
	const json_t *fallback = json_object_get(object, "fallback");

	if (json_is_object(fallback))
		level->fallback_by = document_level(document, fallback, "decided_by");
}

static void screens_read(struct document *document, const json_t *object,
			 struct rulebook_dated_level *level)
{
	const json_t *screens = json_object_get(object, "screens");

	level->screening_working_days = RULEBOOK_UNKNOWN;
	if (!json_is_object(screens))
		return;
	level->screened_by = document_level(document, screens, "level");
	level->screening_working_days =
		document_number_or_unknown(document, screens, "working_days");
	level->screening_checks = document_named(document, screens, "checks");
}

/* The words of "offices" set what they name; chair and member say nothing new. */
static void offices_read(struct document *document, const json_t *object,
			 struct rulebook_council *council)
{
	size_t count;
	const char *const *offices = document_texts(document, object, "offices", &count);

	for (size_t i = 0; i < count && !document_failed(document); i++) {
		if (strcmp(offices[i], "vice_chair") == 0)
			council->vice_chair = true;
		else if (strcmp(offices[i], "secretary") == 0)
			council->secretary = true;
		else if (strcmp(offices[i], "chair") != 0 && strcmp(offices[i], "member") != 0)
			document_fail(document, ERROR_UNREADABLE, "no office of a council: %.32s",
				      offices[i]);
	}
}

static void council_read(struct document *document, const json_t *object,
			 struct rulebook_dated_level *level)
{
	static const char *const keys[] = {"members_min",    "members_max",   "offices",
					   "quorum_percent", "spread_points", NULL};
	const json_t *council = json_object_get(object, "council");
	struct rulebook_council *read = &level->council;

	if (json_is_object(council))
		document_only(document, council, keys);
	/* Of an object that is not there nothing is known. */
	read->members_min = document_number_or_unknown(document, council, "members_min");
	read->members_max = document_number_or_unknown(document, council, "members_max");
	read->quorum_percent = document_number_or_unknown(document, council, "quorum_percent");
	read->spread_points = document_number_or_unknown(document, council, "spread_points");
	if (json_is_object(council))
		offices_read(document, council, read);
	if (read->quorum_percent > 100 || read->spread_points > POINTS_MAX ||
	    (read->members_max != RULEBOOK_UNKNOWN && read->members_max < read->members_min))
		document_fail(document, ERROR_UNREADABLE, "\"council\" cannot be");
}

static void level_read(struct document *document, const json_t *object, const struct rulebook *book,
		       struct rulebook_dated_level *level)
{
	level->from_day = document_day(document, object, "from", INT32_MIN);
	level->to_day = document_day(document, object, "to", INT32_MAX);
	if (level->from_day == INT32_MIN || level->to_day < level->from_day)
		document_fail(document, ERROR_UNREADABLE, "has no first day, or ends before it");
	recognises_read(document, object, book, level);
	forwards_read(document, object, level);
	fallback_read(document, object, level);
	screens_read(document, object, level);
	council_read(document, object, level);
}

static void levels_read(struct document *document, const json_t *root, struct rulebook *book)
{
	json_t *list = document_list(document, root, "levels");
	size_t count = json_array_size(list);
	struct rulebook_dated_level *levels = document_array(document, count, sizeof(*levels));

	if (count == 0)
		document_fail(document, ERROR_UNREADABLE, "\"levels\" are missing");
	for (size_t i = 0; i < count && !document_failed(document); i++) {
		where(document, "levels", i);
		level_read(document, json_array_get(list, i), book, &levels[i]);
		if (i > 0 && levels[i - 1].to_day != levels[i].from_day - 1)
			document_fail(document, ERROR_UNREADABLE, "leaves a gap before it");
	}
	book->levels = levels;
	book->level_count = count;
}

static void month_day_read(struct document *document, const json_t *object, const char *key,
			   int32_t *ret_month, int32_t *ret_day)
{
	const char *text = document_text(document, object, key);
	char date[DATE_TEXT_SIZE];
	int32_t day;

	/* A leap year, so that 29 February is a day. */
	(void)snprintf(date, sizeof(date), "2024-%.5s", text); /* cut, it is no date */
	if (strlen(text) != 5 || !date_parse(date, &day)) {
		document_fail(document, ERROR_UNREADABLE, "\"%s\" is no day of a year", key);
		return;
	}
	*ret_month = (text[0] - '0') * 10 + (text[1] - '0');
	*ret_day = (text[3] - '0') * 10 + (text[4] - '0');
}

static void rounds_read(struct document *document, const json_t *root, struct rulebook *book)
{
	json_t *list = document_list(document, root, "rounds");
	size_t count = json_array_size(list);
	struct rulebook_round *rounds = document_array(document, count, sizeof(*rounds));

	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_array_get(list, i);

		where(document, "rounds", i);
		rounds[i].level = document_level(document, item, "level");
		rounds[i].number = (int32_t)document_number(document, item, "round", 100);
		month_day_read(document, item, "hold_before", &rounds[i].hold_before_month,
			       &rounds[i].hold_before_day);
		month_day_read(document, item, "dossiers_before", &rounds[i].dossiers_before_month,
			       &rounds[i].dossiers_before_day);
		rounds[i].dossiers_from = document_level(document, item, "dossiers_from");
	}
	book->rounds = rounds;
	book->round_count = count;
}

static void handovers_read(struct document *document, const json_t *root, struct rulebook *book)
{
	json_t *list = document_list(document, root, "handovers");
	size_t count = json_array_size(list);
	struct rulebook_handover *handovers = document_array(document, count, sizeof(*handovers));

	for (size_t i = 0; i < count; i++) {
		const json_t *item = json_array_get(list, i);

		where(document, "handovers", i);
		handovers[i].from_level = document_level(document, item, "from_level");
		handovers[i].to_level = document_level(document, item, "to_level");
		handovers[i].procedures =
			document_texts(document, item, "procedures", &handovers[i].procedure_count);
		handovers[i].samples = document_number(document, item, "samples", SAMPLES_MAX);
	}
	book->handovers = handovers;
	book->handover_count = count;
}

/* How the council comes to a re-rating; silence means as to any rating. */
static bool in_writing_read(struct document *document, const json_t *re_rating)
{
	const char *way = document_text_or_empty(document, re_rating, "council_works_by");

	if (way[0] && strcmp(way, "written_opinions") != 0)
		document_fail(document, ERROR_UNREADABLE,
			      "\"council_works_by\" is no way a council works: %.32s", way);
	return way[0] != '\0';
}

static void deadlines_read(struct document *document, const json_t *root, struct rulebook *book)
{
	const json_t *re_rating = json_object_get(root, "re_rating");
	const json_t *revocation = json_object_get(root, "revocation");
	const json_t *transition = json_object_get(root, "transition");
	struct rulebook_deadlines *deadlines = &book->deadlines;

	document->where = "re_rating";
	deadlines->re_rating_submit_from_days_before_expiry =
		document_number_or_unknown(document, re_rating, "submit_from_days_before_expiry");
	deadlines->re_rating_submit_until_days_before_expiry =
		document_number_or_unknown(document, re_rating, "submit_until_days_before_expiry");
	deadlines->re_rating_decide_within_days =
		document_number_or_unknown(document, re_rating, "decide_within_days");
	deadlines->re_rating_notify_days_before_expiry =
		document_number_or_unknown(document, re_rating, "notify_days_before_expiry");
	book->re_rates_in_writing = in_writing_read(document, re_rating);
	document->where = "revocation";
	deadlines->revoke_within_days =
		document_number_or_unknown(document, revocation, "within_days");
	document->where = "transition";
	deadlines->transition_from_day = document_day(document, transition, "from", INT32_MAX);
	deadlines->transition_first_or_upgrade_days = document_number_or_unknown(
		document, transition, "first_or_upgrade_finish_within_days");
	deadlines->transition_re_rating_days =
		document_number_or_unknown(document, transition, "re_rating_finish_within_days");
	deadlines->transition_certificate_runs_on_days = document_number_or_unknown(
		document, transition, "certificate_runs_on_max_days_after_expiry");
}

/* A form's fields while they are gathered. */
struct fields {
	struct rulebook_field *items;
	size_t count;
};

/* Fields and the fields inside them. Recursion ends at FIELD_DEPTH_MAX. */
static void fields_read(struct document *document, const json_t *object, uint32_t depth,
			struct fields *fields)
{
	json_t *list = document_list(document, object, "fields");

	for (size_t i = 0; i < json_array_size(list) && !document_failed(document); i++) {
		const json_t *item = json_array_get(list, i);

		if (depth == FIELD_DEPTH_MAX || fields->count == FIELDS_MAX) {
			document_fail(document, ERROR_TOO_LARGE, "has too many fields");
			return;
		}
		struct rulebook_field *field = &fields->items[fields->count++];
		field->key = document_text(document, item, "key");
		field->name = document_names(document, item, "name", true);
		field->depth = depth;
		fields_read(document, item, depth + 1, fields);
	}
}

static void forms_read(struct document *document, const json_t *root, struct rulebook *book)
{
	json_t *list = document_list(document, root, "forms");
	size_t count = json_array_size(list);
	struct rulebook_form *forms = document_array(document, count, sizeof(*forms));

	for (size_t i = 0; i < count && !document_failed(document); i++) {
		const json_t *item = json_array_get(list, i);
		struct fields fields = {0};

		where(document, "forms", i);
		forms[i].code = document_text(document, item, "code");
		forms[i].name = document_names(document, item, "name", true);
		fields.items = document_array(document, FIELDS_MAX, sizeof(struct rulebook_field));
		fields_read(document, item, 0, &fields);
		forms[i].fields = fields.items;
		forms[i].field_count = fields.count;
	}
	book->forms = forms;
	book->form_count = count;
}

/* The sets while they are gathered over sectors and groups. */
struct sets {
	struct rulebook_set *items;
	struct sheet_file *files;
	size_t count;
};

static void set_read(struct document *document, const json_t *object,
		     const struct rulebook_set *common, struct sets *sets)
{
	uint32_t set_no = document_number(document, object, "set_no", DOCUMENT_LIST_MAX);

	if (sets->count == DOCUMENT_LIST_MAX) {
		document_fail(document, ERROR_TOO_LARGE, "has too many sets");
		return;
	}
	/* Kept by number: a taxonomy lists them in that order. */
	if (sets->count > 0 && sets->items[sets->count - 1].set_no >= set_no)
		document_fail(document, ERROR_UNREADABLE, "set %u is out of order", set_no);
	struct rulebook_set *set = &sets->items[sets->count];
	*set = *common;
	set->set_no = set_no;
	set->name = document_names(document, object, "name", true);
	sets->files[sets->count].set_no = set_no;
	sets->files[sets->count].path = document_text_or_empty(document, object, "sheet");
	sets->count++;
}

static void sector_read(struct document *document, const json_t *object, struct sets *sets)
{
	json_t *groups = document_list(document, object, "groups");
	struct rulebook_set common = {0};

	common.sector_code = document_text_or_empty(document, object, "code");
	common.sector_name = document_names(document, object, "name", true);
	common.samples_required = document_flag(document, object, "samples_required");
	for (size_t i = 0; i < json_array_size(groups); i++) {
		const json_t *group = json_array_get(groups, i);
		json_t *list = document_list(document, group, "sets");

		common.group_name = document_names(document, group, "name", false);
		for (size_t k = 0; k < json_array_size(list); k++)
			set_read(document, json_array_get(list, k), &common, sets);
	}
}

static void taxonomy_read(struct document *document, const json_t *root, struct rulebook *book,
			  const struct sheet_file **ret_files)
{
	json_t *list = document_list(document, root, "taxonomy");
	struct sets sets = {0};

	sets.items = document_array(document, DOCUMENT_LIST_MAX, sizeof(struct rulebook_set));
	sets.files = document_array(document, DOCUMENT_LIST_MAX, sizeof(struct sheet_file));
	for (size_t i = 0; i < json_array_size(list) && !document_failed(document); i++) {
		where(document, "taxonomy", i);
		sector_read(document, json_array_get(list, i), &sets);
	}
	document->where = "taxonomy";
	if (sets.count == 0)
		document_fail(document, ERROR_UNREADABLE, "has no sets");
	book->sets = sets.items;
	book->set_count = sets.count;
	*ret_files = sets.files;
}

static void header_read(struct document *document, const json_t *root, struct rulebook *book)
{
	int32_t last = document_day(document, root, "in_force_to", INT32_MAX);
	int32_t first = document_day(document, root, "in_force_from", INT32_MAX);

	if (strcmp(document_text(document, root, "format"), "ocop-rulebook/1") != 0)
		document_fail(document, ERROR_UNREADABLE, "is not of format ocop-rulebook/1");
	if (first == INT32_MAX || last < first)
		document_fail(document, ERROR_UNREADABLE, "is never in force");
	book->official_number = document_text(document, root, "code");
	book->issued = document_text_or_empty(document, root, "issued");
	book->in_force_from = document_text(document, root, "in_force_from");
	book->in_force_to = document_text_or_empty(document, root, "in_force_to");
	book->max_total = document_number(document, root, "max_total", POINTS_MAX);
	book->certifiable_from_star =
		document_number(document, root, "certifiable_from_star", RULEBOOK_STARS_MAX);
	book->validity_months = (int32_t)document_number(document, root, "validity_months", 1200);
	if (!document_failed(document) && book->certifiable_from_star == 0)
		document_fail(document, ERROR_UNREADABLE, "certifies from no star");
}

struct rulebook *rulebook_read(struct document *document, const json_t *root, const char *code,
			       const struct sheet_file **ret_files)
{
	struct rulebook *book = document_array(document, 1, sizeof(*book));

	book->code = arena_strdup(document->arena, code);
	book->document = document->bytes;
	book->document_size_bytes = document->size_bytes;
	header_read(document, root, book);
	parts_read(document, root, book);
	bands_read(document, root, book);
	levels_read(document, root, book);
	rounds_read(document, root, book);
	handovers_read(document, root, book);
	deadlines_read(document, root, book);
	forms_read(document, root, book);
	document->where = "revocation_grounds";
	book->revocation_grounds = document_named(document, root, "revocation_grounds");
	document->where = "evidence_types";
	book->evidence_types = document_named(document, root, "evidence_types");
	document->where = "open_questions";
	book->open_questions = document_named(document, root, "open_questions");
	taxonomy_read(document, root, book, ret_files);
	return book;
}
