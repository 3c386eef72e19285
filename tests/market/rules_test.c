/* rules_test.c - stars only while a certificate is valid; which certificate speaks */
#include "market/rules.h"

#include "market/market_fixture.h"

struct badge_case {
	const char *name;
	struct certificate certificate;
	const char *day;
	struct badge expected;
};

/* The last day is valid to its end (26/2026: 36 months), the day after is not. */
static const struct badge_case badge_cases[] = {
	{"on its first day",
	 {.state = CERTIFICATE(VALID),
	  .stars = 4,
	  .valid_from = "2026-06-30",
	  .valid_until = "2029-06-30",
	  .extended_until = ""},
	 "2026-06-30",
	 {BADGE(VALID), 4}},
	{"on its last day",
	 {.state = CERTIFICATE(VALID),
	  .stars = 5,
	  .valid_from = "2026-06-30",
	  .valid_until = "2029-06-30",
	  .extended_until = ""},
	 "2029-06-30",
	 {BADGE(VALID), 5}},
	{"the day after, before certification has said so",
	 {.state = CERTIFICATE(VALID),
	  .stars = 5,
	  .valid_from = "2026-06-30",
	  .valid_until = "2029-06-30",
	  .extended_until = ""},
	 "2029-07-01",
	 {BADGE(EXPIRED), 0}},
	{"the day before its first",
	 {.state = CERTIFICATE(VALID),
	  .stars = 3,
	  .valid_from = "2026-06-30",
	  .valid_until = "2029-06-30",
	  .extended_until = ""},
	 "2026-06-29",
	 {BADGE(NONE), 0}},
	{"valid, they say, but nobody knows until when",
	 {.state = CERTIFICATE(VALID),
	  .stars = 5,
	  .valid_from = "",
	  .valid_until = "",
	  .extended_until = ""},
	 "2026-06-30",
	 {BADGE(NOT_VERIFIED), 0}},
	{"revoked inside its time",
	 {.state = CERTIFICATE(REVOKED),
	  .stars = 4,
	  .valid_from = "2026-06-30",
	  .valid_until = "2029-06-30",
	  .extended_until = ""},
	 "2027-01-01",
	 {BADGE(REVOKED), 0}},
	{"expired",
	 {.state = CERTIFICATE(EXPIRED),
	  .stars = 5,
	  .valid_from = "2021-06-30",
	  .valid_until = "2024-06-30",
	  .extended_until = ""},
	 "2026-06-30",
	 {BADGE(EXPIRED), 0}},
	{"not verified is never expired",
	 {.state = CERTIFICATE(NOT_VERIFIED),
	  .stars = 5,
	  .valid_from = "",
	  .valid_until = "",
	  .extended_until = ""},
	 "2030-01-01",
	 {BADGE(NOT_VERIFIED), 0}},
	{"replaced says nothing of its own",
	 {.state = CERTIFICATE(REPLACED),
	  .stars = 3,
	  .valid_from = "2026-06-30",
	  .valid_until = "2029-06-30",
	  .extended_until = ""},
	 "2026-07-01",
	 {BADGE(NONE), 0}},
	{"suspended shows no stars",
	 {.state = CERTIFICATE(SUSPENDED),
	  .stars = 3,
	  .valid_from = "2026-06-30",
	  .valid_until = "2029-06-30",
	  .extended_until = ""},
	 "2026-07-01",
	 {BADGE(SUSPENDED), 0}},
	{"suspended and over",
	 {.state = CERTIFICATE(SUSPENDED),
	  .stars = 3,
	  .valid_from = "2026-06-30",
	  .valid_until = "2029-06-30",
	  .extended_until = ""},
	 "2029-07-01",
	 {BADGE(EXPIRED), 0}},
	{"extended, after its own last day",
	 {.state = CERTIFICATE(VALID),
	  .stars = 3,
	  .valid_from = "2023-06-30",
	  .valid_until = "2026-06-30",
	  .extended_until = "2026-10-31"},
	 "2026-10-31",
	 {BADGE(VALID), 3}},
	{"the day after its extension",
	 {.state = CERTIFICATE(VALID),
	  .stars = 3,
	  .valid_from = "2023-06-30",
	  .valid_until = "2026-06-30",
	  .extended_until = "2026-10-31"},
	 "2026-11-01",
	 {BADGE(EXPIRED), 0}},
	{"more stars than there are",
	 {.state = CERTIFICATE(VALID),
	  .stars = 6,
	  .valid_from = "2026-06-30",
	  .valid_until = "2029-06-30",
	  .extended_until = ""},
	 "2026-07-01",
	 {BADGE(NOT_VERIFIED), 0}},
};

