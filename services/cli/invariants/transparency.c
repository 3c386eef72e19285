/* transparency.c - every event of certification is in the transparency log, once, in its place
 *
 * Reads the published files through certification, as anybody could through /log, and holds them
 * against the daemon's own event log: entry N - 1 is of event N. The tree is built anew from the
 * entries, so a tile or a checkpoint that does not fit them is found too.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/invariants.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/tlog/checkpoint.h"
#include "common/tlog/entry.h"
#include "common/tlog/tile.h"
#include "common/tlog/tlog_proof.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

enum { VKEY_SIZE = 256, PAUSE_MS = 100, PAUSES_MAX = 50 };

static const char source_name[] = "certification";

/* What was published, as far as it is read. */
struct published_log {
	struct checkpoint checkpoint;
	struct merkle_hash *leaves;
	size_t count, capacity;
};

/* A published file; false when it is not shown. */
static bool file_get(struct check *check, const char *path, struct tlog_text *ret_content)
{
	Ocop__Certification__V1__GetLogFile query = OCOP__CERTIFICATION__V1__GET_LOG_FILE__INIT;
	const ProtobufCMessage *answer;
	const ProtobufCBinaryData *content;

	query.path = (char *)(uintptr_t)path; /* only read */
	if (peer_query(check->session, source_name, &query.base,
		       &ocop__certification__v1__log_file__descriptor, &answer) != EXIT_DONE)
		return false;
	content = &((const Ocop__Certification__V1__LogFile *)answer)->content;
	*ret_content = (struct tlog_text){(const char *)content->data, content->len};
	return true;
}

static bool checkpoint_get(struct check *check, struct checkpoint *ret_checkpoint)
{
	struct tlog_text keys, line, note;
	struct note_verifier verifier;
	char vkey[VKEY_SIZE];

	if (!file_get(check, "keys", &keys) || !tlog_line_next(&keys, &line) ||
	    line.size_bytes >= sizeof(vkey) || !file_get(check, "checkpoint", &note))
		return false;
	(void)snprintf(vkey, sizeof(vkey), "%.*s", (int)line.size_bytes, line.bytes); /* fits */
	return note_verifier_read(vkey, &verifier) &&
	       checkpoint_open(note.bytes, note.size_bytes, &verifier, ret_checkpoint) ==
		       NOTE_GENUINE;
}

/* The checkpoint once it has all that was there when this was asked: a leaf is published within a
 * second. */
static bool checkpoint_await(struct check *check, uint64_t size, struct checkpoint *ret_checkpoint)
{
	const struct timespec pause = {.tv_nsec = PAUSE_MS * 1000000};

	for (int i = 0; i < PAUSES_MAX; i++) {
		if (!checkpoint_get(check, ret_checkpoint))
			return false;
		if (ret_checkpoint->size >= size)
			break;
		(void)nanosleep(&pause, NULL); /* woken early, it asks early */
	}
	return true;
}

static bool bundle_get(struct check *check, uint64_t index, uint64_t size,
		       struct bundle *ret_bundle)
{
	struct tile tile = {.is_bundle = true, .index = index};
	struct tlog_text content;
	char path[TILE_PATH_SIZE];

	tile.width = tile_width_in(0, index, size);
	tile_path(&tile, path);
	if (!file_get(check, path, &content))
		return false;
	*ret_bundle = (struct bundle){(const uint8_t *)content.bytes, content.size_bytes};
	return true;
}

/* The entry says what the event is: its number, type, thing and version. */
static bool is_entry_of(const uint8_t *bytes, size_t size_bytes,
			const Ocop__Common__V1__Event *event, struct arena *arena)
{
	struct entry entry;
	bool same;

	if (!entry_read((const char *)bytes, size_bytes, arena, &entry))
		return false;
	same = entry.sequence == event->sequence && strcmp(entry.source, event->source) == 0 &&
	       strcmp(entry.type, event->type) == 0 && strcmp(entry.thing, event->thing_id) == 0 &&
	       entry.thing_version == event->thing_version;
	entry_close(&entry);
	return same;
}

