/* changes_test.c - listings follow what changes: names, places, producers, and merges of two
 * registrations
 */
#include "common/base/error.h"
#include "market/market_fixture.h"
#include "market/rules.h"

#define EVENT(type) &ocop__registration__v1__##type##__descriptor

static const struct place tan_cuong = {.commune_code = "05503",
				       .province_code = "19",
				       .commune = "Xã Tân Cương",
				       .province = "Tỉnh Thái Nguyên"};

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

/* What a search for words finds, in order. */
static const Ocop__Market__V1__SearchListingsReply *found(struct market *market, const char *words)
{
	Ocop__Market__V1__SearchListings query = OCOP__MARKET__V1__SEARCH_LISTINGS__INIT;

	query.q = (char *)words;
	return market_search(market, &query);
}

static int product_changes(struct market *market, const char *id, const char *name,
			   Ocop__Registration__V1__Place *place)
{
	Ocop__Registration__V1__ProductChanged event =
		OCOP__REGISTRATION__V1__PRODUCT_CHANGED__INIT;

	event.product_id = (char *)id;
	event.name = (char *)name;
	event.rulebook_code = "26-2026";
	event.set_no = 9;
	event.sector_code = "II";
	event.description = "Mô tả mới";
	event.place = place;
	return market_told(market, "registration", on_product_changed, &event.base);
}

static int product_goes(struct market *market, const char *id, const char *producer_id,
			const char *name)
{
	Ocop__Registration__V1__ProductTransferred event =
		OCOP__REGISTRATION__V1__PRODUCT_TRANSFERRED__INIT;

	event.product_id = (char *)id;
	event.producer_id = (char *)producer_id;
	event.producer_name = (char *)name;
	return market_told(market, "registration", on_product_transferred, &event.base);
}

static void products_merge(struct market *market, const char *kept, const char *merged)
{
	Ocop__Registration__V1__ProductsMerged event =
		OCOP__REGISTRATION__V1__PRODUCTS_MERGED__INIT;

	event.merge_id = "merge_1";
	event.product_id = (char *)kept;
	event.merged_product_id = (char *)merged;
	assert_int_equal(market_told(market, "registration", on_products_merged, &event.base), 0);
}

static void merge_is_undone(struct market *market, const char *kept, const char *merged)
{
	Ocop__Registration__V1__MergeUndone event = OCOP__REGISTRATION__V1__MERGE_UNDONE__INIT;

	event.merge_id = "merge_1";
	event.kept_id = (char *)kept;
	event.merged_id = (char *)merged;
	assert_int_equal(market_told(market, "registration", on_merge_undone, &event.base), 0);
}

static void every_change_is_followed_from_the_first(void **state)
{
	static const ProtobufCMessageDescriptor *const events[] = {
		EVENT(producer_changed), EVENT(product_changed), EVENT(product_transferred),
		EVENT(products_merged),  EVENT(merge_undone),
	};

	(void)state; /* the table needs no market */
	for (size_t i = 0; i < sizeof events / sizeof *events; i++) {
		const struct reaction *row = market_reactions;

		while (row->event && row->event != events[i])
			row++;
		assert_ptr_equal(row->event, events[i]);
		assert_int_equal(row->from, FROM_BEGINNING);
	}
}

static void new_name_of_a_producer_is_shown_and_found(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	Ocop__Registration__V1__ProducerChanged event =
		OCOP__REGISTRATION__V1__PRODUCER_CHANGED__INIT;

	market_follow(market);
	event.producer_id = "producer_1";
	event.name = "Công ty Mới";
	assert_int_equal(market_told(market, "registration", on_producer_changed, &event.base), 0);
	market_follow(market);
	assert_string_equal(market_listing(market, id)->producer_name, "Công ty Mới");
	assert_int_equal(market_listing(market, id)->version, 2);
	assert_int_equal(found(market, "cong ty moi")->n_listings, 1);
	assert_int_equal(found(market, "hop tac xa")->n_listings, 0);
}

