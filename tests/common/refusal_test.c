/* refusal_test.c - every code of refusal.proto has a name, a status and two sentences */
#include "common/refusal.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/text.h"

static const ProtobufCEnumDescriptor *const codes = &ocop__common__v1__refusal_code__descriptor;

static void every_code_has_its_own_row(void **state)
{
	(void)state;
	for (unsigned i = 0; i < codes->n_values; i++) {
		Ocop__Common__V1__RefusalCode code =
			(Ocop__Common__V1__RefusalCode)codes->values[i].value;
		const struct refusal_text *text = refusal_text(code);
		if (text->code != code)
			fail_msg("%s has no row", codes->values[i].name);
	}
}

/* REFUSAL_CODE_DOSSIER_STATE is called dossier-state. */
static void a_name_is_the_codes_name(void **state)
{
	size_t prefix = strlen("REFUSAL_CODE_");

	(void)state;
	for (unsigned i = 0; i < codes->n_values; i++) {
		char expected[64] = {0};
		const char *name = codes->values[i].name + prefix;
		for (size_t at = 0; name[at]; at++)
			expected[at] = name[at] == '_' ? '-' : (char)tolower(name[at]);
		assert_string_equal(
			refusal_text((Ocop__Common__V1__RefusalCode)codes->values[i].value)->name,
			expected);
	}
}

static void both_sentences_are_whole_and_differ(void **state)
{
	(void)state;
	for (unsigned i = 0; i < codes->n_values; i++) {
		const struct refusal_text *text =
			refusal_text((Ocop__Common__V1__RefusalCode)codes->values[i].value);
		assert_true(text->http_status >= 400 && text->http_status < 600);
		assert_true(text_is_clean(text->vi, strlen(text->vi)));
		assert_true(text_length(text->vi) > 20 && text_length(text->en) > 20);
		assert_int_equal(text->vi[strlen(text->vi) - 1], '.');
		assert_int_equal(text->en[strlen(text->en) - 1], '.');
		assert_string_not_equal(text->vi, text->en);
	}
}

static void a_code_of_the_future_still_has_a_text(void **state)
{
	(void)state;
	assert_string_equal(refusal_text((Ocop__Common__V1__RefusalCode)99)->name, "unspecified");
	assert_string_equal(refusal_text((Ocop__Common__V1__RefusalCode)100000)->name,
			    "unspecified");
	assert_string_equal(refusal_text((Ocop__Common__V1__RefusalCode)-1)->name, "unspecified");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_code_has_its_own_row),
		cmocka_unit_test(a_name_is_the_codes_name),
		cmocka_unit_test(both_sentences_are_whole_and_differ),
		cmocka_unit_test(a_code_of_the_future_still_has_a_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
