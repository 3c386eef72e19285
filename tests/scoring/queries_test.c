/* queries_test.c - rule books and scoring without effect for anyone; lists and who may see them */
#include "scoring_fixture.h"

static const Ocop__Common__V1__Reply *ask(const ProtobufCMessage *query)
{
	return harness_query(fixture.harness, query);
}

static void anyone_reads_the_rule_books(void **state)
{
	Ocop__Scoring__V1__ListRulebooks list = OCOP__SCORING__V1__LIST_RULEBOOKS__INIT;
	Ocop__Scoring__V1__GetRulebook book = OCOP__SCORING__V1__GET_RULEBOOK__INIT;
	Ocop__Scoring__V1__GetRuleset set = OCOP__SCORING__V1__GET_RULESET__INIT;

	(void)state;
	const Ocop__Scoring__V1__ListRulebooksReply *books =
		harness_body(fixture.harness, ask(&list.base), MESSAGE(list_rulebooks_reply));
	assert_int_equal(books->n_rulebooks, 3);
	assert_string_equal(books->rulebooks[0]->official_number, "26/2026/QĐ-TTg");
	assert_int_equal(strlen(books->rulebooks[0]->sha256), 64);

	book.code = (char *)"148-2023";
	const Ocop__Scoring__V1__RulebookDocument *document =
		harness_body(fixture.harness, ask(&book.base), MESSAGE(rulebook_document));
	const struct rulebook *loaded = rulebook_find(fixture.books, "148-2023");
	assert_int_equal(document->document.len, loaded->document_size_bytes);
	assert_memory_equal(document->document.data, loaded->document, document->document.len);
	book.code = (char *)"27-2026";
	assert_refused(ask(&book.base), RULEBOOK_UNKNOWN);

	set.code = (char *)"1048-2019";
	set.set_no = 3;
	assert_refused(ask(&set.base), SHEET_UNAVAILABLE);
	set.set_no = 99;
	assert_refused(ask(&set.base), SET_UNKNOWN);
	set.set_no = 26;
	document = harness_body(fixture.harness, ask(&set.base), MESSAGE(rulebook_document));
	assert_int_equal(document->set_no, 26);
}

static Ocop__Scoring__V1__ScoreOnce score_of(const struct choices *choices)
{
	Ocop__Scoring__V1__ScoreOnce query = OCOP__SCORING__V1__SCORE_ONCE__INIT;
	static Ocop__Scoring__V1__ScoreOnce__ChoicesEntry entries[CHOICES_MAX + 1];
	static Ocop__Scoring__V1__ScoreOnce__ChoicesEntry *list[CHOICES_MAX + 1];

	for (size_t i = 0; i < choices->count; i++) {
		ocop__scoring__v1__score_once__choices_entry__init(&entries[i]);
		entries[i].key = choices->entries[i].key;
		entries[i].value = choices->entries[i].value;
		list[i] = &entries[i];
	}
	query.rulebook = (char *)"26-2026";
	query.set = 1;
	query.choices = list;
	query.n_choices = choices->count;
	return query;
}

static void anyone_scores_a_sheet_without_effect(void **state)
{
	struct choices *choices = choices_of_total(95);

	(void)state;
	*choice_at(choices, "4.1") = 2; /* under the minimums for 4 and 5 stars */
	Ocop__Scoring__V1__ScoreOnce query = score_of(choices);
	const Ocop__Scoring__V1__ScoreOnceReply *reply =
		harness_body(fixture.harness, ask(&query.base), MESSAGE(score_once_reply));
	assert_string_equal(reply->outcome, "scored");
	assert_string_equal(reply->at, "");
	assert_int_equal(reply->total, 92);
	assert_int_equal(reply->band_star, 5);
	assert_int_equal(reply->star_if_capped, 3);
	assert_int_equal(reply->n_parts, 3);
	assert_int_equal(reply->n_failed_gates, 2);
	assert_string_equal(reply->failed_gates[0]->key, "4");
	assert_string_equal(reply->failed_gates[1]->key, "5");
	assert_string_equal(reply->failed_gates[0]->value->criteria[0], "4.1");
}

