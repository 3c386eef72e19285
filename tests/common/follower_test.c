/* follower_test.c - whom a follower believes: a source that answers as the test wants */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <uv.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "common/words_service.h"
#include "harness.h"
#include "ocop/common/v1/queries.pb-c.h"

#define FOLLOWING   OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_FOLLOWING
#define UNREACHABLE OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_UNREACHABLE
#define DIVERGED    OCOP__COMMON__V1__FOLLOW_STATE__FOLLOW_STATE_DIVERGED

/* A toy service that follows a shard, and the shard's answers. */
struct pair {
	struct service_definition definition;
	struct harness *h;
	struct service *service;
	struct bus *bus, *harness_bus;
	uv_loop_t loop;
	struct bus_server *source;
	size_t asked;
	/* what the source says */
	const char *name;
	uint8_t epoch[EPOCH_SIZE_BYTES], replay_epoch[EPOCH_SIZE_BYTES], hash[HASH_SIZE_BYTES];
	uint64_t head;
};

static void on_request(void *context, struct bus_request *request, const uint8_t *bytes,
		       size_t size_bytes)
{
	struct pair *pair = context;
	struct arena *arena = harness_arena(pair->h);
	const Ocop__Common__V1__Frame *frame = (const void *)message_unpack(
		&ocop__common__v1__frame__descriptor, bytes, size_bytes, arena, NULL);
	Ocop__Common__V1__HeadReply head = OCOP__COMMON__V1__HEAD_REPLY__INIT;
	Ocop__Common__V1__ReplayReply replay = OCOP__COMMON__V1__REPLAY_REPLY__INIT;
	ProtobufCBinaryData event = {.len = 1, .data = (uint8_t *)"x"};
	Ocop__Common__V1__Reply reply = OCOP__COMMON__V1__REPLY__INIT, *replies[] = {&reply};
	Ocop__Common__V1__ReplyFrame answer = OCOP__COMMON__V1__REPLY_FRAME__INIT;
	ProtobufCBinaryData packed;

	head.source = (char *)pair->name;
	head.epoch = (ProtobufCBinaryData){sizeof(pair->epoch), pair->epoch};
	head.hash = (ProtobufCBinaryData){sizeof(pair->hash), pair->hash};
	head.head_sequence = replay.head_sequence = pair->head;
	replay.epoch = (ProtobufCBinaryData){sizeof(pair->replay_epoch), pair->replay_epoch};
	replay.n_events = 1;
	replay.events = &event;
	reply.outcome = OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED;
	reply.body = !strcmp(frame->envelopes[0]->type, "ocop.common.v1.Head")
			     ? message_pack(&head.base, arena)
			     : message_pack(&replay.base, arena);
	answer.n_replies = 1;
	answer.replies = replies;
	packed = message_pack(&answer.base, arena);
	bus_request_answer(request, packed.data, packed.len);
	pair->asked++;
}

static void shard_write(struct pair *pair, const char *name, const char *queries_address,
			const char *events_address)
{
	struct transaction_options options =
		service_transaction(pair->service, harness_arena(pair->h), &system_caller);
	struct transaction *tx = transaction_begin(store_writer(pair->service->store), &options);

	statement(tx, "INSERT OR REPLACE INTO followed_shards (name, service, queries_address,"
		      " events_address) VALUES ($1, 'scoring', $2, $3)");
	bind_text(tx, name);
	bind_text(tx, queries_address);
	bind_text(tx, events_address);
	statement_run(tx);
	assert_int_equal(transaction_commit(tx), 0);
}

static int start(void **state)
{
	static const char *const follows[] = {"scoring", NULL};
	struct pair *pair = calloc(1, sizeof(*pair));

	pair->definition = words_service;
	pair->definition.follows = follows;
	pair->h = harness_create(&pair->definition, NULL);
	pair->service = (struct service *)pair->h; /* the harness's first member */
	uv_loop_init(&pair->loop);
	pair->bus = bus_create(BUS_MEMORY, &pair->loop);
	pair->harness_bus = pair->service->bus;
	pair->service->bus = pair->bus;
	pair->name = "scoring_tn1";
	if (bus_server_open(pair->bus, "memory://tn1.queries", on_request, pair, &pair->source))
		return -1;
	shard_write(pair, "tn1", "memory://tn1.queries", "memory://tn1.events");
	*state = pair;
	return 0;
}

