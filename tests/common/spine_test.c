/* spine_test.c - the straight line of a command: command.c and command_group.c */
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
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "common/words_service.h"
#include "harness.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/events.pb-c.h"

#define ACCEPTED_OUTCOME OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED
#define ROLE(name)       OCOP__COMMON__V1__ROLE__ROLE_##name

static void accepted_command_is_in_store_and_log(void **state)
{
	struct harness *h = *state;

	assert_string_equal(harness_id(h, words_set(h, "a", "yes")), "a");
	assert_string_equal(words_get(h, "a"), "yes");
	assert_int_equal(words_events(h), 1);
	harness_restart(h);
	assert_string_equal(words_get(h, "a"), "yes");
}

static void refused_command_changes_nothing(void **state)
{
	struct harness *h = *state;
	const Ocop__Common__V1__Reply *reply = words_set(h, "a", "no");

	assert_int_equal(harness_refusal(reply), REFUSAL(FIELD_INVALID));
	assert_string_equal(reply->refusals[0]->field, "story");
	assert_string_equal(words_get(h, "a"), "");
	assert_int_equal(words_events(h), 0);
}

static void same_command_again_has_one_effect_and_the_same_answer(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	const Ocop__Common__V1__Reply *first, *second;

	command_id_create(clock_machine_us(), id);
	first = words_set_as(h, id, 0, "a", "yes");
	harness_restart(h);
	second = words_set_as(h, id, 0, "a", "yes");
	assert_int_equal(second->outcome, ACCEPTED_OUTCOME);
	assert_true(second->remembered);
	assert_int_equal(second->body.len, first->body.len);
	assert_memory_equal(second->body.data, first->body.data, first->body.len);
	assert_int_equal(words_events(h), 1);
}

static void same_id_with_another_body_is_refused(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	words_set_as(h, id, 0, "a", "yes");
	assert_int_equal(harness_refusal(words_set_as(h, id, 0, "b", "yes")),
			 REFUSAL(COMMAND_ID_REUSED));
	assert_string_equal(words_get(h, "b"), "");
}

static void same_id_of_another_account_is_another_command(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	words_set_as(h, id, 0, "a", "yes");
	harness_sign_in_as(h, "account_2", ROLE(PRODUCER), "19");
	assert_string_equal(harness_id(h, words_set_as(h, id, 0, "b", "yes")), "b");
}

static void refusal_is_not_remembered(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	words_set_as(h, id, 0, "a", "no");
	assert_int_equal(words_set_as(h, id, 0, "a", "yes")->outcome, ACCEPTED_OUTCOME);
}

static void id_older_than_thirty_days_is_refused(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us() - 31LL * 86400 * 1000000, id);
	assert_int_equal(harness_refusal(words_set_as(h, id, 0, "a", "yes")),
			 REFUSAL(COMMAND_ID_TOO_OLD));
	command_id_create(clock_machine_us() - 29LL * 86400 * 1000000, id);
	assert_int_equal(words_set_as(h, id, 0, "a", "yes")->outcome, ACCEPTED_OUTCOME);
}

static void poisonous_command_costs_its_sender_a_refusal(void **state)
{
	struct harness *h = *state;

	words_set(h, "a", "yes");
	assert_int_equal(harness_refusal(words_set(h, "p", "poison")), REFUSAL(HANDLER_FAILED));
	assert_string_equal(words_get(h, "p"), "");
	assert_int_equal(words_set(h, "b", "yes")->outcome, ACCEPTED_OUTCOME);
	assert_int_equal(words_events(h), 2);
}

static void poison_in_a_group_leaves_its_neighbours(void **state)
{
	struct harness *h = *state;
	struct command_item items[3];

	words_item(h, "a", "yes", &items[0]);
	words_item(h, "p", "poison", &items[1]);
	words_item(h, "b", "yes", &items[2]);
	command_run_own((struct service *)h, items, 3, harness_arena(h));
	assert_int_equal(items[0].decision, ACCEPTED);
	assert_int_equal(items[1].answer.refusals[0]->code, REFUSAL(HANDLER_FAILED));
	assert_int_equal(items[2].decision, ACCEPTED);
	assert_string_equal(words_get(h, "a"), "yes");
	assert_string_equal(words_get(h, "p"), "");
	assert_string_equal(words_get(h, "b"), "yes");
	assert_int_equal(words_events(h), 2);
}

static void who_may_is_checked(void **state)
{
	struct harness *h = *state;

	harness_sign_in(h, NULL, NULL, 0);
	assert_int_equal(harness_refusal(words_set(h, "a", "yes")), REFUSAL(TOKEN_MISSING));
	harness_sign_in_as(h, "account_3", ROLE(COUNCIL_MEMBER), "19");
	assert_int_equal(harness_refusal(words_set(h, "a", "yes")), REFUSAL(ROLE_MISSING));
	harness_sign_in_as(h, "account_3", ROLE(COMMUNE_OFFICER), "01849");
	assert_int_equal(harness_refusal(words_set(h, "a", "yes")), REFUSAL(SCOPE_MISSING));
	harness_sign_in_as(h, "account_3", ROLE(COMMUNE_OFFICER), "01840");
	assert_int_equal(words_set(h, "a", "yes")->outcome, ACCEPTED_OUTCOME);
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
	assert_int_equal(harness_refusal(words_set_as(h, id, 6, "a", "yes")),
			 REFUSAL(VERSION_STALE));
	assert_int_equal(words_set_as(h, id, 7, "a", "yes")->outcome, ACCEPTED_OUTCOME);
	assert_int_equal(harness_refusal(words_set(h, "missing", "yes")), REFUSAL(NO_SUCH_THING));
}

