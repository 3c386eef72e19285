/* mean.h - the mean of the members' totals, exact: a sum and a count
 *
 * Never a float and never rounded before it is compared: 89.995 prints as 90.00 and is 4 stars.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct rulebook;

enum { MEAN_TEXT_SIZE = 32 };

struct mean {
	uint32_t sum;
	uint32_t count; /* at least 1 */
};

/* True when the mean is at least so many points: sum >= points * count. */
bool mean_reaches(struct mean mean, uint32_t points);

/* The star by points alone. */
uint32_t mean_band_star(const struct rulebook *book, struct mean mean);

/* Two decimals, rounded half up, for eyes only: "91.14" (MEAN_TEXT_SIZE bytes). */
void mean_print(struct mean mean, char *text);
