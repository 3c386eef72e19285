/* reconciliation_test.c - how a leaf that a restored register had forgotten may be settled */
#include "certification/rules/reconciliation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "ocop/certification/v1/events.pb-c.h"

#define REENTERED RECOVERED_OUTCOME(REENTERED)
#define BURNT     RECOVERED_OUTCOME(BURNT)

static void each_case_is_settled_or_refused_by_its_name(void **state)
{
	static const struct {
		const char *what;
		struct reconciliation_facts facts;
		Ocop__Common__V1__RefusalCode why;
	} cases[] = {
		{"a number that stands on a paper",
		 {.outcome = REENTERED,
		  .begins_certificate = true,
		  .needs_names = true,
		  .has_names = true},
		 REFUSAL(UNSPECIFIED)},
		{"one whose names nobody has",
		 {.outcome = REENTERED, .begins_certificate = true, .needs_names = true},
		 REFUSAL(FIELD_MISSING)},
		{"a revocation with its reason",
		 {.outcome = REENTERED, .needs_reason = true, .has_reason = true},
		 REFUSAL(UNSPECIFIED)},
		{"a revocation without",
		 {.outcome = REENTERED, .needs_reason = true},
		 REFUSAL(REASON_MISSING)},
		{"what needs neither", {.outcome = REENTERED}, REFUSAL(UNSPECIFIED)},
		{"what is settled",
		 {.is_settled = true, .outcome = REENTERED},
		 REFUSAL(LEAF_SETTLED)},
		{"a number that stands on none",
		 {.outcome = BURNT,
		  .begins_certificate = true,
		  .has_names = true,
		  .has_reason = true,
		  .state = CERTIFICATE_STATE(VALID)},
		 REFUSAL(UNSPECIFIED)},
		{"a number of another place",
		 {.is_elsewhere = true,
		  .outcome = BURNT,
		  .begins_certificate = true,
		  .has_names = true,
		  .has_reason = true,
		  .state = CERTIFICATE_STATE(VALID)},
		 REFUSAL(SCOPE_MISSING)},
		{"a number that others may burn",
		 {.is_incompetent = true,
		  .outcome = BURNT,
		  .begins_certificate = true,
		  .has_names = true,
		  .has_reason = true,
		  .state = CERTIFICATE_STATE(VALID)},
		 REFUSAL(LEVEL_NOT_COMPETENT)},
		{"the same without why",
		 {.outcome = BURNT,
		  .begins_certificate = true,
		  .has_names = true,
		  .state = CERTIFICATE_STATE(VALID)},
		 REFUSAL(REASON_MISSING)},
		{"a number of what was revoked since",
		 {.outcome = BURNT,
		  .begins_certificate = true,
		  .has_names = true,
		  .has_reason = true,
		  .state = CERTIFICATE_STATE(REVOKED)},
		 REFUSAL(CERTIFICATE_STATE)},
		{"what is no number",
		 {.outcome = BURNT, .has_reason = true, .state = CERTIFICATE_STATE(VALID)},
		 REFUSAL(FIELD_INVALID)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		Ocop__Common__V1__RefusalCode why = may_reconcile_leaf(&cases[i].facts);

		if (why != cases[i].why)
			fail_msg("%s: %d", cases[i].what, (int)why);
	}
}

static void numbers_and_reasons_are_told_by_their_events(void **state)
{
	const char *issued = ocop__certification__v1__certificate_issued__descriptor.name;
	const char *recorded = ocop__certification__v1__recognition_recorded__descriptor.name;
	const char *revoked = ocop__certification__v1__certificate_revoked__descriptor.name;
	const char *suspended = ocop__certification__v1__certificate_suspended__descriptor.name;
	const char *extended = ocop__certification__v1__certificate_extended__descriptor.name;

	(void)state;
	assert_true(recovered_begins_certificate(issued));
	assert_true(recovered_begins_certificate(recorded));
	assert_false(recovered_begins_certificate(revoked));
	assert_true(recovered_needs_reason(revoked));
	assert_true(recovered_needs_reason(suspended));
	assert_false(recovered_needs_reason(issued));
	assert_false(recovered_needs_reason(extended));
	assert_true(recovered_needs_names(issued));
	assert_false(recovered_needs_names(revoked));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_case_is_settled_or_refused_by_its_name),
		cmocka_unit_test(numbers_and_reasons_are_told_by_their_events),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