static struct listing listing_of(struct market *market, const char *id)
{
	struct transaction *tx = market_begin(market, false);
	struct listing listing;

	listing_load(tx, id, &listing);
	transaction_rollback(tx);
	return listing;
}

/* The search follows a moment later; what it shows meanwhile is what is stored. */
static void what_is_shown_holds_before_the_search_follows(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	Ocop__Registration__V1__ProducerChanged event =
		OCOP__REGISTRATION__V1__PRODUCER_CHANGED__INIT;

	market_certificate(market, "C1", id, 4, CERTIFICATE(VALID), "2029-07-01");
	market_follow(market);
	assert_int_equal(found(market, "mien dong")->listings[0]->stars, 4);
	market_certificate(market, "C1", id, 4, CERTIFICATE(REVOKED), "2029-07-01");
	assert_int_equal(found(market, "mien dong")->listings[0]->badge, BADGE(REVOKED));
	market_follow(market);
	event.producer_id = "producer_1";
	event.name = "Công ty Mới";
	assert_int_equal(market_told(market, "registration", on_producer_changed, &event.base), 0);
	assert_string_equal(found(market, "mien dong")->listings[0]->producer_name, "Công ty Mới");
}

/* On the next day what is kept is not taken for what holds until the search has followed. */
static void what_is_kept_is_what_is_stored(void **state)
{
	struct market *market = *state;
	static const char *const until[] = {"2029-07-01", "2026-07-01", "2026-07-02"};
	const Ocop__Market__V1__SearchListingsReply *stored;
	const Ocop__Market__V1__SearchListingsReply *kept;

	for (int i = 0; i < 3; i++) {
		char name[32];
		char code[4];

		(void)snprintf(name, sizeof name, "Miến dong số %d", i);
		(void)snprintf(code, sizeof code, "C%d", i);
		market_certificate(market, code,
				   market_product(market, name, "Hợp tác xã Ví dụ 1", &tan_cuong),
				   3, CERTIFICATE(VALID), until[i]);
	}
	market_follow(market);
	market->now_us = noon_us("2026-07-02");
	stored = found(market, "mien dong");
	market_follow(market);
	kept = found(market, "mien dong");
	assert_int_equal(stored->n_listings, 3);
	assert_int_equal(kept->n_listings, 3);
	for (size_t i = 0; i < 3; i++) {
		size_t same = 0;

		while (strcmp(stored->listings[same]->listing_id, kept->listings[i]->listing_id) !=
		       0)
			same++;
		assert_true(message_is_same(&stored->listings[same]->base, &kept->listings[i]->base,
					    market->arena));
	}
	assert_int_equal(kept->listings[2]->badge, BADGE(EXPIRED)); /* it was valid yesterday */
}

/* Cards are of the time when they were put in: a place's names are read again. */
static void new_name_of_a_province_is_shown_everywhere(void **state)
{
	struct market *market = *state;
	const struct place place = {.commune_code = "05503", .province_code = "19"};
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", &place);
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit unit = OCOP__IDENTITY__V1__UNIT__INIT;
	Ocop__Identity__V1__Unit *units[] = {&unit};

	event.units = units;
	event.n_units = 1;
	unit.code = "19";
	unit.name_vi = "Thái Nguyên";
	assert_int_equal(market_told(market, "identity", on_units_recorded, &event.base), 0);
	market_follow(market);
	assert_string_equal(found(market, "")->listings[0]->province_name, "Thái Nguyên");
	unit.name_vi = "Việt Bắc";
	assert_int_equal(market_told(market, "identity", on_units_recorded, &event.base), 0);
	market_follow(market);
	assert_string_equal(listing_of(market, id).province_name, "Việt Bắc");
	assert_string_equal(found(market, "viet bac")->listings[0]->province_name, "Việt Bắc");
}

