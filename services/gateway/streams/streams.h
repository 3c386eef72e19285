/* streams.h - the feed as it comes: server-sent events (WHATWG HTML 9.2) for who listens
 *
 * A stream is an answer without end. It keeps a place in the feed and nothing else: what it sends
 * it asks of notification, a page at a time, and no page is asked for while the one before waits to
 * be taken. So a slow reader costs at most a page and the server's write queue, and is cut by the
 * server when it takes nothing. What notification publishes is only the signal to ask.
 *
 * Every item has its place as `id`; a browser or follower that comes back with Last-Event-ID, to
 * this gateway or another, reads on where it stood. A heartbeat says where feed, subscription and
 * log stand, so that who listens can prove that nothing was missed.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct gateway;
struct http_request;
struct route;
struct route_values;
struct streams;

/* Borrows the address for the call. */
struct streams_options {
	const char *events_address; /* of notification */
	size_t most;                /* in all */
	size_t most_of_account;
	int64_t heartbeat_ms; /* at most so long is nothing said */
};

/* What there is now and has been, for metrics. */
struct streams_figures {
	size_t open;
	uint64_t begun;
	uint64_t items;
	uint64_t refused; /* over a limit */
};

/* Begins to listen for the signal; notification need not be there yet. Returns 0 or an ERROR_*. */
int streams_open(struct gateway *gateway, const struct streams_options *options,
		 struct streams **ret_streams);

/* Ends every stream in order: who listens comes back, here or elsewhere. Before the server is
 * closed; what is asked is answered into nothing, and the last frees the rest, so the caller
 * forgets it. NULL is fine. */
void streams_close(struct streams *streams);

/* For the table of routes: answers with the stream of the row's message. OVERLOADED when there are
 * too many or the gateway stops, RATE_LIMITED when there are too many of the account. */
void stream_handle(struct gateway *gateway, struct http_request *request, const struct route *route,
		   const struct route_values *values);

/* Leaves of the transparency log that its newest signed checkpoint speaks for, as certification
 * publishes it; asked for every second. 0 while that is not known. */
uint64_t streams_log_size(const struct streams *streams);

/* All 0 for NULL. */
struct streams_figures streams_figures(const struct streams *streams);
