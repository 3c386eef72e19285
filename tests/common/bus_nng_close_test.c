/* bus_nng_close_test.c - sockets that nng does not let go of, made so by a fault that lasts longer
 * than the test may: nobody waits for them, and what nng calls back with later touches nothing that
 * is gone
 */
#include "bus_fixture.h"

/* Of the sockets that are closed the first, which is let go of when nobody waits any more; the
 * third, an asker's, and the sixth, a server's. */
static const char faults[] = "before_socket_close:1=sleep_ms:1200,"
			     "before_socket_close:3=sleep_ms:3600000,"
			     "before_socket_close:6=sleep_ms:3600000";

/* A bus beside the case's own, at the same address. */
static struct world *neighbour(const struct world *world)
{
	void *state;

	(void)set_up_nng(&state); /* always 0 */
	struct world *other = state;
	strcpy(other->address, world->address);
	return other;
}

static void tear_down_neighbour(struct world *other)
{
	void *state = other;

	assert_int_equal(tear_down(&state), 0);
}

/* Turns both loops until the counter reaches the value. */
static void turn_both_until(struct world *world, struct world *other, const size_t *counter,
			    size_t value)
{
	uv_timer_start(&world->patience, on_patience, PATIENCE_MS, 0);
	while (*counter < value) {
		uv_run(&world->loop, UV_RUN_NOWAIT);
		uv_run(&other->loop, UV_RUN_NOWAIT);
	}
	uv_timer_stop(&world->patience);
}

/* Until they are connected. */
static void dial_neighbour(struct world *world, struct world *other)
{
	size_t tries = 0;

	dial(world);
	do {
		assert_true(tries++ < 100);
		world->answers = 0;
		bus_client_ask(world->client, KNOCK, sizeof(KNOCK), PATIENCE_MS, on_answer, world);
		turn_both_until(world, other, &world->answers, 1);
	} while (world->last_error != 0);
	world->answers = 0;
}

/* And is no leak: the other cases take longer than its socket. */
static void asker_whose_socket_is_late_is_told(void **state)
{
	struct world *world = *state;

	serve(world, hold);
	dial(world);
	bus_client_ask(world->client, "x", 1, PATIENCE_MS, on_answer, world);
	turn_until(world, &world->requests, 1);
	bus_client_close(world->client);
	world->client = NULL;
	assert_int_equal(world->answers, 1);
	assert_int_equal(world->last_error, ERROR_CLOSED);
	bus_request_answer(world->held[0], "y", 1);
	assert_int_equal(tear_down(state), 0);
}

static void asker_is_told_and_what_comes_later_harms_nothing(void **state)
{
	struct world *world = *state;
	struct world *other = neighbour(world);

	serve(other, hold);
	dial_neighbour(world, other);
	bus_client_ask(world->client, "x", 1, PATIENCE_MS, on_answer, world);
	turn_both_until(world, other, &other->requests, 1);
	bus_client_close(world->client);
	world->client = NULL;
	assert_int_equal(world->answers, 1);
	assert_int_equal(world->last_error, ERROR_CLOSED);
	assert_int_equal(tear_down(state), 0);

	bus_request_answer(other->held[0], "y", 1);
	dial(other); /* a question of his own goes the same way behind it, and is held */
	assert_int_equal(ask(other, "z", 1, 1000), ERROR_TIMED_OUT);
	assert_int_equal(other->requests, 2);
	bus_request_answer(other->held[1], "z", 1);
	tear_down_neighbour(other);
}

static void question_to_a_closed_server_is_dropped(void **state)
{
	struct world *world = *state;
	struct world *other = neighbour(world);
	size_t tries = 0;

	serve(world, echo);
	bus_server_close(world->server);
	world->server = NULL;
	assert_int_equal(tear_down(state), 0);

	dial(other);
	while (ask(other, "x", 1, 500) == ERROR_UNREACHABLE) /* not connected yet */
		assert_true(tries++ < 100);
	assert_int_equal(other->last_error, ERROR_TIMED_OUT);
	tear_down_neighbour(other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(asker_whose_socket_is_late_is_told, set_up_nng),
		cmocka_unit_test_setup(asker_is_told_and_what_comes_later_harms_nothing,
				       set_up_nng),
		cmocka_unit_test_setup(question_to_a_closed_server_is_dropped, set_up_nng),
	};

	if (setenv("OCOP_FAULTS", faults, 1) != 0)
		return EXIT_FAILURE;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
