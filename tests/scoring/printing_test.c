/* printing_test.c - minutes and the annex of results as PDF, read back with pdftotext */
#include "printing_fixture.h"

enum { DOSSIERS_A_DAY = 45 };

/* Identity tells what the province is called. */
static void province_named(void)
{
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit unit = OCOP__IDENTITY__V1__UNIT__INIT;
	Ocop__Identity__V1__Unit *units[] = {&unit};

	unit.code = (char *)"19";
	unit.province_code = (char *)"19";
	unit.kind = OCOP__IDENTITY__V1__UNIT_KIND__UNIT_KIND_PROVINCE;
	unit.name_vi = (char *)"Thái Nguyên";
	unit.full_name_vi = (char *)"Tỉnh Thái Nguyên";
	unit.valid_from = (char *)"2025-07-01";
	event.units = units;
	event.n_units = 1;
	harness_event(fixture.harness, "identity", "units", &event.base);
}

static const Ocop__Common__V1__Reply *print_results_of(const char *round_id)
{
	Ocop__Scoring__V1__PrintResults query = OCOP__SCORING__V1__PRINT_RESULTS__INIT;

	query.round_id = (char *)round_id;
	return harness_query(fixture.harness, &query.base);
}

/* The secretary records that the council agreed on the option of a sheet at a criterion. */
static void agreed(const char *round_id, const char *code, uint32_t option_no)
{
	Ocop__Scoring__V1__RecordAgreedOptions message =
		OCOP__SCORING__V1__RECORD_AGREED_OPTIONS__INIT;
	Ocop__Scoring__V1__RecordAgreedOptions__OptionsEntry entry =
		OCOP__SCORING__V1__RECORD_AGREED_OPTIONS__OPTIONS_ENTRY__INIT;
	Ocop__Scoring__V1__RecordAgreedOptions__OptionsEntry *list[] = {&entry};

	entry.key = (char *)code;
	entry.value = option_no;
	message.round_id = (char *)round_id;
	message.dossier_id = fixture.dossier_id;
	message.options = list;
	message.n_options = 1;
	sign_in_secretary();
	assert_accepted(command(&message.base));
}

/* The first criterion whose first option is under the minimum for four stars. */
static const char *marked_criterion(void)
{
	const struct sheet *sheet = sheet_one();

	for (size_t i = 0; i < sheet->node_count; i++)
		if (node_is_criterion(&sheet->nodes[i]) && node_minimum(&sheet->nodes[i], 4) > 0)
			return sheet->nodes[i].code;
	fail_msg("no criterion has a minimum for four stars");
	return NULL;
}

static void minutes_show_both_passes_with_every_total(void **state)
{
	/* 71 and 60 are 11 apart, 80 and 90 are 10. */
	const uint32_t first[] = {71, 60, 65}, second[] = {80, 90, 81};
	const char *round_id = round_in_scoring(3);

	(void)state;
	province_named();
	totals_submitted(round_id, first, 3);
	assert_refused(close_newest(round_id), SECOND_PASS_NEEDED);
	assert_accepted(rescore(round_id, "chênh lệch 11 điểm"));
	totals_submitted(round_id, second, 3);
	sign_in_secretary();
	assert_refused(print_minutes_of(round_id, fixture.dossier_id), DOSSIER_NOT_CLOSED);
	assert_refused(print_minutes_of(round_id, ""), DOSSIER_NOT_CLOSED);
	assert_accepted(close_newest(round_id));
	const Ocop__Common__V1__PrintedDocument *document =
		document_of(print_minutes_of(round_id, fixture.dossier_id));
	const char *text = words_of(document);
	assert_string_equal(document->file_name, "bien-ban.pdf");
	assert_false(document->is_public);
	assert_says(text, "TỈNH THÁI NGUYÊN");
	assert_says(text, "BIÊN BẢN");
	assert_says(text, "26/2026/QĐ-TTg");
	assert_says(text, "Sản phẩm: Miến dong Ví dụ");
	assert_says(text, "Chủ thể: Hợp tác xã Ví dụ 1");
	assert_says(text, "Thành viên chấm điểm (3/3)");
	assert_says(text, "Lần chấm 1");
	assert_says(text, "196/3 = 65,33"); /* 71 + 60 + 65 = 196; 65.333... */
	assert_says(text, "11 điểm (71 và 60), vượt mức cho phép 10 điểm");
	assert_says(text, "Lần chấm 2");
	assert_says(text, "Lý do chấm lại: chênh lệch 11 điểm");
	assert_says(text, "251/3 = 83,67"); /* 83.666... */
	assert_says(text, "10 điểm (90 và 80), trong mức cho phép 10 điểm");
	assert_says(text, "Kết quả phân hạng: 4 sao");
	assert_does_not_say(text, "account_"); /* offices, not accounts */
}

