/* plans_test.c - schemes and yearly plans: recorded, replaced, refused, and shown against results
 */
#include "registration/rules/programme.h"
#include "registration_fixture.h"

/* A plan of the year 2026 with one target; the message points into it. */
struct plan_wish {
	Ocop__Registration__V1__PlanTarget target;
	Ocop__Registration__V1__PlanTarget *targets[1];
	Ocop__Registration__V1__RecordPlan message;
};

static Ocop__Registration__V1__RecordPlan *a_plan(struct plan_wish *wish, const char *unit_code)
{
	ocop__registration__v1__plan_target__init(&wish->target);
	ocop__registration__v1__record_plan__init(&wish->message);
	wish->target.indicator = INDICATOR(NEW_PRODUCTS);
	wish->target.value = 12;
	wish->targets[0] = &wish->target;
	wish->message.unit_code = (char *)unit_code;
	wish->message.kind = PLAN_KIND(YEAR);
	wish->message.from_year = 2026;
	wish->message.until_year = 2026;
	wish->message.title = (char *)"Kế hoạch OCOP năm 2026";
	wish->message.decision_number = (char *)"15/KH-UBND";
	wish->message.decided_on = (char *)"2026-01-20";
	wish->message.targets = wish->targets;
	wish->message.n_targets = 1;
	return &wish->message;
}

static const Ocop__Registration__V1__ListPlansReply *list(const char *unit_code, uint32_t limit,
							  const char *cursor)
{
	Ocop__Registration__V1__ListPlans message = OCOP__REGISTRATION__V1__LIST_PLANS__INIT;

	message.unit_code = (char *)unit_code;
	message.limit = limit;
	message.cursor = (char *)cursor;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(list_plans_reply));
}

static size_t told(void)
{
	return harness_events(fixture.harness, MESSAGE(plan_recorded));
}

static void plan_is_recorded_and_replaced_under_its_id(void **state)
{
	struct plan_wish wish;
	Ocop__Registration__V1__RecordPlan *message = a_plan(&wish, "19");

	(void)state; /* the fixture holds it */
	sign_in_agency();
	const char *plan_id = accepted_id(&message->base);
	assert_int_equal(command(&message->base)->version, 1); /* the same again */
	assert_int_equal(told(), 1);
	wish.target.value = 15;
	const Ocop__Common__V1__Reply *reply = command(&message->base);
	assert_string_equal(harness_id(fixture.harness, reply), plan_id);
	assert_int_equal(reply->version, 2);
	const Ocop__Registration__V1__PlanRecorded *event =
		harness_last_event(fixture.harness, MESSAGE(plan_recorded));
	assert_string_equal(event->plan->plan_id, plan_id);
	assert_int_equal(event->plan->targets[0]->value, 15);

	sign_in_producer(); /* anybody signed in */
	const Ocop__Registration__V1__ListPlansReply *page = list("19", 0, "");
	assert_int_equal(page->n_plans, 1);
	assert_string_equal(page->plans[0]->title, "Kế hoạch OCOP năm 2026");
	assert_string_equal(page->plans[0]->decision_number, "15/KH-UBND");
	assert_int_equal(page->plans[0]->version, 2);
	assert_int_equal(page->plans[0]->n_targets, 1);
	assert_int_equal(page->plans[0]->targets[0]->value, 15);
}

/* In whatever order its targets come. */
static void same_targets_are_the_same_plan(void **state)
{
	struct plan_wish wish;
	Ocop__Registration__V1__RecordPlan *message = a_plan(&wish, "19");
	Ocop__Registration__V1__PlanTarget other = wish.target;
	Ocop__Registration__V1__PlanTarget *there[] = {&wish.target, &other};
	Ocop__Registration__V1__PlanTarget *back[] = {&other, &wish.target};

	(void)state; /* the fixture holds it */
	other.indicator = INDICATOR(SUPPORT_VND);
	other.value = INT64_C(3000000000);
	message->targets = there;
	message->n_targets = 2;
	sign_in_agency();
	(void)accepted_id(&message->base);
	message->targets = back;
	assert_int_equal(command(&message->base)->version, 1);
	message->n_targets = 1;
	assert_int_equal(command(&message->base)->version, 2);
	assert_int_equal(list("19", 0, "")->plans[0]->n_targets, 1);
}

