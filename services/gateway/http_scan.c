/* http_scan.c - where a request begins and ends, judged byte by byte before the parser sees it */
#include "gateway/http_scan.h"

#include <string.h>

#include "gateway/http.h"

enum { CHUNK_SIZE_DIGITS_MAX = 8 }; /* far over the body limit, far under an overflow */

static void refuse(struct http_scan *scan, int status, const char *reason)
{
	scan->state = SCAN_REFUSED;
	scan->status = status;
	scan->reason = reason;
}

static bool is_token(uint8_t byte)
{
	return (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
	       (byte >= 'A' && byte <= 'Z') || (byte && strchr("!#$%&'*+-.^_`|~", byte));
}

static int hex_digit(uint8_t byte)
{
	if (byte >= '0' && byte <= '9')
		return byte - '0';
	if (byte >= 'a' && byte <= 'f')
		return byte - 'a' + 10;
	if (byte >= 'A' && byte <= 'F')
		return byte - 'A' + 10;
	return -1;
}

/* What a byte out of place is called; the commonest cases by name. */
static void refuse_byte(struct http_scan *scan, uint8_t byte, const char *otherwise)
{
	if (byte == '\n')
		refuse(scan, 400, "a line feed without a carriage return before it");
	else if (byte == '\r')
		refuse(scan, 400, "a carriage return without a line feed behind it");
	else if (byte < 0x20 || byte == 0x7f)
		refuse(scan, 400, "a control character in the head");
	else
		refuse(scan, 400, otherwise);
}

static void read_request_line(struct http_scan *scan, uint8_t byte)
{
	if (byte == '\r' && scan->blanks == 2)
		scan->state = SCAN_REQUEST_LINE_LF;
	else if (byte == ' ' && scan->blanks < 2 && scan->line_bytes > 1)
		scan->blanks++;
	else if (byte <= ' ' || byte >= 0x7f || byte == '#')
		refuse_byte(scan, byte, "the request line is not METHOD /path HTTP/1.1");
}

static void read_line_start(struct http_scan *scan, uint8_t byte)
{
	if (byte == '\r') {
		scan->state = SCAN_HEAD_LF;
	} else if (byte == ' ' || byte == '\t') {
		refuse(scan, 400, "a continued header line");
	} else if (!is_token(byte)) {
		refuse_byte(scan, byte, "a header name with a character it must not have");
	} else if (++scan->headers > HTTP_HEADERS_MAX) {
		refuse(scan, 431, "more than 64 headers");
	} else {
		scan->state = SCAN_NAME;
	}
}

static void read_name(struct http_scan *scan, uint8_t byte)
{
	if (byte == ':')
		scan->state = SCAN_VALUE;
	else if (!is_token(byte))
		refuse_byte(scan, byte, "a header name with a character it must not have");
}

static void read_value(struct http_scan *scan, uint8_t byte)
{
	if (byte == '\r')
		scan->state = SCAN_VALUE_LF;
	else if ((byte < ' ' && byte != '\t') || byte == 0x7f)
		refuse_byte(scan, byte, "");
}

/* A CR has been read: nothing but its LF may follow. */
static void read_line_feed(struct http_scan *scan, uint8_t byte, enum http_scan_state next)
{
	if (byte != '\n') {
		refuse(scan, 400, "a carriage return without a line feed behind it");
		return;
	}
	scan->state = next;
	scan->line_bytes = 0;
}

static void read_carriage_return(struct http_scan *scan, uint8_t byte, enum http_scan_state next,
				 const char *otherwise)
{
	if (byte == '\r')
		scan->state = next;
	else
		refuse(scan, 400, otherwise);
}

static void chunk_size_read(struct http_scan *scan)
{
	if (scan->left > scan->body_room) {
		refuse(scan, 413, "a body of more than is taken here");
		return;
	}
	scan->body_room -= scan->left;
	scan->state = SCAN_CHUNK_SIZE_LF;
}

static void read_chunk_size(struct http_scan *scan, uint8_t byte)
{
	int digit = hex_digit(byte);

	if (byte == '\r' && scan->digits > 0) {
		chunk_size_read(scan);
	} else if (digit < 0) {
		refuse(scan, 400, "a chunk size that is not hexadecimal digits alone");
	} else if (++scan->digits > CHUNK_SIZE_DIGITS_MAX) {
		refuse(scan, 413, "a chunk of more than is taken here");
	} else {
		scan->left = scan->left * 16 + (uint64_t)digit;
	}
}

static void begin_chunk(struct http_scan *scan)
{
	scan->state = SCAN_CHUNK_SIZE;
	scan->digits = 0;
	scan->left = 0;
}

static void read_head_byte(struct http_scan *scan, uint8_t byte)
{
	if (++scan->line_bytes > HTTP_LINE_LIMIT_BYTES) {
		bool in_target = scan->state <= SCAN_REQUEST_LINE_LF;
		refuse(scan, in_target ? 414 : 431, "a line of more than 8 KiB");
		return;
	}
	if (++scan->head_bytes > HTTP_HEAD_LIMIT_BYTES) {
		refuse(scan, 431, "headers of more than 16 KiB");
		return;
	}
	switch ((int)scan->state) {
	case SCAN_REQUEST_LINE:
		read_request_line(scan, byte);
		break;
	case SCAN_REQUEST_LINE_LF:
	case SCAN_VALUE_LF:
		read_line_feed(scan, byte, SCAN_LINE_START);
		break;
	case SCAN_LINE_START:
		read_line_start(scan, byte);
		break;
	case SCAN_NAME:
		read_name(scan, byte);
		break;
	case SCAN_VALUE:
		read_value(scan, byte);
		break;
	case SCAN_HEAD_LF:
		read_line_feed(scan, byte, SCAN_HEAD_DONE);
		break;
	}
}

static void read_chunk_byte(struct http_scan *scan, uint8_t byte)
{
	switch ((int)scan->state) {
	case SCAN_CHUNK_SIZE:
		read_chunk_size(scan, byte);
		break;
	case SCAN_CHUNK_SIZE_LF:
		read_line_feed(scan, byte, scan->left ? SCAN_CHUNK_BYTES : SCAN_LAST_CR);
		break;
	case SCAN_CHUNK_CR:
		read_carriage_return(scan, byte, SCAN_CHUNK_LF, "a chunk longer than its size");
		break;
	case SCAN_CHUNK_LF:
		read_line_feed(scan, byte, SCAN_CHUNK_SIZE);
		if (scan->state == SCAN_CHUNK_SIZE)
			begin_chunk(scan);
		break;
	case SCAN_LAST_CR:
		read_carriage_return(scan, byte, SCAN_LAST_LF, "a trailer behind the last chunk");
		break;
	case SCAN_LAST_LF:
		read_line_feed(scan, byte, SCAN_DONE);
		break;
	}
}

/* Bytes that may be anything: the body's own. */
static size_t skip_body(struct http_scan *scan, size_t size_bytes)
{
	size_t taken = scan->left < size_bytes ? (size_t)scan->left : size_bytes;

	scan->left -= taken;
	if (scan->left == 0)
		scan->state = scan->state == SCAN_LENGTH ? SCAN_DONE : SCAN_CHUNK_CR;
	return taken;
}

void http_scan_init(struct http_scan *scan)
{
	*scan = (struct http_scan){.state = SCAN_REQUEST_LINE, .body_room = HTTP_BODY_LIMIT_BYTES};
}

size_t http_scan_read(struct http_scan *scan, const uint8_t *bytes, size_t size_bytes)
{
	size_t at = 0;

	while (at < size_bytes && scan->state < SCAN_HEAD_DONE)
		read_head_byte(scan, bytes[at++]);
	while (at < size_bytes && scan->state > SCAN_HEAD_DONE && scan->state < SCAN_DONE) {
		if (scan->state == SCAN_LENGTH || scan->state == SCAN_CHUNK_BYTES)
			at += skip_body(scan, size_bytes - at);
		else
			read_chunk_byte(scan, bytes[at++]);
	}
	return at;
}

void http_scan_body(struct http_scan *scan, bool chunked, uint64_t length)
{
	if (!chunked && length > scan->body_room) {
		refuse(scan, 413, "a body of more than is taken here");
	} else if (chunked) {
		begin_chunk(scan);
	} else {
		scan->left = length;
		scan->state = length ? SCAN_LENGTH : SCAN_DONE;
	}
}
