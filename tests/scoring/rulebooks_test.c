/* rulebooks_test.c - what is doubtful about a book, what differs between sheets, which book holds
 */
#include "scoring_fixture.h"

#include "scoring/rules/comparison.h"

#define KIND(name) OCOP__REGISTRATION__V1__DOSSIER_KIND__DOSSIER_KIND_##name

static const Ocop__Common__V1__Reply *ask(const ProtobufCMessage *query)
{
	return harness_query(fixture.harness, query);
}

static const Ocop__Scoring__V1__ListRulebookIssuesReply *issues_of(const char *code)
{
	Ocop__Scoring__V1__ListRulebookIssues query = OCOP__SCORING__V1__LIST_RULEBOOK_ISSUES__INIT;

	query.code = (char *)code;
	return harness_body(fixture.harness, ask(&query.base), MESSAGE(list_rulebook_issues_reply));
}

/* Counted from the files: open questions, and doubts of all sheets. */
static void every_doubt_of_a_book_is_listed(void **state)
{
	static const struct {
		const char *code;
		size_t questions, doubts;
	} books[] = {{"26-2026", 10, 39}, {"148-2023", 11, 69}, {"1048/QĐ-TTg", 11, 84}};
	Ocop__Scoring__V1__ListRulebookIssues unknown =
		OCOP__SCORING__V1__LIST_RULEBOOK_ISSUES__INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(books) / sizeof(books[0]); i++) {
		const Ocop__Scoring__V1__ListRulebookIssuesReply *reply = issues_of(books[i].code);

		assert_int_equal(reply->n_issues, books[i].questions + books[i].doubts);
		for (size_t k = 0; k < reply->n_issues; k++) {
			const Ocop__Scoring__V1__RulebookIssue *issue = reply->issues[k];

			assert_int_equal(issue->set_no == 0, k < books[i].questions);
			assert_int_equal(issue->text_vi[0] != 0, k < books[i].questions);
			assert_true(issue->code[0] && issue->text_en[0]);
		}
	}
	const Ocop__Scoring__V1__ListRulebookIssuesReply *reply = issues_of("26-2026");
	assert_string_equal(reply->issues[0]->code, "gate_effect");
	assert_string_equal(reply->issues[0]->text_vi,
			    "Thiếu mức tối thiểu của một sao thì hạ sao hay không đạt?");
	assert_int_equal(reply->issues[10]->set_no, 1);
	assert_string_equal(reply->issues[10]->code, "1");
	assert_string_equal(reply->issues[10]->text_en,
			    "2.4: only the maximum 1 is given; the no/yes options are inferred.");
	unknown.code = (char *)"27-2026";
	assert_refused(ask(&unknown.base), RULEBOOK_UNKNOWN);
}

static Ocop__Scoring__V1__CompareRulesets comparison_of(const char *code, uint32_t set_no,
							const char *other_code,
							uint32_t other_set_no)
{
	Ocop__Scoring__V1__CompareRulesets query = OCOP__SCORING__V1__COMPARE_RULESETS__INIT;

	query.code = (char *)code;
	query.set_no = set_no;
	query.other_code = (char *)other_code;
	query.other_set_no = other_set_no;
	return query;
}

static const Ocop__Scoring__V1__CompareRulesetsReply *compared(const char *code, uint32_t set_no,
							       const char *other_code,
							       uint32_t other_set_no)
{
	Ocop__Scoring__V1__CompareRulesets query =
		comparison_of(code, set_no, other_code, other_set_no);

	return harness_body(fixture.harness, ask(&query.base), MESSAGE(compare_rulesets_reply));
}

/* The change of a kind at a criterion; NULL when there is none. */
static const Ocop__Scoring__V1__CriterionChange *change_of(
	const Ocop__Scoring__V1__CompareRulesetsReply *reply,
	Ocop__Scoring__V1__CriterionChangeKind kind, const char *key)
{
	for (size_t i = 0; i < reply->n_changes; i++)
		if (reply->changes[i]->kind == kind && strcmp(reply->changes[i]->key, key) == 0)
			return reply->changes[i];
	return NULL;
}

