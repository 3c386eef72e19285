/* courier_test.c - what is due is sent, how it ended is recorded, and the clock moves the schedule
 *
 * The daemon's tables and the real sender, with receivers on loopback; the test is the writer.
 */
#include "notification/delivery/courier.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/service_parts.h"
#include "notification/receiver_fixture.h"
#include "notification_fixture.h"

static const char accepted[] = "HTTP/1.1 204 No Content\r\n\r\n";
static const char failed[] = "HTTP/1.1 500 Error\r\nContent-Length: 0\r\n\r\n";
static const char later[] = "HTTP/1.1 429 Later\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n";
static const int64_t second_us = 1000000;

static void begin(struct harness *h)
{
	struct service *service = (struct service *)h; /* the harness's first member */

	assert_int_equal(notification_begin(service, service->state), 0);
}

static int set_up_sending(void **state)
{
	(void)set_up(state); /* always 0 */
	begin(*state);
	return 0;
}

static int set_up_with_heartbeats(void **state)
{
	(void)setenv("OCOP_WEBHOOK_HEARTBEAT_S", "3600", 1); /* a name and a value */
	(void)set_up_sending(state);                         /* always 0 */
	(void)setenv("OCOP_WEBHOOK_HEARTBEAT_S", "0", 1);    /* as before */
	return 0;
}

static int tear_down_sending(void **state)
{
	struct service *service = *state; /* the harness's first member */

	notification_halt(service->state);
	return tear_down(state);
}

static const char *subscribe_at(struct harness *h, const struct receiver *receiver)
{
	Ocop__Notification__V1__CreateSubscription create = webhook();
	char url[64];

	(void)snprintf(url, sizeof(url), "http://127.0.0.1:%d/hook", receiver->port);
	create.url = url;
	return subscribe(h, &create)->id;
}

static void tell(struct harness *h, int items)
{
	for (int i = 0; i < items; i++)
		tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
}

/* Lets the writer run until so many attempts are on record. */
static const Ocop__Notification__V1__Delivery *wait_for_attempts(struct harness *h, const char *id,
								 uint64_t count, uint32_t attempts)
{
	Ocop__Notification__V1__ListDeliveries list = OCOP__NOTIFICATION__V1__LIST_DELIVERIES__INIT;
	const Ocop__Notification__V1__ListDeliveriesReply *page;
	time_t until = time(NULL) + LIMIT_S;

	list.subscription_id = (char *)id;
	while (time(NULL) < until) {
		harness_writer_run(h);
		page = harness_body(h, harness_query(h, &list.base),
				    &NOTIFICATION(list_deliveries_reply));
		for (size_t i = 0; i < page->n_deliveries; i++) {
			if (page->deliveries[i]->count == count &&
			    page->deliveries[i]->attempt_count >= attempts)
				return page->deliveries[i];
		}
		(void)usleep(2000); /* between looks, not for luck: the limit is above */
	}
	fail_msg("no %u attempts in %d s", attempts, LIMIT_S);
	return NULL;
}

static int64_t us_of(const Google__Protobuf__Timestamp *at)
{
	return at->seconds * second_us + at->nanos / 1000;
}

/* Lets the clock reach the next attempt, which is due so long after the last, or up to a tenth
 * more; not a moment earlier is it made. */
static void let_it_be_due(struct harness *h, const char *id,
			  const Ocop__Notification__V1__Delivery *delivery, int64_t wait_s)
{
	struct service *service = (struct service *)h; /* the harness's first member */
	struct courier *courier = ((struct notification_state *)service->state)->courier;
	int64_t due_us = us_of(delivery->next_attempt_at), outstanding;

	assert_in_range(due_us - us_of(delivery->attempts[0]->at), wait_s * second_us,
			wait_s * second_us / 10 * 11);
	harness_advance(h, due_us - second_us - clock_now_us(&service->clock));
	outstanding = courier_outstanding(courier, id);
	if (clock_now_us(&service->clock) < due_us) /* else the machine stood still */
		assert_int_equal(outstanding, 0);
	harness_advance(h, second_us);
	assert_int_equal(courier_outstanding(courier, id), 1);
}

static void items_are_delivered_one_after_the_other(void **state)
{
	struct receiver receiver;
	const char *id;

	receiver_start(&receiver, ANSWERS, accepted);
	id = subscribe_at(*state, &receiver);
	tell(*state, 5);
	assert_int_equal(wait_for_attempts(*state, id, 5, 1)->state, DELIVERY_STATE(DELIVERED));
	assert_int_equal(subscription(*state, id)->delivered, 5);
	assert_int_equal(receiver.connections, 5);
	/* The last was the fifth, and says so. */
	assert_non_null(strstr(receiver.request, "\"subscriptioncount\":\"5\""));
	assert_non_null(strstr(receiver.request, "webhook-signature: v1"));
	receiver_stop(&receiver);
}

static void schedule_follows_the_clock_to_its_end(void **state)
{
	static const int64_t waits_s[] = {5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400};
	struct receiver receiver;
	const char *id;

	receiver_start(&receiver, ANSWERS, failed);
	id = subscribe_at(*state, &receiver);
	tell(*state, 2);
	for (uint32_t attempt = 1; attempt <= 9; attempt++) {
		let_it_be_due(*state, id, wait_for_attempts(*state, id, 1, attempt),
			      waits_s[attempt - 1]);
	}
	assert_int_equal(wait_for_attempts(*state, id, 1, 10)->state, DELIVERY_STATE(DEAD));
	assert_int_equal(receiver.connections, 10);
	assert_int_equal(subscription(*state, id)->dead, 1);
	assert_int_equal(subscription(*state, id)->state, SUBSCRIPTION_STATE(PAUSED));
	assert_string_equal(subscription(*state, id)->why, "not_delivered");
	/* The second waits behind it, however long. */
	harness_advance(*state, 86400 * 30 * second_us);
	harness_writer_run(*state);
	assert_int_equal(receiver.connections, 10);
	receiver_stop(&receiver);
}

