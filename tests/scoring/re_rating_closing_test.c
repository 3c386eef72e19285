/* re_rating_closing_test.c - how a re-rating ends: by opinions that agree, or by a meeting, and
 * that its result is found again */
#include "printing_fixture.h"
#include "re_rating_fixture.h"
#include "recompute_fixture.h"

static void the_sheet_that_is_agreed_with_is_the_councils(void **state)
{
	const char *round_id = re_rating_before_council(4);

	(void)state;
	assert_refused(close_newest(round_id), AGENCY_REPORT_MISSING);
	agency_reported(round_id, 84);
	const Ocop__Common__V1__Reply *reply = close_newest(round_id);
	assert_refused(reply, CHAIR_SHEET_MISSING);
	assert_string_equal(reply->refusals[0]->detail, "a written opinion, not a sheet");
	assert_accepted(opine(round_id, "account_vice", true));
	assert_accepted(opine(round_id, "account_member_1", true));
	assert_refused(close_newest(round_id), CHAIR_SHEET_MISSING);
	assert_refused(call_to_meeting(round_id, "họp"), MEETING_NOT_NEEDED);
	assert_accepted(opine(round_id, "account_chair", true)); /* three of four: a quorum */
	assert_refused(rescore(round_id, "lần nữa"), SECOND_PASS_NOT_NEEDED);
	assert_accepted(close_newest(round_id));
	const Ocop__Scoring__V1__Result *result = result_told();
	assert_int_equal(result->outcome, RESULT_OUTCOME(SCORED));
	assert_int_equal(result->points_sum, 84);
	assert_int_equal(result->points_count, 1);
	assert_string_equal(result->mean_text, "84.00");
	assert_int_equal(result->star, 4);
	assert_int_equal(result->lowest_total, 84);
	assert_int_equal(result->highest_total, 84);
	assert_int_equal(result->points_square_sum, 84 * 84);
	assert_int_equal(result->agreeing_opinions, 3);
	assert_refused(call_to_meeting(round_id, "họp"), DOSSIER_CLOSED);
	assert_int_equal(recomputed(round_id)->results, 1);
	assert_int_equal(recomputed(round_id)->n_differing_dossier_ids, 0);
}

static void minimums_are_tested_on_the_agencys_options(void **state)
{
	const char *round_id = re_rating_before_council(3);
	struct choices *choices = choices_of_total(100);
	Ocop__Scoring__V1__FileAgencyReport message;

	(void)state;
	*choice_at(choices, "1.1") = 1; /* under the minimum for four stars, if it has one */
	message = agency_report_of(round_id, choices);
	sign_in_agency();
	assert_accepted(command(&message.base));
	opinions_given(round_id, 3, true);
	assert_accepted(close_newest(round_id));
	const Ocop__Scoring__V1__Result *result = result_told();
	const struct sheet *sheet = sheet_one();
	const struct sheet_node *node = sheet_find(sheet, "1.1");
	uint32_t points = node_option(node, 1)->points;
	size_t missed = 0;

	for (uint32_t star = 3; star <= 5; star++)
		missed += node_minimum(node, star) > points;
	assert_int_equal(result->n_missed_minimums, missed);
	assert_int_equal(recomputed(round_id)->n_differing_dossier_ids, 0);
}

static void too_few_opinions_are_no_quorum(void **state)
{
	const char *round_id = re_rating_before_council(5); /* 75 percent of 5: four */

	(void)state;
	agency_reported(round_id, 84);
	opinions_given(round_id, 3, false);
	/* And that one of the three differs, nobody learns. */
	const Ocop__Common__V1__Reply *reply = close_newest(round_id);
	assert_refused(reply, QUORUM_MISSED);
	assert_string_equal(reply->refusals[0]->detail,
			    "3 of 5 opinions are in, 75 percent are needed");
	assert_refused(call_to_meeting(round_id, "họp"), MEETING_NOT_NEEDED);
	assert_accepted(opine(round_id, member_ids[3], true));
	assert_refused(close_newest(round_id), MEETING_NEEDED);
}

