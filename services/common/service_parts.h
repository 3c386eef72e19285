/* service_parts.h - what the parts of the daemon skeleton know of each other
 *
 * For the files of services/common that make up a running daemon; services see service.h.
 */
#pragma once

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/access_token.h"
#include "common/base/clock.h"
#include "common/base/metrics.h"
#include "common/bus/bus.h"
#include "common/service.h"
#include "common/work.h"
#include "ocop/common/v1/envelope.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

struct follower;
struct refused_due;
struct written_event;

enum { REFUSED_DUE_SLOTS = 256 };

/* A running daemon. Written at start and stop by the loop's thread; what other threads write is
 * atomic or has its own lock. */
struct service {
	const struct service_definition *definition;
	struct settings *settings;
	struct clock clock;
	struct metrics metrics;
	char source[32];   /* "scoring_tn1" */
	char *folder;      /* <data_dir>/<source> */
	const char *shard; /* NULL for services without */

	struct store *store;
	struct access_token_verifier *verifier;
	void *state;

	struct bus *bus;
	struct bus_server *commands, *queries, *files;
	struct bus_publisher *events;

	struct work_queue writer; /* the writer thread's */
	struct work_pool *readers, *workers;

	struct follower *followers; /* the loop's thread */
	pthread_mutex_t follows_mutex;
	Ocop__Common__V1__FollowedSource *follows; /* copies for the status query */
	uint8_t (*follows_hashes)[32];             /* theirs */
	int64_t *follows_heard_at_us; /* theirs: on the clock that never jumps; 0 for never */
	size_t follows_count;
	char alarm[200]; /* under the mutex too; "" for none */

	struct refused_due *refused_due[REFUSED_DUE_SLOTS]; /* the writer thread's: deadline.c */
	size_t refused_due_count;
	_Atomic int64_t deadlines_run_until_us; /* what was due by then is done; 0: not yet */
	_Atomic int64_t held_events;
	_Atomic bool broken; /* a commit failed: end, and start again from the store */
};

/* Runs work on the loop's thread; from any thread. */
void service_post(struct service *service, struct work *work);

/* The store did not keep its word: answer what waits, then end. From any thread. */
void service_break(struct service *service);

/* Options of a transaction of this daemon: time, shard, state. */
struct transaction_options service_transaction(struct service *service, struct arena *arena,
					       const struct caller *caller);

/* Who the daemon itself is in its own commands and reactions. */
extern const struct caller system_caller;

/* --- command_group.c: one command frame's way to the writer thread */

/* Answers a frame that cannot be read with one refusal, so its sender is not left waiting. */
void frame_refuse(struct service *service, struct bus_request *request);

/* Takes a frame of commands from the bus. */
void command_frame_receive(void *context, struct bus_request *request, const uint8_t *bytes,
			   size_t size_bytes);

/* --- command.c: the straight line of one command */

/* Days an id's time may differ from the machine's: clients work offline, and their clocks err. A
 * reply is remembered at least until its id is too old. */
enum {
	COMMAND_ID_OLDEST_DAYS = 30,
	COMMAND_ID_AHEAD_DAYS = 1,
	REMEMBERED_DAYS = COMMAND_ID_OLDEST_DAYS + COMMAND_ID_AHEAD_DAYS
};

/* A command on its way: what command_decode found, what the handler said, what is answered.
 * Lives in the arena of its frame. */
struct command_item {
	const Ocop__Common__V1__Envelope *envelope;
	const struct command *row;
	const ProtobufCMessage *message;
	struct caller caller;
	struct reply *reply;
	enum decision decision;
	bool settled; /* before its transaction: refused while decoding */
	void *prepared;
	Ocop__Common__V1__Reply answer;
	uint8_t digest[32];
};

/* Decodes, verifies the token, checks the id. Settles the item when that already says no. */
void command_decode(struct service *service, struct command_item *item, struct arena *arena);

/* Runs the row's prepare step on a reading connection, unless the command came before. */
void command_prepare(struct service *service, struct command_item *item, struct arena *arena,
		     struct store_connection *connection);

/* Recall, role, subject, handler, remember: in a part of the transaction. */
void command_execute(struct service *service, struct transaction *tx, struct command_item *item,
		     struct arena *arena);

/* Rows every daemon takes: operation/operation.c. */
extern const struct command common_commands[];

/* Settles an item with one reason. */
void command_refuse(struct command_item *item, struct arena *arena,
		    Ocop__Common__V1__RefusalCode code, const char *field);

/* Runs the daemon's own commands, one group; on the writer thread. Returns how many were accepted
 * anew. */
size_t command_run_own(struct service *service, struct command_item *items, size_t count,
		       struct arena *arena);

/* --- own_command.c: the daemon's commands to itself */

/* Writes the id (COMMAND_ID_SIZE_BYTES bytes) that follows from what it is about. */
void own_command_id(const char *what, const char *thing_id, int64_t time_us, struct arena *arena,
		    uint8_t *ret_id);

/* Makes an item of an envelope of the daemon itself, settled when it cannot be read. */
void own_item_init(struct command_item *item, const Ocop__Common__V1__Envelope *envelope,
		   struct service *service, struct arena *arena);

/* --- query_frame.c */

