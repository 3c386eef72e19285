/* market_test.c - listings follow certificates: no stars without a certificate that is valid now */
#include "common/base/error.h"
#include "common/store/connection.h"
#include "market/market_fixture.h"
#include "market/rules.h"

static int opened(void **state)
{
	*state = market_open("2026-07-01");
	return 0;
}

static int closed(void **state)
{
	market_close(*state);
	return 0;
}

static void expect_badge(struct market *market, const char *id, Ocop__Market__V1__BadgeState state,
			 unsigned stars)
{
	const Ocop__Market__V1__Listing *listing = market_listing(market, id);
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const Ocop__Market__V1__SearchListingsReply *page = market_search(market, &query);
	bool seen = false;

	assert_non_null(listing);
	assert_int_equal(listing->badge, state);
	assert_int_equal(listing->stars, stars);
	for (size_t i = 0; i < page->n_listings; i++) {
		if (strcmp(page->listings[i]->listing_id, id) != 0)
			continue;
		seen = true;
		assert_int_equal(page->listings[i]->badge, state);
		assert_int_equal(page->listings[i]->stars, stars);
	}
	assert_true(seen);
}

static size_t count_valid(struct market *market, unsigned star)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;

	query.valid_only = star == 0;
	query.star = star;
	return market_search(market, &query)->n_listings;
}

static void product_becomes_listing_without_stars(void **state)
{
	const char *id = market_product(*state, "Miến dong Ví dụ", "Hợp tác xã Ví dụ 1", NULL);
	const Ocop__Market__V1__Listing *listing;

	market_follow(*state);
	expect_badge(*state, id, BADGE(NONE), 0);
	listing = market_listing(*state, id);
	assert_int_equal(listing->version, 1);
	assert_string_equal(listing->certificate_code, "");
	assert_memory_equal(listing->slug, "mien-dong-vi-du-", 16);
	assert_string_equal(market_listing(*state, listing->slug)->listing_id, id);
}

static void issued_certificate_shows_its_stars(void **state)
{
	const char *id = market_product(*state, "Miến dong Ví dụ", "Hợp tác xã Ví dụ 1", NULL);

	market_follow(*state);
	market_certificate(*state, "C1", id, 4, CERTIFICATE(VALID), "2029-07-01");
	expect_badge(*state, id, BADGE(VALID), 4); /* before the search has moved it */
	market_follow(*state);
	expect_badge(*state, id, BADGE(VALID), 4);
	assert_int_equal(market_listing(*state, id)->version, 2);
	assert_int_equal(count_valid(*state, 0), 1);
	assert_int_equal(count_valid(*state, 4), 1);
	assert_int_equal(count_valid(*state, 5), 0);
}

/* Sources are followed side by side: certification may be ahead of registration. */
static void certificate_that_came_first_is_shown(void **state)
{
	struct market *market = *state;
	char id[IDENTIFIER_SIZE];

	identifier_derive("product", NULL, market->now_us, "Miến dong/Hợp tác xã Ví dụ 1", id);
	market_certificate(market, "C1", id, 3, CERTIFICATE(VALID), "2029-07-01");
	assert_null(market_listing(market, id));
	market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	market_follow(market);
	expect_badge(market, id, BADGE(VALID), 3);
}

static void stars_go_at_midnight_without_any_event(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	int32_t last_day;

	market_certificate(market, "C1", id, 5, CERTIFICATE(VALID), "2029-07-01");
	market_follow(market);
	assert_true(date_parse("2029-07-01", &last_day));
	market->now_us = date_end_us(last_day);
	expect_badge(market, id, BADGE(VALID), 5);
	assert_int_equal(count_valid(market, 5), 1);
	market->now_us++;
	expect_badge(market, id, BADGE(EXPIRED), 0);
	assert_int_equal(count_valid(market, 5), 0);
	assert_int_equal(count_valid(market, 0), 0);
}

static int certificate_ends(struct market *market, const char *code, const char *product_id,
			    apply_fn *apply)
{
	Ocop__Certification__V1__CertificateRevoked revoked =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REVOKED__INIT;
	Ocop__Certification__V1__CertificateExpired expired =
		OCOP__CERTIFICATION__V1__CERTIFICATE_EXPIRED__INIT;
	Ocop__Certification__V1__CertificateReplaced replaced =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REPLACED__INIT;

	revoked.code = expired.code = replaced.code = (char *)code;
	revoked.product_id = expired.product_id = replaced.product_id = (char *)product_id;
	if (apply == on_certificate_revoked)
		return market_told(market, "certification", apply, &revoked.base);
	if (apply == on_certificate_expired)
		return market_told(market, "certification", apply, &expired.base);
	return market_told(market, "certification", apply, &replaced.base);
}

