/* event_logs.c - what each daemon has told, one line of JSON an event: `ocop events --logs`
 *
 * Reads the logs by replay, so nothing is missed, and checks that each event follows from the one
 * before. With --cursor its place is on disk only after the lines have been written: a crash may
 * repeat lines, never lose one. A source that does not confirm the place is reported and ends it.
 */
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/cursor_file.h"
#include "cli/event_types.h"
#include "cli/peers.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/bus/envelope.h"
#include "common/json/json_time.h"
#include "common/json/message_json.h"
#include "ocop/common/v1/queries.pb-c.h"

enum { BATCH = 500, MICROSECONDS = 1000000 };

/* Between two looks at logs that had nothing new. */
static const struct timespec PAUSE = {.tv_nsec = 200 * 1000 * 1000};

/* What one run reads. */
struct reader {
	struct session *session;
	struct cursor_list cursors;
	const char *types;     /* NULL: all */
	const char *file_path; /* of the cursors, or NULL */
	bool printed;          /* since the cursors were written */
	bool away;             /* a source did not answer the last time, which was said */
};

static void set_text(json_t *json, const char *name, const char *text)
{
	(void)json_object_set_new(json, name, json_string(text)); /* clean text: never fails */
}

static void set_number(json_t *json, const char *name, uint64_t number)
{
	char text[24];

	(void)snprintf(text, sizeof(text), "%llu", (unsigned long long)number);
	set_text(json, name, text);
}

static json_t *body_json(const Ocop__Common__V1__Event *event, struct arena *arena)
{
	const ProtobufCMessageDescriptor *type = event_type_find(event->type);
	const ProtobufCMessage *body =
		type == NULL ? NULL
			     : message_unpack(type, event->body.data, event->body.len, arena, NULL);

	return body == NULL ? json_null() : message_to_json(body);
}

static json_t *event_json(const Ocop__Common__V1__Event *event, struct arena *arena)
{
	char cause[COMMAND_ID_TEXT_SIZE] = "";
	char time_text[JSON_TIME_SIZE];
	json_t *json = json_object();

	if (event->cause_id.len == COMMAND_ID_SIZE_BYTES)
		command_id_print(event->cause_id.data, cause);
	json_time_print(event->occurred_at_us / MICROSECONDS,
			(int32_t)(event->occurred_at_us % MICROSECONDS) * 1000, time_text);
	set_text(json, "source", event->source);
	set_number(json, "sequence", event->sequence);
	set_text(json, "type", event->type);
	set_text(json, "thingId", event->thing_id);
	set_number(json, "thingVersion", event->thing_version);
	set_text(json, "occurredAt", time_text);
	set_text(json, "actorId", event->actor_id);
	set_text(json, "causeId", cause);
	set_text(json, "requestId", event->request_id);
	(void)json_object_set_new(json, "body", body_json(event, arena));
	return json;
}

static void print_event(struct reader *reader, const Ocop__Common__V1__Event *event)
{
	reader->printed = true; /* what is left out is behind us too */
	if (reader->types != NULL && !event_type_matches(event->type, reader->types))
		return;
	json_t *json = event_json(event, reader->session->arena);
	(void)json_dumpf(json, stdout, JSON_COMPACT); /* see keep_place */
	(void)putchar('\n');
	json_decref(json);
}

/* Asks the source itself whether our place is in its log, and for its hash where we only know the
 * number. */
static int confirm_place(struct reader *reader, struct cursor *cursor, bool hash_known)
{
	Ocop__Common__V1__Head head = OCOP__COMMON__V1__HEAD__INIT;
	const ProtobufCMessage *answer;

	head.sequence = cursor->chain.sequence;
	int result = peer_query(reader->session, cursor->source, &head.base,
				&ocop__common__v1__head_reply__descriptor, &answer);
	if (result != EXIT_DONE)
		return result;
	const Ocop__Common__V1__HeadReply *reply = (const void *)answer;
	bool sound = reply->epoch.len == CURSOR_EPOCH_SIZE &&
		     (cursor->chain.sequence == 0 || reply->hash.len == CHAIN_HASH_SIZE);
	if (sound && hash_known && cursor->chain.sequence > 0)
		sound = memcmp(reply->epoch.data, cursor->epoch, CURSOR_EPOCH_SIZE) == 0 &&
			memcmp(reply->hash.data, cursor->chain.hash, CHAIN_HASH_SIZE) == 0;
	if (!sound) {
		complain("%s does not confirm event %llu: its log is not the one read before",
			 cursor->source, (unsigned long long)cursor->chain.sequence);
		return EXIT_FINDINGS;
	}
	memcpy(cursor->epoch, reply->epoch.data, CURSOR_EPOCH_SIZE);
	if (cursor->chain.sequence > 0)
		memcpy(cursor->chain.hash, reply->hash.data, CHAIN_HASH_SIZE);
	return EXIT_DONE;
}

