/* label_test.c - numbers on packs: trade items, codes, and the addresses that hold them */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/label/digital_link.h"
#include "common/label/gtin.h"
#include "common/label/public_code.h"

/* Numbers that GS1 prints as examples: the calculation of 7.9 (6291041500213), the EPC Tag Data
 * Standard (80614141123458), GS1 Digital Link (9506000134352), specimens of national offices; the
 * check digits of all were also computed by hand. */
static void published_numbers_of_trade_items_hold(void **state)
{
	static const char *const valid[] = {
		"6291041500213",  "80614141123458", "9501101530003", "9506000134352",
		"09506000134352", "614141000036",   "012345678905",  "96385074",
		"12345670",       "4006381333931",
	};

	(void)state; /* rules need none */
	for (size_t i = 0; i < sizeof valid / sizeof *valid; i++) {
		if (!gtin_is_valid(valid[i]))
			fail_msg("%s", valid[i]);
	}
}

/* One digit wrong is always found, two neighbours changed mostly. */
static void one_wrong_digit_is_found(void **state)
{
	static const char right[] = "6291041500213";

	(void)state; /* rules need none */
	for (size_t at = 0; at < sizeof right - 1; at++) {
		char wrong[sizeof right];

		memcpy(wrong, right, sizeof right);
		wrong[at] = (char)('0' + (right[at] - '0' + 1) % 10);
		assert_false(gtin_is_valid(wrong));
	}
	assert_false(gtin_is_valid("6921041500213"));
}

static void what_is_no_number_of_a_trade_item_is_refused(void **state)
{
	static const char *const invalid[] = {
		"",
		"1",
		"36000291452" /* eleven digits, check digit right */,
		"00000000",
		"0000000000000",
		"629104150021X",
		" 6291041500213",
		"629104150021 3",
		"00629104150021300",
		"６２９１０４１５",
	};

	(void)state; /* rules need none */
	for (size_t i = 0; i < sizeof invalid / sizeof *invalid; i++) {
		if (gtin_is_valid(invalid[i]))
			fail_msg("%s", invalid[i]);
	}
}

static void number_of_a_trade_item_is_filled_up_to_fourteen_digits(void **state)
{
	static const struct {
		const char *gtin, *printed;
	} cases[] = {
		{"96385074", "00000096385074"},
		{"012345678905", "00012345678905"},
		{"9506000134352", "09506000134352"},
		{"80614141123458", "80614141123458"},
	};
	char printed[GTIN_SIZE] = "untouched";

	(void)state; /* rules need none */
	assert_false(gtin_print("9506000134353", printed));
	assert_string_equal(printed, "untouched");
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(gtin_print(cases[i].gtin, printed));
		assert_string_equal(printed, cases[i].printed);
	}
}

/* --- GS1 Digital Link */

/* The 82 characters, counted from figure 7.11-1 of the General Specifications. */
static void batches_and_serials_are_of_character_set_82(void **state)
{
	size_t valid = 0;

	(void)state; /* rules need none */
	for (int sign = 1; sign < 256; sign++) {
		char text[] = {(char)sign, '\0'};

		valid += label_text_is_valid(text);
	}
	assert_int_equal(valid, 82);
	assert_true(label_text_is_valid("ABC123"));
	assert_true(label_text_is_valid("12345678901234567890"));
	assert_false(label_text_is_valid("123456789012345678901"));
	assert_false(label_text_is_valid(""));
	assert_false(label_text_is_valid("LO 12"));
	assert_false(label_text_is_valid("Lô-12"));
	assert_false(label_text_is_valid("A#1"));
}

/* The standard's own example of key and qualifiers, and its number of a trade item. */
static void address_has_key_batch_and_serial_in_their_order(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);

	(void)state; /* rules need none */
	assert_string_equal(
		digital_link_print(arena, "https://id.gs1.org", "9506000134352", "ABC123", "12345"),
		"https://id.gs1.org/01/09506000134352/10/ABC123/21/12345");
	assert_string_equal(
		digital_link_print(arena, "https://id.gs1.org", "9506000134352", "", "12345"),
		"https://id.gs1.org/01/09506000134352/21/12345");
	assert_string_equal(digital_link_print(arena, "", "09506000134352", "A/1+2%", "x"),
			    "/01/09506000134352/10/A%2F1%2B2%25/21/x");
	arena_destroy(arena);
}

