/* health.c - how the gateway and the daemons behind it are: /healthz, /readyz, /metrics
 *
 * /healthz says that this process turns; /readyz asks every daemon, and whether
 * it is known which shards there are; /metrics asks nobody.
 */
#include "gateway/health.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/bus.h"
#include "common/settings.h"
#include "gateway/backends.h"
#include "gateway/gateway.h"
#include "gateway/http.h"
#include "gateway/problem.h"
#include "gateway/sessions.h"
#include "gateway/streams/streams.h"

static void respond_status(struct http_request *request, const char *status)
{
	static const struct http_header type = {"Content-Type", "application/json"};
	const char *body = arena_printf(request->arena, "{\"status\":\"%s\"}", status);

	http_respond(request, 200, &type, 1, body, strlen(body));
}

static void handle_healthz(struct gateway *gateway, struct http_request *request)
{
	(void)gateway; /* that this runs is the answer */
	respond_status(request, "ok");
}

static void on_probed(void *context, const char *missing)
{
	struct http_request *request = context;

	if (*missing)
		problem_respond(request, REFUSAL(DAEMON_UNREACHABLE), NULL, missing);
	else
		respond_status(request, "ready");
}

static void handle_readyz(struct gateway *gateway, struct http_request *request)
{
	backends_probe(gateway->backends, on_probed, request);
}

/* Asked from this machine, and not passed on by a proxy on it. */
static bool is_local(const struct http_request *request)
{
	bool loopback = strncmp(request->peer, "127.", 4) == 0 || strcmp(request->peer, "::1") == 0;

	return loopback && !http_request_header(request, "x-forwarded-for") &&
	       !http_request_header(request, "forwarded");
}

struct exposition {
	char *text;
	size_t length;
	size_t size_bytes;
};

__attribute__((format(printf, 2, 3))) static void print(struct exposition *exposition,
							const char *format, ...)
{
	size_t room = exposition->size_bytes - exposition->length;
	va_list arguments;

	va_start(arguments, format);
	int length = vsnprintf(exposition->text + exposition->length, room, format, arguments);
	va_end(arguments);
	if (length > 0 && (size_t)length < room)
		exposition->length += (size_t)length; /* what does not fit is left out whole */
}

static void print_figure(struct exposition *exposition, const char *name, const char *type,
			 uint64_t value)
{
	print(exposition, "# TYPE ocop_gateway_%s %s\nocop_gateway_%s %llu\n", name, type, name,
	      (unsigned long long)value);
}

static void print_http(struct exposition *exposition, const struct gateway *gateway)
{
	struct http_server_figures figures = http_server_figures(gateway->http);

	print_figure(exposition, "connections", "gauge", figures.connections);
	print_figure(exposition, "connections_accepted_total", "counter",
		     figures.connections_accepted);
	print_figure(exposition, "connections_refused_total", "counter",
		     figures.connections_refused);
	print_figure(exposition, "connections_cut_total", "counter", figures.connections_cut);
	print_figure(exposition, "requests_total", "counter", figures.requests);
	print_figure(exposition, "requests_malformed_total", "counter", figures.requests_malformed);
	print(exposition, "# TYPE ocop_gateway_answers_total counter\n");
	for (unsigned i = 1; i < ANSWER_CLASSES; i++)
		print(exposition, "ocop_gateway_answers_total{class=\"%uxx\"} %llu\n", i,
		      (unsigned long long)gateway->answers[i]);
}

static void print_backends(struct exposition *exposition, const struct gateway *gateway)
{
	struct backends_figures figures = backends_figures(gateway->backends);

	print_figure(exposition, "backend_frames_total", "counter", figures.frames);
	print_figure(exposition, "backend_commands_total", "counter", figures.commands);
	print_figure(exposition, "backend_queries_total", "counter", figures.queries);
	print_figure(exposition, "backend_retries_total", "counter", figures.retries);
	print_figure(exposition, "backend_unreachable_total", "counter", figures.unreachable);
	print_figure(exposition, "backend_waiting", "gauge", figures.waiting);
	print_figure(exposition, "shards", "gauge", backends_scoring_count(gateway->backends));
	print_figure(exposition, "sessions", "gauge", sessions_count(gateway->sessions));
	print_figure(exposition, "bus_listeners_recreated_total", "counter",
		     bus_listeners_recreated(gateway->bus));
}

static void print_streams(struct exposition *exposition, const struct gateway *gateway)
{
	struct streams_figures figures = streams_figures(gateway->streams);

	print_figure(exposition, "streams", "gauge", figures.open);
	print_figure(exposition, "streams_begun_total", "counter", figures.begun);
	print_figure(exposition, "streams_refused_total", "counter", figures.refused);
	print_figure(exposition, "stream_items_total", "counter", figures.items);
}

static void handle_metrics(struct gateway *gateway, struct http_request *request)
{
	static const struct http_header type = {"Content-Type",
						"text/plain; version=0.0.4; charset=utf-8"};
	enum { EXPOSITION_SIZE = 8 * 1024 };
	struct exposition exposition = {.text = arena_alloc(request->arena, EXPOSITION_SIZE),
					.size_bytes = EXPOSITION_SIZE};

	if (!is_local(request) && !settings_flag(gateway->settings, "metrics_for_all")) {
		problem_respond(request, REFUSAL(ROUTE_UNKNOWN), NULL, request->path);
		return;
	}
	print_http(&exposition, gateway);
	print_streams(&exposition, gateway);
	print_backends(&exposition, gateway);
	http_respond(request, 200, &type, 1, exposition.text, exposition.length);
}

bool health_handle(struct gateway *gateway, struct http_request *request)
{
	static const struct {
		const char *path;
		void (*handle)(struct gateway *gateway, struct http_request *request);
	} paths[] = {
		{"/healthz", handle_healthz},
		{"/readyz", handle_readyz},
		{"/metrics", handle_metrics},
	};

	for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++) {
		if (strcmp(request->path, paths[i].path) != 0)
			continue;
		if (strcmp(request->method, "GET") == 0 || strcmp(request->method, "HEAD") == 0)
			paths[i].handle(gateway, request);
		else
			problem_respond_method(request, "GET, HEAD");
		return true;
	}
	return false;
}
