/* sheet_read.c - a sheet's JSON to a sheet
 *
 * What scoring relies on is checked here once: codes are unique, options count from 1, points stay
 * under their maxima, groups add up. Seven old sheets do not reach their 100 in any source; that is
 * no fault, they are scored as they stand.
 */
#include "common/rulebook/sheet_read.h"

#include <string.h>

#include "common/base/error.h"

enum { SHEET_NODES_MAX = 512, SHEET_DEPTH_MAX = 8, SHEET_POINTS_MAX = 1000, SHEET_STAR_MAX = 5 };

struct word {
	const char *name;
	int value;
};

static const struct word selects[] = {{"sum", NODE_SUM},
				      {"one", NODE_ONE},
				      {"one_case_then_one", NODE_ONE_CASE},
				      {"one_of_cases", NODE_ONE_OF_CASES},
				      {NULL, 0}};

static const struct word note_kinds[] = {
	{"guidance", NOTE_GUIDANCE},         {"choose_case", NOTE_CHOOSE_CASE},
	{"applies_if", NOTE_APPLIES_IF},     {"stop", NOTE_STOP},
	{"disqualify", NOTE_DISQUALIFY},     {"requirement", NOTE_REQUIREMENT},
	{"not_eligible", NOTE_NOT_ELIGIBLE}, {NULL, 0}};

static const char *const node_keys[] = {"code",     "key",    "name",          "max",
					"select",   "choice", "min_star_mark", "options_inferred",
					"cases",    "notes",  "evidence",      "options",
					"criteria", NULL};
static const char *const option_keys[] = {"no",    "points", "points_inferred", "min_star", "case",
					  "label", NULL};
static const char *const note_keys[] = {"kind", "text", NULL};

/* A sheet while its nodes are gathered. */
struct gathering {
	struct document *document;
	const struct rulebook *book;
	struct sheet_node *nodes;
	size_t count;
	uint32_t part;
};

static int word_find(struct document *document, const struct word *words, const json_t *object,
		     const char *key)
{
	const char *name = document_text(document, object, key);

	for (const struct word *word = words; word->name; word++)
		if (strcmp(word->name, name) == 0)
			return word->value;
	document_fail(document, ERROR_UNREADABLE, "\"%s\" is unknown: %.32s", key, name);
	return 0;
}

static void notes_read(struct document *document, const json_t *object, struct sheet_node *node)
{
	json_t *list = document_list(document, object, "notes");
	struct sheet_note *notes =
		document_array(document, json_array_size(list), sizeof(struct sheet_note));

	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *note = json_array_get(list, i);

		document_only(document, note, note_keys);
		notes[i].kind = (enum note_kind)word_find(document, note_kinds, note, "kind");
		notes[i].text = document_names(document, note, "text", true);
	}
	node->notes = notes;
	node->note_count = json_array_size(list);
}

static void evidence_read(struct gathering *gathering, const json_t *object,
			  struct sheet_node *node)
{
	struct document *document = gathering->document;

	node->evidence = document_texts(document, object, "evidence", &node->evidence_count);
	for (size_t i = 0; i < node->evidence_count; i++)
		if (!rulebook_list_find(&gathering->book->evidence_types, node->evidence[i]))
			document_fail(document, ERROR_UNREADABLE, "evidence %.32s is unknown",
				      node->evidence[i]);
}

/* The case an option stands under, and that the criterion names it. */
static const char *option_case(struct document *document, const json_t *object,
			       const json_t *option, const struct sheet_node *node)
{
	const char *case_code = document_text_or_empty(document, option, "case");
	bool known = json_object_get(json_object_get(object, "cases"), case_code) != NULL;

	if ((node->select == NODE_ONE_CASE) != (case_code[0] != '\0') || (case_code[0] && !known))
		document_fail(document, ERROR_UNREADABLE, "an option's case is wrong");
	return case_code;
}

