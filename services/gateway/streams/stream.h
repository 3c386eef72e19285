/* stream.h - one stream, as the files of this folder share it
 *
 * begun: the head of the answer is out. waiting: a page is asked for. sending: a part waits to be
 * taken. Neither of the two: it stands at the head and waits for the signal.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

#include <uv.h>

#include "gateway/streams/streams.h"

struct bus_subscriber;

enum { STREAM_PLACE_SIZE = 48, STREAM_ACCOUNT_SIZE = 64 };

/* One who listens. In the list of `streams` until stream_end; then freed when nothing is under
 * way. */
struct stream {
	struct streams *streams;
	struct stream *previous, *next;
	struct http_request *request; /* NULL once it has ended: only an answer is awaited */
	ProtobufCMessage *message;    /* the query, in the request's arena */
	char place[STREAM_PLACE_SIZE];
	char account_id[STREAM_ACCOUNT_SIZE];
	uint64_t seen_sequence; /* of the feed, when the last page was made */
	int64_t heartbeat_at_ms;
	bool begun, waiting, sending;
	bool more;   /* the last page was full */
	bool failed; /* notification did not answer: asked again with the next tick */
};

/* All who listen, the signal that wakes them and the tick that beats for them. */
struct streams {
	struct gateway *gateway;
	struct bus_subscriber *signal;
	uv_timer_t tick;
	struct stream *first;
	uint64_t head_sequence; /* of the feed, by the signal */
	uint64_t log_size;
	bool log_asked; /* ... for its checkpoint */
	struct streams_options options;
	struct streams_figures figures;
	bool closing, tick_closed;
};

/* Asks for the next page; nothing when one is asked for or waits to be taken. */
void stream_ask(struct stream *stream);

/* True when nothing is under way: the next signal or tick may ask. */
bool stream_is_idle(const struct stream *stream);

/* Ends the answer, with a last line for who listens, or at once when it was not begun. The stream
 * is freed now or when what it waits for has come. */
void stream_end(struct stream *stream, const char *last_line);

/* streams.c: a stream is over and freed. */
void streams_forget(struct streams *streams, struct stream *stream);