static void differences_are_told_in_the_words_of_both_sheets(void **state)
{
	static const struct {
		Ocop__Scoring__V1__CriterionChangeKind kind;
		const char *key, *code, *other_code, *before, *after;
	} rows[] = {
		{CRITERION_CHANGE(POINTS), "product_origin", "1.a", "1.1", "1 3 5", "1 2 3"},
		{CRITERION_CHANGE(POINTS), "quality_declaration", "9.a", "9", "0 1 2", "2 4 5"},
		{CRITERION_CHANGE(MINIMUMS), "quality_declaration", "9.a", "9", "3★ 2", "3★ 2"},
		{CRITERION_CHANGE(MOVED), "quality_declaration", "9.a", "9",
		 "C, 9. Công bố chất lượng", "C"},
		{CRITERION_CHANGE(MINIMUMS), "intellectual_property", "3.e", "3.5", "",
		 "3★ 1, 4★ 2"},
		{CRITERION_CHANGE(ADDED), "bilingual_label", "", "2.4", "", "0 1"},
		{CRITERION_CHANGE(REMOVED), "accounting", "3.đ", "", "0 1", ""},
		{CRITERION_CHANGE(OPTIONS), "local_labour", "3.c", "3.3",
		 "1. Từ 50% đến 75% lao động là người trong huyện | 2. Từ 75% lao động trở lên "
		 "là người trong huyện",
		 "1. Từ 25% đến dưới 50% lao động là người trong xã | 2. Từ 50% đến 75% lao động "
		 "là người trong xã | 3. Từ 75% lao động trở lên là người trong xã"},
	};
	const Ocop__Scoring__V1__CompareRulesetsReply *reply =
		compared("148-2023", 1, "26-2026", 0);

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const Ocop__Scoring__V1__CriterionChange *change =
			change_of(reply, rows[i].kind, rows[i].key);

		/* The same marks are no difference. */
		if (strcmp(rows[i].before, rows[i].after) == 0) {
			assert_null(change);
			continue;
		}
		assert_non_null(change);
		assert_string_equal(change->code, rows[i].code);
		assert_string_equal(change->other_code, rows[i].other_code);
		assert_string_equal(change->before, rows[i].before);
		assert_string_equal(change->after, rows[i].after);
		assert_true(change->name_vi[0] && change->name_en[0]);
	}
	assert_int_equal(reply->max_total, 100);
	assert_int_equal(reply->other_max_total, 100);
}