static struct sheet_option option_read(struct document *document, const json_t *object,
				       const struct sheet_node *node)
{
	struct sheet_option option = {.case_code = ""}; /* the caller reads it */
	bool blank = json_is_null(json_object_get(object, "points"));

	document_only(document, object, option_keys);
	option.no = document_number(document, object, "no", DOCUMENT_LIST_MAX);
	option.points =
		document_number(document, object, blank ? "points_inferred" : "points", node->max);
	option.inferred = blank;
	option.label = document_names(document, object, "label", true);
	option.min_star = 0;
	if (!json_is_null(json_object_get(object, "min_star")))
		option.min_star = document_number(document, object, "min_star", SHEET_STAR_MAX);
	if (!blank && json_object_get(object, "points_inferred"))
		document_fail(document, ERROR_UNREADABLE,
			      "an option has points and inferred points");
	return option;
}

static void options_read(struct document *document, const json_t *object, struct sheet_node *node)
{
	json_t *list = document_list(document, object, "options");
	size_t count = json_array_size(list);
	struct sheet_option *options = document_array(document, count, sizeof(*options));

	if (count == 0)
		document_fail(document, ERROR_UNREADABLE, "has no options");
	for (size_t i = 0; i < count && !document_failed(document); i++) {
		const json_t *item = json_array_get(list, i);

		options[i] = option_read(document, item, node);
		options[i].case_code = option_case(document, object, item, node);
		if (options[i].no != i + 1)
			document_fail(document, ERROR_UNREADABLE, "option %zu has number %u", i + 1,
				      options[i].no);
	}
	node->options = options;
	node->option_count = count;
}

/* The fields that every node has; the new node, or NULL on a fault. */
static struct sheet_node *node_read(struct gathering *gathering, const json_t *object,
				    uint32_t depth)
{
	struct document *document = gathering->document;

	if (gathering->count == SHEET_NODES_MAX || depth == SHEET_DEPTH_MAX)
		document_fail(document, ERROR_TOO_LARGE, "is too large or too deep");
	const char *code = document_text(document, object, "code");
	if (document_failed(document))
		return NULL;
	document->where = code;
	document_only(document, object, node_keys);
	for (size_t i = 0; i < gathering->count; i++)
		if (strcmp(gathering->nodes[i].code, code) == 0)
			document_fail(document, ERROR_UNREADABLE, "code stands twice");

	struct sheet_node *node = &gathering->nodes[gathering->count++];
	node->code = code;
	node->key = document_text(document, object, "key");
	node->name = document_names(document, object, "name", true);
	node->max = document_number(document, object, "max", SHEET_POINTS_MAX);
	node->select = (enum node_select)word_find(document, selects, object, "select");
	node->depth = depth;
	node->part = gathering->part;
	node->options_inferred = document_flag(document, object, "options_inferred");
	notes_read(document, object, node);
	evidence_read(gathering, object, node);
	return document_failed(document) ? NULL : node;
}

/* What the children of a group declare: all of them, or the best where one of them is scored. */
static uint32_t group_declares(const struct gathering *gathering, const struct sheet_node *group)
{
	size_t first = (size_t)(group - gathering->nodes) + 1;
	uint32_t sum = 0;
	uint32_t best = 0;

	for (size_t i = first; i < gathering->count; i = gathering->nodes[i].end) {
		sum += gathering->nodes[i].max;
		if (gathering->nodes[i].max > best)
			best = gathering->nodes[i].max;
	}
	return group->select == NODE_ONE_OF_CASES ? best : sum;
}

static void group_check(const struct gathering *gathering, const struct sheet_node *group)
{
	uint32_t declared = group_declares(gathering, group);

	gathering->document->where = group->code;
	if (declared != group->max)
		document_fail(gathering->document, ERROR_UNREADABLE,
			      "children declare %u points, the group %u", declared, group->max);
	if (group->select != NODE_ONE_OF_CASES)
		return;
	for (const struct sheet_node *child = group + 1;
	     child < gathering->nodes + gathering->count; child++)
		if (!node_is_criterion(child))
			document_fail(gathering->document, ERROR_UNREADABLE,
				      "a case has criteria of its own");
}

