/* rules_test.c - the dossier's moves, codes and windows, row by row */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/rulebook/rulebook.h"
#include "registration/rules.h"

enum { NOBODY = 0, ANYBODY = 0xff, FILLERS = ACTOR_PRODUCER | ACTOR_COMMUNE };

/* Every move there is, as the domain tells them; what is not here must be refused. */
static const struct {
	enum dossier_verb verb;
	Ocop__Registration__V1__DossierState from, to;
	uint32_t who;
} allowed[] = {
	{DOSSIER_EDIT, DOSSIER_STATE(DRAFT), DOSSIER_STATE(DRAFT), FILLERS},
	{DOSSIER_EDIT, DOSSIER_STATE(RETURNED), DOSSIER_STATE(RETURNED), FILLERS},
	{DOSSIER_EDIT, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(ADMITTED), FILLERS},
	{DOSSIER_ASSESS, DOSSIER_STATE(DRAFT), DOSSIER_STATE(DRAFT), FILLERS},
	{DOSSIER_ASSESS, DOSSIER_STATE(RETURNED), DOSSIER_STATE(RETURNED), FILLERS},
	{DOSSIER_CARRY_OVER, DOSSIER_STATE(DRAFT), DOSSIER_STATE(DRAFT), FILLERS},
	{DOSSIER_CONFIRM, DOSSIER_STATE(DRAFT), DOSSIER_STATE(DRAFT), ACTOR_PRODUCER},
	{DOSSIER_CONFIRM, DOSSIER_STATE(RETURNED), DOSSIER_STATE(RETURNED), ACTOR_PRODUCER},
	{DOSSIER_CONFIRM, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(ADMITTED), ACTOR_PRODUCER},
	{DOSSIER_SUBMIT, DOSSIER_STATE(DRAFT), DOSSIER_STATE(SUBMITTED), FILLERS},
	{DOSSIER_SUBMIT, DOSSIER_STATE(RETURNED), DOSSIER_STATE(SUBMITTED), FILLERS},
	{DOSSIER_ASK_SUPPLEMENT, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(ADMITTED),
	 ACTOR_PROVINCE | ACTOR_SECRETARY},
	{DOSSIER_GIVE_SUPPLEMENT, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(ADMITTED), FILLERS},
	{DOSSIER_SCREEN, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(SCREENED), ACTOR_COMMUNE},
	{DOSSIER_SCREEN, DOSSIER_STATE(SCREENED), DOSSIER_STATE(SCREENED), ACTOR_COMMUNE},
	{DOSSIER_PROPOSE, DOSSIER_STATE(SCREENED), DOSSIER_STATE(PROPOSED), ACTOR_COMMUNE},
	{DOSSIER_RETURN, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(RETURNED), ACTOR_COMMUNE},
	{DOSSIER_RETURN, DOSSIER_STATE(SCREENED), DOSSIER_STATE(RETURNED), ACTOR_COMMUNE},
	{DOSSIER_RETURN, DOSSIER_STATE(PROPOSED), DOSSIER_STATE(RETURNED), ACTOR_PROVINCE},
	{DOSSIER_ADMIT, DOSSIER_STATE(PROPOSED), DOSSIER_STATE(ADMITTED), ACTOR_PROVINCE},
	{DOSSIER_ADMIT, DOSSIER_STATE(PROPOSED_TO_CENTRE), DOSSIER_STATE(ADMITTED), ACTOR_CENTRE},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(DRAFT), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(RETURNED), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(SCREENED), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(PROPOSED), DOSSIER_STATE(WITHDRAWN), ACTOR_PRODUCER},
	{DOSSIER_WITHDRAW, DOSSIER_STATE(PROPOSED_TO_CENTRE), DOSSIER_STATE(WITHDRAWN),
	 ACTOR_PRODUCER},
	{DOSSIER_RECOUNT, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(SUBMITTED), ACTOR_SYSTEM},
	{DOSSIER_RECOUNT, DOSSIER_STATE(SCREENED), DOSSIER_STATE(SCREENED), ACTOR_SYSTEM},
	{DOSSIER_NOT_TAKEN, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(PROPOSED), ACTOR_SYSTEM},
	{DOSSIER_LEFT, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(WITHDRAWN), ACTOR_SYSTEM},
	{DOSSIER_RECOGNISE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(RECOGNISED), ACTOR_SYSTEM},
	{DOSSIER_NOT_RECOGNISE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(NOT_RECOGNISED),
	 ACTOR_SYSTEM},
	{DOSSIER_PROPOSE_TO_CENTRE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(PROPOSED_TO_CENTRE),
	 ACTOR_SYSTEM},
	{DOSSIER_NOT_TAKEN_BY_CENTRE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(PROPOSED_TO_CENTRE),
	 ACTOR_SYSTEM},
	{DOSSIER_NOT_RECOGNISED_BY_CENTRE, DOSSIER_STATE(ADMITTED), DOSSIER_STATE(PROPOSED),
	 ACTOR_SYSTEM},
	{DOSSIER_SAMPLES_TO_COMMUNE, DOSSIER_STATE(SUBMITTED), DOSSIER_STATE(SUBMITTED),
	 ACTOR_COMMUNE},
	{DOSSIER_SAMPLES_TO_COMMUNE, DOSSIER_STATE(SCREENED), DOSSIER_STATE(SCREENED),
	 ACTOR_COMMUNE},
	{DOSSIER_SAMPLES_TO_PROVINCE, DOSSIER_STATE(PROPOSED), DOSSIER_STATE(PROPOSED),
	 ACTOR_PROVINCE},
	{DOSSIER_SAMPLES_TO_CENTRE, DOSSIER_STATE(PROPOSED_TO_CENTRE),
	 DOSSIER_STATE(PROPOSED_TO_CENTRE), ACTOR_PROVINCE | ACTOR_CENTRE},
};

