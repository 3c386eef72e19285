/* bus_fixture.h - a loop, a bus and an address for each case of the bus's tests
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>
#include <uv.h>

#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/memory.h"
#include "common/bus/bus.h"

enum {
	PATIENCE_MS = 20 * 1000, /* a case that is right never waits for it */
	MANY = 500,
	FRAME = BUS_FRAME_LIMIT_BYTES
};

/* A loop, a bus and an address of their own for each case. */
struct world {
	enum bus_kind kind;
	uv_loop_t loop;
	uv_timer_t patience;
	struct bus *bus;
	char directory[32];
	char address[64];
	struct bus_server *server;
	struct bus_client *client;
	/* what came */
	size_t requests;
	struct bus_request *held[4];
	size_t held_count;
	size_t answers;
	int last_error;
	size_t errors;
	size_t answer_size;
	uint8_t answer[64];
	size_t messages;
	unsigned next_message;
};

static inline void on_patience(uv_timer_t *timer)
{
	(void)timer;
	fail_msg("nothing came for %d ms", PATIENCE_MS);
}

/* Turns the loop until the counter reaches the value. */
static inline void turn_until(struct world *world, const size_t *counter, size_t value)
{
	uv_timer_start(&world->patience, on_patience, PATIENCE_MS, 0);
	while (*counter < value)
		uv_run(&world->loop, UV_RUN_ONCE);
	uv_timer_stop(&world->patience);
}

static inline int set_up(struct world *world, enum bus_kind kind)
{
	static atomic_int count;

	memset(world, 0, sizeof(*world));
	world->kind = kind;
	uv_loop_init(&world->loop);
	uv_timer_init(&world->loop, &world->patience);
	world->bus = bus_create(kind, &world->loop);
	strcpy(world->directory, "/tmp/ocop-bus-XXXXXX");
	assert_non_null(mkdtemp(world->directory));
	if (kind == BUS_NNG)
		snprintf(world->address, sizeof(world->address), "ipc://%s/a", world->directory);
	else
		snprintf(world->address, sizeof(world->address), "memory://%d", count++);
	return 0;
}

static inline int set_up_nng(void **state)
{
	*state = memory_alloc(sizeof(struct world));
	return set_up(*state, BUS_NNG);
}

static inline int set_up_memory(void **state)
{
	*state = memory_alloc(sizeof(struct world));
	return set_up(*state, BUS_MEMORY);
}

static inline int tear_down(void **state)
{
	struct world *world = *state;

	bus_client_close(world->client);
	bus_server_close(world->server);
	bus_destroy(world->bus);
	uv_close((uv_handle_t *)&world->patience, NULL);
	uv_run(&world->loop, UV_RUN_DEFAULT);
	assert_int_equal(uv_loop_close(&world->loop), 0);
	rmdir(world->directory);
	memory_free(world);
	return 0;
}

static const char KNOCK[] = "knock";

/* A knock is answered and not counted. */
static inline bool answer_knock(struct bus_request *request, const uint8_t *bytes,
				size_t size_bytes)
{
	if (size_bytes != sizeof(KNOCK) || memcmp(bytes, KNOCK, sizeof(KNOCK)) != 0)
		return false;
	bus_request_answer(request, bytes, size_bytes);
	return true;
}

static inline void echo(void *context, struct bus_request *request, const uint8_t *bytes,
			size_t size_bytes)
{
	struct world *world = context;

	if (answer_knock(request, bytes, size_bytes))
		return;
	world->requests++;
	bus_request_answer(request, bytes, size_bytes);
}

static inline void hold(void *context, struct bus_request *request, const uint8_t *bytes,
			size_t size_bytes)
{
	struct world *world = context;

	if (answer_knock(request, bytes, size_bytes))
		return;
	world->requests++;
	world->held[world->held_count++] = request;
}

static inline void on_answer(void *context, int error, const uint8_t *bytes, size_t size_bytes)
{
	struct world *world = context;

	world->answers++;
	world->last_error = error;
	world->errors += error != 0;
	world->answer_size = size_bytes;
	if (error == 0)
		memcpy(world->answer, bytes, size_bytes < 64 ? size_bytes : 64);
}

static inline void serve(struct world *world, bus_request_fn *on_request)
{
	assert_int_equal(
		bus_server_open(world->bus, world->address, on_request, world, &world->server), 0);
}

static inline int ask(struct world *world, const void *bytes, size_t size_bytes, int64_t timeout_ms)
{
	size_t before = world->answers;

	bus_client_ask(world->client, bytes, size_bytes, timeout_ms, on_answer, world);
	assert_int_equal(world->answers, before); /* later, never within the call */
	turn_until(world, &world->answers, before + 1);
	return world->last_error;
}

/* With a server of this world, until they are connected: on a busy machine that takes longer than a
 * question waits for it. */
static inline void dial(struct world *world)
{
	size_t tries = 0;

	assert_int_equal(bus_client_open(world->bus, world->address, &world->client), 0);
	if (world->server == NULL)
		return;
	while (ask(world, KNOCK, sizeof(KNOCK), PATIENCE_MS) != 0)
		assert_true(tries++ < 100);
	world->answers = 0;
	world->errors = 0;
}