/* --- codes */

static void code_is_read_as_people_type_it_and_a_wrong_character_is_noticed(void **state)
{
	static const uint8_t random[] = {0, 1, 31, 63, 200, 17, 5, 9, 77, 130, 255};
	enum { LENGTH = sizeof random + 1 };
	char code[LENGTH + 1], read[LENGTH + 1], typed[LENGTH + 3];
	bool fits;

	(void)state; /* rules need none */
	public_code_make(random, sizeof random, code);
	assert_int_equal(strlen(code), LENGTH);
	assert_true(public_code_read(code, LENGTH, read));
	assert_string_equal(read, code);
	assert_false(public_code_read(code, LENGTH - 1, read));
	(void)snprintf(typed, sizeof typed, "%.4s-%s ", code,
		       code + 4); /* fits but for the blank */
	assert_true(public_code_read(typed, LENGTH, read));
	for (size_t at = 0; at < LENGTH; at++) {
		char wrong[LENGTH + 1];

		memcpy(wrong, code, sizeof code);
		wrong[at] = wrong[at] == '7' ? '8' : '7';
		assert_false(public_code_read(wrong, LENGTH, read));
		assert_true(public_code_spell(wrong, LENGTH, read, &fits));
		assert_false(fits);
	}
	assert_false(public_code_spell("U00000000000", LENGTH, read, &fits));
}

/* Worked by hand from the standard's examples and its rules of encoding. */
static void a_link_is_read_as_it_was_printed(void **state)
{
	static const struct {
		const char *text, *gtin, *batch, *serial;
	} cases[] = {
		{"https://id.gs1.org/01/09506000134352/10/ABC123/21/12345?17=180426",
		 "09506000134352", "ABC123", "12345"},
		{"/01/09506000134352/21/12345", "09506000134352", "", "12345"},
		{"https://id.gs1.org/01/09506000134352", "09506000134352", "", ""},
		{"http://x.example/01/09506000134352/10/A%2F1%2b2%25/21/x#y", "09506000134352",
		 "A/1+2%", "x"},
		{"/01/09506000134353/21/12345", NULL, NULL, NULL},    /* check digit */
		{"/01/9506000134352/21/12345", NULL, NULL, NULL},     /* thirteen digits */
		{"/01/09506000134352/21/1/10/A", NULL, NULL, NULL},   /* another order */
		{"/01/09506000134352/21/", NULL, NULL, NULL},         /* none */
		{"/01/09506000134352/21/a%00b", NULL, NULL, NULL},    /* a hidden zero */
		{"/01/09506000134352/21/a%4", NULL, NULL, NULL},      /* half a sign */
		{"/01/09506000134352/21/\xc4\x91", NULL, NULL, NULL}, /* not of the set */
		{"/s/12345", NULL, NULL, NULL},
	};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);

	(void)state; /* a table needs none */
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct digital_link link;
		bool is_link = digital_link_read(arena, cases[i].text, &link);

		if (is_link != (cases[i].gtin != NULL))
			fail_msg("%s", cases[i].text);
		if (!is_link)
			continue;
		assert_string_equal(link.gtin, cases[i].gtin);
		assert_string_equal(link.batch, cases[i].batch);
		assert_string_equal(link.serial, cases[i].serial);
	}
	arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_link_is_read_as_it_was_printed),
		cmocka_unit_test(published_numbers_of_trade_items_hold),
		cmocka_unit_test(one_wrong_digit_is_found),
		cmocka_unit_test(what_is_no_number_of_a_trade_item_is_refused),
		cmocka_unit_test(number_of_a_trade_item_is_filled_up_to_fourteen_digits),
		cmocka_unit_test(batches_and_serials_are_of_character_set_82),
		cmocka_unit_test(address_has_key_batch_and_serial_in_their_order),
		cmocka_unit_test(code_is_read_as_people_type_it_and_a_wrong_character_is_noticed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
