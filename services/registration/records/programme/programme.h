/* programme.h - the survey, ideas and plans: what registration stores of them, one function a
 * statement
 *
 * A command, its event and every answer say the same of such a thing in the same words, so the row
 * is the proto's message. Texts live in the transaction's arena and are never NULL; a row that is
 * not there gives a struct that does not exist. Lists are begun by one function and read by the
 * next until that gives NULL or false; one left early is ended with statement_end.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/types.pb-c.h"

struct recognition; /* rules/programme.h */
struct transaction;

/* --- survey_entry.c */

/* Adds a line of a commune's survey, or replaces it under the version it carries; the province is
 * the commune's. records/known/kind.h finds and strikes one by its id. */
void survey_entry_write(struct transaction *tx, const Ocop__Registration__V1__SurveyEntry *row,
			const char *province_code);

/* What a list of lines asks for; "" where nothing is asked. */
struct survey_search {
	const char *commune_code;
	const char *province_code;
	const char *sector_code;
	const char *before_id; /* the last row of the page before; "" for the first page */
	int64_t limit;
};

/* Those that stand, newest first. */
void survey_entries_search(struct transaction *tx, const struct survey_search *search);
Ocop__Registration__V1__SurveyEntry *survey_entries_next(struct transaction *tx);

/* How many lines of a place stand in a sector. */
struct sector_count {
	const char *sector_code;
	uint64_t entries;
};

/* Those of the search's place, whatever else it asks for; sectors without a line are not among
 * them. Returns how many. */
size_t survey_entries_count(struct transaction *tx, const struct survey_search *place,
			    struct sector_count **ret_counts);

/* --- idea.c */

/* ideas: an idea and what became of it. */
struct idea {
	bool exists;
	Ocop__Registration__V1__Idea row;
	const char *province_code;
	const char *accepted_on; /* YYYY-MM-DD, or "" */
};

/* By its id. */
void idea_load(struct transaction *tx, const char *idea_id, struct idea *ret_idea);

/* Adds it, or replaces it under the version it carries. */
void idea_write(struct transaction *tx, const struct idea *idea);

/* What a list of ideas asks for; "" and 0 where nothing is asked. */
struct idea_search {
	const char *commune_code;
	Ocop__Registration__V1__IdeaState state;
	const char *before_id;
};

/* Newest first. */
void ideas_search(struct transaction *tx, const struct idea_search *search);
bool ideas_next(struct transaction *tx, struct idea *ret_idea);

/* Ends the development of a product, under its next version; one that is made stays as it is. */
void product_set_made(struct transaction *tx, const char *product_id);

/* --- plan.c */

/* plans: a scheme or yearly plan with its targets. */
struct plan {
	bool exists;
	Ocop__Registration__V1__Plan row;
};

/* By its id. */
void plan_load(struct transaction *tx, const char *plan_id, struct plan *ret_plan);

/* The unit's plan of this kind and first year. */
void plan_find(struct transaction *tx, const Ocop__Registration__V1__Plan *like,
	       struct plan *ret_plan);

/* True when years of another plan of the unit and kind, one with another first year, overlap. */
bool plan_overlaps(struct transaction *tx, const Ocop__Registration__V1__Plan *plan);

/* Adds it with its targets, or replaces it under the version it carries. */
void plan_write(struct transaction *tx, const Ocop__Registration__V1__Plan *plan);

/* What a list of plans asks for. */
struct plan_search {
	const char *unit_code; /* "" for all */
	uint32_t before_year;  /* first year and id of the last row of the page before; */
	const char *before_id; /* 0 and "" for the first page */
	int64_t limit;
};

/* A page, the newest first year first, with their targets; returns how many. */
size_t plans_search(struct transaction *tx, const struct plan_search *search,
		    Ocop__Registration__V1__Plan ***ret_plans);

/* --- progress.c: what plans are held against; a registration that was merged is the one it became
 */

/* A unit and years. Days are held against texts: "2026" comes before every day and month of 2026,
 * "2027" behind them. */
struct plan_span {
	const char *unit_code;
	const char *from_text;   /* the first year */
	const char *before_text; /* the year after the last */
};

/* All recognitions of the products that are in the unit now and were recognised in the years:
 * those of other years too, product by product, oldest first; returns how many. */
size_t recognitions_load(struct transaction *tx, const struct plan_span *span,
			 struct recognition **ret_recognitions);

/* Dossiers of the unit's communes, or of the commune, that were last proposed in the years. */
int64_t proposed_dossiers_count(struct transaction *tx, const struct plan_span *span);

/* Ideas that were accepted in the years, whether developed yet or not. */
int64_t accepted_ideas_count(struct transaction *tx, const struct plan_span *span);

/* Producers that are in the unit now and were given support in the years, and all they were
 * given. */
int64_t supported_producers_count(struct transaction *tx, const struct plan_span *span);
int64_t supports_sum_vnd(struct transaction *tx, const struct plan_span *span);
