/* re_rating_test.c - a round of re-ratings: planned without a day, due in 45 days, the agency's
 * report and written opinions on it */
#include "re_rating_fixture.h"

#include <sodium.h>

#include "common/bus/envelope.h"

static const uint8_t command_id[16] = {1, 2, 3, 4, 5, 6, 0x40, 8, 0x80};

/* Sent twice it is told once. */
static void assert_once(const ProtobufCMessage *message, const ProtobufCMessageDescriptor *event)
{
	assert_accepted(harness_command_as(fixture.harness, command_id, 0, message));
	assert_accepted(harness_command_as(fixture.harness, command_id, 0, message));
	assert_int_equal(harness_events(fixture.harness, event), 1);
}

/* --- the round */

static void a_round_of_re_ratings_has_no_day(void **state)
{
	Ocop__Scoring__V1__PlanRound message = plan_of_re_ratings();
	Ocop__Scoring__V1__GetRound query = OCOP__SCORING__V1__GET_ROUND__INIT;

	(void)state;
	sign_in_agency();
	query.round_id = (char *)harness_id(fixture.harness, command(&message.base));
	const Ocop__Scoring__V1__Round *round = harness_body(
		fixture.harness, harness_query(fixture.harness, &query.base), MESSAGE(round));
	assert_int_equal(round->kind, ROUND_KIND(RE_RATING));
	assert_string_equal(round->held_on, "");
	assert_string_equal(round->proposals_before, "");
	assert_int_equal(round->settings->documents_ahead_days, 0);
	const Ocop__Scoring__V1__RoundPlanned *told =
		harness_last_event(fixture.harness, MESSAGE(round_planned));
	assert_int_equal(told->kind, ROUND_KIND(RE_RATING));

	message.held_on = (char *)"2026-12-20";
	assert_refused(command(&message.base), FIELD_INVALID);
	message.held_on = (char *)"";
	message.proposals_before = (char *)"2026-12-20";
	assert_refused(command(&message.base), FIELD_INVALID);
	message.proposals_before = (char *)"";
	message.kind = (Ocop__Scoring__V1__RoundKind)3;
	assert_refused(command(&message.base), FIELD_INVALID);
	message.kind = ROUND_KIND(MEETING);
	assert_refused(command(&message.base), DATE_INVALID);
	message = plan();
	query.round_id = (char *)harness_id(fixture.harness, command(&message.base));
	round = harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			     MESSAGE(round));
	assert_int_equal(round->kind, ROUND_KIND(MEETING));
}

static void councils_of_older_books_meet_over_re_ratings(void **state)
{
	Ocop__Scoring__V1__PlanRound message;

	(void)state;
	harness_set_date(fixture.harness, "2026-06-10"); /* both books hold */
	fixture.rulebook_code = "148-2023";
	message = plan_of_re_ratings();
	sign_in_agency();
	assert_refused(command(&message.base), ROUND_KIND);
	message.kind = ROUND_KIND(MEETING);
	message.held_on = (char *)"2026-07-01";
	message.proposals_before = (char *)"2026-06-01";
	assert_accepted(command(&message.base));
}

static void nothing_but_re_ratings_comes_in(void **state)
{
	Ocop__Scoring__V1__PlanRound message = plan_of_re_ratings();

	(void)state;
	sign_in_agency();
	const char *round_id = harness_id(fixture.harness, command(&message.base));
	fixture.dossier_kind = DOSSIER_KIND(UPGRADE);
	(void)dossier_admitted(round_id, 1);
	const Ocop__Scoring__V1__DossierNotTaken *told =
		harness_last_event(fixture.harness, MESSAGE(dossier_not_taken));
	assert_non_null(told);
	assert_string_equal(told->reason, refusal_text(REFUSAL(ROUND_KIND))->vi);
	fixture.dossier_kind = DOSSIER_KIND(RE_RATING);
	(void)dossier_admitted(round_id, 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_taken)), 1);
	/* A council that meets may hear one too, and it is due as soon. */
	round_id = round_planned();
	(void)dossier_admitted(round_id, 1);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(dossier_taken)), 2);
	assert_string_equal(listed_dossier(round_id)->due_on, "2027-01-21");
}