/* Counted from the files by a program of its own. */
static void every_difference_is_counted(void **state)
{
	static const struct {
		const char *code;
		uint32_t set_no;
		const char *other_code;
		uint32_t other_set_no;
		uint32_t of_kind[9]; /* by CriterionChangeKind */
		uint32_t unchanged;
	} rows[] = {
		{"148-2023", 1, "26-2026", 0, {0, 2, 2, 2, 11, 17, 11, 0, 4}, 7},
		{"26-2026", 1, "26-2026", 6, {0, 6, 6, 0, 1, 3, 2, 0, 1}, 22},
		{"26-2026", 24, "26-2026", 25, {0, 1, 2, 0, 3, 3, 3, 0, 1}, 17},
		{"26-2026", 1, "26-2026", 26, {0, 24, 24, 0, 5, 5, 3, 0, 1}, 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const Ocop__Scoring__V1__CompareRulesetsReply *reply = compared(
			rows[i].code, rows[i].set_no, rows[i].other_code, rows[i].other_set_no);
		uint32_t of_kind[9] = {0};

		for (size_t k = 0; k < reply->n_changes; k++)
			of_kind[reply->changes[k]->kind]++;
		for (size_t k = 0; k < 9; k++)
			if (of_kind[k] != rows[i].of_kind[k])
				fail_msg("row %zu, kind %zu: %u, not %u", i, k, of_kind[k],
					 rows[i].of_kind[k]);
		assert_int_equal(reply->unchanged, rows[i].unchanged);
	}
}

static void changes_stand_in_the_order_of_the_second_sheet(void **state)
{
	const Ocop__Scoring__V1__CompareRulesetsReply *reply =
		compared("148-2023", 1, "26-2026", 1);
	const struct sheet *sheet = sheet_one();
	size_t at = 0;
	size_t i = 0;

	(void)state;
	for (; i < reply->n_changes && reply->changes[i]->other_code[0]; i++) {
		const struct sheet_node *node = sheet_find(sheet, reply->changes[i]->other_code);

		assert_non_null(node);
		assert_true((size_t)(node - sheet->nodes) >= at);
		at = (size_t)(node - sheet->nodes);
	}
	for (; i < reply->n_changes; i++)
		assert_int_equal(reply->changes[i]->kind, CRITERION_CHANGE(REMOVED));
}

static void sheets_that_cannot_be_compared_are_refused(void **state)
{
	static const struct {
		const char *code;
		uint32_t set_no;
		const char *other_code;
		uint32_t other_set_no;
		Ocop__Common__V1__RefusalCode why;
		const char *field;
	} rows[] = {
		{"26-2026", 1, "26-2026", 0, REFUSAL(COMPARISON_INVALID), "other_code"},
		{"26-2026", 1, "26/2026/QĐ-TTg", 1, REFUSAL(COMPARISON_INVALID), "other_code"},
		{"27-2026", 1, "26-2026", 1, REFUSAL(RULEBOOK_UNKNOWN), "code"},
		{"26-2026", 1, "", 1, REFUSAL(RULEBOOK_UNKNOWN), "other_code"},
		{"26-2026", 27, "148-2023", 1, REFUSAL(SET_UNKNOWN), "set_no"},
		{"26-2026", 1, "148-2023", 27, REFUSAL(SET_UNKNOWN), "other_set_no"},
		{"26-2026", 3, "1048-2019", 0, REFUSAL(SHEET_UNAVAILABLE), "other_set_no"},
		{"1048-2019", 3, "26-2026", 0, REFUSAL(SHEET_UNAVAILABLE), "set_no"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		Ocop__Scoring__V1__CompareRulesets query = comparison_of(
			rows[i].code, rows[i].set_no, rows[i].other_code, rows[i].other_set_no);
		const Ocop__Common__V1__Reply *reply = ask(&query.base);

		assert_int_equal(harness_refusal(reply), rows[i].why);
		assert_string_equal(reply->refusals[0]->field, rows[i].field);
	}
}

static Ocop__Scoring__V1__FindRulebook filing(const char *filed_on,
					      Ocop__Registration__V1__DossierKind kind)
{
	Ocop__Scoring__V1__FindRulebook query = OCOP__SCORING__V1__FIND_RULEBOOK__INIT;

	query.filed_on = (char *)filed_on;
	query.dossier_kind = kind;
	return query;
}

/* 26/2026, transition: what was filed before 22 May 2026 is finished under the old rules within 60
 * days, a re-rating within 30. */
static void a_dossier_is_rated_by_the_book_of_its_filing_day(void **state)
{
	static const struct {
		const char *filed_on;
		Ocop__Registration__V1__DossierKind kind;
		const char *code, *finish_by, *then_code;
	} rows[] = {
		{"2026-05-22", KIND(FIRST), "26-2026", "", ""},
		{"2026-05-22", KIND(RE_RATING), "26-2026", "", ""},
		{"2026-05-21", KIND(FIRST), "148-2023", "2026-07-21", "26-2026"},
		{"2026-05-21", KIND(UPGRADE), "148-2023", "2026-07-21", "26-2026"},
		{"2026-05-21", KIND(RE_RATING), "148-2023", "2026-06-21", "26-2026"},
		{"2024-01-02", KIND(RE_RATING), "148-2023", "2026-06-21", "26-2026"},
		{"2024-01-02", KIND(EARLIER), "148-2023", "", ""},
		{"2023-02-24", KIND(FIRST), "148-2023", "2026-07-21", "26-2026"},
		/* 148/2023 says nothing of what was filed before: the old book's last day. */
		{"2023-02-23", KIND(FIRST), "1048-2019", "2023-02-24", "148-2023"},
		{"2030-01-01", KIND(FIRST), "26-2026", "", ""},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		Ocop__Scoring__V1__FindRulebook query = filing(rows[i].filed_on, rows[i].kind);
		const Ocop__Scoring__V1__FindRulebookReply *reply = harness_body(
			fixture.harness, ask(&query.base), MESSAGE(find_rulebook_reply));

		assert_string_equal(reply->code, rows[i].code);
		assert_string_equal(reply->finish_by, rows[i].finish_by);
		assert_string_equal(reply->then_code, rows[i].then_code);
		assert_string_equal(reply->official_number,
				    rulebook_find(fixture.books, rows[i].code)->official_number);
	}
}

static void a_filing_that_is_none_is_refused(void **state)
{
	static const struct {
		const char *filed_on;
		int kind;
		Ocop__Common__V1__RefusalCode why;
	} rows[] = {
		{"", KIND(FIRST), REFUSAL(DATE_INVALID)},
		{"2026-02-30", KIND(FIRST), REFUSAL(DATE_INVALID)},
		{"2026-06-01", KIND(UNSPECIFIED), REFUSAL(FIELD_MISSING)},
		{"2026-06-01", 5, REFUSAL(FIELD_INVALID)},
		{"2019-08-20", KIND(FIRST), REFUSAL(RULEBOOK_NOT_IN_FORCE)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		Ocop__Scoring__V1__FindRulebook query =
			filing(rows[i].filed_on, (Ocop__Registration__V1__DossierKind)rows[i].kind);

		assert_int_equal(harness_refusal(ask(&query.base)), rows[i].why);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_doubt_of_a_book_is_listed),
		cmocka_unit_test(differences_are_told_in_the_words_of_both_sheets),
		cmocka_unit_test(every_difference_is_counted),
		cmocka_unit_test(changes_stand_in_the_order_of_the_second_sheet),
		cmocka_unit_test(sheets_that_cannot_be_compared_are_refused),
		cmocka_unit_test(a_dossier_is_rated_by_the_book_of_its_filing_day),
		cmocka_unit_test(a_filing_that_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
