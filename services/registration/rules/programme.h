/* programme.h - rules of the survey, of ideas and of plans
 *
 * Where a rule comes from: ideas of the community, their four questions and the plans of province
 * and communes are the programme's (919/QĐ-TTg of 2022 and the decisions before it); who decides on
 * an idea and how often is the province's practice. What the sources leave open stands in the
 * README.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/refusal.h"
#include "ocop/registration/v1/types.pb-c.h"

struct arena;
struct idea;     /* records/programme/programme.h */
struct producer; /* records.h */
struct reply;
struct rulebook;
struct rulebook_set;
struct rulebooks;

#define IDEA_STATE(name) OCOP__REGISTRATION__V1__IDEA_STATE__IDEA_STATE_##name
#define INDICATOR(name)  OCOP__REGISTRATION__V1__INDICATOR__INDICATOR_##name
#define PLAN_KIND(name)  OCOP__REGISTRATION__V1__PLAN_KIND__PLAN_KIND_##name

/* --- sectors */

enum { SECTORS_MAX = 12 };

/* One set for each sector of the book, in the book's order: its sector_code and sector_name are
 * what is wanted. Returns how many. */
size_t rulebook_sectors(const struct rulebook *book, const struct rulebook_set **ret_sets);

/* True for a sector of the newest book; a survey follows the taxonomy that holds. */
bool sector_is_known(const struct rulebooks *books, const char *sector_code);

/* --- ideas */

/* Characters of an answer to one of the four questions: four of them and a reason, four bytes a
 * character, stay under the 64 KiB of an event. */
enum { ANSWER_LENGTH_MAX = 2000 };

/* What can be done to an idea. */
enum idea_verb { IDEA_SUBMIT, IDEA_ACCEPT, IDEA_RETURN, IDEA_DECLINE, IDEA_DEVELOP };

/* Where a verb leads from a state; from UNSPECIFIED an idea that is new. IDEA_STATE when the state
 * does not allow it. */
Ocop__Common__V1__RefusalCode may_move_idea(enum idea_verb verb,
					    Ocop__Registration__V1__IdeaState from,
					    Ocop__Registration__V1__IdeaState *ret_to);

/* The verb a commune's decision is; false for a state that is none of its decisions. */
bool idea_decision_verb(Ocop__Registration__V1__IdeaState decision, enum idea_verb *ret_verb);

/* Why not, and the field it is about; the code is UNSPECIFIED for yes. */
struct programme_answer {
	Ocop__Common__V1__RefusalCode why;
	const char *field;
	const char *detail;
};

/* Whether a producer hands in ideas in this commune: his own, while his registration stands. */
struct programme_answer may_have_idea(const struct producer *producer, const char *commune_code);

/* Whether this producer may register a product of the idea: an accepted one of his commune, and
 * his own when it has an owner, who stands for the producer it names ("" for a group's). */
struct programme_answer may_develop_idea(const struct idea *idea, const char *owner_id,
					 const struct producer *producer);

/* --- plans */

enum { INDICATOR_COUNT = 10, PLAN_FIRST_YEAR = 2018, PLAN_LAST_YEAR = 2100, SCHEME_YEARS_MAX = 10 };

/* Whether its years are: a yearly plan has one, a scheme up to ten, none before the programme began
 * (490/QĐ-TTg, 2018). */
struct programme_answer may_plan_years(const Ocop__Registration__V1__Plan *plan);

/* Whether its targets are: at least one, each positive and of an indicator of its own. The field
 * lives in the arena. */
struct programme_answer may_plan_targets(const Ocop__Registration__V1__Plan *plan,
					 struct arena *arena);

/* --- recognitions, for a plan's results */

/* A recognition of a product: a certificate of a decision, or a row of an old register. */
struct recognition {
	const char *product_id;
	const char *decided_on; /* YYYY-MM-DD, YYYY-MM where only the month is known, or "" */
	uint32_t star;          /* 0: not known */
};

/* Products that were recognised in some years, each counted once in every number. */
struct recognition_counts {
	int64_t of_new_products;
	int64_t of_star[6]; /* by the star of the product's last recognition in the years */
	int64_t of_upgraded_products;
	int64_t of_re_rated_products;
};

/* Counts the recognitions of the years, both included, out of all that the products have, product
 * by product, oldest first. A product's first recognition makes it new; one with more stars than
 * the one before it is an upgrade, any other is a re-rating. Recognitions of one day are one: a
 * certificate and its corrected copy. One without a day came before all others. */
struct recognition_counts recognitions_count(const struct recognition *recognitions, size_t count,
					     uint32_t from_year, uint32_t until_year);
