/* sheet.h - one scoring sheet: a tree of criteria, kept flat in the order of the sheet
 *
 * A node is a group or a criterion; a criterion has options. The children of a node follow it
 * directly, and `end` leads past them. Everything belongs to the rulebooks.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/rulebook/rulebook.h"

/* How a node gets its points. */
enum node_select {
	NODE_SUM,         /* a group: its children together */
	NODE_ONE,         /* a criterion: one option */
	NODE_ONE_CASE,    /* a criterion whose options stand under cases: one case, one option */
	NODE_ONE_OF_CASES /* a group of which exactly one child is scored */
};

/* What a note beside a node says. */
enum note_kind {
	NOTE_GUIDANCE,
	NOTE_CHOOSE_CASE,
	NOTE_APPLIES_IF, /* the criterion may be left out and then gives 0 */
	NOTE_STOP,       /* its condition ends the evaluation */
	NOTE_DISQUALIFY,
	NOTE_REQUIREMENT, /* missed, the council decides */
	NOTE_NOT_ELIGIBLE
};

struct sheet_note {
	enum note_kind kind;
	struct rulebook_text text;
};

struct sheet_option {
	uint32_t no;
	uint32_t points; /* what counts: as printed, or inferred where the source is blank */
	bool inferred;
	uint32_t min_star;     /* the least option a product of that star needs; 0: no mark */
	const char *case_code; /* "" when the criterion has no cases */
	struct rulebook_text label;
};

struct sheet_node {
	const char *code; /* unique in the sheet */
	const char *key;  /* the same criterion in every sheet */
	struct rulebook_text name;
	uint32_t max;
	enum node_select select;
	uint32_t depth;
	uint32_t part; /* index in rulebook.parts */
	size_t end;    /* index of the first node after its last descendant */
	const struct sheet_option *options;
	size_t option_count;
	const struct sheet_note *notes;
	size_t note_count;
	const char *const *evidence; /* codes of the rule book's evidence types */
	size_t evidence_count;
	bool options_inferred;
};

struct sheet {
	const struct rulebook *book;
	uint32_t set_no;
	const char *set_code; /* "QD26-06" */
	struct rulebook_text name;
	uint32_t max_total;
	const struct sheet_node *nodes; /* every node, each before its children */
	size_t node_count;
	const struct rulebook_text *disqualifiers; /* grounds against the whole dossier, from 1 */
	size_t disqualifier_count;
	const char *const *issues; /* doubts about this sheet, for who administers it */
	size_t issue_count;
	const char *document; /* the file as it is in the tree */
	size_t document_size_bytes;
	char document_sha256[RULEBOOK_SHA256_HEX_SIZE];
	char sha256[RULEBOOK_SHA256_HEX_SIZE]; /* of rulebook.json, then this file: what a result
						  names */
};

/* A node by its code; NULL when the sheet has none. */
const struct sheet_node *sheet_find(const struct sheet *sheet, const char *code);

/* True for a node that takes an option, false for a group. */
bool node_is_criterion(const struct sheet_node *node);

/* True when the node has a note of this kind. */
bool node_has_note(const struct sheet_node *node, enum note_kind kind);

/* An option by its number; NULL when the criterion has none. */
const struct sheet_option *node_option(const struct sheet_node *node, uint32_t option_no);

/* The points a product of this star needs here: the highest marked with a star not above it;
 * 0 when nothing is marked. */
uint32_t node_minimum(const struct sheet_node *node, uint32_t star);
