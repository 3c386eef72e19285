/* http_load.c - asks one server the same kind of thing over many connections, and times it
 *
 *	http_load --port N --connections N --seconds N --paths FILE
 *	http_load ... --post PATH --body TEXT [--token TEXT]
 *
 * GET takes the paths of a file in turn. POST sends the text with {n} replaced by a count, each
 * with a command id of its own (UUID version 7). One request of a connection is under way at a
 * time; a connection asks again at once. Prints: requests/s, p50 and p99 in microseconds, the
 * number of answers over 299 and the first of them on standard error. Ends by itself.
 */
#include <arpa/inet.h>
#include <errno.h>
#include <getopt.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"

enum {
	CONNECTIONS_MAX = 1024,
	SAMPLES_MAX = 4 * 1000 * 1000,
	ANSWER_LIMIT_BYTES = 2 * 1024 * 1024,
	REQUEST_LIMIT_BYTES = 16 * 1024,
	UUID_TEXT_SIZE = 37
};

struct connection {
	int socket;
	int64_t sent_at_us;
	char *answer;
	size_t received;
};

struct load {
	int port;
	int connections;
	int seconds;
	const char *paths_file, *post_path, *body, *token;

	char **paths;
	size_t path_count, path_capacity;
	size_t next; /* path, or count of a command */

	int epoll;
	int64_t *samples_us;
	size_t sample_count;
	size_t refused;
};

static void die(const char *what)
{
	fprintf(stderr, "http_load: %s: %s\n", what, strerror(errno));
	exit(1);
}

static void paths_read(struct load *load)
{
	FILE *file = fopen(load->paths_file, "r");
	char *line = NULL;
	size_t size = 0;

	if (!file)
		die(load->paths_file);
	while (getline(&line, &size, file) > 0) {
		line[strcspn(line, "\n")] = '\0';
		load->paths = memory_grow(load->paths, load->path_count, &load->path_capacity,
					  sizeof *load->paths);
		load->paths[load->path_count++] = memory_strdup(line);
	}
	free(line);
	fclose(file);
	if (load->path_count == 0)
		die("no paths");
}

/* Writes the body with each {n} replaced; returns its length. */
static int body_write(const struct load *load, char *body, size_t size_bytes)
{
	const char *rest = load->body;
	const char *mark;
	size_t length = 0;

	while ((mark = strstr(rest, "{n}")) != NULL) {
		length += (size_t)snprintf(body + length, size_bytes - length, "%.*s%zu",
					   (int)(mark - rest), rest, load->next);
		rest = mark + strlen("{n}");
	}
	length += (size_t)snprintf(body + length, size_bytes - length, "%s", rest);
	return (int)length;
}

static int request_write(struct load *load, char *request)
{
	char body[REQUEST_LIMIT_BYTES / 2];
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	char id_text[UUID_TEXT_SIZE];
	int length;

	if (load->paths_file)
		return snprintf(request, REQUEST_LIMIT_BYTES,
				"GET %s HTTP/1.1\r\nHost: localhost\r\n\r\n",
				load->paths[load->next++ % load->path_count]);
	command_id_create(clock_machine_us(), id);
	command_id_print(id, id_text);
	length = body_write(load, body, sizeof body);
	load->next++;
	return snprintf(request, REQUEST_LIMIT_BYTES,
			"POST %s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
			"Authorization: Bearer %s\r\nIdempotency-Key: %s\r\n"
			"Content-Length: %d\r\n\r\n%s",
			load->post_path, load->token, id_text, length, body);
}

static void ask(struct load *load, struct connection *connection)
{
	char request[REQUEST_LIMIT_BYTES];
	int length = request_write(load, request);

	connection->received = 0;
	connection->sent_at_us = clock_monotonic_us();
	if (write(connection->socket, request, (size_t)length) != length)
		die("write");
}

static void connection_open(struct load *load, struct connection *connection)
{
	struct sockaddr_in address = {.sin_family = AF_INET,
				      .sin_port = htons((uint16_t)load->port),
				      .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};

	connection->socket = socket(AF_INET, SOCK_STREAM, 0);
	connection->answer = memory_alloc(ANSWER_LIMIT_BYTES + 1);
	if (connection->socket < 0 ||
	    connect(connection->socket, (struct sockaddr *)&address, sizeof address) != 0)
		die("connect");
	if (epoll_ctl(load->epoll, EPOLL_CTL_ADD, connection->socket, &event) != 0)
		die("epoll_ctl");
}

