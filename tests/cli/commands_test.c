/* commands_test.c - the table of verbs, what may stand behind them, and their pages */
#include "cli/commands.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

enum { PAGE_SIZE_MAX = 32 * 1024 };

/* deploy/man/ocop-import-products.1 */
static void read_page(const struct verb *verb, char *text)
{
	char name[64], path[256];

	snprintf(name, sizeof(name), "%s", verb->name);
	for (char *letter = name; *letter != '\0'; letter++)
		*letter = *letter == ' ' ? '-' : *letter;
	snprintf(path, sizeof(path), SOURCE_DIR "/deploy/man/ocop-%s.1", name);
	FILE *file = fopen(path, "r");
	if (file == NULL)
		fail_msg("no page for %s", verb->name);
	size_t length = fread(text, 1, PAGE_SIZE_MAX - 1, file);
	text[length] = '\0';
	fclose(file);
}

static void every_verb_and_option_has_its_place_in_a_page(void **state)
{
	static char text[PAGE_SIZE_MAX];
	char wanted[64];

	(void)state;
	for (const struct verb *verb = verbs; verb->name != NULL; verb++) {
		read_page(verb, text);
		for (const struct option *option = verb->options; option && option->name;
		     option++) {
			snprintf(wanted, sizeof(wanted), ".It Fl -%s", option->name);
			if (strstr(text, wanted) == NULL)
				fail_msg("%s: --%s is not in its page", verb->name, option->name);
		}
		assert_non_null(strstr(text, ".It Fl -json"));
		assert_non_null(strstr(text, ".Sh EXIT STATUS"));
	}
}

static const struct verb *find(char *words[], int count, int *ret_words)
{
	return verb_find(count, words, ret_words);
}

static void verb_is_found_by_one_word_or_two(void **state)
{
	char *status_words[] = {"status", "--json"};
	char *import_words[] = {"import", "products", "x.csv"};
	char *half[] = {"import"};
	char *unknown[] = {"stat"};
	int words;

	(void)state;
	assert_string_equal(find(status_words, 2, &words)->name, "status");
	assert_int_equal(words, 1);
	assert_string_equal(find(import_words, 3, &words)->name, "import products");
	assert_int_equal(words, 2);
	assert_null(find(half, 1, &words));
	assert_null(find(unknown, 1, &words));
	assert_null(find(unknown, 0, &words));
}

static void half_a_verb_shows_those_that_begin_with_it(void **state)
{
	(void)state;
	assert_true(verbs_print_of("import"));
	assert_true(verbs_print_of("shard"));
	assert_false(verbs_print_of("impo"));
	assert_false(verbs_print_of("status"));
	assert_false(verbs_print_of(""));
}

static void options_may_stand_anywhere_in_both_forms(void **state)
{
	char *score_words[] = {"score"};
	char *words[] = {"--rulebook=26-2026", "-", "--set", "6", "--json"};
	struct arguments arguments;
	int count;

	(void)state;
	const struct verb *verb = find(score_words, 1, &count);
	assert_true(arguments_read(verb, 5, words, &arguments));
	assert_string_equal(argument(&arguments, "rulebook"), "26-2026");
	assert_string_equal(argument(&arguments, "set"), "6");
	assert_true(argument_flag(&arguments, "json"));
	assert_false(argument_flag(&arguments, "help"));
	assert_int_equal(arguments.operand_count, 1);
	assert_string_equal(arguments.operands[0], "-");
}

static void wrong_words_are_refused(void **state)
{
	static struct {
		const char *name;
		char *words[4];
		int count;
	} rows[] = {
		{"an unknown option", {"x", "--stars", "5"}, 3},
		{"an option without its value", {"x", "--set"}, 2},
		{"a value for a flag", {"x", "--json=yes"}, 2},
		{"no file", {"--set", "6"}, 2},
		{"two files", {"x", "y"}, 2},
		{"an option behind --", {"x", "--", "--json"}, 3},
	};
	char *score_words[] = {"score"};
	struct arguments arguments;
	int count;

	(void)state;
	const struct verb *verb = find(score_words, 1, &count);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (arguments_read(verb, rows[i].count, rows[i].words, &arguments))
			fail_msg("taken: %s", rows[i].name);
}

static void last_of_an_option_counts(void **state)
{
	char *score_words[] = {"score"};
	char *words[] = {"--set", "1", "x", "--set=2"};
	struct arguments arguments;
	int count;

	(void)state;
	assert_true(arguments_read(find(score_words, 1, &count), 4, words, &arguments));
	assert_string_equal(argument(&arguments, "set"), "2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_verb_and_option_has_its_place_in_a_page),
		cmocka_unit_test(verb_is_found_by_one_word_or_two),
		cmocka_unit_test(half_a_verb_shows_those_that_begin_with_it),
		cmocka_unit_test(options_may_stand_anywhere_in_both_forms),
		cmocka_unit_test(wrong_words_are_refused),
		cmocka_unit_test(last_of_an_option_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
