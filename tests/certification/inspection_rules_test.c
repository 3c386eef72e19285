/* inspection_rules_test.c - who inspects what, what a visit allows, and what it may come to */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "certification/rules/inspection.h"
#include "common/base/date.h"

enum { NOBODY = AUTHORITY_LEVEL(UNSPECIFIED), PROVINCE = AUTHORITY_LEVEL(PROVINCE) };
enum { CENTRE = AUTHORITY_LEVEL(CENTRE) };

/* The domain page: led by the OCOP agency; by the ministry's for 5 stars, or for 3 and 4 when
 * needed. */
static void visit_is_led_by_whom_the_stars_are(void **state)
{
	static const struct {
		const char *name;
		bool agency, ministry, five_stars, has_reason;
		Ocop__Certification__V1__InspectionKind kind;
		Ocop__Common__V1__RefusalCode why;
		int level;
	} cases[] = {
		{"the agency by its plan", true, false, false, false, INSPECTION_KIND(PERIODIC),
		 REFUSAL(UNSPECIFIED), PROVINCE},
		{"the agency for a reason", true, false, false, true, INSPECTION_KIND(AD_HOC),
		 REFUSAL(UNSPECIFIED), PROVINCE},
		{"the agency for none", true, false, false, false, INSPECTION_KIND(AD_HOC),
		 REFUSAL(REASON_MISSING), NOBODY},
		{"the agency at five stars", true, false, true, true, INSPECTION_KIND(AD_HOC),
		 REFUSAL(LEVEL_NOT_COMPETENT), NOBODY},
		{"the ministry at five stars", false, true, true, false, INSPECTION_KIND(PERIODIC),
		 REFUSAL(UNSPECIFIED), CENTRE},
		{"the ministry where it is needed", false, true, false, true,
		 INSPECTION_KIND(PERIODIC), REFUSAL(UNSPECIFIED), CENTRE},
		{"the ministry where it is not", false, true, false, false,
		 INSPECTION_KIND(PERIODIC), REFUSAL(REASON_MISSING), NOBODY},
		{"an office that is both", true, true, false, false, INSPECTION_KIND(PERIODIC),
		 REFUSAL(UNSPECIFIED), PROVINCE},
		{"an office that is neither", false, false, false, true, INSPECTION_KIND(AD_HOC),
		 REFUSAL(LEVEL_NOT_COMPETENT), NOBODY},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		const struct inspection_facts facts = {
			.inspecting = {.is_agency = cases[i].agency,
				       .is_ministry = cases[i].ministry},
			.is_of_centre = cases[i].five_stars,
			.has_reason = cases[i].has_reason,
			.kind = cases[i].kind,
			.state = CERTIFICATE_STATE(VALID),
		};
		Ocop__Certification__V1__AuthorityLevel level = AUTHORITY_LEVEL(UNSPECIFIED);

		if (may_inspect(&facts, &level) != cases[i].why || (int)level != cases[i].level)
			fail_msg("%s", cases[i].name);
	}
}

/* Logos stay on packs: a visit for a reason goes there when the certificate is over, too. */
static void what_is_over_is_inspected_for_a_reason_alone(void **state)
{
	struct inspection_facts facts = {
		.inspecting = {.is_agency = true},
		.has_reason = true,
		.kind = INSPECTION_KIND(PERIODIC),
		.state = CERTIFICATE_STATE(EXPIRED),
	};
	Ocop__Certification__V1__AuthorityLevel level;

	(void)state;
	assert_int_equal(may_inspect(&facts, &level), REFUSAL(CERTIFICATE_EXPIRED));
	facts.state = CERTIFICATE_STATE(REVOKED);
	assert_int_equal(may_inspect(&facts, &level), REFUSAL(CERTIFICATE_REVOKED));
	facts.state = CERTIFICATE_STATE(NOT_VERIFIED);
	assert_int_equal(may_inspect(&facts, &level), REFUSAL(UNSPECIFIED));
	facts.kind = INSPECTION_KIND(AD_HOC);
	facts.state = CERTIFICATE_STATE(EXPIRED);
	assert_int_equal(may_inspect(&facts, &level), REFUSAL(UNSPECIFIED));
}

