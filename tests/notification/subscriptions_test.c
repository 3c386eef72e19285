/* subscriptions_test.c - who is told of what: made, changed, paused, ended, and every refusal */
#include "common/base/clock.h"
#include "common/base/identifier.h"
#include "notification_fixture.h"

static void pull_subscription_counts_what_comes_from_its_creation_on(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create = pull();

	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	const char *id = subscribe(h, &create)->id;
	tell_certificate(h, "BBBBBBBBBB", "02155", "I", 3);
	tell_revoked(h, "AAAAAAAAAA");

	const Ocop__Notification__V1__FeedPage *page = told_after(h, id, "");
	assert_int_equal(page->n_items, 2);
	assert_int_equal(page->items[0]->count, 1);
	assert_int_equal(page->items[0]->sequence, 2);
	assert_int_equal(page->items[1]->count, 2);
	assert_int_equal(page->head->count, 2);
	assert_int_equal(told_after(h, id, page->items[0]->place)->n_items, 1);
	assert_int_equal(subscription(h, id)->after_sequence, 1);
}

/* What each filter lets through of four certificates; the count has no gap whatever is left out. */
static void filter_tells_what_it_names_and_counts_only_that(void **state)
{
	static const struct {
		const char *name;
		const char *type, *unit, *sector;
		uint32_t star;
		size_t told;
	} rows[] = {
		{"all", NULL, NULL, NULL, 0, 5},
		{"a type", "CertificateRevoked", NULL, NULL, 0, 1},
		{"a commune by its code", NULL, "02185", NULL, 0, 1},
		{"a commune by its name", NULL, "xã Côn Minh", NULL, 0, 1},
		{"the province", NULL, "19", NULL, 0, 5},
		{"an abolished district", NULL, "Huyện Na Rì", NULL, 0, 4},
		{"an abolished district by its code", NULL, "066", NULL, 0, 4},
		{"an abolished province", NULL, "Bắc Kạn", NULL, 0, 4},
		{"a sector", NULL, NULL, "III", 0, 2},
		{"a star", NULL, NULL, NULL, 5, 1},
		{"a type in a commune", "CertificateIssued", "02155", NULL, 0, 3},
		{"a star of a sector in a place", NULL, "Na Rì", "III", 4, 1},
		{"nothing that came", "CertificateExpired", NULL, NULL, 0, 0},
	};
	struct harness *h = *state;
	const char *ids[sizeof(rows) / sizeof(rows[0])];

	tell_units(h);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		Ocop__Notification__V1__SubscriptionFilter filter =
			OCOP__NOTIFICATION__V1__SUBSCRIPTION_FILTER__INIT;
		Ocop__Notification__V1__CreateSubscription create = pull();
		char *type = (char *)rows[i].type, *unit = (char *)rows[i].unit;
		char *sector = (char *)rows[i].sector;
		uint32_t star = rows[i].star;

		filter = (Ocop__Notification__V1__SubscriptionFilter){
			.base = filter.base,
			.types = &type,
			.n_types = type != NULL,
			.units = &unit,
			.n_units = unit != NULL,
			.sectors = &sector,
			.n_sectors = sector != NULL,
			.stars = &star,
			.n_stars = star != 0,
		};
		create.filter = &filter;
		ids[i] = subscribe(h, &create)->id;
	}
	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	tell_certificate(h, "BBBBBBBBBB", "02155", "III", 4);
	tell_certificate(h, "CCCCCCCCCC", "02185", "III", 3);
	tell_certificate(h, "DDDDDDDDDD", "02155", "I", 5);
	tell_revoked(h, "AAAAAAAAAA");

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const Ocop__Notification__V1__FeedPage *page = told_after(h, ids[i], "");

		if (page->n_items != rows[i].told)
			fail_msg("%s: %zu", rows[i].name, page->n_items);
		for (size_t n = 0; n < page->n_items; n++)
			assert_int_equal(page->items[n]->count, n + 1);
	}
}

