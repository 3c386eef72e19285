/* gateway.c - the way in: its parts, started in order and stopped in reverse
 *
 * settings, log, loop, bus, backends, sessions, routes, streams, http. On SIGTERM or SIGINT the
 * server takes no more, requests under way are answered for half a second, then the rest goes down.
 */
#include "gateway/gateway.h"

#include <signal.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <systemd/sd-daemon.h>

#include <uv.h>

#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/bus/bus.h"
#include "common/settings.h"
#include "gateway/address_limit.h"
#include "gateway/api/openapi.h"
#include "gateway/backends.h"
#include "gateway/client_address.h"
#include "gateway/health.h"
#include "gateway/http.h"
#include "gateway/routes.h"
#include "gateway/sessions.h"
#include "gateway/streams/streams.h"

enum { EXIT_SETTINGS = 2, EXIT_BROKEN = 70 /* EX_SOFTWARE: systemd starts it again */ };

static const struct setting gateway_settings[] = {
	{"address", SETTING_TEXT, "127.0.0.1", 2, 45, "address to listen at; TLS ends in front"},
	{"port", SETTING_NUMBER, "8080", 0, 65535, "port to listen at; 0 takes a free one"},
	{"proxies", SETTING_TEXT, "", 0, 400,
	 "addresses of the proxies in front, parted by commas: what they say of the client's "
	 "address "
	 "in X-Forwarded-For is believed"},
	{"scoring_shards", SETTING_TEXT, "", 0, 1024,
	 "shards known before identity has answered: tn1,tn2"},
	{"connections", SETTING_NUMBER, "4096", 1, 100000, "most connections in all"},
	{"connections_per_address", SETTING_NUMBER, "256", 1, 100000,
	 "most connections of one address; behind a proxy all come from its"},
	{"header_timeout_ms", SETTING_NUMBER, "8000", 10, 600000,
	 "for the whole head of a request"},
	{"body_timeout_ms", SETTING_NUMBER, "8000", 10, 600000, "for each 4 KiB of a body"},
	{"idle_timeout_ms", SETTING_NUMBER, "30000", 10, 600000, "between two requests"},
	{"write_timeout_ms", SETTING_NUMBER, "8000", 10, 600000,
	 "in which a client takes some of its answer"},
	{"backend_timeout_ms", SETTING_NUMBER, "10000", 100, 600000, "for a daemon's answer"},
	{"streams", SETTING_NUMBER, "1000", 1, 100000, "most who listen to the feed at a time"},
	{"streams_per_account", SETTING_NUMBER, "16", 1, 100000, "most of one account"},
	{"stream_heartbeat_ms", SETTING_NUMBER, "15000", 100, 600000,
	 "between two heartbeats of a stream"},
	{"reports_per_address", SETTING_NUMBER, "20", 0, 1000000,
	 "reports on packs, and photos for them, of one address an hour; 0: no limit"},
	{"enquiries_per_address", SETTING_NUMBER, "20", 0, 1000000,
	 "enquiries and messages of buyers from one address an hour; 0: no limit"},
	{"failed_sign_ins_per_address", SETTING_NUMBER, "100", 0, 1000000,
	 "sign-ins with a wrong name or password from one address an hour; 0: no limit"},
	{"failed_sign_ins_per_name", SETTING_NUMBER, "10", 0, 1000000,
	 "of those, with the same name from the same address; 0: no limit"},
	{"checks_per_address", SETTING_NUMBER, "1200", 0, 1000000,
	 "lists of labels or numbers checked for one address an hour; 0: no limit"},
	{"metrics_for_all", SETTING_FLAG, "false", 0, 0, "show /metrics to other machines too"},
	{"access_log", SETTING_FLAG, "true", 0, 0, "a line for each request, at level info"},
	{"print_openapi", SETTING_FLAG, "false", 0, 0, "print the OpenAPI document and end"},
	{0},
};

/* The loop's own handles around the gateway that others see. */
struct process {
	struct gateway gateway;
	uv_loop_t loop;
	uv_signal_t terminate, interrupt;
	bool stopping;
};