/* A dossier in this state, waiting with whom this verb needs it to in a round. */
static struct dossier dossier_for(enum dossier_verb verb, Ocop__Registration__V1__DossierState from)
{
	return (struct dossier){
		.kind = DOSSIER_KIND(FIRST),
		.state = from,
		.waits_with = verb == DOSSIER_ASK_SUPPLEMENT ? OFFICE(ROUND) : OFFICE(PRODUCER),
	};
}

static void moves_are_those_of_the_domain_and_no_others(void **state)
{
	size_t found = 0;

	(void)state; /* pure */
	for (int verb = DOSSIER_EDIT; verb <= DOSSIER_SAMPLES_TO_CENTRE; verb++) {
		for (int from = DOSSIER_STATE(UNSPECIFIED); from <= DOSSIER_STATE(CLOSED); from++) {
			const struct dossier dossier =
				dossier_for((enum dossier_verb)verb,
					    (Ocop__Registration__V1__DossierState)from);
			Ocop__Registration__V1__DossierState to = DOSSIER_STATE(UNSPECIFIED);
			Ocop__Common__V1__RefusalCode why =
				may_move_dossier((enum dossier_verb)verb, &dossier, ANYBODY, &to);
			size_t row = 0;

			while (row < sizeof allowed / sizeof *allowed &&
			       ((int)allowed[row].verb != verb || (int)allowed[row].from != from))
				row++;
			if (row == sizeof allowed / sizeof *allowed) {
				assert_int_equal(why, REFUSAL(DOSSIER_STATE));
				continue;
			}
			assert_int_equal(why, REFUSAL(UNSPECIFIED));
			assert_int_equal(to, allowed[row].to);
			found++;
		}
	}
	assert_int_equal(found, sizeof allowed / sizeof *allowed);
}

static void moves_belong_to_their_actors(void **state)
{
	Ocop__Registration__V1__DossierState to;

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof allowed / sizeof *allowed; i++) {
		const struct dossier dossier = dossier_for(allowed[i].verb, allowed[i].from);

		for (uint32_t actor = 1; actor <= ACTOR_SECRETARY; actor <<= 1)
			assert_int_equal(may_move_dossier(allowed[i].verb, &dossier, actor, &to),
					 allowed[i].who & actor ? REFUSAL(UNSPECIFIED)
								: REFUSAL(ROLE_MISSING));
		assert_int_equal(may_move_dossier(allowed[i].verb, &dossier, NOBODY, &to),
				 REFUSAL(ROLE_MISSING));
	}
}

