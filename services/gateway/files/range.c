/* range.c - a part of a file, as RFC 9110 section 14 asks for it */
#include "gateway/files/range.h"

#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "gateway/http.h"

/* Reads digits up to something else; false without one, or for a number that no file reaches. */
static bool read_number(const char **at, uint64_t *ret_number)
{
	uint64_t number = 0;
	size_t digits = strspn(*at, "0123456789");

	if (digits == 0 || digits > 18)
		return false;
	for (size_t i = 0; i < digits; i++)
		number = number * 10 + (uint64_t)((*at)[i] - '0');
	*at += digits;
	*ret_number = number;
	return true;
}

/* "-500": the last so many bytes. */
static enum range_answer read_suffix(const char *at, uint64_t size_bytes, struct range *range)
{
	uint64_t count;

	if (!read_number(&at, &count) || *at)
		return RANGE_WHOLE;
	if (count == 0)
		return RANGE_OUTSIDE;
	range->from = count < size_bytes ? size_bytes - count : 0;
	range->last = size_bytes - 1;
	return RANGE_PART;
}

/* "0-499" or "500-". */
static enum range_answer read_range(const char *at, uint64_t size_bytes, struct range *range)
{
	uint64_t last = UINT64_MAX;

	if (!read_number(&at, &range->from) || *at++ != '-')
		return RANGE_WHOLE;
	if (*at && (!read_number(&at, &last) || *at || last < range->from))
		return RANGE_WHOLE;
	if (range->from >= size_bytes)
		return RANGE_OUTSIDE;
	range->last = last < size_bytes ? last : size_bytes - 1;
	return RANGE_PART;
}

enum range_answer range_asked(const struct http_request *request, const char *etag,
			      uint64_t size_bytes, struct range *ret_range)
{
	static const char unit[] = "bytes=";
	const char *asked = http_request_header(request, "range");
	const char *version = http_request_header(request, "if-range");

	if (!asked || strcmp(request->method, "GET") != 0 ||
	    strncasecmp(asked, unit, sizeof(unit) - 1) != 0)
		return RANGE_WHOLE;
	/* A date is another version too: nothing here has one. */
	if (version && strcmp(version, etag) != 0)
		return RANGE_WHOLE;
	asked += sizeof(unit) - 1;
	return *asked == '-' ? read_suffix(asked + 1, size_bytes, ret_range)
			     : read_range(asked, size_bytes, ret_range);
}
