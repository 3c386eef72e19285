/* merges_test.c - registrations that are merged, and parted again
 *
 * That undoing a merge leaves every row as it was is tested over the store's own tables in
 * tests/flows/duplicates_test.py.
 */
#include "duplicates_fixture.h"

static void merged_producer_gives_all_to_the_other(void **state)
{
	const char *merge_id;
	const Ocop__Registration__V1__ProducersMerged *merged;
	const Ocop__Registration__V1__ProductTransferred *moved;
	Ocop__Registration__V1__ListProducers list = OCOP__REGISTRATION__V1__LIST_PRODUCERS__INIT;
	const Ocop__Registration__V1__ListProducersReply *listed;

	(void)state; /* the fixture holds it */
	merge_id = merge_producers_of(fixture.producer_id, second_producer);
	merged = harness_last_event(fixture.harness, MESSAGE(producers_merged));
	moved = harness_last_event(fixture.harness, MESSAGE(product_transferred));
	assert_string_equal(merged->merge_id, merge_id);
	assert_string_equal(merged->producer_id, fixture.producer_id);
	assert_string_equal(merged->merged_producer_id, second_producer);
	assert_string_equal(moved->product_id, second_product);
	assert_string_equal(moved->producer_id, fixture.producer_id);
	assert_string_equal(moved->producer_name, "Hợp tác xã Ví dụ 1");
	assert_string_equal(moved->former_producer_id, second_producer);

	assert_string_equal(get_producer_of(second_producer)->merged_into, fixture.producer_id);
	assert_string_equal(get_product_of(second_product)->producer_id, fixture.producer_id);
	assert_int_equal(pairs(false), 0);
	list.name = (char *)"vi du";
	listed = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			      MESSAGE(list_producers_reply));
	assert_int_equal(listed->n_producers, 1);
}

static void merged_producer_takes_no_new_work(void **state)
{
	Ocop__Registration__V1__RegisterProduct product = a_product();

	(void)state; /* the fixture holds it */
	(void)merge_producers_of(fixture.producer_id, second_producer);
	sign_in_commune();
	product.producer_id = (char *)second_producer;
	product.name = (char *)"Chè";
	assert_refused(command(&product.base), RECORD_STRUCK);
	/* The next of the name is not told of it. */
	(void)register_producer_named("HTX Ví Dụ 1");
	sign_in_agency();
	assert_int_equal(pairs(false), 1);
}

static void producers_are_not_merged_where_they_must_not(void **state)
{
	Ocop__Registration__V1__MergeProducers merge =
		a_producer_merge(fixture.producer_id, second_producer);
	const char *third;
	const Ocop__Common__V1__Reply *reply;

	(void)state; /* the fixture holds it */
	merge.reason = (char *)" ";
	assert_refused(command(&merge.base), REASON_MISSING);
	merge = a_producer_merge(fixture.producer_id, fixture.producer_id);
	assert_refused(command(&merge.base), MERGE_INVALID);
	merge = a_producer_merge(fixture.producer_id, "producer_01K00000000000000000000000");
	assert_refused(command(&merge.base), PRODUCER_UNKNOWN);
	merge = a_producer_merge("producer_01K00000000000000000000000", second_producer);
	assert_refused(command(&merge.base), NO_SUCH_THING);

	merge = a_producer_merge(fixture.producer_id, second_producer);
	sign_in_commune();
	assert_refused(command(&merge.base), ROLE_MISSING);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_refused(command(&merge.base), SCOPE_MISSING);
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;
	row.product_name = (char *)"Chè";
	row.producer_name = (char *)"HTX Ví dụ 1";
	row.province = (char *)"Tuyên Quang";
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	const char *far_product = accepted_id(&row.base);
	sign_in_agency();
	merge.merged_producer_id = (char *)get_product_of(far_product)->producer_id;
	assert_refused(command(&merge.base), SCOPE_MISSING); /* the second is another province's */

	/* Products of one name: merged or renamed first. */
	sign_in_commune();
	const char *same = register_product_named(second_producer, "Rau Ví dụ");
	sign_in_agency();
	merge = a_producer_merge(fixture.producer_id, second_producer);
	reply = command(&merge.base);
	assert_refused(reply, MERGE_CONFLICT);
	assert_non_null(strstr(reply->refusals[0]->detail, "Rau Ví dụ"));
	(void)merge_products_of(fixture.product_id, same);
	(void)accepted_id(&merge.base);

	assert_refused(command(&merge.base), RECORD_STRUCK); /* merged already */
	sign_in_commune();
	third = register_producer_named("HTX Ví dụ 3");
	sign_in_agency();
	merge = a_producer_merge(second_producer, third);
	assert_refused(command(&merge.base), MERGE_INVALID); /* into one that was merged */
}

