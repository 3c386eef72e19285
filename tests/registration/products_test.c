/* products_test.c - producers and products: registered, refused, found */
#include <stdio.h>

#include "registration_fixture.h"

static void producer_is_registered_with_its_place(void **state)
{
	const Ocop__Registration__V1__ProducerRegistered *event =
		harness_last_event(fixture.harness, MESSAGE(producer_registered));
	Ocop__Registration__V1__GetProducer message = OCOP__REGISTRATION__V1__GET_PRODUCER__INIT;
	const Ocop__Registration__V1__Producer *producer;

	(void)state; /* the fixture holds it */
	assert_string_equal(event->place->commune_text, "Xã Tân Cương");
	assert_string_equal(event->place->province_text, "Tỉnh Thái Nguyên");
	assert_false(event->imported);
	message.producer_id = (char *)fixture.producer_id;
	producer = harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
				MESSAGE(producer));
	assert_string_equal(producer->registration_number, "4600000001");
	assert_int_equal(producer->version, 1);
	message.producer_id = (char *)"producer_01K00000000000000000000000";
	assert_refused(harness_query(fixture.harness, &message.base), NO_SUCH_THING);
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	assert_refused(harness_query(fixture.harness, &message.base), TOKEN_MISSING);
}

static void producer_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__RegisterProducer message = a_producer();

	(void)state; /* the fixture holds it */
	sign_in_commune();
	assert_refused(command(&message.base), PRODUCER_EXISTS);
	message.registration_number = (char *)"";
	(void)accepted_id(&message.base);
	(void)accepted_id(&message.base); /* without a number nothing tells two apart */
	message.name = (char *)" ";
	assert_refused(command(&message.base), FIELD_MISSING);
	message = a_producer();
	message.legal_form = LEGAL_FORM(UNKNOWN);
	assert_refused(command(&message.base), FIELD_INVALID);
	message = a_producer();
	message.commune_code = (char *)"99999";
	assert_refused(command(&message.base), UNIT_UNKNOWN);
	message.commune_code = (char *)"19"; /* a province is no commune */
	assert_refused(command(&message.base), UNIT_UNKNOWN);
	message.commune_code = (char *)"02155"; /* another commune than his */
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_producer();
	assert_refused(command(&message.base), ROLE_MISSING);
}

static void product_is_refused_where_it_must(void **state)
{
	Ocop__Registration__V1__RegisterProduct message = a_product();
	Ocop__Registration__V1__RegisterProducer association = a_producer();
	Ocop__Common__V1__Grant other = OCOP__COMMON__V1__GRANT__INIT;

	(void)state; /* the fixture holds it */
	assert_refused(command(&message.base), PRODUCT_EXISTS);
	message.name = (char *)"";
	assert_refused(command(&message.base), FIELD_MISSING);
	message = a_product();
	message.set_no = 27;
	assert_refused(command(&message.base), SET_UNKNOWN);
	message.rulebook_code = (char *)"1-1";
	assert_refused(command(&message.base), RULEBOOK_UNKNOWN);

	other.role = ROLE(PRODUCER);
	other.producer_id = (char *)"producer_01K00000000000000000000000";
	harness_sign_in(fixture.harness, "account_other", &other, 1);
	assert_refused(command(&message.base), SCOPE_MISSING);

	sign_in_commune();
	association.registration_number = (char *)"";
	association.legal_form = LEGAL_FORM(ASSOCIATION);
	message = a_product();
	message.producer_id = (char *)accepted_id(&association.base);
	assert_refused(command(&message.base), LEGAL_FORM_NOT_ELIGIBLE);
	message.set_no = 26; /* community tourism */
	(void)accepted_id(&message.base);
}

static const Ocop__Registration__V1__ListProductsReply *search(const char *name, uint32_t limit,
							       const char *cursor)
{
	Ocop__Registration__V1__ListProducts message = OCOP__REGISTRATION__V1__LIST_PRODUCTS__INIT;

	message.name = (char *)name;
	message.limit = limit;
	message.cursor = (char *)cursor;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(list_products_reply));
}

