/* base_fault_point_test.c - a fault strikes at its passage and nowhere else */
#include "common/base/fault_point.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

/* Passes before_commit four times in a process of its own, every other time by the name "poison";
 * the exit status has a bit for each passage that was struck. */
static int status_with(const char *faults)
{
	pid_t child = fork();

	assert_true(child >= 0);
	if (child == 0) {
		int struck = 0;
		setenv("OCOP_FAULTS", faults, 1);
		if (!freopen("/dev/null", "w", stderr))
			_exit(255);
		for (int i = 0; i < 4; i++)
			struck |= fault_point_of(FAULT_BEFORE_COMMIT, i % 2 ? "poison" : NULL) << i;
		_exit(struck);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	return status;
}

static void a_fault_strikes_its_passage(void **state)
{
	(void)state;
	int status = status_with("before_commit:2=fail,before_commit:4=drop,after_commit:1=fail");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2 + 8);
}

static void a_named_fault_strikes_whatever_has_the_name(void **state)
{
	(void)state;
	int status = status_with("before_commit@poison=fail,after_commit@poison=fail");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 2 + 8);
}

static void kill_is_not_an_exit(void **state)
{
	(void)state;
	int status = status_with("before_commit:3=kill");
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGKILL);
}

static void a_delay_is_no_failure(void **state)
{
	(void)state;
	int status = status_with("before_commit:1=sleep_ms:1");
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_misspelt_fault_ends_the_process(void **state)
{
	static const char *const wrong[] = {"before_comit:1=kill", "before_commit=kill",
					    "before_commit:0=kill", "before_commit:1=explode"};

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_true(WIFSIGNALED(status_with(wrong[i])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_fault_strikes_its_passage),
		cmocka_unit_test(a_named_fault_strikes_whatever_has_the_name),
		cmocka_unit_test(kill_is_not_an_exit),
		cmocka_unit_test(a_delay_is_no_failure),
		cmocka_unit_test(a_misspelt_fault_ends_the_process),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
