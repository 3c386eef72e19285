/* cursor_file_test.c - a reader's place, on disk whole or not at all */
#include "cli/cursor_file.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/error.h"

static char directory[] = "/tmp/ocop-cursor-XXXXXX";
static char path[64];

static int set_up(void **state)
{
	(void)state;
	strcpy(directory, "/tmp/ocop-cursor-XXXXXX");
	if (mkdtemp(directory) == NULL)
		return -1;
	snprintf(path, sizeof(path), "%s/cursor", directory);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	unlink(path);
	return rmdir(directory); /* fails when a neighbour was left behind */
}

static void place_comes_back_as_it_was_kept(void **state)
{
	static struct cursor_list kept, read;
	struct cursor *cursor = cursor_of(&kept, "scoring_tn1");

	(void)state;
	cursor->chain.sequence = UINT64_MAX;
	memset(cursor->chain.hash, 0xab, sizeof(cursor->chain.hash));
	memset(cursor->epoch, 0x01, sizeof(cursor->epoch));
	assert_non_null(cursor_of(&kept, "market"));
	assert_int_equal(cursor_file_write(path, &kept), 0);
	assert_int_equal(cursor_file_read(path, &read), 0);
	assert_int_equal(read.count, 2);
	assert_memory_equal(&read.items[0], cursor, sizeof(*cursor));
	assert_true(cursor_of(&read, "market") == &read.items[1]);
}

static void file_that_is_not_there_is_the_beginning(void **state)
{
	static struct cursor_list read;

	(void)state;
	assert_int_equal(cursor_file_read(path, &read), 0);
	assert_int_equal(read.count, 0);
	assert_int_equal(cursor_of(&read, "market")->chain.sequence, 0);
}

static void file_that_is_something_else_is_refused(void **state)
{
	static const char *const contents[] = {
		"market\n",
		"market 00 1 00\n",
		"market zz112233445566778899aabbccddeeff 1 "
		"0000000000000000000000000000000000000000000000000000000000000000\n",
		"market 00112233445566778899aabbccddeeff x "
		"0000000000000000000000000000000000000000000000000000000000000000\n",
	};
	static struct cursor_list read;

	(void)state;
	for (size_t i = 0; i < sizeof(contents) / sizeof(contents[0]); i++) {
		FILE *file = fopen(path, "w");
		fputs(contents[i], file);
		fclose(file);
		assert_int_equal(cursor_file_read(path, &read), ERROR_UNREADABLE);
	}
}

static void folder_that_is_not_there_is_an_error(void **state)
{
	static struct cursor_list list;

	(void)state;
	assert_int_equal(cursor_file_write("/tmp/no-such-folder-of-ocop/cursor", &list),
			 ERROR_INPUT_OUTPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(place_comes_back_as_it_was_kept, set_up, tear_down),
		cmocka_unit_test_setup_teardown(file_that_is_not_there_is_the_beginning, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(file_that_is_something_else_is_refused, set_up,
						tear_down),
		cmocka_unit_test(folder_that_is_not_there_is_an_error),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