static void supplement_opens_a_dossier_in_a_round_and_nothing_else_does(void **state)
{
	static const struct {
		enum dossier_verb verb;
		Ocop__Registration__V1__Office waits_with;
		Ocop__Common__V1__RefusalCode why;
	} rows[] = {
		{DOSSIER_EDIT, OFFICE(ROUND), REFUSAL(DOSSIER_STATE)},
		{DOSSIER_EDIT, OFFICE(PRODUCER), REFUSAL(UNSPECIFIED)},
		{DOSSIER_CONFIRM, OFFICE(ROUND), REFUSAL(DOSSIER_STATE)},
		{DOSSIER_CONFIRM, OFFICE(PRODUCER), REFUSAL(UNSPECIFIED)},
		{DOSSIER_ASSESS, OFFICE(PRODUCER), REFUSAL(DOSSIER_STATE)},
		{DOSSIER_SUBMIT, OFFICE(PRODUCER), REFUSAL(DOSSIER_STATE)},
		{DOSSIER_ASK_SUPPLEMENT, OFFICE(ROUND), REFUSAL(UNSPECIFIED)},
		{DOSSIER_ASK_SUPPLEMENT, OFFICE(PRODUCER), REFUSAL(SUPPLEMENT_OPEN)},
		{DOSSIER_GIVE_SUPPLEMENT, OFFICE(ROUND), REFUSAL(SUPPLEMENT_NOT_ASKED)},
		{DOSSIER_GIVE_SUPPLEMENT, OFFICE(PRODUCER), REFUSAL(UNSPECIFIED)},
		/* The round decides whatever is awaited. */
		{DOSSIER_RECOGNISE, OFFICE(PRODUCER), REFUSAL(UNSPECIFIED)},
		{DOSSIER_LEFT, OFFICE(PRODUCER), REFUSAL(UNSPECIFIED)},
	};
	Ocop__Registration__V1__DossierState to;

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const struct dossier dossier = {.kind = DOSSIER_KIND(FIRST),
						.state = DOSSIER_STATE(ADMITTED),
						.waits_with = rows[i].waits_with};

		assert_int_equal(may_move_dossier(rows[i].verb, &dossier, ANYBODY, &to),
				 rows[i].why);
		assert_int_equal(dossier_awaits_supplement(&dossier),
				 rows[i].waits_with == OFFICE(PRODUCER));
	}
	assert_int_equal(office_after_move(DOSSIER_ASK_SUPPLEMENT, DOSSIER_STATE(ADMITTED)),
			 OFFICE(PRODUCER));
	assert_int_equal(office_after_move(DOSSIER_GIVE_SUPPLEMENT, DOSSIER_STATE(ADMITTED)),
			 OFFICE(ROUND));
}

static void earlier_dossier_is_filled_in_and_closed_and_goes_nowhere(void **state)
{
	Ocop__Registration__V1__DossierState to;

	(void)state; /* pure */
	for (int verb = DOSSIER_EDIT; verb <= DOSSIER_SAMPLES_TO_CENTRE; verb++) {
		const struct dossier dossier = {.kind = DOSSIER_KIND(EARLIER),
						.state = DOSSIER_STATE(DRAFT),
						.waits_with = OFFICE(PRODUCER)};
		bool is_allowed = verb == DOSSIER_EDIT || verb == DOSSIER_ASSESS ||
				  verb == DOSSIER_WITHDRAW || verb == DOSSIER_CLOSE_EARLIER;

		assert_int_equal(may_move_dossier((enum dossier_verb)verb, &dossier, ANYBODY, &to),
				 is_allowed ? REFUSAL(UNSPECIFIED) : REFUSAL(DOSSIER_STATE));
	}
	assert_int_equal(may_move_dossier(DOSSIER_CLOSE_EARLIER,
					  &(struct dossier){.kind = DOSSIER_KIND(EARLIER),
							    .state = DOSSIER_STATE(DRAFT),
							    .waits_with = OFFICE(PRODUCER)},
					  ACTOR_PROVINCE, &to),
			 REFUSAL(UNSPECIFIED));
	assert_int_equal(to, DOSSIER_STATE(CLOSED));
}