/* --- by when */

static void a_re_rating_is_due_after_45_calendar_days(void **state)
{
	const char *round_id = re_rating_taken(); /* on 2026-12-07 */

	(void)state;
	assert_string_equal(listed_dossier(round_id)->due_on, "2027-01-21");
	harness_set_date(fixture.harness, "2027-01-21");
	assert_false(listed_dossier(round_id)->overdue);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(re_rating_overdue)), 0);
	harness_set_date(fixture.harness, "2027-01-22");
	assert_true(listed_dossier(round_id)->overdue);
	harness_set_date(fixture.harness, "2027-01-25");
	harness_restart(fixture.harness);
	harness_set_date(fixture.harness, "2027-01-26");
	assert_int_equal(harness_events(fixture.harness, MESSAGE(re_rating_overdue)), 1);
	const Ocop__Scoring__V1__ReRatingOverdue *told =
		harness_last_event(fixture.harness, MESSAGE(re_rating_overdue));
	assert_string_equal(told->round_id, round_id);
	assert_string_equal(told->dossier_id, fixture.dossier_id);
	assert_string_equal(told->due_on, "2027-01-21");
}

static void what_is_decided_in_time_is_never_overdue(void **state)
{
	const char *round_id = re_rating_before_council(3);

	(void)state;
	agency_reported(round_id, 80);
	opinions_given(round_id, 3, true);
	assert_accepted(close_newest(round_id));
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	harness_set_date(fixture.harness, "2027-01-21");
	sign_in_chairman();
	assert_accepted(approve(round_id, "1/QĐ-UBND"));
	harness_set_date(fixture.harness, "2027-01-22");
	assert_false(listed_dossier(round_id)->overdue);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(re_rating_overdue)), 0);
}

static void only_what_is_due_is_said_to_be(void **state)
{
	Ocop__Scoring__V1__RemindReRating message = OCOP__SCORING__V1__REMIND_RE_RATING__INIT;

	(void)state;
	message.round_id = (char *)re_rating_taken();
	message.dossier_id = fixture.dossier_id;
	message.due_on = (char *)"2027-01-20";
	assert_refused(harness_own_command(fixture.harness, &message.base), DOSSIER_NOT_IN_ROUND);
	sign_in_secretary();
	assert_refused(command(&message.base), ROLE_MISSING);
}

/* What goes on to the centre has its days there anew, and the agency that reports is the centre's.
 */
static void the_centre_has_days_of_its_own(void **state)
{
	Ocop__Scoring__V1__PlanRound message = plan_of_re_ratings();

	(void)state;
	fixture.unit_code = "";
	fixture.dossier_kind = DOSSIER_KIND(RE_RATING);
	message.level = LEVEL(CENTRE);
	message.unit_code = (char *)"";
	sign_in_agency();
	const char *round_id = harness_id(fixture.harness, command(&message.base));
	harness_set_date(fixture.harness, "2027-01-10");
	(void)dossier_admitted(round_id, 1);
	assert_string_equal(listed_dossier(round_id)->due_on, "2027-02-24");
	agency_reported(round_id, 93);
	Ocop__Scoring__V1__FileAgencyReport report =
		agency_report_of(round_id, choices_of_total(93));
	harness_sign_in_as(fixture.harness, agency_id, ROLE(OCOP_AGENCY), "19");
	assert_refused(command(&report.base), SCOPE_MISSING);
}

/* --- the agency's report */