static void revoked_and_expired_take_the_stars_away(void **state)
{
	struct market *market = *state;
	const char *revoked = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	const char *expired = market_product(market, "Chè", "Hợp tác xã Ví dụ 2", NULL);

	market_certificate(market, "C1", revoked, 4, CERTIFICATE(VALID), "2029-07-01");
	market_certificate(market, "C2", expired, 3, CERTIFICATE(VALID), "2029-07-01");
	market_follow(market);
	assert_int_equal(count_valid(market, 0), 2);
	assert_int_equal(certificate_ends(market, "C1", revoked, on_certificate_revoked), 0);
	assert_int_equal(certificate_ends(market, "C2", expired, on_certificate_expired), 0);
	expect_badge(market, revoked, BADGE(REVOKED), 0); /* the search has not moved it yet */
	expect_badge(market, expired, BADGE(EXPIRED), 0);
	assert_int_equal(count_valid(market, 0), 0);
	market_follow(market);
	expect_badge(market, revoked, BADGE(REVOKED), 0);
	expect_badge(market, expired, BADGE(EXPIRED), 0);
	assert_int_equal(count_valid(market, 0), 0);
}

static void replaced_certificate_gives_way_to_the_new_one(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);

	market_certificate(market, "C1", id, 3, CERTIFICATE(VALID), "2028-07-01");
	assert_int_equal(certificate_ends(market, "C1", id, on_certificate_replaced), 0);
	market_certificate(market, "C2", id, 4, CERTIFICATE(VALID), "2029-07-01");
	market_follow(market);
	expect_badge(market, id, BADGE(VALID), 4);
	assert_string_equal(market_listing(market, id)->certificate_code, "C2");
}

static void end_of_an_unknown_certificate_is_held_back(void **state)
{
	assert_int_equal(certificate_ends(*state, "C9", "product_9", on_certificate_expired),
			 ERROR_NOT_FOUND);
}

/* Recognised 2021 and run out; recognised again, nobody knows when. */
static void unverified_recognition_is_never_shown_as_expired(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);

	market_certificate(market, "C1", id, 5, CERTIFICATE(EXPIRED), "2024-06-30");
	market_certificate(market, "C2", id, 5, CERTIFICATE(NOT_VERIFIED), "");
	market_follow(market);
	expect_badge(market, id, BADGE(NOT_VERIFIED), 0);
	assert_string_equal(market_listing(market, id)->valid_until, "");
}

static void best_stars_stand_first(void **state)
{
	static const char *const expected[] = {"Năm sao",       "Bốn sao", "Ba sao",
					       "Chưa xác minh", "Hết hạn", "Chưa có"};
	struct market *market = *state;
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const char *ids[6];
	const Ocop__Market__V1__SearchListingsReply *page;

	for (size_t i = 0; i < 6; i++)
		ids[i] = market_product(market, expected[i], "Hợp tác xã Ví dụ 1", NULL);
	market_certificate(market, "E", ids[4], 5, CERTIFICATE(EXPIRED), "2024-06-30");
	market_certificate(market, "C", ids[2], 3, CERTIFICATE(VALID), "2029-07-01");
	market_certificate(market, "A", ids[0], 5, CERTIFICATE(VALID), "2029-07-01");
	market_certificate(market, "D", ids[3], 5, CERTIFICATE(NOT_VERIFIED), "");
	market_certificate(market, "B", ids[1], 4, CERTIFICATE(VALID), "2029-07-01");
	market_follow(market);
	page = market_search(market, &query);
	assert_int_equal(page->n_listings, 6);
	for (size_t i = 0; i < 6; i++)
		assert_string_equal(page->listings[i]->product_name, expected[i]);
}

static void moved_listing_is_found_once_under_its_new_words(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	Ocop__Registration__V1__ProducerRegistered producer =
		OCOP__REGISTRATION__V1__PRODUCER_REGISTERED__INIT;
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;

	market_follow(market);
	market_certificate(market, "C1", id, 4, CERTIFICATE(VALID), "2029-07-01");
	producer.producer_id = "producer_1";
	producer.name = "Tổ hợp tác Quê Hương";
	assert_int_equal(
		market_told(market, "registration", on_producer_registered, &producer.base), 0);
	market_follow(market);
	query.q = "quê hương";
	assert_int_equal(market_search(market, &query)->n_listings, 1);
	query.q = "ví dụ";
	assert_int_equal(market_search(market, &query)->n_listings, 0);
	query.q = "mien dong";
	assert_int_equal(market_search(market, &query)->n_listings, 1);
}

