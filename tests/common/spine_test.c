/* spine_test.c - the straight line of command.c, reaction.c and deadline.c, on a service of one
 * table
 *
 * The service keeps words: DescribeListing writes one, the word "no" is refused, the word "poison"
 * makes the handler fail, "expired" becomes due and is removed by ExpireCertificate, the daemon's
 * own command. It follows ListingDescribed and keeps what it was told; the id "bad" cannot be
 * applied.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/bus/envelope.h"
#include "common/outbox.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "harness.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/events.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

#define ACCEPTED_OUTCOME OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED
#define ROLE(name)       OCOP__COMMON__V1__ROLE__ROLE_##name

static void word_subject(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject)
{
	const Ocop__Market__V1__DescribeListing *asked = (const void *)message;

	(void)tx;
	ret_subject->exists = strcmp(asked->listing_id, "missing") != 0;
	ret_subject->version = 7;
	ret_subject->province_code = "19";
	ret_subject->commune_code = "01840";
}

static enum decision word_set(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Market__V1__DescribeListing *asked = (const void *)message;
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	statement(tx, "INSERT INTO words (id, word) VALUES ($1, $2)");
	bind_text(tx, asked->listing_id);
	bind_text(tx, asked->story);
	statement_run(tx);
	event.listing_id = asked->listing_id;
	outbox_append(tx, asked->listing_id, 1, &event.base);
	if (!strcmp(asked->story, "poison"))
		transaction_fail(tx, ERROR_STORE);
	if (transaction_failed(tx))
		return FAILED;

	if (!strcmp(asked->story, "no")) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "story", "the word %s", "no");
		return REFUSED;
	}
	reply_accept(reply, asked->listing_id, 1);
	return ACCEPTED;
}

static enum decision word_expire(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__ExpireCertificate *asked = (const void *)message;
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	statement(tx, "DELETE FROM words WHERE id = $1");
	bind_text(tx, asked->code);
	statement_run(tx);
	event.listing_id = asked->code;
	outbox_append(tx, asked->code, 2, &event.base);
	reply_accept(reply, asked->code, 2);
	return ACCEPTED;
}

static enum decision word_get(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Market__V1__GetListing *asked = (const void *)message;
	Ocop__Common__V1__Accepted answer = OCOP__COMMON__V1__ACCEPTED__INIT;

	statement(tx, "SELECT word FROM words WHERE id = $1");
	bind_text(tx, asked->listing_id);
	while (statement_step(tx))
		answer.id = (char *)column_text(tx, "word");
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

static void told(struct transaction *tx, const Ocop__Common__V1__Event *event,
		 const ProtobufCMessage *body)
{
	const Ocop__Market__V1__ListingDescribed *described = (const void *)body;

	statement(tx, "INSERT INTO told (sequence, id) VALUES ($1, $2)");
	bind_i64(tx, (int64_t)event->sequence);
	bind_text(tx, described->listing_id);
	statement_run(tx);
	statement(tx, "SELECT 1 AS mended FROM words WHERE id = 'mended'");
	bool mended = statement_step(tx);

	if (mended)
		statement_end(tx);
	if (!strcmp(described->listing_id, "bad") && !mended)
		transaction_fail(tx, ERROR_STORE);
}

static void find_expired(struct transaction *tx, struct due_commands *due)
{
	statement(tx, "SELECT id FROM words WHERE word = 'expired' LIMIT $1");
	bind_i64(tx, DUE_COMMANDS_MAX);
	while (statement_step(tx)) {
		Ocop__Certification__V1__ExpireCertificate command =
			OCOP__CERTIFICATION__V1__EXPIRE_CERTIFICATE__INIT;

		command.code = (char *)column_text(tx, "id");
		due_commands_add(due, command.code, 1, &command.base);
	}
}

static const struct migration migrations[] = {
	{"words", "CREATE TABLE words (id TEXT PRIMARY KEY, word TEXT NOT NULL) STRICT;"
		  "CREATE TABLE told (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT"},
	{0},
};

static const struct command commands[] = {
	{.message = &ocop__market__v1__describe_listing__descriptor,
	 .allow = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER),
	 .subject = word_subject,
	 .handle = word_set},
	{.message = &ocop__certification__v1__expire_certificate__descriptor,
	 .allow = ALLOW_SYSTEM,
	 .handle = word_expire},
	{0},
};

static const struct query queries[] = {
	{.message = &ocop__market__v1__get_listing__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = word_get},
	{0},
};

static const struct reaction reactions[] = {
	{&ocop__market__v1__listing_described__descriptor, FROM_BEGINNING, told},
	{0},
};

static const struct deadline deadlines[] = {{"expire", find_expired}, {0}};

static const struct service_definition words = {.name = "words",
						.migrations = migrations,
						.commands = commands,
						.queries = queries,
						.reactions = reactions,
						.deadlines = deadlines};

static int start(void **state)
{
	struct harness *h = harness_create(&words, NULL);

	harness_sign_in_as(h, "account_1", ROLE(PRODUCER), "19");
	*state = h;
	return 0;
}

static int stop(void **state)
{
	harness_destroy(*state);
	return 0;
}

static const Ocop__Common__V1__Reply *set_as(struct harness *h, const uint8_t *id, uint64_t version,
					     const char *name, const char *word)
{
	Ocop__Market__V1__DescribeListing command = OCOP__MARKET__V1__DESCRIBE_LISTING__INIT;

	command.listing_id = (char *)name;
	command.story = (char *)word;
	return harness_command_as(h, id, version, &command.base);
}

static const Ocop__Common__V1__Reply *set(struct harness *h, const char *name, const char *word)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	return set_as(h, id, 0, name, word);
}

static const char *get(struct harness *h, const char *name)
{
	Ocop__Market__V1__GetListing query = OCOP__MARKET__V1__GET_LISTING__INIT;

	query.listing_id = (char *)name;
	return harness_id(h, harness_query(h, &query.base));
}

static size_t events(struct harness *h)
{
	return harness_events(h, &ocop__market__v1__listing_described__descriptor);
}

static void accepted_command_is_in_store_and_log(void **state)
{
	struct harness *h = *state;

	assert_string_equal(harness_id(h, set(h, "a", "yes")), "a");
	assert_string_equal(get(h, "a"), "yes");
	assert_int_equal(events(h), 1);
	harness_restart(h);
	assert_string_equal(get(h, "a"), "yes");
}

static void refused_command_changes_nothing(void **state)
{
	struct harness *h = *state;
	const Ocop__Common__V1__Reply *reply = set(h, "a", "no");

	assert_int_equal(harness_refusal(reply), REFUSAL(FIELD_INVALID));
	assert_string_equal(reply->refusals[0]->field, "story");
	assert_string_equal(get(h, "a"), "");
	assert_int_equal(events(h), 0);
}

static void same_command_again_has_one_effect_and_the_same_answer(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	const Ocop__Common__V1__Reply *first, *second;

	command_id_create(clock_machine_us(), id);
	first = set_as(h, id, 0, "a", "yes");
	harness_restart(h);
	second = set_as(h, id, 0, "a", "yes");
	assert_int_equal(second->outcome, ACCEPTED_OUTCOME);
	assert_true(second->remembered);
	assert_int_equal(second->body.len, first->body.len);
	assert_memory_equal(second->body.data, first->body.data, first->body.len);
	assert_int_equal(events(h), 1);
}

static void same_id_with_another_body_is_refused(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	set_as(h, id, 0, "a", "yes");
	assert_int_equal(harness_refusal(set_as(h, id, 0, "b", "yes")), REFUSAL(COMMAND_ID_REUSED));
	assert_string_equal(get(h, "b"), "");
}

static void same_id_of_another_account_is_another_command(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	set_as(h, id, 0, "a", "yes");
	harness_sign_in_as(h, "account_2", ROLE(PRODUCER), "19");
	assert_string_equal(harness_id(h, set_as(h, id, 0, "b", "yes")), "b");
}

static void refusal_is_not_remembered(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	set_as(h, id, 0, "a", "no");
	assert_int_equal(set_as(h, id, 0, "a", "yes")->outcome, ACCEPTED_OUTCOME);
}

static void id_older_than_thirty_days_is_refused(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us() - 31LL * 86400 * 1000000, id);
	assert_int_equal(harness_refusal(set_as(h, id, 0, "a", "yes")),
			 REFUSAL(COMMAND_ID_TOO_OLD));
	command_id_create(clock_machine_us() - 29LL * 86400 * 1000000, id);
	assert_int_equal(set_as(h, id, 0, "a", "yes")->outcome, ACCEPTED_OUTCOME);
}

static void poisonous_command_costs_its_sender_a_refusal(void **state)
{
	struct harness *h = *state;

	set(h, "a", "yes");
	assert_int_equal(harness_refusal(set(h, "p", "poison")), REFUSAL(HANDLER_FAILED));
	assert_string_equal(get(h, "p"), "");
	assert_int_equal(set(h, "b", "yes")->outcome, ACCEPTED_OUTCOME);
	assert_int_equal(events(h), 2);
}

static void poison_in_a_group_leaves_its_neighbours(void **state)
{
	struct harness *h = *state;
	struct arena *arena = harness_arena(h);
	struct service *service = (struct service *)h; /* the harness's first member */
	static const char *const given[][2] = {{"a", "yes"}, {"p", "poison"}, {"b", "yes"}};
	struct command_item items[3] = {0};

	for (size_t i = 0; i < 3; i++) {
		Ocop__Market__V1__DescribeListing *command = arena_alloc(arena, sizeof(*command));
		Ocop__Common__V1__Envelope *envelope = arena_alloc(arena, sizeof(*envelope));

		ocop__market__v1__describe_listing__init(command);
		ocop__common__v1__envelope__init(envelope);
		command->listing_id = (char *)given[i][0];
		command->story = (char *)given[i][1];
		envelope->id.data = arena_alloc(arena, COMMAND_ID_SIZE_BYTES);
		envelope->id.len = COMMAND_ID_SIZE_BYTES;
		command_id_create(clock_machine_us(), envelope->id.data);
		items[i].envelope = envelope;
		items[i].row = &commands[0];
		items[i].message = &command->base;
		items[i].caller = system_caller;
	}
	/* The system is not in the row's column, so the group runs as the signed-in account. */
	for (size_t i = 0; i < 3; i++) {
		static const Ocop__Common__V1__Grant grant = {
			.base = {&ocop__common__v1__grant__descriptor, 0, NULL},
			.role = ROLE(PRODUCER),
			.unit_code = (char *)"19",
			.producer_id = (char *)"",
			.round_id = (char *)""};
		static const Ocop__Common__V1__Grant *const grants[] = {&grant};

		items[i].caller.account_id = "account_1";
		items[i].caller.grants = grants;
		items[i].caller.grant_count = 1;
		items[i].caller.command_id = items[i].envelope->id.data;
	}
	command_run_own(service, items, 3, arena);
	assert_int_equal(items[0].decision, ACCEPTED);
	assert_int_equal(items[1].answer.refusals[0]->code, REFUSAL(HANDLER_FAILED));
	assert_int_equal(items[2].decision, ACCEPTED);
	assert_string_equal(get(h, "a"), "yes");
	assert_string_equal(get(h, "p"), "");
	assert_string_equal(get(h, "b"), "yes");
	assert_int_equal(events(h), 2);
}