static void opinions_that_differ_lead_to_a_meeting_that_scores(void **state)
{
	const uint32_t totals[] = {70, 72, 80};
	const char *round_id = re_rating_before_council(3);

	(void)state;
	agency_reported(round_id, 84);
	assert_refused(submit(round_id, "account_chair", choices_of_total(80)), MEETING_NOT_NEEDED);
	assert_refused(find(round_id, FINDING_KIND(STOP), "1.2"), MEETING_NOT_NEEDED);
	opinions_given(round_id, 3, false);
	assert_refused(close_newest(round_id), MEETING_NEEDED);
	assert_false(listed_dossier(round_id)->meeting);
	assert_refused(call_to_meeting(round_id, ""), REASON_MISSING);
	assert_accepted(call_to_meeting(round_id, "Ý kiến khác nhau về bao bì"));
	assert_true(listed_dossier(round_id)->meeting);
	const Ocop__Scoring__V1__MeetingCalled *told =
		harness_last_event(fixture.harness, MESSAGE(meeting_called));
	assert_string_equal(told->reason, "Ý kiến khác nhau về bao bì");
	assert_refused(call_to_meeting(round_id, "lần nữa"), MEETING_NOT_NEEDED);
	assert_refused(opine(round_id, "account_chair", true), SHEET_SEALED);

	sign_in_member("account_vice"); /* opinions stay sealed while members score */
	assert_int_equal(re_rating_seen(round_id)->n_opinions, 1);
	assert_true(re_rating_seen(round_id)->meeting);
	assert_string_equal(re_rating_seen(round_id)->meeting_reason, "Ý kiến khác nhau về bao bì");
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_sum, 222);
	assert_int_equal(result_told()->points_count, 3);
	assert_int_equal(result_told()->agreeing_opinions, 0);
	sign_in_member("account_vice");
	assert_int_equal(re_rating_seen(round_id)->n_opinions, 3);
	assert_int_equal(recomputed(round_id)->n_differing_dossier_ids, 0);
}

/* The spread may ask for a second pass, which is a meeting's too. */
static void a_meeting_goes_on_over_its_passes(void **state)
{
	const uint32_t apart[] = {60, 72, 80}, near[] = {75, 76, 80};
	const char *round_id = re_rating_before_council(3);

	(void)state;
	agency_reported(round_id, 84);
	opinions_given(round_id, 3, false);
	assert_accepted(call_to_meeting(round_id, "Ý kiến khác nhau"));
	totals_submitted(round_id, apart, 3);
	assert_refused(close_newest(round_id), SECOND_PASS_NEEDED);
	assert_accepted(rescore(round_id, "Chênh lệch"));
	assert_refused(opine(round_id, "account_chair", true), MEETING_NEEDED);
	totals_submitted(round_id, near, 3);
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_sum, 231);
	assert_int_equal(result_told()->pass, 2);
	sign_in_chair();
	const Ocop__Scoring__V1__ReRating *first =
		harness_body(fixture.harness, ask_re_rating(round_id, 1), MESSAGE(re_rating));
	assert_int_equal(first->n_opinions, 3);
	assert_int_equal(first->total, 84);
	assert_int_equal(recomputed(round_id)->n_differing_dossier_ids, 0);
}

static void a_complex_matter_meets_whatever_the_opinions_are(void **state)
{
	const uint8_t id[16] = {1, 2, 3, 4, 5, 6, 0x40, 8, 0x80};
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = re_rating_before_council(3);
	Ocop__Scoring__V1__FileAgencyReport message =
		agency_report_of(round_id, choices_of_total(84));
	Ocop__Scoring__V1__CallMeeting call = OCOP__SCORING__V1__CALL_MEETING__INIT;

	(void)state;
	assert_refused(call_to_meeting(round_id, "phức tạp"), AGENCY_REPORT_MISSING);
	message.complex = true;
	sign_in_agency();
	assert_accepted(command(&message.base));
	opinions_given(round_id, 3, true);
	assert_refused(close_newest(round_id), MEETING_NEEDED);
	call.round_id = (char *)round_id;
	call.dossier_id = fixture.dossier_id;
	call.reason = (char *)"Thay đổi lớn về nguyên liệu";
	sign_in_chair();
	assert_accepted(harness_command_as(fixture.harness, id, 0, &call.base));
	assert_accepted(harness_command_as(fixture.harness, id, 0, &call.base));
	assert_int_equal(harness_events(fixture.harness, MESSAGE(meeting_called)), 1);
	sign_in_member("account_vice");
	assert_refused(command(&call.base), SCOPE_MISSING);
	sign_in_agency();
	assert_refused(command(&message.base), SHEET_SEALED);
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_sum, 240);
}

