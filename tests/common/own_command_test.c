/* own_command_test.c - what a thread of the service's own has found out takes the straight line */
#include "common/service.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "common/words_service.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"

/* What the notices said. */
struct heard {
	int accepted, refused;
};

/* What a thread of the service has to say of words, first to last. */
struct saying {
	struct service *service;
	struct heard *heard;
	int first, last;
};

static void hear(void *context, bool accepted)
{
	struct heard *heard = context;

	heard->accepted += accepted;
	heard->refused += !accepted;
}

static void *say(void *argument)
{
	const struct saying *saying = argument;
	const struct own_command_notice notice = {hear, saying->heard};

	for (int i = saying->first; i <= saying->last; i++) {
		Ocop__Certification__V1__ExpireCertificate command =
			OCOP__CERTIFICATION__V1__EXPIRE_CERTIFICATE__INIT;
		char name[16];

		(void)snprintf(name, sizeof(name), "word_%d", i);
		command.code = name;
		own_command_send(saying->service, "thread", name, 7, &command.base, &notice);
	}
	return NULL;
}

/* Says it on a thread of its own, then lets the writer run. */
static struct heard said(struct harness *h, int first, int last)
{
	struct service *service = (struct service *)h; /* the harness's first member */
	struct heard heard = {0};
	struct saying saying = {service, &heard, first, last};
	pthread_t thread;

	assert_int_equal(pthread_create(&thread, NULL, say, &saying), 0);
	pthread_join(thread, NULL);
	assert_int_equal(heard.accepted + heard.refused, 0); /* only the writer does it */
	harness_writer_run(h);
	return heard;
}

/* Words that are due; not through a command, after which the deadlines would run at once. */
static void words_expire(struct harness *h, int first, int last)
{
	struct service *service = (struct service *)h; /* the harness's first member */
	struct transaction_options options =
		service_transaction(service, harness_arena(h), &system_caller);
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);

	for (int i = first; i <= last; i++) {
		char name[16];

		(void)snprintf(name, sizeof(name), "word_%d", i);
		statement(tx, "INSERT INTO words (id, word) VALUES ($1, 'expired')");
		bind_text(tx, name);
		statement_run(tx);
	}
	assert_int_equal(transaction_commit(tx), 0);
}

static void it_has_its_effect_and_says_so(void **state)
{
	struct heard heard;

	words_expire(*state, 1, 1);
	heard = said(*state, 1, 1);
	assert_int_equal(heard.accepted, 1);
	assert_string_equal(words_get(*state, "word_1"), "");
	assert_int_equal(words_events(*state), 1);
}

static void said_twice_it_has_one_effect(void **state)
{
	struct heard heard;

	words_expire(*state, 1, 1);
	(void)said(*state, 1, 1);
	harness_restart(*state);
	heard = said(*state, 1, 1);
	assert_int_equal(heard.accepted, 1); /* remembered: the word itself is gone */
	assert_int_equal(words_events(*state), 1);
}

static void what_is_refused_is_told(void **state)
{
	struct heard heard = said(*state, 1, 1);

	assert_int_equal(heard.accepted, 0);
	assert_int_equal(heard.refused, 1);
	assert_int_equal(words_events(*state), 0);
}

/* One flush to disk. */
static void what_waits_is_one_group(void **state)
{
	struct service *service = *state;
	uint64_t groups;
	struct heard heard;

	words_expire(*state, 1, 200);
	groups = metrics_value(&service->metrics, METRIC_COMMAND_GROUPS);
	heard = said(*state, 1, 200);
	assert_int_equal(heard.accepted, 200);
	assert_int_equal(metrics_value(&service->metrics, METRIC_COMMAND_GROUPS), groups + 1);
}

static void deadlines_are_looked_at_afterwards(void **state)
{
	words_expire(*state, 1, 2);
	(void)said(*state, 1, 1);
	assert_string_equal(words_get(*state, "word_2"), ""); /* it was due, and nobody said it */
}

static void command_of_another_service_is_refused(void **state)
{
	struct service *service = *state;
	Ocop__Market__V1__DescribeListing command = OCOP__MARKET__V1__DESCRIBE_LISTING__INIT;
	struct heard heard = {0};
	const struct own_command_notice notice = {hear, &heard};

	own_command_send(service, "thread", "listing_1", 7, &command.base, &notice);
	harness_writer_run(*state);
	assert_int_equal(heard.refused, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(it_has_its_effect_and_says_so, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(said_twice_it_has_one_effect, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(what_is_refused_is_told, words_start, words_stop),
		cmocka_unit_test_setup_teardown(what_waits_is_one_group, words_start, words_stop),
		cmocka_unit_test_setup_teardown(deadlines_are_looked_at_afterwards, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(command_of_another_service_is_refused, words_start,
						words_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
