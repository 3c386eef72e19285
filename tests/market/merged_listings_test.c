/* merged_listings_test.c - photos, sizes and prices of what was merged are shown with what stands
 */
#include "market/merged_fixture.h"

static void describe(const char *listing_id, const char *size, uint64_t price_dong)
{
	Ocop__Market__V1__DescribeListing command = OCOP__MARKET__V1__DESCRIBE_LISTING__INIT;
	Ocop__Market__V1__ListingPrice price = OCOP__MARKET__V1__LISTING_PRICE__INIT;
	Ocop__Market__V1__ListingPrice *prices[] = {&price};

	harness_advance(harness, INT64_C(3600000000));
	price.size = (char *)size;
	price.price_dong = price_dong;
	command.listing_id = (char *)listing_id;
	command.prices = prices;
	command.n_prices = 1;
	(void)accepted(&command.base);
}

static void assert_photos(const char *listing_id, const char *expected)
{
	const Ocop__Market__V1__Listing *listing = listing_of(listing_id);
	const char *found = "";

	for (size_t i = 0; i < listing->n_photos; i++)
		found = arena_printf(harness_arena(harness), "%s %s", found,
				     listing->photos[i]->photo_id);
	assert_string_equal(found, expected);
}

static void photos_of_both_are_shown_own_first_and_no_more_than_eight(void **state)
{
	char *own[] = {(char *)"photo_9", (char *)"photo_8"};
	char *merged[] = {(char *)"photo_1", (char *)"photo_2", (char *)"photo_3",
			  (char *)"photo_4", (char *)"photo_5", (char *)"photo_6",
			  (char *)"photo_7"};

	(void)state;
	tell_photos("product_1", own, 2);
	tell_photos("product_2", merged, 7);
	merge_products("product_1", "product_2");
	assert_photos("product_1", " photo_9 photo_8 photo_1 photo_2 photo_3 photo_4 photo_5"
				   " photo_6");
	assert_string_equal(listing_of("product_1")->photos[1]->product_id, "product_1");
	assert_string_equal(listing_of("product_1")->photos[2]->product_id, "product_2");
	tell_photos("product_1", own, 0);
	assert_photos("product_1", " photo_1 photo_2 photo_3 photo_4 photo_5 photo_6 photo_7");
	undo("product_1", "product_2");
	assert_photos("product_1", "");
	assert_photos("product_2", " photo_1 photo_2 photo_3 photo_4 photo_5 photo_6 photo_7");
}

/* "size price size price" as shown; 0: none is said. */
static void assert_sizes(const char *listing_id, const char *expected)
{
	const Ocop__Market__V1__Listing *listing = listing_of(listing_id);
	const char *found = "";

	for (size_t i = 0; i < listing->n_sizes; i++)
		found = arena_printf(harness_arena(harness), "%s %s=%d", found,
				     listing->sizes[i]->name, (int)listing->sizes[i]->price_dong);
	assert_string_equal(found, expected);
}

static size_t found_in_price_band(uint32_t band)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;
	const Ocop__Market__V1__SearchListingsReply *page;

	harness_advance(harness, 1000000);
	query.price_band = band;
	page = asked(&query.base, &ocop__market__v1__search_listings_reply__descriptor);
	return page->n_listings;
}

static void sizes_and_prices_of_both_are_shown_and_found(void **state)
{
	(void)state;
	tell_sizes("product_1", "100g", "500g");
	tell_sizes("product_2", "500g", "1kg");
	sign_in("producer_2");
	describe("product_2", "1kg", 90000);
	merge_products("product_1", "product_2");
	assert_sizes("product_1", " 100g=0 500g=0 1kg=90000");
	assert_int_equal(listing_of("product_1")->price_dong, 90000);
	assert_int_equal(found_in_price_band(2), 1);
	undo("product_1", "product_2");
	assert_sizes("product_1", " 100g=0 500g=0");
	assert_sizes("product_2", " 500g=0 1kg=90000");
	assert_int_equal(listing_of("product_1")->price_dong, 0);
	assert_int_equal(found_in_price_band(2), 1);
}

/* Of a size that both have, the one that stands says what it costs. */
static void own_price_goes_before_that_of_what_was_merged(void **state)
{
	(void)state;
	tell_sizes("product_1", "100g", "500g");
	tell_sizes("product_2", "500g", "1kg");
	sign_in("producer_1");
	describe("product_1", "500g", 60000);
	sign_in("producer_2");
	describe("product_2", "500g", 10000);
	merge_products("product_1", "product_2");
	assert_sizes("product_1", " 100g=0 500g=60000 1kg=0");
}

/* Whoever writes prices after the merge has all of them before him: none comes back. */
static void what_is_described_after_a_merge_is_the_whole_word(void **state)
{
	(void)state;
	tell_sizes("product_1", "100g", "500g");
	tell_sizes("product_2", "500g", "1kg");
	sign_in("producer_2");
	describe("product_2", "1kg", 90000);
	merge_products("product_1", "product_2");
	sign_in("producer_1");
	describe("product_1", "500g", 50000);
	assert_sizes("product_1", " 100g=0 500g=50000 1kg=0");
	describe("product_1", "1kg", 80000); /* of a size of the other's */
	assert_sizes("product_1", " 100g=0 500g=0 1kg=80000");
	undo("product_1", "product_2");
	assert_sizes("product_2", " 500g=0 1kg=90000");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, opened, closed)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(photos_of_both_are_shown_own_first_and_no_more_than_eight),
		TEST(sizes_and_prices_of_both_are_shown_and_found),
		TEST(own_price_goes_before_that_of_what_was_merged),
		TEST(what_is_described_after_a_merge_is_the_whole_word),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