static void the_agency_reports_and_the_council_sees_it(void **state)
{
	const char *round_id = re_rating_taken();
	Ocop__Scoring__V1__FileAgencyReport message =
		agency_report_of(round_id, choices_of_total(84));

	(void)state;
	council_appointed(round_id, 3);
	message.site_checked = true;
	sign_in_agency();
	assert_once(&message.base, MESSAGE(agency_report_filed));
	const Ocop__Scoring__V1__ReRating *seen = re_rating_seen(round_id);
	assert_true(seen->reported);
	assert_int_equal(seen->total, 84);
	assert_int_equal(seen->n_choices, message.n_choices);
	assert_string_equal(seen->summary, message.summary);
	assert_true(seen->site_checked);
	assert_false(seen->complex);
	assert_string_equal(seen->filed_on, "2026-12-07");
	assert_string_equal(seen->due_on, "2027-01-21");
	assert_int_equal(seen->opinions_due, 3);
	assert_int_equal(strlen(seen->commitment), 64);
	assert_string_equal(seen->nonce, "");

	sign_in_member("account_member_1"); /* documents are not out yet */
	assert_false(re_rating_seen(round_id)->reported);
	assert_int_equal(re_rating_seen(round_id)->n_choices, 0);
	round_opened(round_id);
	sign_in_member("account_member_1");
	assert_int_equal(re_rating_seen(round_id)->total, 84);
	harness_sign_in_as(fixture.harness, "account_stranger", ROLE(COUNCIL_MEMBER), "19");
	assert_refused(ask_re_rating(round_id, 0), SCOPE_MISSING);
	sign_in_secretary();
	assert_refused(ask_re_rating(round_id, 2), NO_SUCH_THING);
}

static void a_report_is_replaced_until_somebody_has_an_opinion_on_it(void **state)
{
	const char *round_id = re_rating_before_council(3);
	Ocop__Scoring__V1__FileAgencyReport message =
		agency_report_of(round_id, choices_of_total(84));

	(void)state;
	agency_reported(round_id, 80);
	sign_in_agency();
	assert_accepted(command(&message.base));
	assert_int_equal(re_rating_seen(round_id)->total, 84);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(agency_report_filed)), 2);
	assert_accepted(opine(round_id, "account_chair", true));
	sign_in_agency();
	assert_refused(command(&message.base), SHEET_SEALED);
}

static void what_is_wrong_with_a_report_is_named(void **state)
{
	const char *round_id = re_rating_before_council(3);
	struct choices *choices = choices_of_total(84);
	Ocop__Scoring__V1__FileAgencyReport message = agency_report_of(round_id, NULL);

	(void)state;
	sign_in_agency();
	const Ocop__Common__V1__Reply *reply = command(&message.base);
	assert_refused(reply, CRITERION_MISSING);
	assert_true(reply->n_refusals > 20); /* each one by its name */
	assert_string_equal(reply->refusals[0]->field, "choices[1.1]");
	*choice_at(choices, "1.1") = 99;
	message = agency_report_of(round_id, choices);
	assert_refused(command(&message.base), OPTION_UNKNOWN);
	message = agency_report_of(round_id, choices_of_total(84));
	message.choices[1] = message.choices[0];
	assert_refused(command(&message.base), CRITERION_DOUBLED);
	message = agency_report_of(round_id, choices_of_total(84));
	message.choices[0]->key = (char *)"9.9";
	assert_refused(command(&message.base), CRITERION_UNKNOWN);
	message.summary = (char *)"";
	assert_refused(command(&message.base), FIELD_MISSING);
	message.summary = arena_alloc(harness_arena(fixture.harness), REASON_LENGTH_MAX + 2);
	memset(message.summary, 'a', REASON_LENGTH_MAX + 1);
	message.summary[REASON_LENGTH_MAX + 1] = '\0';
	assert_refused(command(&message.base), FIELD_TOO_LONG);
	message = agency_report_of(round_id, choices_of_total(84));
	message.dossier_id = (char *)"dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF";
	assert_refused(command(&message.base), DOSSIER_NOT_IN_ROUND);
	message.dossier_id = fixture.dossier_id;
	sign_in_secretary();
	assert_refused(command(&message.base), ROLE_MISSING);
	harness_sign_in_as(fixture.harness, agency_id, ROLE(OCOP_AGENCY), "20");
	assert_refused(command(&message.base), SCOPE_MISSING);
}

static void meetings_have_neither_reports_nor_opinions(void **state)
{
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__FileAgencyReport message =
		agency_report_of(round_id, choices_of_total(84));

	(void)state;
	sign_in_agency();
	assert_refused(command(&message.base), ROUND_KIND);
	assert_refused(opine(round_id, "account_chair", true), ROUND_KIND);
	assert_refused(call_to_meeting(round_id, "họp"), ROUND_KIND);
	assert_refused(ask_re_rating(round_id, 0), ROUND_KIND);
}

