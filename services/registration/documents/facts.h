/* facts.h - all that a dossier's forms and letters say, loaded in one go
 *
 * Texts and lists live in the transaction's arena.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/rulebook/rulebook.h"
#include "common/unit/unit.h"
#include "registration/records.h"
#include "registration/records/paper.h"
#include "registration/records/return_item.h"
#include "registration/records/sample.h"
#include "registration/rules.h"

struct arena;
struct dossier_sight; /* subjects.h */
struct transaction;

struct dossier_facts {
	struct arena *arena; /* for what is made of them */
	struct dossier dossier;
	struct product product;
	struct producer producer;
	struct unit commune;
	struct unit province;
	struct dossier_content content; /* with the rule book */
	const struct rulebook_set *set;
	struct rulebook_list checks; /* of the commune, as they held when the dossier was filed */
	const struct finding *findings;
	size_t finding_count;
	const struct dossier_move *moves;
	size_t move_count;
	const struct sample_receipt *samples;
	size_t sample_count;
	const struct return_item *return_items; /* of the last return */
	size_t return_item_count;
	const struct paper *papers;
	size_t paper_count;
};

/* Its content as somebody sees it: for the caller dossier_sight says how. False when the rule book
 * or its sheet is not loaded here, or the transaction has failed. */
bool dossier_facts_load(struct transaction *tx, const struct dossier *dossier,
			const struct dossier_sight *sight, struct dossier_facts *ret_facts);

/* What was filled in; "" for nothing. */
const char *facts_field(const struct dossier_facts *facts, const char *form_code, const char *key);

/* "Mẫu 01, Điện thoại" for "M01.phone"; "" for what is no field of a form. */
const char *facts_field_name(const struct dossier_facts *facts, const char *code);

/* A form of the rule book; NULL when it has none of this code. */
const struct rulebook_form *facts_form(const struct dossier_facts *facts, const char *form_code);

/* The last move that led to a state; NULL when none did. */
const struct dossier_move *facts_move_to(const struct dossier_facts *facts,
					 Ocop__Registration__V1__DossierState to);

/* The day of a move, YYYY-MM-DD; "" for NULL. */
const char *facts_move_day(const struct dossier_facts *facts, const struct dossier_move *move);

/* What the commune found on a check; NULL when nothing yet. */
const struct finding *facts_finding(const struct dossier_facts *facts, const char *check_code);

/* True when it found something on every check, and all is as it should be. */
bool facts_all_satisfied(const struct dossier_facts *facts);