/* Takes a frame of queries from the bus to the reader threads. */
void query_frame_receive(void *context, struct bus_request *request, const uint8_t *bytes,
			 size_t size_bytes);

/* Takes a frame of the files endpoint to the worker threads. */
void file_frame_receive(void *context, struct bus_request *request, const uint8_t *bytes,
			size_t size_bytes);

/* One query: decode, token, permission, subject, handler, in the reply's arena. */
enum decision query_answer(struct service *service, const struct query *rows,
			   const Ocop__Common__V1__Envelope *envelope,
			   struct store_connection *connection, struct reply *reply);

/* Rows every daemon answers: head, replay, status. */
extern const struct query common_queries[];

/* --- publisher.c */

/* Publishes what was committed; takes the events. */
void publish_events(struct service *service, struct written_event *events, size_t count);
void publish_heartbeat(struct service *service);

/* --- reaction.c: events into the store, on the writer thread */

/* A follower's place in a source. */
struct cursor {
	uint8_t epoch[16];
	int64_t sequence;
	uint8_t hash[32];
	int64_t first_head; /* where the source stood when the follower was new */
	bool known;         /* false: no event or head has been seen */
};

/* A run of events on its way to the writer and back. */
struct event_job {
	struct work work;
	struct service *service;
	struct follower *follower;
	char source[32];
	struct cursor cursor; /* in: where the store stands; out: where it stands now */
	struct arena *arena;
	ProtobufCBinaryData *events;
	size_t count;
	bool replayed;       /* fetched, not published */
	int error;           /* out */
	bool cursor_moved;   /* out: an operator has; nothing was applied */
	bool shards_changed; /* out: then the list below is the new one, in the arena */
	struct followed_shard *shards;
	size_t shard_count;
};

/* A shard of a service that is followed, from identity's table. */
struct followed_shard {
	const char *service, *name, *queries_address, *events_address;
};

/* Reads the shard table; the list is in the transaction's arena. */
struct followed_shard *followed_shards_load(struct transaction *tx, size_t *ret_count);

/* Where this daemon stands in a source; not known when it never followed it. */
void cursor_load(struct transaction *tx, const char *source, struct cursor *ret_cursor);

/* Writes where it stands now. */
void cursor_store(struct transaction *tx, const char *source, const struct cursor *cursor);

/* True when the store has another cursor than the one known: an operator has moved it
 * (ResumeFollowing). */
bool cursor_is_moved(struct transaction *tx, const char *source, const struct cursor *known,
		     struct cursor *ret_stored);

/* How many events are held back. */
int64_t held_events_count(struct transaction *tx);

/* Hands a finished job back to its follower on the loop's thread. */
void event_job_done(struct event_job *job);

/* Applies the run and moves the cursor, in one transaction; then runs the deadlines. Where the
 * store has another cursor than the job, that one counts, and nothing is applied. */
void event_job_apply(struct event_job *job);

/* The work of an event_job: applies it and hands it back. */
void event_job_run(struct work *work, struct store_connection *connection);

/* Tries held events again whose time has come. */
void held_events_retry(struct service *service, struct arena *arena);

/* --- following/followers.c: whom this daemon follows, and where each answers; on the loop's thread
 */

/* A source that is followed. Owns its addresses, and its connections: both NULL while they cannot
 * be opened. */
struct follower {
	struct follower *next;
	struct service *service;
	char source[32];
	char *queries_address, *events_address;
	struct bus_client *queries;
	struct bus_subscriber *events;
	struct cursor cursor;
	int64_t head_sequence; /* newest heard of */
	Ocop__Common__V1__FollowState state;
	bool busy; /* a question or a job is under way */
	int64_t confirm_at_us;
	int64_t heard_at_us; /* when the cursor was last known to be at the head; 0 for never */
};

/* Begins to follow what the definition names. Returns 0 or an ERROR_*. */
int followers_open(struct service *service);

/* Asks the sources that are behind, silent or due to be confirmed for their head; every second. */
void followers_tick(struct service *service);

/* Follows what identity's table has and is not followed yet, from its first event, and moves to
 * where a shard answers now. The list is borrowed. */
void shards_follow(struct service *service, const struct followed_shard *shards, size_t count);

/* Closes every connection and forgets the sources; at the stop. */
void followers_close(struct service *service);

/* --- following/follower.c: which events to fetch from one source; on the loop's thread */

/* Asks the source for its head, and for what is missing. */
void follower_ask_head(struct follower *follower);

/* What the source publishes: a bus_message_fn whose context is the follower. */
void follower_hear(void *context, const uint8_t *bytes, size_t size_bytes);

/* Looks whether an operator has moved the cursor of a source that is followed no more. */
void follower_look_for_cursor(struct follower *follower);

/* Whether the source was the one we know when it was last asked, and whether it has turned out not
 * to be: then it is followed no more. */
bool follower_is_following(const struct follower *follower);
bool follower_is_diverged(const struct follower *follower);

/* --- deadline.c: on the writer thread */

/* Asks every deadline of the service what is due, and runs it as the daemon's own commands. */
void deadlines_run(struct service *service);

/* Forgets which due commands pause after a refusal; at the stop. */
void deadlines_forget(struct service *service);
