/* bus_driver.h - what the two drivers of the bus share; for this folder only
 *
 * bus.c holds the public functions, the queue that carries what other threads bring onto the
 * loop, and the time limits of questions. A driver moves the bytes: bus_nng*.c over nng,
 * bus_memory.c inside the process. Each driver's structs begin with the one declared here.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/queue.h>

#include <uv.h>

#include "common/bus/bus.h"

/* Something on its way to the loop. deliver runs there, once, and frees it. */
struct bus_item {
	STAILQ_ENTRY(bus_item) link;
	void (*deliver)(struct bus_item *item);
};

/* Something that is looked at once a second, on the loop. */
struct bus_watched {
	LIST_ENTRY(bus_watched) link;
	void (*check)(struct bus_watched *watched);
};

struct bus {
	const struct bus_driver *driver;
	uv_async_t wake;
	uv_timer_t time_limits;
	uv_timer_t watchdog;
	int open_handles;
	uv_mutex_t mutex; /* guards arrived */
	STAILQ_HEAD(bus_item_list, bus_item) arrived;
	LIST_HEAD(bus_question_list, bus_question) questions;
	LIST_HEAD(bus_watched_list, bus_watched) watched;
	_Atomic uint64_t listeners_recreated;
};

struct bus_server {
	struct bus *bus;
};

struct bus_request {
	struct bus_item item;
	const struct bus_driver *driver; /* requests may outlive their bus */
};

struct bus_publisher {
	struct bus *bus;
};

struct bus_subscriber {
	struct bus *bus;
};

struct bus_client {
	struct bus *bus;
};

/* A question under way. client is set by the driver, the rest here. The driver posts its item
 * exactly once, when it is done with it; deliver then calls bus_question_answer and gives the
 * memory back. */
struct bus_question {
	struct bus_item item;
	struct bus_client *client;
	LIST_ENTRY(bus_question) link;
	bus_answer_fn *on_answer;
	void *context;
	int64_t asked_at_us;
	int64_t deadline_us;
	bool answered;
};

struct bus_driver {
	int (*server_open)(struct bus *bus, const char *address, bus_request_fn *on_request,
			   void *context, struct bus_server **ret_server);
	void (*server_close)(struct bus_server *server);
	void (*request_answer)(struct bus_request *request, const void *bytes, size_t size_bytes);
	int (*publisher_open)(struct bus *bus, const char *address,
			      struct bus_publisher **ret_publisher);
	void (*publish)(struct bus_publisher *publisher, const void *bytes, size_t size_bytes);
	void (*publisher_close)(struct bus_publisher *publisher);
	int (*subscriber_open)(struct bus *bus, const char *address, bus_message_fn *on_message,
			       void *context, struct bus_subscriber **ret_subscriber);
	void (*subscriber_close)(struct bus_subscriber *subscriber);
	int (*client_open)(struct bus *bus, const char *address, struct bus_client **ret_client);
	/* All its questions have been answered. */
	void (*client_close)(struct bus_client *client);
	struct bus_question *(*client_ask)(struct bus_client *client, const void *bytes,
					   size_t size_bytes);
	/* True when the question has waited so long for a connection that nobody is there. */
	bool (*question_is_stranded)(const struct bus_question *question, int64_t now_us);
	/* Answered before its time: stop working on it. */
	void (*question_abandon)(struct bus_question *question);
};

extern const struct bus_driver bus_nng;
extern const struct bus_driver bus_memory;

enum {
	/* What a subscriber may have waiting for its loop; more is lost, as on a slow line. */
	BUS_SUBSCRIBER_WAITING_MAX = 8192
};

/* Hands an item to the loop, from any thread. */
void bus_post(struct bus *bus, struct bus_item *item);

/* Looks at something once a second until bus_unwatch. */
void bus_watch(struct bus *bus, struct bus_watched *watched);
void bus_unwatch(struct bus_watched *watched);

/* Tells the asker, unless he has been told already. */
void bus_question_answer(struct bus_question *question, int error, const uint8_t *bytes,
			 size_t size_bytes);
