/* unit_test.c - places as old registers write them, found among the units of today and of then
 *
 * Names and codes are rows of deploy/units; queries of a tiny service ask unit_resolve and
 * former_unit_resolve.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/command.h"
#include "common/query.h"
#include "common/store/transaction.h"
#include "common/unit/former_unit.h"
#include "common/unit/unit.h"
#include "harness.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "ocop/registration/v1/types.pb-c.h"

/* Asked with a registration.v1.Place's texts, answers with its codes. */
static enum decision resolve(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__Place *asked = (const Ocop__Registration__V1__Place *)message;
	Ocop__Registration__V1__Place answer = *asked;
	const struct place_text text = {
		.commune = asked->commune_text,
		.district = asked->district_text,
		.province = asked->province_text,
	};
	struct place_codes codes;

	unit_resolve(tx, &text, &codes);
	answer.commune_code = (char *)codes.commune_code;
	answer.province_code = (char *)codes.province_code;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

/* Asked with names as they were written, answers with the codes of then and their names. */
static enum decision resolve_former(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Registration__V1__FormerPlace *asked =
		(const Ocop__Registration__V1__FormerPlace *)message;
	Ocop__Registration__V1__FormerPlace answer = *asked;
	const struct place_text text = {
		.commune = asked->commune_name,
		.district = asked->district_name,
		.province = asked->province_name,
	};
	struct place_codes today;
	struct former_codes codes;
	struct former_names names;

	unit_resolve(tx, &text, &today);
	former_unit_resolve(tx, &text, &today, &codes);
	former_unit_names(tx, &codes, &names);
	answer.commune_code = (char *)codes.commune_code;
	answer.district_code = (char *)codes.district_code;
	answer.province_code = (char *)codes.province_code;
	answer.commune_name = (char *)names.commune_name;
	answer.district_name = (char *)names.district_name;
	answer.province_name = (char *)names.province_name;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

static const struct migration migrations[] = {{"units", unit_migration_sql}, {0}};

static const struct reaction reactions[] = {
	{&ocop__identity__v1__units_recorded__descriptor, FROM_BEGINNING, unit_recorded},
	{0},
};

static const struct query queries[] = {
	{
		.message = &ocop__registration__v1__place__descriptor,
		.reply = &ocop__registration__v1__place__descriptor,
		.allow = ALLOW_ANYONE,
		.handle = resolve,
	},
	{
		.message = &ocop__registration__v1__former_place__descriptor,
		.reply = &ocop__registration__v1__former_place__descriptor,
		.allow = ALLOW_ANYONE,
		.handle = resolve_former,
	},
	{0},
};

static const struct service_definition definition = {
	.name = "units",
	.migrations = migrations,
	.queries = queries,
	.reactions = reactions,
};

static const struct {
	const char *code, *province_code, *name_vi, *full_name_vi;
} units_in_force[] = {
	{"19", "", "Thái Nguyên", "Tỉnh Thái Nguyên"},
	{"46", "", "Huế", "Thành phố Huế"},
	{"91", "", "An Giang", "Tỉnh An Giang"},
	{"02143", "19", "Văn Lang", "Xã Văn Lang"},
	{"05503", "19", "Tân Cương", "Xã Tân Cương"},
	{"05443", "19", "Phan Đình Phùng", "Phường Phan Đình Phùng"},
	{"01906", "19", "Ba Bể", "Xã Ba Bể"},
	{"01933", "19", "Đồng Phúc", "Xã Đồng Phúc"},
	{"02155", "19", "Na Rì", "Xã Na Rì"},
	{"30502", "91", "Tịnh Biên", "Phường Tịnh Biên"},
};

static const struct {
	const char *province_code, *province, *district_code, *district, *commune_code, *commune;
	const char *successor_province, *successor_commune;
	int divided;
} former_units[] = {
	{"06", "Tỉnh Bắc Kạn", "066", "Huyện Na Rì", "02140", "Xã Văn Lang", "19", "02143", 0},
	{"06", "Tỉnh Bắc Kạn", "066", "Huyện Na Rì", "02170", "Xã Văn Minh", "19", "02176", 0},
	{"06", "Tỉnh Bắc Kạn", "066", "Huyện Na Rì", "02155", "Thị trấn Yến Lạc", "19", "02155", 0},
	{"06", "Tỉnh Bắc Kạn", "066", "Huyện Na Rì", "02158", "Xã Kim Lư", "19", "02155", 0},
	{"06", "Tỉnh Bắc Kạn", "066", "Huyện Na Rì", "02161", "Xã Sơn Thành", "19", "02155", 0},
	{"06", "Tỉnh Bắc Kạn", "061", "Huyện Ba Bể", "01909", "Xã Nam Mẫu", "19", "01906", 0},
	{"06", "Tỉnh Bắc Kạn", "061", "Huyện Ba Bể", "01933", "Xã Đồng Phúc", "19", "01933", 0},
	{"06", "Tỉnh Bắc Kạn", "064", "Huyện Chợ Đồn", "02041", "Xã Bằng Phúc", "19", "01933", 0},
	{"19", "Tỉnh Thái Nguyên", "164", "Thành phố Thái Nguyên", "05497", "Xã Thịnh Đức", "19",
	 "05503", 0},
	{"19", "Tỉnh Thái Nguyên", "164", "Thành phố Thái Nguyên", "05503", "Xã Tân Cương", "19",
	 "05503", 0},
	{"19", "Tỉnh Thái Nguyên", "165", "Thành phố Sông Công", "05530", "Xã Bình Sơn", "19",
	 "05503", 0},
	{"19", "Tỉnh Thái Nguyên", "164", "Thành phố Thái Nguyên", "05461", "Phường Gia Sàng", "19",
	 "05443", 1},
	{"19", "Tỉnh Thái Nguyên", "164", "Thành phố Thái Nguyên", "05461", "Phường Gia Sàng", "19",
	 "05467", 1},
	{"06", "Tỉnh Bắc Kạn", "064", "Huyện Chợ Đồn", "02000", "Xã Đồng Thắng", "19", "02000", 0},
	{"06", "Tỉnh Bắc Kạn", "065", "Huyện Chợ Mới", "02100", "Xã Đồng Thắng", "19", "02101", 0},
	{"89", "Tỉnh An Giang", "892", "Huyện Châu Thành", "30601", "Xã Bình Thạnh", "91", "30607",
	 0},
	{"89", "Tỉnh An Giang", "892", "Huyện Châu Thành", "30607", "Xã Bình Hòa", "91", "30607",
	 0},
	{"91", "Tỉnh Kiên Giang", "905", "Huyện Châu Thành", "30901", "Xã Thạnh Lộc", "91", "30886",
	 0},
	/* Names that differ by marks alone, and by the word for the kind alone. */
	{"46", "Thành phố Huế", "476", "Huyện Phong Điền", "19800", "Xã Phong Hòa", "46", "19801",
	 0},
	{"46", "Thành phố Huế", "476", "Huyện Phong Điền", "19810", "Xã Phong Hoa", "46", "19811",
	 0},
	{"46", "Thành phố Huế", "476", "Huyện Phong Điền", "19820", "Xã Phong Sơn", "46", "19820",
	 0},
	{"46", "Thành phố Huế", "476", "Huyện Phong Điền", "19821", "Thị trấn Phong Sơn", "46",
	 "19820", 0},
};

static void record_all(struct harness *harness)
{
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit units[sizeof units_in_force / sizeof *units_in_force];
	Ocop__Identity__V1__Unit *unit_pointers[sizeof units / sizeof *units];
	Ocop__Identity__V1__FormerUnit formers[sizeof former_units / sizeof *former_units];
	Ocop__Identity__V1__FormerUnit *former_pointers[sizeof formers / sizeof *formers];

	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		ocop__identity__v1__unit__init(&units[i]);
		units[i].code = (char *)units_in_force[i].code;
		units[i].province_code = (char *)units_in_force[i].province_code;
		units[i].name_vi = (char *)units_in_force[i].name_vi;
		units[i].full_name_vi = (char *)units_in_force[i].full_name_vi;
		unit_pointers[i] = &units[i];
	}
	for (size_t i = 0; i < sizeof formers / sizeof *formers; i++) {
		ocop__identity__v1__former_unit__init(&formers[i]);
		formers[i].province_code = (char *)former_units[i].province_code;
		formers[i].province_name = (char *)former_units[i].province;
		formers[i].district_code = (char *)former_units[i].district_code;
		formers[i].district_name = (char *)former_units[i].district;
		formers[i].commune_code = (char *)former_units[i].commune_code;
		formers[i].commune_name = (char *)former_units[i].commune;
		formers[i].successor_province_code = (char *)former_units[i].successor_province;
		formers[i].successor_commune_code = (char *)former_units[i].successor_commune;
		formers[i].divided = former_units[i].divided;
		former_pointers[i] = &formers[i];
	}
	event.units = unit_pointers;
	event.n_units = sizeof units / sizeof *units;
	event.former_units = former_pointers;
	event.n_former_units = sizeof formers / sizeof *formers;
	harness_event(harness, "identity", "units", &event.base);
}

static int open_harness(void **state)
{
	struct harness *harness = harness_create(&definition, NULL);

	record_all(harness);
	*state = harness;
	return 0;
}

static int close_harness(void **state)
{
	harness_destroy(*state);
	return 0;
}

static void places_are_found_as_they_were_written(void **state)
{
	static const struct {
		const char *name;
		const char *commune, *district, *province;
		const char *commune_code, *province_code;
	} rows[] = {
		{"old commune of an abolished district", "Văn Lang", "Na Rì", "Bắc Kạn", "02143",
		 "19"},
		{"with the words for the kinds", "xã Văn Lang", "huyện Na Rì", "tỉnh Bắc Kạn",
		 "02143", "19"},
		{"without marks", "van lang", "na ri", "bac kan", "02143", "19"},
		{"city as TP.", "Tân Cương", "TP. Thái Nguyên", "Thái Nguyên", "05503", "19"},
		{"commune of today without a district", "xã Tân Cương", "", "Thái Nguyên", "05503",
		 "19"},
		{"commune that gave its name to another code", "Văn Minh", "Na Rì", "Bắc Kạn",
		 "02176", "19"},
		{"divided commune stays open", "Gia Sàng", "TP. Thái Nguyên", "Thái Nguyên", "",
		 "19"},
		{"same name in two districts stays open", "Đồng Thắng", "", "Bắc Kạn", "", "19"},
		{"same name, district told", "Đồng Thắng", "Chợ Đồn", "Bắc Kạn", "02000", "19"},
		{"unknown commune", "Không Có", "Na Rì", "Bắc Kạn", "", "19"},
		{"district alone", "", "Na Rì", "Bắc Kạn", "", "19"},
		{"province alone", "", "", "Bắc Kạn", "", "19"},
		{"province of another name", "", "", "Thừa Thiên Huế", "", "46"},
		{"a tone written elsewhere decides nothing", "Phong Hoà", "Phong Điền",
		 "Thừa Thiên Huế", "", "46"},
		{"marks decide between two", "Phong Hòa", "Phong Điền", "Thừa Thiên Huế", "19801",
		 "46"},
		{"a name that begins like the word for a kind", "Tịnh Biên", "", "An Giang",
		 "30502", "91"},
		{"unknown province", "Văn Lang", "Na Rì", "Không Đâu", "", ""},
		{"nothing", "", "", "", "", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		Ocop__Registration__V1__Place asked = OCOP__REGISTRATION__V1__PLACE__INIT;
		const Ocop__Registration__V1__Place *found;

		asked.commune_text = (char *)rows[i].commune;
		asked.district_text = (char *)rows[i].district;
		asked.province_text = (char *)rows[i].province;
		found = harness_body(*state, harness_query(*state, &asked.base),
				     &ocop__registration__v1__place__descriptor);
		if (strcmp(found->commune_code, rows[i].commune_code) != 0 ||
		    strcmp(found->province_code, rows[i].province_code) != 0)
			fail_msg("%s: commune '%s' province '%s'", rows[i].name,
				 found->commune_code, found->province_code);
	}
}

/* Commune, district and province of then, "" where it is not certain. */
static void what_a_place_belonged_to_is_told_where_it_is_certain(void **state)
{
	static const struct {
		const char *name;
		const char *commune, *district, *province;
		const char *codes[3];
	} rows[] = {
		{"all three", "Văn Lang", "Na Rì", "Bắc Kạn", {"02140", "066", "06"}},
		{"without marks and kinds", "van lang", "na ri", "bac kan", {"02140", "066", "06"}},
		{"without a district", "Văn Lang", "", "Bắc Kạn", {"02140", "066", "06"}},
		{"district alone", "", "huyện Na Rì", "Bắc Kạn", {"", "066", "06"}},
		{"province alone", "", "", "Bắc Kạn", {"", "", "06"}},
		{"a name of the province of today too", "", "", "Thái Nguyên", {"", "", ""}},
		{"commune no list knows", "Không Có", "Na Rì", "Bắc Kạn", {"", "066", "06"}},
		{"district no list knows", "Văn Lang", "Không Có", "Bắc Kạn", {"", "", "06"}},
		{"divided", "Gia Sàng", "TP. Thái Nguyên", "Thái Nguyên", {"05461", "164", "19"}},
		{"two of a name", "Đồng Thắng", "", "Bắc Kạn", {"", "", "06"}},
		{"commune of today, of one district",
		 "Xã Na Rì",
		 "",
		 "Thái Nguyên",
		 {"", "066", "06"}},
		{"commune of today, of two", "Xã Tân Cương", "", "Thái Nguyên", {"", "", "19"}},
		{"the same name, of then by its district",
		 "Tân Cương",
		 "Thành phố Thái Nguyên",
		 "Thái Nguyên",
		 {"05503", "164", "19"}},
		{"the same name, of then by its province",
		 "Đồng Phúc",
		 "",
		 "Bắc Kạn",
		 {"01933", "061", "06"}},
		{"commune of today, province of then", "Ba Bể", "", "Bắc Kạn", {"", "061", "06"}},
		{"old commune under the province of today",
		 "Kim Lư",
		 "",
		 "Thái Nguyên",
		 {"02158", "066", "06"}},
		{"old district under the province of today",
		 "Kim Lư",
		 "Na Rì",
		 "Thái Nguyên",
		 {"02158", "066", "06"}},
		{"district of a name of its own province",
		 "",
		 "Châu Thành",
		 "An Giang",
		 {"", "892", "89"}},
		{"the other one, by its commune",
		 "Thạnh Lộc",
		 "Châu Thành",
		 "An Giang",
		 {"30901", "905", "91"}},
		{"commune no list knows in one of two",
		 "Không Có",
		 "Châu Thành",
		 "An Giang",
		 {"", "", ""}},
		{"marks decide",
		 "Phong Hòa",
		 "Phong Điền",
		 "Thừa Thiên Huế",
		 {"19800", "476", "46"}},
		{"the kind decides",
		 "thị trấn Phong Sơn",
		 "Phong Điền",
		 "Huế",
		 {"19821", "476", "46"}},
		{"the kind decides the other way",
		 "xã Phong Sơn",
		 "Phong Điền",
		 "Huế",
		 {"19820", "476", "46"}},
		{"no kind decides nothing", "Phong Sơn", "Phong Điền", "Huế", {"", "476", "46"}},
		{"unknown province", "Văn Lang", "Na Rì", "Không Đâu", {"", "", ""}},
		{"nothing", "", "", "", {"", "", ""}},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		Ocop__Registration__V1__FormerPlace asked =
			OCOP__REGISTRATION__V1__FORMER_PLACE__INIT;
		const Ocop__Registration__V1__FormerPlace *found;

		asked.commune_name = (char *)rows[i].commune;
		asked.district_name = (char *)rows[i].district;
		asked.province_name = (char *)rows[i].province;
		found = harness_body(*state, harness_query(*state, &asked.base),
				     &ocop__registration__v1__former_place__descriptor);
		if (strcmp(found->commune_code, rows[i].codes[0]) != 0 ||
		    strcmp(found->district_code, rows[i].codes[1]) != 0 ||
		    strcmp(found->province_code, rows[i].codes[2]) != 0)
			fail_msg("%s: '%s' '%s' '%s'", rows[i].name, found->commune_code,
				 found->district_code, found->province_code);
		if (i == 0) {
			assert_string_equal(found->commune_name, "Xã Văn Lang");
			assert_string_equal(found->district_name, "Huyện Na Rì");
			assert_string_equal(found->province_name, "Tỉnh Bắc Kạn");
		}
	}
}

static void recorded_again_nothing_doubles(void **state)
{
	record_all(*state);
	places_are_found_as_they_were_written(state);
	what_a_place_belonged_to_is_told_where_it_is_certain(state);
	assert_int_equal(harness_held_events(*state), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(places_are_found_as_they_were_written, open_harness,
						close_harness),
		cmocka_unit_test_setup_teardown(
			what_a_place_belonged_to_is_told_where_it_is_certain, open_harness,
			close_harness),
		cmocka_unit_test_setup_teardown(recorded_again_nothing_doubles, open_harness,
						close_harness),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
