/* commands_test.c - market as a daemon: followed, told, asked, by the straight line */
#include "common/base/clock.h"
#include "common/store/transaction.h"
#include "harness.h"
#include "market/deadlines.h"
#include "market/market_fixture.h"
#include "market/rules.h"
#include "market/state.h"
#include "ocop/market/v1/events.pb-c.h"

static const struct service_definition definition = {
	.name = "market",
	.migrations = market_migrations,
	.commands = market_commands,
	.queries = market_queries,
	.reactions = market_reactions,
	.deadlines = market_deadlines,
	.settings = market_settings,
	.start = market_start,
	.stop = market_stop,
};

#define ROLE(name) OCOP__COMMON__V1__ROLE__ROLE_##name

static int opened(void **state)
{
	Ocop__Registration__V1__ProductRegistered product =
		OCOP__REGISTRATION__V1__PRODUCT_REGISTERED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;

	*state = harness_create(&definition, NULL);
	place.commune_code = "02185";
	place.province_code = "19";
	product.product_id = "product_1";
	product.producer_id = "producer_1";
	product.producer_name = "Hợp tác xã Ví dụ 1";
	product.name = "Miến dong Ví dụ";
	product.place = &place;
	harness_event(*state, "registration", "product_1", &product.base);
	return 0;
}

static int closed(void **state)
{
	harness_destroy(*state);
	return 0;
}

static void sign_in_producer(struct harness *harness, const char *producer_id)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;

	grant.role = ROLE(PRODUCER);
	grant.producer_id = (char *)producer_id;
	harness_sign_in(harness, "account_1", &grant, 1);
}

static Ocop__Market__V1__DescribeListing story(const char *listing_id, const char *text)
{
	Ocop__Market__V1__DescribeListing command = OCOP__MARKET__V1__DESCRIBE_LISTING__INIT;

	command.listing_id = (char *)listing_id;
	command.story = (char *)text;
	return command;
}

/* Nobody has the search follow by hand: the deadline after the event does. */
static void product_is_found_as_soon_as_it_is_told(void **state)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const Ocop__Market__V1__SearchListingsReply *page;

	query.q = "mien dong vi du";
	page = harness_body(*state, harness_query(*state, &query.base),
			    &ocop__market__v1__search_listings_reply__descriptor);
	assert_int_equal(page->n_listings, 1);
	assert_string_equal(page->listings[0]->listing_id, "product_1");
	assert_non_null(page->as_of);
}

static void producer_describes_his_listing(void **state)
{
	Ocop__Market__V1__DescribeListing command = story("product_1", "Phơi nắng ba ngày.");
	const Ocop__Market__V1__Listing *listing;
	Ocop__Market__V1__GetListing get = OCOP__MARKET__V1__GET_LISTING__INIT;

	sign_in_producer(*state, "producer_1");
	assert_string_equal(harness_id(*state, harness_command(*state, &command.base)),
			    "product_1");
	assert_int_equal(harness_events(*state, &ocop__market__v1__listing_described__descriptor),
			 1);
	get.listing_id = "product_1";
	listing = harness_body(*state, harness_query(*state, &get.base),
			       &ocop__market__v1__listing__descriptor);
	assert_string_equal(listing->story, "Phơi nắng ba ngày.");
	assert_int_equal(listing->version, 2);
}

static int64_t sitemap_changed_s(struct harness *harness)
{
	Ocop__Market__V1__CountSitemapParts query = OCOP__MARKET__V1__COUNT_SITEMAP_PARTS__INIT;
	const Ocop__Market__V1__CountSitemapPartsReply *counted =
		harness_body(harness, harness_query(harness, &query.base),
			     &ocop__market__v1__count_sitemap_parts_reply__descriptor);

	assert_int_equal(counted->parts, 1);
	assert_int_equal(counted->n_changed_at, 1);
	return counted->changed_at[0]->seconds;
}