static void officer_hands_in_what_was_confirmed(void **state)
{
	(void)state; /* pure */
	assert_int_equal(may_hand_in(ACTOR_PRODUCER, "", "aa"), REFUSAL(UNSPECIFIED));
	assert_int_equal(may_hand_in(ACTOR_COMMUNE, "", "aa"), REFUSAL(NOT_CONFIRMED));
	assert_int_equal(may_hand_in(ACTOR_COMMUNE, "ab", "aa"), REFUSAL(NOT_CONFIRMED));
	assert_int_equal(may_hand_in(ACTOR_COMMUNE, "aa", "aa"), REFUSAL(UNSPECIFIED));
}

static void associations_take_part_in_tourism_alone(void **state)
{
	static const struct {
		Ocop__Registration__V1__LegalForm legal_form;
		const char *sector_code;
		bool eligible;
	} rows[] = {
		{LEGAL_FORM(COOPERATIVE), "I", true},
		{LEGAL_FORM(COOPERATIVE_GROUP), "II", true},
		{LEGAL_FORM(ENTERPRISE), "VI", true},
		{LEGAL_FORM(FARM), "V", true},
		{LEGAL_FORM(HOUSEHOLD), "I", true},
		{LEGAL_FORM(ASSOCIATION), "VI", true},
		{LEGAL_FORM(ASSOCIATION), "I", false},
		{LEGAL_FORM(ASSOCIATION), "V", false},
		{LEGAL_FORM(UNKNOWN), "I", false},
		{LEGAL_FORM(UNSPECIFIED), "VI", false},
		{(Ocop__Registration__V1__LegalForm)99, "I", false},
	};

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(legal_form_is_eligible(rows[i].legal_form, rows[i].sector_code),
				 rows[i].eligible);
}

static void codes_of_both_formats_are_read(void **state)
{
	static const struct {
		const char *text;
		const char *code; /* NULL: none */
	} rows[] = {
		{"19-05434-1-2026", "19-05434-1-2026"},
		{"19 - 05434 - 12345 - 2026", "19-05434-12345-2026"},
		{"06-058-01852-1-2021", "06-058-01852-1-2021"},
		{"06-058-01852-00001-2021", "06-058-01852-1-2021"},
		{"19-05434-00000-2026", NULL},
		{"19-05434-1-2017", NULL},
		{"19-05434-1-2018", "19-05434-1-2018"},
		{"19-05434-1-0000", NULL},
		{"19-05434-1-2100", NULL},
		{"19-05434-99999-2099", "19-05434-99999-2099"},
		{"", NULL},
		{"19-05434-2026", NULL},
		{"19-5434-1-2026", NULL},
		{"19-05434-123456-2026", NULL},
		{"19-05434-1-26", NULL},
		{"19-05434-1-2026-", NULL},
		{"19-05434--2026", NULL},
		{"6-058-01852-1-2021", NULL},
		{"06-58-01852-1-2021", NULL},
		{"19-05434-1-2026'; DROP", NULL},
		{"19-05434-1-20260000000000000000000000000000000000", NULL},
	};

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		char code[PRODUCT_CODE_SIZE];
		bool is_code = product_code_read(rows[i].text, code);

		if (is_code != (rows[i].code != NULL) ||
		    (is_code && strcmp(code, rows[i].code) != 0))
			fail_msg("%s", rows[i].text);
	}
}

static void printed_code_can_be_read(void **state)
{
	char printed[PRODUCT_CODE_SIZE], read[PRODUCT_CODE_SIZE];

	(void)state; /* pure */
	product_code_print("19", "05434", 7, 2026, printed);
	assert_string_equal(printed, "19-05434-7-2026");
	assert_true(product_code_read(printed, read));
}