/* Events of the log, one after the other; a reply has as many as fit. */
struct event_reader {
	const Ocop__Common__V1__ReplayReply *reply;
	size_t next;
	uint64_t after;
};

/* The next event; NULL when there is none, or it is not shown. */
static const Ocop__Common__V1__Event *event_next(struct check *check, struct event_reader *reader)
{
	Ocop__Common__V1__Replay replay = OCOP__COMMON__V1__REPLAY__INIT;
	const ProtobufCMessage *answer;
	const ProtobufCBinaryData *packed;

	if (reader->reply == NULL || reader->next == reader->reply->n_events) {
		replay.after_sequence = reader->after;
		replay.limit = TILE_WIDTH;
		if (peer_query(check->session, source_name, &replay.base,
			       &ocop__common__v1__replay_reply__descriptor, &answer) != EXIT_DONE)
			return NULL;
		reader->reply = (const void *)answer;
		reader->next = 0;
	}
	if (reader->next == reader->reply->n_events)
		return NULL;
	packed = &reader->reply->events[reader->next++];
	reader->after++;
	return (const void *)message_unpack(&ocop__common__v1__event__descriptor, packed->data,
					    packed->len, check->session->arena, NULL);
}

/* Entries of one bundle against their events; false when it is not shown. */
static bool bundle_check(struct check *check, struct published_log *log, uint64_t index,
			 struct findings *findings)
{
	struct event_reader reader = {.after = index * TILE_WIDTH};
	struct bundle bundle;
	const uint8_t *bytes;
	size_t size_bytes;

	if (!bundle_get(check, index, log->checkpoint.size, &bundle)) {
		finding_add(findings, "entries from %llu on are not shown",
			    (unsigned long long)reader.after);
		return false;
	}
	while (bundle_next(&bundle, &bytes, &size_bytes)) {
		const Ocop__Common__V1__Event *event = event_next(check, &reader);

		if (event == NULL || !is_entry_of(bytes, size_bytes, event, check->session->arena))
			finding_add(findings, "leaf %zu is not that of event %zu", log->count,
				    log->count + 1);
		log->leaves =
			memory_grow(log->leaves, log->count, &log->capacity, sizeof(*log->leaves));
		merkle_leaf_hash(bytes, size_bytes, &log->leaves[log->count++]);
		findings->checked++;
	}
	return true;
}

/* The hash tree of some leaves, as RFC 6962 defines it. */
static struct merkle_hash tree_hash(const struct merkle_hash *leaves, size_t count)
{
	struct merkle_hash left, right, both;
	size_t part = 1;

	if (count == 1)
		return leaves[0];
	while (part * 2 < count)
		part *= 2;
	left = tree_hash(leaves, part);
	right = tree_hash(leaves + part, count - part);
	merkle_node_hash(&left, &right, &both);
	return both;
}

static void root_check(const struct published_log *log, struct findings *findings)
{
	struct merkle_hash root;

	merkle_empty_root(&root);
	if (log->count > 0)
		root = tree_hash(log->leaves, log->count);
	if (log->count != log->checkpoint.size || !merkle_hash_equal(&root, &log->checkpoint.root))
		finding_add(findings, "the entries do not have the checkpoint's root");
}

void check_transparency(struct check *check, struct findings *findings)
{
	const Ocop__Common__V1__StatusReply *status = peer_status(check->session, source_name);
	struct published_log log = {.leaves = NULL};
	uint64_t head = status == NULL ? 0 : status->head_sequence;

	if (!checkpoint_await(check, head, &log.checkpoint)) {
		finding_add(findings, "certification shows no checkpoint of its log");
		return;
	}
	if (log.checkpoint.size < head)
		finding_add(findings, "the log has %llu leaves of %llu events",
			    (unsigned long long)log.checkpoint.size, (unsigned long long)head);
	for (uint64_t index = 0; index * TILE_WIDTH < log.checkpoint.size; index++) {
		bool goes_on = bundle_check(check, &log, index, findings);

		arena_reset(check->session->arena);
		if (!goes_on)
			break;
	}
	root_check(&log, findings);
	memory_free(log.leaves);
}
