/* base_large_pages_test.c - a program begins anew once, told what malloc shall do */
#include "common/base/large_pages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

enum { NOT_BEGUN = 1, BEGUN_TWICE = 2, OTHER_TUNABLES = 3 };

static char own_path[] = "/proc/self/exe";

/* Begins this program as one that says what it was told; returns its exit status. */
static int status_with(const char *tunables, const char *expected)
{
	char *arguments[] = {own_path, (char *)(uintptr_t)expected, NULL};
	pid_t child = fork();
	int status;

	assert_true(child >= 0);
	if (child == 0) {
		if (tunables)
			setenv("GLIBC_TUNABLES", tunables, 1);
		else
			unsetenv("GLIBC_TUNABLES");
		execv(own_path, arguments);
		_exit(NOT_BEGUN);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	return WEXITSTATUS(status);
}

/* The program that is begun: the process id stays, and so does what it was told at first. */
static int begun(char **arguments)
{
	char id[32];
	const char *told;

	(void)snprintf(id, sizeof id, "%d", (int)getpid());
	if (!getenv("BEGUN_AS"))
		setenv("BEGUN_AS", id, 1);
	large_pages_use(arguments);
	told = getenv("GLIBC_TUNABLES");
	if (!told || strcmp(told, arguments[1]) != 0)
		return OTHER_TUNABLES;
	return strcmp(getenv("BEGUN_AS"), id) == 0 ? EXIT_SUCCESS : BEGUN_TWICE;
}

static void the_program_begins_anew_and_is_told(void **state)
{
	(void)state;
	assert_int_equal(status_with(NULL, "glibc.malloc.hugetlb=1"), EXIT_SUCCESS);
	assert_int_equal(status_with("", "glibc.malloc.hugetlb=1"), EXIT_SUCCESS);
}

static void other_tunables_stay_and_its_own_is_obeyed(void **state)
{
	(void)state;
	assert_int_equal(
		status_with("glibc.malloc.check=0", "glibc.malloc.check=0:glibc.malloc.hugetlb=1"),
		EXIT_SUCCESS);
	assert_int_equal(status_with("glibc.malloc.hugetlb=0", "glibc.malloc.hugetlb=0"),
			 EXIT_SUCCESS);
}

int main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_program_begins_anew_and_is_told),
		cmocka_unit_test(other_tunables_stay_and_its_own_is_obeyed),
	};

	if (argc > 1)
		return begun(argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