/* One that is away is said once, not at every look. */
static int ask_replay(struct reader *reader, const struct cursor *cursor,
		      const Ocop__Common__V1__ReplayReply **ret_reply)
{
	Ocop__Common__V1__Replay replay = OCOP__COMMON__V1__REPLAY__INIT;
	const struct question question = {.message = &replay.base};
	const Ocop__Common__V1__ReplyFrame *replies;

	replay.after_sequence = cursor->chain.sequence;
	replay.limit = BATCH;
	int error = peer_ask(reader->session, cursor->source, "queries", &question, 1, &replies);
	if (error != 0 && !reader->away)
		complain("%s: %s", cursor->source, error_text(error));
	reader->away = error != 0;
	if (error != 0)
		return EXIT_UNREACHABLE;
	*ret_reply = (const void *)reply_body(reader->session, replies->replies[0],
					      &ocop__common__v1__replay_reply__descriptor);
	if (*ret_reply != NULL)
		return EXIT_DONE;
	reply_complain(reader->session, cursor->source, replies->replies[0]);
	return EXIT_NOT_ALLOWED;
}

/* Prints what is new of a source, at most a batch; *ret_more when there may be more. */
static int read_batch(struct reader *reader, struct cursor *cursor, bool *ret_more)
{
	const Ocop__Common__V1__ReplayReply *reply;
	const char *fault;

	arena_reset(reader->session->arena);
	int result = ask_replay(reader, cursor, &reply);
	if (result != EXIT_DONE)
		return result;
	if (reply->epoch.len != CURSOR_EPOCH_SIZE ||
	    memcmp(reply->epoch.data, cursor->epoch, CURSOR_EPOCH_SIZE) != 0)
		return confirm_place(reader, cursor, true);
	for (size_t i = 0; i < reply->n_events; i++) {
		const Ocop__Common__V1__Event *event =
			chain_next(&cursor->chain, cursor->source, &reply->events[i],
				   reader->session->arena, &fault);
		if (event == NULL) {
			complain("%s: event %llu %s", cursor->source,
				 (unsigned long long)cursor->chain.sequence + 1, fault);
			return EXIT_FINDINGS;
		}
		print_event(reader, event);
	}
	*ret_more = *ret_more || reply->n_events > 0;
	return EXIT_DONE;
}

/* The lines first, then our place. */
static int keep_place(struct reader *reader)
{
	if (fflush(stdout) != 0 || ferror(stdout))
		return EXIT_NOT_ALLOWED; /* whoever reads has gone */
	if (!reader->printed || reader->file_path == NULL)
		return EXIT_DONE;
	reader->printed = false;
	int error = cursor_file_write(reader->file_path, &reader->cursors);
	if (error != 0) {
		complain("%s: %s", reader->file_path, error_text(error));
		return EXIT_NOT_ALLOWED;
	}
	return EXIT_DONE;
}

/* The sources that were asked for, or all. */
static int choose_sources(struct reader *reader, struct source_list *ret_sources)
{
	const char *given = argument(&reader->session->arguments, "source");

	if (given == NULL)
		return sources_list(reader->session, ret_sources);
	struct arena *arena = reader->session->arena;
	char *rest = arena_strdup(arena, given);
	ret_sources->names = arena_alloc(arena, (strlen(given) + 1) * sizeof(char *));
	for (char *name; (name = strsep(&rest, ",")) != NULL;)
		ret_sources->names[ret_sources->count++] = name;
	return EXIT_DONE;
}

static int begin_source(struct reader *reader, const char *source)
{
	const char *after = argument(&reader->session->arguments, "after");
	struct cursor *cursor = cursor_of(&reader->cursors, source);

	if (cursor == NULL) {
		complain("%s: is no source, or there are too many", source);
		return EXIT_USAGE;
	}
	if (after != NULL)
		cursor->chain.sequence = strtoull(after, NULL, 10);
	return confirm_place(reader, cursor, after == NULL);
}

/* Each chosen source; a cursor of another one stays as it is. */
static int begin(struct reader *reader, struct source_list *ret_sources)
{
	int result = choose_sources(reader, ret_sources);

	if (result == EXIT_DONE && reader->file_path != NULL) {
		int error = cursor_file_read(reader->file_path, &reader->cursors);
		if (error != 0) {
			complain("%s: %s", reader->file_path, error_text(error));
			return EXIT_USAGE;
		}
	}
	for (size_t i = 0; i < ret_sources->count && result == EXIT_DONE; i++)
		result = begin_source(reader, ret_sources->names[i]);
	return result;
}

/* One round over all sources. While following, one that is away for a moment is no end. */
static int read_round(struct reader *reader, const struct cursor_list *chosen, bool follow,
		      bool *ret_more)
{
	*ret_more = false;
	for (size_t i = 0; i < chosen->count; i++) {
		struct cursor *cursor = cursor_of(&reader->cursors, chosen->items[i].source);
		int result = read_batch(reader, cursor, ret_more);

		if (result != EXIT_DONE && !(follow && result == EXIT_UNREACHABLE))
			return result;
	}
	return keep_place(reader);
}

int event_logs(struct session *session)
{
	static struct reader reader; /* large, and one a run */
	static struct cursor_list chosen;
	bool follow = argument_flag(&session->arguments, "follow");
	struct source_list sources = {0};
	bool more = true;

	reader = (struct reader){.session = session};
	reader.types = argument(&session->arguments, "types");
	reader.file_path = argument(&session->arguments, "cursor");
	int result = begin(&reader, &sources);
	for (size_t i = 0; i < sources.count && result == EXIT_DONE; i++)
		(void)cursor_of(&chosen, sources.names[i]); /* the arena is emptied below */
	while (result == EXIT_DONE && (more || follow)) {
		if (!more)
			(void)nanosleep(&PAUSE, NULL); /* woken early, it only looks early */
		result = read_round(&reader, &chosen, follow, &more);
	}
	return result;
}
