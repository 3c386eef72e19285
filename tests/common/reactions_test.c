/* reactions_test.c - what others tell and what time brings: reaction.c and deadline.c */
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
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/market/v1/events.pb-c.h"

#define ACCEPTED_OUTCOME OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED
#define ROLE(name)       OCOP__COMMON__V1__ROLE__ROLE_##name

static void due_row_becomes_one_command(void **state)
{
	struct harness *h = *state;

	words_set(h, "a", "expired");
	assert_string_equal(words_get(h, "a"), "");
	assert_int_equal(words_events(h), 2);
	harness_advance(h, 1000000);
	assert_int_equal(words_events(h), 2);
}

static void tell(struct harness *h, const char *id)
{
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	event.listing_id = (char *)id;
	harness_event(h, "market", id, &event.base);
}

/* From now on "bad" can be applied; what was held back is tried until it is. */
static void mend(struct harness *h)
{
	struct service *service = (struct service *)h; /* the harness's first member */

	words_set(h, "mended", "yes");
	for (int64_t limit_us = clock_monotonic_us() + 20000000;
	     harness_held_events(h) && clock_monotonic_us() < limit_us;)
		held_events_retry(service, harness_arena(h));
	assert_int_equal(harness_held_events(h), 0);
}

static void event_that_cannot_be_applied_holds_back_its_thing_only(void **state)
{
	struct harness *h = *state;

	tell(h, "bad");
	tell(h, "good");
	tell(h, "bad");
	assert_int_equal(words_told(h), 1);
	assert_int_equal(harness_held_events(h), 2);
	harness_restart(h);
	assert_int_equal(words_told(h), 1);

	mend(h);
	assert_int_equal(words_told(h), 3);
}

/* An event of source "market" as it stands in a log. */
static ProtobufCBinaryData packed_event(struct harness *h, uint64_t sequence, const uint8_t *before,
					const char *thing_id, const ProtobufCMessage *body)
{
	Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;

	event.source = (char *)"market";
	event.sequence = sequence;
	event.previous_hash = (ProtobufCBinaryData){32, (uint8_t *)before};
	event.type = (char *)body->descriptor->name;
	event.thing_id = (char *)thing_id;
	event.body = message_pack(body, harness_arena(h));
	return message_pack(&event.base, harness_arena(h));
}

static ProtobufCBinaryData packed_word(struct harness *h, uint64_t sequence, const uint8_t *before,
				       const char *id)
{
	Ocop__Market__V1__ListingDescribed body = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	body.listing_id = (char *)id;
	return packed_event(h, sequence, before, id, &body.base);
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
	ProtobufCBinaryData first = packed_word(h, 1, nothing, "x");
	uint8_t hash[32];

	assert_int_equal(apply(h, &cursor, first), 0);
	memcpy(hash, cursor.hash, sizeof(hash));
	assert_int_equal(apply(h, &cursor, first), 0);
	assert_int_equal(words_told(h), 1);

	assert_int_equal(apply(h, &cursor, packed_word(h, 3, hash, "x")), ERROR_NOT_FOUND);
	assert_int_equal(apply(h, &cursor, packed_word(h, 2, nothing, "x")), ERROR_SOURCE_DIVERGED);
	assert_int_equal(words_told(h), 1);
	assert_int_equal(cursor.sequence, 1);

	assert_int_equal(apply(h, &cursor, packed_word(h, 2, hash, "x")), 0);
	assert_int_equal(words_told(h), 2);
}

static void history_is_not_made_up_for_by_holding_it_back(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__CertificateExpired ended =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;
	struct cursor cursor = {.known = true, .first_head = 2};
	static const uint8_t nothing[32];
	uint8_t hash[32];

	assert_int_equal(apply(h, &cursor, packed_word(h, 1, nothing, "bad")), 0);
	memcpy(hash, cursor.hash, sizeof(hash));
	assert_int_equal(apply(h, &cursor, packed_event(h, 2, hash, "bad", &ended.base)), 0);
	memcpy(hash, cursor.hash, sizeof(hash));
	assert_int_equal(apply(h, &cursor, packed_event(h, 3, hash, "bad", &ended.base)), 0);
	assert_int_equal(harness_held_events(h), 2);
	mend(h);
	assert_int_equal(words_told(h), 2); /* the first and the third */
}

static void clock_that_was_held_back_moves_when_it_is_applied(void **state)
{
	struct harness *h = *state;
	struct service *service = (struct service *)h; /* the harness's first member */
	Ocop__Identity__V1__ClockMoved moved = OCOP__IDENTITY__V1__CLOCK_MOVED__INIT;

	moved.offset_seconds = 3600;
	tell(h, "bad");
	harness_event(h, "market", "bad", &moved.base);
	assert_int_equal(clock_offset_us(&service->clock), 0);
	mend(h);
	assert_int_equal(clock_offset_us(&service->clock), 3600LL * 1000000);
}

static void order_of_a_thing_is_that_of_its_source(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__CertificateExpired ended =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;

	tell(h, "bad");
	harness_event(h, "certification", "bad", &ended.base);
	assert_int_equal(harness_held_events(h), 1);
	assert_int_equal(words_told(h), 1);
}

static void due_rows_behind_refused_ones_are_found(void **state)
{
	struct harness *h = *state;

	for (int i = 0; i < DUE_COMMANDS_MAX + 10; i++)
		words_set(h, arena_printf(harness_arena(h), "stuck_%d", i), "stuck");
	words_set(h, "a", "expired");
	assert_string_equal(words_get(h, "a"), "");
	assert_string_equal(words_get(h, "stuck_0"), "stuck");
}

static void until_when_what_was_due_is_done_is_known(void **state)
{
	struct service *service = harness_service(*state);
	int64_t moved_us;

	harness_advance(*state, INT64_C(3600) * 1000000);
	moved_us = clock_now_us(&service->clock);
	assert_true(atomic_load(&service->deadlines_run_until_us) <= moved_us);
	harness_advance(*state, INT64_C(3600) * 1000000);
	assert_true(atomic_load(&service->deadlines_run_until_us) > moved_us);
	atomic_store(&service->broken, true);
	moved_us = atomic_load(&service->deadlines_run_until_us);
	harness_advance(*state, INT64_C(3600) * 1000000);
	assert_int_equal(atomic_load(&service->deadlines_run_until_us), moved_us);
	atomic_store(&service->broken, false);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(due_row_becomes_one_command, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(
			event_that_cannot_be_applied_holds_back_its_thing_only, words_start,
			words_stop),
		cmocka_unit_test_setup_teardown(events_are_applied_in_order_once, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(history_is_not_made_up_for_by_holding_it_back,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(clock_that_was_held_back_moves_when_it_is_applied,
						words_start, words_stop),
		cmocka_unit_test_setup_teardown(order_of_a_thing_is_that_of_its_source, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(due_rows_behind_refused_ones_are_found, words_start,
						words_stop),
		cmocka_unit_test_setup_teardown(until_when_what_was_due_is_done_is_known,
						words_start, words_stop),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
