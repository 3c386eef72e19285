/* sender_test.c - requests to receivers of every kind, each a real one on loopback
 *
 * Receivers are those of receiver_fixture.h. Limits are long, so that a busy machine cuts nobody;
 * only the one that must cut is short, so that it cuts soon: without it, the receiver ends by
 * itself or the test's own limit comes.
 */
#include "notification/delivery/sender.h"

#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/clock.h"
#include "common/base/memory.h"
#include "notification/receiver_fixture.h"

enum { LONG_S = 20, SHORT_S = 2 };

/* What came back of the parcels, under the mutex. */
struct outcome {
	pthread_mutex_t mutex;
	pthread_cond_t changed;
	int done, given_back, prepared;
	struct parcel_result last;
};

struct fixture {
	struct sender *sender;
	struct outcome outcome;
};

/* --- the sender */

static void prepare(void *context, struct parcel *parcel)
{
	struct outcome *outcome = context;

	pthread_mutex_lock(&outcome->mutex);
	outcome->prepared++;
	pthread_mutex_unlock(&outcome->mutex);
	parcel->headers[0] = "content-type: application/json";
	parcel->headers[1] = "webhook-id: subscription_1-7";
}

static void done(void *context, struct parcel *parcel, const struct parcel_result *result)
{
	struct outcome *outcome = context;

	(void)parcel; /* given back next */
	pthread_mutex_lock(&outcome->mutex);
	outcome->done++;
	outcome->last = *result;
	pthread_mutex_unlock(&outcome->mutex);
}

static void give_back(void *context, struct parcel *parcel)
{
	struct outcome *outcome = context;

	memory_free((void *)(uintptr_t)parcel->url);
	memory_free(parcel);
	pthread_mutex_lock(&outcome->mutex);
	outcome->given_back++;
	pthread_cond_signal(&outcome->changed);
	pthread_mutex_unlock(&outcome->mutex);
}

static struct sender_options options_of(const char *allowed)
{
	struct sender_options options = {.plain_http = true,
					 .ca_file = "",
					 .connect_timeout_ms = LONG_S * 1000,
					 .answer_timeout_ms = LONG_S * 1000,
					 .slow_after_s = LONG_S,
					 .at_once = 4,
					 .mail_relay = "",
					 .mail_user = "",
					 .mail_password = ""};

	assert_true(networks_read(allowed, &options.allowed));
	return options;
}

static void fixture_start(struct fixture *fixture, const struct sender_options *options)
{
	const struct sender_calls calls = {.prepare = prepare,
					   .done = done,
					   .give_back = give_back,
					   .context = &fixture->outcome};

	memset(fixture, 0, sizeof(*fixture));
	pthread_mutex_init(&fixture->outcome.mutex, NULL);
	pthread_cond_init(&fixture->outcome.changed, NULL);
	assert_int_equal(sender_create(options, &calls, &fixture->sender), 0);
}

static void send_to(struct fixture *fixture, const char *url)
{
	struct parcel *parcel = memory_alloc(sizeof(*parcel));

	parcel->kind = PARCEL_WEBHOOK;
	parcel->url = memory_strdup(url);
	parcel->body = "{\"specversion\":\"1.0\"}";
	sender_send(fixture->sender, parcel);
}

static void wait_for(struct fixture *fixture, int given_back)
{
	struct outcome *outcome = &fixture->outcome;
	struct timespec until = {.tv_sec = clock_machine_us() / 1000000 + LIMIT_S};
	int error = 0;

	pthread_mutex_lock(&outcome->mutex);
	while (outcome->given_back < given_back && !error)
		error = pthread_cond_timedwait(&outcome->changed, &outcome->mutex, &until);
	pthread_mutex_unlock(&outcome->mutex);
	assert_int_equal(error, 0);
}

static struct parcel_result send_one(const struct sender_options *options, const char *url)
{
	struct parcel_result result;
	struct fixture fixture;

	fixture_start(&fixture, options);
	send_to(&fixture, url);
	wait_for(&fixture, 1);
	result = fixture.outcome.last;
	assert_int_equal(fixture.outcome.done, 1);
	sender_destroy(fixture.sender);
	return result;
}

static const char *url_of(const struct receiver *receiver)
{
	static char url[64];

	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%d/hook", receiver->port);
	return url;
}

static struct parcel_result send_within(const struct sender_options *options,
					struct receiver *receiver, enum manner manner,
					const char *answer)
{
	struct parcel_result result;

	receiver_start(receiver, manner, answer);
	result = send_one(options, url_of(receiver));
	receiver_stop(receiver);
	return result;
}

static struct parcel_result send_to_receiver(struct receiver *receiver, enum manner manner,
					     const char *answer)
{
	const struct sender_options options = options_of("127.0.0.0/8");

	return send_within(&options, receiver, manner, answer);
}

/* --- cases */

