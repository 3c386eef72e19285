/* cloud_event_test.c - what is told, as CloudEvents 1.0.2 wants it */
#include "notification/delivery/cloud_event.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "common/base/arena.h"
#include "ocop/certification/v1/events.pb-c.h"

static int begin(void **state)
{
	*state = arena_create(ARENA_LIMIT_BYTES);
	return 0;
}

static int end(void **state)
{
	arena_destroy(*state);
	return 0;
}

static struct cloud_event revocation(Ocop__Certification__V1__CertificateRevoked *revoked)
{
	ocop__certification__v1__certificate_revoked__init(revoked);
	revoked->code = (char *)(uintptr_t) "4K7PX2MDQX";
	revoked->reason = (char *)(uintptr_t) "Vi phạm \"an toàn\" thực phẩm";
	return (struct cloud_event){
		.source = "https://ocop.example/api/v1/events",
		.id = "certification-7",
		.type = "ocop.certification.v1.CertificateRevoked",
		.subject = "4K7PX2MDQX",
		.time_us = 1780000000123456,
		.feed_sequence = 9007199254740993, /* 2^53 + 1: no double holds it */
		.subscription = "subscription_01",
		.count = 12,
		.data = &revoked->base,
	};
}

static void event_has_the_attributes_of_the_standard(void **state)
{
	static const struct {
		const char *name, *value;
	} attributes[] = {
		{"specversion", "1.0"},
		{"id", "certification-7"},
		{"source", "https://ocop.example/api/v1/events"},
		{"type", "ocop.certification.v1.CertificateRevoked"},
		{"subject", "4K7PX2MDQX"},
		{"time", "2026-05-28T20:26:40.123456Z"},
		{"datacontenttype", "application/json"},
		{"feedsequence", "9007199254740993"},
		{"subscription", "subscription_01"},
		{"subscriptioncount", "12"},
	};
	Ocop__Certification__V1__CertificateRevoked revoked;
	struct cloud_event event = revocation(&revoked);
	json_t *json = json_loads(cloud_event_json(*state, &event), JSON_REJECT_DUPLICATES, NULL);
	size_t count = sizeof(attributes) / sizeof(attributes[0]);

	assert_non_null(json);
	for (size_t i = 0; i < count; i++)
		assert_string_equal(json_string_value(json_object_get(json, attributes[i].name)),
				    attributes[i].value);
	assert_string_equal(
		json_string_value(json_object_get(json_object_get(json, "data"), "reason")),
		"Vi phạm \"an toàn\" thực phẩm");
	assert_int_equal(json_object_size(json), count + 1); /* and data: nothing else */
	json_decref(json);
}

/* "MUST consist of lower-case letters or digits", at most twenty of them. */
static void names_are_such_as_the_standard_allows(void **state)
{
	Ocop__Certification__V1__CertificateRevoked revoked;
	struct cloud_event event = revocation(&revoked);
	json_t *json, *value;
	const char *name;

	event.schema_url = "https://ocop.example/openapi.json";
	json = json_loads(cloud_event_json(*state, &event), JSON_REJECT_DUPLICATES, NULL);
	json_object_foreach(json, name, value)
	{
		assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789"),
				 strlen(name));
		assert_in_range(strlen(name), 1, 20);
	}
	assert_string_equal(json_string_value(json_object_get(json, "dataschema")),
			    event.schema_url);
	json_decref(json);
}

static void same_event_gives_the_same_bytes(void **state)
{
	Ocop__Certification__V1__CertificateRevoked revoked;
	struct cloud_event event = revocation(&revoked);

	assert_string_equal(cloud_event_json(*state, &event), cloud_event_json(*state, &event));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(event_has_the_attributes_of_the_standard),
		cmocka_unit_test(names_are_such_as_the_standard_allows),
		cmocka_unit_test(same_event_gives_the_same_bytes),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
