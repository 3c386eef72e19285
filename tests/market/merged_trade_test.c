/* merged_trade_test.c - shops and fairs of producers that were merged; withdrawing from a fair */
#include "market/merged_fixture.h"

static const char *new_shop(const char *producer_id)
{
	Ocop__Market__V1__RecordPointOfSale command = OCOP__MARKET__V1__RECORD_POINT_OF_SALE__INIT;
	Ocop__Market__V1__PointOfSaleContent content =
		OCOP__MARKET__V1__POINT_OF_SALE_CONTENT__INIT;

	sign_in_agency();
	content.name = (char *)"Cửa hàng Ví dụ";
	content.kind = *producer_id
			       ? OCOP__MARKET__V1__POINT_OF_SALE_KIND__POINT_OF_SALE_KIND_OWN_SHOP
			       : OCOP__MARKET__V1__POINT_OF_SALE_KIND__POINT_OF_SALE_KIND_SHOP;
	content.address = (char *)"Số 1";
	content.responsible = (char *)"Cửa hàng";
	command.commune_code = (char *)"02185";
	command.producer_id = (char *)producer_id;
	command.content = &content;
	return accepted(&command.base);
}

static const Ocop__Market__V1__PointOfSale *shop(const char *point_of_sale_id)
{
	Ocop__Market__V1__GetPointOfSale query = OCOP__MARKET__V1__GET_POINT_OF_SALE__INIT;

	query.point_of_sale_id = (char *)point_of_sale_id;
	return asked(&query.base, &ocop__market__v1__point_of_sale__descriptor);
}

static void carry(const char *point_of_sale_id, const char *listing_id)
{
	Ocop__Market__V1__CarryListing command = OCOP__MARKET__V1__CARRY_LISTING__INIT;

	sign_in_agency();
	command.point_of_sale_id = (char *)point_of_sale_id;
	command.listing_id = (char *)listing_id;
	(void)accepted(&command.base);
}

static void own_shop_is_of_the_producer_that_stands(void **state)
{
	Ocop__Market__V1__ClosePointOfSale command = OCOP__MARKET__V1__CLOSE_POINT_OF_SALE__INIT;
	const char *own = new_shop("producer_2");

	(void)state;
	command.point_of_sale_id = (char *)own;
	command.reason = (char *)"Chuyển đi";
	merge_producers("producer_1", "producer_2");
	assert_string_equal(shop(own)->producer_id, "producer_1");
	assert_string_equal(shop(own)->producer_name, "producer_1");
	sign_in("producer_2");
	refused(&command.base, REFUSAL(SCOPE_MISSING));
	undo("producer_1", "producer_2");
	assert_string_equal(shop(own)->producer_id, "producer_2");
	merge_producers("producer_1", "producer_2");
	sign_in("producer_1");
	(void)accepted(&command.base);
}

static void another_shop_carries_a_transferred_product_on(void **state)
{
	const char *other = new_shop(""), *own = new_shop("producer_1");

	(void)state;
	carry(other, "product_1");
	carry(own, "product_1");
	transfer("product_1", "producer_2");
	assert_int_equal(shop(other)->carried_count, 1);
	assert_int_equal(shop(own)->carried_count, 1); /* his to end: he may sell it still */
	assert_string_equal(shop(own)->producer_id, "producer_1");
	merge_products("product_2", "product_1");
	assert_string_equal(shop(other)->carried[0]->listing->listing_id, "product_2");
	undo("product_2", "product_1");
	assert_string_equal(shop(other)->carried[0]->listing->listing_id, "product_1");
}

static const char *new_fair(void)
{
	Ocop__Market__V1__RecordFair command = OCOP__MARKET__V1__RECORD_FAIR__INIT;
	Ocop__Market__V1__FairContent content = OCOP__MARKET__V1__FAIR_CONTENT__INIT;

	harness_set_date(harness, "2027-03-01");
	sign_in_agency();
	content.name = (char *)"Hội chợ Ví dụ";
	content.kind = OCOP__MARKET__V1__FAIR_KIND__FAIR_KIND_FAIR;
	content.organiser = (char *)"Cơ quan OCOP";
	content.place = (char *)"Nhà văn hóa";
	content.begins_on = (char *)"2027-03-10";
	content.ends_on = (char *)"2027-03-12";
	command.unit_code = (char *)"19";
	command.content = &content;
	return accepted(&command.base);
}

static Ocop__Market__V1__ApplyToFair application(const char *fair_id, const char *producer_id,
						 char **listing_id)
{
	Ocop__Market__V1__ApplyToFair command = OCOP__MARKET__V1__APPLY_TO_FAIR__INIT;

	sign_in(producer_id);
	command.fair_id = (char *)fair_id;
	command.producer_id = (char *)producer_id;
	command.listing_ids = listing_id;
	command.n_listing_ids = 1;
	return command;
}

static const char *apply(const char *fair_id, const char *producer_id, const char *listing_id)
{
	char *shown[] = {(char *)listing_id};
	Ocop__Market__V1__ApplyToFair command = application(fair_id, producer_id, shown);

	return accepted(&command.base);
}

static void accept_application(const char *participant_id)
{
	Ocop__Market__V1__AnswerFairApplication command =
		OCOP__MARKET__V1__ANSWER_FAIR_APPLICATION__INIT;

	sign_in_agency();
	command.participant_id = (char *)participant_id;
	command.accepted = true;
	(void)accepted(&command.base);
}