static void subscription_that_begins_in_the_past_is_told_it_once_and_in_order(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create = pull();
	uint64_t before = 0;

	for (int i = 0; i < CATCH_UP_ITEMS + 10; i++)
		tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	create.after = "beginning";
	const char *id = subscribe(h, &create)->id;
	tell_certificate(h, "BBBBBBBBBB", "02155", "I", 3); /* the deadlines run behind it */
	tell_certificate(h, "CCCCCCCCCC", "02155", "I", 3);

	assert_int_equal(subscription(h, id)->count, CATCH_UP_ITEMS + 12);
	assert_int_equal(subscription(h, id)->matched_sequence, CATCH_UP_ITEMS + 12);
	for (const char *after = "0";;) {
		const Ocop__Notification__V1__FeedPage *page = told_after(h, id, after);

		for (size_t i = 0; i < page->n_items; i++) {
			assert_int_equal(page->items[i]->count, before + 1);
			assert_int_equal(page->items[i]->sequence, before + 1);
			before++;
		}
		if (page->n_items == 0)
			break;
		after = page->next;
	}
	assert_int_equal(before, CATCH_UP_ITEMS + 12);

	create.after = "1008";
	assert_int_equal(subscription(h, subscribe(h, &create)->id)->after_sequence, 1008);
}

static void secret_is_shown_once(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create = webhook();
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	const Ocop__Notification__V1__SubscriptionSecret *made = harness_body(
		h, harness_command_as(h, id, 0, &create.base), &NOTIFICATION(subscription_secret));
	assert_memory_equal(made->secret, "whsec_", 6);
	assert_int_equal(made->key_number, 1);
	const Ocop__Common__V1__Reply *reply = harness_command_as(h, id, 0, &create.base);
	assert_false(reply->remembered);
	const Ocop__Notification__V1__SubscriptionSecret *again =
		harness_body(h, reply, &NOTIFICATION(subscription_secret));
	assert_string_equal(again->id, made->id);
	assert_string_equal(again->secret, "");

	create.url = "https://elsewhere.example.org/";
	assert_refused(harness_command_as(h, id, 0, &create.base), COMMAND_ID_REUSED);
	const Ocop__Notification__V1__Subscription *shown = subscription(h, made->id);
	assert_int_equal(shown->n_keys, 1);
	assert_string_equal(shown->keys[0]->public_key, "");

	create.signature_kind = SIGNATURE_KIND(ED25519);
	made = subscribe(h, &create);
	assert_string_equal(made->secret, "");
	assert_memory_equal(made->public_key, "whpk_", 5);
	assert_string_equal(subscription(h, made->id)->keys[0]->public_key, made->public_key);
}

static void rotated_secret_leaves_the_old_one_valid_for_a_while(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create = webhook();
	Ocop__Notification__V1__RotateSecret rotate = OCOP__NOTIFICATION__V1__ROTATE_SECRET__INIT;
	const Ocop__Notification__V1__SubscriptionSecret *first = subscribe(h, &create);

	rotate.subscription_id = first->id;
	rotate.overlap_hours = 2;
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	command_id_create(clock_machine_us(), id);
	const Ocop__Notification__V1__SubscriptionSecret *second = harness_body(
		h, harness_command_as(h, id, 0, &rotate.base), &NOTIFICATION(subscription_secret));
	assert_string_not_equal(second->secret, first->secret);
	assert_int_equal(second->key_number, 2);
	assert_non_null(second->old_key_until);
	assert_int_equal(subscription(h, first->id)->n_keys, 2);
	const Ocop__Notification__V1__SubscriptionSecret *again = harness_body(
		h, harness_command_as(h, id, 0, &rotate.base), &NOTIFICATION(subscription_secret));
	assert_int_equal(again->key_number, 2);
	assert_string_equal(again->secret, "");

	harness_advance(h, 3LL * 3600 * 1000000);
	assert_int_equal(subscription(h, first->id)->n_keys, 1);
	assert_int_equal(subscription(h, first->id)->keys[0]->number, 2);

	rotate.overlap_hours = 169;
	assert_refused(harness_command(h, &rotate.base), FIELD_INVALID);
	create = pull();
	rotate.overlap_hours = 0;
	rotate.subscription_id = subscribe(h, &create)->id;
	assert_refused(harness_command(h, &rotate.base), SUBSCRIPTION_KIND);
}

