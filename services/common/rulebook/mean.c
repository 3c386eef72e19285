/* mean.c - the mean of the members' totals, exact: a sum and a count */
#include "common/rulebook/mean.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

#include "common/rulebook/rulebook.h"

bool mean_reaches(struct mean mean, uint32_t points)
{
	return mean.sum >= (uint64_t)points * mean.count;
}

uint32_t mean_band_star(const struct rulebook *book, struct mean mean)
{
	for (size_t i = 0; i < book->band_count; i++)
		if (mean_reaches(mean, book->bands[i].from))
			return book->bands[i].star;
	assert(false && "the lowest band starts at 0");
	return 0;
}

void mean_print(struct mean mean, char *text)
{
	assert(mean.count > 0 && "a mean is of something");

	/* Half up: floor(100 * sum / count + 1/2), with both sides doubled to stay whole. */
	uint64_t hundredths = (200 * (uint64_t)mean.sum + mean.count) / (2 * (uint64_t)mean.count);

	(void)snprintf(text, MEAN_TEXT_SIZE, "%" PRIu64 ".%02" PRIu64, hundredths / 100,
		       hundredths % 100); /* 20 digits fit */
}
