/* bus_test.c - the bus, over nng and inside the process: the same cases for both */
#include <pthread.h>
#include <sys/stat.h>

#include "bus_fixture.h"

static void request_is_answered(void **state)
{
	struct world *world = *state;

	serve(world, echo);
	dial(world);
	assert_int_equal(ask(world, "xin chào", 9, 5000), 0);
	assert_int_equal(world->answer_size, 9);
	assert_string_equal((const char *)world->answer, "xin chào");
}

/* A question and whom to tell that its answer came. */
struct numbered {
	struct world *world;
	unsigned number;
};

static void on_own_answer(void *context, int error, const uint8_t *bytes, size_t size_bytes)
{
	struct numbered *question = context;
	unsigned got;

	assert_int_equal(error, 0);
	assert_int_equal(size_bytes, sizeof(got));
	memcpy(&got, bytes, sizeof(got));
	assert_int_equal(got, question->number);
	question->world->answers++;
}

/* Answers may come in any order: each question has a context of its own. */
static void many_in_flight_each_gets_its_own_answer(void **state)
{
	struct world *world = *state;
	struct numbered questions[MANY];

	serve(world, echo);
	dial(world);
	for (unsigned i = 0; i < MANY; i++) {
		questions[i] = (struct numbered){world, i};
		bus_client_ask(world->client, &i, sizeof(i), 10000, on_own_answer, &questions[i]);
	}
	turn_until(world, &world->answers, MANY);
	assert_int_equal(world->requests, MANY);
}

static void frame_at_the_limit_passes_and_one_more_does_not(void **state)
{
	struct world *world = *state;
	uint8_t *frame = memory_alloc(FRAME + 1);

	serve(world, echo);
	dial(world);
	assert_int_equal(ask(world, frame, FRAME, 5000), 0);
	assert_int_equal(world->answer_size, FRAME);
	assert_int_equal(ask(world, frame, FRAME + 1, 5000), ERROR_TOO_LARGE);
	assert_int_equal(world->requests, 1);
	assert_int_equal(ask(world, "x", 1, 5000), 0); /* and harms nobody else */
	memory_free(frame);
}

static void answer_over_the_limit_is_told(void **state)
{
	struct world *world = *state;
	uint8_t *frame = memory_alloc(FRAME + 1);

	serve(world, hold);
	dial(world);
	bus_client_ask(world->client, "x", 1, 5000, on_answer, world);
	turn_until(world, &world->requests, 1);
	bus_request_answer(world->held[0], frame, FRAME + 1);
	turn_until(world, &world->answers, 1);
	assert_int_equal(world->last_error, ERROR_TOO_LARGE);
	memory_free(frame);
}

/* Before its time limit, which is longer than our patience. */
static void absent_peer_is_unreachable_soon(void **state)
{
	struct world *world = *state;

	dial(world);
	assert_int_equal(ask(world, "x", 1, 3 * PATIENCE_MS), ERROR_UNREACHABLE);
}

static void leaving_server_fails_what_it_has_not_answered(void **state)
{
	struct world *world = *state;

	serve(world, hold);
	dial(world);
	bus_client_ask(world->client, "x", 1, 60 * 1000, on_answer, world);
	turn_until(world, &world->requests, 1);
	bus_server_close(world->server);
	world->server = NULL;
	turn_until(world, &world->answers, 1);
	assert_int_equal(world->last_error, ERROR_UNREACHABLE);
	bus_request_answer(world->held[0], "late", 4); /* to nobody, and harmless */
}

static void restarted_server_is_reached_again(void **state)
{
	struct world *world = *state;

	serve(world, echo);
	dial(world);
	assert_int_equal(ask(world, "x", 1, 5000), 0);
	bus_server_close(world->server);
	world->server = NULL;
	assert_int_equal(ask(world, "x", 1, 5000), ERROR_UNREACHABLE);
	serve(world, echo);
	size_t tries = 1;
	while (ask(world, "x", 1, 5000) != 0)
		assert_true(tries++ < 100);
	assert_int_equal(world->answer_size, 1);
}

static void question_without_answer_times_out(void **state)
{
	struct world *world = *state;

	serve(world, hold);
	dial(world);
	assert_int_equal(ask(world, "x", 1, 1000), ERROR_TIMED_OUT);
	turn_until(world, &world->requests, 1);
	bus_request_answer(world->held[0], "late", 4); /* is told nobody */
	bus_client_ask(world->client, "y", 1, 5000, on_answer, world);
	turn_until(world, &world->requests, 2);
	bus_request_answer(world->held[1], "yes", 3);
	turn_until(world, &world->answers, 2);
	assert_int_equal(world->last_error, 0);
	assert_memory_equal(world->answer, "yes", 3);
}

