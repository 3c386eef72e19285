/* places_test.c - products found and counted by places of today and of then
 *
 * Units and former units are rows of deploy/units.
 */
#include <stdio.h>

#include "registration_fixture.h"

static const struct {
	const char *province_code, *province, *district_code, *district, *commune_code, *commune;
	const char *successor_commune;
} former_rows[] = {
	{"06", "Tỉnh Bắc Kạn", "066", "Huyện Na Rì", "02155", "Thị trấn Yến Lạc", "02155"},
	{"06", "Tỉnh Bắc Kạn", "066", "Huyện Na Rì", "02158", "Xã Kim Lư", "02155"},
	{"06", "Tỉnh Bắc Kạn", "066", "Huyện Na Rì", "02173", "Xã Côn Minh", "02185"},
	{"06", "Tỉnh Bắc Kạn", "061", "Huyện Ba Bể", "01909", "Xã Nam Mẫu", "01906"},
	{"19", "Tỉnh Thái Nguyên", "164", "Thành phố Thái Nguyên", "05503", "Xã Tân Cương",
	 "05503"},
	{"19", "Tỉnh Thái Nguyên", "165", "Thành phố Sông Công", "05530", "Xã Bình Sơn", "05503"},
};

enum { FORMER_COUNT = sizeof former_rows / sizeof *former_rows };

static void record_former_units(void)
{
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__FormerUnit units[FORMER_COUNT];
	Ocop__Identity__V1__FormerUnit *pointers[FORMER_COUNT];

	for (size_t i = 0; i < FORMER_COUNT; i++) {
		ocop__identity__v1__former_unit__init(&units[i]);
		units[i].province_code = (char *)former_rows[i].province_code;
		units[i].province_name = (char *)former_rows[i].province;
		units[i].district_code = (char *)former_rows[i].district_code;
		units[i].district_name = (char *)former_rows[i].district;
		units[i].commune_code = (char *)former_rows[i].commune_code;
		units[i].commune_name = (char *)former_rows[i].commune;
		units[i].successor_province_code = (char *)"19";
		units[i].successor_commune_code = (char *)former_rows[i].successor_commune;
		pointers[i] = &units[i];
	}
	event.former_units = pointers;
	event.n_former_units = FORMER_COUNT;
	harness_event(fixture.harness, "identity", "units", &event.base);
}

static void record_communes(void)
{
	static const char *const rows[][3] = {
		{"02185", "Côn Minh", "Xã Côn Minh"},
		{"01906", "Ba Bể", "Xã Ba Bể"},
	};
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit units[2];
	Ocop__Identity__V1__Unit *pointers[2];

	for (size_t i = 0; i < 2; i++) {
		ocop__identity__v1__unit__init(&units[i]);
		units[i].code = (char *)rows[i][0];
		units[i].province_code = (char *)"19";
		units[i].name_vi = (char *)rows[i][1];
		units[i].full_name_vi = (char *)rows[i][2];
		pointers[i] = &units[i];
	}
	event.units = pointers;
	event.n_units = 2;
	harness_event(fixture.harness, "identity", "units", &event.base);
}

static const char *import(const char *product, const char *commune, const char *district,
			  const char *province)
{
	Ocop__Registration__V1__ImportProduct row = OCOP__REGISTRATION__V1__IMPORT_PRODUCT__INIT;

	row.product_name = (char *)product;
	row.producer_name = (char *)"HTX Ví dụ 2";
	row.commune = (char *)commune;
	row.district = (char *)district;
	row.province = (char *)province;
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	return accepted_id(&row.base);
}

/* Besides the fixture's product, which is in Tân Cương of today: made of two districts. */
static void import_products(void)
{
	(void)import("Miến dong Ví dụ", "Côn Minh", "Na Rì", "Bắc Kạn");
	(void)import("Mật ong Ví dụ", "", "Na Rì", "Bắc Kạn");
	(void)import("Cá khô Ví dụ", "Nam Mẫu", "Ba Bể", "Bắc Kạn");
	(void)import("Trà Ví dụ", "", "", "Bắc Kạn");
	(void)import("Chè Ví dụ", "Tân Cương", "TP. Thái Nguyên", "Thái Nguyên");
}

/* A producer of the commune Na Rì of today: all it was made of lay in the district Na Rì. */
static void register_in_na_ri(void)
{
	Ocop__Registration__V1__RegisterProducer producer = a_producer();
	Ocop__Registration__V1__RegisterProduct product = a_product();

	sign_in_unit("account_na_ri", ROLE(COMMUNE_OFFICER), "02155");
	producer.registration_number = (char *)"";
	producer.commune_code = (char *)"02155";
	product.producer_id = (char *)accepted_id(&producer.base);
	product.name = (char *)"Bánh Ví dụ";
	(void)accepted_id(&product.base);
}

