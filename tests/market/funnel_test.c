/* funnel_test.c - how far dossiers came, and how long each step took */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "market/figures/funnel/funnel.h"

enum { NO = FUNNEL_NO_DAY, TODAY = 100 };

/* Days of filed, screened, proposed, admitted, scored, decided, recognised. */
static struct funnel_dossier dossier(const int32_t days[FUNNEL_STEPS])
{
	struct funnel_dossier one = {.is_withdrawn = false};

	for (int step = 1; step <= FUNNEL_STEPS; step++)
		one.days[step] = days[step - 1];
	return one;
}

static void sum_up(const struct funnel_dossier *dossiers, size_t count, struct funnel_line *lines)
{
	int32_t waits[8];

	assert_true(count <= sizeof waits / sizeof *waits);
	funnel_sum_up(dossiers, count, TODAY, waits, lines);
}

static void the_median_of_two_in_the_middle_is_their_mean(void **state)
{
	const struct funnel_dossier dossiers[] = {
		dossier((const int32_t[]){0, 3, NO, NO, NO, NO, NO}),
		dossier((const int32_t[]){0, 4, NO, NO, NO, NO, NO}),
		dossier((const int32_t[]){0, 1, NO, NO, NO, NO, NO}),
		dossier((const int32_t[]){0, 30, NO, NO, NO, NO, NO}),
	};
	struct funnel_line lines[FUNNEL_STEPS + 1];

	(void)state;
	sum_up(dossiers, 4, lines);
	assert_int_equal(lines[STEP(SCREENED)].median_half_days, 7);
	assert_int_equal(lines[STEP(SCREENED)].longest_days, 30);
	sum_up(dossiers, 3, lines);
	assert_int_equal(lines[STEP(SCREENED)].median_half_days, 6);
}

static void a_step_that_was_not_noted_is_passed_and_has_no_wait(void **state)
{
	const struct funnel_dossier one = dossier((const int32_t[]){0, NO, 9, 20, NO, NO, NO});
	struct funnel_line lines[FUNNEL_STEPS + 1];

	(void)state;
	sum_up(&one, 1, lines);
	assert_int_equal(lines[STEP(SCREENED)].count, 1);
	assert_int_equal(lines[STEP(PROPOSED)].longest_days, 0);
	assert_int_equal(lines[STEP(PROPOSED)].median_half_days, 0);
	assert_int_equal(lines[STEP(ADMITTED)].longest_days, 11);
}

static void who_waits_is_neither_withdrawn_nor_decided(void **state)
{
	struct funnel_dossier dossiers[] = {
		dossier((const int32_t[]){0, 10, NO, NO, NO, NO, NO}),
		dossier((const int32_t[]){0, 40, NO, NO, NO, NO, NO}),
		dossier((const int32_t[]){0, 5, NO, NO, NO, NO, NO}),
		dossier((const int32_t[]){0, 5, 6, 7, 8, 9, NO}),
	};
	struct funnel_line lines[FUNNEL_STEPS + 1];

	(void)state;
	dossiers[2].is_withdrawn = true;
	sum_up(dossiers, 4, lines);
	assert_int_equal(lines[STEP(SCREENED)].waiting, 2);
	assert_int_equal(lines[STEP(SCREENED)].longest_waiting_days, 90);
	assert_int_equal(lines[STEP(DECIDED)].waiting, 0);
	assert_int_equal(lines[STEP(RECOGNISED)].count, 0);
}

static void what_was_entered_in_another_order_took_no_time(void **state)
{
	const struct funnel_dossier one = dossier((const int32_t[]){10, 4, NO, NO, NO, NO, NO});
	struct funnel_line lines[FUNNEL_STEPS + 1];

	(void)state;
	sum_up(&one, 1, lines);
	assert_int_equal(lines[STEP(SCREENED)].longest_days, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_median_of_two_in_the_middle_is_their_mean),
		cmocka_unit_test(a_step_that_was_not_noted_is_passed_and_has_no_wait),
		cmocka_unit_test(who_waits_is_neither_withdrawn_nor_decided),
		cmocka_unit_test(what_was_entered_in_another_order_took_no_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
