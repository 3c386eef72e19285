/* handed_over_test.c - who has an enquiry after its product was transferred or merged, and who is
 * told how to reach the buyer
 */
#include "market/merged_fixture.h"

static const char *ask(const char *listing_id)
{
	Ocop__Market__V1__SendEnquiry command = OCOP__MARKET__V1__SEND_ENQUIRY__INIT;

	harness_sign_in(harness, NULL, NULL, 0);
	command.listing_id = (char *)listing_id;
	command.message = (char *)"Còn hàng không?";
	command.name = (char *)"Bếp ăn Ví dụ";
	command.contact = (char *)"0911 000 111";
	return accepted(&command.base);
}

static const Ocop__Market__V1__ListEnquiriesReply *inbox(const char *producer_id)
{
	Ocop__Market__V1__ListEnquiries query = OCOP__MARKET__V1__LIST_ENQUIRIES__INIT;

	sign_in(producer_id);
	query.producer_id = (char *)producer_id;
	return asked(&query.base, &ocop__market__v1__list_enquiries_reply__descriptor);
}

static Ocop__Common__V1__RefusalCode refusal_to_see(const char *producer_id, const char *enquiry_id)
{
	Ocop__Market__V1__GetEnquiry query = OCOP__MARKET__V1__GET_ENQUIRY__INIT;

	sign_in(producer_id);
	query.enquiry_id = (char *)enquiry_id;
	return harness_refusal(harness_query(harness, &query.base));
}

static const Ocop__Market__V1__Enquiry *seen(const char *producer_id, const char *enquiry_id)
{
	Ocop__Market__V1__GetEnquiry query = OCOP__MARKET__V1__GET_ENQUIRY__INIT;

	sign_in(producer_id);
	query.enquiry_id = (char *)enquiry_id;
	return asked(&query.base, &ocop__market__v1__enquiry__descriptor);
}

/* He has it and the other has not; whether he is told how to reach the buyer. */
static void assert_holds(const char *holder, const char *other, const char *enquiry_id,
			 bool reaches_buyer)
{
	const Ocop__Market__V1__Enquiry *enquiry = seen(holder, enquiry_id);

	assert_string_equal(enquiry->producer_id, holder);
	assert_string_equal(enquiry->contact, reaches_buyer ? "0911 000 111" : "");
	assert_string_equal(enquiry->buyer_name, reaches_buyer ? "Bếp ăn Ví dụ" : "");
	assert_int_equal(enquiry->handed_over, !reaches_buyer);
	assert_int_equal(inbox(holder)->n_enquiries, 1);
	assert_int_equal(refusal_to_see(other, enquiry_id), REFUSAL(SCOPE_MISSING));
	assert_int_equal(inbox(other)->n_enquiries, 0);
	assert_int_equal(inbox(other)->awaiting, 0);
}

static void write_again(const char *receipt)
{
	Ocop__Market__V1__ContinueEnquiry command = OCOP__MARKET__V1__CONTINUE_ENQUIRY__INIT;

	harness_sign_in(harness, NULL, NULL, 0);
	command.receipt = (char *)receipt;
	command.message = (char *)"Tôi vẫn cần.";
	(void)accepted(&command.base);
}

static void answer(const char *producer_id, const char *enquiry_id, const char *text)
{
	Ocop__Market__V1__AnswerEnquiry command = OCOP__MARKET__V1__ANSWER_ENQUIRY__INIT;

	sign_in(producer_id);
	command.enquiry_id = (char *)enquiry_id;
	command.message = (char *)text;
	(void)accepted(&command.base);
}

static void close_thread(const char *producer_id, const char *enquiry_id)
{
	Ocop__Market__V1__CloseEnquiry command = OCOP__MARKET__V1__CLOSE_ENQUIRY__INIT;

	sign_in(producer_id);
	command.enquiry_id = (char *)enquiry_id;
	(void)accepted(&command.base);
}

static void open_enquiry_goes_with_a_transfer_without_the_buyers_contact(void **state)
{
	const char *receipt = ask("product_1");
	const char *enquiry_id = inbox("producer_1")->enquiries[0]->enquiry_id;

	(void)state;
	assert_holds("producer_1", "producer_2", enquiry_id, true);
	transfer("product_1", "producer_2");
	assert_holds("producer_2", "producer_1", enquiry_id, false);
	assert_int_equal(inbox("producer_2")->awaiting, 1);
	answer("producer_2", enquiry_id, "Còn.");
	assert_holds("producer_2", "producer_1", enquiry_id, false);
	write_again(receipt); /* knowing to whom he writes */
	assert_holds("producer_2", "producer_1", enquiry_id, true);
	transfer("product_1", "producer_1");
	assert_holds("producer_1", "producer_2", enquiry_id, true);
}