static int open_places(void **state)
{
	(void)open_registration(state); /* always 0 */
	record_communes();
	record_former_units();
	import_products();
	register_in_na_ri();
	harness_sign_in(fixture.harness, NULL, NULL, 0);
	return 0;
}

static Ocop__Registration__V1__ListProducts list_of(const char *place)
{
	Ocop__Registration__V1__ListProducts message = OCOP__REGISTRATION__V1__LIST_PRODUCTS__INIT;

	message.place = (char *)place;
	return message;
}

static const Ocop__Registration__V1__ListProductsReply *list(
	const Ocop__Registration__V1__ListProducts *message)
{
	return harness_body(fixture.harness, harness_query(fixture.harness, &message->base),
			    MESSAGE(list_products_reply));
}

/* Names of a list, each with a bar behind it. */
static const char *names(const Ocop__Registration__V1__ListProductsReply *reply)
{
	const char *joined = "";

	for (size_t i = 0; i < reply->n_products; i++)
		joined = arena_printf(harness_arena(fixture.harness), "%s%s|", joined,
				      reply->products[i]->name);
	return joined;
}

static void products_are_found_by_every_name_of_their_place(void **state)
{
	static const char na_ri[] = "Bánh Ví dụ|Mật ong Ví dụ|Miến dong Ví dụ|";
	static const char bac_kan[] =
		"Bánh Ví dụ|Cá khô Ví dụ|Mật ong Ví dụ|Miến dong Ví dụ|Trà Ví dụ|";
	static const struct {
		const char *place;
		const char *found;
	} rows[] = {
		{"na ri", na_ri},
		{"Na Rì", na_ri},
		{"NA RÌ", na_ri},
		{"huyện Na Rì", na_ri},
		{"huyen na ri", na_ri},
		{"Ba Bể", "Cá khô Ví dụ|"}, /* the district, and the commune of today */
		{"bac kan", bac_kan},
		{"Tỉnh Bắc Kạn", bac_kan},
		{"Côn Minh", "Miến dong Ví dụ|"},
		{"nam mau", "Cá khô Ví dụ|"},
		{"Na Rì, Bắc Kạn", na_ri},
		{"Côn Minh, Na Rì, Bắc Kạn", "Miến dong Ví dụ|"},
		{"Na Rì, Thái Nguyên", na_ri}, /* the province it is in today */
		{"Ba Bể, Na Rì", ""},
		{"Tân Cương", "Chè Ví dụ|Rau Ví dụ|"},
		{"TP. Thái Nguyên, Thái Nguyên", "Bánh Ví dụ|Cá khô Ví dụ|Chè Ví dụ|Mật ong Ví "
						 "dụ|Miến dong Ví dụ|Rau Ví dụ|Trà Ví dụ|"},
		{"Không Đâu", ""},
		{"na", ""}, /* a part of a name is no place */
	};

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		Ocop__Registration__V1__ListProducts message = list_of(rows[i].place);
		const char *found = names(list(&message));

		if (strcmp(found, rows[i].found) != 0)
			fail_msg("%s: %s", rows[i].place, found);
	}
}

static void products_are_found_by_codes_of_today_and_of_then(void **state)
{
	static const struct {
		size_t offset;
		const char *code;
		const char *found;
	} rows[] = {
#define FIELD(name) offsetof(Ocop__Registration__V1__ListProducts, name)
		{FIELD(commune_code), "02155", "Bánh Ví dụ|"},
		{FIELD(commune_code), "05503", "Chè Ví dụ|Rau Ví dụ|"},
		{FIELD(former_commune_code), "02173", "Miến dong Ví dụ|"},
		{FIELD(former_commune_code), "05503", "Chè Ví dụ|"},
		{FIELD(former_district_code), "066", "Bánh Ví dụ|Mật ong Ví dụ|Miến dong Ví dụ|"},
		{FIELD(former_district_code), "164", "Chè Ví dụ|"},
		{FIELD(former_province_code), "19", "Chè Ví dụ|Rau Ví dụ|"},
		{FIELD(former_province_code), "06",
		 "Bánh Ví dụ|Cá khô Ví dụ|Mật ong Ví dụ|Miến dong Ví dụ|Trà Ví dụ|"},
		{FIELD(former_district_code), "999", ""},
#undef FIELD
	};
	Ocop__Registration__V1__ListProducts both = list_of("na ri");

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		Ocop__Registration__V1__ListProducts message = list_of("");
		const char *found;

		*(char **)((char *)&message + rows[i].offset) = (char *)rows[i].code;
		found = names(list(&message));
		if (strcmp(found, rows[i].found) != 0)
			fail_msg("%s: %s", rows[i].code, found);
	}
	both.name = (char *)"mien";
	assert_string_equal(names(list(&both)), "Miến dong Ví dụ|");
	both.former_district_code = (char *)"061";
	assert_string_equal(names(list(&both)), "");
}

