/* enquiry_test.c - what may be offered, how often a buyer may write, and by what he is known again
 */
#include "market/rules/enquiry.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* What people paste, and what leads elsewhere than it seems to (RFC 3986, 3.2). */
static void links_say_where_they_lead(void **state)
{
	static const char *const plain[] = {
		"https://shop.example.vn",
		"https://shop.example.vn/",
		"https://shop.example.vn/mien-dong?ref=ocop#gia",
		"https://shop.example.vn/@gian-hang",
		"https://SHOP.Example.VN/a",
		"https://a-b.example/%C4%91",
		"https://xn--min-yva.example/",
		"https://1.example/",
	};
	static const char *const others[] = {
		"",
		"https://",
		"https:///a",
		"http://shop.example.vn/",
		"HTTPS://shop.example.vn/",
		"javascript:alert(1)",
		"https:shop.example.vn",
		"https://shop",
		"https://shop.",
		"https://.vn",
		"https://shop..vn",
		"https://-shop.vn",
		"https://shop-.vn",
		"https://shop.vn@evil.example/",
		"https://user:secret@shop.vn/",
		"https://shop.vn:8443/",
		"https://127.0.0.1/",
		"https://[::1]/",
		"https://shop.1/",
		"https://shop.vn\\@evil.example/",
		"https://shop.vn/a b",
		"https://shop.vn/\"onclick",
		"https://shop.vn/<script>",
		"https://miền.vn/",
		"https://shop.vn/\tx",
	};
	char label[80], longest[LINK_LENGTH_MAX + 2];

	(void)state;
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++) {
		print_message("%s\n", plain[i]);
		assert_true(link_is_plain(plain[i]));
	}
	for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		print_message("%s\n", others[i]);
		assert_false(link_is_plain(others[i]));
	}
	/* A label has 63 signs at most (RFC 1035, 2.3.4). */
	(void)snprintf(label, sizeof(label), "https://%063d.vn", 0);
	assert_true(link_is_plain(label));
	(void)snprintf(label, sizeof(label), "https://%064d.vn", 0);
	assert_false(link_is_plain(label));
	(void)snprintf(longest, sizeof(longest), "https://shop.vn/%0*d", LINK_LENGTH_MAX - 16, 0);
	assert_int_equal(strlen(longest), LINK_LENGTH_MAX);
	assert_true(link_is_plain(longest));
	(void)snprintf(longest, sizeof(longest), "https://shop.vn/%0*d", LINK_LENGTH_MAX - 15, 0);
	assert_false(link_is_plain(longest));
}

static void addresses_in_a_text_are_counted(void **state)
{
	(void)state;
	assert_int_equal(links_count(""), 0);
	assert_int_equal(links_count("Tôi cần 50 kg miến."), 0);
	assert_int_equal(links_count("Xem https://a.vn"), 1);
	assert_int_equal(links_count("Xem HTTPS://www.a.vn"), 1);
	assert_int_equal(links_count("Xem www.a.vn, (WWW.b.vn) và http://c.vn"), 3);
	assert_int_equal(links_count("awww.thật là ngon"), 0);
}

static void offer_stands_from_its_first_day_to_its_last(void **state)
{
	static const struct {
		const char *name;
		struct offer_days days;
		bool held;
		Ocop__Market__V1__OfferState expected;
	} cases[] = {
		{"without days", {"", "", ""}, false, OFFER_STATE(STANDING)},
		{"on its first day", {"2026-12-01", "", ""}, false, OFFER_STATE(STANDING)},
		{"on its last day", {"", "2026-12-01", ""}, false, OFFER_STATE(STANDING)},
		{"the day before", {"2026-12-02", "", ""}, false, OFFER_STATE(NOT_YET)},
		{"the day after", {"", "2026-11-30", ""}, false, OFFER_STATE(OVER)},
		{"withdrawn", {"", "", "2026-12-01"}, false, OFFER_STATE(WITHDRAWN)},
		{"withdrawn and over",
		 {"", "2026-11-30", "2026-11-20"},
		 false,
		 OFFER_STATE(WITHDRAWN)},
		{"of a revoked product", {"", "", ""}, true, OFFER_STATE(HELD)},
		{"of a revoked product, over", {"", "2026-11-30", ""}, true, OFFER_STATE(OVER)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		print_message("%s\n", cases[i].name);
		assert_int_equal(offer_state_on(&cases[i].days, cases[i].held, "2026-12-01"),
				 cases[i].expected);
	}
}

static void contact_is_the_same_however_it_is_typed(void **state)
{
	static const struct {
		const char *typed, *key; /* NULL: neither telephone nor e-mail */
	} cases[] = {
		{"0987654321", "0987654321"},
		{"0987 654 321", "0987654321"},
		{"(0987) 654.321", "0987654321"},
		{"+84 987-654-321", "0987654321"},
		{"0084987654321", "0987654321"},
		{"+420 601 123 456", "+420601123456"},
		{"Ai@Example.VN", "ai@example.vn"},
		{"ai.do+ocop@mail.example.vn", "ai.do+ocop@mail.example.vn"},
		{"1234567", NULL},
		{"12345678901234567", NULL},
		{"gọi cho tôi", NULL},
		{"0987 654 321 gặp Lan", NULL},
		{"", NULL},
		{"ai@", NULL},
		{"@example.vn", NULL},
		{"ai@example", NULL},
		{"ai@b@example.vn", NULL},
		{"ai ba@example.vn", NULL},
		{"ái@example.vn", NULL},
	};
	char key[CONTACT_KEY_SIZE], overlong[CONTACT_LENGTH_MAX + 2];

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		print_message("%s\n", cases[i].typed);
		assert_int_equal(contact_key_read(cases[i].typed, key), cases[i].key != NULL);
		if (cases[i].key)
			assert_string_equal(key, cases[i].key);
	}
	memset(overlong, ' ', sizeof(overlong) - 1);
	overlong[sizeof(overlong) - 1] = '\0';
	assert_false(contact_key_read(overlong, key));
}

