/* carry_over.h - what of an earlier dossier a draft can keep, and what is left to do
 *
 * Pure, as rules.h. Criteria of two sheets are the same criterion when their keys are: codes change
 * from book to book. It is unchanged when it offers the same options: as many, and each with the
 * same number, points (those that count), mark, case and Vietnamese label. A label is part of it:
 * "sold in the district" and "sold in the commune" are not the same claim, and who chose the one
 * has not chosen the other.
 *
 * A carry-over fills what is empty and never replaces what the draft says already. Lists live in
 * the arena and borrow the texts of both contents.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/rulebook/score.h"
#include "registration/rules.h"

struct arena;

/* What there is to do; stored, so numbers stay. */
enum to_do_kind {
	TO_DO_CRITERION_NEW = 1,      /* the earlier sheet has none like it */
	TO_DO_CRITERION_CHANGED = 2,  /* its options are others */
	TO_DO_CRITERION_UNSCORED = 3, /* unchanged, but nothing was chosen then */
	TO_DO_EVIDENCE_EXPIRED = 4,
	TO_DO_EVIDENCE_TYPE_GONE = 5, /* the book has no such kind any more */
	TO_DO_FIELD_NEW = 6           /* must be filled in, and the earlier dossier has nothing */
};

/* One thing to do. */
struct to_do {
	enum to_do_kind kind;
	const char *code;    /* criterion of the new sheet, kind of evidence, or "M01.phone" */
	const char *earlier; /* criterion of the earlier sheet, or name of the evidence; or "" */
	const char *proof;   /* of evidence: hash of the file or address of the link; or "" */
};

struct carry_over_facts {
	const struct dossier_content *from; /* the earlier dossier, as it was handed in last */
	const struct dossier_content *to;   /* the draft */
	const struct rulebook *papers; /* whose forms and kinds of evidence the draft is under */
	int32_t today;
};

/* What to write into the draft, how much of the earlier dossier stands there then, and what is to
 * do: criteria in the order of the sheet, fields in that of the forms, then evidence. */
struct carry_over {
	const struct form_field *fields;
	size_t field_count;
	const struct choice *choices;
	size_t choice_count;
	const struct evidence *evidence; /* without ids; criterion codes are the new sheet's */
	size_t evidence_count;
	uint32_t kept_fields;
	uint32_t kept_choices;
	uint32_t kept_evidence;
	const struct to_do *to_do;
	size_t to_do_count;
};

/* Compares and says all of it. */
struct carry_over carry_over_find(const struct carry_over_facts *facts, struct arena *arena);

/* True when what is to do is done in the draft by now: the criterion has a choice (or the sheet is
 * finished without it), the field a value, a paper that ended has another of its kind that holds
 * and was not carried over (the nth of a kind an nth one), one of a kind that is gone is attached
 * as another. `nth` counts the expired of this kind before it, from 0. */
bool to_do_is_done(const struct to_do *to_do, size_t nth, const struct dossier_content *content,
		   bool sheet_is_finished, int32_t today);

/* What the item is about, in words of book and sheet. */
struct rulebook_text to_do_text(const struct to_do *to_do, const struct rulebook *papers,
				const struct sheet *sheet);

/* "criterion_new", "criterion_changed", ... */
const char *to_do_kind_name(enum to_do_kind kind);