static void what_the_receiver_asks_for_is_obeyed(void **state)
{
	const Ocop__Notification__V1__Delivery *attempted;
	struct receiver receiver;
	const char *id;

	receiver_start(&receiver, ANSWERS, later);
	id = subscribe_at(*state, &receiver);
	tell(*state, 1);
	attempted = wait_for_attempts(*state, id, 1, 1);
	receiver.answer = accepted;
	let_it_be_due(*state, id, attempted, 3600);
	assert_int_equal(wait_for_attempts(*state, id, 1, 2)->state, DELIVERY_STATE(DELIVERED));
	receiver_stop(&receiver);
}

/* A daemon that ends while an attempt is under way sends it again, and its end counts once. */
static void attempt_without_an_end_is_sent_again(void **state)
{
	struct receiver receiver;
	struct service *service = *state; /* the harness's first member */
	char first[REQUEST_SIZE];
	const char *id;

	receiver_start(&receiver, HANGS, accepted);
	id = subscribe_at(*state, &receiver);
	tell(*state, 1);
	while (!receiver.read)
		(void)usleep(2000); /* until it has the request; ctest has the limit */
	strcpy(first, strstr(receiver.request, "webhook-id: "));
	*strchr(first, '\r') = 0;
	receiver.manner = ANSWERS;
	notification_halt(service->state);
	harness_restart(*state);
	begin(*state);
	harness_advance(*state, second_us);
	assert_int_equal(wait_for_attempts(*state, id, 1, 1)->attempt_count, 1);
	assert_non_null(strstr(receiver.request, first)); /* the same id */
	assert_int_equal(receiver.connections, 2);
	receiver_stop(&receiver);
}

/* Of two subscriptions one hangs; the other has all its items before that is cut. */
static void one_that_hangs_holds_up_nobody(void **state)
{
	struct receiver slow, quick;
	const char *slow_id, *quick_id;

	receiver_start(&slow, HANGS, NULL);
	receiver_start(&quick, ANSWERS, accepted);
	slow_id = subscribe_at(*state, &slow);
	quick_id = subscribe_at(*state, &quick);
	tell(*state, 20);
	(void)wait_for_attempts(*state, quick_id, 20, 1); /* or it fails */
	assert_int_equal(subscription(*state, slow_id)->pending, 20);
	assert_int_equal(slow.connections, 1);
	notification_halt(((struct service *)*state)->state);
	receiver_stop(&quick);
	receiver_stop(&slow);
}

static void wait_for_requests(const struct receiver *receiver, int requests)
{
	time_t until = time(NULL) + LIMIT_S;

	while (receiver->read < requests && time(NULL) < until)
		(void)usleep(2000); /* between looks */
	assert_int_equal(receiver->read, requests);
}

/* One a period, with the count; and the same again, not another, after a restart. */
static void heartbeat_says_where_the_count_stands(void **state)
{
	struct receiver receiver;
	struct service *service = *state; /* the harness's first member */
	char first[REQUEST_SIZE];
	const char *id;

	receiver_start(&receiver, ANSWERS, accepted);
	harness_advance(*state, second_us); /* this period's have been, for nobody */
	id = subscribe_at(*state, &receiver);
	tell(*state, 3);
	(void)wait_for_attempts(*state, id, 3, 1); /* or it fails */
	harness_advance(*state, 3600 * second_us);
	wait_for_requests(&receiver, 4);
	assert_non_null(strstr(receiver.request, "\"type\":\"ocop.notification.v1.FeedHead\""));
	assert_non_null(strstr(receiver.request, "\"subscriptioncount\":\"3\""));
	assert_non_null(strstr(receiver.request, "\"count\":\"3\""));
	strcpy(first, strstr(receiver.request, "webhook-id: "));
	*strchr(first, '\r') = 0;
	harness_advance(*state, second_us);
	notification_halt(service->state);
	harness_restart(*state);
	begin(*state);
	harness_advance(*state, second_us);
	wait_for_requests(&receiver, 5);
	assert_non_null(strstr(receiver.request, first));
	assert_int_equal(subscription(*state, id)->delivered, 3);
	receiver_stop(&receiver);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(items_are_delivered_one_after_the_other,
						set_up_sending, tear_down_sending),
		cmocka_unit_test_setup_teardown(schedule_follows_the_clock_to_its_end,
						set_up_sending, tear_down_sending),
		cmocka_unit_test_setup_teardown(what_the_receiver_asks_for_is_obeyed,
						set_up_sending, tear_down_sending),
		cmocka_unit_test_setup_teardown(attempt_without_an_end_is_sent_again,
						set_up_sending, tear_down_sending),
		cmocka_unit_test_setup_teardown(heartbeat_says_where_the_count_stands,
						set_up_with_heartbeats, tear_down_sending),
		cmocka_unit_test_setup_teardown(one_that_hangs_holds_up_nobody, set_up_sending,
						tear_down_sending),
	};

	(void)signal(SIGPIPE, SIG_IGN); /* as the daemon does */
	/* What the administrator would set; these cannot fail. */
	(void)setenv("OCOP_PLAIN_HTTP", "true", 1);
	(void)setenv("OCOP_WEBHOOK_NETWORKS", "127.0.0.0/8", 1);
	(void)setenv("OCOP_WEBHOOK_HEARTBEAT_S", "0", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