/* --- opinions */

static void an_opinion_is_given_once_and_committed_to(void **state)
{
	const char *round_id = re_rating_before_council(3);
	Ocop__Scoring__V1__GiveOpinion message = opinion_of(round_id, false);

	(void)state;
	agency_reported(round_id, 84);
	sign_in_member("account_vice");
	assert_once(&message.base, MESSAGE(opinion_given));
	assert_refused(command(&message.base), SHEET_SEALED);
	const Ocop__Scoring__V1__OpinionGiven *told =
		harness_last_event(fixture.harness, MESSAGE(opinion_given));
	assert_string_equal(told->member_id, "account_vice");
	assert_int_equal(told->pass, 1);
	assert_int_equal(told->commitment.len, SEAL_COMMITMENT_SIZE_BYTES);
	assert_int_equal(listed_dossier(round_id)->opinions_given, 1);
	assert_int_equal(listed_dossier(round_id)->sheets_sealed, 0);
}

/* Who sees what before the close: his own, and how many there are. */
static void nobody_sees_the_opinion_of_another(void **state)
{
	const char *round_id = re_rating_before_council(3);

	(void)state;
	agency_reported(round_id, 84);
	assert_accepted(opine(round_id, "account_vice", false));
	const Ocop__Scoring__V1__ReRating *seen = re_rating_seen(round_id); /* his own */
	assert_int_equal(seen->n_opinions, 1);
	assert_false(seen->opinions[0]->agrees);
	assert_int_equal(strlen(seen->opinions[0]->commitment), 64);
	assert_string_equal(seen->opinions[0]->nonce, ""); /* with it he could prove it */
	sign_in_member("account_member_1");
	assert_int_equal(re_rating_seen(round_id)->n_opinions, 0);
	assert_int_equal(re_rating_seen(round_id)->opinions_given, 1);
	sign_in_chair();
	assert_int_equal(re_rating_seen(round_id)->n_opinions, 0);
	sign_in_secretary();
	assert_int_equal(re_rating_seen(round_id)->n_opinions, 0);
	sign_in_agency();
	assert_int_equal(re_rating_seen(round_id)->n_opinions, 0);
}

static void each_opinion_that_is_refused_is_told_why(void **state)
{
	const char *round_id = re_rating_taken();
	Ocop__Scoring__V1__GiveOpinion message = opinion_of(round_id, false);

	(void)state;
	council_appointed(round_id, MEMBERS);
	assert_refused(opine(round_id, "account_chair", true), ROUND_STATE);
	round_opened(round_id);
	assert_accepted(start(round_id));
	assert_refused(opine(round_id, "account_chair", true), AGENCY_REPORT_MISSING);
	agency_reported(round_id, 84);
	message.reason = (char *)"";
	sign_in_chair();
	assert_refused(command(&message.base), REASON_MISSING);
	message.reason = arena_alloc(harness_arena(fixture.harness), REASON_LENGTH_MAX + 2);
	memset(message.reason, 'a', REASON_LENGTH_MAX + 1);
	message.reason[REASON_LENGTH_MAX + 1] = '\0';
	assert_refused(command(&message.base), FIELD_TOO_LONG);
	assert_refused(opine(round_id, "account_stranger", true), COUNCIL_MEMBER_UNKNOWN);
	assert_refused(opine(round_id, "account_secretary", true), MEMBER_DOES_NOT_SCORE);
	assert_accepted(conflict_declared(round_id, "account_member_1", ""));
	assert_refused(opine(round_id, "account_member_1", true), MEMBER_HAS_CONFLICT);
	assert_refused(ask_re_rating(round_id, 0), MEMBER_HAS_CONFLICT);
	sign_in_agency();
	message = opinion_of(round_id, true);
	assert_refused(command(&message.base), ROLE_MISSING);
}

