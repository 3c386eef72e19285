/* events.c - the public feed as it comes, one line of JSON an item: a ready follower
 *
 * Of the whole feed every item's hash chain is checked, of a subscription its gapless count: so
 * whoever has the lines has missed nothing. With --cursor the place is on disk only after the lines
 * have been written: a crash may repeat lines, never lose one. A feed that does not confirm the
 * place, because its store was restored, is reported and ends it. The daemons' own logs are read
 * with --logs or --source (event_logs.c).
 */
#include <inttypes.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "cli/commands.h"
#include "cli/cursor_file.h"
#include "cli/event_types.h"
#include "cli/feed/feed_source.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/error.h"

enum { BATCH = 200, PLACE_HASH_BYTES = 8, PLACE_SIZE = 20 + 1 + 2 * PLACE_HASH_BYTES + 1 };

/* Between two looks at a feed that had nothing new; a feed elsewhere is left in peace. */
static const struct timespec PAUSE = {.tv_nsec = 200 * 1000 * 1000};
static const struct timespec PAUSE_ELSEWHERE = {.tv_sec = 2};

/* What one run reads. */
struct follower {
	struct session *session;
	struct feed_source source;
	struct cursor_list cursors;
	struct cursor *cursor;
	const char *types;     /* NULL: all */
	const char *file_path; /* of the place, or NULL */
	bool moved;            /* since the place was written */
	bool away;             /* nobody answered the last time, which was said */
};

static void place_print(const struct cursor *cursor, char ret_place[PLACE_SIZE])
{
	char digits[2 * PLACE_HASH_BYTES + 1];

	sodium_bin2hex(digits, sizeof(digits), cursor->chain.hash, PLACE_HASH_BYTES);
	if (cursor->chain.sequence == 0)
		(void)snprintf(ret_place, PLACE_SIZE, "0"); /* fits */
	else
		(void)snprintf(ret_place, PLACE_SIZE, "%" PRIu64 "-%s", cursor->chain.sequence,
			       digits); /* fits */
}

static uint64_t number_of(const json_t *json, const char *name)
{
	const char *text = json_string_value(json_object_get(json, name));

	return text != NULL ? strtoull(text, NULL, 10) : 0;
}

static const char *text_of(const json_t *json, const char *name)
{
	const char *text = json_string_value(json_object_get(json, name));

	return text != NULL ? text : "";
}

/* The bytes that are hashed, in the session's arena; empty for what is no base64. */
static ProtobufCBinaryData packed_of(const struct follower *follower, const json_t *item)
{
	const char *text = text_of(item, "packed");
	ProtobufCBinaryData packed = {
		.data = arena_alloc(follower->session->arena, strlen(text) + 1)};

	if (sodium_base642bin(packed.data, strlen(text), text, strlen(text), NULL, &packed.len,
			      NULL, sodium_base64_VARIANT_ORIGINAL))
		packed.len = 0;
	return packed;
}

/* The line first, then our place; what --types leaves out is behind us too. */
static void print_item(struct follower *follower, json_t *item)
{
	const char *type = text_of(json_object_get(item, "event"), "type");

	follower->moved = true;
	if (follower->types != NULL && !event_type_matches(type, follower->types))
		return;
	(void)json_object_del(item, "packed");        /* there or not */
	(void)json_dumpf(item, stdout, JSON_COMPACT); /* see keep_place */
	(void)putchar('\n');
}

/* What follows from what came before: by its hash, or, of a subscription, by its count. Of the
 * feed's items between two of a subscription nothing is known. */
static bool item_follows(struct follower *follower, const json_t *item, const char **ret_fault)
{
	struct chain *chain = &follower->cursor->chain;
	ProtobufCBinaryData packed = packed_of(follower, item);

	if (!follower->source.subscription)
		return chain_next(chain, "notification", &packed, follower->session->arena,
				  ret_fault) != NULL;
	*ret_fault = "is not the next of the subscription";
	if (number_of(item, "count") != chain->sequence + 1)
		return false;
	chain->sequence++;
	*ret_fault = "is no event";
	return chain_adopt(chain, &packed, follower->session->arena);
}

static bool epoch_is_known(struct follower *follower, const char *epoch)
{
	uint8_t bytes[CURSOR_EPOCH_SIZE];
	size_t size_bytes;
	struct cursor *cursor = follower->cursor;

	if (sodium_hex2bin(bytes, sizeof(bytes), epoch, strlen(epoch), NULL, &size_bytes, NULL) ||
	    size_bytes != sizeof(bytes))
		return false;
	if (cursor->chain.sequence > 0)
		return memcmp(bytes, cursor->epoch, sizeof(bytes)) == 0;
	memcpy(cursor->epoch, bytes, sizeof(bytes));
	return true;
}