static void same_merge_command_twice_is_one_merge(void **state)
{
	static const uint8_t id[COMMAND_ID_SIZE_BYTES] = {0x01, 2, 3, 4, 5, 6, 0x80, 7, 0x80};
	Ocop__Registration__V1__MergeProducers merge =
		a_producer_merge(fixture.producer_id, second_producer);
	const Ocop__Common__V1__Reply *first =
		harness_command_as(fixture.harness, id, 0, &merge.base);
	const char *merge_id = harness_id(fixture.harness, first);
	const Ocop__Common__V1__Reply *again =
		harness_command_as(fixture.harness, id, 0, &merge.base);

	(void)state; /* the fixture holds it */
	assert_true(again->remembered);
	assert_string_equal(harness_id(fixture.harness, again), merge_id);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(producers_merged)), 1);
}

static void undoing_parts_producers_as_they_were(void **state)
{
	const char *merge_id = merge_producers_of(fixture.producer_id, second_producer);
	Ocop__Registration__V1__UndoMerge message = an_undoing(merge_id);
	const Ocop__Registration__V1__MergeUndone *undone;
	Ocop__Registration__V1__ListMerges list = OCOP__REGISTRATION__V1__LIST_MERGES__INIT;
	const Ocop__Registration__V1__ListMergesReply *listed;

	(void)state; /* the fixture holds it */
	message.reason = (char *)"";
	assert_refused(command(&message.base), REASON_MISSING);
	message = an_undoing("merge_01K00000000000000000000000");
	assert_refused(command(&message.base), NO_SUCH_THING);
	message = an_undoing(merge_id);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_refused(command(&message.base), SCOPE_MISSING);
	sign_in_agency();

	undo(merge_id);
	undone = harness_last_event(fixture.harness, MESSAGE(merge_undone));
	assert_string_equal(undone->kept_id, fixture.producer_id);
	assert_string_equal(undone->merged_id, second_producer);
	assert_string_equal(get_producer_of(second_producer)->merged_into, "");
	assert_string_equal(get_product_of(second_product)->producer_id, second_producer);
	assert_string_equal(get_product_of(second_product)->producer_name, "HTX VÍ DỤ 1");
	assert_string_equal(get_product_of(fixture.product_id)->producer_id, fixture.producer_id);
	assert_int_equal(pairs(false), 1);
	assert_refused(command(&message.base), MERGE_UNDONE);

	(void)merge_producers_of(second_producer, fixture.producer_id); /* the other way now */
	list.limit = 1;
	listed = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			      MESSAGE(list_merges_reply));
	assert_int_equal(listed->n_merges, 1);
	assert_string_equal(listed->merges[0]->kept_id, second_producer);
	assert_false(listed->merges[0]->undone);
	list.cursor = listed->next;
	listed = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			      MESSAGE(list_merges_reply));
	assert_string_equal(listed->merges[0]->merge_id, merge_id);
	assert_true(listed->merges[0]->undone);
	assert_string_equal(listed->merges[0]->undone_reason, "Gộp nhầm");
	assert_string_equal(listed->merges[0]->actor_id, "account_agency");
	assert_string_equal(listed->next, "");
	list.cursor = (char *)"01";
	assert_refused(harness_query(fixture.harness, &list.base), CURSOR_INVALID);
}

