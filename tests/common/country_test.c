/* country_test.c - countries of ISO 3166-1 and codes of goods */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/unit/country.h"

static void countries_have_names_in_both_languages(void **state)
{
	static const struct {
		const char *code, *vi, *en;
	} cases[] = {
		{"CZ", "Séc", "Czechia"},         {"CN", "Trung Quốc", "China"},
		{"AD", "Andorra", "Andorra"},   /* the first of the file */
		{"ZW", "Zimbabwe", "Zimbabwe"}, /* the last */
		{"HK", "Hồng Kông", "Hong Kong"},
	};
	struct country country;

	(void)state; /* a table needs none */
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		assert_true(country_find(cases[i].code, &country));
		assert_string_equal(country.code, cases[i].code);
		assert_string_equal(country.name_vi, cases[i].vi);
		assert_string_equal(country.name_en, cases[i].en);
	}
}

static void every_code_of_the_standard_is_there_once(void **state)
{
	struct country country;
	int count = 0;

	(void)state; /* needs none */
	for (char one = 'A'; one <= 'Z'; one++) {
		for (char two = 'A'; two <= 'Z'; two++) {
			const char code[] = {one, two, '\0'};

			if (!country_find(code, &country))
				continue;
			count++;
			assert_true(*country.name_vi && *country.name_en);
		}
	}
	assert_int_equal(count, 249); /* ISO 3166-1 as of 2011, when South Sudan came */
}

static void goods_go_abroad(void **state)
{
	struct country country;

	(void)state; /* needs none */
	assert_true(country_is_abroad("CZ"));
	assert_false(country_is_abroad("VN"));
	for (size_t i = 0; i < 6; i++)
		assert_false(country_find(((const char *[]){"", "C", "cz", "CZE", "XX", "e,"})[i],
					  &country));
	assert_string_equal(country.name_vi, "");
}

static void goods_have_six_or_eight_digits(void **state)
{
	(void)state;                       /* needs none */
	assert_true(hs_code_is_valid("")); /* not said */
	assert_true(hs_code_is_valid("190230"));
	assert_true(hs_code_is_valid("19023040"));
	assert_false(hs_code_is_valid("1902"));
	assert_false(hs_code_is_valid("1902304"));
	assert_false(hs_code_is_valid("1902.30"));
	assert_false(hs_code_is_valid("1902304000"));
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(countries_have_names_in_both_languages),
		cmocka_unit_test(every_code_of_the_standard_is_there_once),
		cmocka_unit_test(goods_go_abroad),
		cmocka_unit_test(goods_have_six_or_eight_digits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