static void register_named(const char *name)
{
	Ocop__Registration__V1__RegisterProduct message = a_product();

	message.name = (char *)name;
	(void)accepted_id(&message.base);
}

static void names_are_found_by_the_beginnings_of_their_words(void **state)
{
	static const struct {
		const char *words;
		size_t found;
	} rows[] = {
		{"miến dong", 2}, {"mien dong", 2}, {"MIẾN", 2},      {"dong", 3},
		{"đông", 3},      {"mie do", 2},    {"dong mien", 0}, {"duc", 1},
		{"xyz", 0},       {"%", 5},         {"_ien", 0},
	};

	(void)state; /* the fixture holds it */
	register_named("Miến dong Ví dụ");
	register_named("Miến đông");
	register_named("Mật ong Đức Đông");
	register_named("Chè");
	harness_sign_in(fixture.harness, NULL, NULL, 0); /* products are open to all */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		size_t found = search(rows[i].words, 0, "")->n_products;

		if (found != rows[i].found)
			fail_msg("%s: %zu", rows[i].words, found);
	}
}

static void pages_follow_each_other_without_gap(void **state)
{
	const Ocop__Registration__V1__ListProductsReply *page;
	const char *cursor = "";
	size_t found = 0;
	char last[64] = "";

	(void)state; /* the fixture holds it */
	for (int i = 0; i < 25; i++) {
		char name[32];

		(void)snprintf(name, sizeof name, "Sản phẩm %02d", i); /* fits */
		register_named(name);
	}
	do {
		page = search("san pham", 10, cursor);
		for (size_t i = 0; i < page->n_products; i++) {
			assert_true(strcmp(last, page->products[i]->name) < 0);
			(void)snprintf(last, sizeof last, "%s", page->products[i]->name);
			found++;
		}
		cursor = page->next;
	} while (*cursor);
	assert_int_equal(found, 25);

	Ocop__Registration__V1__ListProducts message = OCOP__REGISTRATION__V1__LIST_PRODUCTS__INIT;
	message.cursor = (char *)"somewhere";
	assert_refused(harness_query(fixture.harness, &message.base), CURSOR_INVALID);
}

static void sequence_of_a_commune_goes_on(void **state)
{
	Ocop__Scoring__V1__RoundPlanned round = a_round();
	Ocop__Scoring__V1__DossierTaken taken = OCOP__SCORING__V1__DOSSIER_TAKEN__INIT;
	Ocop__Scoring__V1__DossierLeftRound left = OCOP__SCORING__V1__DOSSIER_LEFT_ROUND__INIT;
	char second_round[] = "round_tn1_01K00000000000000000000001";
	const char *dossier_id = a_proposed_dossier();

	(void)state; /* the fixture holds it */
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, round.round_id));
	taken.round_id = left.round_id = round.round_id;
	taken.dossier_id = left.dossier_id = (char *)dossier_id;
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &taken.base);
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &left.base);
	assert_string_equal(get_dossier_of(dossier_id)->product_code, "19-05503-1-2026");

	harness_set_date(fixture.harness, "2026-06-20");
	dossier_id = a_proposed_dossier(); /* the same product comes again */
	round.round_id = second_round;
	plan(&round);
	(void)harness_id(fixture.harness, admit(dossier_id, second_round));
	taken.round_id = second_round;
	taken.dossier_id = (char *)dossier_id;
	harness_event(fixture.harness, "scoring_tn1", dossier_id, &taken.base);
	assert_string_equal(get_dossier_of(dossier_id)->product_code, "19-05503-2-2026");
	assert_int_equal(search("rau", 0, "")->products[0]->n_codes, 2);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(producer_is_registered_with_its_place),
		TEST(producer_is_refused_where_it_must),
		TEST(product_is_refused_where_it_must),
		TEST(names_are_found_by_the_beginnings_of_their_words),
		TEST(pages_follow_each_other_without_gap),
		TEST(sequence_of_a_commune_goes_on),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
