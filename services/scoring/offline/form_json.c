/* form_json.c - what the form for scoring without network works with, as JSON */
#include "scoring/offline/form_json.h"

#include <assert.h>
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/json/message_json.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/sheet.h"

enum { SET_KEY_SIZE = 12 };

static json_t *parts_json(const struct rulebook *book)
{
	json_t *parts = json_array();

	for (size_t i = 0; i < book->part_count; i++)
		(void)json_array_append_new(
			parts, json_pack("{s:s, s:s, s:I}", "code", book->parts[i].code, "name",
					 book->parts[i].name.vi, "max",
					 (json_int_t)book->parts[i].max)); /* memory is there */
	return parts;
}

static json_t *options_json(const struct sheet_node *node)
{
	json_t *options = json_array();

	for (size_t i = 0; i < node->option_count; i++) {
		const struct sheet_option *option = &node->options[i];

		(void)json_array_append_new(
			options,
			json_pack("{s:I, s:I, s:I, s:s, s:s}", "no", (json_int_t)option->no,
				  "points", (json_int_t)option->points, "star",
				  (json_int_t)option->min_star, "case", option->case_code, "label",
				  option->label.vi)); /* memory is there */
	}
	return options;
}

/* Texts of a node's notes of the kinds in a set of bits. */
static json_t *notes_json(const struct sheet_node *node, unsigned int kinds)
{
	json_t *texts = json_array();

	for (size_t i = 0; i < node->note_count; i++)
		if (kinds & 1u << node->notes[i].kind)
			(void)json_array_append_new(
				texts, json_string(node->notes[i].text.vi)); /* likewise */
	return texts;
}

static json_t *node_json(const struct sheet_node *node)
{
	static const unsigned int raised = 1u << NOTE_STOP | 1u << NOTE_DISQUALIFY |
					   1u << NOTE_NOT_ELIGIBLE | 1u << NOTE_REQUIREMENT;

	return json_pack("{s:s, s:s, s:I, s:I, s:b, s:b, s:o, s:o, s:o, s:o, s:o, s:o}", "code",
			 node->code, "name", node->name.vi, "part", (json_int_t)node->part, "end",
			 (json_int_t)node->end, "oneOfCases", node->select == NODE_ONE_OF_CASES,
			 "optional", node_has_note(node, NOTE_APPLIES_IF), "options",
			 options_json(node), "guides", notes_json(node, ~raised), "stop",
			 notes_json(node, 1u << NOTE_STOP), "disqualify",
			 notes_json(node, 1u << NOTE_DISQUALIFY), "notEligible",
			 notes_json(node, 1u << NOTE_NOT_ELIGIBLE), "requirement",
			 notes_json(node, 1u << NOTE_REQUIREMENT));
}

static json_t *sheet_json(const struct sheet *sheet)
{
	json_t *nodes = json_array(), *grounds = json_array();

	for (size_t i = 0; i < sheet->node_count; i++)
		(void)json_array_append_new(nodes, node_json(&sheet->nodes[i])); /* memory is */
	for (size_t i = 0; i < sheet->disqualifier_count; i++)
		(void)json_array_append_new(grounds,
					    json_string(sheet->disqualifiers[i].vi)); /* there */
	return json_pack("{s:s, s:I, s:o, s:o}", "name", sheet->name.vi, "max",
			 (json_int_t)sheet->max_total, "nodes", nodes, "grounds", grounds);
}

static json_t *sets_json(const struct form_facts *facts)
{
	json_t *sets = json_object();
	char key[SET_KEY_SIZE];

	for (size_t i = 0; i < facts->count; i++) {
		const struct sheet *sheet = facts->dossiers[i].sheet;

		(void)snprintf(key, sizeof(key), "%" PRIu32, sheet->set_no); /* ten digits fit */
		if (!json_object_get(sets, key))
			(void)json_object_set_new(sets, key, sheet_json(sheet)); /* likewise */
	}
	return sets;
}

/* A field of the member's draft as the API writes it; the empty one where he has none. */
static json_t *draft_field(const struct form_dossier *dossier, const char *name)
{
	static const Ocop__Scoring__V1__ScoreSheet empty = OCOP__SCORING__V1__SCORE_SHEET__INIT;
	json_t *draft = message_to_json(dossier->draft ? &dossier->draft->base : &empty.base);
	json_t *field = json_incref(json_object_get(draft, name));

	assert(field && "a field without presence is always written");
	json_decref(draft);
	return field;
}

static json_t *dossiers_json(const struct form_facts *facts)
{
	json_t *dossiers = json_array();

	for (size_t i = 0; i < facts->count; i++) {
		const struct form_dossier *item = &facts->dossiers[i];

		(void)json_array_append_new(
			dossiers,
			json_pack("{s:s, s:I, s:I, s:s, s:s, s:o, s:o, s:o}", "dossierId",
				  item->dossier.dossier_id, "pass", (json_int_t)item->dossier.pass,
				  "setNo", (json_int_t)item->sheet->set_no, "product",
				  item->dossier.product_name, "producer",
				  item->dossier.producer_name, "choices",
				  draft_field(item, "choices"), "notes", draft_field(item, "notes"),
				  "raised", draft_field(item, "raised"))); /* memory is there */
	}
	return dossiers;
}

/* "</script>" in a name would end the data. */
static const char *without_angles(const char *json, struct arena *arena)
{
	static const char escaped[] = "\\u003c";
	size_t length = strlen(json);

	for (const char *at = json; (at = strchr(at, '<')); at++)
		length += sizeof(escaped) - 2;
	char *text = arena_alloc(arena, length + 1);
	char *end = text;
	for (; *json; json++) {
		if (*json == '<')
			end = stpcpy(end, escaped);
		else
			*end++ = *json;
	}
	return text;
}

const char *form_json(const struct form_facts *facts, struct arena *arena)
{
	json_t *json =
		json_pack("{s:s, s:s, s:o, s:o, s:o}", "roundId", facts->round->round_id,
			  "memberId", facts->member->member_id, "parts", parts_json(facts->book),
			  "sets", sets_json(facts), "dossiers", dossiers_json(facts));

	assert(json && "memory is always there, and texts are UTF-8");
	char *text = json_dumps(json, JSON_COMPACT);
	json_decref(json);
	assert(text && "memory is always there");
	const char *kept = without_angles(text, arena);
	free(text);
	return kept;
}
