/* programme.c - rules of the survey, of ideas and of plans */
#include "registration/rules/programme.h"

#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/rulebook/rulebook.h"
#include "registration/records.h"
#include "registration/records/programme/programme.h"

static const struct programme_answer yes = {REFUSAL(UNSPECIFIED), NULL, NULL};

/* --- sectors */

static bool sector_is_listed(const struct rulebook_set *const *sets, size_t count,
			     const char *sector_code)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(sets[i]->sector_code, sector_code) == 0)
			return true;
	}
	return false;
}

size_t rulebook_sectors(const struct rulebook *book, const struct rulebook_set **ret_sets)
{
	size_t count = 0;

	for (size_t i = 0; i < book->set_count && count < SECTORS_MAX; i++) {
		const struct rulebook_set *set = &book->sets[i];

		if (*set->sector_code && !sector_is_listed(ret_sets, count, set->sector_code))
			ret_sets[count++] = set;
	}
	return count;
}

bool sector_is_known(const struct rulebooks *books, const char *sector_code)
{
	const struct rulebook_set *sets[SECTORS_MAX];
	size_t count = rulebook_sectors(rulebooks_at(books, 0), sets);

	return sector_is_listed(sets, count, sector_code);
}

/* --- ideas */

/* The table of moves. Read a row as: to <verb> an idea that is <from> makes it <to>. */
static const struct {
	enum idea_verb verb;
	Ocop__Registration__V1__IdeaState from;
	Ocop__Registration__V1__IdeaState to;
} transitions[] = {
	/* A producer or the commune's officer hands it in, new or after it came back. */
	{IDEA_SUBMIT, IDEA_STATE(UNSPECIFIED), IDEA_STATE(SUBMITTED)},
	{IDEA_SUBMIT, IDEA_STATE(RETURNED), IDEA_STATE(SUBMITTED)},

	/* The commune says what becomes of it. */
	{IDEA_ACCEPT, IDEA_STATE(SUBMITTED), IDEA_STATE(ACCEPTED)},
	{IDEA_RETURN, IDEA_STATE(SUBMITTED), IDEA_STATE(RETURNED)},
	{IDEA_DECLINE, IDEA_STATE(SUBMITTED), IDEA_STATE(DECLINED)},

	/* A product is registered of it. */
	{IDEA_DEVELOP, IDEA_STATE(ACCEPTED), IDEA_STATE(DEVELOPED)},
};

Ocop__Common__V1__RefusalCode may_move_idea(enum idea_verb verb,
					    Ocop__Registration__V1__IdeaState from,
					    Ocop__Registration__V1__IdeaState *ret_to)
{
	for (size_t i = 0; i < sizeof transitions / sizeof *transitions; i++) {
		if (transitions[i].verb != verb || transitions[i].from != from)
			continue;
		*ret_to = transitions[i].to;
		return REFUSAL(UNSPECIFIED);
	}
	return REFUSAL(IDEA_STATE);
}

bool idea_decision_verb(Ocop__Registration__V1__IdeaState decision, enum idea_verb *ret_verb)
{
	static const struct {
		Ocop__Registration__V1__IdeaState decision;
		enum idea_verb verb;
	} decisions[] = {
		{IDEA_STATE(ACCEPTED), IDEA_ACCEPT},
		{IDEA_STATE(RETURNED), IDEA_RETURN},
		{IDEA_STATE(DECLINED), IDEA_DECLINE},
	};

	for (size_t i = 0; i < sizeof decisions / sizeof *decisions; i++) {
		if (decisions[i].decision != decision)
			continue;
		*ret_verb = decisions[i].verb;
		return true;
	}
	return false;
}

struct programme_answer may_have_idea(const struct producer *producer, const char *commune_code)
{
	if (!producer->exists)
		return (struct programme_answer){REFUSAL(PRODUCER_UNKNOWN), "producer_id", NULL};
	if (*producer->merged_into)
		return (struct programme_answer){REFUSAL(RECORD_STRUCK), "producer_id", NULL};
	if (strcmp(producer->place.commune_code, commune_code) != 0)
		return (struct programme_answer){REFUSAL(FIELD_INVALID), "commune_code",
						 "the producer is of another commune"};
	return yes;
}

