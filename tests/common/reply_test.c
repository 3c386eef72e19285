/* reply_test.c - a reply carries an answer or the reasons why not, never both */
#include "common/reply.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "ocop/common/v1/queries.pb-c.h"

static void an_acceptance_names_thing_and_version(void **state)
{
	struct arena *arena = arena_create(1024 * 1024);
	struct reply *reply = reply_create(arena);
	Ocop__Common__V1__Reply wire;
	char id[] = "dossier_1";

	(void)state;
	reply_accept(reply, id, 3);
	id[0] = 'x';
	reply_fill(reply, ACCEPTED, &wire);
	assert_int_equal(wire.outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
	assert_string_equal(wire.type, "ocop.common.v1.Accepted");
	assert_int_equal(wire.version, 3);
	assert_int_equal(wire.n_refusals, 0);
	Ocop__Common__V1__Accepted *accepted =
		ocop__common__v1__accepted__unpack(NULL, wire.body.len, wire.body.data);
	assert_non_null(accepted);
	assert_string_equal(accepted->id, "dossier_1");
	assert_int_equal(accepted->version, 3);
	ocop__common__v1__accepted__free_unpacked(accepted, NULL);
	arena_destroy(arena);
}

static void every_reason_is_kept_in_order(void **state)
{
	struct arena *arena = arena_create(1024 * 1024);
	struct reply *reply = reply_create(arena);
	Ocop__Common__V1__Reply wire;

	(void)state;
	assert_false(reply_refused(reply));
	for (int i = 0; i < 35; i++)
		reply_refuse(reply, REFUSAL(CRITERION_MISSING), "choices", "criterion %d", i);
	reply_refuse(reply, REFUSAL(ROUND_STATE), NULL, NULL);
	assert_true(reply_refused(reply));
	assert_int_equal(reply_refusals(reply), 36);
	assert_int_equal(reply_refusal(reply, 35), REFUSAL(ROUND_STATE));

	reply_fill(reply, REFUSED, &wire);
	assert_int_equal(wire.outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_REFUSED);
	assert_int_equal(wire.n_refusals, 36);
	assert_string_equal(wire.refusals[34]->detail, "criterion 34");
	assert_string_equal(wire.refusals[34]->field, "choices");
	assert_string_equal(wire.refusals[35]->detail, "");
	arena_destroy(arena);
}

static void a_refused_answer_is_not_sent(void **state)
{
	struct arena *arena = arena_create(1024 * 1024);
	struct reply *reply = reply_create(arena);
	Ocop__Common__V1__Reply wire;

	(void)state;
	reply_accept(reply, "dossier_1", 3);
	reply_refuse(reply, REFUSAL(DOSSIER_STATE), NULL, NULL);
	reply_fill(reply, REFUSED, &wire);
	assert_int_equal(wire.body.len, 0);
	assert_string_equal(wire.type, "");
	assert_int_equal(wire.version, 0);
	arena_destroy(arena);
}

static void a_failure_without_a_reason_gets_one(void **state)
{
	struct arena *arena = arena_create(1024 * 1024);
	struct reply *reply = reply_create(arena);
	Ocop__Common__V1__Reply wire;

	(void)state;
	reply_fill(reply, FAILED, &wire);
	assert_int_equal(wire.outcome, OCOP__COMMON__V1__OUTCOME__OUTCOME_FAILED);
	assert_int_equal(wire.n_refusals, 1);
	assert_int_equal(wire.refusals[0]->code, REFUSAL(HANDLER_FAILED));
	arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_acceptance_names_thing_and_version),
		cmocka_unit_test(every_reason_is_kept_in_order),
		cmocka_unit_test(a_refused_answer_is_not_sent),
		cmocka_unit_test(a_failure_without_a_reason_gets_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