static void sitemap_says_when_its_listings_last_changed(void **state)
{
	const int64_t day_s = 86400;
	Ocop__Market__V1__DescribeListing words = story("product_1", "Phơi nắng ba ngày.");
	Ocop__Registration__V1__ProductChanged product =
		OCOP__REGISTRATION__V1__PRODUCT_CHANGED__INIT;
	int64_t told_s, described_s;

	harness_set_date(*state, "2030-01-01");
	product.product_id = "product_1";
	product.name = "Miến dong Ví dụ, loại một";
	harness_event(*state, "registration", "product_1", &product.base);
	told_s = sitemap_changed_s(*state);
	harness_advance(*state, day_s * 1000000);
	assert_int_equal(sitemap_changed_s(*state), told_s); /* nothing has changed */
	sign_in_producer(*state, "producer_1");
	(void)harness_id(*state, harness_command(*state, &words.base));
	described_s = sitemap_changed_s(*state);
	assert_in_range(described_s - told_s, day_s - 60, day_s + 3600);
}

static void same_command_twice_has_one_effect(void **state)
{
	Ocop__Market__V1__DescribeListing command = story("product_1", "Phơi nắng ba ngày.");
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	sign_in_producer(*state, "producer_1");
	command_id_create(clock_machine_us(), id);
	(void)harness_id(*state, harness_command_as(*state, id, 1, &command.base));
	harness_restart(*state);
	assert_true(harness_command_as(*state, id, 1, &command.base)->remembered);
	assert_int_equal(harness_events(*state, &ocop__market__v1__listing_described__descriptor),
			 1);
}

static void only_the_owner_describes(void **state)
{
	Ocop__Market__V1__DescribeListing command = story("product_1", "Phơi nắng ba ngày.");

	harness_sign_in(*state, NULL, NULL, 0);
	assert_int_equal(harness_refusal(harness_command(*state, &command.base)),
			 REFUSAL(TOKEN_MISSING));
	sign_in_producer(*state, "producer_2");
	assert_int_equal(harness_refusal(harness_command(*state, &command.base)),
			 REFUSAL(SCOPE_MISSING));
	harness_sign_in_as(*state, "account_2", ROLE(COMMUNE_OFFICER), "02155");
	assert_int_equal(harness_refusal(harness_command(*state, &command.base)),
			 REFUSAL(SCOPE_MISSING));
	harness_sign_in_as(*state, "account_3", ROLE(AUDITOR), "");
	assert_int_equal(harness_refusal(harness_command(*state, &command.base)),
			 REFUSAL(ROLE_MISSING));
	harness_sign_in_as(*state, "account_4", ROLE(COMMUNE_OFFICER), "02185");
	assert_int_equal(harness_command(*state, &command.base)->outcome,
			 OCOP__COMMON__V1__OUTCOME__OUTCOME_ACCEPTED);
}

static void what_is_not_there_or_has_changed_is_refused(void **state)
{
	Ocop__Market__V1__DescribeListing unknown = story("product_9", "");
	Ocop__Market__V1__DescribeListing known = story("product_1", "Phơi nắng ba ngày.");
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	sign_in_producer(*state, "producer_1");
	assert_int_equal(harness_refusal(harness_command(*state, &unknown.base)),
			 REFUSAL(NO_SUCH_THING));
	command_id_create(clock_machine_us(), id);
	assert_int_equal(harness_refusal(harness_command_as(*state, id, 9, &known.base)),
			 REFUSAL(VERSION_STALE));
}

static size_t found_at(struct harness *harness, uint32_t price_band, uint32_t month)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const Ocop__Market__V1__SearchListingsReply *page;

	query.price_band = price_band;
	query.month = month;
	page = harness_body(harness, harness_query(harness, &query.base),
			    &ocop__market__v1__search_listings_reply__descriptor);
	return page->n_listings;
}