static void the_opinion_of_who_steps_aside_counts_for_nothing(void **state)
{
	const char *round_id = re_rating_before_council(4);

	(void)state;
	agency_reported(round_id, 84);
	opinions_given(round_id, 4, false);
	assert_int_equal(listed_dossier(round_id)->opinions_given, 4);
	assert_refused(close_newest(round_id), MEETING_NEEDED);
	assert_accepted(conflict_declared(round_id, member_ids[3], ""));
	assert_int_equal(listed_dossier(round_id)->opinions_given, 3);
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->agreeing_opinions, 3);
	sign_in_chair();
	assert_int_equal(re_rating_seen(round_id)->n_opinions, 3);
}

/* The commitment, as anybody checks it once the dossier is closed. */
static void assert_opens(const ProtobufCMessage *plain, const char *nonce_hex,
			 const char *commitment_hex)
{
	unsigned char nonce[SEAL_NONCE_SIZE_BYTES];
	uint8_t commitment[SEAL_COMMITMENT_SIZE_BYTES];
	char hex[2 * SEAL_COMMITMENT_SIZE_BYTES + 1];
	ProtobufCBinaryData bytes = message_pack(plain, harness_arena(fixture.harness));

	assert_int_equal(sodium_hex2bin(nonce, sizeof(nonce), nonce_hex, strlen(nonce_hex), NULL,
					NULL, NULL),
			 0);
	seal_commit(nonce, &bytes, commitment);
	sodium_bin2hex(hex, sizeof(hex), commitment, sizeof(commitment));
	assert_string_equal(hex, commitment_hex);
}

static void after_the_close_everything_is_opened_and_can_be_checked(void **state)
{
	const char *round_id = re_rating_before_council(3);
	Ocop__Scoring__V1__ReRating plain = OCOP__SCORING__V1__RE_RATING__INIT;

	(void)state;
	agency_reported(round_id, 84);
	opinions_given(round_id, 3, true);
	assert_accepted(close_newest(round_id));
	sign_in_member("account_vice");
	const Ocop__Scoring__V1__ReRating *seen = re_rating_seen(round_id);
	assert_int_equal(seen->n_opinions, 3);
	Ocop__Scoring__V1__Opinion opinion = *seen->opinions[0];
	assert_true(opinion.agrees);
	assert_string_equal(opinion.given_on, "2026-12-07");
	opinion.commitment = opinion.nonce = (char *)"";
	assert_opens(&opinion.base, seen->opinions[0]->nonce, seen->opinions[0]->commitment);
	plain.choices = seen->choices;
	plain.n_choices = seen->n_choices;
	plain.total = seen->total;
	plain.summary = seen->summary;
	plain.site_checked = seen->site_checked;
	plain.complex = seen->complex;
	plain.round_id = seen->round_id;
	plain.dossier_id = seen->dossier_id;
	plain.pass = seen->pass;
	plain.filed_on = seen->filed_on;
	assert_opens(&plain.base, seen->nonce, seen->commitment);
	assert_refused(opine(round_id, "account_vice", true), DOSSIER_CLOSED);
	Ocop__Scoring__V1__FileAgencyReport message =
		agency_report_of(round_id, choices_of_total(84));
	sign_in_agency();
	assert_refused(command(&message.base), DOSSIER_CLOSED);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_round_of_re_ratings_has_no_day),
		TEST(councils_of_older_books_meet_over_re_ratings),
		TEST(nothing_but_re_ratings_comes_in),
		TEST(a_re_rating_is_due_after_45_calendar_days),
		TEST(what_is_decided_in_time_is_never_overdue),
		TEST(only_what_is_due_is_said_to_be),
		TEST(the_centre_has_days_of_its_own),
		TEST(the_agency_reports_and_the_council_sees_it),
		TEST(a_report_is_replaced_until_somebody_has_an_opinion_on_it),
		TEST(what_is_wrong_with_a_report_is_named),
		TEST(meetings_have_neither_reports_nor_opinions),
		TEST(an_opinion_is_given_once_and_committed_to),
		TEST(nobody_sees_the_opinion_of_another),
		TEST(each_opinion_that_is_refused_is_told_why),
		TEST(the_opinion_of_who_steps_aside_counts_for_nothing),
		TEST(after_the_close_everything_is_opened_and_can_be_checked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
