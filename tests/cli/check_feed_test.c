/* check_feed_test.c - `ocop check feed` finds what the public was not told, or twice, or out of
 * turn */
#include "fake_daemons.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/notification/v1/events.pb-c.h"

enum { EVENTS_MAX = 8, EVENT_SIZE = 512 };

/* A log of events, as a fake shows it. */
struct log {
	uint8_t packed[EVENTS_MAX][EVENT_SIZE];
	size_t sizes[EVENTS_MAX];
	size_t count;
};

struct state {
	struct fakes fakes;
	struct log identity, certification, notification;
};

static void append(struct log *log, const ProtobufCMessage *message)
{
	Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;
	uint8_t body[EVENT_SIZE];

	event.sequence = log->count + 1;
	event.type = (char *)message->descriptor->name;
	event.body.len = protobuf_c_message_pack(message, body);
	event.body.data = body;
	log->sizes[log->count] = protobuf_c_message_pack(&event.base, log->packed[log->count]);
	log->count++;
}

/* Certification tells: an event that is public, and one that is not. */
static void tell(struct state *state, bool publicly)
{
	Ocop__Certification__V1__CertificateExpired expired =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;
	Ocop__Certification__V1__CertificateRequestMade made =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REQUEST_MADE__INIT;

	append(&state->certification, publicly ? &expired.base : &made.base);
}

static void publish(struct state *state, uint64_t sequence)
{
	Ocop__Notification__V1__EventPublished published =
		OCOP__NOTIFICATION__V1__EVENT_PUBLISHED__INIT;
	Ocop__Notification__V1__PublicEvent event = OCOP__NOTIFICATION__V1__PUBLIC_EVENT__INIT;
	Ocop__Notification__V1__Origin origin = OCOP__NOTIFICATION__V1__ORIGIN__INIT;

	origin.source = (char *)"certification";
	origin.sequence = sequence;
	event.origin = &origin;
	published.event = &event;
	append(&state->notification, &published.base);
}

static void answer(void *context, const Ocop__Common__V1__Envelope *envelope, struct arena *arena,
		   Ocop__Common__V1__Reply *reply)
{
	struct log *log = context;
	Ocop__Common__V1__ReplayReply run = OCOP__COMMON__V1__REPLAY_REPLY__INIT;
	ProtobufCBinaryData events[EVENTS_MAX];

	if (fake_identity_answer(envelope, arena, reply))
		return;
	const Ocop__Common__V1__Replay *replay =
		(const void *)message_unpack(&ocop__common__v1__replay__descriptor,
					     envelope->body.data, envelope->body.len, arena, NULL);
	run.events = events;
	for (size_t i = (size_t)replay->after_sequence; i < log->count; i++)
		events[run.n_events++] = (ProtobufCBinaryData){log->sizes[i], log->packed[i]};
	fake_accept(reply, &run.base, arena);
}

/* Events 1 and 3 are public. */
static int set_up(void **context)
{
	struct state *state = memory_alloc(sizeof(*state));

	tell(state, true);
	tell(state, false);
	tell(state, true);
	fakes_init(&state->fakes);
	fakes_add(&state->fakes, "identity", answer, &state->identity);
	fakes_add(&state->fakes, "certification", answer, &state->certification);
	fakes_add(&state->fakes, "notification", answer, &state->notification);
	fakes_run(&state->fakes);
	*context = state;
	return 0;
}

static int tear_down(void **context)
{
	fakes_deinit(&((struct state *)*context)->fakes);
	memory_free(*context);
	return 0;
}

static void feed_with_every_public_event_is_whole(void **context)
{
	struct state *state = *context;

	publish(state, 1);
	publish(state, 3);
	publish(state, 4); /* told since certification was read */
	assert_int_equal(fakes_ocop(&state->fakes, "check", "feed", NULL), EXIT_DONE);
	assert_non_null(strstr(state->fakes.output, "(2 items)"));
}

static void event_that_is_missing_is_named(void **context)
{
	struct state *state = *context;

	publish(state, 1);
	assert_int_equal(fakes_ocop(&state->fakes, "check", "feed", NULL), EXIT_FINDINGS);
	assert_non_null(strstr(state->fakes.output, "event 3 of certification is not in the feed"));
}

static void event_that_is_told_twice_is_named(void **context)
{
	struct state *state = *context;

	publish(state, 1);
	publish(state, 1);
	publish(state, 3);
	assert_int_equal(fakes_ocop(&state->fakes, "check", "feed", NULL), EXIT_FINDINGS);
	assert_non_null(
		strstr(state->fakes.output, "item 2 of the feed is not event 3 of certification"));
}

static void event_out_of_turn_is_named(void **context)
{
	struct state *state = *context;

	publish(state, 3);
	publish(state, 1);
	assert_int_equal(fakes_ocop(&state->fakes, "check", "feed", NULL), EXIT_FINDINGS);
	assert_non_null(
		strstr(state->fakes.output, "item 1 of the feed is not event 1 of certification"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(feed_with_every_public_event_is_whole, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(event_that_is_missing_is_named, set_up, tear_down),
		cmocka_unit_test_setup_teardown(event_that_is_told_twice_is_named, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(event_out_of_turn_is_named, set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