static void a_conflicted_chair_needs_somebody_to_lead(void **state)
{
	const char *round_id = re_rating_before_council(4);

	(void)state;
	agency_reported(round_id, 84);
	assert_accepted(conflict_declared(round_id, "account_chair", "account_vice"));
	assert_accepted(opine(round_id, "account_member_1", true));
	assert_accepted(opine(round_id, "account_member_2", true));
	assert_refused(close_newest(round_id), CHAIR_SHEET_MISSING);
	assert_accepted(opine(round_id, "account_vice", true));
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->agreeing_opinions, 3);
	sign_in_chair();
	assert_refused(ask_re_rating(round_id, 0), MEMBER_HAS_CONFLICT);
}

/* After a close a correction is another pass: the agency reports anew, in writing again. */
static void a_correction_is_reported_and_agreed_on_anew(void **state)
{
	const char *round_id = re_rating_before_council(3);

	(void)state;
	agency_reported(round_id, 84);
	opinions_given(round_id, 3, true);
	assert_accepted(close_newest(round_id));
	assert_accepted(rescore(round_id, "sai sót ở tiêu chí 1.1"));
	assert_refused(close_newest(round_id), AGENCY_REPORT_MISSING);
	sign_in_agency();
	assert_false(re_rating_seen(round_id)->reported);
	agency_reported(round_id, 78);
	opinions_given(round_id, 3, true);
	assert_accepted(close_newest(round_id));
	assert_int_equal(result_told()->points_sum, 78);
	assert_int_equal(result_told()->pass, 2);
	assert_int_equal(recomputed(round_id)->results, 2);
	assert_int_equal(recomputed(round_id)->n_differing_dossier_ids, 0);
}

/* --- what is around it */

static const char *closed_in_writing(void)
{
	const char *round_id = re_rating_before_council(3);

	agency_reported(round_id, 84);
	opinions_given(round_id, 3, true);
	assert_accepted(close_newest(round_id));
	return round_id;
}

static void whatever_is_changed_behind_the_daemon_is_found(void **state)
{
	static const struct {
		const char *sql;
		Ocop__Scoring__V1__DifferenceKind told;
	} changes[] = {
		{"UPDATE agency_reports SET report = x'0801'", DIFFERENCE(REPORT)},
		{"UPDATE agency_reports SET report = substr(report, 1, length(report) - 1)",
		 DIFFERENCE(REPORT)},
		{"UPDATE agency_reports SET counts = 0", DIFFERENCE(RESULT)},
		{"UPDATE opinions SET opinion = substr(opinion, 1, length(opinion) - 1)",
		 DIFFERENCE(OPINION)},
		{"UPDATE opinions SET nonce = zeroblob(32) WHERE member_id = 'account_vice'",
		 DIFFERENCE(OPINION)},
		{"DELETE FROM opinions WHERE member_id = 'account_vice'", DIFFERENCE(RESULT)},
		{"UPDATE opinions SET opened = 0 WHERE member_id = 'account_vice'",
		 DIFFERENCE(RESULT)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(changes) / sizeof(changes[0]); i++) {
		const char *round_id = closed_in_writing();

		assert_int_equal(recomputed(round_id)->n_differing_dossier_ids, 0);
		tamper(changes[i].sql);
		assert_named(round_id, fixture.dossier_id);
		assert_told(round_id, changes[i].told);
		(void)tear_down(NULL);
		(void)set_up(NULL);
	}
}

static void minutes_have_the_report_and_the_opinions(void **state)
{
	const char *round_id = closed_in_writing();

	(void)state;
	sign_in_secretary();
	const Ocop__Common__V1__PrintedDocument *paper =
		document_of(print_minutes_of(round_id, ""));
	const char *words = words_of(paper);
	assert_says(words, "Lấy ý kiến hội đồng về phân hạng lại sản phẩm OCOP");
	assert_does_not_say(words, "Ngày họp");
	assert_says(words, "Báo cáo của cơ quan tham mưu OCOP ngày 07/12/2026");
	assert_says(words, "Hồ sơ đủ, chất lượng giữ như lần trước");
	assert_says(words, "tổng 84 điểm");
	assert_says(words, "Thành viên cho ý kiến bằng văn bản (3/3)");
	assert_says(words, "Ý kiến đồng ý với báo cáo");
	assert_says(words, "3/3");
	assert_says(words, "4 sao");
	assert_does_not_say(words, "Chênh lệch giữa phiếu");
	const Ocop__Common__V1__PrintedDocument *again =
		document_of(print_minutes_of(round_id, fixture.dossier_id));
	assert_int_equal(again->content.len, paper->content.len);
	assert_memory_equal(again->content.data, paper->content.data, paper->content.len);
}

/* In writing there are no sheets: who had a conflict is told by the opinions. */
static void minutes_in_writing_name_who_had_a_conflict(void **state)
{
	const char *round_id = re_rating_before_council(4);

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_member_2", ""));
	agency_reported(round_id, 84);
	opinions_given(round_id, 3, true);
	assert_accepted(close_newest(round_id));
	sign_in_secretary();
	const char *words = words_of(document_of(print_minutes_of(round_id, "")));
	assert_says(words, "Thành viên cho ý kiến bằng văn bản (3/3)");
	assert_says(words, "xung đột lợi ích: Thành viên (góp vốn vào hợp tác xã)");
}

static void minutes_of_a_meeting_have_both(void **state)
{
	const uint32_t totals[] = {70, 72, 80};
	const char *round_id = re_rating_before_council(3);

	(void)state;
	agency_reported(round_id, 84);
	opinions_given(round_id, 3, false);
	assert_accepted(call_to_meeting(round_id, "Ý kiến khác nhau về bao bì"));
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	sign_in_secretary();
	const char *words = words_of(document_of(print_minutes_of(round_id, "")));
	assert_says(words, "Bao bì đã đổi,"); /* then the cell goes on below */
	assert_says(words, "Không đồng ý");
	assert_says(words, "2/3");
	assert_says(words, "Hội đồng họp, mời ngày 07/12/2026");
	assert_says(words, "Ý kiến khác nhau về bao bì");
	assert_says(words, "Thành viên chấm điểm (3/3)");
	assert_says(words, "222/3 = 74,00");
}

static const Ocop__Common__V1__Reply *put_on_agenda(const char *round_id)
{
	Ocop__Scoring__V1__PlanSitting message = OCOP__SCORING__V1__PLAN_SITTING__INIT;
	char *ids[] = {fixture.dossier_id};

	message.round_id = (char *)round_id;
	message.held_on = (char *)"2026-12-10";
	message.starts_at = (char *)"08:00";
	message.place = (char *)"Hội trường";
	message.dossier_ids = ids;
	message.n_dossier_ids = 1;
	sign_in_secretary();
	return command(&message.base);
}

static size_t unplanned(const char *round_id)
{
	Ocop__Scoring__V1__ListSittings query = OCOP__SCORING__V1__LIST_SITTINGS__INIT;

	query.round_id = (char *)round_id;
	sign_in_secretary();
	const Ocop__Scoring__V1__ListSittingsReply *reply =
		harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			     MESSAGE(list_sittings_reply));
	return reply->n_unplanned_dossier_ids;
}