static void changed_product_is_found_by_what_it_is_now(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", &tan_cuong);
	const Ocop__Market__V1__Listing *listing = market_listing(market, id);
	Ocop__Registration__V1__Place moved = OCOP__REGISTRATION__V1__PLACE__INIT;
	const char *slug = listing->slug;

	market_certificate(market, "C1", id, 4, CERTIFICATE(VALID), "2029-07-01");
	market_follow(market);
	moved.commune_code = "02155";
	moved.province_code = "19";
	moved.commune_text = "Xã Na Rì";
	moved.province_text = "Tỉnh Thái Nguyên";
	assert_int_equal(product_changes(market, id, "Chè xanh", &moved), 0);
	market_follow(market);
	listing = market_listing(market, slug); /* printed addresses hold */
	assert_string_equal(listing->listing_id, id);
	assert_string_equal(listing->product_name, "Chè xanh");
	assert_string_equal(listing->sector_code, "II");
	assert_string_equal(listing->slug, slug);
	assert_int_equal(listing->stars, 4);
	assert_string_equal(listing->commune_code, "02155");
	assert_int_equal(found(market, "che xanh")->n_listings, 1);
	assert_int_equal(found(market, "na ri")->n_listings, 1);
	assert_int_equal(found(market, "mien dong")->n_listings, 0);
	assert_int_equal(found(market, "tan cuong")->n_listings, 0);
}

static void transferred_product_is_its_new_producers(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	Ocop__Registration__V1__ProducerChanged former =
		OCOP__REGISTRATION__V1__PRODUCER_CHANGED__INIT;

	assert_int_equal(product_goes(market, id, "producer_2", "Hợp tác xã Ví dụ 2"), 0);
	former.producer_id = "producer_1"; /* is no concern of this listing any more */
	former.name = "Công ty Mới";
	assert_int_equal(market_told(market, "registration", on_producer_changed, &former.base), 0);
	assert_string_equal(market_listing(market, id)->producer_id, "producer_2");
	assert_string_equal(market_listing(market, id)->producer_name, "Hợp tác xã Ví dụ 2");
}

/* Events of a product that never was are held back and seen. */
static void change_of_what_is_not_listed_is_held_back(void **state)
{
	assert_int_equal(product_changes(*state, "product_none", "Chè", NULL), ERROR_NOT_FOUND);
	assert_int_equal(product_goes(*state, "product_none", "producer_2", "Ví dụ"),
			 ERROR_NOT_FOUND);
}

static void merged_product_is_hidden_and_shown_again(void **state)
{
	struct market *market = *state;
	const char *kept = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	const char *merged = market_product(market, "Miến dong", "HTX Ví dụ 1", NULL);
	const char *slug = market_listing(market, merged)->slug;

	market_follow(market);
	assert_int_equal(found(market, "mien dong")->n_listings, 2);
	assert_int_equal(found(market, "")->n_listings, 2);

	products_merge(market, kept, merged);
	assert_int_equal(found(market, "mien dong")->n_listings, 1); /* before the search knows */
	market_follow(market);
	assert_int_equal(found(market, "mien dong")->n_listings, 1);
	assert_int_equal(found(market, "")->n_listings, 1);
	assert_string_equal(found(market, "")->listings[0]->listing_id, kept);
	assert_string_equal(market_listing(market, slug)->listing_id, kept);
	assert_string_equal(market_listing(market, merged)->listing_id, kept);

	merge_is_undone(market, kept, merged);
	market_follow(market);
	assert_int_equal(found(market, "mien dong")->n_listings, 2);
	assert_string_equal(market_listing(market, slug)->listing_id, merged);
}

/* Certificates stay with the registration they were issued to and speak for what stands, those
 * that come after the merge too; undone, each has its own. */
