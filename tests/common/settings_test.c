/* settings_test.c - defaults, file, environment, options; and what is wrong with them is said */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/error.h"
#include "common/settings.h"

static const struct setting table[] = {
	{"pause_ms", SETTING_NUMBER, "5", 1, 100, "a pause"},
	{"loud", SETTING_FLAG, "false", 0, 0, "a flag"},
	{"name_needed", SETTING_TEXT, NULL, 1, 5, "must be given"},
	{0},
};

static int read_with(struct settings **ret_settings, char *first, ...)
{
	char *argv[16] = {(char *)"test", first};
	int argc = 2;
	va_list rest;

	va_start(rest, first);
	while (argc < 16 && (argv[argc] = va_arg(rest, char *)))
		argc++;
	va_end(rest);
	return settings_read("toy", table, argc, argv, ret_settings);
}

static void later_wins(void **state)
{
	char path[] = "/tmp/ocop-settings-XXXXXX";
	int file = mkstemp(path);
	struct settings *settings;
	static const char text[] = "[instance]\nname_needed = a\n[toy]\npause_ms = 7\nloud = true\n"
				   "[other]\nunheard_of = 1\n";

	(void)state;
	assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
	close(file);
	assert_int_equal(read_with(&settings, (char *)"--settings", path, NULL), 0);
	assert_int_equal(settings_number(settings, "pause_ms"), 7);
	assert_true(settings_flag(settings, "loud"));
	assert_string_equal(settings_text(settings, "name_needed"), "a");
	assert_string_equal(settings_text(settings, "log_level"), "info");
	settings_destroy(settings);

	setenv("OCOP_PAUSE_MS", "8", 1);
	assert_int_equal(read_with(&settings, (char *)"--settings", path, NULL), 0);
	assert_int_equal(settings_number(settings, "pause_ms"), 8);
	settings_destroy(settings);

	assert_int_equal(read_with(&settings, (char *)"--settings", path, "--pause-ms", "9", NULL),
			 0);
	assert_int_equal(settings_number(settings, "pause_ms"), 9);
	settings_destroy(settings);
	unsetenv("OCOP_PAUSE_MS");
	unlink(path);
}

static void wrong_settings_stop_the_daemon(void **state)
{
	static const char *const wrong[][2] = {
		{"--pause-ms", "0"},         {"--pause-ms", "101"}, {"--pause-ms", "five"},
		{"--loud", "perhaps"},       {"--unheard-of", "1"}, {"--name-needed", "longer"},
		{"--settings", "/nowhere/"},
	};
	struct settings *settings;

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_int_equal(read_with(&settings, (char *)"--name-needed", "a", wrong[i][0],
					   wrong[i][1], NULL),
				 ERROR_SETTING);
	assert_int_equal(read_with(&settings, (char *)"--loud", "true", NULL), ERROR_SETTING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(later_wins),
		cmocka_unit_test(wrong_settings_stop_the_daemon),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