static void what_is_wrong_with_a_new_one_is_named(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create;
	Ocop__Notification__V1__SubscriptionFilter filter =
		OCOP__NOTIFICATION__V1__SUBSCRIPTION_FILTER__INIT;
	char *wrong[] = {"Nowhere"};
	uint32_t star = 6;

	create = pull();
	create.name = " ";
	assert_refused(harness_command(h, &create.base), FIELD_MISSING);
	create = pull();
	create.kind = SUBSCRIPTION_KIND(UNSPECIFIED);
	assert_refused(harness_command(h, &create.base), FIELD_MISSING);
	create = pull();
	create.url = "https://hooks.example.org/";
	assert_refused(harness_command(h, &create.base), FIELD_INVALID);
	create = webhook();
	create.url = "http://hooks.example.org/";
	assert_refused(harness_command(h, &create.base), WEBHOOK_URL_INVALID);
	create = pull();
	create.kind = SUBSCRIPTION_KIND(MAIL);
	create.mail_address = "office";
	assert_refused(harness_command(h, &create.base), MAIL_ADDRESS_INVALID);
	create = pull();
	create.language = "fr";
	assert_refused(harness_command(h, &create.base), FIELD_INVALID);
	create = pull();
	create.max_outstanding = 65;
	assert_refused(harness_command(h, &create.base), FIELD_INVALID);
	create = pull();
	create.after = "7";
	assert_refused(harness_command(h, &create.base), FEED_PLACE_UNKNOWN);

	create = pull();
	create.filter = &filter;
	filter.n_types = 1;
	filter.types = wrong;
	assert_refused(harness_command(h, &create.base), EVENT_TYPE_UNKNOWN);
	filter.n_types = 0;
	filter.n_units = 1;
	filter.units = wrong;
	assert_refused(harness_command(h, &create.base), UNIT_UNKNOWN);
	filter.n_units = 0;
	filter.n_sectors = 1;
	filter.sectors = wrong;
	assert_refused(harness_command(h, &create.base), FILTER_INVALID);
	filter.n_sectors = 0;
	filter.n_stars = 1;
	filter.stars = &star;
	assert_refused(harness_command(h, &create.base), FILTER_INVALID);
	filter.n_stars = 0;
	char *many[65];
	for (size_t i = 0; i < 65; i++)
		many[i] = "19";
	filter.n_units = 65;
	filter.units = many;
	assert_refused(harness_command(h, &create.base), FILTER_TOO_WIDE);
}

static void subscriptions_are_their_agencys(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create = pull();
	Ocop__Notification__V1__EndSubscription end =
		OCOP__NOTIFICATION__V1__END_SUBSCRIPTION__INIT;
	Ocop__Notification__V1__ListSubscriptions list =
		OCOP__NOTIFICATION__V1__LIST_SUBSCRIPTIONS__INIT;

	tell_agency(h, "ministry");
	end.subscription_id = subscribe(h, &create)->id;
	create.agency_id = "ministry";
	assert_refused(harness_command(h, &create.base), SCOPE_MISSING);

	sign_in(h, "ocop-agency", AS(OCOP_AGENCY));
	assert_refused(harness_command(h, &end.base), SCOPE_MISSING);
	const Ocop__Notification__V1__ListSubscriptionsReply *page = harness_body(
		h, harness_query(h, &list.base), &NOTIFICATION(list_subscriptions_reply));
	assert_int_equal(page->n_subscriptions, 0);
	list.agency_id = "market-control";
	assert_refused(harness_query(h, &list.base), SCOPE_MISSING);
	sign_in(h, "market-control", AS(COUNCIL_MEMBER));
	assert_refused(harness_command(h, &end.base), ROLE_MISSING);
	sign_in(h, "producers", AS(PRODUCER));
	assert_refused(harness_query(h, &list.base), ROLE_MISSING);

	sign_in(h, "", AS(OPERATOR));
	create.agency_id = "";
	assert_refused(harness_command(h, &create.base), FIELD_MISSING);
	create.agency_id = "nobody";
	assert_refused(harness_command(h, &create.base), AGENCY_UNKNOWN);
	create.agency_id = "ministry";
	assert_string_equal(subscription(h, subscribe(h, &create)->id)->agency_id, "ministry");
	list.agency_id = "";
	page = harness_body(h, harness_query(h, &list.base),
			    &NOTIFICATION(list_subscriptions_reply));
	assert_int_equal(page->n_subscriptions, 2);
	assert_refused(harness_command(h, &end.base), UNSPECIFIED);
}

static void agency_has_no_more_than_fifty(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create = pull();
	Ocop__Notification__V1__EndSubscription end =
		OCOP__NOTIFICATION__V1__END_SUBSCRIPTION__INIT;

	for (int i = 0; i < SUBSCRIPTIONS_MAX; i++)
		end.subscription_id = subscribe(h, &create)->id;
	assert_refused(harness_command(h, &create.base), SUBSCRIPTIONS_TOO_MANY);
	assert_refused(harness_command(h, &end.base), UNSPECIFIED);
	assert_refused(harness_command(h, &create.base), UNSPECIFIED);
}

