/* recovery.c - leaves that a restored store has forgotten, taken back from the published files */
#include "certification/log/recovery.h"

#include <string.h>

#include "certification/acts/recovered.h"
#include "certification/log/comparison.h"
#include "certification/log/leaf.h"
#include "certification/log/published.h"
#include "certification/log/transparency.h"
#include "certification/records/log.h"
#include "certification/records/recovered.h"
#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/json/json_time.h"
#include "common/json/message_json.h"
#include "common/outbox.h"
#include "common/service.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "common/tlog/entry.h"

enum { US_A_SECOND = 1000000 };

static const struct caller register_itself = {
	.account_id = "system", .agency_id = "", .request_id = "recovery"};

/* What is taken back. */
struct recovering {
	struct transaction *tx;
	struct transaction_options
		options; /* of each leaf's part; the arena is emptied before it */
	const char *folder;
	const struct log_comparison *comparison;
	int64_t recovered_at_us;
};

/* Of an entry, the event as the log tells it: texts and body in the entry and the arena. */
static bool event_of_entry(const struct entry *entry, struct arena *arena,
			   Ocop__Common__V1__Event *ret_event, ProtobufCMessage **ret_body)
{
	const ProtobufCMessageDescriptor *message = recovered_message(entry->type);
	struct message_faults faults = {.count = 0};
	int64_t seconds;
	int32_t nanoseconds;

	if (message == NULL || !json_time_parse(entry->time, &seconds, &nanoseconds))
		return false;
	ocop__common__v1__event__init(ret_event);
	ret_event->sequence = entry->sequence;
	ret_event->type = (char *)(uintptr_t)message->name; /* only read */
	ret_event->thing_id = arena_strdup(arena, entry->thing);
	ret_event->thing_version = entry->thing_version;
	ret_event->occurred_at_us = seconds * US_A_SECOND + nanoseconds / 1000;
	*ret_body = message_from_json(entry->event, message, arena, &faults);
	return *ret_body != NULL;
}

static void recovered_keep(const struct recovering *recovering,
			   const Ocop__Common__V1__Event *event, uint64_t leaf_index)
{
	bool is_complete = recovered_is_complete(event->type);

	recovered_leaf_insert(
		recovering->tx,
		&(struct recovered_leaf){
			.leaf_index = leaf_index,
			.type = event->type,
			.thing_id = event->thing_id,
			.told_at_us = event->occurred_at_us,
			.recovered_at_us = recovering->recovered_at_us,
			.outcome = is_complete ? RECOVERED_OUTCOME(COMPLETE)
					       : RECOVERED_OUTCOME(UNSPECIFIED),
			.settled_by = is_complete ? register_itself.account_id : "",
			.settled_at_us = is_complete ? recovering->recovered_at_us : 0,
		});
}

/* Leaf, event, and what the event does: at the time when it happened. */
static void leaf_recover(struct recovering *recovering, const struct entry *entry, const char *text,
			 uint64_t leaf_index)
{
	struct transaction *tx = recovering->tx;
	struct arena *arena = recovering->options.arena;
	Ocop__Common__V1__Event event;
	ProtobufCMessage *body;

	if (entry->sequence != leaf_index + 1 || !event_of_entry(entry, arena, &event, &body)) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	recovering->options.now_us = event.occurred_at_us;
	transaction_savepoint(tx, &recovering->options);
	leaf_write(tx, leaf_index, event.thing_id, text);
	outbox_append_forgotten(tx, &(struct forgotten_event){
					    .thing_id = event.thing_id,
					    .thing_version = event.thing_version,
					    .occurred_at_us = event.occurred_at_us,
					    .message = body,
				    });
	recovered_keep(recovering, &event, leaf_index);
	recovered_apply(tx, &event, body);
	if (transaction_failed(tx)) {
		int error = transaction_error(tx);

		transaction_undo(tx); /* usable again, and broken for good by the next line */
		transaction_fail(tx, error);
		return;
	}
	transaction_release(tx);
}