static void producers_are_not_parted_when_something_was_built_on_it(void **state)
{
	const char *merge_id, *later;
	Ocop__Registration__V1__UndoMerge message;
	Ocop__Registration__V1__RegisterProducer taken = a_producer();

	(void)state; /* the fixture holds it */
	/* Its product was merged since. */
	merge_id = merge_producers_of(fixture.producer_id, second_producer);
	later = merge_products_of(fixture.product_id, second_product);
	message = an_undoing(merge_id);
	assert_refused(command(&message.base), MERGE_CONFLICT);
	undo(later);
	undo(merge_id);

	/* What it was merged into was merged: its products are with a third. */
	merge_id = merge_producers_of(fixture.producer_id, second_producer);
	sign_in_commune();
	const char *third = register_producer_named("Hợp tác xã Ví Dụ 1");
	sign_in_agency();
	later = merge_producers_of(third, fixture.producer_id);
	assert_string_equal(get_product_of(second_product)->producer_id, third);
	message = an_undoing(merge_id);
	assert_refused(command(&message.base), MERGE_CONFLICT);
	undo(later);
	undo(merge_id);

	/* Its number is another's. */
	merge_id = merge_producers_of(second_producer, fixture.producer_id);
	sign_in_commune();
	taken.name = (char *)"Hợp tác xã Khác hẳn";
	(void)accepted_id(&taken.base);
	sign_in_agency();
	message = an_undoing(merge_id);
	assert_refused(command(&message.base), MERGE_CONFLICT);
}

static void import_code(const char *name, const char *code)
{
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;

	row.product_name = (char *)name;
	row.producer_name = (char *)"HTX Đăng ký cũ";
	row.province = (char *)"Thái Nguyên";
	row.product_code = (char *)code;
	(void)accepted_id(&row.base);
}

static const Ocop__Registration__V1__Product *by_code(const char *code)
{
	Ocop__Registration__V1__ListProducts list = OCOP__REGISTRATION__V1__LIST_PRODUCTS__INIT;
	const Ocop__Registration__V1__ListProductsReply *listed;

	list.code = (char *)code;
	listed = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			      MESSAGE(list_products_reply));
	assert_int_equal(listed->n_products, 1);
	return listed->products[0];
}

static void merged_product_is_found_from_the_one_that_stays(void **state)
{
	const Ocop__Registration__V1__ProductsMerged *event;
	const Ocop__Registration__V1__Product *kept;
	const char *first, *second, *third, *merge_id;

	(void)state; /* the fixture holds it */
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	import_code("Miến dong", "19-05503-1-2024");
	import_code("Miến dong sạch", "19-05503-2-2024");
	import_code("Miến dong thơm", "19-05503-3-2024");
	sign_in_agency();
	first = by_code("19-05503-1-2024")->product_id;
	second = by_code("19-05503-2-2024")->product_id;
	third = by_code("19-05503-3-2024")->product_id;

	(void)merge_products_of(second, third);
	merge_id = merge_products_of(first, second);
	event = harness_last_event(fixture.harness, MESSAGE(products_merged));
	assert_string_equal(event->merge_id, merge_id);
	assert_string_equal(event->product_id, first);
	assert_string_equal(event->merged_product_id, second);
	kept = by_code("19-05503-3-2024"); /* by the code of a merged one's merged one */
	assert_string_equal(kept->product_id, first);
	assert_int_equal(kept->n_codes, 3);
	assert_string_equal(get_product_of(third)->merged_into, second);
	undo(merge_id);
	assert_int_equal(get_product_of(first)->n_codes, 1);
	assert_string_equal(by_code("19-05503-3-2024")->product_id, second);
}