static void buyer_asks_so_often_and_no_more(void **state)
{
	static const struct {
		const char *name;
		struct enquiry_facts facts;
		Ocop__Common__V1__RefusalCode expected;
	} cases[] = {
		{"his first", {.open_max = 5}, REFUSAL(UNSPECIFIED)},
		{"with one link", {.open_max = 5, .links = 1}, REFUSAL(UNSPECIFIED)},
		{"with two links", {.open_max = 5, .links = 2}, REFUSAL(LINKS_TOO_MANY)},
		{"of a revoked product", {.open_max = 5, .held = true}, REFUSAL(LISTING_HELD)},
		{"blocked",
		 {.open_max = 5, .blocked = true, .known = true},
		 REFUSAL(BUYER_BLOCKED)},
		{"blocked, with two links",
		 {.open_max = 5, .blocked = true, .known = true, .links = 2},
		 REFUSAL(LINKS_TOO_MANY)},
		{"one is open",
		 {.open_max = 5, .open_of_listing = 1, .open_of_producer = 1, .known = true},
		 REFUSAL(ENQUIRY_OPEN)},
		{"a blocked contact",
		 {.open_max = 5, .blocked = true},
		 REFUSAL(ENQUIRIES_TOO_MANY)},
		{"a contact with an open one",
		 {.open_max = 5, .open_of_listing = 1, .open_of_producer = 1},
		 REFUSAL(ENQUIRIES_TOO_MANY)},
		{"four others are open",
		 {.open_max = 5, .open_of_producer = 4},
		 REFUSAL(UNSPECIFIED)},
		{"five others are open",
		 {.open_max = 5, .open_of_producer = 5},
		 REFUSAL(ENQUIRIES_TOO_MANY)},
		{"the third of a day",
		 {.open_max = 5, .today_of_listing = 2},
		 REFUSAL(UNSPECIFIED)},
		{"the fourth of a day",
		 {.open_max = 5, .today_of_listing = 3},
		 REFUSAL(ENQUIRIES_TOO_MANY)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		print_message("%s\n", cases[i].name);
		assert_int_equal(may_send_enquiry(&cases[i].facts), cases[i].expected);
	}
}

static void thread_takes_so_many_messages(void **state)
{
	const Ocop__Market__V1__EnquiryState open = ENQUIRY_STATE(OPEN);
	struct thread_facts facts = {open, MESSAGES_IN_A_ROW_MAX - 1, MESSAGES_MAX - 1};

	(void)state;
	assert_int_equal(may_write_message(&facts), REFUSAL(UNSPECIFIED));
	facts = (struct thread_facts){open, MESSAGES_IN_A_ROW_MAX, 5};
	assert_int_equal(may_write_message(&facts), REFUSAL(MESSAGES_TOO_MANY));
	facts = (struct thread_facts){open, 0, MESSAGES_MAX};
	assert_int_equal(may_write_message(&facts), REFUSAL(MESSAGES_TOO_MANY));
	facts = (struct thread_facts){ENQUIRY_STATE(CLOSED), 0, 1};
	assert_int_equal(may_write_message(&facts), REFUSAL(ENQUIRY_CLOSED));
}

static void months_are_of_a_year(void **state)
{
	(void)state;
	assert_true(month_is(""));
	assert_true(month_is("2026-12"));
	assert_false(month_is("2026-13"));
	assert_false(month_is("2026-1"));
	assert_false(month_is("2026-12-01"));
	assert_false(month_is("tháng 1"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(links_say_where_they_lead),
		cmocka_unit_test(addresses_in_a_text_are_counted),
		cmocka_unit_test(offer_stands_from_its_first_day_to_its_last),
		cmocka_unit_test(contact_is_the_same_however_it_is_typed),
		cmocka_unit_test(buyer_asks_so_often_and_no_more),
		cmocka_unit_test(thread_takes_so_many_messages),
		cmocka_unit_test(months_are_of_a_year),
	};

	return cmocka_run_group_tests_name("market_enquiry", tests, NULL, NULL);
}