static void plan_is_refused_where_it_must(void **state)
{
	struct plan_wish wish;
	Ocop__Registration__V1__RecordPlan *message = a_plan(&wish, "19");
	const Ocop__Registration__V1__RecordPlan good = *message;

	(void)state; /* the fixture holds it */
	sign_in_agency();
	message->title = (char *)"";
	assert_refused(command(&message->base), FIELD_MISSING);
	*message = good;
	message->decision_number = (char *)" ";
	assert_refused(command(&message->base), FIELD_MISSING);
	message->decision_number =
		(char *)"0123456789012345678901234567890123456789012345678901234567890";
	assert_refused(command(&message->base), FIELD_TOO_LONG);
	*message = good;
	message->decided_on = (char *)"20/01/2026";
	assert_refused(command(&message->base), DATE_INVALID);
	*message = good;
	message->kind = PLAN_KIND(UNSPECIFIED);
	assert_refused(command(&message->base), FIELD_INVALID);
	*message = good;
	message->until_year = 2027;
	assert_refused(command(&message->base), PLAN_INVALID);
	*message = good;
	wish.target.value = 0;
	assert_refused(command(&message->base), PLAN_INVALID);
	message->n_targets = 0;
	assert_refused(command(&message->base), PLAN_INVALID);
	message->unit_code = (char *)"99";
	assert_refused(command(&message->base), UNIT_UNKNOWN);
	assert_int_equal(told(), 0);
	assert_int_equal(list("", 0, "")->n_plans, 0);
}

static void years_of_a_kind_do_not_overlap(void **state)
{
	static const struct {
		uint32_t from, until;
		bool refused;
	} rows[] = {
		{2026, 2030, false}, /* the first */
		{2021, 2025, false}, /* ends before */
		{2030, 2034, true},  {2024, 2027, true},  {2027, 2028, true}, {2020, 2029, true},
		{2031, 2035, false}, {2026, 2028, false}, /* replaces the first */
		{2026, 2031, true}, /* would end in the first year of the last */
	};
	struct plan_wish wish;
	Ocop__Registration__V1__RecordPlan *message = a_plan(&wish, "19");

	(void)state; /* the fixture holds it */
	sign_in_agency();
	message->kind = PLAN_KIND(SCHEME);
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		message->from_year = rows[i].from;
		message->until_year = rows[i].until;
		Ocop__Common__V1__RefusalCode code = harness_refusal(command(&message->base));
		if (code != (rows[i].refused ? REFUSAL(PLAN_INVALID) : REFUSAL(UNSPECIFIED)))
			fail_msg("row %zu: %d", i, code);
	}
	assert_int_equal(list("19", 0, "")->n_plans, 3);
	/* Another kind and another unit have years of their own. */
	(void)accepted_id(&a_plan(&wish, "19")->base);
	(void)accepted_id(&a_plan(&wish, "05503")->base);
}

static void plan_is_of_a_unit_within_the_grants(void **state)
{
	struct plan_wish wish;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	(void)accepted_id(&a_plan(&wish, "05503")->base);
	assert_refused(command(&a_plan(&wish, "19")->base), SCOPE_MISSING);
	assert_refused(command(&a_plan(&wish, "02155")->base), SCOPE_MISSING);
	sign_in_unit("account_tuyen_quang", ROLE(OCOP_AGENCY), "08");
	assert_refused(command(&a_plan(&wish, "19")->base), SCOPE_MISSING);
	sign_in_agency();
	(void)accepted_id(&a_plan(&wish, "19")->base);
	sign_in_producer();
	assert_refused(command(&a_plan(&wish, "05503")->base), ROLE_MISSING);
	assert_int_equal(told(), 2);
}

static void plans_are_read_by_page_newest_year_first(void **state)
{
	struct plan_wish wish;

	(void)state; /* the fixture holds it */
	sign_in_agency();
	for (uint32_t year = 2024; year <= 2026; year++) {
		Ocop__Registration__V1__RecordPlan *message = a_plan(&wish, "19");
		message->from_year = message->until_year = year;
		(void)accepted_id(&message->base);
	}
	(void)accepted_id(&a_plan(&wish, "05503")->base);
	const Ocop__Registration__V1__ListPlansReply *page = list("19", 2, "");
	assert_int_equal(page->n_plans, 2);
	assert_int_equal(page->plans[0]->from_year, 2026);
	assert_int_equal(page->plans[1]->from_year, 2025);
	page = list("19", 2, page->next);
	assert_int_equal(page->n_plans, 1);
	assert_int_equal(page->plans[0]->from_year, 2024);
	assert_string_equal(page->next, "");
	assert_int_equal(list("", 0, "")->n_plans, 4);
	page = list("", 1, "");
	assert_int_equal(list("", 0, page->next)->n_plans, 3);

	static const char *const cursors[] = {"2026", "x|plan_01K00000000000000000000000",
					      "2026|idea_01K00000000000000000000000",
					      "1|plan_01K00000000000000000000000"};
	for (size_t i = 0; i < sizeof cursors / sizeof *cursors; i++) {
		Ocop__Registration__V1__ListPlans ask = OCOP__REGISTRATION__V1__LIST_PLANS__INIT;
		ask.cursor = (char *)cursors[i];
		assert_refused(harness_query(fixture.harness, &ask.base), CURSOR_INVALID);
	}
}