static void request_is_a_post_with_its_headers_and_body(void **state)
{
	struct receiver receiver;
	struct parcel_result result = send_to_receiver(
		&receiver, ANSWERS, "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");

	(void)state;
	assert_int_equal(result.end, ATTEMPT_ANSWERED);
	assert_int_equal(result.status, 204);
	assert_memory_equal(receiver.request, "POST /hook HTTP/1.1\r\n", 21);
	assert_non_null(strstr(receiver.request, "\r\nwebhook-id: subscription_1-7\r\n"));
	assert_non_null(strstr(receiver.request, "\r\ncontent-type: application/json\r\n"));
	assert_non_null(strstr(receiver.request, "\r\nUser-Agent: ocop/"));
	assert_non_null(strstr(receiver.request, "\r\n\r\n{\"specversion\":\"1.0\"}"));
	assert_null(strstr(receiver.request, "Expect"));
}

static void answers_are_told_with_what_they_ask_for(void **state)
{
	static const struct {
		const char *answer;
		int status;
		int64_t least_s, most_s;
	} cases[] = {
		{"HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n", 500, 0, 0},
		{"HTTP/1.1 429 Too Many\r\nRetry-After: 120\r\nContent-Length: 0\r\n\r\n", 429, 120,
		 120},
		/* A day in the far future, as HTTP writes it: Friday 1 January 2100. */
		{"HTTP/1.1 503 Later\r\nRetry-After: Fri, 01 Jan 2100 00:00:00 GMT\r\n"
		 "Content-Length: 0\r\n\r\n",
		 503, 365LL * 86400, INT64_MAX},
		{"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n", 410, 0, 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct receiver receiver;
		struct parcel_result result = send_to_receiver(&receiver, ANSWERS, cases[i].answer);

		assert_int_equal(result.end, ATTEMPT_ANSWERED);
		assert_int_equal(result.status, cases[i].status);
		assert_true(result.retry_after_s >= cases[i].least_s &&
			    result.retry_after_s <= cases[i].most_s);
	}
}

static void redirect_is_not_followed(void **state)
{
	struct receiver receiver;
	struct parcel_result result =
		send_to_receiver(&receiver, ANSWERS,
				 "HTTP/1.1 307 Elsewhere\r\nLocation: /other\r\n"
				 "Content-Length: 0\r\n\r\n");

	(void)state;
	assert_int_equal(result.status, 307);
	assert_int_equal(receiver.connections, 1);
	assert_null(strstr(receiver.request, "/other"));
}

static void what_never_ends_is_cut(void **state)
{
	static const struct {
		enum manner manner;
		int answer_s, slow_s;
		enum attempt_end end;
	} cases[] = {
		{HANGS, SHORT_S, LONG_S, ATTEMPT_TOO_SLOW},
		{DRIPS_BODY, LONG_S, SHORT_S, ATTEMPT_TOO_SLOW},
		{HANGS_UP, LONG_S, LONG_S, ATTEMPT_BROKEN_OFF},
		/* It said 200, and more than we listen to. */
		{FLOODS, LONG_S, LONG_S, ATTEMPT_ANSWERED},
	};
	struct sender_options options = options_of("127.0.0.0/8");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct receiver receiver;
		struct parcel_result result;

		options.answer_timeout_ms = cases[i].answer_s * 1000;
		options.slow_after_s = cases[i].slow_s;
		result = send_within(&options, &receiver, cases[i].manner, NULL);
		assert_int_equal(result.end, cases[i].end);
		assert_int_equal(result.status, cases[i].end == ATTEMPT_ANSWERED ? 200 : 0);
	}
}

static void what_is_no_http_is_broken_off(void **state)
{
	struct receiver receiver;
	struct parcel_result result =
		send_to_receiver(&receiver, ANSWERS, "220 mail.example ESMTP\r\n");

	(void)state;
	assert_int_equal(result.end, ATTEMPT_BROKEN_OFF);
}

