/* http_parser.c - bytes become a request, or the reason why not
 *
 * The scan (http_scan.h) finds where head and body end and refuses what is ambiguous; only then
 * llhttp reads the same bytes. Both must agree on the end, else the request is refused.
 */
#include <string.h>
#include <strings.h>

#include <llhttp.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"
#include "gateway/http_connection.h"

static int refuse(struct http_connection *connection, int status, const char *reason)
{
	connection->refused_status = status;
	connection->refused_reason = reason;
	return -1;
}

static int on_url(llhttp_t *parser, const char *at, size_t size_bytes)
{
	struct http_connection *connection = parser->data;

	if (!connection->target.at)
		connection->target.at = at;
	connection->target.size_bytes += size_bytes;
	return 0;
}

static int on_header_field(llhttp_t *parser, const char *at, size_t size_bytes)
{
	struct http_connection *connection = parser->data;

	if (connection->header_count == 0 || connection->in_value) {
		if (connection->header_count == HTTP_HEADERS_MAX)
			return refuse(connection, 431, "more than 64 headers");
		connection->names[connection->header_count] = (struct http_span){at, 0};
		connection->values[connection->header_count++] = (struct http_span){"", 0};
		connection->in_value = false;
	}
	connection->names[connection->header_count - 1].size_bytes += size_bytes;
	return 0;
}

static int on_header_value(llhttp_t *parser, const char *at, size_t size_bytes)
{
	struct http_connection *connection = parser->data;
	struct http_span *value = &connection->values[connection->header_count - 1];

	if (!connection->in_value)
		*value = (struct http_span){at, 0};
	connection->in_value = true;
	value->size_bytes += size_bytes;
	return 0;
}

/* An empty value has no span: its end says that the next name is another header's. */
static int on_header_value_complete(llhttp_t *parser)
{
	struct http_connection *connection = parser->data;

	connection->in_value = true;
	return 0;
}

static char *copy_name(struct arena *arena, const struct http_span *span)
{
	char *name = arena_alloc(arena, span->size_bytes + 1);

	for (size_t i = 0; i < span->size_bytes; i++) {
		char byte = span->at[i];
		name[i] = byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
	}
	return name;
}

static char *copy_value(struct arena *arena, const struct http_span *span)
{
	const char *begin = span->at;
	const char *end = span->at + span->size_bytes;

	while (begin < end && (*begin == ' ' || *begin == '\t'))
		begin++;
	while (end > begin && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	char *value = arena_alloc(arena, (size_t)(end - begin) + 1);
	memcpy(value, begin, (size_t)(end - begin));
	return value;
}

static void copy_headers(struct http_connection *connection)
{
	struct http_request *request = &connection->request;
	size_t count = connection->header_count;
	struct http_header *headers = arena_alloc(request->arena, (count + 1) * sizeof(*headers));

	for (size_t i = 0; i < count; i++) {
		headers[i].name = copy_name(request->arena, &connection->names[i]);
		headers[i].value = copy_value(request->arena, &connection->values[i]);
	}
	request->headers = headers;
	request->header_count = count;
}

static void copy_target(struct http_connection *connection)
{
	struct http_request *request = &connection->request;
	char *path = arena_alloc(request->arena, connection->target.size_bytes + 1);

	memcpy(path, connection->target.at, connection->target.size_bytes);
	char *query = strchr(path, '?');
	if (query)
		*query++ = '\0';
	request->path = path;
	request->query = query ? query : "";
}

static size_t count_headers(const struct http_request *request, const char *name,
			    const char **ret_value)
{
	size_t count = 0;

	for (size_t i = 0; i < request->header_count; i++) {
		if (strcmp(request->headers[i].name, name) != 0)
			continue;
		*ret_value = request->headers[i].value;
		count++;
	}
	return count;
}

/* Letters, digits and what else stands in host:port or [address]:port. */
static bool is_host(const char *value)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-._~%:[]";

	return *value && value[strspn(value, allowed)] == '\0';
}