static void minutes_name_conflicts_findings_votes_and_agreed_options(void **state)
{
	const char *round_id = round_in_scoring(MEMBERS);

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_chair", "account_vice"));
	fixture.members--; /* who vote */
	for (size_t i = 1; i < SCORING_MEMBERS - 1; i++)
		assert_accepted(submit(round_id, member_ids[i], choices_of_total(80)));
	agreed(round_id, marked_criterion(), 1);
	assert_accepted(find(round_id, FINDING_KIND(NOT_ELIGIBLE), "2.1"));
	assert_accepted(close_newest(round_id));
	sign_in_secretary();
	const char *text = words_of(document_of(print_minutes_of(round_id, "")));
	assert_says(text, "xung đột lợi ích: Thành viên (góp vốn vào hợp tác xã)");
	assert_says(text, "Điều hành thay: Thành viên");
	assert_says(text, "(4/5)");
	assert_says(text, "Không thuộc đối tượng đánh giá, mục 2.1");
	assert_says(text, "hội đồng kết luận (biểu quyết: 6 đồng ý, 0 không đồng ý; thông qua)");
	assert_says(text, "Phương án hội đồng thống nhất");
	assert_says(text, "Không thuộc đối tượng, không phân hạng");
	sign_in_chair();
	assert_refused(print_minutes_of(round_id, fixture.dossier_id), MEMBER_HAS_CONFLICT);
	assert_refused(print_minutes_of(round_id, ""), DOSSIER_NOT_CLOSED); /* none for him */
}

/* A link found out after the close: who scored and led did so, whatever came later. */
static void minutes_of_a_closed_dossier_stay_what_they_were(void **state)
{
	static const uint32_t totals[] = {80, 80, 80, 80};
	Ocop__Scoring__V1__DeclareProducerLink link =
		OCOP__SCORING__V1__DECLARE_PRODUCER_LINK__INIT;
	const char *round_id = round_planned();

	(void)state;
	(void)dossier_admitted_from(round_id, 1, "producer_01JD3W5G7KQ2M8ZX4B6N9RTCVA");
	council_appointed(round_id, 4);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	totals_submitted(round_id, totals, 4);
	assert_accepted(close_newest(round_id));
	sign_in_secretary();
	const char *before = words_of(document_of(print_minutes_of(round_id, fixture.dossier_id)));
	link.round_id = (char *)round_id;
	link.member_id = (char *)"account_chair";
	link.acting_chair_id = (char *)"account_vice";
	link.producer_id = (char *)"producer_01JD3W5G7KQ2M8ZX4B6N9RTCVA";
	link.reason = (char *)"góp vốn vào hợp tác xã";
	assert_accepted(command(&link.base));
	link.acting_chair_id = (char *)"account_member_1";
	assert_accepted(command(&link.base));
	assert_string_equal(words_of(document_of(print_minutes_of(round_id, fixture.dossier_id))),
			    before);
}

