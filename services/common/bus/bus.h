/* bus.h - bytes between daemons: request and reply, publish and subscribe
 *
 * The only place that knows nng, and every guard rail its 1.5.2 needs. A second driver moves the
 * same bytes inside one process, for tests. Addresses are "ipc:///path" (a directory of mode 0700,
 * at most 100 bytes) and, between machines, "tls+tcp://host:port"; "memory://name" in tests.
 *
 * Callbacks run on the loop's thread. A frame is at most BUS_FRAME_LIMIT_BYTES, checked at both
 * ends.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct uv_loop_s;
struct bus;
struct bus_server;
struct bus_request;
struct bus_publisher;
struct bus_subscriber;
struct bus_client;

enum { BUS_FRAME_LIMIT_BYTES = 1024 * 1024 };

enum bus_kind { BUS_NNG, BUS_MEMORY };

/* A bus on a loop. Destroy it when all that was opened on it is closed; bus_destroy runs on the
 * loop's thread and the loop must run on until its handles are closed. */
struct bus *bus_create(enum bus_kind kind, struct uv_loop_s *loop);
void bus_destroy(struct bus *bus);

/* How often a listener that had gone deaf was made anew; for metrics. */
uint64_t bus_listeners_recreated(const struct bus *bus);

/* A request on the loop's thread; the bytes live until it is answered. */
typedef void bus_request_fn(void *context, struct bus_request *request, const uint8_t *bytes,
			    size_t size_bytes);

/* Answers requests at an address. Returns 0 or an ERROR_*. */
int bus_server_open(struct bus *bus, const char *address, bus_request_fn *on_request, void *context,
		    struct bus_server **ret_server);
void bus_server_close(struct bus_server *server);

/* Answers and frees the request, once, from any thread, even after its server was closed. Copies
 * the bytes: at least one; over the limit the sender gets ERROR_TOO_LARGE. A request that is never
 * answered (the daemon stops) gives its sender ERROR_UNREACHABLE. */
void bus_request_answer(struct bus_request *request, const void *bytes, size_t size_bytes);

/* Publishes at an address, from any thread, never waiting, until it is closed. What a slow or
 * absent subscriber misses is lost: followers replay. */
int bus_publisher_open(struct bus *bus, const char *address, struct bus_publisher **ret_publisher);
void bus_publish(struct bus_publisher *publisher, const void *bytes, size_t size_bytes);
void bus_publisher_close(struct bus_publisher *publisher);

/* What was published; bytes live for the call. */
typedef void bus_message_fn(void *context, const uint8_t *bytes, size_t size_bytes);

/* Subscribes to all of an address; connects by itself, again and again. */
int bus_subscriber_open(struct bus *bus, const char *address, bus_message_fn *on_message,
			void *context, struct bus_subscriber **ret_subscriber);
void bus_subscriber_close(struct bus_subscriber *subscriber);

/* error is 0, or ERROR_UNREACHABLE (nobody there, or the connection broke: whether the peer did
 * it is not known), ERROR_TIMED_OUT, ERROR_TOO_LARGE (the request, or its answer), ERROR_CLOSED.
 * Bytes live for the call. */
typedef void bus_answer_fn(void *context, int error, const uint8_t *bytes, size_t size_bytes);

/* Asks one address. Connects by itself. */
int bus_client_open(struct bus *bus, const char *address, struct bus_client **ret_client);

/* Sends a request; on_answer is called exactly once, later, on the loop's thread. Any number may
 * be under way. Copies the bytes. Called on the loop's thread. */
void bus_client_ask(struct bus_client *client, const void *bytes, size_t size_bytes,
		    int64_t timeout_ms, bus_answer_fn *on_answer, void *context);

/* Requests under way are answered with ERROR_CLOSED. */
void bus_client_close(struct bus_client *client);

/* Asks without a loop and waits; for command-line tools. ret_bytes is freed with memory_free. */
int bus_ask(const char *address, const void *bytes, size_t size_bytes, int64_t timeout_ms,
	    uint8_t **ret_bytes, size_t *ret_size_bytes);
