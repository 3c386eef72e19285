/* deliveries_test.c - where each item that is sent stands: in order, tried again, given up,
 * replayed
 */
#include "common/store/transaction.h"
#include "notification/delivery/outcome.h"
#include "notification_fixture.h"

static const char *make(struct harness *h, uint32_t max_outstanding, int items)
{
	Ocop__Notification__V1__CreateSubscription create = webhook();

	create.max_outstanding = max_outstanding;
	const char *id = subscribe(h, &create)->id;
	for (int i = 0; i < items; i++)
		tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	return id;
}

static const Ocop__Common__V1__Reply *record(struct harness *h, const char *id, uint64_t count,
					     uint32_t attempt, uint32_t status)
{
	Ocop__Notification__V1__RecordAttempt command =
		OCOP__NOTIFICATION__V1__RECORD_ATTEMPT__INIT;

	command.subscription_id = (char *)id;
	command.count = count;
	command.attempt = attempt;
	command.end = status ? OCOP__NOTIFICATION__V1__ATTEMPT_END__ATTEMPT_END_ANSWERED
			     : OCOP__NOTIFICATION__V1__ATTEMPT_END__ATTEMPT_END_NOT_CONNECTED;
	command.status = status;
	command.duration_ms = 7;
	return harness_own_command(h, &command.base);
}

static const Ocop__Notification__V1__ListDeliveriesReply *deliveries(
	struct harness *h, const char *id, Ocop__Notification__V1__DeliveryState state,
	const char *cursor, uint32_t limit)
{
	Ocop__Notification__V1__ListDeliveries list = OCOP__NOTIFICATION__V1__LIST_DELIVERIES__INIT;

	list.subscription_id = (char *)id;
	list.state = state;
	list.cursor = (char *)cursor;
	list.limit = limit;
	return harness_body(h, harness_query(h, &list.base), &NOTIFICATION(list_deliveries_reply));
}

static void delivered_item_is_settled_and_logged(void **state)
{
	struct harness *h = *state;
	const char *id = make(h, 1, 2);

	assert_int_equal(subscription(h, id)->pending, 2);
	assert_refused(record(h, id, 1, 1, 204), UNSPECIFIED);
	assert_int_equal(subscription(h, id)->delivered, 1);
	assert_int_equal(subscription(h, id)->pending, 1);
	const Ocop__Notification__V1__ListDeliveriesReply *page = deliveries(h, id, 0, "", 0);
	assert_int_equal(page->n_deliveries, 2);
	assert_int_equal(page->deliveries[0]->count, 2);
	assert_int_equal(page->deliveries[0]->state, DELIVERY_STATE(PENDING));
	assert_int_equal(page->deliveries[1]->state, DELIVERY_STATE(DELIVERED));
	assert_int_equal(page->deliveries[1]->n_attempts, 1);
	assert_int_equal(page->deliveries[1]->attempts[0]->status, 204);
	assert_int_equal(page->deliveries[1]->attempts[0]->duration_ms, 7);
	assert_non_null(page->deliveries[1]->settled_at);
	assert_string_equal(page->deliveries[1]->type, "ocop.certification.v1.CertificateIssued");
}

static void attempt_is_recorded_once(void **state)
{
	struct harness *h = *state;
	const char *id = make(h, 1, 1);

	assert_refused(record(h, id, 1, 2, 500), VERSION_STALE);
	assert_refused(record(h, id, 1, 1, 500), UNSPECIFIED);
	assert_refused(record(h, id, 1, 1, 500), VERSION_STALE);
	assert_refused(record(h, id, 1, 2, 200), UNSPECIFIED);
	assert_refused(record(h, id, 1, 3, 200), VERSION_STALE);
	assert_refused(record(h, id, 2, 1, 200), NO_SUCH_THING);
	assert_refused(record(h, "subscription_none", 1, 1, 200), NO_SUCH_THING);
	assert_int_equal(deliveries(h, id, 0, "", 0)->deliveries[0]->attempt_count, 2);
}