static int check_host(struct http_connection *connection)
{
	const char *host = "";
	size_t count = count_headers(&connection->request, "host", &host);

	if (count != 1)
		return refuse(connection, 400, "not exactly one Host header");
	if (!is_host(host))
		return refuse(connection, 400, "a Host that is no host");
	return 0;
}

static int check_request_line(struct http_connection *connection)
{
	static const char *const methods[] = {"GET",   "HEAD",   "POST",   "PUT",
					      "PATCH", "DELETE", "OPTIONS"};
	struct http_request *request = &connection->request;
	const llhttp_t *parser = &connection->parser;

	if (parser->http_major != 1 || parser->http_minor > 1)
		return refuse(connection, 505, "a version other than HTTP/1.1 and HTTP/1.0");
	request->method = NULL;
	for (size_t i = 0; i < sizeof(methods) / sizeof(methods[0]); i++) {
		if (strcmp(llhttp_method_name(parser->method), methods[i]) == 0)
			request->method = methods[i];
	}
	if (!request->method)
		return refuse(connection, 501, "a method that is not known here");
	if (request->path[0] != '/')
		return refuse(connection, 400, "a target that does not begin with /");
	return 0;
}

/* What the headers say of the body, once and without contradiction. */
static int check_framing(struct http_connection *connection)
{
	const struct http_request *request = &connection->request;
	const llhttp_t *parser = &connection->parser;
	const char *coding = "";
	const char *length = "";
	size_t codings = count_headers(request, "transfer-encoding", &coding);
	size_t lengths = count_headers(request, "content-length", &length);

	if (codings && lengths)
		return refuse(connection, 400, "Content-Length and Transfer-Encoding together");
	if (lengths > 1)
		return refuse(connection, 400, "more than one Content-Length");
	if (lengths && (!*length || length[strspn(length, "0123456789")] != '\0'))
		return refuse(connection, 400, "a Content-Length that is not digits");
	if (codings && parser->http_minor == 0)
		return refuse(connection, 400, "Transfer-Encoding in HTTP/1.0");
	if (codings && (codings > 1 || strcasecmp(coding, "chunked") != 0))
		return refuse(connection, 501, "a Transfer-Encoding other than chunked");

	http_scan_body(&connection->scan, codings == 1, lengths ? parser->content_length : 0);
	if (connection->scan.state == SCAN_REFUSED)
		return refuse(connection, connection->scan.status, connection->scan.reason);
	return 0;
}

static int check_expectation(struct http_connection *connection)
{
	const char *expectation = "100-continue";
	size_t count = count_headers(&connection->request, "expect", &expectation);

	if (count > 1 || strcasecmp(expectation, "100-continue") != 0)
		return refuse(connection, 417, "an expectation other than 100-continue");
	return 0;
}

static bool is_request_id(const char *value)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				      "0123456789-._";
	size_t length = strlen(value);

	return length > 0 && length < HTTP_REQUEST_ID_SIZE && strspn(value, allowed) == length;
}

static void set_request_id(struct http_connection *connection)
{
	const char *asked = "";

	if (count_headers(&connection->request, "x-request-id", &asked) == 1 &&
	    is_request_id(asked))
		strcpy(connection->request_id, asked);
	else
		identifier_create("request", NULL, clock_machine_us(), connection->request_id);
	connection->request.request_id = connection->request_id;
}

/* Whether the body comes in pieces, and how large it may be then. */
static void set_body_limit(struct http_connection *connection)
{
	struct http_server *server = connection->server;
	struct http_request *request = &connection->request;
	uint64_t limit = server && server->options.body_limit
				 ? server->options.body_limit(server->context, request)
				 : 0;

	request->body_in_pieces = limit > 0;
	if (limit > 0)
		connection->scan.body_room = limit;
}