/* The daemon had other things to do than to look. */
static void answer_that_came_in_time_is_not_too_late(void **state)
{
	struct world *world = *state;
	int64_t until_us;

	serve(world, hold);
	dial(world);
	bus_client_ask(world->client, "x", 1, 1000, on_answer, world);
	turn_until(world, &world->requests, 1);
	bus_request_answer(world->held[0], "yes", 3);
	for (until_us = clock_monotonic_us() + 1000 * 1000; clock_monotonic_us() <= until_us;)
		(void)usleep(1000);
	turn_until(world, &world->answers, 1);
	assert_int_equal(world->last_error, 0);
}

static void closing_a_client_answers_its_questions(void **state)
{
	struct world *world = *state;

	serve(world, hold);
	dial(world);
	for (int i = 0; i < 3; i++)
		bus_client_ask(world->client, "x", 1, 60 * 1000, on_answer, world);
	turn_until(world, &world->requests, 3);
	bus_client_close(world->client);
	world->client = NULL;
	assert_int_equal(world->answers, 3);
	assert_int_equal(world->last_error, ERROR_CLOSED);
	for (int i = 0; i < 3; i++)
		bus_request_answer(world->held[i], "late", 4);
}

static void *answer_elsewhere(void *argument)
{
	bus_request_answer(argument, "elsewhere", 9);
	return NULL;
}

static void answer_may_come_from_any_thread(void **state)
{
	struct world *world = *state;
	pthread_t threads[4];

	serve(world, hold);
	dial(world);
	for (int i = 0; i < 4; i++)
		bus_client_ask(world->client, "x", 1, 5000, on_answer, world);
	turn_until(world, &world->requests, 4);
	for (int i = 0; i < 4; i++)
		assert_int_equal(
			pthread_create(&threads[i], NULL, answer_elsewhere, world->held[i]), 0);
	turn_until(world, &world->answers, 4);
	assert_int_equal(world->errors, 0);
	for (int i = 0; i < 4; i++)
		pthread_join(threads[i], NULL);
}

/* Who waited for them would wait an hour: the limit of the whole test ends that. */
static void stopping_does_not_wait_for_open_requests(void **state)
{
	struct world *world = *state;

	serve(world, hold);
	dial(world);
	for (int i = 0; i < 4; i++)
		bus_client_ask(world->client, "x", 1, 3600 * 1000, on_answer, world);
	turn_until(world, &world->requests, 4);
	bus_client_close(world->client);
	bus_server_close(world->server);
	bus_destroy(world->bus);
	while (uv_loop_alive(&world->loop) && uv_run(&world->loop, UV_RUN_NOWAIT) != 0)
		;
	assert_int_equal(world->answers, 4);
	assert_int_equal(world->last_error, ERROR_CLOSED);
	for (int i = 0; i < 4; i++)
		bus_request_answer(world->held[i], "late", 4); /* the bus is gone */
	world->client = NULL;
	world->server = NULL;
	world->bus = bus_create(world->kind, &world->loop);
}

static void on_message(void *context, const uint8_t *bytes, size_t size_bytes)
{
	struct world *world = context;
	unsigned number;

	assert_int_equal(size_bytes, sizeof(number));
	memcpy(&number, bytes, sizeof(number));
	if (number == 0 && world->next_message == 0) { /* a knock, until one is heard */
		world->messages = 1;
		return;
	}
	if (number == 0)
		return;
	assert_int_equal(number, world->next_message + 1);
	world->next_message = number;
	world->messages++;
}

static void publish_number(struct bus_publisher *publisher, unsigned number)
{
	bus_publish(publisher, &number, sizeof(number));
}

static void what_is_published_comes_in_order(void **state)
{
	struct world *world = *state;
	struct bus_publisher *publisher;
	struct bus_subscriber *subscriber;

	assert_int_equal(bus_publisher_open(world->bus, world->address, &publisher), 0);
	assert_int_equal(
		bus_subscriber_open(world->bus, world->address, on_message, world, &subscriber), 0);
	uv_timer_start(&world->patience, on_patience, PATIENCE_MS, 0);
	while (world->messages == 0) { /* nobody knows when a subscriber is connected */
		publish_number(publisher, 0);
		uv_run(&world->loop, UV_RUN_NOWAIT);
		(void)usleep(1000); /* knocks that fill the queue would keep out what follows */
	}
	for (unsigned i = 1; i <= MANY; i++)
		publish_number(publisher, i);
	turn_until(world, &world->messages, MANY + 1);
	bus_subscriber_close(subscriber);
	publish_number(publisher, 1); /* unheard: it would fail on_message */
	for (int i = 0; i < 10; i++)
		uv_run(&world->loop, UV_RUN_NOWAIT);
	bus_publisher_close(publisher);
}

