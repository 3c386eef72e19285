/* rules_test.c - what is public, where a reader stands, who may be sent to */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "notification/rules.h"
#include "ocop/market/v1/events.pb-c.h"

static void payload_is_set_for_public_types_alone(void **state)
{
	Ocop__Notification__V1__PublicEvent event = OCOP__NOTIFICATION__V1__PUBLIC_EVENT__INIT;
	Ocop__Certification__V1__CertificateExpired expired =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;
	Ocop__Market__V1__ListingDescribed described = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	(void)state;
	assert_false(public_event_set_payload(&event, &described.base));
	assert_int_equal(event.payload_case,
			 OCOP__NOTIFICATION__V1__PUBLIC_EVENT__PAYLOAD__NOT_SET);
	assert_true(public_event_set_payload(&event, &expired.base));
	assert_int_equal(event.payload_case,
			 OCOP__NOTIFICATION__V1__PUBLIC_EVENT__PAYLOAD_CERTIFICATE_EXPIRED);
	assert_ptr_equal(event.certificate_expired, &expired);

	assert_string_equal(public_type_find("CertificateExpired"),
			    "ocop.certification.v1.CertificateExpired");
	assert_string_equal(public_type_find("ocop.certification.v1.CertificateExpired"),
			    "ocop.certification.v1.CertificateExpired");
	assert_null(public_type_find("ListingDescribed"));
	assert_null(public_type_find("Origin"));
	assert_null(public_type_find(""));
}

static void place_is_read_as_it_was_printed(void **state)
{
	const uint8_t hash[32] = {0x9f, 0x86, 0xd0, 0x81, 0x88, 0x4c, 0x7d, 0x65, 0x9a};
	const uint8_t other[32] = {0x9f, 0x86, 0xd0, 0x81, 0x88, 0x4c, 0x7d, 0x66};
	char text[PLACE_SIZE];
	struct place place;

	(void)state;
	place_print(42, hash, text);
	assert_string_equal(text, "42-9f86d081884c7d65");
	assert_true(place_read(text, &place));
	assert_int_equal(place.number, 42);
	assert_true(place_is_of(&place, hash));
	assert_false(place_is_of(&place, other));
	assert_true(place_read("7", &place));
	assert_true(place_is_of(&place, other));
	place_print(0, NULL, text);
	assert_string_equal(text, "0");
}

static void text_that_is_no_place_is_refused(void **state)
{
	static const char *const texts[] = {"",
					    "-",
					    "x",
					    "-1",
					    "1-",
					    "1-9f86d081884c7d6",
					    "1-9f86d081884c7d655",
					    "1-9F86D081884C7D65",
					    "1 9f86d081884c7d65",
					    "1234567890123456789"};
	struct place place;

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
		if (place_read(texts[i], &place))
			fail_msg("\"%s\" was read", texts[i]);
	}
}

static void webhook_urls(void **state)
{
	static const struct {
		const char *url;
		bool sound, sound_plain;
	} rows[] = {
		{"https://hooks.example.org/ocop?token=a", true, true},
		{"https://hooks.example.org:8443", true, true},
		{"https://[2001:db8::1]/x", true, true},
		{"http://hooks.example.org/", false, true},
		{"HTTPS://hooks.example.org/", false, false},
		{"ftp://hooks.example.org/", false, false},
		{"https://", false, false},
		{"https:///path", false, false},
		{"https://:443/", false, false},
		{"https://name:password@hooks.example.org/", false, false},
		{"https://hooks.example.org/a b", false, false},
		{"https://hooks.example.org/#part", false, false},
		{"https://hooks.example.org/\r\nHost: x", false, false},
		{"https://xã.example.org/", false, false},
		{"hooks.example.org", false, false},
		{"", false, false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (webhook_url_is_sound(rows[i].url, false) != rows[i].sound ||
		    webhook_url_is_sound(rows[i].url, true) != rows[i].sound_plain)
			fail_msg("%s", rows[i].url);
	}
}

static void mail_addresses(void **state)
{
	static const struct {
		const char *address;
		bool sound;
	} rows[] = {
		{"vanthu@sonnmt.example.vn", true},
		{"o.c-o+p@a-b.example", true},
		{"office", false},
		{"@example.vn", false},
		{"office@", false},
		{"office@example", false},
		{"office@example..vn", false},
		{".office@example.vn", false},
		{"office@example.vn.", false},
		{"a b@example.vn", false},
		{"\"a\"@example.vn", false},
		{"a@b@example.vn", false},
		{"office@example.vn\r\nRCPT TO:<x@y.z>", false},
		{"<office@example.vn>", false},
		{"", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (mail_address_is_sound(rows[i].address) != rows[i].sound)
			fail_msg("%s", rows[i].address);
	}
}

static void replay_stays_within_the_count(void **state)
{
	static const struct {
		const char *name;
		struct replay_facts facts;
		Ocop__Common__V1__RefusalCode why;
	} rows[] = {
		{"all", {SUBSCRIPTION_KIND(WEBHOOK), SUBSCRIPTION_STATE(ACTIVE), 10, 1, 10}, 0},
		{"one", {SUBSCRIPTION_KIND(MAIL), SUBSCRIPTION_STATE(PAUSED), 10, 10, 10}, 0},
		{"pull",
		 {SUBSCRIPTION_KIND(PULL), SUBSCRIPTION_STATE(ACTIVE), 10, 1, 10},
		 REFUSAL(SUBSCRIPTION_KIND)},
		{"ended",
		 {SUBSCRIPTION_KIND(WEBHOOK), SUBSCRIPTION_STATE(ENDED), 10, 1, 10},
		 REFUSAL(SUBSCRIPTION_STATE)},
		{"from 0",
		 {SUBSCRIPTION_KIND(WEBHOOK), SUBSCRIPTION_STATE(ACTIVE), 10, 0, 10},
		 REFUSAL(REPLAY_RANGE_INVALID)},
		{"beyond",
		 {SUBSCRIPTION_KIND(WEBHOOK), SUBSCRIPTION_STATE(ACTIVE), 10, 1, 11},
		 REFUSAL(REPLAY_RANGE_INVALID)},
		{"backwards",
		 {SUBSCRIPTION_KIND(WEBHOOK), SUBSCRIPTION_STATE(ACTIVE), 10, 5, 4},
		 REFUSAL(REPLAY_RANGE_INVALID)},
		{"too many",
		 {SUBSCRIPTION_KIND(WEBHOOK), SUBSCRIPTION_STATE(ACTIVE), 20000, 1, REPLAY_MAX + 1},
		 REFUSAL(REPLAY_RANGE_INVALID)},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (may_replay_deliveries(&rows[i].facts) != rows[i].why)
			fail_msg("%s", rows[i].name);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(payload_is_set_for_public_types_alone),
		cmocka_unit_test(place_is_read_as_it_was_printed),
		cmocka_unit_test(text_that_is_no_place_is_refused),
		cmocka_unit_test(webhook_urls),
		cmocka_unit_test(mail_addresses),
		cmocka_unit_test(replay_stays_within_the_count),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