static void who_may_is_checked(void **state)
{
	struct harness *h = *state;

	harness_sign_in(h, NULL, NULL, 0);
	assert_int_equal(harness_refusal(set(h, "a", "yes")), REFUSAL(TOKEN_MISSING));
	harness_sign_in_as(h, "account_3", ROLE(COUNCIL_MEMBER), "19");
	assert_int_equal(harness_refusal(set(h, "a", "yes")), REFUSAL(ROLE_MISSING));
	harness_sign_in_as(h, "account_3", ROLE(COMMUNE_OFFICER), "01849");
	assert_int_equal(harness_refusal(set(h, "a", "yes")), REFUSAL(SCOPE_MISSING));
	harness_sign_in_as(h, "account_3", ROLE(COMMUNE_OFFICER), "01840");
	assert_int_equal(set(h, "a", "yes")->outcome, ACCEPTED_OUTCOME);
}

static void system_commands_are_nobody_elses(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__ExpireCertificate command =
		OCOP__CERTIFICATION__V1__EXPIRE_CERTIFICATE__INIT;

	harness_sign_in_as(h, "account_1", ROLE(OPERATOR), "");
	assert_int_equal(harness_refusal(harness_command(h, &command.base)), REFUSAL(ROLE_MISSING));
}

static void stale_version_and_missing_thing_are_refused(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	assert_int_equal(harness_refusal(set_as(h, id, 6, "a", "yes")), REFUSAL(VERSION_STALE));
	assert_int_equal(set_as(h, id, 7, "a", "yes")->outcome, ACCEPTED_OUTCOME);
	assert_int_equal(harness_refusal(set(h, "missing", "yes")), REFUSAL(NO_SUCH_THING));
}