static void on_request(void *context, struct http_request *request)
{
	struct gateway *gateway = context;

	request->peer = client_address(request, settings_text(gateway->settings, "proxies"));
	if (!health_handle(gateway, request))
		routes_handle(gateway, request);
}

static uint64_t body_limit(void *context, const struct http_request *request)
{
	(void)context; /* the rows say it, whatever the gateway's state */
	return routes_body_limit(request);
}

/* No query (what people look for) and no address: neither is for a log. */
static void on_answered(void *context, const struct http_request *request, int status,
			size_t size_bytes)
{
	struct gateway *gateway = context;
	unsigned class = (unsigned)status / 100;
	char path[512];

	if (class < ANSWER_CLASSES)
		gateway->answers[class]++;
	if (!settings_flag(gateway->settings, "access_log"))
		return;
	if (!request) {
		log_write(LOG_INFO, "request_refused", "status=%d", status);
		return;
	}
	log_write(LOG_INFO, "request",
		  "request_id=%s method=%s path=%s status=%d size_bytes=%zu duration_us=%lld",
		  request->request_id, request->method,
		  log_quote(request->logged_path ? request->logged_path : request->path, path,
			    sizeof(path)),
		  status, size_bytes, (long long)(clock_monotonic_us() - request->received_at_us));
}

static int backends_start(struct gateway *gateway)
{
	const struct settings *settings = gateway->settings;
	char *addresses = memory_printf("ipc://%s", settings_text(settings, "run_dir"));
	struct backends_options options = {
		.addresses = addresses,
		.scoring_shards = settings_text(settings, "scoring_shards"),
		.timeout_ms = settings_number(settings, "backend_timeout_ms"),
		.clock = &gateway->clock,
	};
	int error = backends_open(gateway->bus, gateway->loop, &options, &gateway->backends);

	memory_free(addresses);
	return error;
}

static int streams_start(struct gateway *gateway)
{
	const struct settings *settings = gateway->settings;
	char *address =
		memory_printf("ipc://%s/notification.events", settings_text(settings, "run_dir"));
	struct streams_options options = {
		.events_address = address,
		.most = (size_t)settings_number(settings, "streams"),
		.most_of_account = (size_t)settings_number(settings, "streams_per_account"),
		.heartbeat_ms = settings_number(settings, "stream_heartbeat_ms"),
	};
	int error = streams_open(gateway, &options, &gateway->streams);

	memory_free(address);
	return error;
}

static int http_start(struct gateway *gateway)
{
	const struct settings *settings = gateway->settings;
	struct http_options options = http_options_default();

	options.address = settings_text(settings, "address");
	options.port = (uint16_t)settings_number(settings, "port");
	options.connections_max = (size_t)settings_number(settings, "connections");
	options.connections_per_address_max =
		(size_t)settings_number(settings, "connections_per_address");
	options.header_timeout_ms = settings_number(settings, "header_timeout_ms");
	options.body_timeout_ms = settings_number(settings, "body_timeout_ms");
	options.idle_timeout_ms = settings_number(settings, "idle_timeout_ms");
	options.write_timeout_ms = settings_number(settings, "write_timeout_ms");
	options.body_limit = body_limit;
	options.on_answered = on_answered;
	return http_server_open(gateway->loop, &options, on_request, gateway, &gateway->http);
}

static struct address_limit *limit_create(const struct gateway *gateway, const char *setting)
{
	return address_limit_create(settings_number(gateway->settings, setting));
}

static void limits_create(struct gateway *gateway)
{
	gateway->report_limit = limit_create(gateway, "reports_per_address");
	gateway->enquiry_limit = limit_create(gateway, "enquiries_per_address");
	gateway->check_limit = limit_create(gateway, "checks_per_address");
	gateway->sign_in_limit = limit_create(gateway, "failed_sign_ins_per_address");
	gateway->sign_in_name_limit = limit_create(gateway, "failed_sign_ins_per_name");
}

static void limits_destroy(struct gateway *gateway)
{
	address_limit_destroy(gateway->report_limit);
	address_limit_destroy(gateway->enquiry_limit);
	address_limit_destroy(gateway->check_limit);
	address_limit_destroy(gateway->sign_in_limit);
	address_limit_destroy(gateway->sign_in_name_limit);
}