static size_t dossiers_of_product(const char *product_id)
{
	Ocop__Registration__V1__ListDossiers list = OCOP__REGISTRATION__V1__LIST_DOSSIERS__INIT;
	const Ocop__Registration__V1__ListDossiersReply *listed;

	list.product_id = (char *)product_id;
	listed = harness_body(fixture.harness, harness_query(fixture.harness, &list.base),
			      MESSAGE(list_dossiers_reply));
	return listed->n_dossiers;
}

static void dossier_of_the_merged_product_goes_on_and_is_the_only_one(void **state)
{
	Ocop__Registration__V1__OpenDossier opening = a_dossier();
	const char *dossier_id;

	(void)state; /* the fixture holds it */
	sign_in_commune();
	opening.product_id = (char *)second_product;
	dossier_id = accepted_id(&opening.base);
	sign_in_agency();
	(void)merge_products_of(fixture.product_id, second_product);
	assert_int_equal(dossiers_of_product(fixture.product_id), 1);
	assert_int_equal(dossiers_of_product(second_product), 1);
	sign_in_commune();
	(void)harness_id(fixture.harness, fill_field(dossier_id, "M01", "phone", "Ví dụ"));
	assert_refused(command(&opening.base), PRODUCT_MERGED);
	opening.product_id = (char *)fixture.product_id;
	assert_refused(command(&opening.base), DOSSIER_OPEN_EXISTS);
}

static void products_are_not_merged_where_they_must_not(void **state)
{
	Ocop__Registration__V1__MergeProducts merge =
		a_product_merge(fixture.product_id, second_product);
	Ocop__Registration__V1__OpenDossier opening = a_dossier();
	const char *first_dossier, *third;

	(void)state; /* the fixture holds it */
	merge.reason = (char *)"";
	assert_refused(command(&merge.base), REASON_MISSING);
	merge = a_product_merge(fixture.product_id, fixture.product_id);
	assert_refused(command(&merge.base), MERGE_INVALID);
	merge = a_product_merge(fixture.product_id, "product_01K00000000000000000000000");
	assert_refused(command(&merge.base), PRODUCT_UNKNOWN);
	merge = a_product_merge("product_01K00000000000000000000000", second_product);
	assert_refused(command(&merge.base), NO_SUCH_THING);
	merge = a_product_merge(fixture.product_id, second_product);
	sign_in_producer();
	assert_refused(command(&merge.base), ROLE_MISSING);
	sign_in_unit("account_elsewhere", ROLE(OCOP_AGENCY), "08");
	assert_refused(command(&merge.base), SCOPE_MISSING);

	/* Both have a dossier under way. */
	sign_in_commune();
	first_dossier = accepted_id(&opening.base);
	opening.product_id = (char *)second_product;
	(void)accepted_id(&opening.base);
	sign_in_agency();
	assert_refused(command(&merge.base), MERGE_CONFLICT);

	/* One is valid, the other on its way to a first rating. */
	sign_in_producer();
	(void)harness_id(fixture.harness, withdraw(first_dossier, "Ví dụ"));
	sign_in_agency();
	certify(fixture.product_id, "ABCDEFGHJK", CERTIFICATE_STATE(VALID));
	assert_refused(command(&merge.base), MERGE_CONFLICT);

	/* Both are valid. */
	sign_in_commune();
	third = register_product_named(second_producer, "Chè");
	sign_in_agency();
	certify(third, "ABCDEFGHJM", CERTIFICATE_STATE(VALID));
	merge = a_product_merge(fixture.product_id, third);
	assert_refused(command(&merge.base), MERGE_CONFLICT);
	certify(third, "ABCDEFGHJM", CERTIFICATE_STATE(REVOKED));
	(void)accepted_id(&merge.base);

	assert_refused(command(&merge.base), PRODUCT_MERGED); /* merged already */
	merge = a_product_merge(third, second_product);
	assert_refused(command(&merge.base), MERGE_INVALID); /* into one that was merged */
}

