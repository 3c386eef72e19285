/* notification_fixture.h - the daemon, what others tell it, and who wants to know */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "harness.h"
#include "notification/commands.h"
#include "notification/deadlines.h"
#include "notification/queries.h"
#include "notification/reactions.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "notification/schema.h"
#include "notification/state.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/notification/v1/commands.pb-c.h"
#include "ocop/notification/v1/events.pb-c.h"
#include "ocop/notification/v1/queries.pb-c.h"

#define NOTIFICATION(name) ocop__notification__v1__##name##__descriptor
#define WITH_SERVICE(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
#define assert_refused(reply, code)                                                                \
	assert_int_equal(harness_refusal(reply),                                                   \
			 OCOP__COMMON__V1__REFUSAL_CODE__REFUSAL_CODE_##code)
#define AS(name) OCOP__COMMON__V1__ROLE__ROLE_##name

static const char *const follows[] = {"identity", "certification", NULL};
static const struct service_definition notification = {
	.name = "notification",
	.settings = notification_settings,
	.migrations = notification_migrations,
	.commands = notification_commands,
	.queries = notification_queries,
	.reactions = notification_reactions,
	.deadlines = notification_deadlines,
	.follows = follows,
	.start = notification_start,
	.stop = notification_stop,
};

static inline void sign_in(struct harness *h, const char *agency_id, Ocop__Common__V1__Role role)
{
	harness_set_agency(h, agency_id);
	harness_sign_in_as(h, "account_1", role, "19");
}

/* The market control branch, which is told of things. */
static inline int set_up(void **state)
{
	struct harness *h = harness_create(&notification, NULL);

	harness_set_date(h, "2026-12-01");
	sign_in(h, "market-control", AS(INSPECTOR));
	*state = h;
	return 0;
}

static inline int tear_down(void **state)
{
	harness_destroy(*state);
	return 0;
}

/* --- what others tell */

static inline void tell_agency(struct harness *h, const char *agency_id)
{
	Ocop__Identity__V1__AgencyAdded event = OCOP__IDENTITY__V1__AGENCY_ADDED__INIT;
	Ocop__Identity__V1__Agency agency = OCOP__IDENTITY__V1__AGENCY__INIT;

	agency.agency_id = (char *)agency_id;
	event.agency = &agency;
	harness_event(h, "identity", agency_id, &event.base);
}

/* The province 19, its commune 02155 with an old one in an abolished district, and 02185. */
static inline void tell_units(struct harness *h)
{
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit units[3], *unit_list[3];
	Ocop__Identity__V1__FormerUnit old = OCOP__IDENTITY__V1__FORMER_UNIT__INIT;
	Ocop__Identity__V1__FormerUnit *old_list[] = {&old};
	const char *const codes[] = {"19", "02155", "02185"};
	const char *const names[] = {"Thái Nguyên", "Na Rì", "Côn Minh"};
	const char *const full_names[] = {"Tỉnh Thái Nguyên", "Xã Na Rì", "Xã Côn Minh"};

	for (size_t i = 0; i < 3; i++) {
		ocop__identity__v1__unit__init(&units[i]);
		units[i].code = (char *)codes[i];
		units[i].province_code = i ? "19" : "";
		units[i].name_vi = (char *)names[i];
		units[i].full_name_vi = (char *)full_names[i];
		units[i].name_en = "x";
		unit_list[i] = &units[i];
	}
	old.province_name = "Tỉnh Bắc Kạn";
	old.district_name = "Huyện Na Rì";
	old.commune_name = "Xã Kim Lư";
	old.province_code = "06";
	old.district_code = "066";
	old.commune_code = "02158";
	old.successor_province_code = "19";
	old.successor_commune_code = "02155";
	event.n_units = 3;
	event.units = unit_list;
	event.n_former_units = 1;
	event.former_units = old_list;
	harness_event(h, "identity", "units", &event.base);
}

static inline void tell_certificate(struct harness *h, const char *code, const char *commune_code,
				    const char *sector_code, uint32_t star)
{
	Ocop__Certification__V1__CertificateIssued event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;

	certificate.code = (char *)code;
	certificate.product_id = "product_1";
	certificate.product_name = "Miến dong Ví dụ";
	certificate.commune_code = (char *)commune_code;
	certificate.province_code = "19";
	certificate.sector_code = (char *)sector_code;
	certificate.star = star;
	event.certificate = &certificate;
	harness_event(h, "certification", code, &event.base);
}

static inline void tell_revoked(struct harness *h, const char *code)
{
	Ocop__Certification__V1__CertificateRevoked event =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REVOKED__INIT;

	event.code = (char *)code;
	event.product_id = "product_1";
	event.ground_code = "c";
	harness_event(h, "certification", code, &event.base);
}

/* --- who wants to know */

#define CREATE OCOP__NOTIFICATION__V1__CREATE_SUBSCRIPTION__INIT

/* A pull subscription, to be changed by the test. */
static inline Ocop__Notification__V1__CreateSubscription pull(void)
{
	Ocop__Notification__V1__CreateSubscription create = CREATE;

	create.name = "Chi cục Quản lý thị trường";
	create.kind = SUBSCRIPTION_KIND(PULL);
	return create;
}

static inline Ocop__Notification__V1__CreateSubscription webhook(void)
{
	Ocop__Notification__V1__CreateSubscription create = pull();

	create.kind = SUBSCRIPTION_KIND(WEBHOOK);
	create.url = "https://hooks.example.org/ocop";
	return create;
}

static inline const Ocop__Notification__V1__SubscriptionSecret *subscribe(
	struct harness *h, const Ocop__Notification__V1__CreateSubscription *create)
{
	return harness_body(h, harness_command(h, &create->base),
			    &NOTIFICATION(subscription_secret));
}

static inline const Ocop__Notification__V1__Subscription *subscription(struct harness *h,
								       const char *id)
{
	Ocop__Notification__V1__GetSubscription get =
		OCOP__NOTIFICATION__V1__GET_SUBSCRIPTION__INIT;

	get.subscription_id = (char *)id;
	return harness_body(h, harness_query(h, &get.base), &NOTIFICATION(subscription));
}

static inline const Ocop__Notification__V1__FeedPage *feed_after(struct harness *h,
								 const char *after, uint32_t limit,
								 const char *types)
{
	Ocop__Notification__V1__ListFeed list = OCOP__NOTIFICATION__V1__LIST_FEED__INIT;

	list.after = (char *)after;
	list.limit = limit;
	list.types = (char *)types;
	return harness_body(h, harness_query(h, &list.base), &NOTIFICATION(feed_page));
}

static inline const Ocop__Notification__V1__FeedPage *told_after(struct harness *h, const char *id,
								 const char *after)
{
	Ocop__Notification__V1__ListSubscriptionFeed list =
		OCOP__NOTIFICATION__V1__LIST_SUBSCRIPTION_FEED__INIT;

	list.subscription_id = (char *)id;
	list.after = (char *)after;
	return harness_body(h, harness_query(h, &list.base), &NOTIFICATION(feed_page));
}