/* --- results */

static void certify(const char *code, const char *product_id, const char *decided_on, uint32_t star)
{
	Ocop__Certification__V1__CertificateIssued event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;

	certificate.code = (char *)code;
	certificate.product_id = (char *)product_id;
	certificate.state = CERTIFICATE_STATE(VALID);
	certificate.decided_on = (char *)decided_on;
	certificate.star = star;
	event.certificate = &certificate;
	harness_event(fixture.harness, "certification", code, &event.base);
}

static void revoke(const char *code)
{
	Ocop__Certification__V1__CertificateRevoked event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REVOKED__INIT;

	event.code = (char *)code;
	harness_event(fixture.harness, "certification", code, &event.base);
}

static void expire(const char *code)
{
	Ocop__Certification__V1__CertificateExpired event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;

	event.code = (char *)code;
	harness_event(fixture.harness, "certification", code, &event.base);
}

static const Ocop__Registration__V1__PlanProgress *progress_of(const char *plan_id)
{
	Ocop__Registration__V1__GetPlanProgress message =
		OCOP__REGISTRATION__V1__GET_PLAN_PROGRESS__INIT;

	message.plan_id = (char *)plan_id;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(plan_progress));
}

static int64_t result_of(const char *plan_id, Ocop__Registration__V1__Indicator indicator)
{
	return progress_of(plan_id)->progress[indicator - 1]->result;
}

static const char *a_product_in_na_ri(void)
{
	Ocop__Registration__V1__RegisterProducer producer = a_producer();
	Ocop__Registration__V1__RegisterProduct product = a_product();

	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	producer.commune_code = (char *)"02155";
	producer.registration_number = (char *)"4700000001";
	product.producer_id = (char *)accepted_id(&producer.base);
	return accepted_id(&product.base);
}

/* Of the province's three products one was upgraded in 2026, one is new, and one was new the year
 * before. */
static void recognitions_are_counted_by_unit_and_year(void **state)
{
	struct plan_wish wish;
	Ocop__Registration__V1__RegisterProduct other = a_product();

	(void)state; /* the fixture holds it */
	other.name = (char *)"Sản phẩm Ví dụ";
	const char *third = accepted_id(&other.base);
	const char *in_na_ri = a_product_in_na_ri();
	certify("AAAAAAAAA1", fixture.product_id, "2023-05-10", 3);
	certify("AAAAAAAAA2", fixture.product_id, "2026-06-20", 4);
	certify("AAAAAAAAA3", in_na_ri, "2026-07-01", 3);
	certify("AAAAAAAAA4", third, "2025-12-31", 5);
	revoke("AAAAAAAAA3"); /* it was recognised all the same */

	sign_in_agency();
	const char *province = accepted_id(&a_plan(&wish, "19")->base);
	const char *commune = accepted_id(&a_plan(&wish, "05503")->base);
	const char *elsewhere = accepted_id(&a_plan(&wish, "02155")->base);
	assert_int_equal(result_of(province, INDICATOR(NEW_PRODUCTS)), 1);
	assert_int_equal(result_of(province, INDICATOR(PRODUCTS_3_STAR)), 1);
	assert_int_equal(result_of(province, INDICATOR(PRODUCTS_4_STAR)), 1);
	assert_int_equal(result_of(province, INDICATOR(PRODUCTS_5_STAR)), 0);
	assert_int_equal(result_of(province, INDICATOR(UPGRADED_PRODUCTS)), 1);
	assert_int_equal(result_of(province, INDICATOR(RE_RATED_PRODUCTS)), 0);
	assert_int_equal(result_of(commune, INDICATOR(NEW_PRODUCTS)), 0);
	assert_int_equal(result_of(commune, INDICATOR(PRODUCTS_4_STAR)), 1);
	assert_int_equal(result_of(elsewhere, INDICATOR(NEW_PRODUCTS)), 1);
	assert_int_equal(result_of(elsewhere, INDICATOR(UPGRADED_PRODUCTS)), 0);

	Ocop__Registration__V1__RecordPlan *scheme = a_plan(&wish, "19");
	scheme->kind = PLAN_KIND(SCHEME);
	scheme->from_year = 2025;
	const char *both_years = accepted_id(&scheme->base);
	assert_int_equal(result_of(both_years, INDICATOR(NEW_PRODUCTS)), 2);
	assert_int_equal(result_of(both_years, INDICATOR(PRODUCTS_5_STAR)), 1);
}