static void minutes_name_missed_minimums_and_complaints(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_in_scoring(3);
	Ocop__Scoring__V1__RecordComplaint complaint = OCOP__SCORING__V1__RECORD_COMPLAINT__INIT;

	(void)state;
	totals_submitted(round_id, totals, 3);
	agreed(round_id, marked_criterion(), 1);
	assert_accepted(close_newest(round_id));
	assert_true(result_told()->n_missed_minimums > 0);
	assert_accepted(close_round_of(round_id));
	sign_in_chair();
	assert_accepted(report(round_id));
	complaint.round_id = (char *)round_id;
	complaint.dossier_id = fixture.dossier_id;
	complaint.number = (char *)"1/KN";
	complaint.received_on = (char *)"2026-12-08";
	complaint.matter = (char *)"Điểm tiêu chí 2.1";
	sign_in_secretary();
	assert_accepted(command(&complaint.base));
	const char *text = words_of(document_of(print_minutes_of(round_id, "")));
	assert_says(text, "Chưa đạt mức tối thiểu của 4 sao");
	assert_says(text, "(theo điểm: 4 sao)");
	assert_says(text, "Kiến nghị số 1/KN ngày 08/12/2026: Điểm tiêu chí 2.1");
	assert_says(text, "Kết quả xem xét: Đang xem xét");
}

static void the_same_store_prints_the_same_bytes(void **state)
{
	const char *round_id = round_reported_with(80);

	(void)state;
	sign_in_secretary();
	const Ocop__Common__V1__PrintedDocument *first =
		document_of(print_minutes_of(round_id, ""));
	harness_set_date(fixture.harness, "2026-12-20");
	sign_in_chairman();
	const Ocop__Common__V1__PrintedDocument *second =
		document_of(print_minutes_of(round_id, ""));
	assert_int_equal(first->content.len, second->content.len);
	assert_memory_equal(first->content.data, second->content.data, first->content.len);
}

static void minutes_are_for_the_council_and_who_oversees_it(void **state)
{
	const char *round_id = round_reported_with(80);

	(void)state;
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(print_minutes_of(round_id, ""), TOKEN_MISSING);
	harness_sign_in_as(fixture.harness, "account_producer", ROLE(PRODUCER), "19");
	assert_refused(print_minutes_of(round_id, ""), ROLE_MISSING);
	harness_sign_in_as(fixture.harness, "account_other", ROLE(OCOP_AGENCY), "20");
	assert_refused(print_minutes_of(round_id, ""), SCOPE_MISSING);
	sign_in_member("account_vice");
	assert_refused(print_minutes_of(round_id, "dossier_01JD3W5G7KQ2M8ZX4B6N9RTCVF"),
		       DOSSIER_NOT_IN_ROUND);
	(void)document_of(print_minutes_of(round_id, "")); /* asserts that it is one */
}

static void the_annex_is_public_once_published(void **state)
{
	const char *round_id = round_reported_with(80);
	Ocop__Scoring__V1__PublishRound publish = OCOP__SCORING__V1__PUBLISH_ROUND__INIT;

	(void)state;
	publish.round_id = (char *)round_id;
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(print_results_of(round_id), TOKEN_MISSING);
	harness_sign_in_as(fixture.harness, "account_producer", ROLE(PRODUCER), "19");
	assert_refused(print_results_of(round_id), SCOPE_MISSING);
	sign_in_secretary();
	const Ocop__Common__V1__PrintedDocument *document = document_of(print_results_of(round_id));
	assert_false(document->is_public);
	assert_says(words_of(document), "(Kèm theo Báo cáo số 3/BC-HĐ của hội đồng)");
	sign_in_chairman();
	assert_accepted(approve(round_id, "7/QĐ-UBND"));
	assert_accepted(command(&publish.base));
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	document = document_of(print_results_of(round_id));
	const char *text = words_of(document);
	assert_true(document->is_public);
	assert_string_equal(document->file_name, "phu-luc-ket-qua.pdf");
	assert_says(text, "Quyết định số 7/QĐ-UBND ngày 08/12/2026");
	assert_says(text, "Miến dong Ví dụ");
	assert_says(text, "Hợp tác xã Ví dụ 1");
	assert_says(text, "80,00");
	assert_says(text, "4 sao");
	assert_says(text, "Công nhận");
	assert_says(text, "gồm 1 sản phẩm");
}