static void clock_moved_in_a_group_is_moved_whatever_its_neighbour_does(void **state)
{
	struct harness *h = *state;
	struct service *service = (struct service *)h; /* the harness's first member */
	struct command_item items[2];

	words_item(h, "a", "later", &items[0]);
	words_item(h, "b", "no", &items[1]);
	command_run_own(service, items, 2, harness_arena(h));
	assert_int_equal(items[0].decision, ACCEPTED);
	assert_int_equal(items[1].decision, REFUSED);
	assert_int_equal(clock_offset_us(&service->clock), 3600LL * 1000000);
}

static void clock_of_a_refused_command_does_not_move(void **state)
{
	struct harness *h = *state;
	struct service *service = (struct service *)h; /* the harness's first member */
	struct command_item items[2];

	words_item(h, "a", "later", &items[0]);
	words_item(h, "a", "later", &items[1]); /* the id is taken: it fails after its move */
	command_run_own(service, items, 2, harness_arena(h));
	words_item(h, "b", "no", &items[0]);
	words_item(h, "c", "yes", &items[1]);
	command_run_own(service, items, 2, harness_arena(h));
	assert_int_equal(clock_offset_us(&service->clock), 3600LL * 1000000);
}

/* Empty submessages, two bytes each, which unpack to sixty times as much: the submessages end the
 * arena. */
static ProtobufCBinaryData bomb(struct harness *h)
{
	ProtobufCBinaryData bytes = {.len = 260000};

	bytes.data = arena_alloc(harness_arena(h), bytes.len);
	for (size_t i = 0; i < bytes.len; i += 2)
		bytes.data[i] = 1 << 3 | 2;
	return bytes;
}

static void few_bytes_that_unpack_to_many_are_refused(void **state)
{
	struct harness *h = *state;
	struct service *service = (struct service *)h; /* the harness's first member */
	Ocop__Common__V1__Envelope envelope = OCOP__COMMON__V1__ENVELOPE__INIT;
	struct command_item item = {.envelope = &envelope};
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct store_connection *reader;
	struct reply *reply;

	envelope.type = (char *)ocop__identity__v1__record_units__descriptor.name;
	envelope.body = bomb(h);
	command_decode(service, &item, arena);
	assert_int_equal(item.answer.refusals[0]->code, REFUSAL(MESSAGE_UNREADABLE));
	arena_reset(arena);

	reply = reply_create(arena);
	assert_int_equal(store_reader_open(service->store, &reader), 0);
	assert_int_equal(
		query_answer(service, service->definition->queries, &envelope, reader, reply),
		REFUSED);
	assert_int_equal(reply_refusal(reply, 0), REFUSAL(MESSAGE_UNREADABLE));
	store_reader_close(reader);
	arena_destroy(arena);
}

static void id_of_tomorrow_is_taken_and_a_later_one_refused(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	/* Its reply would be forgotten while the id still looked young. */
	command_id_create(clock_machine_us() + 2LL * 86400 * 1000000, id);
	assert_int_equal(harness_refusal(words_set_as(h, id, 0, "a", "yes")),
			 REFUSAL(COMMAND_ID_INVALID));
	command_id_create(clock_machine_us() + 86000LL * 1000000, id);
	assert_int_equal(words_set_as(h, id, 0, "a", "yes")->outcome, ACCEPTED_OUTCOME);
}

static void same_command_is_recalled_before_it_is_prepared(void **state)
{
	struct harness *h = *state;
	Ocop__Identity__V1__RevokeKey command = OCOP__IDENTITY__V1__REVOKE_KEY__INIT;
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	const Ocop__Common__V1__Reply *second;

	command.key_id = (char *)"a";
	command_id_create(clock_machine_us(), id);
	assert_string_equal(harness_id(h, harness_command_as(h, id, 0, &command.base)), "a");
	second = harness_command_as(h, id, 0, &command.base);
	assert_int_equal(second->outcome, ACCEPTED_OUTCOME);
	assert_true(second->remembered);
	/* Another command of the same kind is prepared, and refused there. */
	assert_int_equal(harness_refusal(harness_command(h, &command.base)),
			 REFUSAL(FIELD_INVALID));
}

static void same_command_is_recalled_after_the_role_is_gone(void **state)
{
	struct harness *h = *state;
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	words_set_as(h, id, 0, "a", "yes");
	harness_sign_in_as(h, "account_1", ROLE(COUNCIL_MEMBER), "19");
	assert_true(words_set_as(h, id, 0, "a", "yes")->remembered);
	assert_int_equal(harness_refusal(words_set(h, "b", "yes")), REFUSAL(ROLE_MISSING));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(accepted_command_is_in_store_and_log, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(refused_command_changes_nothing, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(
			same_command_again_has_one_effect_and_the_same_answer, words_start,
			words_stop),
		cmocka_unit_test_setup_teardown(same_id_with_another_body_is_refused, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(same_id_of_another_account_is_another_command,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(refusal_is_not_remembered, words_start, words_stop),
		cmocka_unit_test_setup_teardown(id_older_than_thirty_days_is_refused, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(poisonous_command_costs_its_sender_a_refusal,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(poison_in_a_group_leaves_its_neighbours,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(who_may_is_checked, words_start, words_stop),
		cmocka_unit_test_setup_teardown(system_commands_are_nobody_elses, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(stale_version_and_missing_thing_are_refused,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(
			clock_moved_in_a_group_is_moved_whatever_its_neighbour_does, words_start,
			words_stop),
		cmocka_unit_test_setup_teardown(clock_of_a_refused_command_does_not_move,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(few_bytes_that_unpack_to_many_are_refused,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(id_of_tomorrow_is_taken_and_a_later_one_refused,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(same_command_is_recalled_before_it_is_prepared,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(same_command_is_recalled_after_the_role_is_gone,
						words_start, words_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
