/* publisher.c - what has been committed, told on the events endpoint
 *
 * A fast signal that may be lost; the event log is the truth. Heartbeats carry the head five times
 * a second, so that a lost tail is noticed.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/fault_point.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"
#include "common/store/connection.h"

/* Room in a frame for its own fields. */
enum { FRAME_RESERVE_BYTES = 1024 };

static void frame_publish(struct service *service, ProtobufCBinaryData *events, size_t count,
			  int64_t head_sequence)
{
	Ocop__Common__V1__EventFrame frame = OCOP__COMMON__V1__EVENT_FRAME__INIT;
	struct arena *arena = arena_create(2 * ARENA_LIMIT_BYTES);
	ProtobufCBinaryData packed;

	frame.source = service->source;
	frame.epoch.data = service->store->epoch;
	frame.epoch.len = sizeof(service->store->epoch);
	frame.head_sequence = (uint64_t)head_sequence;
	frame.n_events = count;
	frame.events = events;
	packed = message_pack(&frame.base, arena);
	if (!fault_point(FAULT_BEFORE_PUBLISH))
		bus_publish(service->events, packed.data, packed.len);
	(void)fault_point(FAULT_AFTER_PUBLISH); /* may end the daemon; cannot fail */
	arena_destroy(arena);
}

/* How many events from `first` on go into one frame. */
static size_t run_length(const struct written_event *events, size_t first, size_t count)
{
	size_t size_bytes = FRAME_RESERVE_BYTES;
	size_t length = 0;

	while (first + length < count) {
		size_bytes += events[first + length].size_bytes + 8; /* tag and length */
		if (size_bytes > FRAME_LIMIT_BYTES)
			break;
		length++;
	}
	return length;
}

void publish_events(struct service *service, struct written_event *events, size_t count)
{
	ProtobufCBinaryData *run = memory_alloc(count * sizeof(*run));
	int64_t last = atomic_load(&service->store->head_sequence);

	for (size_t i = 0; i < count; i++)
		run[i] = (ProtobufCBinaryData){events[i].size_bytes, events[i].bytes};
	for (size_t first = 0; first < count;) {
		size_t length = run_length(events, first, count);

		frame_publish(service, run + first, length,
			      last - (int64_t)(count - first - length));
		first += length;
	}
	metrics_add(&service->metrics, METRIC_EVENTS_WRITTEN, count);
	metrics_add(&service->metrics, METRIC_EVENTS_PUBLISHED, count);
	if (count > 0 && service->definition->events_committed)
		service->definition->events_committed(service->state);
	for (size_t i = 0; i < count; i++)
		memory_free(events[i].bytes);
	memory_free(events);
	memory_free(run);
}

void publish_heartbeat(struct service *service)
{
	frame_publish(service, NULL, 0, atomic_load(&service->store->head_sequence));
}