static void failed_item_waits_longer_each_time_and_is_given_up_in_the_end(void **state)
{
	struct harness *h = *state;
	const char *id = make(h, 1, 1);
	int64_t last_wait_s = 0;

	for (uint32_t attempt = 1; attempt < DELIVERY_ATTEMPTS_MAX; attempt++) {
		assert_refused(record(h, id, 1, attempt, attempt % 2 ? 500 : 0), UNSPECIFIED);
		const Ocop__Notification__V1__Delivery *delivery =
			deliveries(h, id, DELIVERY_STATE(PENDING), "", 0)->deliveries[0];
		int64_t wait_s =
			delivery->next_attempt_at->seconds - delivery->attempts[0]->at->seconds;
		assert_true(wait_s > last_wait_s);
		last_wait_s = wait_s;
	}
	assert_refused(record(h, id, 1, DELIVERY_ATTEMPTS_MAX, 500), UNSPECIFIED);
	assert_int_equal(deliveries(h, id, DELIVERY_STATE(PENDING), "", 0)->n_deliveries, 0);
	assert_int_equal(deliveries(h, id, DELIVERY_STATE(DEAD), "", 0)->n_deliveries, 1);
	assert_int_equal(subscription(h, id)->dead, 1);
	assert_int_equal(subscription(h, id)->state, SUBSCRIPTION_STATE(PAUSED));
	assert_string_equal(subscription(h, id)->why, "not_delivered");
}

static void what_was_given_up_begins_anew_when_its_owner_resumes(void **state)
{
	struct harness *h = *state;
	const char *id = make(h, 1, 2);
	Ocop__Notification__V1__ResumeSubscription resume =
		OCOP__NOTIFICATION__V1__RESUME_SUBSCRIPTION__INIT;

	for (uint32_t attempt = 1; attempt <= DELIVERY_ATTEMPTS_MAX; attempt++)
		assert_refused(record(h, id, 1, attempt, 500), UNSPECIFIED);
	resume.subscription_id = (char *)id;
	assert_refused(harness_command(h, &resume.base), UNSPECIFIED);
	assert_int_equal(subscription(h, id)->state, SUBSCRIPTION_STATE(ACTIVE));
	assert_int_equal(subscription(h, id)->dead, 0);
	/* By the first step of the schedule, though it is the eleventh attempt. */
	assert_refused(record(h, id, 1, DELIVERY_ATTEMPTS_MAX + 1, 500), UNSPECIFIED);
	assert_int_equal(deliveries(h, id, DELIVERY_STATE(PENDING), "", 0)->n_deliveries, 2);
}

static void receiver_that_is_gone_ends_the_subscription(void **state)
{
	struct harness *h = *state;
	const char *id = make(h, 1, 2);

	assert_refused(record(h, id, 1, 1, 410), UNSPECIFIED);
	assert_int_equal(subscription(h, id)->state, SUBSCRIPTION_STATE(ENDED));
	assert_string_equal(subscription(h, id)->why, "gone");
	tell_certificate(h, "BBBBBBBBBB", "02155", "I", 3);
	assert_int_equal(subscription(h, id)->count, 2);
}

static void later_item_that_is_first_leaves_the_earlier_waiting(void **state)
{
	struct harness *h = *state;
	const char *id = make(h, 3, 4);

	assert_refused(record(h, id, 3, 1, 200), UNSPECIFIED);
	assert_int_equal(subscription(h, id)->delivered, 1);
	assert_int_equal(subscription(h, id)->pending, 3);
	const Ocop__Notification__V1__ListDeliveriesReply *page =
		deliveries(h, id, DELIVERY_STATE(PENDING), "", 2);
	assert_int_equal(page->n_deliveries, 2);
	assert_int_equal(page->deliveries[0]->count, 4);
	assert_int_equal(page->deliveries[1]->count, 2);
	page = deliveries(h, id, DELIVERY_STATE(PENDING), page->next, 2);
	assert_int_equal(page->n_deliveries, 1);
	assert_int_equal(page->deliveries[0]->count, 1);
	assert_string_equal(page->next, "");
	assert_int_equal(deliveries(h, id, DELIVERY_STATE(DELIVERED), "", 0)->n_deliveries, 1);
}