/* True when the answer is whole. Every answer of ours has a Content-Length. */
static bool answer_is_whole(const struct connection *connection)
{
	const char *end = strstr(connection->answer, "\r\n\r\n");
	const char *length = strcasestr(connection->answer, "\r\ncontent-length:");

	if (!end || !length || length > end)
		return false;
	return connection->received >=
	       (size_t)(end + 4 - connection->answer) +
		       strtoul(length + strlen("\r\ncontent-length:"), NULL, 10);
}

static void answered(struct load *load, const struct connection *connection)
{
	int status = atoi(connection->answer + strlen("HTTP/1.1 "));

	if (load->sample_count < SAMPLES_MAX)
		load->samples_us[load->sample_count++] =
			clock_monotonic_us() - connection->sent_at_us;
	if (status > 299 && load->refused++ == 0)
		fprintf(stderr, "http_load: first refusal: %.600s\n", connection->answer);
}

static void receive(struct load *load, struct connection *connection, bool again)
{
	ssize_t count = read(connection->socket, connection->answer + connection->received,
			     ANSWER_LIMIT_BYTES - connection->received);

	if (count <= 0)
		die("the server closed");
	connection->received += (size_t)count;
	connection->answer[connection->received] = '\0';
	if (!answer_is_whole(connection))
		return;
	answered(load, connection);
	if (again)
		ask(load, connection);
}

static int64_t run(struct load *load)
{
	struct connection *connections =
		memory_alloc((size_t)load->connections * sizeof *connections);
	struct epoll_event events[64];
	int64_t begin_us;
	int64_t end_us;

	load->epoll = epoll_create1(0);
	for (int i = 0; i < load->connections; i++)
		connection_open(load, &connections[i]);
	begin_us = clock_monotonic_us();
	end_us = begin_us + load->seconds * INT64_C(1000000);
	for (int i = 0; i < load->connections; i++)
		ask(load, &connections[i]);
	while (clock_monotonic_us() < end_us) {
		int ready = epoll_wait(load->epoll, events, 64, 100);

		for (int i = 0; i < ready; i++)
			receive(load, events[i].data.ptr, true);
	}
	for (int i = 0; i < load->connections; i++)
		close(connections[i].socket);
	return clock_monotonic_us() - begin_us;
}

static int compare_samples(const void *left, const void *right)
{
	int64_t a = *(const int64_t *)left;
	int64_t b = *(const int64_t *)right;

	return (a > b) - (a < b);
}

static void options_read(struct load *load, int argc, char **argv)
{
	static const struct option table[] = {
		{"port", required_argument, NULL, 'p'},
		{"connections", required_argument, NULL, 'c'},
		{"seconds", required_argument, NULL, 's'},
		{"paths", required_argument, NULL, 'f'},
		{"post", required_argument, NULL, 'o'},
		{"body", required_argument, NULL, 'b'},
		{"token", required_argument, NULL, 't'},
		{0},
	};
	const char **texts[256] = {['f'] = &load->paths_file,
				   ['o'] = &load->post_path,
				   ['b'] = &load->body,
				   ['t'] = &load->token};
	int *numbers[256] = {
		['p'] = &load->port, ['c'] = &load->connections, ['s'] = &load->seconds};
	int option;

	while ((option = getopt_long(argc, argv, "", table, NULL)) != -1) {
		if (texts[option & 255])
			*texts[option & 255] = optarg;
		else if (numbers[option & 255])
			*numbers[option & 255] = atoi(optarg);
		else
			exit(2);
	}
}

int main(int argc, char **argv)
{
	struct load load = {.connections = 1, .seconds = 1, .token = ""};
	int64_t spent_us;

	options_read(&load, argc, argv);
	if (load.connections < 1 || load.connections > CONNECTIONS_MAX ||
	    !(load.paths_file || (load.post_path && load.body))) {
		fprintf(stderr, "usage: see the head of http_load.c\n");
		return 2;
	}
	if (load.paths_file)
		paths_read(&load);
	load.next = load.paths_file ? 0 : (size_t)clock_machine_us(); /* never twice */
	load.samples_us = memory_alloc(SAMPLES_MAX * sizeof *load.samples_us);
	spent_us = run(&load);
	if (load.sample_count == 0)
		die("no answers");
	qsort(load.samples_us, load.sample_count, sizeof *load.samples_us, compare_samples);
	printf("%.0f %lld %lld %zu\n", (double)load.sample_count * 1e6 / (double)spent_us,
	       (long long)load.samples_us[load.sample_count / 2],
	       (long long)load.samples_us[load.sample_count * 99 / 100], load.refused);
	return 0;
}
