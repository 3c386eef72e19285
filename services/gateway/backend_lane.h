/* backend_lane.h - one endpoint of one daemon: what waits, the frames under way, the second try
 *
 * For backends.c alone.
 */
#pragma once

#include <stdbool.h>
#include <sys/queue.h>

#include <uv.h>

#include "common/refusal.h"
#include "gateway/backends.h"

struct arena;
struct bus_client;

enum { LANE_ADDRESS_SIZE = 160 };

/* A packed envelope and who waits for its reply. */
struct lane_call {
	STAILQ_ENTRY(lane_call) link;
	backend_reply_fn *on_reply;
	void *context;
	enum backend_endpoint endpoint;
	char source[SOURCE_NAME_SIZE];
	bool probe;         /* goes out at once and alone, and must be answered within a second */
	int64_t timeout_ms; /* its own; 0: as every call's */
	size_t size_bytes;
	uint8_t bytes[];
};

/* Calls in the order in which they are sent. */
STAILQ_HEAD(lane_calls, lane_call);

/* What all lanes share; backends.c's. */
struct lane_hub {
	struct bus *bus;
	uv_loop_t *loop;
	struct arena *arena; /* of the reply frame being handed out */
	int64_t timeout_ms;
	bool closing;
	struct backends_figures figures;
};

/* One endpoint of one daemon. Owns its client, calls and frames. */
struct lane {
	struct lane_hub *hub;
	struct bus_client *client; /* NULL until it could be opened */
	unsigned generation;       /* of the client */
	char address[LANE_ADDRESS_SIZE];
	struct lane_calls waiting;
	size_t waiting_count;
	LIST_HEAD(lane_frames, lane_frame) frames; /* under way, or waiting for their second try */
	size_t frame_count;
	size_t calls_per_frame_max;
	size_t frames_max;
};

/* Begins a lane with nothing waiting; the client is opened when something is to be sent. The hub
 * must live longer. */
void lane_open(struct lane *lane, struct lane_hub *hub, enum backend_endpoint endpoint,
	       const char *address);

/* The daemon answers elsewhere from now on; what is under way there is asked again here. */
void lane_move(struct lane *lane, const char *address);

/* Takes the call; too much waits: it is answered with OVERLOADED by lane_flush. */
void lane_push(struct lane *lane, struct lane_call *call);

/* Sends what waits, as far as frames may be under way. */
void lane_flush(struct lane *lane);

/* Answers everything with DAEMON_UNREACHABLE. */
void lane_close(struct lane *lane);

/* Answers a call that no daemon answered, and frees it. The outcome is FAILED for what may yet
 * have happened or can be tried again, REFUSED for what is wrong with the call. */
void lane_call_refuse(struct lane_hub *hub, struct lane_call *call,
		      Ocop__Common__V1__Outcome outcome, Ocop__Common__V1__RefusalCode code,
		      const char *detail);
