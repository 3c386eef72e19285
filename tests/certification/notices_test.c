/* notices_test.c - notices name every product of a decision, however many there are */
#include "certification_fixture.h"

#include "common/base/arena.h"
#include "ocop/common/v1/queries.pb-c.h"

/* More than two pages of the statement that reads them, and no whole number of pages. */
enum { PRODUCTS = 1203 };

static const Ocop__Certification__V1__Decision *only_decision(struct harness *h)
{
	Ocop__Certification__V1__ListDecisions query =
		OCOP__CERTIFICATION__V1__LIST_DECISIONS__INIT;
	const Ocop__Certification__V1__ListDecisionsReply *reply =
		harness_body(h, harness_query(h, &query.base), &CERTIFICATES(list_decisions_reply));

	assert_int_equal(reply->n_decisions, 1);
	return reply->decisions[0];
}

static void no_product_of_a_decision_is_left_out(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ListDecisionNotices list =
		OCOP__CERTIFICATION__V1__LIST_DECISION_NOTICES__INIT;
	Ocop__Certification__V1__PrintDecisionNotice print =
		OCOP__CERTIFICATION__V1__PRINT_DECISION_NOTICE__INIT;
	const Ocop__Certification__V1__ListNoticesReply *notices;
	const Ocop__Common__V1__PrintedDocument *printed;

	harness_sign_in_as(h, "account_agency", OCOP__COMMON__V1__ROLE__ROLE_OCOP_AGENCY, "19");
	for (int i = 0; i < PRODUCTS; i++) {
		const char *dossier_id = arena_printf(harness_arena(h), "dossier_%04d", i);

		tell_result(h, &(struct decided){dossier_id, dossier_id, 0, NOT_RECOGNISED,
						 "2026-11-20", 0});
	}
	list.decision_id = only_decision(h)->decision_id;
	notices = harness_body(h, harness_query(h, &list.base), &CERTIFICATES(list_notices_reply));
	assert_int_equal(notices->n_notices, 2); /* the commune, and the one producer */
	assert_int_equal(notices->notices[0]->products, PRODUCTS);
	assert_int_equal(notices->notices[1]->products, PRODUCTS);

	print.decision_id = list.decision_id;
	print.recipient_id = "producer_1";
	printed = harness_body(h, harness_query(h, &print.base),
			       &ocop__common__v1__printed_document__descriptor);
	assert_true(printed->content.len > 100 * 1000); /* 40 pages; 500 lines have 60 kB */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVICE(no_product_of_a_decision_is_left_out),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
