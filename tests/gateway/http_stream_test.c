/* http_stream_test.c - answers without end: ended in order, told when the client goes, never more
 * than the queue's limit for one who does not read
 */
#include "gateway/http_fixture.h"

enum {
	LIMIT_BYTES = 256 * 1024,
	SOCKET_BUFFERS_BYTES = 12 * 1024 * 1024 /* the most that Linux lets both ends have */
};

static void answer_of_unknown_size_ends_with_its_connection(void **state)
{
	struct fixture *fixture = *state;
	const char *request = "GET /stream/short HTTP/1.1\r\n" HOST END;

	exchange(fixture, request, strlen(request));
	assert_int_equal(status_of(fixture->answer), 200);
	assert_null(strstr(fixture->answer, "Content-Length"));
	assert_non_null(strstr(fixture->answer, "Connection: close\r\n"));
	assert_non_null(strstr(fixture->answer, "\r\n\r\none two"));
}

static void one_who_goes_is_noticed_at_once(void **state)
{
	struct fixture *fixture = *state;
	const char *request = "GET /stream/quiet HTTP/1.1\r\n" HOST END;
	int fd = connect_to(fixture);

	assert_true(send_all(fd, request, strlen(request)));
	read_until(fixture, fd, "begun");
	close(fd);
	for (int i = 0; i < 2000 && !atomic_load(&fixture->stream_gone); i++)
		usleep(5000);
	assert_true(atomic_load(&fixture->stream_gone));
}

static void one_who_does_not_read_holds_no_more_than_the_limit(void **state)
{
	struct fixture *fixture = *state;
	const char *request = "GET /stream/endless HTTP/1.1\r\n" HOST END;
	int fd = connect_to(fixture);

	assert_true(send_all(fd, request, strlen(request)));
	/* The server cuts it once it has taken nothing for the write's time. */
	for (int i = 0; i < 4000 && !atomic_load(&fixture->stream_gone); i++)
		usleep(5000);
	assert_true(atomic_load(&fixture->stream_gone));
	/* One part above the limit here; the rest went into the sockets' own buffers. */
	assert_true(atomic_load(&fixture->stream_parts) <=
		    (SOCKET_BUFFERS_BYTES + LIMIT_BYTES) / PART_BYTES + 1);
	close(fd);
}

static int set_up(void **state)
{
	struct http_options options = http_options_default();

	options.write_timeout_ms = 400;
	options.write_queue_limit_bytes = LIMIT_BYTES;
	*state = start(options);
	return 0;
}

static int tear_down(void **state)
{
	stop(*state);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(answer_of_unknown_size_ends_with_its_connection,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_who_goes_is_noticed_at_once, set_up, tear_down),
		cmocka_unit_test_setup_teardown(one_who_does_not_read_holds_no_more_than_the_limit,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