static int take_page(struct follower *follower, const json_t *page)
{
	const char *name = feed_source_name(&follower->source);
	const char *fault;
	json_t *item;
	size_t i;

	if (!epoch_is_known(follower, text_of(json_object_get(page, "head"), "epoch"))) {
		complain("%s: the feed is of another store than the one read before", name);
		return EXIT_FINDINGS;
	}
	json_array_foreach(json_object_get(page, "items"), i, item)
	{
		if (!item_follows(follower, item, &fault)) {
			complain("%s: item %s %s", name, text_of(item, "sequence"), fault);
			return EXIT_FINDINGS;
		}
		print_item(follower, item);
	}
	return EXIT_DONE;
}

/* Prints what is new, at most a batch. One that is away is said once, not at every look. */
static int read_batch(struct follower *follower, bool *ret_more)
{
	char place[PLACE_SIZE];
	json_t *page;
	int result;

	arena_reset(follower->session->arena);
	place_print(follower->cursor, place);
	*ret_more = false;
	result = feed_source_page(&follower->source, place, BATCH, follower->away, &page);
	follower->away = result == EXIT_UNREACHABLE;
	if (result != EXIT_DONE)
		return result;
	*ret_more = json_array_size(json_object_get(page, "items")) > 0;
	result = take_page(follower, page);
	json_decref(page);
	return result;
}

static int keep_place(struct follower *follower)
{
	int error;

	if (fflush(stdout) != 0 || ferror(stdout))
		return EXIT_NOT_ALLOWED; /* whoever reads has gone */
	if (!follower->moved || follower->file_path == NULL)
		return EXIT_DONE;
	follower->moved = false;
	error = cursor_file_write(follower->file_path, &follower->cursors);
	if (error) {
		complain("%s: %s", follower->file_path, error_text(error));
		return EXIT_NOT_ALLOWED;
	}
	return EXIT_DONE;
}

/* The one item behind a number becomes our place: so its whole hash is known. */
static int adopt_item(struct follower *follower, uint64_t number)
{
	char before[PLACE_SIZE];
	json_t *page, *item;
	ProtobufCBinaryData packed;
	int result;

	(void)snprintf(before, sizeof(before), "%" PRIu64, number - 1); /* fits */
	result = feed_source_page(&follower->source, before, 1, false, &page);
	if (result != EXIT_DONE)
		return result;
	item = json_array_get(json_object_get(page, "items"), 0);
	packed = packed_of(follower, item);
	if (!chain_adopt(&follower->cursor->chain, &packed, follower->session->arena) ||
	    !epoch_is_known(follower, text_of(json_object_get(page, "head"), "epoch")))
		result = EXIT_FINDINGS;
	follower->cursor->chain.sequence = number;
	json_decref(page);
	return result;
}

/* Begins behind a place, which the feed confirms, or behind its newest item. */
static int adopt_place(struct follower *follower, const char *place)
{
	const char *name = follower->source.subscription ? "count" : "sequence";
	uint64_t number = strtoull(place, NULL, 10);
	json_t *page;
	int result = feed_source_page(&follower->source, place, 1, false, &page);

	if (result != EXIT_DONE)
		return result;
	if (strcmp(place, "head") == 0)
		number = number_of(json_object_get(page, "head"), name);
	json_decref(page);
	return number > 0 ? adopt_item(follower, number) : EXIT_DONE;
}

static int begin(struct follower *follower)
{
	const struct arguments *arguments = &follower->session->arguments;
	const char *after = argument(arguments, "after");
	int result = feed_source_open(follower->session, &follower->source);

	if (result != EXIT_DONE)
		return result;
	follower->types = argument(arguments, "types");
	follower->file_path = argument(arguments, "cursor");
	if (follower->file_path != NULL) {
		int error = cursor_file_read(follower->file_path, &follower->cursors);

		if (error) {
			complain("%s: %s", follower->file_path, error_text(error));
			return EXIT_USAGE;
		}
	}
	follower->cursor = cursor_of(&follower->cursors, feed_source_name(&follower->source));
	if (follower->cursor == NULL) {
		complain("%s: is no subscription", feed_source_name(&follower->source));
		return EXIT_USAGE;
	}
	return after != NULL ? adopt_place(follower, after) : EXIT_DONE;
}

/* While following, one who is away for a moment is no end. */
static int follow(struct follower *follower, bool on)
{
	bool more = true;
	int result = EXIT_DONE;

	while (result == EXIT_DONE && (more || on)) {
		if (!more) /* woken early, it only looks early */
			(void)nanosleep(follower->source.url ? &PAUSE_ELSEWHERE : &PAUSE, NULL);
		result = read_batch(follower, &more);
		if (result == EXIT_UNREACHABLE && on)
			result = EXIT_DONE;
		if (result == EXIT_DONE)
			result = keep_place(follower);
	}
	return result;
}

int events(struct session *session)
{
	static struct follower follower; /* large, and one a run */
	int result;

	if (argument_flag(&session->arguments, "logs") ||
	    argument(&session->arguments, "source") != NULL)
		return event_logs(session);
	follower = (struct follower){.session = session};
	result = begin(&follower);
	if (result == EXIT_DONE)
		result = follow(&follower, argument_flag(&session->arguments, "follow"));
	feed_source_close(&follower.source);
	return result;
}