static int stop(void **state)
{
	struct pair *pair = *state;

	followers_close(pair->service);
	bus_server_close(pair->source);
	bus_destroy(pair->bus);
	uv_run(&pair->loop, UV_RUN_DEFAULT);
	uv_loop_close(&pair->loop);
	pair->service->bus = pair->harness_bus;
	harness_destroy(pair->h);
	free(pair);
	return 0;
}

/* How the pair's service stands with the shard. */
static const Ocop__Common__V1__FollowedSource *tn1(const struct pair *pair)
{
	for (size_t i = 0; i < pair->service->follows_count; i++)
		if (!strcmp(pair->service->follows[i].source, "scoring_tn1"))
			return &pair->service->follows[i];
	fail_msg("the shard is not followed");
	return NULL;
}

/* Ticks until the source was asked so often and the answers have arrived. */
static Ocop__Common__V1__FollowState tick(struct pair *pair, size_t times)
{
	size_t until = pair->asked + times;

	while (pair->asked < until) {
		followers_tick(pair->service);
		uv_run(&pair->loop, UV_RUN_NOWAIT);
	}
	for (int i = 0; i < 3; i++)
		uv_run(&pair->loop, UV_RUN_NOWAIT);
	followers_tick(pair->service);
	return tn1(pair)->state;
}

static void source_that_answers_is_followed(void **state)
{
	struct pair *pair = *state;

	assert_int_equal(followers_open(pair->service), 0);
	assert_int_equal(tick(pair, 1), FOLLOWING);
}

static void another_source_at_the_address_is_not_followed(void **state)
{
	struct pair *pair = *state;

	pair->name = "scoring_tn2";
	assert_int_equal(followers_open(pair->service), 0);
	assert_int_equal(tick(pair, 2), UNREACHABLE);
}

static void events_of_another_epoch_are_not_taken(void **state)
{
	struct pair *pair = *state;

	pair->head = 1;
	memset(pair->replay_epoch, 1, sizeof(pair->replay_epoch));
	assert_int_equal(followers_open(pair->service), 0);
	(void)tick(pair, 2); /* the head, then the replay */
	assert_null(work_queue_take(&pair->service->writer));
}

static void cursor_store_at(struct pair *pair, uint8_t epoch)
{
	struct transaction_options options =
		service_transaction(pair->service, harness_arena(pair->h), &system_caller);
	struct transaction *tx = transaction_begin(store_writer(pair->service->store), &options);
	uint8_t bytes[HASH_SIZE_BYTES] = {0};

	statement(tx, "INSERT INTO cursors (source, epoch, sequence, hash, first_head)"
		      " VALUES ('scoring_tn1', $1, 3, $2, 0)");
	bind_bytes(tx, memset(bytes, epoch, EPOCH_SIZE_BYTES), EPOCH_SIZE_BYTES);
	bind_bytes(tx, memset(bytes, 0, sizeof(bytes)), sizeof(bytes));
	statement_run(tx);
	assert_int_equal(transaction_commit(tx), 0);
}

static void cursor_the_source_does_not_confirm_stops_the_follower(void **state)
{
	struct pair *pair = *state;

	pair->head = 3;
	cursor_store_at(pair, 0);
	assert_int_equal(followers_open(pair->service), 0);
	assert_int_equal(tick(pair, 1), FOLLOWING);
	followers_close(pair->service);

	pair->hash[0] = 1; /* the same length, another log */
	assert_int_equal(followers_open(pair->service), 0);
	assert_int_equal(tick(pair, 1), DIVERGED);
	followers_close(pair->service);

	pair->hash[0] = 0; /* the same log in another epoch */
	pair->epoch[0] = 1;
	assert_int_equal(followers_open(pair->service), 0);
	assert_int_equal(tick(pair, 1), DIVERGED);
}