static void each_state_allows_its_acts(void **state)
{
	static const struct {
		enum inspection_act act;
		Ocop__Certification__V1__InspectionState allowed;
	} acts[] = {
		{INSPECTION_MOVE, INSPECTION_STATE(ANNOUNCED)},
		{INSPECTION_CANCEL, INSPECTION_STATE(ANNOUNCED)},
		{INSPECTION_RECORD, INSPECTION_STATE(ANNOUNCED)},
		{INSPECTION_ORDER_REMEDIES, INSPECTION_STATE(HELD)},
		{INSPECTION_RECORD_REMEDY, INSPECTION_STATE(HELD)},
		{INSPECTION_CONCLUDE, INSPECTION_STATE(HELD)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(acts) / sizeof(acts[0]); i++)
		for (int in = INSPECTION_STATE(ANNOUNCED); in <= INSPECTION_STATE(CANCELLED); in++)
			assert_int_equal(
				may_act_on_inspection((Ocop__Certification__V1__InspectionState)in,
						      acts[i].act),
				in == (int)acts[i].allowed ? REFUSAL(UNSPECIFIED)
							   : REFUSAL(INSPECTION_STATE));
}

static void conclusion_is_what_was_found(void **state)
{
	static const struct {
		const char *name;
		struct conclusion_facts facts;
		Ocop__Common__V1__RefusalCode why;
	} cases[] = {
		{"in order", {INSPECTION_OUTCOME(IN_ORDER), 0, 0, 0, false, 1}, 0},
		{"in order with a fault",
		 {INSPECTION_OUTCOME(IN_ORDER), 1, 1, 0, false, 1},
		 REFUSAL(FINDINGS_OPEN)},
		{"remedied", {INSPECTION_OUTCOME(REMEDIED), 2, 2, 0, false, 1}, 0},
		{"remedied without a fault",
		 {INSPECTION_OUTCOME(REMEDIED), 0, 0, 0, false, 1},
		 REFUSAL(FINDINGS_OPEN)},
		{"remedied, one open",
		 {INSPECTION_OUTCOME(REMEDIED), 2, 2, 1, false, 1},
		 REFUSAL(FINDINGS_OPEN)},
		{"remedied, one never ordered",
		 {INSPECTION_OUTCOME(REMEDIED), 2, 1, 0, false, 1},
		 REFUSAL(FINDINGS_OPEN)},
		{"a revocation", {INSPECTION_OUTCOME(PROPOSES_REVOCATION), 1, 0, 0, true, 1}, 0},
		{"a revocation for nothing",
		 {INSPECTION_OUTCOME(PROPOSES_REVOCATION), 0, 0, 0, true, 1},
		 REFUSAL(FINDINGS_OPEN)},
		{"a revocation on no ground",
		 {INSPECTION_OUTCOME(PROPOSES_REVOCATION), 1, 1, 1, false, 1},
		 REFUSAL(GROUND_UNKNOWN)},
		{"a revocation of what has expired",
		 {INSPECTION_OUTCOME(PROPOSES_REVOCATION), 1, 1, 1, true, 2},
		 REFUSAL(CERTIFICATE_EXPIRED)},
		{"handed on, of what has expired",
		 {INSPECTION_OUTCOME(HANDED_ON), 1, 0, 0, false, 2},
		 0},
		{"handed on for nothing",
		 {INSPECTION_OUTCOME(HANDED_ON), 0, 0, 0, false, 1},
		 REFUSAL(FINDINGS_OPEN)},
		{"nothing",
		 {INSPECTION_OUTCOME(UNSPECIFIED), 0, 0, 0, false, 1},
		 REFUSAL(FIELD_INVALID)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		if (may_conclude_inspection(&cases[i].facts) != cases[i].why)
			fail_msg("%s", cases[i].name);
}

static void line_of_a_plan_ends_with_its_month_or_quarter(void **state)
{
	static const struct {
		uint32_t quarter, month;
		bool sound;
		int due_month, due_day;
	} cases[] = {
		{1, 0, true, 3, 31},  {2, 0, true, 6, 30}, {3, 0, true, 9, 30},
		{4, 0, true, 12, 31}, {1, 2, true, 2, 29}, {4, 12, true, 12, 31},
		{1, 4, false, 0, 0},  {0, 0, false, 0, 0}, {5, 0, false, 0, 0},
		{4, 13, false, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(plan_time_is_sound(cases[i].quarter, cases[i].month),
				 cases[i].sound);
		if (cases[i].sound)
			assert_int_equal(plan_line_due(2028, cases[i].quarter, cases[i].month),
					 date_make(2028, cases[i].due_month, cases[i].due_day));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(visit_is_led_by_whom_the_stars_are),
		cmocka_unit_test(what_is_over_is_inspected_for_a_reason_alone),
		cmocka_unit_test(each_state_allows_its_acts),
		cmocka_unit_test(conclusion_is_what_was_found),
		cmocka_unit_test(line_of_a_plan_ends_with_its_month_or_quarter),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
