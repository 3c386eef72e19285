/* get_plan_progress.c - a plan's targets beside what was reached
 *
 * Every indicator is there, those without a target with a target of 0. How each is counted stands
 * in the README.
 *
 * Reads:   registration.v1.GetPlanProgress
 * Answers: registration.v1.PlanProgress
 * Refuses: NO_SUCH_THING
 */
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/queries.h"
#include "registration/records/programme/programme.h"
#include "registration/rules/programme.h"

/* Results by indicator. */
struct results {
	int64_t of[INDICATOR_COUNT + 1];
};

static void count_recognitions(struct transaction *tx, const Ocop__Registration__V1__Plan *plan,
			       const struct plan_span *span, struct results *results)
{
	struct recognition *recognitions;
	size_t count = recognitions_load(tx, span, &recognitions);
	const struct recognition_counts counts =
		recognitions_count(recognitions, count, plan->from_year, plan->until_year);

	results->of[INDICATOR(NEW_PRODUCTS)] = counts.of_new_products;
	results->of[INDICATOR(PRODUCTS_3_STAR)] = counts.of_star[3];
	results->of[INDICATOR(PRODUCTS_4_STAR)] = counts.of_star[4];
	results->of[INDICATOR(PRODUCTS_5_STAR)] = counts.of_star[5];
	results->of[INDICATOR(UPGRADED_PRODUCTS)] = counts.of_upgraded_products;
	results->of[INDICATOR(RE_RATED_PRODUCTS)] = counts.of_re_rated_products;
}

static void count_all(struct transaction *tx, const Ocop__Registration__V1__Plan *plan,
		      struct results *results)
{
	struct arena *arena = transaction_arena(tx);
	const struct plan_span span = {
		.unit_code = plan->unit_code,
		.from_text = arena_printf(arena, "%u", plan->from_year),
		.before_text = arena_printf(arena, "%u", plan->until_year + 1),
	};

	count_recognitions(tx, plan, &span, results);
	results->of[INDICATOR(DOSSIERS_PROPOSED)] = proposed_dossiers_count(tx, &span);
	results->of[INDICATOR(IDEAS_ACCEPTED)] = accepted_ideas_count(tx, &span);
	results->of[INDICATOR(PRODUCERS_SUPPORTED)] = supported_producers_count(tx, &span);
	results->of[INDICATOR(SUPPORT_VND)] = supports_sum_vnd(tx, &span);
}

static int64_t target_of(const Ocop__Registration__V1__Plan *plan,
			 Ocop__Registration__V1__Indicator indicator)
{
	for (size_t i = 0; i < plan->n_targets; i++) {
		if (plan->targets[i]->indicator == indicator)
			return plan->targets[i]->value;
	}
	return 0;
}

static void answer_progress(struct reply *reply, struct plan *plan, const struct results *results)
{
	Ocop__Registration__V1__PlanProgress answer = OCOP__REGISTRATION__V1__PLAN_PROGRESS__INIT;
	Ocop__Registration__V1__TargetProgress rows[INDICATOR_COUNT];
	Ocop__Registration__V1__TargetProgress *pointers[INDICATOR_COUNT];

	for (int i = 0; i < INDICATOR_COUNT; i++) {
		ocop__registration__v1__target_progress__init(&rows[i]);
		rows[i].indicator = (Ocop__Registration__V1__Indicator)(i + 1);
		rows[i].target = target_of(&plan->row, rows[i].indicator);
		rows[i].result = results->of[i + 1];
		pointers[i] = &rows[i];
	}
	answer.plan = &plan->row;
	answer.progress = pointers;
	answer.n_progress = INDICATOR_COUNT;
	reply_set(reply, &answer.base);
}

enum decision get_plan_progress(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Registration__V1__GetPlanProgress *asked =
		(const Ocop__Registration__V1__GetPlanProgress *)message;
	struct results results = {0};
	struct plan plan;

	plan_load(tx, asked->plan_id, &plan);
	if (!plan.exists) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "plan_id", NULL);
		return REFUSED;
	}

	count_all(tx, &plan.row, &results);
	answer_progress(reply, &plan, &results);
	return ACCEPTED;
}