static void shard_that_cannot_be_dialled_stops_nobody(void **state)
{
	struct pair *pair = *state;

	shard_write(pair, "tn0", "nowhere", "nowhere");
	shard_write(pair, "tn3", "memory://tn3.queries", "nowhere");
	assert_int_equal(followers_open(pair->service), 0);
	assert_int_equal(tick(pair, 1), FOLLOWING);
	assert_int_equal(pair->service->follows_count, 3); /* and the operator sees it */
}

/* Asks nobody at the old place any more; who answers at the new one is asked for his head first. */
static void shard_that_moves_is_followed_where_it_is(void **state)
{
	struct pair *pair = *state;
	struct followed_shard shard = {"scoring", "tn1", "memory://moved.queries",
				       "memory://moved.events"};

	pair->head = 3;
	cursor_store_at(pair, 0);
	assert_int_equal(followers_open(pair->service), 0);
	assert_int_equal(tick(pair, 1), FOLLOWING);
	shards_follow(pair->service, &shard, 1);
	followers_tick(pair->service);
	bus_server_close(pair->source);
	assert_int_equal(
		bus_server_open(pair->bus, shard.queries_address, on_request, pair, &pair->source),
		0);
	assert_int_equal(tn1(pair)->state, UNREACHABLE);
	assert_int_equal(tick(pair, 1), FOLLOWING);
	assert_int_equal(pair->service->follows_count, 1);
	assert_int_equal(tn1(pair)->cursor_sequence, 3);

	/* The same table again moves nobody. */
	shards_follow(pair->service, &shard, 1);
	assert_int_equal(pair->service->followers->state, FOLLOWING);
}

/* The store that was left behind, or another's, is not taken for the one we know. */
static void another_log_at_the_new_place_stops_the_follower(void **state)
{
	struct pair *pair = *state;
	struct followed_shard shard = {"scoring", "tn1", "memory://tn1.queries",
				       "memory://moved.events"};

	pair->head = 3;
	cursor_store_at(pair, 0);
	assert_int_equal(followers_open(pair->service), 0);
	assert_int_equal(tick(pair, 1), FOLLOWING);
	pair->hash[0] = 1;
	shards_follow(pair->service, &shard, 1);
	assert_int_equal(tick(pair, 1), DIVERGED);
}

/* The folder of its sockets comes after us. Its place is kept, or all would be applied again. */
static void shard_whose_address_comes_later_is_followed_from_its_place(void **state)
{
	struct pair *pair = *state;
	struct followed_shard later = {"scoring", "tn1", "memory://tn1.queries",
				       "memory://tn1.events"};

	pair->head = 3;
	cursor_store_at(pair, 0);
	shard_write(pair, "tn1", "nowhere", "nowhere");
	assert_int_equal(followers_open(pair->service), 0);
	followers_tick(pair->service);
	assert_null(pair->service->followers->queries);
	assert_int_equal(tn1(pair)->state, UNREACHABLE);
	shards_follow(pair->service, &later, 1);
	assert_int_equal(tick(pair, 1), FOLLOWING);
	assert_int_equal(pair->service->follows_count, 1);
	assert_int_equal(tn1(pair)->cursor_sequence, 3);
	assert_null(work_queue_take(&pair->service->writer));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(source_that_answers_is_followed, start, stop),
		cmocka_unit_test_setup_teardown(another_source_at_the_address_is_not_followed,
						start, stop),
		cmocka_unit_test_setup_teardown(events_of_another_epoch_are_not_taken, start, stop),
		cmocka_unit_test_setup_teardown(
			cursor_the_source_does_not_confirm_stops_the_follower, start, stop),
		cmocka_unit_test_setup_teardown(shard_that_cannot_be_dialled_stops_nobody, start,
						stop),
		cmocka_unit_test_setup_teardown(shard_that_moves_is_followed_where_it_is, start,
						stop),
		cmocka_unit_test_setup_teardown(another_log_at_the_new_place_stops_the_follower,
						start, stop),
		cmocka_unit_test_setup_teardown(
			shard_whose_address_comes_later_is_followed_from_its_place, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