static uint32_t dossiers_on_form(const char *round_id)
{
	Ocop__Scoring__V1__GetOfflineForm query = OCOP__SCORING__V1__GET_OFFLINE_FORM__INIT;

	query.round_id = (char *)round_id;
	sign_in_member("account_member_1");
	const Ocop__Scoring__V1__OfflineForm *form =
		harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			     MESSAGE(offline_form));
	return form->dossiers;
}

static void only_what_the_council_meets_over_is_heard_and_on_forms(void **state)
{
	const char *round_id = re_rating_before_council(3);

	(void)state;
	agency_reported(round_id, 84);
	opinions_given(round_id, 3, false);
	assert_refused(put_on_agenda(round_id), MEETING_NOT_NEEDED);
	assert_int_equal(unplanned(round_id), 0);
	assert_int_equal(dossiers_on_form(round_id), 0);
	assert_accepted(call_to_meeting(round_id, "Ý kiến khác nhau"));
	assert_int_equal(unplanned(round_id), 1);
	assert_accepted(put_on_agenda(round_id));
	assert_int_equal(unplanned(round_id), 0);
	assert_int_equal(dossiers_on_form(round_id), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(the_sheet_that_is_agreed_with_is_the_councils),
		TEST(minimums_are_tested_on_the_agencys_options),
		TEST(too_few_opinions_are_no_quorum),
		TEST(opinions_that_differ_lead_to_a_meeting_that_scores),
		TEST(a_meeting_goes_on_over_its_passes),
		TEST(a_complex_matter_meets_whatever_the_opinions_are),
		TEST(a_conflicted_chair_needs_somebody_to_lead),
		TEST(a_correction_is_reported_and_agreed_on_anew),
		TEST(whatever_is_changed_behind_the_daemon_is_found),
		TEST(minutes_have_the_report_and_the_opinions),
		TEST(minutes_in_writing_name_who_had_a_conflict),
		TEST(minutes_of_a_meeting_have_both),
		TEST(only_what_the_council_meets_over_is_heard_and_on_forms),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
