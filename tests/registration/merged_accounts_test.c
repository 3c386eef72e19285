/* merged_accounts_test.c - who acted for a registration that was merged: what stays his and what
 * not */
#include "duplicates_fixture.h"

static void account_of_the_merged_one_keeps_what_was_his(void **state)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;
	Ocop__Registration__V1__OpenDossier opening = a_dossier();
	Ocop__Registration__V1__TransferProduct transfer =
		OCOP__REGISTRATION__V1__TRANSFER_PRODUCT__INIT;
	Ocop__Registration__V1__ListDossiers list = OCOP__REGISTRATION__V1__LIST_DOSSIERS__INIT;
	const Ocop__Registration__V1__ListDossiersReply *listed;
	const char *dossier_id, *merge_id;

	(void)state; /* the fixture holds it */
	grant.role = ROLE(PRODUCER);
	grant.producer_id = (char *)second_producer;
	merge_id = merge_producers_of(fixture.producer_id, second_producer);
	harness_sign_in(fixture.harness, "account_second", &grant, 1);
	opening.product_id = (char *)second_product;
	dossier_id = accepted_id(&opening.base);
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "Ví dụ"));
	assert_string_equal(get_dossier_of(dossier_id)->producer_id, fixture.producer_id);
	listed = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			      MESSAGE(list_dossiers_reply));
	assert_int_equal(listed->n_dossiers, 1);
	/* What was the other's is not his. */
	opening.product_id = (char *)fixture.product_id;
	assert_refused(command(&opening.base), SCOPE_MISSING);
	/* The one who stands has both. */
	sign_in_producer();
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "Ví dụ"));
	/* Undone, the dossier goes with its product. */
	sign_in_agency();
	undo(merge_id);
	assert_string_equal(get_dossier_of(dossier_id)->producer_id, second_producer);
	sign_in_producer();
	assert_refused(fill_field(dossier_id, "M01", "phone", "Ví dụ"), SCOPE_MISSING);
	/* A merge that was undone gives no right to what is sold afterwards. */
	sign_in_agency();
	transfer.product_id = (char *)second_product;
	transfer.new_producer_id = (char *)fixture.producer_id;
	transfer.reason = (char *)"Chuyển nhượng";
	(void)accepted_id(&transfer.base);
	harness_sign_in(fixture.harness, "account_second", &grant, 1);
	assert_refused(fill_field(dossier_id, "M01", "phone", "Ví dụ"), SCOPE_MISSING);
}

static void account_of_the_merged_one_has_what_waits_for_it(void **state)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;
	Ocop__Registration__V1__OpenDossier opening = a_dossier();
	Ocop__Registration__V1__ListDesk desk = OCOP__REGISTRATION__V1__LIST_DESK__INIT;
	const Ocop__Registration__V1__ListDeskReply *listed;
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	grant.role = ROLE(PRODUCER);
	grant.producer_id = (char *)second_producer;
	(void)merge_producers_of(fixture.producer_id, second_producer);
	sign_in_producer();
	(void)open_a_dossier();
	opening.product_id = (char *)second_product;
	dossier_id = accepted_id(&opening.base);
	harness_sign_in(fixture.harness, "account_second", &grant, 1);
	desk.office = OFFICE(PRODUCER);
	listed = harness_body(fixture.harness, harness_query(fixture.harness, &desk.base),
			      MESSAGE(list_desk_reply));
	assert_int_equal(listed->n_items, 1);
	assert_string_equal(listed->items[0]->dossier->dossier_id, dossier_id);
	assert_int_equal(listed->total, 1);
}

static void account_of_the_merged_one_loses_what_goes_to_another(void **state)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;
	Ocop__Registration__V1__OpenDossier opening = a_dossier();
	Ocop__Registration__V1__GetDossier query = OCOP__REGISTRATION__V1__GET_DOSSIER__INIT;
	Ocop__Registration__V1__TransferProduct transfer =
		OCOP__REGISTRATION__V1__TRANSFER_PRODUCT__INIT;

	(void)state; /* the fixture holds it */
	grant.role = ROLE(PRODUCER);
	grant.producer_id = (char *)second_producer;
	(void)merge_producers_of(fixture.producer_id, second_producer);
	transfer.product_id = (char *)second_product;
	sign_in_commune();
	transfer.new_producer_id = (char *)register_producer_named("Hợp tác xã Ví dụ khác");
	transfer.reason = (char *)"Chuyển nhượng";
	harness_sign_in(fixture.harness, "account_second", &grant, 1);
	opening.product_id = (char *)second_product;
	query.dossier_id = (char *)accepted_id(&opening.base);
	sign_in_agency();
	(void)accepted_id(&transfer.base);
	harness_sign_in(fixture.harness, "account_second", &grant, 1);
	assert_refused(harness_query(fixture.harness, &query.base), SCOPE_MISSING);
	assert_refused(fill_field(query.dossier_id, "M01", "phone", "Ví dụ"), SCOPE_MISSING);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_twice, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(account_of_the_merged_one_keeps_what_was_his),
		TEST(account_of_the_merged_one_has_what_waits_for_it),
		TEST(account_of_the_merged_one_loses_what_goes_to_another),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
