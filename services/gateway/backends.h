/* backends.h - the daemons behind the gateway: asked in frames, answered one by one
 *
 * What waits for a daemon when the loop turns goes out together: commands at most 64 a frame and 2
 * frames under way, queries 8 a frame. A connection that breaks is asked once more with the same
 * ids; then the answer is DAEMON_UNREACHABLE. Every callback comes exactly once, later, on the
 * loop's thread, and always with a reply, so callers have one path.
 *
 * Shards of scoring are known from identity's table, which is read again every second and whenever
 * an unknown shard is named, or any is asked while none is known: a new shard needs no restart.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/common/v1/envelope.pb-c.h"

struct bus;
struct clock;
struct uv_loop_s;
struct backends;

enum { SOURCE_NAME_SIZE = 24, BACKEND_SOURCES_MAX = 256 };

/* Names, as a call's source, the first scoring shard once the table has been read: for whoever asks
 * before one is known. */
#define BACKENDS_ANY_SHARD "scoring"

enum backend_endpoint { BACKEND_COMMANDS, BACKEND_QUERIES, BACKEND_FILES, BACKEND_ENDPOINT_COUNT };

/* How to reach the daemons. Borrows all it points to for the call; the clock must live longer. */
struct backends_options {
	const char *addresses;      /* what endpoints' addresses begin with: "ipc:///run/ocop" */
	const char *scoring_shards; /* "tn1,tn2": known before identity has answered */
	int64_t timeout_ms;         /* for one answer */
	struct clock *clock;        /* follows identity's; may be NULL */
};

/* Begins to look for the shards; no daemon need be there yet. Returns 0 or an ERROR_*. */
int backends_open(struct bus *bus, struct uv_loop_s *loop, const struct backends_options *options,
		  struct backends **ret_backends);

/* What is under way is answered with DAEMON_UNREACHABLE, now. Close before the bus; the loop must
 * run on until its handles are closed. */
void backends_close(struct backends *backends);

/* One command or query. Everything is copied by backends_ask. */
struct backend_call {
	const char
		*source; /* "identity", "registration", "certification", "market", "scoring_tn1" */
	enum backend_endpoint endpoint;
	const ProtobufCMessage *message;
	const uint8_t *command_id; /* COMMAND_ID_SIZE_BYTES; NULL on queries */
	const char *request_id;
	ProtobufCBinaryData access_token; /* empty for what anybody may ask */
	uint64_t expected_version;        /* from If-Match; 0 for none */
	int64_t timeout_ms;               /* when this takes longer than others; 0 for none */
};

/* The reply lives for the call. Its body is packed as reply->type says. An unreachable daemon is
 * OUTCOME_FAILED, as is any shard where there is none; an unknown one is OUTCOME_REFUSED; all with
 * a refusal that says so. */
typedef void backend_reply_fn(void *context, const Ocop__Common__V1__Reply *reply);

/* Asks; on_reply comes exactly once, later, also when nobody can be reached or too much waits
 * (OVERLOADED). */
void backends_ask(struct backends *backends, const struct backend_call *call,
		  backend_reply_fn *on_reply, void *context);

/* Writes the source of a shard, "scoring_tn1" (SOURCE_NAME_SIZE bytes); false when the name is no
 * shard's name. It need not be known: backends_ask looks it up. */
bool backends_source_of_shard(const char *shard, char *ret_source);

/* The same from an id that names its shard, such as a round's; false when it names none. */
bool backends_source_of_id(const char *id, char *ret_source);

/* The scoring shards that are known, closed ones too: 0 <= index < count. Names are valid as long
 * as the backends. For lists over all shards. */
size_t backends_scoring_count(const struct backends *backends);
const char *backends_scoring_source(const struct backends *backends, size_t index);

/* True once identity's table has been read: what is not known then is none. */
bool backends_shards_known(const struct backends *backends);

/* A scoring shard for what any of them can answer, the same until it is passed over because it did
 * not answer; NULL while none is known. */
const char *backends_any_scoring_source(const struct backends *backends);
void backends_pass_over(struct backends *backends, const char *source);

/* Asks every source how it is and calls back once with the names of those that do not answer
 * within a second, parted by ", "; "" when all do. Until the table of shards has been read once,
 * the shards are missing. */
typedef void backends_probe_fn(void *context, const char *missing);
void backends_probe(struct backends *backends, backends_probe_fn *on_probed, void *context);

/* What the gateway has asked since its start, for metrics. */
struct backends_figures {
	uint64_t frames;
	uint64_t commands;
	uint64_t queries;
	uint64_t retries;
	uint64_t unreachable;
	size_t waiting; /* asked and not answered yet */
};

/* The figures as they are now; on the loop's thread. */
struct backends_figures backends_figures(const struct backends *backends);
