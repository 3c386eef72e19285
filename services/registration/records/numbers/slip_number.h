/* slip_number.h - sequences of the registration slips' numbers: one an office and year */
#pragma once

#include <stdint.h>

struct transaction;

/* The office's next number of the year; never given again. The office is a commune (five digits)
 * or a province (two). */
int64_t slip_number_next(struct transaction *tx, const char *office_code, int year);