struct programme_answer may_develop_idea(const struct idea *idea, const char *owner_id,
					 const struct producer *producer)
{
	Ocop__Registration__V1__IdeaState to;

	if (!idea->exists)
		return (struct programme_answer){REFUSAL(NO_SUCH_THING), "idea_id", NULL};
	if (strcmp(idea->row.commune_code, producer->place.commune_code) != 0)
		return (struct programme_answer){REFUSAL(FIELD_INVALID), "idea_id",
						 "the idea is of another commune"};
	if (*owner_id && strcmp(owner_id, producer->producer_id) != 0)
		return (struct programme_answer){REFUSAL(FIELD_INVALID), "idea_id",
						 "the idea is of another producer"};
	return (struct programme_answer){may_move_idea(IDEA_DEVELOP, idea->row.state, &to),
					 "idea_id", NULL};
}

/* --- plans */

struct programme_answer may_plan_years(const Ocop__Registration__V1__Plan *plan)
{
	if (plan->from_year < PLAN_FIRST_YEAR || plan->from_year > PLAN_LAST_YEAR)
		return (struct programme_answer){REFUSAL(PLAN_INVALID), "from_year",
						 "2018 or later"};
	if (plan->until_year < plan->from_year)
		return (struct programme_answer){REFUSAL(PLAN_INVALID), "until_year",
						 "not before its first year"};
	if (plan->kind == PLAN_KIND(YEAR) && plan->until_year != plan->from_year)
		return (struct programme_answer){REFUSAL(PLAN_INVALID), "until_year",
						 "a yearly plan has one year"};
	if (plan->until_year - plan->from_year >= SCHEME_YEARS_MAX)
		return (struct programme_answer){REFUSAL(PLAN_INVALID), "until_year",
						 "a scheme has ten years at most"};
	return yes;
}

static bool indicator_came_before(const Ocop__Registration__V1__Plan *plan, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (plan->targets[i]->indicator == plan->targets[index]->indicator)
			return true;
	}
	return false;
}

struct programme_answer may_plan_targets(const Ocop__Registration__V1__Plan *plan,
					 struct arena *arena)
{
	if (plan->n_targets == 0)
		return (struct programme_answer){REFUSAL(PLAN_INVALID), "targets", "none"};
	for (size_t i = 0; i < plan->n_targets; i++) {
		const Ocop__Registration__V1__PlanTarget *target = plan->targets[i];
		const char *detail = NULL;

		if (target->indicator < INDICATOR(NEW_PRODUCTS) ||
		    target->indicator > INDICATOR(SUPPORT_VND))
			detail = "no indicator";
		else if (target->value <= 0)
			detail = "a target is positive";
		else if (indicator_came_before(plan, i))
			detail = "the indicator has a target before";
		if (detail)
			return (struct programme_answer){REFUSAL(PLAN_INVALID),
							 arena_printf(arena, "targets[%zu]", i),
							 detail};
	}
	return yes;
}

/* --- recognitions */

/* What is known of one product while its recognitions are gone through. */
struct product_years {
	const char *last_day; /* NULL before the first */
	uint32_t last_star;
	bool is_new, is_upgraded, is_re_rated;
	bool is_recognised; /* in the years */
	uint32_t star;      /* of the last in the years */
};

static bool is_in_years(const char *decided_on, uint32_t from_year, uint32_t until_year)
{
	unsigned long year = strtoul(decided_on, NULL, 10); /* "": 0 */

	return year >= from_year && year <= until_year;
}

static void take_recognition(struct product_years *product, const struct recognition *recognition)
{
	bool is_same_day = product->last_day && *recognition->decided_on &&
			   strcmp(recognition->decided_on, product->last_day) == 0;

	product->is_recognised = true;
	product->star = recognition->star;
	if (is_same_day)
		return; /* said already what it is */
	if (!product->last_day)
		product->is_new = true;
	else if (product->last_star && recognition->star > product->last_star)
		product->is_upgraded = true;
	else
		product->is_re_rated = true;
}

static void add_product(struct recognition_counts *counts, const struct product_years *product)
{
	counts->of_new_products += product->is_new;
	counts->of_upgraded_products += product->is_upgraded;
	counts->of_re_rated_products += product->is_re_rated;
	if (product->is_recognised && product->star <= 5)
		counts->of_star[product->star]++;
}

struct recognition_counts recognitions_count(const struct recognition *recognitions, size_t count,
					     uint32_t from_year, uint32_t until_year)
{
	struct recognition_counts counts = {0};
	struct product_years product = {0};

	for (size_t i = 0; i < count; i++) {
		const struct recognition *one = &recognitions[i];
		bool is_other = i > 0 && strcmp(one->product_id, one[-1].product_id) != 0;

		if (is_other) {
			add_product(&counts, &product);
			product = (struct product_years){0};
		}
		if (is_in_years(one->decided_on, from_year, until_year))
			take_recognition(&product, one);
		product.last_day = one->decided_on;
		product.last_star = one->star;
	}
	add_product(&counts, &product);
	return counts;
}