static void price_and_season_are_found_and_taken_back(void **state)
{
	static uint32_t months[] = {11, 12, 1, 12};
	Ocop__Market__V1__DescribeListing command = story("product_1", "");
	Ocop__Market__V1__GetListing get = OCOP__MARKET__V1__GET_LISTING__INIT;
	const Ocop__Market__V1__Listing *listing;

	command.price_dong = 99999;
	command.season_months = months;
	command.n_season_months = sizeof months / sizeof *months;
	sign_in_producer(*state, "producer_1");
	(void)harness_id(*state, harness_command(*state, &command.base));
	get.listing_id = "product_1";
	listing = harness_body(*state, harness_query(*state, &get.base),
			       &ocop__market__v1__listing__descriptor);
	assert_int_equal(listing->price_dong, 99999);
	assert_int_equal(listing->n_season_months, 3);
	assert_int_equal(listing->season_months[0], 1);
	harness_advance(*state, 1000000);
	assert_int_equal(found_at(*state, 2, 0), 1);
	assert_int_equal(found_at(*state, 3, 0), 0);
	assert_int_equal(found_at(*state, 2, 12), 1);
	assert_int_equal(found_at(*state, 0, 2), 0);
	harness_restart(*state); /* all of it is read again */
	assert_int_equal(found_at(*state, 2, 12), 1);
	command = story("product_1", "");
	(void)harness_id(*state, harness_command(*state, &command.base));
	harness_advance(*state, 1000000);
	assert_int_equal(found_at(*state, 2, 0), 0);
	assert_int_equal(found_at(*state, 0, 0), 1);
}

static void price_or_month_that_is_none_is_refused(void **state)
{
	static uint32_t months[] = {13};
	Ocop__Market__V1__DescribeListing command = story("product_1", "");

	sign_in_producer(*state, "producer_1");
	command.season_months = months;
	command.n_season_months = 1;
	assert_int_equal(harness_refusal(harness_command(*state, &command.base)),
			 REFUSAL(FIELD_INVALID));
	command.n_season_months = 0;
	command.price_dong = (uint64_t)PRICE_LIMIT_DONG + 1;
	assert_int_equal(harness_refusal(harness_command(*state, &command.base)),
			 REFUSAL(FIELD_INVALID));
}

/* How many potential products a search finds. */
static size_t found_potential(struct harness *harness)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const Ocop__Market__V1__SearchListingsReply *page;

	query.potential_only = true;
	page = harness_body(harness, harness_query(harness, &query.base),
			    &ocop__market__v1__search_listings_reply__descriptor);
	return page->n_listings;
}

static void potential_is_shown_and_taken_back_and_leaves_the_words(void **state)
{
	Ocop__Market__V1__DescribeListing described = story("product_1", "Chuyện");
	Ocop__Market__V1__ShowPotential command = OCOP__MARKET__V1__SHOW_POTENTIAL__INIT;
	Ocop__Market__V1__GetListing get = OCOP__MARKET__V1__GET_LISTING__INIT;
	const Ocop__Market__V1__Listing *listing;

	sign_in_producer(*state, "producer_1");
	(void)harness_id(*state, harness_command(*state, &described.base));
	command.listing_id = (char *)"product_1";
	command.potential = true;
	(void)harness_id(*state, harness_command(*state, &command.base));
	(void)harness_id(*state, harness_command(*state, &described.base));
	get.listing_id = "product_1";
	listing = harness_body(*state, harness_query(*state, &get.base),
			       &ocop__market__v1__listing__descriptor);
	assert_true(listing->potential);
	assert_int_equal(listing->stars, 0);
	assert_string_equal(listing->story, "Chuyện");
	harness_advance(*state, 1000000);
	assert_int_equal(found_potential(*state), 1);
	harness_restart(*state);
	assert_int_equal(found_potential(*state), 1);
	command.potential = false;
	(void)harness_id(*state, harness_command(*state, &command.base));
	harness_advance(*state, 1000000);
	assert_int_equal(found_potential(*state), 0);
}

#define COMMANDS_TEST(name) cmocka_unit_test_setup_teardown(name, opened, closed)

int main(void)
{
	const struct CMUnitTest tests[] = {
		COMMANDS_TEST(product_is_found_as_soon_as_it_is_told),
		COMMANDS_TEST(producer_describes_his_listing),
		COMMANDS_TEST(sitemap_says_when_its_listings_last_changed),
		COMMANDS_TEST(same_command_twice_has_one_effect),
		COMMANDS_TEST(only_the_owner_describes),
		COMMANDS_TEST(what_is_not_there_or_has_changed_is_refused),
		COMMANDS_TEST(price_and_season_are_found_and_taken_back),
		COMMANDS_TEST(price_or_month_that_is_none_is_refused),
		COMMANDS_TEST(potential_is_shown_and_taken_back_and_leaves_the_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
