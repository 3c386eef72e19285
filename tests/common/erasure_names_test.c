/* erasure_names_test.c - a producer's names, found in messages and taken out of them */
#include "common/erasure/erased_names.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/erasure/event_hash.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/notification/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_create(1024 * 1024);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_destroy(arena);
	return 0;
}

static struct erased_names names_of(const char *first, const char *second)
{
	struct erased_names names = {.producer_id = "producer_1"};

	erased_names_add(&names, arena, first);
	erased_names_add(&names, arena, second);
	return names;
}

static void a_text_loses_the_name(void **state)
{
	static const struct {
		const char *text, *expected;
	} cases[] = {
		{"", ""},
		{"Hộ Ví dụ 3", "(đã xoá tên)"},
		{"Vì Hộ Ví dụ 3 và Hộ Ví dụ 3 đã dừng.",
		 "Vì (đã xoá tên) và (đã xoá tên) đã dừng."},
		/* The longer name first, or its "Hộ" would stay. */
		{"Ví dụ 3, là Hộ Ví dụ 3", "(đã xoá tên), là (đã xoá tên)"},
		{"Hộ Ví dụ 4", "Hộ Ví dụ 4"},
	};
	struct erased_names names = names_of("Ví dụ 3", "Hộ Ví dụ 3");

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_string_equal(erased_names_replace(&names, arena, cases[i].text),
				    cases[i].expected);
}

static void a_short_name_is_found_only_where_it_is_all(void **state)
{
	struct erased_names names = names_of("Hoa", "");

	(void)state;
	assert_string_equal(erased_names_replace(&names, arena, "Hoa"), erased_name);
	assert_string_equal(erased_names_replace(&names, arena, "Hoa hồi, Hoa"), "Hoa hồi, Hoa");
}

static void what_stands_in_its_place_is_no_name(void **state)
{
	struct erased_names names = names_of(erased_name, "xoá tên");

	(void)state;
	assert_int_equal(names.count, 0); /* or replacing would never end */
}

/* The feed's item of a certificate: three messages deep, in a oneof. */
struct item {
	Ocop__Notification__V1__EventPublished published;
	Ocop__Notification__V1__PublicEvent event;
	Ocop__Certification__V1__CertificateIssued issued;
	Ocop__Certification__V1__Certificate certificate;
};

static void item_make(struct item *item)
{
	ocop__notification__v1__event_published__init(&item->published);
	ocop__notification__v1__public_event__init(&item->event);
	ocop__certification__v1__certificate_issued__init(&item->issued);
	ocop__certification__v1__certificate__init(&item->certificate);
	item->published.event = &item->event;
	item->event.payload_case = OCOP__NOTIFICATION__V1__PUBLIC_EVENT__PAYLOAD_CERTIFICATE_ISSUED;
	item->event.certificate_issued = &item->issued;
	item->issued.certificate = &item->certificate;
	item->certificate.producer_id = (char *)"producer_1";
	item->certificate.producer_name = (char *)"Hộ Ví dụ 3";
	item->certificate.product_name = (char *)"Chè Hộ Ví dụ 3";
}

static void names_are_gathered_and_removed_at_any_depth(void **state)
{
	struct erased_names names = {.producer_id = "producer_1"};
	struct erased_names others = {.producer_id = "producer_2"};
	struct item item;

	(void)state;
	item_make(&item);
	erased_names_gather(&names, arena, &item.published.base);
	erased_names_gather(&others, arena, &item.published.base);
	assert_int_equal(others.count, 0);
	assert_int_equal(names.count, 1);
	assert_true(erased_names_are_of(&names, &item.published.base));
	assert_false(erased_names_are_of(&others, &item.published.base));
	assert_true(erased_names_remove(&names, arena, &item.published.base));
	assert_string_equal(item.certificate.producer_name, erased_name);
	assert_string_equal(item.certificate.product_name, "Chè (đã xoá tên)");
	assert_false(erased_names_remove(&names, arena, &item.published.base));
}

static void a_producers_own_message_has_his_name(void **state)
{
	struct erased_names names = {.producer_id = "producer_1"};
	Ocop__Registration__V1__ProducerRegistered registered =
		OCOP__REGISTRATION__V1__PRODUCER_REGISTERED__INIT;

	(void)state;
	registered.producer_id = (char *)"producer_1";
	registered.name = (char *)"Hộ Ví dụ 3";
	erased_names_gather(&names, arena, &registered.base);
	assert_int_equal(names.count, 1);
	assert_string_equal(names.names[0], "Hộ Ví dụ 3");
}

/* The next event names what the event was, whatever its bytes are now. */
static void an_erased_event_keeps_its_place_in_the_chain(void **state)
{
	Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;
	ProtobufCBinaryData packed = {3, (uint8_t *)"abc"};
	uint8_t hash[EVENT_HASH_SIZE], original[EVENT_HASH_SIZE];

	(void)state;
	event_hash(&event, &packed, hash);
	/* FIPS 180-4's example. */
	assert_memory_equal(hash, "\xba\x78\x16\xbf\x8f\x01\xcf\xea", 8);
	memset(original, 7, sizeof(original));
	event.original_hash = (ProtobufCBinaryData){sizeof(original), original};
	event_hash(&event, &packed, hash);
	assert_memory_equal(hash, original, sizeof(original));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_text_loses_the_name),
		cmocka_unit_test(a_short_name_is_found_only_where_it_is_all),
		cmocka_unit_test(what_stands_in_its_place_is_no_name),
		cmocka_unit_test(names_are_gathered_and_removed_at_any_depth),
		cmocka_unit_test(a_producers_own_message_has_his_name),
		cmocka_unit_test(an_erased_event_keeps_its_place_in_the_chain),
	};

	return cmocka_run_group_tests(tests, open_arena, close_arena);
}