static int on_headers_complete(llhttp_t *parser)
{
	struct http_connection *connection = parser->data;

	/* We never change protocols; without this llhttp would hand back the connection. */
	parser->upgrade = 0;
	copy_target(connection);
	copy_headers(connection);
	set_request_id(connection);
	if (check_request_line(connection) || check_host(connection))
		return -1;
	set_body_limit(connection);
	if (check_framing(connection) || check_expectation(connection))
		return -1;
	connection->keep_alive = llhttp_should_keep_alive(parser);
	return 0;
}

static int on_body(llhttp_t *parser, const char *at, size_t size_bytes)
{
	struct http_connection *connection = parser->data;
	size_t needed = connection->body_size_bytes + size_bytes + 1;

	/* Grown with what has come, not with what was announced: memory follows the sender's
	 * effort. The scan has bounded it. */
	if (needed > connection->body_capacity_bytes) {
		connection->body_capacity_bytes = needed < 4096 ? 4096 : needed * 2;
		connection->body =
			memory_realloc(connection->body, connection->body_capacity_bytes);
	}
	memcpy(connection->body + connection->body_size_bytes, at, size_bytes);
	connection->body_size_bytes += size_bytes;
	connection->body[connection->body_size_bytes] = 0;
	return 0;
}

static int on_message_complete(llhttp_t *parser)
{
	struct http_connection *connection = parser->data;

	connection->message_complete = true;
	return 0;
}

static const llhttp_settings_t parser_settings = {
	.on_url = on_url,
	.on_header_field = on_header_field,
	.on_header_value = on_header_value,
	.on_header_value_complete = on_header_value_complete,
	.on_headers_complete = on_headers_complete,
	.on_body = on_body,
	.on_message_complete = on_message_complete,
};

static enum http_parsed refused_by_parser(struct http_connection *connection, llhttp_errno_t error)
{
	if (!connection->refused_status && error == HPE_INVALID_METHOD)
		(void)refuse(connection, 501, "a method that is not known here");
	else if (!connection->refused_status && error == HPE_INVALID_VERSION)
		(void)refuse(connection, 505, "a version other than HTTP/1.1 and HTTP/1.0");
	else if (!connection->refused_status)
		(void)refuse(connection, 400, llhttp_get_error_reason(&connection->parser));
	return HTTP_PARSED_REFUSED;
}

/* Gives llhttp bytes that the scan has let through, and checks that both see the same end. */
static enum http_parsed feed(struct http_connection *connection, size_t size_bytes)
{
	struct http_input *input = &connection->input;
	const char *bytes = (const char *)input->bytes + input->begin;
	llhttp_errno_t error = llhttp_execute(&connection->parser, bytes, size_bytes);

	if (error != HPE_OK)
		return refused_by_parser(connection, error);
	input->begin += size_bytes;
	input->size_bytes -= size_bytes;
	if (connection->message_complete != (connection->scan.state == SCAN_DONE)) {
		(void)refuse(connection, 400, "a request whose end is not clear");
		return HTTP_PARSED_REFUSED;
	}
	return HTTP_PARSED_MORE;
}

/* The head is read again from its beginning when more bytes came: only the scan goes on from where
 * it stood, llhttp gets the head in one piece. */
static enum http_parsed read_head(struct http_connection *connection)
{
	struct http_input *input = &connection->input;
	struct http_scan *scan = &connection->scan;
	size_t seen = scan->head_bytes;

	(void)http_scan_read(scan, input->bytes + input->begin + seen, input->size_bytes - seen);
	if (scan->state == SCAN_REFUSED) {
		(void)refuse(connection, scan->status, scan->reason);
		return HTTP_PARSED_REFUSED;
	}
	if (scan->state != SCAN_HEAD_DONE)
		return HTTP_PARSED_MORE;
	connection->request.arena = http_connection_arena(connection);
	if (feed(connection, scan->head_bytes) == HTTP_PARSED_REFUSED)
		return HTTP_PARSED_REFUSED;
	if (scan->state == SCAN_HEAD_DONE) {
		/* llhttp waits for more: the beginning of HTTP/2 ("PRI *") it knows by itself. */
		(void)refuse(connection, 505, "a version other than HTTP/1.1 and HTTP/1.0");
		return HTTP_PARSED_REFUSED;
	}