static void changed_filter_counts_on_without_a_gap(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create = pull();
	Ocop__Notification__V1__ChangeSubscription change =
		OCOP__NOTIFICATION__V1__CHANGE_SUBSCRIPTION__INIT;
	Ocop__Notification__V1__SubscriptionFilter filter =
		OCOP__NOTIFICATION__V1__SUBSCRIPTION_FILTER__INIT;
	uint32_t star = 5;

	change.subscription_id = subscribe(h, &create)->id;
	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	filter.n_stars = 1;
	filter.stars = &star;
	change.name = "Tên khác";
	change.filter = &filter;
	change.max_outstanding = 4;
	assert_refused(harness_command(h, &change.base), UNSPECIFIED);
	tell_certificate(h, "BBBBBBBBBB", "02155", "I", 3);
	tell_certificate(h, "CCCCCCCCCC", "02155", "I", 5);

	const Ocop__Notification__V1__FeedPage *page = told_after(h, change.subscription_id, "");
	assert_int_equal(page->n_items, 2);
	assert_int_equal(page->items[1]->count, 2);
	assert_int_equal(page->items[1]->sequence, 3);
	const Ocop__Notification__V1__Subscription *shown = subscription(h, change.subscription_id);
	assert_string_equal(shown->name, "Tên khác");
	assert_int_equal(shown->max_outstanding, 4);
	assert_int_equal(shown->filter->n_stars, 1);
	assert_int_equal(shown->filter->stars[0], 5);
	assert_int_equal(shown->version, 2);
}

static void every_move_but_the_legal_ones_is_refused(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__CreateSubscription create = pull();
	Ocop__Notification__V1__PauseSubscription pause =
		OCOP__NOTIFICATION__V1__PAUSE_SUBSCRIPTION__INIT;
	Ocop__Notification__V1__ResumeSubscription resume =
		OCOP__NOTIFICATION__V1__RESUME_SUBSCRIPTION__INIT;
	Ocop__Notification__V1__EndSubscription end =
		OCOP__NOTIFICATION__V1__END_SUBSCRIPTION__INIT;
	Ocop__Notification__V1__ChangeSubscription change =
		OCOP__NOTIFICATION__V1__CHANGE_SUBSCRIPTION__INIT;
	char *id = subscribe(h, &create)->id;

	pause.subscription_id = resume.subscription_id = end.subscription_id = id;
	change.subscription_id = id;
	pause.reason = "bảo trì";
	assert_refused(harness_command(h, &resume.base), SUBSCRIPTION_STATE);
	assert_refused(harness_command(h, &pause.base), UNSPECIFIED);
	assert_refused(harness_command(h, &pause.base), SUBSCRIPTION_STATE);
	assert_string_equal(subscription(h, id)->why, "bảo trì");
	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	assert_int_equal(subscription(h, id)->count, 1);
	assert_refused(harness_command(h, &resume.base), UNSPECIFIED);
	assert_refused(harness_command(h, &end.base), UNSPECIFIED);
	tell_certificate(h, "BBBBBBBBBB", "02155", "I", 3);
	assert_int_equal(subscription(h, id)->count, 1);
	assert_refused(harness_command(h, &end.base), SUBSCRIPTION_STATE);
	assert_refused(harness_command(h, &pause.base), SUBSCRIPTION_STATE);
	assert_refused(harness_command(h, &resume.base), SUBSCRIPTION_STATE);
	assert_refused(harness_command(h, &change.base), SUBSCRIPTION_STATE);
	end.subscription_id = "subscription_none";
	assert_refused(harness_command(h, &end.base), NO_SUCH_THING);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVICE(pull_subscription_counts_what_comes_from_its_creation_on),
		WITH_SERVICE(filter_tells_what_it_names_and_counts_only_that),
		WITH_SERVICE(subscription_that_begins_in_the_past_is_told_it_once_and_in_order),
		WITH_SERVICE(secret_is_shown_once),
		WITH_SERVICE(rotated_secret_leaves_the_old_one_valid_for_a_while),
		WITH_SERVICE(what_is_wrong_with_a_new_one_is_named),
		WITH_SERVICE(subscriptions_are_their_agencys),
		WITH_SERVICE(agency_has_no_more_than_fifty),
		WITH_SERVICE(changed_filter_counts_on_without_a_gap),
		WITH_SERVICE(every_move_but_the_legal_ones_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