static int parts_start(struct gateway *gateway)
{
	gateway->bus = bus_create(BUS_NNG, gateway->loop);
	int error = backends_start(gateway);

	if (error)
		return error;
	gateway->sessions = sessions_create(gateway->backends);
	limits_create(gateway);
	error = routes_open(gateway);
	if (!error)
		error = streams_start(gateway);
	if (!error)
		error = http_start(gateway);
	return error;
}

/* Called when the last connection is closed: nobody asks any more. The loop ends by itself when
 * all handles are closed. */
static void parts_stop(void *context)
{
	struct process *process = context;
	struct gateway *gateway = &process->gateway;

	gateway->http = NULL;
	streams_close(gateway->streams);
	backends_close(gateway->backends);
	sessions_destroy(gateway->sessions);
	limits_destroy(gateway);
	routes_close(gateway);
	bus_destroy(gateway->bus);
	uv_close((uv_handle_t *)&process->terminate, NULL);
	uv_close((uv_handle_t *)&process->interrupt, NULL);
}

static void on_stop(uv_signal_t *handle, int signal_number)
{
	struct process *process = handle->data;

	(void)signal_number; /* both mean the same */
	if (process->stopping)
		return;
	process->stopping = true;
	(void)sd_notify(0, "STOPPING=1"); /* nobody may be listening */
	streams_close(process->gateway.streams);
	process->gateway.streams = NULL;
	http_server_close(process->gateway.http, parts_stop, process);
}

static int loop_start(struct process *process)
{
	if (uv_loop_init(&process->loop))
		return ERROR_INPUT_OUTPUT;
	process->gateway.loop = &process->loop;
	(void)uv_signal_init(&process->loop, &process->terminate); /* with a loop they succeed */
	(void)uv_signal_init(&process->loop, &process->interrupt);
	process->terminate.data = process;
	process->interrupt.data = process;
	return 0;
}

static int run(struct process *process)
{
	struct gateway *gateway = &process->gateway;
	int error = loop_start(process);

	if (error)
		return error;
	error = parts_start(gateway);
	if (error) {
		parts_stop(process);
	} else {
		(void)uv_signal_start(&process->terminate, on_stop, SIGTERM); /* valid signals */
		(void)uv_signal_start(&process->interrupt, on_stop, SIGINT);
		log_write(LOG_INFO, "started", "version=%s instance=%s kind=%s address=%s port=%u",
			  OCOP_VERSION, settings_text(gateway->settings, "instance"),
			  settings_text(gateway->settings, "instance_kind"),
			  settings_text(gateway->settings, "address"),
			  http_server_port(gateway->http));
		(void)sd_notify(0, "READY=1"); /* nobody may be listening */
	}
	(void)uv_run(&process->loop, UV_RUN_DEFAULT); /* until every handle is closed */
	(void)uv_loop_close(&process->loop);
	return error;
}

static int print_openapi(void)
{
	char *document = openapi_create();
	bool printed = puts(document) >= 0 && fflush(stdout) == 0;

	memory_free(document);
	return printed ? 0 : EXIT_BROKEN;
}

int gateway_main(int argc, char **argv)
{
	struct process process = {0};
	struct gateway *gateway = &process.gateway;
	int error;

	if (sodium_init() < 0 ||
	    settings_read("gateway", gateway_settings, argc, argv, &gateway->settings))
		return EXIT_SETTINGS;
	if (settings_flag(gateway->settings, "print_openapi")) {
		int status = print_openapi();
		settings_destroy(gateway->settings);
		return status;
	}
	log_open("gateway", log_level_of(settings_text(gateway->settings, "log_level")));
	(void)signal(SIGPIPE, SIG_IGN); /* cannot fail for a valid signal */
	error = run(&process);
	log_write(LOG_INFO, "stopped", "error=\"%s\"", error ? error_text(error) : "");
	settings_destroy(gateway->settings);
	return error ? EXIT_BROKEN : 0;
}