	connection->phase = HTTP_READING_BODY;
	const char *expectation = NULL;
	connection->continue_owed = count_headers(&connection->request, "expect", &expectation) &&
				    scan->state != SCAN_DONE && connection->parser.http_minor == 1;
	return HTTP_PARSED_MORE;
}

/* The head is all that is handed out at first of a body in pieces. */
static enum http_parsed begin_body(struct http_connection *connection)
{
	if (connection->request.body_in_pieces) {
		connection->request.body = (const uint8_t *)"";
		connection->request.body_size_bytes = 0;
		return HTTP_PARSED_REQUEST;
	}
	if (connection->continue_owed)
		http_response_continue(connection);
	connection->continue_owed = false;
	return HTTP_PARSED_MORE;
}

static enum http_parsed read_body(struct http_connection *connection)
{
	struct http_input *input = &connection->input;
	struct http_scan *scan = &connection->scan;
	size_t taken = http_scan_read(scan, input->bytes + input->begin, input->size_bytes);

	if (scan->state == SCAN_REFUSED) {
		(void)refuse(connection, scan->status, scan->reason);
		return HTTP_PARSED_REFUSED;
	}
	if (taken && feed(connection, taken) == HTTP_PARSED_REFUSED)
		return HTTP_PARSED_REFUSED;
	if (scan->state != SCAN_DONE)
		return HTTP_PARSED_MORE;

	connection->request.body = connection->body ? connection->body : (const uint8_t *)"";
	connection->request.body_size_bytes = connection->body_size_bytes;
	return HTTP_PARSED_REQUEST;
}

/* No more input than fits into the piece: what frames the body is never less than the body. */
static enum http_parsed read_piece(struct http_connection *connection)
{
	struct http_input *input = &connection->input;
	struct http_scan *scan = &connection->scan;
	size_t room = HTTP_PIECE_LIMIT_BYTES - connection->body_size_bytes;

	while (scan->state != SCAN_DONE && room > 0 && input->size_bytes > 0) {
		size_t most = input->size_bytes < room ? input->size_bytes : room;
		size_t taken = http_scan_read(scan, input->bytes + input->begin, most);

		if (scan->state == SCAN_REFUSED) {
			(void)refuse(connection, scan->status, scan->reason);
			return HTTP_PARSED_REFUSED;
		}
		if (feed(connection, taken) == HTTP_PARSED_REFUSED)
			return HTTP_PARSED_REFUSED;
		room = HTTP_PIECE_LIMIT_BYTES - connection->body_size_bytes;
	}
	return scan->state == SCAN_DONE || room == 0 ? HTTP_PARSED_PIECE : HTTP_PARSED_MORE;
}

void http_parser_begin(struct http_connection *connection)
{
	http_scan_init(&connection->scan);
	llhttp_init(&connection->parser, HTTP_REQUEST, &parser_settings);
	connection->parser.data = connection;
	connection->target = (struct http_span){NULL, 0};
	connection->header_count = 0;
	connection->in_value = false;
	connection->message_complete = false;
	connection->refused_status = 0;
	connection->body_size_bytes = 0;
	connection->continue_owed = false;
	connection->phase = HTTP_READING_HEAD;
}

enum http_parsed http_parser_read(struct http_connection *connection)
{
	if (connection->request_out)
		return read_piece(connection);
	if (connection->phase == HTTP_READING_HEAD) {
		if (connection->input.size_bytes == 0)
			return HTTP_PARSED_MORE;
		if (read_head(connection) == HTTP_PARSED_REFUSED)
			return HTTP_PARSED_REFUSED;
		if (connection->phase == HTTP_READING_BODY &&
		    begin_body(connection) == HTTP_PARSED_REQUEST)
			return HTTP_PARSED_REQUEST;
	}
	if (connection->phase != HTTP_READING_BODY)
		return HTTP_PARSED_MORE;
	return read_body(connection);
}
