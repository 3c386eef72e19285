/* feed_test.c - the public feed: one item an event, gapless, in order, and every place confirmed */
#include "notification_fixture.h"

static void every_public_event_is_an_item_that_names_its_origin(void **state)
{
	struct harness *h = *state;

	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 4);
	tell_revoked(h, "AAAAAAAAAA");
	const Ocop__Notification__V1__FeedPage *page = feed_after(h, "", 0, "");

	assert_int_equal(page->n_items, 2);
	const Ocop__Notification__V1__PublicEvent *first = page->items[0]->event;
	const Ocop__Notification__V1__PublicEvent *second = page->items[1]->event;
	assert_int_equal(page->items[0]->sequence, 1);
	assert_int_equal(page->items[1]->sequence, 2);
	assert_string_equal(first->type, "ocop.certification.v1.CertificateIssued");
	assert_string_equal(first->origin->source, "certification");
	assert_int_equal(first->origin->sequence, 1);
	assert_int_equal(strlen(first->origin->epoch), 32);
	assert_string_equal(first->thing_id, "AAAAAAAAAA");
	assert_int_equal(first->certificate_issued->certificate->star, 4);
	assert_string_equal(second->certificate_revoked->ground_code, "c");
	assert_string_not_equal(first->origin->event_id, second->origin->event_id);
	assert_int_equal(harness_events(h, &NOTIFICATION(event_published)), 2);
}

static void page_is_read_on_from_its_place(void **state)
{
	struct harness *h = *state;

	for (int i = 0; i < 5; i++)
		tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	const Ocop__Notification__V1__FeedPage *page = feed_after(h, "", 3, "");
	assert_int_equal(page->n_items, 3);
	assert_string_equal(page->next, page->items[2]->place);
	page = feed_after(h, page->next, 3, "");
	assert_int_equal(page->n_items, 2);
	assert_int_equal(page->items[0]->sequence, 4);
	assert_int_equal(page->head->sequence, 5);
	assert_string_equal(page->head->place, page->next);
	page = feed_after(h, page->next, 3, "");
	assert_int_equal(page->n_items, 0);
	assert_string_equal(page->next, page->head->place);
	assert_int_equal(feed_after(h, "head", 0, "")->n_items, 0);
	assert_string_equal(feed_after(h, "head", 0, "")->next, page->head->place);
}

static void types_leave_items_out_and_the_place_passes_them(void **state)
{
	struct harness *h = *state;

	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	tell_revoked(h, "AAAAAAAAAA");
	tell_certificate(h, "BBBBBBBBBB", "02155", "I", 3);
	const Ocop__Notification__V1__FeedPage *page =
		feed_after(h, "", 0, "CertificateRevoked,ocop.certification.v1.CertificateExpired");
	assert_int_equal(page->n_items, 1);
	assert_int_equal(page->items[0]->sequence, 2);
	assert_string_equal(page->next, page->head->place);
}

static const Ocop__Common__V1__Reply *ask(struct harness *h, const char *after, const char *types)
{
	Ocop__Notification__V1__ListFeed list = OCOP__NOTIFICATION__V1__LIST_FEED__INIT;

	list.after = (char *)after;
	list.types = (char *)types;
	return harness_query(h, &list.base);
}

static void place_that_is_not_of_this_feed_is_refused(void **state)
{
	struct harness *h = *state;

	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	assert_refused(ask(h, "2", ""), FEED_PLACE_UNKNOWN);
	assert_refused(ask(h, "1-0123456789abcdef", ""), FEED_PLACE_UNKNOWN);
	assert_refused(ask(h, "one", ""), FIELD_INVALID);
	assert_refused(ask(h, "1-0123", ""), FIELD_INVALID);
	assert_refused(ask(h, "", "Nothing"), EVENT_TYPE_UNKNOWN);
	assert_refused(ask(h, "1", ""), UNSPECIFIED);
	harness_sign_in(h, NULL, NULL, 0);
	assert_refused(ask(h, "", ""), TOKEN_MISSING);
}

static void item_can_be_asked_for_with_the_bytes_that_are_hashed(void **state)
{
	struct harness *h = *state;
	Ocop__Notification__V1__ListFeed list = OCOP__NOTIFICATION__V1__LIST_FEED__INIT;

	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	list.packed = true;
	const Ocop__Notification__V1__FeedPage *page =
		harness_body(h, harness_query(h, &list.base), &NOTIFICATION(feed_page));
	assert_true(page->items[0]->packed.len > 0);
	assert_int_equal(feed_after(h, "", 0, "")->items[0]->packed.len, 0);
}

static void event_of_an_unknown_certificate_is_held_back(void **state)
{
	struct harness *h = *state;

	tell_revoked(h, "AAAAAAAAAA");
	assert_int_equal(harness_held_events(h), 1);
	assert_int_equal(feed_after(h, "", 0, "")->n_items, 0);
}