static void certificate_of_the_merged_one_carries_the_other(void **state)
{
	Ocop__Registration__V1__OpenDossier opening = a_dossier();
	Ocop__Registration__V1__UndoMerge message;
	const char *merge_id, *dossier_id;

	(void)state; /* the fixture holds it */
	certify(second_product, "ABCDEFGHJK", CERTIFICATE_STATE(VALID));
	opening.kind = DOSSIER_KIND(UPGRADE);
	opening.certificate_code = (char *)"ABCDEFGHJK";
	sign_in_producer();
	assert_refused(command(&opening.base), RECOGNITION_MISSING);
	sign_in_agency();
	merge_id = merge_products_of(fixture.product_id, second_product);
	sign_in_producer();
	opening.kind = DOSSIER_KIND(FIRST);
	assert_refused(command(&opening.base), FIELD_INVALID); /* it is recognised */
	opening.kind = DOSSIER_KIND(UPGRADE);
	dossier_id = accepted_id(&opening.base);
	complete(dossier_id);
	(void)harness_id(fixture.harness, submit(dossier_id));

	/* Now the two hang together until nothing comes of the dossier. */
	sign_in_agency();
	message = an_undoing(merge_id);
	assert_refused(command(&message.base), MERGE_CONFLICT);
	sign_in_producer();
	(void)harness_id(fixture.harness, withdraw(dossier_id, "Ví dụ"));
	sign_in_agency();
	undo(merge_id);
	sign_in_producer();
	assert_refused(command(&opening.base), RECOGNITION_MISSING);
}

static void product_is_not_parted_when_its_name_is_anothers(void **state)
{
	const char *merge_id = merge_products_of(fixture.product_id, second_product);
	Ocop__Registration__V1__UndoMerge message = an_undoing(merge_id);

	(void)state; /* the fixture holds it */
	sign_in_commune();
	(void)register_product_named(second_producer, "Mật ong rừng");
	sign_in_agency();
	assert_refused(command(&message.base), MERGE_CONFLICT);
}

/* A row of the register again, after its producer was merged: the product goes where the producer
 * went, and the same row stays the same. */
static void import_after_a_merge_goes_to_the_one_that_stands(void **state)
{
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;
	const char *variant, *old_product, *new_product;
	size_t products;

	(void)state; /* the fixture holds it */
	row.product_name = (char *)"Trà hoa vàng";
	row.producer_name = (char *)"HTX ví dụ 1";
	row.province = (char *)"Thái Nguyên";
	row.event = (char *)"công nhận";
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	old_product = accepted_id(&row.base);
	variant = get_product_of(old_product)->producer_id;
	sign_in_agency();
	(void)merge_producers_of(fixture.producer_id, variant);

	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	products = harness_events(fixture.harness, MESSAGE(product_registered));
	assert_string_equal(accepted_id(&row.base), old_product);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(recognition_claimed)), 1);
	row.product_name = (char *)"Trà hoa đỏ";
	new_product = accepted_id(&row.base);
	assert_string_equal(get_product_of(new_product)->producer_id, fixture.producer_id);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_registered)),
			 products + 1);
	/* One that the producer has under another registration is that one. */
	row.product_name = (char *)"Rau Ví dụ";
	assert_string_equal(accepted_id(&row.base), fixture.product_id);
	assert_int_equal(harness_events(fixture.harness, MESSAGE(product_registered)),
			 products + 1);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, open_twice, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(merged_producer_gives_all_to_the_other),
		TEST(merged_producer_takes_no_new_work),
		TEST(producers_are_not_merged_where_they_must_not),
		TEST(same_merge_command_twice_is_one_merge),
		TEST(undoing_parts_producers_as_they_were),
		TEST(producers_are_not_parted_when_something_was_built_on_it),
		TEST(merged_product_is_found_from_the_one_that_stays),
		TEST(dossier_of_the_merged_product_goes_on_and_is_the_only_one),
		TEST(products_are_not_merged_where_they_must_not),
		TEST(certificate_of_the_merged_one_carries_the_other),
		TEST(product_is_not_parted_when_its_name_is_anothers),
		TEST(import_after_a_merge_goes_to_the_one_that_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