/* A daemon of its own thread, for the question that waits. */
struct daemon {
	struct world *world;
	uv_async_t stop;
};

static void on_stop(uv_async_t *async)
{
	uv_stop(async->loop);
}

static void *run_daemon(void *argument)
{
	struct daemon *daemon = argument;

	uv_run(&daemon->world->loop, UV_RUN_DEFAULT);
	return NULL;
}

/* Connects anew, which takes longer than a question waits for it when the machine is busy. */
static void ask_waiting(const struct world *world)
{
	uint8_t *answer;
	size_t size_bytes, tries = 0;
	int error;

	do
		error = bus_ask(world->address, "hello", 6, 5000, &answer, &size_bytes);
	while (error == ERROR_UNREACHABLE && tries++ < 100);
	assert_int_equal(error, 0);
	assert_int_equal(size_bytes, 6);
	assert_string_equal((const char *)answer, "hello");
	memory_free(answer);
}

static void waiting_question_is_answered(void **state)
{
	struct world *world = *state;
	struct daemon daemon = {.world = world};
	pthread_t thread;

	serve(world, echo);
	uv_async_init(&world->loop, &daemon.stop, on_stop);
	assert_int_equal(pthread_create(&thread, NULL, run_daemon, &daemon), 0);
	for (int i = 0; i < 20; i++)
		ask_waiting(world);
	uv_async_send(&daemon.stop);
	pthread_join(thread, NULL);
	uv_close((uv_handle_t *)&daemon.stop, NULL);
	uv_run(&world->loop, UV_RUN_NOWAIT);
}

static void waiting_question_to_nobody_ends(void **state)
{
	struct world *world = *state;
	uint8_t *answer;
	size_t size_bytes;

	assert_int_equal(bus_ask(world->address, "x", 1, 60 * 1000, &answer, &size_bytes),
			 ERROR_UNREACHABLE);
}

static void address_that_is_not_ours_is_refused(void **state)
{
	struct world *world = *state;
	char address[160];
	struct bus_server *server;
	struct bus_client *client;

	assert_int_equal(bus_server_open(world->bus, "http://127.0.0.1", echo, world, &server),
			 ERROR_SETTING);
	assert_int_equal(bus_client_open(world->bus, "http://127.0.0.1", &client), ERROR_SETTING);
	if (world->kind == BUS_MEMORY)
		return;
	snprintf(address, sizeof(address), "ipc://%s/%0*d", world->directory, 100, 0);
	assert_int_equal(bus_server_open(world->bus, address, echo, world, &server), ERROR_SETTING);
	snprintf(address, sizeof(address), "ipc://%s/none/a", world->directory);
	assert_int_equal(bus_server_open(world->bus, address, echo, world, &server),
			 ERROR_NOT_FOUND);
	assert_int_equal(chmod(world->directory, 0750), 0);
	assert_int_equal(bus_server_open(world->bus, world->address, echo, world, &server),
			 ERROR_FORGED);
	assert_int_equal(chmod(world->directory, 0700), 0);
}

static void second_server_at_an_address_is_refused(void **state)
{
	struct world *world = *state;
	struct bus_server *second;

	serve(world, echo);
	assert_int_equal(bus_server_open(world->bus, world->address, echo, world, &second),
			 ERROR_INPUT_OUTPUT);
}

#define OVER_BOTH(test)                                                                            \
	{#test " (nng)", test, set_up_nng, tear_down, NULL},                                       \
	{                                                                                          \
#test " (memory)", test, set_up_memory, tear_down, NULL                            \
	}

int main(void)
{
	const struct CMUnitTest tests[] = {
		OVER_BOTH(request_is_answered),
		OVER_BOTH(many_in_flight_each_gets_its_own_answer),
		OVER_BOTH(frame_at_the_limit_passes_and_one_more_does_not),
		OVER_BOTH(answer_over_the_limit_is_told),
		OVER_BOTH(absent_peer_is_unreachable_soon),
		OVER_BOTH(leaving_server_fails_what_it_has_not_answered),
		OVER_BOTH(restarted_server_is_reached_again),
		OVER_BOTH(question_without_answer_times_out),
		OVER_BOTH(answer_that_came_in_time_is_not_too_late),
		OVER_BOTH(closing_a_client_answers_its_questions),
		OVER_BOTH(answer_may_come_from_any_thread),
		OVER_BOTH(stopping_does_not_wait_for_open_requests),
		OVER_BOTH(what_is_published_comes_in_order),
		OVER_BOTH(waiting_question_is_answered),
		OVER_BOTH(waiting_question_to_nobody_ends),
		OVER_BOTH(address_that_is_not_ours_is_refused),
		OVER_BOTH(second_server_at_an_address_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