static int32_t day(const char *text)
{
	int32_t number;

	assert_true(date_parse(text, &number));
	return number;
}

static void window_of_re_rating_has_both_its_ends(void **state)
{
	const struct rulebook_deadlines deadlines = {
		.re_rating_submit_from_days_before_expiry = 180,
		.re_rating_submit_until_days_before_expiry = 120,
	};
	const struct rulebook_deadlines none = {
		.re_rating_submit_from_days_before_expiry = RULEBOOK_UNKNOWN,
		.re_rating_submit_until_days_before_expiry = RULEBOOK_UNKNOWN,
	};
	/* 30 June 2027 less 180 and 120 days. */
	static const struct {
		const char *today;
		Ocop__Common__V1__RefusalCode why;
	} rows[] = {
		{"2026-12-31", REFUSAL(RE_RATING_WINDOW)},
		{"2027-01-01", REFUSAL(UNSPECIFIED)},
		{"2027-03-02", REFUSAL(UNSPECIFIED)},
		{"2027-03-03", REFUSAL(RE_RATING_WINDOW)},
		{"2027-07-01", REFUSAL(RE_RATING_WINDOW)},
	};

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		assert_int_equal(
			may_file_re_rating(&deadlines, day("2027-06-30"), day(rows[i].today)),
			rows[i].why);
		assert_int_equal(may_file_re_rating(&none, day("2027-06-30"), day(rows[i].today)),
				 REFUSAL(UNSPECIFIED));
	}
}

static void certificate_carries_its_own_product_alone(void **state)
{
	static const struct {
		Ocop__Certification__V1__CertificateState state;
		bool upgrade, re_rating;
	} rows[] = {
		{CERTIFICATE_STATE(VALID), true, true},
		{CERTIFICATE_STATE(EXPIRED), false, true},
		{CERTIFICATE_STATE(REVOKED), false, false},
		{CERTIFICATE_STATE(REPLACED), false, false},
		{CERTIFICATE_STATE(SUSPENDED), false, true}, /* it still comes to its end */
		{CERTIFICATE_STATE(NOT_VERIFIED), false, false},
	};

	(void)state; /* pure */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct certificate certificate = {
			.exists = true, .product_id = "product_1", .state = rows[i].state};

		assert_int_equal(
			certificate_carries(&certificate, DOSSIER_KIND(UPGRADE), "product_1"),
			rows[i].upgrade);
		assert_int_equal(
			certificate_carries(&certificate, DOSSIER_KIND(RE_RATING), "product_1"),
			rows[i].re_rating);
		assert_false(
			certificate_carries(&certificate, DOSSIER_KIND(RE_RATING), "product_2"));
	}
	assert_false(certificate_carries(&(struct certificate){.product_id = ""},
					 DOSSIER_KIND(UPGRADE), ""));
}

static void re_rating_is_barred_by_no_date(void **state)
{
	const struct round round = {.exists = true,
				    .level = ROUND_LEVEL(PROVINCE),
				    .unit_code = "19",
				    .proposals_before = "2026-04-30",
				    .state = ROUND_STATE(PLANNED)};
	struct dossier dossier = {.state = DOSSIER_STATE(PROPOSED),
				  .province_code = "19",
				  .proposed_on = "2026-05-30",
				  .kind = DOSSIER_KIND(UPGRADE)};
	const struct admission_facts facts = {
		.dossier = &dossier, .round = &round, .same_rulebook = true};

	(void)state; /* pure */
	assert_int_equal(may_admit_dossier(&facts).why, REFUSAL(PROPOSED_TOO_LATE));
	dossier.kind = DOSSIER_KIND(RE_RATING);
	assert_int_equal(may_admit_dossier(&facts).why, REFUSAL(UNSPECIFIED));
}