static void dossiers_and_ideas_are_counted_by_their_day(void **state)
{
	Ocop__Registration__V1__SubmitIdea idea = OCOP__REGISTRATION__V1__SUBMIT_IDEA__INIT;
	Ocop__Registration__V1__DecideIdea decide = OCOP__REGISTRATION__V1__DECIDE_IDEA__INIT;
	struct plan_wish wish;

	(void)state;                /* the fixture holds it */
	(void)a_proposed_dossier(); /* on 1 June 2026 */
	sign_in_commune();
	idea.commune_code = (char *)"05503";
	idea.title = idea.origin = idea.local_material = idea.distinctiveness = idea.market =
		(char *)"Ví dụ";
	idea.sector_code = (char *)"I";
	decide.idea_id = (char *)accepted_id(&idea.base);
	decide.decision = IDEA_STATE(ACCEPTED);
	(void)accepted_id(&decide.base);
	(void)accepted_id(&idea.base); /* one that waits does not count */

	sign_in_agency();
	static const char *const units[] = {"19", "05503", "02155"};
	for (size_t i = 0; i < 3; i++) {
		const char *plan_id = accepted_id(&a_plan(&wish, units[i])->base);

		assert_int_equal(result_of(plan_id, INDICATOR(DOSSIERS_PROPOSED)), i < 2);
		assert_int_equal(result_of(plan_id, INDICATOR(IDEAS_ACCEPTED)), i < 2);
	}
	Ocop__Registration__V1__RecordPlan *next_year = a_plan(&wish, "19");
	next_year->from_year = next_year->until_year = 2027;
	const char *plan_id = accepted_id(&next_year->base);
	assert_int_equal(result_of(plan_id, INDICATOR(DOSSIERS_PROPOSED)), 0);
	assert_int_equal(result_of(plan_id, INDICATOR(IDEAS_ACCEPTED)), 0);
}

static const char *give_support(const char *producer_id, const char *given_on, int64_t amount_vnd)
{
	Ocop__Registration__V1__RecordSupport message =
		OCOP__REGISTRATION__V1__RECORD_SUPPORT__INIT;

	message.producer_id = (char *)producer_id;
	message.kind = OCOP__REGISTRATION__V1__SUPPORT_KIND__SUPPORT_KIND_PACKAGING;
	message.policy = (char *)"08/2024/NQ-HĐND";
	message.amount_vnd = amount_vnd;
	message.given_on = (char *)given_on;
	return accepted_id(&message.base);
}

static void support_is_counted_by_producer_and_summed(void **state)
{
	Ocop__Registration__V1__StrikeRecord strike = OCOP__REGISTRATION__V1__STRIKE_RECORD__INIT;
	Ocop__Registration__V1__RegisterProducer other = a_producer();
	struct plan_wish wish;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	other.registration_number = (char *)"4600000002";
	const char *second = accepted_id(&other.base);
	(void)give_support(fixture.producer_id, "2026-01-01", 50000000);
	(void)give_support(fixture.producer_id, "2026-05-31", 50000000); /* as much once more */
	(void)give_support(second, "2025-12-31", 70000000);
	strike.record_id = (char *)give_support(second, "2026-03-01", 90000000);
	strike.reason = (char *)"Ghi nhầm chủ thể";
	(void)accepted_id(&strike.base);

	sign_in_agency();
	const char *province = accepted_id(&a_plan(&wish, "19")->base);
	const char *elsewhere = accepted_id(&a_plan(&wish, "02155")->base);
	assert_int_equal(result_of(province, INDICATOR(PRODUCERS_SUPPORTED)), 1);
	assert_int_equal(result_of(province, INDICATOR(SUPPORT_VND)), 100000000);
	assert_int_equal(result_of(elsewhere, INDICATOR(PRODUCERS_SUPPORTED)), 0);
	assert_int_equal(result_of(elsewhere, INDICATOR(SUPPORT_VND)), 0);
}

/* The second of two registrations of the producer, and of the product, becomes the first: what was
 * given and recognised under either is of one. */
