/* score_test.c - `ocop score` prints what the worked scores of the rule books expect */
#include <jansson.h>

#include "fake_daemons.h"

static int set_up(void **state)
{
	struct fakes *fakes = memory_alloc(sizeof(*fakes));

	fakes_init(fakes);
	*state = fakes;
	return 0;
}

static int tear_down(void **state)
{
	fakes_deinit(*state);
	memory_free(*state);
	return 0;
}

/* Writes JSON into a file of the fakes' folder and scores it. */
static int score_json(struct fakes *fakes, const char *book, const char *set, const char *json)
{
	char path[64];

	snprintf(path, sizeof(path), "%s/sheet", fakes->directory);
	FILE *file = fopen(path, "w");
	assert_non_null(file);
	fputs(json, file);
	fclose(file);
	int result = fakes_ocop(fakes, "score", "--rulebook", book, "--set", set, "--rulebooks-dir",
				SOURCE_DIR "/deploy/rulebooks", "--json", path, NULL);
	unlink(path);
	return result;
}

/* "QD26-06": the decision and the set. */
static const char *book_of(const char *set_code)
{
	if (strncmp(set_code, "QD26-", 5) == 0)
		return "26-2026";
	return strncmp(set_code, "QD148-", 6) == 0 ? "148-2023" : "1048-2019";
}

static void every_worked_score_is_printed(void **state)
{
	json_t *document =
		json_load_file(SOURCE_DIR "/tests/common/rulebook/VECTORS.json", 0, NULL);
	json_t *vector;
	size_t index;

	assert_true(json_array_size(json_object_get(document, "vectors")) > 40);
	json_array_foreach(json_object_get(document, "vectors"), index, vector)
	{
		const char *set_code = json_string_value(json_object_get(vector, "set_code"));
		json_t *sheet = json_object();
		json_object_set(sheet, "choices", json_object_get(vector, "choices"));
		if (json_object_get(vector, "raised") != NULL)
			json_object_set(sheet, "raised", json_object_get(vector, "raised"));
		char *text = json_dumps(sheet, 0);
		struct fakes *fakes = *state;
		int result = score_json(fakes, book_of(set_code), strchr(set_code, '-') + 1, text);
		json_t *printed = json_loads(fakes->output, 0, NULL);
		if (result != EXIT_DONE ||
		    !json_equal(printed, json_object_get(vector, "expected")))
			fail_msg("%s: %s", json_string_value(json_object_get(vector, "name")),
				 fakes->output);
		json_decref(printed);
		json_decref(sheet);
		free(text);
	}
	json_decref(document);
}

static void bad_sheet_names_each_criterion(void **state)
{
	struct fakes *fakes = *state;

	assert_int_equal(
		score_json(fakes, "26-2026", "6", "{\"choices\":{\"1.1\":99,\"nowhere\":1}}"),
		EXIT_USAGE);
	json_t *printed = json_loads(fakes->output, 0, NULL);
	const json_t *errors = json_object_get(printed, "errors");
	bool option = false, criterion = false, missing = false;
	for (size_t i = 0; i < json_array_size(errors); i++) {
		const json_t *error = json_array_get(errors, i);
		const char *code = json_string_value(json_object_get(error, "criterion"));
		const char *rule = json_string_value(json_object_get(error, "rule"));
		option = option || (!strcmp(code, "1.1") && !strcmp(rule, "option-unknown"));
		criterion = criterion ||
			    (!strcmp(code, "nowhere") && !strcmp(rule, "criterion-unknown"));
		missing = missing || (!strcmp(code, "1.2") && !strcmp(rule, "criterion-missing"));
	}
	assert_true(option && criterion && missing);
	json_decref(printed);
}

static void what_is_no_sheet_is_refused(void **state)
{
	static const char *const sheets[] = {
		"",
		"not json",
		"[]",
		"{\"choices\":[]}",
		"{\"choices\":{\"1.1\":\"3\"}}",
		"{\"choices\":{\"1.1\":-1}}",
		"{\"choices\":{\"1.1\":1.5}}",
		"{\"choices\":{\"1.1\":1,\"1.1\":1}}",
		"{\"choices\":{},\"points\":100}",
		"{\"choices\":{},\"raised\":[{\"kind\":\"dislike\",\"code\":\"1.1\"}]}",
		"{\"choices\":{},\"raised\":{}}",
	};

	for (size_t i = 0; i < sizeof(sheets) / sizeof(sheets[0]); i++)
		if (score_json(*state, "26-2026", "6", sheets[i]) != EXIT_USAGE)
			fail_msg("taken: %s", sheets[i]);
	assert_int_equal(score_json(*state, "27-2027", "6", "{\"choices\":{}}"), EXIT_USAGE);
	assert_int_equal(score_json(*state, "26-2026", "99", "{\"choices\":{}}"), EXIT_USAGE);
	assert_int_equal(score_json(*state, "26-2026", "six", "{\"choices\":{}}"), EXIT_USAGE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_worked_score_is_printed, set_up, tear_down),
		cmocka_unit_test_setup_teardown(bad_sheet_names_each_criterion, set_up, tear_down),
		cmocka_unit_test_setup_teardown(what_is_no_sheet_is_refused, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