static void due_row_becomes_one_command(void **state)
{
	struct harness *h = *state;

	set(h, "a", "expired");
	assert_string_equal(get(h, "a"), "");
	assert_int_equal(events(h), 2);
	harness_advance(h, 1000000);
	assert_int_equal(events(h), 2);
}

static int64_t told_count(struct harness *h)
{
	struct service *service = (struct service *)h; /* the harness's first member */
	struct transaction_options options =
		service_transaction(service, harness_arena(h), &system_caller);
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS told FROM told");
	while (statement_step(tx))
		count = column_i64(tx, "told");
	transaction_rollback(tx);
	return count;
}

static void tell(struct harness *h, const char *id)
{
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	event.listing_id = (char *)id;
	harness_event(h, "market", id, &event.base);
}

static void event_that_cannot_be_applied_holds_back_its_thing_only(void **state)
{
	struct harness *h = *state;
	struct service *service = (struct service *)h; /* the harness's first member */

	tell(h, "bad");
	tell(h, "good");
	tell(h, "bad");
	assert_int_equal(told_count(h), 1);
	assert_int_equal(harness_held_events(h), 2);
	harness_restart(h);
	assert_int_equal(told_count(h), 1);

	set(h, "mended", "yes");
	for (int64_t limit_us = clock_monotonic_us() + 20000000;
	     harness_held_events(h) && clock_monotonic_us() < limit_us;)
		held_events_retry(service, harness_arena(h));
	assert_int_equal(harness_held_events(h), 0);
	assert_int_equal(told_count(h), 3);
}