static void what_was_merged_counts_as_what_it_became(void **state)
{
	Ocop__Registration__V1__MergeProducts products =
		OCOP__REGISTRATION__V1__MERGE_PRODUCTS__INIT;
	Ocop__Registration__V1__MergeProducers producers =
		OCOP__REGISTRATION__V1__MERGE_PRODUCERS__INIT;
	Ocop__Registration__V1__RegisterProducer producer = a_producer();
	Ocop__Registration__V1__RegisterProduct product = a_product();
	struct plan_wish wish;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	producer.registration_number = (char *)"";
	producers.merged_producer_id = (char *)accepted_id(&producer.base);
	product.producer_id = producers.merged_producer_id;
	products.merged_product_id = (char *)accepted_id(&product.base);
	(void)give_support(fixture.producer_id, "2026-03-01", 50000000);
	(void)give_support(producers.merged_producer_id, "2026-04-01", 50000000);
	(void)give_support(producers.merged_producer_id, "2025-04-01", 70000000);
	certify("AAAAAAAAA1", products.merged_product_id, "2024-05-10", 3);
	expire("AAAAAAAAA1");
	certify("AAAAAAAAA2", fixture.product_id, "2026-05-10", 4);

	sign_in_agency();
	const char *plan_id = accepted_id(&a_plan(&wish, "19")->base);
	assert_int_equal(result_of(plan_id, INDICATOR(NEW_PRODUCTS)), 1);
	assert_int_equal(result_of(plan_id, INDICATOR(PRODUCERS_SUPPORTED)), 2);
	products.product_id = (char *)fixture.product_id;
	products.reason = (char *)"Ghi hai lần";
	(void)accepted_id(&products.base);
	producers.producer_id = (char *)fixture.producer_id;
	producers.reason = (char *)"Ghi hai lần";
	(void)accepted_id(&producers.base);
	assert_int_equal(result_of(plan_id, INDICATOR(NEW_PRODUCTS)), 0);
	assert_int_equal(result_of(plan_id, INDICATOR(UPGRADED_PRODUCTS)), 1);
	assert_int_equal(result_of(plan_id, INDICATOR(PRODUCTS_4_STAR)), 1);
	assert_int_equal(result_of(plan_id, INDICATOR(PRODUCERS_SUPPORTED)), 1);
	assert_int_equal(result_of(plan_id, INDICATOR(SUPPORT_VND)), 100000000);
	Ocop__Registration__V1__RecordPlan *year_before = a_plan(&wish, "19");
	year_before->from_year = year_before->until_year = 2025;
	plan_id = accepted_id(&year_before->base);
	assert_int_equal(result_of(plan_id, INDICATOR(PRODUCERS_SUPPORTED)), 1);
	assert_int_equal(result_of(plan_id, INDICATOR(SUPPORT_VND)), 70000000);
}

static void every_indicator_is_shown_with_its_target(void **state)
{
	Ocop__Registration__V1__GetPlanProgress ask =
		OCOP__REGISTRATION__V1__GET_PLAN_PROGRESS__INIT;
	struct plan_wish wish;

	(void)state; /* the fixture holds it */
	sign_in_agency();
	const char *plan_id = accepted_id(&a_plan(&wish, "19")->base);
	sign_in_producer();
	const Ocop__Registration__V1__PlanProgress *progress = progress_of(plan_id);
	assert_string_equal(progress->plan->title, "Kế hoạch OCOP năm 2026");
	assert_int_equal(progress->n_progress, INDICATOR_COUNT);
	for (int i = 0; i < INDICATOR_COUNT; i++) {
		assert_int_equal(progress->progress[i]->indicator, i + 1);
		assert_int_equal(progress->progress[i]->target, i == 0 ? 12 : 0);
		assert_int_equal(progress->progress[i]->result, 0);
	}
	ask.plan_id = (char *)"plan_01K00000000000000000000000";
	assert_refused(harness_query(fixture.harness, &ask.base), NO_SUCH_THING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(harness_query(fixture.harness, &ask.base), TOKEN_MISSING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
		TEST(plan_is_recorded_and_replaced_under_its_id),
		TEST(same_targets_are_the_same_plan),
		TEST(plan_is_refused_where_it_must),
		TEST(years_of_a_kind_do_not_overlap),
		TEST(plan_is_of_a_unit_within_the_grants),
		TEST(plans_are_read_by_page_newest_year_first),
		TEST(recognitions_are_counted_by_unit_and_year),
		TEST(dossiers_and_ideas_are_counted_by_their_day),
		TEST(support_is_counted_by_producer_and_summed),
		TEST(what_was_merged_counts_as_what_it_became),
		TEST(every_indicator_is_shown_with_its_target),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
