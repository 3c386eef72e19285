/* outcome_test.c - what follows from how an attempt ended
 *
 * The waits are those of the interfaces page, which are the example of Standard Webhooks.
 */
#include "notification/delivery/outcome.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static const int64_t second_us = 1000000;

static struct attempt_facts answer(int status, int attempt)
{
	return (struct attempt_facts){
		.end = ATTEMPT_ANSWERED, .status = status, .attempt = attempt};
}

static void waits_are_those_of_the_schedule(void **state)
{
	static const int64_t waits_s[] = {5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400};
	int64_t sum_s = 0;

	(void)state;
	for (int attempt = 1; attempt <= 9; attempt++) {
		struct attempt_facts facts = answer(500, attempt);
		struct delivery_decision decision = webhook_decide(&facts);

		assert_int_equal(decision.fate, DELIVERY_WAITS);
		assert_int_equal(decision.wait_us, waits_s[attempt - 1] * second_us);
		sum_s += waits_s[attempt - 1];
	}
	assert_int_equal(sum_s, 75 * 3600 + 35 * 60 + 5); /* the standard's 75:35:05 */
}

static void tenth_failure_is_the_last(void **state)
{
	struct attempt_facts facts = answer(500, 10);

	(void)state;
	assert_int_equal(webhook_decide(&facts).fate, DELIVERY_DEAD);
	facts.end = ATTEMPT_TOO_SLOW;
	assert_int_equal(webhook_decide(&facts).fate, DELIVERY_DEAD);
}

static void chance_adds_up_to_a_tenth(void **state)
{
	struct attempt_facts facts = answer(500, 9);

	(void)state;
	facts.chance = UINT32_MAX;
	assert_true(webhook_decide(&facts).wait_us > 86400 * second_us);
	assert_true(webhook_decide(&facts).wait_us < 86400 * second_us + 8640 * second_us);
	assert_true(webhook_decide(&facts).wait_us > 86400 * second_us + 8639 * second_us);
	facts.chance = UINT32_MAX / 2 + 1;
	assert_int_equal(webhook_decide(&facts).wait_us, 86400 * second_us + 4320 * second_us);
}

static void status_decides(void **state)
{
	static const struct {
		int status;
		enum delivery_fate fate;
	} cases[] = {
		{200, DELIVERY_DELIVERED}, {202, DELIVERY_DELIVERED}, {204, DELIVERY_DELIVERED},
		{299, DELIVERY_DELIVERED}, {199, DELIVERY_WAITS},     {301, DELIVERY_WAITS},
		{302, DELIVERY_WAITS},     {307, DELIVERY_WAITS},     {400, DELIVERY_WAITS},
		{404, DELIVERY_WAITS},     {410, DELIVERY_UNWANTED},  {429, DELIVERY_WAITS},
		{500, DELIVERY_WAITS},     {502, DELIVERY_WAITS},     {503, DELIVERY_WAITS},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct attempt_facts facts = answer(cases[i].status, 1);

		if (webhook_decide(&facts).fate != cases[i].fate)
			fail_msg("%d", cases[i].status);
	}
}

static void what_brought_no_answer_waits(void **state)
{
	(void)state;
	for (int end = ATTEMPT_ADDRESS_REFUSED; end <= ATTEMPT_URL_UNUSABLE; end++) {
		/* The status of half an answer counts for nothing. */
		struct attempt_facts facts = {
			.end = (enum attempt_end)end, .status = 200, .attempt = 1};

		assert_int_equal(webhook_decide(&facts).fate, DELIVERY_WAITS);
		assert_int_equal(webhook_decide(&facts).wait_us, 5 * second_us);
	}
}

static void retry_after_is_obeyed_within_bounds(void **state)
{
	static const struct {
		int status, attempt;
		int64_t asked_s, wait_s;
	} cases[] = {
		{429, 1, 120, 120},     {503, 1, 120, 120},   {429, 1, 1, 5},
		{429, 3, 120, 1800},    {503, 9, 900, 86400}, {429, 1, 86400, 86400},
		{429, 1, 86401, 86400}, {500, 1, 120, 5},     {302, 1, 120, 5},
		{429, 1, -7, 5},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct attempt_facts facts = answer(cases[i].status, cases[i].attempt);

		facts.retry_after_s = cases[i].asked_s;
		if (webhook_decide(&facts).wait_us != cases[i].wait_s * second_us)
			fail_msg("case %zu", i);
	}
}

static void mail_is_refused_for_good_by_5xx_alone(void **state)
{
	static const struct {
		int status;
		enum delivery_fate fate;
	} cases[] = {
		{250, DELIVERY_DELIVERED}, {251, DELIVERY_DELIVERED}, {354, DELIVERY_WAITS},
		{421, DELIVERY_WAITS},     {450, DELIVERY_WAITS},     {550, DELIVERY_DEAD},
		{554, DELIVERY_DEAD},
	};
	struct attempt_facts away = {.end = ATTEMPT_NOT_CONNECTED, .attempt = 1};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct attempt_facts facts = answer(cases[i].status, 1);

		if (mail_decide(&facts).fate != cases[i].fate)
			fail_msg("%d", cases[i].status);
	}
	assert_int_equal(mail_decide(&away).fate, DELIVERY_WAITS);
	away.attempt = 10;
	assert_int_equal(mail_decide(&away).fate, DELIVERY_DEAD);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_are_those_of_the_schedule),
		cmocka_unit_test(tenth_failure_is_the_last),
		cmocka_unit_test(chance_adds_up_to_a_tenth),
		cmocka_unit_test(status_decides),
		cmocka_unit_test(what_brought_no_answer_waits),
		cmocka_unit_test(retry_after_is_obeyed_within_bounds),
		cmocka_unit_test(mail_is_refused_for_good_by_5xx_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
