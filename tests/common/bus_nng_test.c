/* bus_nng_test.c - what only the bus over nng can suffer: strangers, listeners that go deaf, and
 * dialers that stop
 */
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>

#include "bus_fixture.h"

static int raw_connect(const struct world *world)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int peer = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(peer >= 0);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/a", world->directory);
	if (connect(peer, (const struct sockaddr *)&address, sizeof(address)) == 0)
		return peer;
	close(peer);
	return -1;
}

static void frame_over_the_limit_from_a_stranger_cuts_him_off(void **state)
{
	struct world *world = *state;
	const uint8_t hello[] = {0, 'S', 'P', 0, 0, 0x30, 0, 0};
	const uint8_t two_mebibytes[] = {1, 0, 0, 0, 0, 0, 0x20, 0, 0};
	uint8_t greeting[8];
	uint8_t byte;

	serve(world, echo);
	int peer = raw_connect(world);
	assert_int_equal(write(peer, hello, sizeof(hello)), sizeof(hello));
	assert_int_equal(recv(peer, greeting, sizeof(greeting), MSG_WAITALL), sizeof(greeting));
	assert_int_equal(write(peer, two_mebibytes, sizeof(two_mebibytes)), sizeof(two_mebibytes));
	assert_true(read(peer, &byte, 1) <= 0); /* closed, with or without a reset */
	close(peer);
	dial(world);
	assert_int_equal(ask(world, "x", 1, 5000), 0);
	assert_int_equal(world->requests, 1);
}

/* Peers that come and leave during the handshake, and a newcomer with a question: a listener that
 * no longer hears accepts him, and his question stays unread. */
static void deafen(struct world *world)
{
	for (int i = 0; i < 100; i++) {
		int peer = raw_connect(world);
		if (peer >= 0)
			close(peer);
	}
	assert_int_equal(bus_client_open(world->bus, world->address, &world->client), 0);
	(void)ask(world, "x", 1, 300); /* meanwhile the watchdog looks */
	bus_client_close(world->client);
	world->client = NULL;
}

static void listener_that_went_deaf_is_made_anew(void **state)
{
	struct world *world = *state;
	size_t tries = 0;

	serve(world, echo);
	while (bus_listeners_recreated(world->bus) == 0) {
		assert_true(tries++ < 1000);
		deafen(world);
	}
	dial(world);
	assert_int_equal(ask(world, "x", 1, 5000), 0);
}

static void listener_whose_socket_was_removed_is_made_anew(void **state)
{
	struct world *world = *state;
	char path[64];

	serve(world, echo);
	snprintf(path, sizeof(path), "%s/a", world->directory);
	assert_int_equal(unlink(path), 0);
	uv_timer_start(&world->patience, on_patience, PATIENCE_MS, 0);
	while (bus_listeners_recreated(world->bus) == 0)
		uv_run(&world->loop, UV_RUN_ONCE);
	dial(world);
	assert_int_equal(ask(world, "x", 1, 5000), 0);
}

static int raw_listen(const struct world *world)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(listener >= 0);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/a", world->directory);
	assert_int_equal(bind(listener, (const struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(listener, 1), 0);
	return listener;
}

/* Hangs up on whoever dials, at once, until nobody has dialled for longer than nng ever waits. The
 * loop stands still meanwhile, and with it the watchdog. */
static void hang_up_until_nobody_dials(int listener)
{
	struct pollfd waiting = {.fd = listener, .events = POLLIN};

	for (size_t tries = 0; poll(&waiting, 1, 2500) > 0; tries++) {
		close(accept(listener, NULL, NULL));
		assert_true(tries < 1000);
	}
	close(listener);
}

static void dialer_whose_peer_died_at_the_greeting_dials_again(void **state)
{
	struct world *world = *state;
	int listener = raw_listen(world);
	char path[64];

	dial(world);
	hang_up_until_nobody_dials(listener);
	snprintf(path, sizeof(path), "%s/a", world->directory);
	assert_int_equal(unlink(path), 0);
	serve(world, echo);
	for (size_t tries = 0; ask(world, "x", 1, 1000) != 0; tries++)
		assert_true(tries < 100); /* stranded ones come back after a fifth of a second */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(frame_over_the_limit_from_a_stranger_cuts_him_off,
						set_up_nng, tear_down),
		cmocka_unit_test_setup_teardown(listener_that_went_deaf_is_made_anew, set_up_nng,
						tear_down),
		cmocka_unit_test_setup_teardown(listener_whose_socket_was_removed_is_made_anew,
						set_up_nng, tear_down),
		cmocka_unit_test_setup_teardown(dialer_whose_peer_died_at_the_greeting_dials_again,
						set_up_nng, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