/* Half an answer is none, whatever its status. */
static void answer_that_breaks_off_is_none(void **state)
{
	struct receiver receiver;
	struct parcel_result result = send_to_receiver(
		&receiver, ANSWERS, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf");

	(void)state;
	assert_int_equal(result.end, ATTEMPT_BROKEN_OFF);
	assert_int_equal(result.status, 0);
}

static void own_network_is_not_connected_to(void **state)
{
	static const char *const hosts[] = {"127.0.0.1", "localhost",      "[::ffff:127.0.0.1]",
					    "127.1",     "2130706433",     "0x7f000001",
					    "0.0.0.0",   "[::ffff:7f00:1]"};
	struct sender_options options = options_of("");
	struct receiver receiver;

	(void)state;
	receiver_start(&receiver, ANSWERS, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		char url[64];

		(void)snprintf(url, sizeof(url), "http://%s:%d/", hosts[i], receiver.port);
		assert_int_equal(send_one(&options, url).end, ATTEMPT_ADDRESS_REFUSED);
	}
	receiver_stop(&receiver);
	assert_int_equal(receiver.connections, 0);
}

static void environment_names_no_proxy(void **state)
{
	struct receiver proxy;
	struct sender_options options = options_of("127.0.0.0/8");
	char address[64];

	(void)state;
	receiver_start(&proxy, ANSWERS, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
	(void)snprintf(address, sizeof(address), "http://127.0.0.1:%d", proxy.port);
	assert_int_equal(setenv("http_proxy", address, 1), 0);
	assert_int_equal(setenv("ALL_PROXY", address, 1), 0);
	/* Port 1 of loopback: nobody listens. */
	assert_int_equal(send_one(&options, "http://127.0.0.1:1/").end, ATTEMPT_NOT_CONNECTED);
	(void)unsetenv("http_proxy"); /* a name that is one */
	(void)unsetenv("ALL_PROXY");
	receiver_stop(&proxy);
	assert_int_equal(proxy.connections, 0);
}

static void what_is_no_url_of_ours_is_not_sent_to(void **state)
{
	static const char *const urls[] = {"ftp://127.0.0.1/",
					   "file:///etc/passwd",
					   "gopher://127.0.0.1/",
					   "http://user@127.0.0.1:1/",
					   "http://",
					   "smtp://127.0.0.1/"};
	struct sender_options options = options_of("127.0.0.0/8");

	(void)state;
	for (size_t i = 0; i < sizeof(urls) / sizeof(urls[0]); i++) {
		enum attempt_end end = send_one(&options, urls[i]).end;

		if (end != ATTEMPT_URL_UNUSABLE)
			fail_msg("%s: %d", urls[i], (int)end);
	}
	options.plain_http = false;
	assert_int_equal(send_one(&options, "http://127.0.0.1:1/").end, ATTEMPT_URL_UNUSABLE);
}

/* No name server is asked for a name longer than a name may be. */
static void unknown_name_is_told(void **state)
{
	struct sender_options options = options_of("");

	(void)state;
	assert_int_equal(send_one(&options, "http://receiverreceiverreceiverreceiver"
					    "receiverreceiverreceiverreceiver.invalid/")
				 .end,
			 ATTEMPT_NAME_UNKNOWN);
}

static void wait_until_read(const struct receiver *receiver)
{
	for (int i = 0; i < LIMIT_S * 500 && !receiver->read; i++)
		(void)usleep(2000); /* between looks */
	assert_int_equal(receiver->read, 1);
}

/* Three hang where four may be under way: the fourth is done beside them. */
static void what_hangs_holds_only_its_own_place(void **state)
{
	struct sender_options options = options_of("127.0.0.0/8");
	struct receiver slow[3], quick;
	struct fixture fixture;

	(void)state;
	fixture_start(&fixture, &options);
	receiver_start(&quick, ANSWERS, "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
	for (size_t i = 0; i < 3; i++) {
		receiver_start(&slow[i], HANGS, NULL);
		send_to(&fixture, url_of(&slow[i]));
		wait_until_read(&slow[i]);
	}
	send_to(&fixture, url_of(&quick));
	wait_for(&fixture, 1); /* the quick one is done before any of the three is cut */
	assert_int_equal(fixture.outcome.last.status, 200);
	sender_destroy(fixture.sender);
	assert_int_equal(fixture.outcome.done, 1);
	assert_int_equal(fixture.outcome.given_back, 4);
	receiver_stop(&quick);
	for (size_t i = 0; i < 3; i++)
		receiver_stop(&slow[i]);
}

/* A stop that waited would find the one that hangs done: cut, or hung up on. */
static void what_is_under_way_at_the_stop_is_given_back_undone(void **state)
{
	struct sender_options options = options_of("127.0.0.0/8");
	struct receiver slow;
	struct fixture fixture;

	(void)state;
	options.at_once = 1;
	fixture_start(&fixture, &options);
	receiver_start(&slow, HANGS, NULL);
	send_to(&fixture, url_of(&slow));
	send_to(&fixture, url_of(&slow));
	wait_until_read(&slow);
	sender_destroy(fixture.sender);
	assert_int_equal(fixture.outcome.done, 0);
	assert_int_equal(fixture.outcome.given_back, 2);
	receiver_stop(&slow);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(request_is_a_post_with_its_headers_and_body),
		cmocka_unit_test(answers_are_told_with_what_they_ask_for),
		cmocka_unit_test(redirect_is_not_followed),
		cmocka_unit_test(what_never_ends_is_cut),
		cmocka_unit_test(what_is_no_http_is_broken_off),
		cmocka_unit_test(answer_that_breaks_off_is_none),
		cmocka_unit_test(own_network_is_not_connected_to),
		cmocka_unit_test(environment_names_no_proxy),
		cmocka_unit_test(what_is_no_url_of_ours_is_not_sent_to),
		cmocka_unit_test(unknown_name_is_told),
		cmocka_unit_test(what_hangs_holds_only_its_own_place),
		cmocka_unit_test(what_is_under_way_at_the_stop_is_given_back_undone),
	};

	(void)signal(SIGPIPE, SIG_IGN); /* as the daemon does */
	return cmocka_run_group_tests(tests, NULL, NULL);
}
