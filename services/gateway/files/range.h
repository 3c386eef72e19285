/* range.h - a part of a file, as RFC 9110 section 14 asks for it */
#pragma once

#include <stdint.h>

struct http_request;

enum range_answer {
	RANGE_WHOLE,  /* none was asked for that counts: 200 */
	RANGE_PART,   /* 206 */
	RANGE_OUTSIDE /* 416: nothing of what was asked for is there */
};

/* Bytes from..last, both included. */
struct range {
	uint64_t from;
	uint64_t last;
};

/* What a GET asks for of a file of this size, more than 0, under this strong ETag (with its
 * quotes): one range of bytes, from the front, to the end, or the last so many. Anything else that
 * a server may ignore is: other units, several ranges, ranges that are none, and all of them when
 * If-Range names another version. Fills in ret_range for RANGE_PART alone. */
enum range_answer range_asked(const struct http_request *request, const char *etag,
			      uint64_t size_bytes, struct range *ret_range);
