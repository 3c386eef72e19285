/* http_scan.h - where a request begins and ends, judged byte by byte before the parser sees it
 *
 * llhttp 8.1.0 takes a CR without LF as the end of headers (CVE-2025-23167) and folds continued
 * header lines. Bytes that two readers could cut differently are refused here: bare CR or LF, NUL
 * and other controls, continued lines, blanks before a colon, chunk extensions, trailers.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum http_scan_state {
	SCAN_REQUEST_LINE,
	SCAN_REQUEST_LINE_LF,
	SCAN_LINE_START, /* of a header or the empty line */
	SCAN_NAME,
	SCAN_VALUE,
	SCAN_VALUE_LF,
	SCAN_HEAD_LF, /* the empty line's LF */
	SCAN_HEAD_DONE,
	SCAN_LENGTH, /* bytes counted by Content-Length */
	SCAN_CHUNK_SIZE,
	SCAN_CHUNK_SIZE_LF,
	SCAN_CHUNK_BYTES,
	SCAN_CHUNK_CR,
	SCAN_CHUNK_LF,
	SCAN_LAST_CR,
	SCAN_LAST_LF,
	SCAN_DONE,
	SCAN_REFUSED
};

/* How far one request is read. Owns nothing. */
struct http_scan {
	enum http_scan_state state;
	size_t head_bytes;
	size_t line_bytes;
	size_t headers;
	unsigned blanks;    /* in the request line */
	unsigned digits;    /* of a chunk's size */
	uint64_t left;      /* bytes of the body or chunk still to come */
	uint64_t body_room; /* bytes of body still allowed */
	int status;         /* why it was refused */
	const char *reason;
};

/* Begins a request. */
void http_scan_init(struct http_scan *scan);

/* Reads on; returns the bytes it took. Stops behind the head (SCAN_HEAD_DONE), behind the request
 * (SCAN_DONE) or at what it refuses (SCAN_REFUSED, with status and reason). */
size_t http_scan_read(struct http_scan *scan, const uint8_t *bytes, size_t size_bytes);

/* After SCAN_HEAD_DONE, what the headers said of the body; neither: there is none. */
void http_scan_body(struct http_scan *scan, bool chunked, uint64_t length);