/* Its thing is the inspection: whose place and stars count, the code in it says. */
static void what_an_inspection_came_to_is_told_of_its_certificate(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__InspectionConcluded event =
		OCOP__CERTIFICATION__V1__INSPECTION_CONCLUDED__INIT;
	Ocop__Notification__V1__SubscriptionFilter filter =
		OCOP__NOTIFICATION__V1__SUBSCRIPTION_FILTER__INIT;
	Ocop__Notification__V1__CreateSubscription create = pull();
	uint32_t stars[] = {4};

	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 4);
	tell_certificate(h, "BBBBBBBBBB", "02155", "I", 3);
	filter.n_stars = 1;
	filter.stars = stars;
	create.filter = &filter;
	const char *four = subscribe(h, &create)->id;
	event.inspection_id = "inspection_1";
	event.code = "BBBBBBBBBB";
	harness_event(h, "certification", "inspection_1", &event.base);
	assert_int_equal(told_after(h, four, "")->n_items, 0);
	event.inspection_id = "inspection_2";
	event.code = "AAAAAAAAAA";
	harness_event(h, "certification", "inspection_2", &event.base);
	assert_int_equal(told_after(h, four, "")->n_items, 1);
	event.inspection_id = "inspection_3";
	event.code = "CCCCCCCCCC";
	harness_event(h, "certification", "inspection_3", &event.base);
	assert_int_equal(harness_held_events(h), 1);
}

static void decision_is_told_to_who_asks_for_its_province(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__DecisionRecorded event =
		OCOP__CERTIFICATION__V1__DECISION_RECORDED__INIT;
	Ocop__Certification__V1__Decision decision = OCOP__CERTIFICATION__V1__DECISION__INIT;
	Ocop__Notification__V1__SubscriptionFilter filter =
		OCOP__NOTIFICATION__V1__SUBSCRIPTION_FILTER__INIT;
	Ocop__Notification__V1__CreateSubscription create = pull();
	char *province = "19", *commune = "02155";

	tell_units(h);
	create.filter = &filter;
	filter.n_units = 1;
	filter.units = &province;
	const char *of_province = subscribe(h, &create)->id;
	filter.units = &commune;
	const char *of_commune = subscribe(h, &create)->id;
	decision.province_code = "19";
	decision.decision_number = "12/QĐ-UBND";
	event.decision = &decision;
	harness_event(h, "certification", "decision_1", &event.base);

	const Ocop__Notification__V1__FeedPage *page = told_after(h, of_province, "");
	assert_int_equal(page->n_items, 1);
	assert_string_equal(page->items[0]->event->decision_recorded->decision->decision_number,
			    "12/QĐ-UBND");
	assert_int_equal(told_after(h, of_commune, "")->n_items, 0);
}

static void what_becomes_of_a_certificate_is_told_by_its_place(void **state)
{
	struct harness *h = *state;
	Ocop__Certification__V1__CertificateSuspended suspended =
		OCOP__CERTIFICATION__V1__CERTIFICATE_SUSPENDED__INIT;
	Ocop__Certification__V1__CertificateReminderDue due =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REMINDER_DUE__INIT;
	Ocop__Certification__V1__CertificateRequestMade made =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REQUEST_MADE__INIT;
	Ocop__Notification__V1__SubscriptionFilter filter =
		OCOP__NOTIFICATION__V1__SUBSCRIPTION_FILTER__INIT;
	Ocop__Notification__V1__CreateSubscription create = pull();
	char *commune = "Xã Na Rì";

	tell_units(h);
	create.filter = &filter;
	filter.n_units = 1;
	filter.units = &commune;
	const char *id = subscribe(h, &create)->id;
	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	suspended.code = "AAAAAAAAAA";
	harness_event(h, "certification", "AAAAAAAAAA", &suspended.base);
	harness_event(h, "certification", "AAAAAAAAAA", &due.base);
	harness_event(h, "certification", "request_1", &made.base); /* a letter: not public */
	assert_int_equal(told_after(h, id, "")->n_items, 3);
	assert_int_equal(feed_after(h, "", 0, "")->n_items, 3);
}

static void feed_is_the_same_after_a_restart(void **state)
{
	struct harness *h = *state;

	tell_certificate(h, "AAAAAAAAAA", "02155", "I", 3);
	const char *place = feed_after(h, "", 0, "")->next;
	harness_restart(h);
	assert_string_equal(feed_after(h, "", 0, "")->next, place);
	assert_int_equal(feed_after(h, place, 0, "")->n_items, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		WITH_SERVICE(every_public_event_is_an_item_that_names_its_origin),
		WITH_SERVICE(page_is_read_on_from_its_place),
		WITH_SERVICE(types_leave_items_out_and_the_place_passes_them),
		WITH_SERVICE(place_that_is_not_of_this_feed_is_refused),
		WITH_SERVICE(item_can_be_asked_for_with_the_bytes_that_are_hashed),
		WITH_SERVICE(event_of_an_unknown_certificate_is_held_back),
		WITH_SERVICE(what_an_inspection_came_to_is_told_of_its_certificate),
		WITH_SERVICE(decision_is_told_to_who_asks_for_its_province),
		WITH_SERVICE(what_becomes_of_a_certificate_is_told_by_its_place),
		WITH_SERVICE(feed_is_the_same_after_a_restart),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