static void certificates_of_what_was_merged_speak_for_what_stands(void **state)
{
	struct market *market = *state;
	const char *first = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	const char *second = market_product(market, "Miến dong", "HTX Ví dụ 1", NULL);
	const char *third = market_product(market, "Miến dong", "HTX Ví dụ Một", NULL);

	market_certificate(market, "C1", third, 3, CERTIFICATE(VALID), "2029-07-01");
	products_merge(market, second, third);
	products_merge(market, first, second); /* a chain */
	assert_int_equal(market_listing(market, first)->stars, 3);
	assert_string_equal(market_listing(market, third)->listing_id, first);
	market_certificate(market, "C2", second, 4, CERTIFICATE(VALID), "2029-07-01");
	assert_int_equal(market_listing(market, first)->stars, 4);
	market_follow(market);
	assert_int_equal(found(market, "")->n_listings, 1);
	assert_int_equal(found(market, "")->listings[0]->stars, 4);

	merge_is_undone(market, first, second);
	assert_int_equal(market_listing(market, first)->badge, BADGE(NONE));
	assert_int_equal(market_listing(market, second)->stars, 4);
	assert_string_equal(market_listing(market, third)->listing_id, second);
	merge_is_undone(market, second, third);
	assert_int_equal(market_listing(market, third)->stars, 3);
	assert_int_equal(market_listing(market, second)->stars, 4);
}

/* A market that is made anew hears of an old merge after newer certificates. */
static void old_merge_shows_the_newest_certificate(void **state)
{
	struct market *market = *state;
	const char *kept = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	const char *merged = market_product(market, "Miến dong", "HTX Ví dụ 1", NULL);

	market_certificate(market, "C1", merged, 5, CERTIFICATE(VALID), "2026-08-01");
	market->now_us = noon_us("2026-09-01");
	market_certificate(market, "C2", merged, 4, CERTIFICATE(VALID), "2029-07-01");
	market->now_us = noon_us("2026-07-15");
	products_merge(market, kept, merged);
	market->now_us = noon_us("2026-09-02");
	assert_int_equal(market_listing(market, kept)->stars, 4);
}

static void merge_and_parting_of_producers_hide_nothing(void **state)
{
	struct market *market = *state;
	const char *id = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);

	merge_is_undone(market, "producer_2", "producer_1");
	market_follow(market);
	assert_int_equal(found(market, "")->n_listings, 1);
	assert_int_equal(market_listing(market, id)->version, 1);
}

/* The producer writes of the listing that stands. */
static void hidden_listing_takes_no_words(void **state)
{
	struct market *market = *state;
	const char *kept = market_product(market, "Miến dong", "Hợp tác xã Ví dụ 1", NULL);
	const char *merged = market_product(market, "Miến dong", "HTX Ví dụ 1", NULL);
	Ocop__Market__V1__DescribeListing message = OCOP__MARKET__V1__DESCRIBE_LISTING__INIT;
	struct subject subject = {0};

	products_merge(market, kept, merged);
	struct transaction *tx = market_begin(market, false);
	message.listing_id = (char *)merged;
	market_commands[0].subject(tx, &message.base, &subject);
	assert_false(subject.exists);
	message.listing_id = (char *)kept;
	market_commands[0].subject(tx, &message.base, &subject);
	assert_true(subject.exists);
	transaction_rollback(tx);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, opened, closed)
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_change_is_followed_from_the_first),
		TEST(new_name_of_a_producer_is_shown_and_found),
		TEST(what_is_shown_holds_before_the_search_follows),
		TEST(what_is_kept_is_what_is_stored),
		TEST(new_name_of_a_province_is_shown_everywhere),
		TEST(changed_product_is_found_by_what_it_is_now),
		TEST(transferred_product_is_its_new_producers),
		TEST(change_of_what_is_not_listed_is_held_back),
		TEST(merged_product_is_hidden_and_shown_again),
		TEST(certificates_of_what_was_merged_speak_for_what_stands),
		TEST(old_merge_shows_the_newest_certificate),
		TEST(merge_and_parting_of_producers_hide_nothing),
		TEST(hidden_listing_takes_no_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