static void entry_recover(struct recovering *recovering, const uint8_t *bytes, size_t size_bytes,
			  uint64_t leaf_index)
{
	struct arena *arena = recovering->options.arena;
	const char *text;
	struct entry entry;

	arena_reset(arena);
	text = arena_printf(arena, "%.*s", (int)size_bytes, (const char *)bytes);
	if (!entry_read(text, size_bytes, arena, &entry)) {
		transaction_fail(recovering->tx, ERROR_UNREADABLE);
		return;
	}
	leaf_recover(recovering, &entry, text, leaf_index);
	if (transaction_failed(recovering->tx))
		log_write(LOG_ERROR, "log_leaf_not_recovered", "index=%llu type=%s error=\"%s\"",
			  (unsigned long long)leaf_index, entry.type,
			  error_text(transaction_error(recovering->tx)));
	entry_close(&entry);
}

/* The leaves of one bundle from `first` on; where the next bundle begins. */
static uint64_t bundle_recover(struct recovering *recovering, uint64_t first, struct arena *arena)
{
	uint64_t size = recovering->comparison->published.size, index;
	struct tile tile = {.is_bundle = true, .index = first / TILE_WIDTH};
	struct bundle bundle;
	const uint8_t *entry;
	size_t entry_size_bytes;
	int error;

	tile.width = tile_width_in(0, tile.index, size);
	index = tile.index * TILE_WIDTH;
	error = published_read_tile(recovering->folder, &tile, arena,
				    (uint8_t **)(uintptr_t)&bundle.bytes, &bundle.size_bytes);
	if (error) {
		transaction_fail(recovering->tx, error);
		return size;
	}
	for (; bundle_next(&bundle, &entry, &entry_size_bytes); index++) {
		if (index >= first && !transaction_failed(recovering->tx))
			entry_recover(recovering, entry, entry_size_bytes, index);
	}
	return index;
}

/* What was read must be what was signed: every entry counts into the root. */
static void root_check(struct recovering *recovering)
{
	const struct merkle_source tree = log_tree_source(recovering->tx);
	const struct checkpoint *published = &recovering->comparison->published;
	struct merkle_hash root;

	if (transaction_failed(recovering->tx))
		return;
	if (log_size(recovering->tx) != published->size ||
	    merkle_root(&tree, published->size, &root) != 0 ||
	    !merkle_hash_equal(&root, &published->root))
		transaction_fail(recovering->tx, ERROR_FORGED);
}

static int recover(struct recovering *recovering)
{
	struct transaction *tx = recovering->tx;
	uint64_t size = recovering->comparison->published.size;

	for (uint64_t next = recovering->comparison->store_size; next < size;) {
		struct arena *arena = arena_create(4 * (size_t)ARENA_LIMIT_BYTES);

		next = bundle_recover(recovering, next, arena);
		arena_destroy(arena);
		if (transaction_failed(tx))
			break;
	}
	root_check(recovering);
	outbox_begin_epoch(tx);
	return transaction_commit(tx);
}

int log_recover(struct service *service, void *state, const struct transparency *transparency,
		const struct log_comparison *comparison)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct recovering recovering = {
		.options = {.arena = arena_create(4 * (size_t)ARENA_LIMIT_BYTES),
			    .caller = &register_itself,
			    .state = state},
		.folder = transparency->folder,
		.comparison = comparison,
		.recovered_at_us = clock_now_us(service_clock(service)),
	};
	struct transaction_options whole = recovering.options;
	int error;

	whole.arena = arena;
	whole.now_us = recovering.recovered_at_us;
	recovering.tx = transaction_begin(store_writer(service_store(service)), &whole);
	error = recover(&recovering);
	if (error)
		log_write(LOG_ERROR, "log_not_recovered", "error=\"%s\"", error_text(error));
	else
		log_write(LOG_WARNING, "log_recovered", "first=%llu size=%llu",
			  (unsigned long long)comparison->store_size,
			  (unsigned long long)comparison->published.size);
	arena_destroy(recovering.options.arena);
	arena_destroy(arena);
	return error;
}