static void pages_of_a_place_follow_each_other(void **state)
{
	Ocop__Registration__V1__ListProducts message = list_of("bac kan");
	const Ocop__Registration__V1__ListProductsReply *page;
	const char *joined = "";

	(void)state; /* the fixture holds it */
	message.limit = 2;
	do {
		page = list(&message);
		assert_true(page->n_products <= 2);
		joined = arena_printf(harness_arena(fixture.harness), "%s%s", joined, names(page));
		message.cursor = page->next;
	} while (*page->next);
	assert_string_equal(joined,
			    "Bánh Ví dụ|Cá khô Ví dụ|Mật ong Ví dụ|Miến dong Ví dụ|Trà Ví dụ|");
}

static void place_that_is_none_is_refused(void **state)
{
	static const char *const places[] = {" ", ",", "?",
					     "xã Côn Minh, Na Rì, Bắc Kạn, Việt Nam"};

	(void)state; /* the fixture holds it */
	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		Ocop__Registration__V1__ListProducts message = list_of(places[i]);

		assert_refused(harness_query(fixture.harness, &message.base), FIELD_INVALID);
	}
}

static void both_names_are_shown(void **state)
{
	Ocop__Registration__V1__ListProducts message = list_of("Côn Minh");
	Ocop__Registration__V1__GetProducer query = OCOP__REGISTRATION__V1__GET_PRODUCER__INIT;
	const Ocop__Registration__V1__Product *product = list(&message)->products[0];
	const Ocop__Registration__V1__Producer *producer;

	(void)state; /* the fixture holds it */
	assert_string_equal(product->former_place->commune_code, "02173");
	assert_string_equal(product->former_place->commune_name, "Xã Côn Minh");
	assert_string_equal(product->former_place->district_name, "Huyện Na Rì");
	assert_string_equal(product->former_place->province_name, "Tỉnh Bắc Kạn");
	assert_string_equal(product->place->commune_code, "02185");
	assert_string_equal(product->former_place->present_commune_name, "Xã Côn Minh");
	assert_string_equal(product->former_place->present_province_name, "Tỉnh Thái Nguyên");

	sign_in_agency();
	query.producer_id = (char *)fixture.producer_id;
	producer = harness_body(fixture.harness, harness_query(fixture.harness, &query.base),
				MESSAGE(producer));
	assert_string_equal(producer->former_place->province_name, "Tỉnh Thái Nguyên");
	assert_string_equal(producer->former_place->district_code, ""); /* of two */
	assert_string_equal(producer->former_place->present_commune_name, "Xã Tân Cương");
}

#define BY(name) OCOP__REGISTRATION__V1__COUNT_BY__COUNT_BY_##name

static const Ocop__Registration__V1__CountProductsReply *count(Ocop__Registration__V1__CountBy by,
							       const char *province_code,
							       const char *former_province_code)
{
	Ocop__Registration__V1__CountProducts message =
		OCOP__REGISTRATION__V1__COUNT_PRODUCTS__INIT;

	message.by = by;
	message.province_code = (char *)province_code;
	message.former_province_code = (char *)former_province_code;
	return harness_body(fixture.harness, harness_query(fixture.harness, &message.base),
			    MESSAGE(count_products_reply));
}

/* "066 Huyện Na Rì 3|" for each row. */
static const char *rows_of(const Ocop__Registration__V1__CountProductsReply *reply)
{
	const char *joined = "";

	for (size_t i = 0; i < reply->n_counts; i++)
		joined = arena_printf(harness_arena(fixture.harness), "%s%s %s %d|", joined,
				      reply->counts[i]->code, reply->counts[i]->name,
				      (int)reply->counts[i]->count);
	return joined;
}