/* The register corrects a name: the words of the new one are known as those of a name. */
static void renamed_product_is_found_by_its_new_name(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	Ocop__Registration__V1__ProductRegistered event =
		OCOP__REGISTRATION__V1__PRODUCT_REGISTERED__INIT;
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;

	market_follow(market);
	event.product_id = (char *)id;
	event.name = "Bún khô";
	assert_int_equal(market_told(market, "registration", on_product_registered, &event.base),
			 0);
	market_follow(market);
	query.q = "bun kh";
	assert_int_equal(market_search(market, &query)->n_listings, 1);
	query.q = "mien dong";
	assert_int_equal(market_search(market, &query)->n_listings, 0);
}

static enum decision describe(struct market *market, const char *id, const char *story,
			      Ocop__Common__V1__RefusalCode *ret_refusal)
{
	Ocop__Market__V1__DescribeListing command = OCOP__MARKET__V1__DESCRIBE_LISTING__INIT;
	struct transaction *tx = market_begin(market, true);
	struct reply *reply = reply_create(market->arena);
	enum decision decision;

	command.listing_id = (char *)id;
	command.story = (char *)story;
	(void)snprintf(market->store->source, sizeof market->store->source, "market");
	decision = describe_listing(tx, &command.base, reply);
	if (decision == ACCEPTED)
		assert_int_equal(transaction_commit(tx), 0);
	else
		transaction_rollback(tx);
	*ret_refusal = decision == REFUSED ? reply_refusal(reply, 0) : REFUSAL(UNSPECIFIED);
	return decision;
}

static void story_is_kept_when_the_register_speaks_again(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	Ocop__Common__V1__RefusalCode why;

	assert_int_equal(describe(market, id, "Làm bằng tay, phơi nắng.", &why), ACCEPTED);
	assert_int_equal(market_listing(market, id)->version, 2);
	market_certificate(market, "C1", id, 4, CERTIFICATE(VALID), "2029-07-01");
	market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	assert_string_equal(market_listing(market, id)->story, "Làm bằng tay, phơi nắng.");
	assert_int_equal(market_listing(market, id)->version, 4);
}

static void story_that_is_too_long_is_refused(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	char *story = arena_alloc(market->arena, STORY_LIMIT_BYTES + 2);
	Ocop__Common__V1__RefusalCode why;

	memset(story, 'a', STORY_LIMIT_BYTES + 1);
	assert_int_equal(describe(market, id, story, &why), REFUSED);
	assert_int_equal(why, REFUSAL(FIELD_TOO_LONG));
	assert_string_equal(market_listing(market, id)->story, "");
	story[STORY_LIMIT_BYTES] = '\0';
	assert_int_equal(describe(market, id, story, &why), ACCEPTED);
}

static void unknown_listing_is_refused(void **state)
{
	Ocop__Market__V1__GetListing query = OCOP__MARKET__V1__GET_LISTING__INIT;
	Ocop__Common__V1__RefusalCode why;

	query.listing_id = "product_9";
	assert_null(market_asked(*state, &market_queries[0], &query.base, &why));
	assert_int_equal(why, REFUSAL(LISTING_UNKNOWN));
	query.listing_id = "";
	assert_null(market_asked(*state, &market_queries[0], &query.base, &why));
	assert_int_equal(why, REFUSAL(FIELD_MISSING));
}

#define MARKET_TEST(name) cmocka_unit_test_setup_teardown(name, opened, closed)

int main(void)
{
	const struct CMUnitTest tests[] = {
		MARKET_TEST(product_becomes_listing_without_stars),
		MARKET_TEST(issued_certificate_shows_its_stars),
		MARKET_TEST(certificate_that_came_first_is_shown),
		MARKET_TEST(stars_go_at_midnight_without_any_event),
		MARKET_TEST(revoked_and_expired_take_the_stars_away),
		MARKET_TEST(replaced_certificate_gives_way_to_the_new_one),
		MARKET_TEST(end_of_an_unknown_certificate_is_held_back),
		MARKET_TEST(unverified_recognition_is_never_shown_as_expired),
		MARKET_TEST(best_stars_stand_first),
		MARKET_TEST(moved_listing_is_found_once_under_its_new_words),
		MARKET_TEST(renamed_product_is_found_by_its_new_name),
		MARKET_TEST(story_is_kept_when_the_register_speaks_again),
		MARKET_TEST(story_that_is_too_long_is_refused),
		MARKET_TEST(unknown_listing_is_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
