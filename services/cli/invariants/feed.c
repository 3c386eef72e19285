/* feed.c - every public event of certification is in the public feed, once, in its order */
#include <string.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/notification/v1/events.pb-c.h"

enum { TRIES = 25 };

/* Notification follows within a second. */
static const struct timespec PAUSE = {.tv_nsec = 200 * 1000 * 1000};

/* Sequences of certification's public events, and how many of them the feed has told. */
struct expected {
	uint64_t *sequences;
	size_t count, capacity, told;
	bool broken;
};

/* What an event of a log is, as one of the two walks takes it. */
typedef void take_event_fn(struct expected *expected, const Ocop__Common__V1__Event *event,
			   struct check *check, struct findings *findings);

/* The public is told what a payload has a field for. */
static bool is_public(const char *type)
{
	const ProtobufCMessageDescriptor *event = &ocop__notification__v1__public_event__descriptor;

	for (unsigned i = 0; i < event->n_fields; i++) {
		if ((event->fields[i].flags & PROTOBUF_C_FIELD_FLAG_ONEOF) &&
		    strcmp(((const ProtobufCMessageDescriptor *)event->fields[i].descriptor)->name,
			   type) == 0)
			return true;
	}
	return false;
}

static void take_told(struct expected *expected, const Ocop__Common__V1__Event *event,
		      struct check *check, struct findings *findings)
{
	(void)check;    /* needs no memory */
	(void)findings; /* what is told is what is expected */
	if (!is_public(event->type))
		return;
	expected->sequences = memory_grow(expected->sequences, expected->count, &expected->capacity,
					  sizeof(*expected->sequences));
	expected->sequences[expected->count++] = event->sequence;
}

/* Newer ones than were read of certification are not judged. */
static void take_item(struct expected *expected, const Ocop__Common__V1__Event *event,
		      struct check *check, struct findings *findings)
{
	const Ocop__Notification__V1__EventPublished *published =
		(const Ocop__Notification__V1__EventPublished *)message_unpack(
			&ocop__notification__v1__event_published__descriptor, event->body.data,
			event->body.len, check->session->arena, NULL);
	const Ocop__Notification__V1__Origin *origin =
		published && published->event ? published->event->origin : NULL;

	if (expected->broken || expected->told == expected->count)
		return;
	if (!origin || strcmp(origin->source, "certification") != 0 ||
	    origin->sequence != expected->sequences[expected->told]) {
		finding_add(findings, "item %llu of the feed is not event %llu of certification",
			    (unsigned long long)event->sequence,
			    (unsigned long long)expected->sequences[expected->told]);
		expected->broken = true;
		return;
	}
	expected->told++;
	findings->checked++;
}

/* Walks on from *sequence to the log's end. */
static void walk(struct check *check, const char *source, uint64_t *sequence, take_event_fn *take,
		 struct expected *expected, struct findings *findings)
{
	const Ocop__Common__V1__ReplayReply *reply;

	do {
		Ocop__Common__V1__Replay replay = OCOP__COMMON__V1__REPLAY__INIT;
		const ProtobufCMessage *answer;

		arena_reset(check->session->arena);
		replay.after_sequence = *sequence;
		if (peer_query(check->session, source, &replay.base,
			       &ocop__common__v1__replay_reply__descriptor, &answer) != EXIT_DONE) {
			finding_add(findings, "%s does not show its log", source);
			expected->broken = true;
			return;
		}
		reply = (const Ocop__Common__V1__ReplayReply *)answer;
		for (size_t i = 0; i < reply->n_events; i++) {
			const Ocop__Common__V1__Event *event =
				(const Ocop__Common__V1__Event *)message_unpack(
					&ocop__common__v1__event__descriptor, reply->events[i].data,
					reply->events[i].len, check->session->arena, NULL);

			if (event)
				take(expected, event, check, findings);
			++*sequence;
		}
	} while (reply->n_events > 0);
}

void check_feed(struct check *check, struct findings *findings)
{
	struct expected expected = {0};
	uint64_t certification = 0, feed = 0;

	walk(check, "certification", &certification, take_told, &expected, findings);
	for (int i = 0; i < TRIES && !expected.broken; i++) {
		walk(check, "notification", &feed, take_item, &expected, findings);
		if (expected.told == expected.count)
			break;
		(void)nanosleep(&PAUSE, NULL); /* woken early, it only looks early */
	}
	if (!expected.broken && expected.told < expected.count)
		finding_add(findings, "event %llu of certification is not in the feed",
			    (unsigned long long)expected.sequences[expected.told]);
	memory_free(expected.sequences);
}