static void counts_add_up_whichever_way_they_are_asked_for(void **state)
{
	static const struct {
		Ocop__Registration__V1__CountBy by;
		const char *rows;
	} rows[] = {
		{BY(COMMUNE), "01906 Xã Ba Bể 1|02155 Xã Na Rì 1|02185 Xã Côn Minh 1|"
			      "05503 Xã Tân Cương 2|  2|"},
		{BY(PROVINCE), "19 Tỉnh Thái Nguyên 7|"},
		{BY(FORMER_COMMUNE), "01909 Xã Nam Mẫu 1|02173 Xã Côn Minh 1|"
				     "05503 Xã Tân Cương 1|  4|"},
		{BY(FORMER_DISTRICT),
		 "061 Huyện Ba Bể 1|066 Huyện Na Rì 3|164 Thành phố Thái Nguyên 1|  2|"},
		{BY(FORMER_PROVINCE), "06 Tỉnh Bắc Kạn 5|19 Tỉnh Thái Nguyên 2|"},
		{BY(SECTOR), "I Sản phẩm thực phẩm 2|  5|"},
	};

	(void)state; /* the fixture holds it */
	sign_in_agency();
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		const Ocop__Registration__V1__CountProductsReply *reply = count(rows[i].by, "", "");

		if (reply->total != 7 || strcmp(rows_of(reply), rows[i].rows) != 0)
			fail_msg("%d: %d: %s", (int)rows[i].by, (int)reply->total, rows_of(reply));
	}
	assert_string_equal(rows_of(count(BY(FORMER_DISTRICT), "19", "06")),
			    "061 Huyện Ba Bể 1|066 Huyện Na Rì 3|  1|");
	assert_int_equal(count(BY(COMMUNE), "", "06")->total, 5);
	assert_int_equal(count(BY(COMMUNE), "08", "")->total, 0);
}

static void count_by_nothing_is_refused(void **state)
{
	Ocop__Registration__V1__CountProducts message =
		OCOP__REGISTRATION__V1__COUNT_PRODUCTS__INIT;

	(void)state; /* the fixture holds it */
	assert_refused(harness_query(fixture.harness, &message.base), TOKEN_MISSING);
	sign_in_agency();
	assert_refused(harness_query(fixture.harness, &message.base), FIELD_INVALID);
	message.by = (Ocop__Registration__V1__CountBy)7;
	assert_refused(harness_query(fixture.harness, &message.base), FIELD_INVALID);
}

static void units_that_come_later_are_found_too(void **state)
{
	Ocop__Registration__V1__ListProducts message = list_of("");
	const Ocop__Registration__V1__ListProductsReply *found;
	uint64_t version;

	(void)state; /* the fixture holds it */
	register_in_na_ri();
	message.former_district_code = (char *)"066";
	assert_int_equal(list(&message)->n_products, 0);
	message = list_of("Na Rì");
	version = list(&message)->products[0]->version;

	record_former_units();
	message = list_of("");
	message.former_district_code = (char *)"066";
	found = list(&message);
	assert_string_equal(names(found), "Bánh Ví dụ|");
	assert_int_equal(found->products[0]->version, version); /* no news of its own */
	message = list_of("bac kan");
	assert_string_equal(names(list(&message)), "Bánh Ví dụ|");

	harness_restart(fixture.harness);
	harness_advance(fixture.harness, 1000000);
	assert_string_equal(names(list(&message)), "Bánh Ví dụ|");
}

static void nobody_else_refreshes_a_place(void **state)
{
	Ocop__Registration__V1__RefreshPlace message = OCOP__REGISTRATION__V1__REFRESH_PLACE__INIT;

	(void)state; /* the fixture holds it */
	message.thing_id = (char *)fixture.product_id;
	sign_in_unit("account_operator", ROLE(OPERATOR), "");
	assert_refused(command(&message.base), ROLE_MISSING);
}

int main(void)
{
#define TEST(name)  cmocka_unit_test_setup_teardown(name, open_places, close_registration)
#define EARLY(name) cmocka_unit_test_setup_teardown(name, open_registration, close_registration)
	const struct CMUnitTest tests[] = {
		TEST(products_are_found_by_every_name_of_their_place),
		TEST(products_are_found_by_codes_of_today_and_of_then),
		TEST(pages_of_a_place_follow_each_other),
		TEST(place_that_is_none_is_refused),
		TEST(both_names_are_shown),
		TEST(counts_add_up_whichever_way_they_are_asked_for),
		TEST(count_by_nothing_is_refused),
		EARLY(units_that_come_later_are_found_too),
		EARLY(nobody_else_refreshes_a_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
