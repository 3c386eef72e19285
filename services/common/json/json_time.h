/* json_time.h - moments as text (RFC 3339), the JSON of google.protobuf.Timestamp
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* "9999-12-31T23:59:59.999999999Z" and its zero. */
enum { JSON_TIME_SIZE = 31 };

/* Writes the moment in UTC with 0, 3, 6 or 9 decimals; years 1 to 9999, else the nearest of
 * these. */
void json_time_print(int64_t seconds, int32_t nanoseconds, char text[JSON_TIME_SIZE]);

/* Reads it, with Z or an offset; false for anything else, leap seconds too. */
bool json_time_parse(const char *text, int64_t *ret_seconds, int32_t *ret_nanoseconds);
