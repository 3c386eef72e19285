/* batch.h - what may be recorded of a batch, and what its tests say together; facts in, decision
 * out */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"

#define TEST_VERDICT(name) OCOP__MARKET__V1__TEST_VERDICT__TEST_VERDICT_##name

enum {
	ORIGINS_MAX = 20, /* materials of one batch */
	ENTRIES_MAX = 50, /* the first and its corrections */
	TESTS_MAX = 50,
	BATCH_UNIT_MAX = 30, /* characters */
	BATCH_NAME_MAX = 200,
	BATCH_REASON_MAX = 1000
};

/* A thousand million of whatever unit, in hundredths: no batch of a commune is so large. */
static const uint64_t QUANTITY_HUNDREDTHS_MAX = UINT64_C(100000000000);

/* Tests that no later one corrects. */
bool batch_test_stands(Ocop__Market__V1__BatchTest *const *tests, size_t count, size_t index);

/* FAILED when a test that stands failed, PASSED when all passed, UNSPECIFIED without any. */
Ocop__Market__V1__TestVerdict batch_verdict(Ocop__Market__V1__BatchTest *const *tests,
					    size_t count);