static void a_raised_condition_ends_it_without_points(void **state)
{
	Ocop__Scoring__V1__ScoreOnce query = score_of(choices_of_total(95));
	Ocop__Scoring__V1__Raised raised = OCOP__SCORING__V1__RAISED__INIT;
	Ocop__Scoring__V1__Raised *list[] = {&raised};

	(void)state;
	query.raised = list;
	query.n_raised = 1;
	raised.kind = (char *)"not_eligible";
	raised.code = (char *)"2.1";
	const Ocop__Scoring__V1__ScoreOnceReply *reply =
		harness_body(fixture.harness, ask(&query.base), MESSAGE(score_once_reply));
	assert_string_equal(reply->outcome, "not_eligible");
	assert_string_equal(reply->at, "2.1");
	assert_int_equal(reply->total_present_case, 0);
	raised.kind = (char *)"hint";
	assert_refused(ask(&query.base), FINDING_UNKNOWN);
	raised.kind = (char *)"stop";
	assert_refused(ask(&query.base), FINDING_UNKNOWN);
}

static void a_bad_sheet_names_its_criteria(void **state)
{
	struct choices *choices = choices_of_total(95);

	(void)state;
	choices_add(choices, "1.1", 1);
	Ocop__Scoring__V1__ScoreOnce query = score_of(choices);
	const Ocop__Common__V1__Reply *reply = ask(&query.base);
	assert_refused(reply, CRITERION_DOUBLED);
	assert_string_equal(reply->refusals[0]->field, "choices[1.1]");
	query.n_choices = 0;
	reply = ask(&query.base);
	assert_refused(reply, CRITERION_MISSING);
	assert_int_equal(reply->n_refusals, 31); /* of 32, one applies only if it has a story */
	query.rulebook = (char *)"9-9999";
	assert_refused(ask(&query.base), RULEBOOK_UNKNOWN);
	query.rulebook = (char *)"26-2026";
	query.set = 27;
	assert_refused(ask(&query.base), SET_UNKNOWN);
}

static size_t results_seen(const char *round_id)
{
	Ocop__Scoring__V1__ListResults query = OCOP__SCORING__V1__LIST_RESULTS__INIT;

	query.round_id = (char *)round_id;
	const Ocop__Scoring__V1__ListResultsReply *reply =
		harness_body(fixture.harness, ask(&query.base), MESSAGE(list_results_reply));
	return reply->n_results;
}

static void results_are_the_councils_until_they_are_published(void **state)
{
	const char *round_id = round_reported_with(80);
	Ocop__Scoring__V1__ListResults query = OCOP__SCORING__V1__LIST_RESULTS__INIT;
	Ocop__Scoring__V1__PublishRound publish = OCOP__SCORING__V1__PUBLISH_ROUND__INIT;

	(void)state;
	query.round_id = (char *)round_id;
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(ask(&query.base), TOKEN_MISSING);
	harness_sign_in_as(fixture.harness, "account_producer", ROLE(PRODUCER), "");
	assert_refused(ask(&query.base), SCOPE_MISSING);
	harness_sign_in_as(fixture.harness, "account_other", ROLE(COUNCIL_MEMBER), "19");
	assert_refused(ask(&query.base), SCOPE_MISSING); /* not on this council */
	sign_in_member("account_vice");
	assert_int_equal(results_seen(round_id), 1);
	sign_in_chairman();
	assert_int_equal(results_seen(round_id), 1);
	assert_accepted(approve(round_id, "1/QĐ-UBND"));
	publish.round_id = (char *)round_id;
	assert_accepted(command(&publish.base));
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_int_equal(results_seen(round_id), 1);
}

static void a_result_is_hidden_from_a_conflicted_member_until_published(void **state)
{
	const uint32_t totals[] = {80, 80, 80};
	const char *round_id = round_in_scoring(4);

	(void)state;
	assert_accepted(conflict_declared(round_id, "account_member_2", ""));
	totals_submitted(round_id, totals, 3);
	assert_accepted(close_newest(round_id));
	sign_in_member("account_member_2");
	assert_int_equal(results_seen(round_id), 0);
	sign_in_member("account_member_1");
	assert_int_equal(results_seen(round_id), 1);
}

