/* batch.c - what the tests of a batch say together; facts in, decision out */
#include "market/rules/batch.h"

bool batch_test_stands(Ocop__Market__V1__BatchTest *const *tests, size_t count, size_t index)
{
	for (size_t i = index + 1; i < count; i++) {
		if (tests[i]->corrects_test_no == tests[index]->test_no)
			return false;
	}
	return true;
}

Ocop__Market__V1__TestVerdict batch_verdict(Ocop__Market__V1__BatchTest *const *tests, size_t count)
{
	Ocop__Market__V1__TestVerdict verdict = TEST_VERDICT(UNSPECIFIED);

	for (size_t i = 0; i < count; i++) {
		if (!batch_test_stands(tests, count, i))
			continue;
		if (tests[i]->verdict != TEST_VERDICT(PASSED))
			return TEST_VERDICT(FAILED);
		verdict = TEST_VERDICT(PASSED);
	}
	return verdict;
}