static void replayed_range_begins_anew(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__ReplayDeliveries replay =
		OCOP__NOTIFICATION__V1__REPLAY_DELIVERIES__INIT;
	const char *id = make(h, 1, 3);

	for (uint32_t count = 1; count <= 3; count++)
		assert_refused(record(h, id, count, 1, 200), UNSPECIFIED);
	replay.subscription_id = (char *)id;
	replay.from_count = 2;
	assert_refused(harness_command(h, &replay.base), UNSPECIFIED);
	assert_int_equal(subscription(h, id)->delivered, 1);
	assert_int_equal(subscription(h, id)->pending, 2);
	assert_refused(record(h, id, 2, 2, 200), UNSPECIFIED);
	const Ocop__Notification__V1__Delivery *delivery =
		deliveries(h, id, DELIVERY_STATE(DELIVERED), "", 0)->deliveries[0];
	assert_int_equal(delivery->count, 2);
	assert_int_equal(delivery->n_attempts, 2);
	assert_int_equal(delivery->attempts[0]->number, 2);

	replay.to_count = 4;
	assert_refused(harness_command(h, &replay.base), REPLAY_RANGE_INVALID);
	Ocop__Notification__V1__CreateSubscription create = pull();
	replay.subscription_id = subscribe(h, &create)->id;
	assert_refused(harness_command(h, &replay.base), SUBSCRIPTION_KIND);
}

static void pull_subscription_has_no_deliveries(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create = pull();
	const char *id = subscribe(h, &create)->id;

	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	assert_int_equal(deliveries(h, id, 0, "", 0)->n_deliveries, 0);
	assert_int_equal(subscription(h, id)->pending, 0);
	Ocop__Notification__V1__ListDeliveries list = OCOP__NOTIFICATION__V1__LIST_DELIVERIES__INIT;
	list.subscription_id = (char *)id;
	list.cursor = "x";
	assert_refused(harness_query(h, &list.base), CURSOR_INVALID);
}

/* The default: 180 days. */
static void old_attempts_are_forgotten_and_what_became_of_the_item_is_not(void **state)
{
	struct harness *h = *state;
	const int64_t day_us = INT64_C(86400000000);
	const char *id = make(h, 1, 2);
	const Ocop__Notification__V1__Delivery *first, *second;

	assert_refused(record(h, id, 1, 1, 500), UNSPECIFIED);
	assert_refused(record(h, id, 1, 2, 200), UNSPECIFIED);
	harness_advance(h, 100 * day_us);
	assert_refused(record(h, id, 2, 1, 200), UNSPECIFIED);
	harness_advance(h, 79 * day_us);
	first = deliveries(h, id, 0, "", 0)->deliveries[1];
	assert_int_equal(first->n_attempts, 2);

	harness_advance(h, 2 * day_us);
	second = deliveries(h, id, 0, "", 0)->deliveries[0];
	first = deliveries(h, id, 0, "", 0)->deliveries[1];
	assert_int_equal(second->n_attempts, 1);
	assert_int_equal(first->n_attempts, 0);
	assert_int_equal(first->attempt_count, 2);
	assert_int_equal(first->state, DELIVERY_STATE(DELIVERED));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVICE(delivered_item_is_settled_and_logged),
		WITH_SERVICE(attempt_is_recorded_once),
		WITH_SERVICE(failed_item_waits_longer_each_time_and_is_given_up_in_the_end),
		WITH_SERVICE(what_was_given_up_begins_anew_when_its_owner_resumes),
		WITH_SERVICE(receiver_that_is_gone_ends_the_subscription),
		WITH_SERVICE(later_item_that_is_first_leaves_the_earlier_waiting),
		WITH_SERVICE(replayed_range_begins_anew),
		WITH_SERVICE(pull_subscription_has_no_deliveries),
		WITH_SERVICE(old_attempts_are_forgotten_and_what_became_of_the_item_is_not),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