static const Ocop__Market__V1__Fair *fair(const char *fair_id)
{
	Ocop__Market__V1__GetFair query = OCOP__MARKET__V1__GET_FAIR__INIT;

	query.fair_id = (char *)fair_id;
	return asked(&query.base, &ocop__market__v1__fair__descriptor);
}

static void merged_producer_is_one_at_a_fair(void **state)
{
	const char *fair_id = new_fair();
	char *shown[] = {(char *)"product_1"};
	Ocop__Market__V1__ApplyToFair again;

	(void)state;
	accept_application(apply(fair_id, "producer_2", "product_2"));
	merge_producers("producer_1", "producer_2");
	transfer("product_2", "producer_1");
	assert_int_equal(fair(fair_id)->exhibitor_count, 1);
	assert_string_equal(fair(fair_id)->exhibitors[0]->producer_id, "producer_1");
	again = application(fair_id, "producer_1", shown);
	refused(&again.base, REFUSAL(FAIR_APPLIED_TO));
	undo("producer_1", "producer_2");
	transfer("product_2", "producer_2");
	assert_string_equal(fair(fair_id)->exhibitors[0]->producer_id, "producer_2");
	accept_application(apply(fair_id, "producer_1", "product_1"));
	assert_int_equal(fair(fair_id)->exhibitor_count, 2);

	/* Both had applied before: he stands there once, with what both show. */
	merge_producers("producer_1", "producer_2");
	transfer("product_2", "producer_1");
	assert_int_equal(fair(fair_id)->exhibitor_count, 1);
	assert_int_equal(fair(fair_id)->n_exhibitors, 1);
	assert_int_equal(fair(fair_id)->exhibitors[0]->n_listings, 2);
	merge_products("product_1", "product_2");
	assert_int_equal(fair(fair_id)->exhibitors[0]->n_listings, 1);
}

static void producer_withdraws_before_the_fair_begins(void **state)
{
	const ProtobufCMessageDescriptor *withdrawn =
		&ocop__market__v1__fair_application_withdrawn__descriptor;
	Ocop__Market__V1__WithdrawFromFair command = OCOP__MARKET__V1__WITHDRAW_FROM_FAIR__INIT;
	const char *fair_id = new_fair();
	const char *participant_id = apply(fair_id, "producer_1", "product_1");

	(void)state;
	accept_application(participant_id);
	assert_int_equal(fair(fair_id)->exhibitor_count, 1);
	command.participant_id = (char *)participant_id;
	sign_in("producer_2");
	refused(&command.base, REFUSAL(SCOPE_MISSING));
	sign_in_agency();
	refused(&command.base, REFUSAL(ROLE_MISSING));
	sign_in("producer_1");
	assert_string_equal(accepted(&command.base), participant_id);
	assert_int_equal(harness_events(harness, withdrawn), 1);
	assert_int_equal(fair(fair_id)->exhibitor_count, 0);
	assert_int_equal(fair(fair_id)->n_exhibitors, 0);
	refused(&command.base, REFUSAL(PARTICIPANT_STATE)); /* not twice */
	assert_int_equal(harness_events(harness, withdrawn), 1);

	/* He may come after all: it is the same application, to be answered anew. */
	assert_string_equal(apply(fair_id, "producer_1", "product_1"), participant_id);
	assert_int_equal(fair(fair_id)->exhibitor_count, 0);
	accept_application(participant_id);
	assert_int_equal(fair(fair_id)->exhibitor_count, 1);
	harness_set_date(harness, "2027-03-10");
	sign_in("producer_1");
	refused(&command.base, REFUSAL(FAIR_STATE)); /* it has begun */
	assert_int_equal(fair(fair_id)->exhibitor_count, 1);
}

static void refused_application_and_cancelled_fair_have_nothing_to_withdraw(void **state)
{
	Ocop__Market__V1__AnswerFairApplication refusal =
		OCOP__MARKET__V1__ANSWER_FAIR_APPLICATION__INIT;
	Ocop__Market__V1__WithdrawFromFair command = OCOP__MARKET__V1__WITHDRAW_FROM_FAIR__INIT;
	Ocop__Market__V1__CancelFair cancel = OCOP__MARKET__V1__CANCEL_FAIR__INIT;
	const char *fair_id = new_fair();
	const char *open = apply(fair_id, "producer_2", "product_2");

	(void)state;
	command.participant_id = (char *)apply(fair_id, "producer_1", "product_1");
	sign_in_agency();
	refusal.participant_id = command.participant_id;
	refusal.reason = (char *)"Hết chỗ";
	(void)accepted(&refusal.base);
	sign_in("producer_1");
	refused(&command.base, REFUSAL(PARTICIPANT_STATE));
	sign_in_agency();
	cancel.fair_id = (char *)fair_id;
	cancel.reason = (char *)"Bão";
	(void)accepted(&cancel.base);
	command.participant_id = (char *)open;
	sign_in("producer_2");
	refused(&command.base, REFUSAL(FAIR_STATE));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, opened, closed)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(own_shop_is_of_the_producer_that_stands),
		TEST(another_shop_carries_a_transferred_product_on),
		TEST(merged_producer_is_one_at_a_fair),
		TEST(producer_withdraws_before_the_fair_begins),
		TEST(refused_application_and_cancelled_fair_have_nothing_to_withdraw),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