static void an_annex_needs_a_closed_dossier(void **state)
{
	const char *round_id = round_in_scoring(3);
	const uint32_t totals[] = {80, 80, 80};

	(void)state;
	totals_submitted(round_id, totals, 3);
	sign_in_secretary();
	assert_refused(print_results_of(round_id), DOSSIER_NOT_CLOSED);
}

/* A whole day: 45 products, six members, each dossier in two passes. */
static void the_minutes_of_a_day_fit(void **state)
{
	const uint32_t first[] = {71, 60, 65, 66, 67, 68}, second[] = {80, 81, 82, 83, 84, 85};
	const char *round_id = round_planned();
	const char *ids[DOSSIERS_A_DAY];

	(void)state;
	for (size_t i = 0; i < DOSSIERS_A_DAY; i++)
		ids[i] = dossier_admitted(round_id, 1);
	council_appointed(round_id, MEMBERS);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	for (size_t i = 0; i < DOSSIERS_A_DAY; i++) {
		strcpy(fixture.dossier_id, ids[i]);
		totals_submitted(round_id, first, SCORING_MEMBERS);
		assert_accepted(rescore(round_id, "chênh lệch"));
		totals_submitted(round_id, second, SCORING_MEMBERS);
		assert_accepted(close_newest(round_id));
	}
	sign_in_secretary();
	const Ocop__Common__V1__PrintedDocument *document =
		document_of(print_minutes_of(round_id, ""));
	const char *text = words_of(document);
	size_t products = 0;
	for (const char *at = text; (at = strstr(at, "Sản phẩm: ")); at++)
		products++;
	assert_int_equal(products, DOSSIERS_A_DAY);
}

/* Decided, a round gives minutes, result and decision of one dossier to who oversees it. */
static void a_proposal_is_printed_once_decided(void **state)
{
	Ocop__Scoring__V1__PrintProposal query = OCOP__SCORING__V1__PRINT_PROPOSAL__INIT;
	const Ocop__Scoring__V1__PrintProposalReply *printed;
	const char *round_id = round_reported_with(92);

	(void)state;
	query.round_id = (char *)round_id;
	query.dossier_id = fixture.dossier_id;
	assert_refused(harness_query(fixture.harness, &query.base), ROLE_MISSING); /* the chair */
	sign_in_chairman();
	assert_refused(harness_query(fixture.harness, &query.base), ROUND_STATE);
	assert_accepted(approve(round_id, "1234/QĐ-UBND"));
	printed = harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
			       MESSAGE(print_proposal_reply));
	assert_int_equal(printed->n_papers, 3); /* no team has reported */
	for (size_t i = 0; i < printed->n_papers; i++)
		assert_memory_equal(printed->papers[i]->content.data, "%PDF-", 5);
	assert_string_equal(printed->papers[0]->number, "3/BC-HĐ");
	assert_string_equal(printed->papers[2]->number, "1234/QĐ-UBND");
	assert_string_equal(printed->papers[2]->issued_on, "2026-12-08");
	assert_string_equal(printed->papers[2]->file_name, "quyet-dinh.pdf");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(minutes_show_both_passes_with_every_total),
		TEST(minutes_name_conflicts_findings_votes_and_agreed_options),
		TEST(minutes_of_a_closed_dossier_stay_what_they_were),
		TEST(minutes_name_missed_minimums_and_complaints),
		TEST(the_same_store_prints_the_same_bytes),
		TEST(minutes_are_for_the_council_and_who_oversees_it),
		TEST(the_annex_is_public_once_published),
		TEST(an_annex_needs_a_closed_dossier),
		TEST(the_minutes_of_a_day_fit),
		TEST(a_proposal_is_printed_once_decided),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