/* An event of source "market" as it stands in a log. */
static ProtobufCBinaryData packed_event(struct harness *h, uint64_t sequence, const uint8_t *before)
{
	Ocop__Market__V1__ListingDescribed body = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;
	Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;

	body.listing_id = (char *)"x";
	event.source = (char *)"market";
	event.sequence = sequence;
	event.previous_hash = (ProtobufCBinaryData){32, (uint8_t *)before};
	event.type = (char *)body.base.descriptor->name;
	event.thing_id = (char *)"x";
	event.body = message_pack(&body.base, harness_arena(h));
	return message_pack(&event.base, harness_arena(h));
}

static int apply(struct harness *h, struct cursor *cursor, ProtobufCBinaryData packed)
{
	struct event_job job = {.service = (struct service *)h, .cursor = *cursor, .count = 1};

	strcpy(job.source, "market");
	job.arena = harness_arena(h);
	job.events = &packed;
	event_job_apply(&job);
	*cursor = job.cursor;
	return job.error;
}

static void events_are_applied_in_order_once(void **state)
{
	struct harness *h = *state;
	struct cursor cursor = {.known = true};
	static const uint8_t nothing[32];
	ProtobufCBinaryData first = packed_event(h, 1, nothing);
	uint8_t hash[32];

	assert_int_equal(apply(h, &cursor, first), 0);
	memcpy(hash, cursor.hash, sizeof(hash));
	assert_int_equal(apply(h, &cursor, first), 0);
	assert_int_equal(told_count(h), 1);

	assert_int_equal(apply(h, &cursor, packed_event(h, 3, hash)), ERROR_NOT_FOUND);
	assert_int_equal(apply(h, &cursor, packed_event(h, 2, nothing)), ERROR_SOURCE_DIVERGED);
	assert_int_equal(told_count(h), 1);
	assert_int_equal(cursor.sequence, 1);

	assert_int_equal(apply(h, &cursor, packed_event(h, 2, hash)), 0);
	assert_int_equal(told_count(h), 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(accepted_command_is_in_store_and_log, start, stop),
		cmocka_unit_test_setup_teardown(refused_command_changes_nothing, start, stop),
		cmocka_unit_test_setup_teardown(
			same_command_again_has_one_effect_and_the_same_answer, start, stop),
		cmocka_unit_test_setup_teardown(same_id_with_another_body_is_refused, start, stop),
		cmocka_unit_test_setup_teardown(same_id_of_another_account_is_another_command,
						start, stop),
		cmocka_unit_test_setup_teardown(refusal_is_not_remembered, start, stop),
		cmocka_unit_test_setup_teardown(id_older_than_thirty_days_is_refused, start, stop),
		cmocka_unit_test_setup_teardown(poisonous_command_costs_its_sender_a_refusal, start,
						stop),
		cmocka_unit_test_setup_teardown(poison_in_a_group_leaves_its_neighbours, start,
						stop),
		cmocka_unit_test_setup_teardown(who_may_is_checked, start, stop),
		cmocka_unit_test_setup_teardown(system_commands_are_nobody_elses, start, stop),
		cmocka_unit_test_setup_teardown(stale_version_and_missing_thing_are_refused, start,
						stop),
		cmocka_unit_test_setup_teardown(due_row_becomes_one_command, start, stop),
		cmocka_unit_test_setup_teardown(
			event_that_cannot_be_applied_holds_back_its_thing_only, start, stop),
		cmocka_unit_test_setup_teardown(events_are_applied_in_order_once, start, stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