static void closed_enquiry_stays_with_who_closed_it(void **state)
{
	const char *enquiry_id;

	(void)state;
	(void)ask("product_1");
	enquiry_id = inbox("producer_1")->enquiries[0]->enquiry_id;
	close_thread("producer_1", enquiry_id);
	transfer("product_1", "producer_2");
	assert_holds("producer_1", "producer_2", enquiry_id, true);
	merge_producers("producer_2", "producer_1");
	assert_holds("producer_1", "producer_2", enquiry_id, true);
}

/* He who closes it after a transfer keeps it, and is not told the contact for that. */
static void enquiry_closed_after_a_transfer_stays_with_the_new_one(void **state)
{
	const char *enquiry_id;

	(void)state;
	(void)ask("product_1");
	enquiry_id = inbox("producer_1")->enquiries[0]->enquiry_id;
	transfer("product_1", "producer_2");
	close_thread("producer_2", enquiry_id);
	assert_holds("producer_2", "producer_1", enquiry_id, false);
	transfer("product_1", "producer_1");
	assert_holds("producer_2", "producer_1", enquiry_id, false);
}

static void open_enquiry_follows_a_merge_of_products_and_its_undoing(void **state)
{
	const char *enquiry_id;

	(void)state;
	(void)ask("product_2");
	enquiry_id = inbox("producer_2")->enquiries[0]->enquiry_id;
	merge_products("product_1", "product_2");
	assert_holds("producer_1", "producer_2", enquiry_id, false);
	undo("product_1", "product_2");
	assert_holds("producer_2", "producer_1", enquiry_id, true);
}

/* The producer that stands is the one to whom the buyer wrote. */
static void open_enquiry_follows_a_merge_of_producers_with_the_contact(void **state)
{
	const char *receipt = ask("product_2");
	const char *enquiry_id = inbox("producer_2")->enquiries[0]->enquiry_id;

	(void)state;
	merge_producers("producer_1", "producer_2");
	transfer("product_2", "producer_1");
	assert_holds("producer_1", "producer_2", enquiry_id, true);
	write_again(receipt);
	undo("producer_1", "producer_2");
	transfer("product_2", "producer_2");
	assert_holds("producer_2", "producer_1", enquiry_id, true);
}

/* The producer who wrote in it is erased from a thread that another has now. */
static void erased_name_goes_out_of_a_thread_that_was_handed_over(void **state)
{
	Ocop__Registration__V1__PersonalDataErased event =
		OCOP__REGISTRATION__V1__PERSONAL_DATA_ERASED__INIT;
	Ocop__Registration__V1__ProducerChanged renamed =
		OCOP__REGISTRATION__V1__PRODUCER_CHANGED__INIT;
	const char *enquiry_id;

	(void)state;
	renamed.producer_id = (char *)"producer_1";
	renamed.name = (char *)"Hộ kinh doanh Ví dụ Một";
	told("producer_1", &renamed.base);
	(void)ask("product_1");
	enquiry_id = inbox("producer_1")->enquiries[0]->enquiry_id;
	answer("producer_1", enquiry_id, "Hộ kinh doanh Ví dụ Một xin chào.");
	transfer("product_1", "producer_2");
	assert_non_null(strstr(seen("producer_2", enquiry_id)->messages[1]->text, "Ví dụ Một"));
	close_thread("producer_2", enquiry_id);
	event.producer_id = (char *)"producer_1";
	told("producer_1", &event.base);
	assert_null(strstr(seen("producer_2", enquiry_id)->messages[1]->text, "Ví dụ Một"));
}

static void buyer_is_forgotten_once(void **state)
{
	Ocop__Market__V1__ForgetBuyer command = OCOP__MARKET__V1__FORGET_BUYER__INIT;
	const ProtobufCMessageDescriptor *erased = &ocop__market__v1__buyer_erased__descriptor;
	const Ocop__Common__V1__Reply *first, *again;

	(void)state;
	(void)ask("product_1");
	command.enquiry_id = inbox("producer_1")->enquiries[0]->enquiry_id;
	first = harness_command(harness, &command.base);
	assert_int_equal(harness_events(harness, erased), 1);
	again = harness_command(harness, &command.base);
	assert_int_equal(harness_events(harness, erased), 1);
	assert_int_equal(again->body.len, first->body.len);
	assert_memory_equal(again->body.data, first->body.data, first->body.len);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, opened, closed)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(open_enquiry_goes_with_a_transfer_without_the_buyers_contact),
		TEST(closed_enquiry_stays_with_who_closed_it),
		TEST(enquiry_closed_after_a_transfer_stays_with_the_new_one),
		TEST(open_enquiry_follows_a_merge_of_products_and_its_undoing),
		TEST(open_enquiry_follows_a_merge_of_producers_with_the_contact),
		TEST(erased_name_goes_out_of_a_thread_that_was_handed_over),
		TEST(buyer_is_forgotten_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
