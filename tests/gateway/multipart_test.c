/* multipart_test.c - forms with a file: what browsers send, and what nobody may */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "gateway/api/multipart.h"

static int set_up(void **state)
{
	*state = arena_create(ARENA_LIMIT_BYTES);
	return 0;
}

static int tear_down(void **state)
{
	arena_destroy(*state);
	return 0;
}

static bool reads(struct arena *arena, const char *body, struct multipart *form)
{
	return multipart_read(arena, "XX", (const uint8_t *)body, strlen(body), form);
}

static void boundary_is_read_as_it_is_written(void **state)
{
	static const struct {
		const char *type, *boundary; /* NULL: none */
	} cases[] = {
		{"multipart/form-data; boundary=----WebKitFormBoundary7MA4YWxk",
		 "----WebKitFormBoundary7MA4YWxk"},
		{"Multipart/Form-Data; charset=utf-8; boundary=\"a b\"", "a"},
		{"multipart/form-data; boundary=abc; charset=utf-8", "abc"},
		{"multipart/form-data", NULL},
		{"multipart/form-data; boundary=", NULL},
		{"multipart/mixed; boundary=abc", NULL},
		{"application/x-www-form-urlencoded", NULL},
		{NULL, NULL},
	};

	(void)state; /* a table needs none */
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char boundary[MULTIPART_BOUNDARY_SIZE];
		bool found = multipart_boundary(cases[i].type, boundary);

		assert_int_equal(found, cases[i].boundary != NULL);
		if (found)
			assert_string_equal(boundary, cases[i].boundary);
	}
}

static void fields_come_before_the_file_and_keep_their_lines(void **state)
{
	static const char body[] =
		"--XX\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\nA\r\n"
		"--XX\r\nContent-Disposition: form-data; name=\"seen\"\r\n\r\nMột\r\nhai\r\n"
		"--XX\r\nContent-Disposition: form-data; name=\"empty\"\r\n\r\n\r\n"
		"--XX\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"a%22b.jpg\"\r\n"
		"Content-Type: image/jpeg\r\n\r\nBYTES\r\n--XX--\r\n";
	char trailer[MULTIPART_TRAILER_SIZE];
	struct multipart form;

	assert_true(reads(*state, body, &form));
	assert_int_equal(form.count, 3);
	assert_string_equal(multipart_value(&form, "kind"), "A");
	assert_string_equal(multipart_value(&form, "seen"), "Một\nhai");
	assert_string_equal(multipart_value(&form, "empty"), "");
	assert_string_equal(multipart_value(&form, "photo"), "");
	assert_string_equal(form.file_type, "image/jpeg");
	multipart_trailer("XX", trailer);
	assert_string_equal(body + form.file_begin + strlen("BYTES"), trailer);
}

static void form_without_a_file_ends_with_its_last_field(void **state)
{
	struct multipart form;

	assert_true(reads(
		*state, "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XX--\r\n",
		&form));
	assert_null(form.file_type);
	assert_string_equal(multipart_value(&form, "a"), "1");
}

static void what_is_no_form_is_refused(void **state)
{
	static const char *const bodies[] = {
		"",
		"kind=A",
		"--XY\r\n",
		"--XX",
		"--XX\r\n",
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n",
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1",
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XX",
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XXY--",
		"--XX\r\nContent-Disposition: form-data\r\n\r\n1\r\n--XX--\r\n",
		"--XX\r\nContent-Disposition: form-data; name=a\r\n\r\n1\r\n--XX--\r\n",
		"--XX\r\nContent-Type: text/plain\r\n\r\n1\r\n--XX--\r\n",
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\xff\r\n--XX--\r\n",
		"--XX\r\nContent-Disposition: form-data; name=\"a\x01\"\r\n\r\n1\r\n--XX--\r\n",
	};

	for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++) {
		struct multipart form;

		if (reads(*state, bodies[i], &form))
			fail_msg("%zu: %s", i, bodies[i]);
	}
}

static void every_beginning_of_a_form_is_refused_or_read_without_its_end(void **state)
{
	static const char body[] =
		"--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n--XX--\r\n";
	struct multipart form;

	for (size_t size = 0; size < sizeof(body) - 1 - strlen("\r\n"); size++)
		assert_false(multipart_read(*state, "XX", (const uint8_t *)body, size, &form));
}

#define IN_ARENA(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(boundary_is_read_as_it_is_written),
		IN_ARENA(fields_come_before_the_file_and_keep_their_lines),
		IN_ARENA(form_without_a_file_ends_with_its_last_field),
		IN_ARENA(what_is_no_form_is_refused),
		IN_ARENA(every_beginning_of_a_form_is_refused_or_read_without_its_end),
	};

	return cmocka_run_group_tests_name("gateway_multipart", tests, NULL, NULL);
}