static void round_of_re_ratings_takes_nothing_else(void **state)
{
	const struct round round = {.exists = true,
				    .kind = ROUND_KIND(RE_RATING),
				    .level = ROUND_LEVEL(PROVINCE),
				    .unit_code = "19",
				    .proposals_before = "",
				    .state = ROUND_STATE(PLANNED)};
	struct dossier dossier = {.state = DOSSIER_STATE(PROPOSED),
				  .province_code = "19",
				  .proposed_on = "2026-05-30",
				  .kind = DOSSIER_KIND(RE_RATING)};
	const struct admission_facts facts = {
		.dossier = &dossier, .round = &round, .same_rulebook = true};

	(void)state; /* pure */
	assert_int_equal(may_admit_dossier(&facts).why, REFUSAL(UNSPECIFIED));
	dossier.kind = DOSSIER_KIND(UPGRADE);
	assert_int_equal(may_admit_dossier(&facts).why, REFUSAL(ROUND_KIND));
	dossier.kind = DOSSIER_KIND(FIRST);
	assert_int_equal(may_admit_dossier(&facts).why, REFUSAL(ROUND_KIND));
}

static void centre_takes_what_was_proposed_to_it(void **state)
{
	struct round round = {.exists = true,
			      .level = ROUND_LEVEL(CENTRE),
			      .unit_code = "",
			      .proposals_before = "2026-07-30",
			      .state = ROUND_STATE(PLANNED)};
	struct dossier dossier = {.state = DOSSIER_STATE(PROPOSED_TO_CENTRE),
				  .province_code = "19",
				  .proposed_on = "2026-05-30",
				  .to_centre_on = "2026-07-29",
				  .kind = DOSSIER_KIND(FIRST)};
	const struct admission_facts facts = {
		.dossier = &dossier, .round = &round, .same_rulebook = true};

	(void)state; /* pure */
	assert_int_equal(may_admit_dossier(&facts).why, REFUSAL(UNSPECIFIED));
	dossier.to_centre_on = "2026-07-30"; /* when the commune proposed it does not count */
	assert_int_equal(may_admit_dossier(&facts).why, REFUSAL(PROPOSED_TOO_LATE));
	round.level = ROUND_LEVEL(PROVINCE);
	round.unit_code = "19";
	assert_int_equal(may_admit_dossier(&facts).why, REFUSAL(LEVEL_NOT_COMPETENT));
}

static void content_text_tells_contents_apart(void **state)
{
	const struct rulebook book = {.code = "26-2026"};
	const struct sheet sheet = {.set_no = 1};
	const struct form_field one[] = {{"M01", "phone", "1\nfield M01.email 1:2"}};
	const struct form_field two[] = {{"M01", "phone", "1"}, {"M01", "email", "2"}};
	struct dossier_content content = {
		.book = &book, .sheet = &sheet, .fields = one, .field_count = 1};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const char *first = dossier_content_text(&content, arena);

	(void)state; /* pure */
	assert_string_equal(first, dossier_content_text(&content, arena));
	content.fields = two;
	content.field_count = 2;
	assert_string_not_equal(first, dossier_content_text(&content, arena));
	arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(moves_are_those_of_the_domain_and_no_others),
		cmocka_unit_test(moves_belong_to_their_actors),
		cmocka_unit_test(supplement_opens_a_dossier_in_a_round_and_nothing_else_does),
		cmocka_unit_test(earlier_dossier_is_filled_in_and_closed_and_goes_nowhere),
		cmocka_unit_test(officer_hands_in_what_was_confirmed),
		cmocka_unit_test(associations_take_part_in_tourism_alone),
		cmocka_unit_test(codes_of_both_formats_are_read),
		cmocka_unit_test(printed_code_can_be_read),
		cmocka_unit_test(window_of_re_rating_has_both_its_ends),
		cmocka_unit_test(certificate_carries_its_own_product_alone),
		cmocka_unit_test(re_rating_is_barred_by_no_date),
		cmocka_unit_test(round_of_re_ratings_takes_nothing_else),
		cmocka_unit_test(centre_takes_what_was_proposed_to_it),
		cmocka_unit_test(content_text_tells_contents_apart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