static void rounds_are_listed_newest_first_by_pages(void **state)
{
	Ocop__Scoring__V1__ListRounds query = OCOP__SCORING__V1__LIST_ROUNDS__INIT;
	const char *rounds[3];

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		harness_advance(fixture.harness, 1000000);
		rounds[i] = round_planned();
	}
	query.limit = 2;
	const Ocop__Scoring__V1__ListRoundsReply *page =
		harness_body(fixture.harness, ask(&query.base), MESSAGE(list_rounds_reply));
	assert_int_equal(page->n_rounds, 2);
	assert_string_equal(page->rounds[0]->round_id, rounds[2]);
	assert_string_equal(page->rounds[1]->round_id, rounds[1]);
	assert_int_equal(page->rounds[0]->settings->spread_points, 10);
	assert_int_equal(page->rounds[0]->settings->quorum_percent, 75);
	assert_int_equal(page->rounds[0]->settings->documents_ahead_days, 1);
	query.cursor = page->next;
	page = harness_body(fixture.harness, ask(&query.base), MESSAGE(list_rounds_reply));
	assert_int_equal(page->n_rounds, 1);
	assert_string_equal(page->rounds[0]->round_id, rounds[0]);
	assert_string_equal(page->next, "");
	query.cursor = (char *)"nonsense";
	assert_refused(ask(&query.base), CURSOR_INVALID);
	query.cursor = (char *)"";
	query.state = ROUND_STATE(OPEN);
	page = harness_body(fixture.harness, ask(&query.base), MESSAGE(list_rounds_reply));
	assert_int_equal(page->n_rounds, 0);
}

static void dossiers_are_listed_by_pages_with_their_sheets(void **state)
{
	Ocop__Scoring__V1__ListRoundDossiers query = OCOP__SCORING__V1__LIST_ROUND_DOSSIERS__INIT;
	const char *round_id = round_planned();
	size_t seen = 0;

	(void)state;
	for (size_t i = 0; i < 5; i++)
		(void)dossier_admitted(round_id, 1);
	council_appointed(round_id, 3);
	round_opened(round_id);
	harness_set_date(fixture.harness, "2026-12-08");
	assert_accepted(start(round_id));
	assert_accepted(submit(round_id, "account_chair", choices_of_total(80)));
	query.round_id = (char *)round_id;
	query.limit = 2;
	do {
		const Ocop__Scoring__V1__ListRoundDossiersReply *page = harness_body(
			fixture.harness, ask(&query.base), MESSAGE(list_round_dossiers_reply));

		for (size_t i = 0; i < page->n_dossiers; i++, seen++) {
			const Ocop__Scoring__V1__RoundDossier *dossier = page->dossiers[i];
			bool newest = strcmp(dossier->dossier_id, fixture.dossier_id) == 0;

			assert_int_equal(dossier->sheets_due, 3);
			assert_int_equal(dossier->sheets_sealed, newest ? 1 : 0);
		}
		query.cursor = page->next;
	} while (query.cursor[0]);
	assert_int_equal(seen, 5);
	harness_sign_in_as(fixture.harness, "account_other", ROLE(COUNCIL_MEMBER), "19");
	query.cursor = (char *)"";
	assert_refused(ask(&query.base), SCOPE_MISSING);
}

static void a_round_shows_its_version_for_the_etag(void **state)
{
	Ocop__Scoring__V1__GetRound query = OCOP__SCORING__V1__GET_ROUND__INIT;

	(void)state;
	query.round_id = (char *)round_planned();
	council_appointed(query.round_id, 3);
	const Ocop__Common__V1__Reply *reply = ask(&query.base);
	assert_int_equal(reply->version, 2);
	const Ocop__Scoring__V1__Round *round =
		harness_body(fixture.harness, reply, MESSAGE(round));
	assert_int_equal(round->n_council, 3);
	assert_int_equal(round->state, ROUND_STATE(PLANNED));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(anyone_reads_the_rule_books),
		TEST(anyone_scores_a_sheet_without_effect),
		TEST(a_raised_condition_ends_it_without_points),
		TEST(a_bad_sheet_names_its_criteria),
		TEST(results_are_the_councils_until_they_are_published),
		TEST(a_result_is_hidden_from_a_conflicted_member_until_published),
		TEST(rounds_are_listed_newest_first_by_pages),
		TEST(dossiers_are_listed_by_pages_with_their_sheets),
		TEST(a_round_shows_its_version_for_the_etag),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