static int32_t day_of(const char *text)
{
	int32_t day;

	assert_true(date_parse(text, &day));
	return day;
}

static void stars_are_shown_only_while_valid(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof badge_cases / sizeof *badge_cases; i++) {
		const struct badge_case *expected = &badge_cases[i];
		struct badge badge = badge_on(&expected->certificate, day_of(expected->day));

		if (badge.state != expected->expected.state ||
		    badge.stars != expected->expected.stars)
			fail_msg("%s: badge %d with %u stars", expected->name, badge.state,
				 badge.stars);
	}
}

static void no_certificate_is_no_badge(void **state)
{
	(void)state;
	assert_int_equal(badge_on(NULL, day_of("2026-06-30")).state, BADGE(NONE));
	assert_null(certificate_that_speaks(NULL, 0, day_of("2026-06-30")));
}

/* Miến dong Tài Hoan: recognised 2021, expired; recognised again 2024, the date unknown. */
static void unverified_claim_speaks_before_an_expired_one(void **state)
{
	const struct certificate certificates[] = {
		{.code = "A",
		 .state = CERTIFICATE(EXPIRED),
		 .stars = 5,
		 .legacy = true,
		 .valid_from = "2021-06-30",
		 .valid_until = "2024-06-30",
		 .extended_until = ""},
		{.code = "B",
		 .state = CERTIFICATE(NOT_VERIFIED),
		 .stars = 5,
		 .legacy = true,
		 .valid_from = "",
		 .valid_until = "",
		 .extended_until = ""},
	};

	(void)state;
	assert_string_equal(certificate_that_speaks(certificates, 2, day_of("2026-06-30"))->code,
			    "B");
}

static void valid_one_speaks_before_all_others(void **state)
{
	const struct certificate certificates[] = {
		{.code = "A",
		 .state = CERTIFICATE(NOT_VERIFIED),
		 .stars = 5,
		 .legacy = true,
		 .valid_from = "",
		 .valid_until = "",
		 .extended_until = ""},
		{.code = "B",
		 .state = CERTIFICATE(VALID),
		 .stars = 3,
		 .valid_from = "2026-06-30",
		 .valid_until = "2029-06-30",
		 .extended_until = ""},
		{.code = "C",
		 .state = CERTIFICATE(REVOKED),
		 .stars = 4,
		 .valid_from = "2026-06-30",
		 .valid_until = "2029-12-31",
		 .extended_until = ""},
	};

	(void)state;
	assert_string_equal(certificate_that_speaks(certificates, 3, day_of("2026-07-01"))->code,
			    "B");
	assert_string_equal(certificate_that_speaks(certificates, 3, day_of("2030-01-01"))->code,
			    "C");
}

static void classes_follow_the_stars(void **state)
{
	const struct badge order[] = {
		{BADGE(VALID), 5},   {BADGE(VALID), 4}, {BADGE(VALID), 3},
		{BADGE(VALID), 2},   {BADGE(VALID), 1}, {BADGE(NOT_VERIFIED), 0},
		{BADGE(EXPIRED), 0}, {BADGE(NONE), 0},  {BADGE(REVOKED), 0},
	};

	(void)state;
	assert_int_equal(BADGE_CLASSES, sizeof order / sizeof *order);
	for (int i = 0; i < BADGE_CLASSES; i++)
		assert_int_equal(badge_class(order[i]), i);
}

static void sectors_are_six(void **state)
{
	(void)state;
	assert_int_equal(sector_number("I"), 1);
	assert_int_equal(sector_number("VI"), 6);
	assert_int_equal(sector_number("VII"), 0);
	assert_int_equal(sector_number("i"), 0);
	assert_int_equal(sector_number(""), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(stars_are_shown_only_while_valid),
		cmocka_unit_test(no_certificate_is_no_badge),
		cmocka_unit_test(unverified_claim_speaks_before_an_expired_one),
		cmocka_unit_test(valid_one_speaks_before_all_others),
		cmocka_unit_test(classes_follow_the_stars),
		cmocka_unit_test(sectors_are_six),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