/* A node with all its descendants. Recursion ends at SHEET_DEPTH_MAX. */
static void branch_read(struct gathering *gathering, const json_t *object, uint32_t depth)
{
	struct document *document = gathering->document;
	struct sheet_node *node = node_read(gathering, object, depth);

	if (!node)
		return;
	json_t *children = document_list(document, object, "criteria");
	if (node_is_criterion(node) == (json_array_size(children) > 0) ||
	    node_is_criterion(node) != (json_object_get(object, "options") != NULL)) {
		document_fail(document, ERROR_UNREADABLE,
			      "a criterion has options, a group criteria");
		return;
	}
	if (node_is_criterion(node))
		options_read(document, object, node);
	for (size_t i = 0; i < json_array_size(children) && !document_failed(document); i++)
		branch_read(gathering, json_array_get(children, i), depth + 1);
	node->end = gathering->count;
	if (!document_failed(document) && !node_is_criterion(node))
		group_check(gathering, node);
}

static void part_read(struct gathering *gathering, const json_t *object)
{
	struct document *document = gathering->document;
	const struct rulebook_part *part = &gathering->book->parts[gathering->part];
	json_t *criteria = document_list(document, object, "criteria");
	size_t first = gathering->count;
	uint32_t declared = 0;

	document->where = part->code;
	if (strcmp(document_text(document, object, "code"), part->code) != 0 ||
	    document_number(document, object, "max", SHEET_POINTS_MAX) != part->max)
		document_fail(document, ERROR_UNREADABLE, "is not the part of the rule book");
	for (size_t i = 0; i < json_array_size(criteria) && !document_failed(document); i++)
		branch_read(gathering, json_array_get(criteria, i), 0);
	for (size_t i = first; !document_failed(document) && i < gathering->count;
	     i = gathering->nodes[i].end)
		declared += gathering->nodes[i].max;
	document->where = part->code;
	if (!document_failed(document) && declared > part->max)
		document_fail(document, ERROR_UNREADABLE, "criteria declare %u points of %u",
			      declared, part->max);
}

static void disqualifiers_read(struct document *document, const json_t *root, struct sheet *sheet)
{
	json_t *list = document_list(document, root, "disqualifiers");
	struct rulebook_text *grounds =
		document_array(document, json_array_size(list), sizeof(struct rulebook_text));

	document->where = "disqualifiers";
	for (size_t i = 0; i < json_array_size(list); i++) {
		const json_t *ground = json_array_get(list, i);

		grounds[i].vi = document_text(document, ground, "vi");
		grounds[i].en = document_text(document, ground, "en");
	}
	sheet->disqualifiers = grounds;
	sheet->disqualifier_count = json_array_size(list);
}

static void header_read(struct document *document, const json_t *root, struct sheet *sheet)
{
	document->where = "";
	if (strcmp(document_text(document, root, "format"), "ocop-sheet/1") != 0)
		document_fail(document, ERROR_UNREADABLE, "is not of format ocop-sheet/1");
	if (strcmp(document_text(document, root, "rulebook"), sheet->book->official_number) != 0)
		document_fail(document, ERROR_UNREADABLE, "belongs to another rule book");
	sheet->set_no = document_number(document, root, "set_no", DOCUMENT_LIST_MAX);
	sheet->set_code = document_text(document, root, "set_code");
	sheet->name = document_names(document, root, "name", true);
	sheet->max_total = document_number(document, root, "max_total", SHEET_POINTS_MAX);
	sheet->issues = document_texts(document, root, "issues", &sheet->issue_count);
	disqualifiers_read(document, root, sheet);
	document->where = "";
	if (sheet->max_total != sheet->book->max_total)
		document_fail(document, ERROR_UNREADABLE, "max_total is not the rule book's");
}

struct sheet *sheet_read(struct document *document, const json_t *root, const struct rulebook *book)
{
	struct sheet *sheet = document_array(document, 1, sizeof(*sheet));
	struct gathering gathering = {.document = document, .book = book};

	sheet->book = book;
	header_read(document, root, sheet);
	json_t *parts = document_list(document, root, "parts");
	if (json_array_size(parts) != book->part_count)
		document_fail(document, ERROR_UNREADABLE, "does not have the rule book's parts");
	gathering.nodes = document_array(document, SHEET_NODES_MAX, sizeof(struct sheet_node));
	for (size_t i = 0; i < book->part_count && !document_failed(document); i++) {
		gathering.part = (uint32_t)i;
		part_read(&gathering, json_array_get(parts, i));
	}
	sheet->nodes = gathering.nodes;
	sheet->node_count = gathering.count;
	sheet->document = document->bytes;
	sheet->document_size_bytes = document->size_bytes;
	return sheet;
}
