/* write_events.c - the event logs of sources, written from lines that another program has made up
 *
 *	write_events DATA_DIR < LINES
 *
 * A line is an event as JSON: {"source", "type" (without "ocop."), "thing", "version", "on"
 * (YYYY-MM-DD), "body"}, the body as the interfaces for machines have it. The stores of the sources
 * are made with these events alone; their daemons open them as their own, and whoever follows
 * fetches them by replay, as always. Prints how many there were. Asserts that the lines are sound:
 * they come from tests and benchmarks.
 */
#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

#include <jansson.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/json/message_json.h"
#include "common/outbox.h"
#include "common/store/connection.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"

enum { SOURCES_MAX = 4, LINE_SIZE_BYTES = 64 * 1024, EVENTS_A_COMMIT = 1000 };

static const ProtobufCMessageDescriptor *const types[] = {
	&ocop__registration__v1__producer_registered__descriptor,
	&ocop__registration__v1__producer_changed__descriptor,
	&ocop__registration__v1__product_registered__descriptor,
	&ocop__registration__v1__product_changed__descriptor,
	&ocop__registration__v1__product_transferred__descriptor,
	&ocop__registration__v1__products_merged__descriptor,
	&ocop__registration__v1__merge_undone__descriptor,
	&ocop__registration__v1__producers_merged__descriptor,
	&ocop__registration__v1__producer_year_reported__descriptor,
	&ocop__registration__v1__linkage_recorded__descriptor,
	&ocop__registration__v1__held_certificate_recorded__descriptor,
	&ocop__registration__v1__material_area_recorded__descriptor,
	&ocop__registration__v1__record_struck__descriptor,
	&ocop__registration__v1__dossier_submitted__descriptor,
	&ocop__registration__v1__dossier_screened__descriptor,
	&ocop__registration__v1__dossier_proposed__descriptor,
	&ocop__registration__v1__dossier_admitted__descriptor,
	&ocop__registration__v1__dossier_returned__descriptor,
	&ocop__registration__v1__dossier_withdrawn__descriptor,
	&ocop__scoring__v1__round_planned__descriptor,
	&ocop__scoring__v1__dossier_closed__descriptor,
	&ocop__scoring__v1__result_decided__descriptor,
	&ocop__scoring__v1__dossier_left_round__descriptor,
	&ocop__certification__v1__certificate_issued__descriptor,
	&ocop__certification__v1__recognition_recorded__descriptor,
	&ocop__certification__v1__certificate_revoked__descriptor,
	&ocop__certification__v1__certificate_expired__descriptor,
	&ocop__certification__v1__certificate_replaced__descriptor,
	&ocop__certification__v1__certificate_suspended__descriptor,
	&ocop__certification__v1__certificate_reinstated__descriptor,
	&ocop__certification__v1__certificate_extended__descriptor,
};

/* A source's store, and what of it is not committed yet. */
struct source {
	char name[32];
	struct store *store;
	struct transaction *tx;
	struct arena *arena;
	int64_t now_us; /* of the transaction */
	size_t written;
};

static const ProtobufCMessageDescriptor *type_find(const char *name)
{
	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		if (strcmp(types[i]->name + strlen("ocop."), name) == 0)
			return types[i];
	}
	fprintf(stderr, "write_events: unknown type %s\n", name);
	return NULL;
}

static void source_commit(struct source *source)
{
	int error;

	if (!source->tx)
		return;
	error = transaction_commit(source->tx);
	assert(error == 0 && "the folder can be written");
	arena_reset(source->arena);
	source->tx = NULL;
	source->written = 0;
}

static void source_open(struct source *source, const char *data_dir, const char *name)
{
	static const struct migration none[] = {{0}};
	char path[512];
	int error;

	(void)snprintf(source->name, sizeof source->name, "%s", name);
	(void)snprintf(path, sizeof path, "%s/%s", data_dir, name);
	(void)mkdir(path, 0700); /* there already is as good; opening says otherwise */
	(void)snprintf(path, sizeof path, "%s/%s/store.sqlite", data_dir, name);
	error = store_open(&store_sqlite, path, none, &source->store);
	assert(error == 0 && "the folder can be written");
	(void)snprintf(source->store->source, sizeof source->store->source, "%s", name);
	source->arena = arena_create(8 * (size_t)ARENA_LIMIT_BYTES);
}

static struct source *source_find(struct source *sources, const char *data_dir, const char *name)
{
	size_t i = 0;

	while (sources[i].store && strcmp(sources[i].name, name) != 0)
		i++;
	assert(i < SOURCES_MAX && "as many sources as there is room for");
	if (!sources[i].store)
		source_open(&sources[i], data_dir, name);
	return &sources[i];
}

/* One transaction has one time. */
static void source_begin(struct source *source, int64_t now_us)
{
	static const struct caller system = {
		.account_id = "system", .agency_id = "", .request_id = "test"};

	if (source->tx && (source->now_us != now_us || source->written == EVENTS_A_COMMIT))
		source_commit(source);
	if (source->tx)
		return;
	source->now_us = now_us;
	source->tx = transaction_begin(store_writer(source->store),
				       &(struct transaction_options){.arena = source->arena,
								     .caller = &system,
								     .now_us = now_us});
}

static int64_t noon_us(const char *date)
{
	int32_t day;
	bool is_date = date_parse(date, &day);

	assert(is_date && "the line has a day");
	return (date_begin_us(day) + date_end_us(day)) / 2;
}

static void event_write(struct source *sources, const char *data_dir, const json_t *line)
{
	const char *name = json_string_value(json_object_get(line, "source"));
	const char *type = json_string_value(json_object_get(line, "type"));
	struct source *source = source_find(sources, data_dir, name);
	struct message_faults faults = {.count = 0};
	ProtobufCMessage *message;

	source_begin(source, noon_us(json_string_value(json_object_get(line, "on"))));
	message = message_from_json(json_object_get(line, "body"), type_find(type), source->arena,
				    &faults);
	if (!message)
		fprintf(stderr, "write_events: %s: %s\n", type, faults.items[0].field);
	assert(message && "the body is a message of its type");
	outbox_append(source->tx, json_string_value(json_object_get(line, "thing")),
		      (uint64_t)json_integer_value(json_object_get(line, "version")), message);
	source->written++;
}

int main(int argc, char **argv)
{
	struct source sources[SOURCES_MAX + 1] = {0};
	static char line[LINE_SIZE_BYTES];
	size_t count = 0;

	if (argc != 2) {
		fprintf(stderr, "usage: write_events DATA_DIR < LINES\n");
		return 2;
	}
	while (fgets(line, sizeof line, stdin)) {
		json_t *event = json_loads(line, 0, NULL);

		assert(event && "the line is JSON");
		event_write(sources, argv[1], event);
		json_decref(event);
		count++;
	}
	for (size_t i = 0; sources[i].store; i++) {
		source_commit(&sources[i]);
		store_close(sources[i].store);
		arena_destroy(sources[i].arena);
	}
	printf("%zu\n", count);
	return 0;
}
