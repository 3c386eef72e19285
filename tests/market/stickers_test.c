/* stickers_test.c - what a sticker is worth, when two sights of it are too far apart, and how much
 * of what is asked is kept */
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/label/asked_counter.h"

#include "harness.h"
#include "market/deadlines.h"
#include "market/market_fixture.h"
#include "market/records/signal.h"
#include "market/rules/batch.h"
#include "market/rules/serial.h"
#include "market/state.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/market/v1/events.pb-c.h"

#define ROLE(name)   OCOP__COMMON__V1__ROLE__ROLE_##name
#define MARKET(name) ocop__market__v1__##name##__descriptor

/* --- rules */

static void whose_it_is_comes_before_what_it_is_worth(void **state)
{
	static const struct certificate replaced = {.state = CERTIFICATE(REPLACED)};
	static const struct certificate valid = {.state = CERTIFICATE(VALID)};
	static const struct {
		const char *name;
		struct serial_facts facts;
		Ocop__Market__V1__SerialVerdict verdict;
	} cases[] = {
		{"genuine",
		 {true, true, true, true, &valid, {BADGE(VALID), 4}, false},
		 SERIAL_VERDICT(GENUINE)},
		{"seen far apart",
		 {true, true, true, true, &valid, {BADGE(VALID), 4}, true},
		 SERIAL_VERDICT(SEEN_FAR_APART)},
		{"revoked, wherever it was seen",
		 {true, true, true, true, &valid, {BADGE(REVOKED), 0}, true},
		 SERIAL_VERDICT(CERTIFICATE_REVOKED)},
		{"expired",
		 {true, true, true, true, &valid, {BADGE(EXPIRED), 0}, false},
		 SERIAL_VERDICT(CERTIFICATE_EXPIRED)},
		{"suspended",
		 {true, true, true, true, &valid, {BADGE(SUSPENDED), 0}, false},
		 SERIAL_VERDICT(CERTIFICATE_SUSPENDED)},
		{"replaced",
		 {true, true, true, true, &replaced, {BADGE(NONE), 0}, false},
		 SERIAL_VERDICT(CERTIFICATE_REPLACED)},
		{"not valid yet",
		 {true, true, true, true, &valid, {BADGE(NONE), 0}, false},
		 SERIAL_VERDICT(CERTIFICATE_NOT_VALID)},
		{"certificate that the market was not told of",
		 {true, true, true, true, NULL, {BADGE(NONE), 0}, false},
		 SERIAL_VERDICT(CERTIFICATE_NOT_VALID)},
		{"other product, revoked too",
		 {true, false, true, true, &valid, {BADGE(REVOKED), 0}, false},
		 SERIAL_VERDICT(OTHER_PRODUCT)},
		{"other product and a batch that is none",
		 {true, false, false, false, &valid, {BADGE(VALID), 4}, false},
		 SERIAL_VERDICT(OTHER_PRODUCT)},
		{"a batch that is none",
		 {true, true, false, false, &valid, {BADGE(VALID), 4}, false},
		 SERIAL_VERDICT(BATCH_UNKNOWN)},
		{"another batch of the product",
		 {true, true, false, true, &valid, {BADGE(VALID), 4}, false},
		 SERIAL_VERDICT(OTHER_PRODUCT)},
		{"never drawn",
		 {false, false, false, true, NULL, {BADGE(NONE), 0}, false},
		 SERIAL_VERDICT(UNKNOWN)},
		{"never drawn, of a batch that is none",
		 {false, false, false, false, NULL, {BADGE(NONE), 0}, false},
		 SERIAL_VERDICT(BATCH_UNKNOWN)},
	};

	(void)state; /* a table needs none */
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		if (serial_verdict(&cases[i].facts) != cases[i].verdict)
			fail_msg("%s", cases[i].name);
	}
}

/* A degree of a meridian of a sphere of 6,371.0088 km is 111.195 km; what is not known is told by
 * the province. */
static void distance_is_that_of_the_great_circle(void **state)
{
	static const struct position hanoi = {21038600, 105838000, "01"};
	static const struct position near_hanoi = {22038600, 105838000, "19"};
	static const struct position unknown = {0, 0, "22"};
	static const struct position unknown_too = {0, 0, "01"};

	(void)state; /* rules need none */
	assert_int_equal(position_distance_km(&hanoi, &hanoi), 0);
	assert_int_equal(position_distance_km(&hanoi, &near_hanoi), 111); /* one degree */
	assert_int_equal(position_distance_km(&near_hanoi, &hanoi), 111);
	assert_int_equal(position_distance_km(&hanoi, &unknown), -1);
	assert_true(positions_are_far_apart(&hanoi, &near_hanoi, 111));
	assert_false(positions_are_far_apart(&hanoi, &near_hanoi, 112));
	assert_true(positions_are_far_apart(&hanoi, &unknown, 1000)); /* two provinces */
	assert_false(positions_are_far_apart(&hanoi, &unknown_too, 1));
}

static void a_test_that_was_corrected_says_nothing_any_more(void **state)
{
	Ocop__Market__V1__BatchTest tests[3], *rows[] = {&tests[0], &tests[1], &tests[2]};

	(void)state; /* rules need none */
	for (uint32_t i = 0; i < 3; i++) {
		ocop__market__v1__batch_test__init(&tests[i]);
		tests[i].test_no = i + 1;
		tests[i].verdict = TEST_VERDICT(PASSED);
	}
	assert_int_equal(batch_verdict(rows, 0), TEST_VERDICT(UNSPECIFIED));
	assert_int_equal(batch_verdict(rows, 3), TEST_VERDICT(PASSED));
	tests[0].verdict = TEST_VERDICT(FAILED);
	assert_int_equal(batch_verdict(rows, 3), TEST_VERDICT(FAILED));
	tests[2].corrects_test_no = 1;
	assert_false(batch_test_stands(rows, 3, 0));
	assert_int_equal(batch_verdict(rows, 3), TEST_VERDICT(PASSED));
}

/* --- as a daemon */

static const struct service_definition definition = {
	.name = "market",
	.settings = market_settings,
	.migrations = market_migrations,
	.commands = market_commands,
	.queries = market_queries,
	.reactions = market_reactions,
	.deadlines = market_deadlines,
	.start = market_start,
	.stop = market_stop,
};

static void tell_units(struct harness *h)
{
	static const struct {
		const char *code, *province_code;
		int32_t latitude, longitude;
	} units[] = {
		{"19", "", 0, 0},
		{"02155", "19", 22215200, 106179000},
		{"05899", "19", 21420000, 105870000},
		{"22", "", 0, 0},
		{"06978", "22", 0, 0},
	};
	enum { UNITS = sizeof(units) / sizeof(units[0]) };
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit rows[UNITS], *told[UNITS];

	for (size_t i = 0; i < UNITS; i++) {
		ocop__identity__v1__unit__init(&rows[i]);
		rows[i].code = (char *)units[i].code;
		rows[i].province_code = (char *)units[i].province_code;
		rows[i].latitude_microdegrees = units[i].latitude;
		rows[i].longitude_microdegrees = units[i].longitude;
		told[i] = &rows[i];
	}
	event.units = told;
	event.n_units = UNITS;
	harness_event(h, "identity", "units", &event.base);
}

static void tell_product(struct harness *h)
{
	Ocop__Registration__V1__ProductRegistered product =
		OCOP__REGISTRATION__V1__PRODUCT_REGISTERED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;
	Ocop__Certification__V1__CertificateIssued issued =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;

	place.commune_code = "02155";
	place.province_code = "19";
	product.product_id = "product_1";
	product.producer_id = "producer_1";
	product.name = "Miến dong Ví dụ";
	product.place = &place;
	harness_event(h, "registration", "product_1", &product.base);
	certificate.code = "K7M2Q9XTRV";
	certificate.product_id = "product_1";
	certificate.star = 4;
	certificate.state = CERTIFICATE(VALID);
	certificate.valid_from = "2026-01-01";
	certificate.valid_until = "2029-01-01";
	issued.certificate = &certificate;
	harness_event(h, "certification", "K7M2Q9XTRV", &issued.base);
}

static int opened(void **state)
{
	assert_int_equal(setenv("OCOP_SERIAL_SCANS_PAUSE_MS", "0", 1), 0);
	assert_int_equal(setenv("OCOP_STICKER_QUOTA_PER_BATCH", "3", 1), 0);
	assert_int_equal(setenv("OCOP_SCAN_FAR_APART_KM", "80", 1), 0);
	*state = harness_create(&definition, NULL);
	harness_set_date(*state, "2026-12-01");
	tell_units(*state);
	tell_product(*state);
	harness_sign_in_as(*state, "account_1", ROLE(COMMUNE_OFFICER), "02155");
	return 0;
}

static int closed(void **state)
{
	harness_destroy(*state);
	return 0;
}

static const char *new_batch(struct harness *h, const char *code)
{
	Ocop__Market__V1__RecordBatch command = OCOP__MARKET__V1__RECORD_BATCH__INIT;
	Ocop__Market__V1__BatchContent content = OCOP__MARKET__V1__BATCH_CONTENT__INIT;
	Ocop__Market__V1__BatchOrigin origin = OCOP__MARKET__V1__BATCH_ORIGIN__INIT;
	Ocop__Market__V1__BatchOrigin *origins[] = {&origin};

	origin.material = "Củ dong riềng";
	origin.place = "Xã Ví dụ";
	content.produced_on = "2026-11-20";
	content.quantity_hundredths = 10000;
	content.unit = "kg";
	content.origins = origins;
	content.n_origins = 1;
	command.product_id = "product_1";
	command.code = (char *)code;
	command.content = &content;
	return harness_id(h, harness_command(h, &command.base));
}

static const Ocop__Common__V1__Reply *draw(struct harness *h, const char *batch_id,
					   uint32_t stickers)
{
	Ocop__Market__V1__DrawSerials command = OCOP__MARKET__V1__DRAW_SERIALS__INIT;

	command.batch_id = (char *)batch_id;
	command.certificate_code = "K7M2Q9XTRV";
	command.stickers = stickers;
	return harness_command(h, &command.base);
}

/* The first serial of a new run. */
static const char *new_serial(struct harness *h, const char *batch_id)
{
	Ocop__Market__V1__PrintSerialRun print = OCOP__MARKET__V1__PRINT_SERIAL_RUN__INIT;
	const Ocop__Common__V1__PrintedDocument *file;

	print.run_id = (char *)harness_id(h, draw(h, batch_id, 1));
	file = harness_body(h, harness_query(h, &print.base),
			    &ocop__common__v1__printed_document__descriptor);
	assert_memory_equal(file->content.data, "serial,url\r\n", strlen("serial,url\r\n"));
	return arena_printf(harness_arena(h), "%.*s", SERIAL_LENGTH,
			    (const char *)file->content.data + strlen("serial,url\r\n"));
}

static Ocop__Market__V1__SerialVerdict scan(struct harness *h, const char *serial,
					    const char *commune_code)
{
	Ocop__Market__V1__VerifySerial query = OCOP__MARKET__V1__VERIFY_SERIAL__INIT;
	const Ocop__Market__V1__VerifySerialReply *answer;

	query.serial = (char *)serial;
	query.commune_code = (char *)commune_code;
	answer = harness_body(h, harness_query(h, &query.base), &MARKET(verify_serial_reply));
	harness_advance(h, 0); /* what was asked is counted */
	return answer->verdict;
}

static const Ocop__Market__V1__ListSerialSignalsReply *signals(struct harness *h)
{
	Ocop__Market__V1__ListSerialSignals query = OCOP__MARKET__V1__LIST_SERIAL_SIGNALS__INIT;

	harness_sign_in_as(h, "account_2", ROLE(MINISTRY), "");
	query.limit = 200;
	return harness_body(h, harness_query(h, &query.base), &MARKET(list_serial_signals_reply));
}

static void setting_grants_what_no_agency_has_granted(void **state)
{
	const char *batch_id = new_batch(*state, "L1");
	const Ocop__Market__V1__StickerQuotaGranted *granted;

	assert_int_equal(harness_refusal(draw(*state, batch_id, 4)),
			 REFUSAL(STICKER_QUOTA_EXCEEDED));
	assert_int_equal(harness_events(*state, &MARKET(sticker_quota_granted)), 0);
	(void)harness_id(*state, draw(*state, batch_id, 2));
	granted = harness_last_event(*state, &MARKET(sticker_quota_granted));
	assert_int_equal(granted->granted, 3);
	assert_string_equal(granted->reason, "");
	assert_int_equal(harness_refusal(draw(*state, batch_id, 2)),
			 REFUSAL(STICKER_QUOTA_EXCEEDED));
	(void)harness_id(*state, draw(*state, batch_id, 1));
	assert_int_equal(harness_events(*state, &MARKET(sticker_quota_granted)), 1);
	assert_int_equal(harness_events(*state, &MARKET(serials_drawn)), 2);
}

static void same_draw_twice_prints_one_run(void **state)
{
	Ocop__Market__V1__DrawSerials command = OCOP__MARKET__V1__DRAW_SERIALS__INIT;
	uint8_t id[COMMAND_ID_SIZE_BYTES];
	const char *run_id;

	command.batch_id = (char *)new_batch(*state, "L1");
	command.certificate_code = "K7M2Q9XTRV";
	command.stickers = 2;
	command_id_create(clock_machine_us(), id);
	run_id = harness_id(*state, harness_command_as(*state, id, 0, &command.base));
	harness_restart(*state);
	assert_string_equal(harness_id(*state, harness_command_as(*state, id, 0, &command.base)),
			    run_id);
	assert_int_equal(harness_events(*state, &MARKET(serials_drawn)), 1);
}

static void serial_lives_and_dies_with_its_certificate(void **state)
{
	Ocop__Certification__V1__CertificateSuspended suspended =
		OCOP__CERTIFICATION__V1__CERTIFICATE_SUSPENDED__INIT;
	Ocop__Certification__V1__CertificateReinstated reinstated =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REINSTATED__INIT;
	Ocop__Certification__V1__CertificateReplaced replaced =
		OCOP__CERTIFICATION__V1__CERTIFICATE_REPLACED__INIT;
	const char *serial = new_serial(*state, new_batch(*state, "L1"));

	suspended.code = reinstated.code = replaced.code = "K7M2Q9XTRV";
	suspended.product_id = reinstated.product_id = replaced.product_id = "product_1";
	assert_int_equal(scan(*state, serial, ""), SERIAL_VERDICT(GENUINE));
	harness_event(*state, "certification", "K7M2Q9XTRV", &suspended.base);
	assert_int_equal(scan(*state, serial, ""), SERIAL_VERDICT(CERTIFICATE_SUSPENDED));
	harness_event(*state, "certification", "K7M2Q9XTRV", &reinstated.base);
	assert_int_equal(scan(*state, serial, ""), SERIAL_VERDICT(GENUINE));
	harness_event(*state, "certification", "K7M2Q9XTRV", &replaced.base);
	assert_int_equal(scan(*state, serial, ""), SERIAL_VERDICT(CERTIFICATE_REPLACED));
	assert_int_equal(harness_refusal(draw(*state, new_batch(*state, "L2"), 1)),
			 REFUSAL(CERTIFICATE_STATE));
}

static void copy_is_seen_within_the_window_and_no_longer(void **state)
{
	const char *batch_id = new_batch(*state, "L1");
	const char *serial = new_serial(*state, batch_id);
	const char *other = new_serial(*state, batch_id);

	assert_int_equal(scan(*state, serial, "02155"), SERIAL_VERDICT(GENUINE));
	assert_int_equal(scan(*state, other, "02155"), SERIAL_VERDICT(GENUINE));
	assert_int_equal(scan(*state, other, "99999"), SERIAL_VERDICT(GENUINE)); /* no commune */
	assert_int_equal(scan(*state, other, "22"), SERIAL_VERDICT(GENUINE));    /* nor is this */
	harness_set_date(*state, "2026-12-02"); /* the day before still counts */
	assert_int_equal(scan(*state, serial, "05899"), SERIAL_VERDICT(SEEN_FAR_APART));
	assert_int_equal(scan(*state, serial, "05899"), SERIAL_VERDICT(SEEN_FAR_APART));
	assert_int_equal(harness_events(*state, &MARKET(serial_seen_far_apart)), 1);
	harness_set_date(*state, "2026-12-03");
	assert_int_equal(scan(*state, other, "05899"), SERIAL_VERDICT(GENUINE));
	/* Of no known position: another province is far, whatever the distance. */
	assert_int_equal(scan(*state, other, "06978"), SERIAL_VERDICT(SEEN_FAR_APART));
	harness_set_date(*state, "2026-12-06");
	assert_int_equal(scan(*state, serial, ""), SERIAL_VERDICT(GENUINE));
	assert_int_equal(signals(*state)->n_signals, 2);
}

static void unknown_serials_are_counted_to_a_bound(void **state)
{
	Ocop__Market__V1__CountSerialScans command = OCOP__MARKET__V1__COUNT_SERIAL_SCANS__INIT;
	Ocop__Market__V1__SerialScans rows[ASKED_BATCH_MAX], *scans[ASKED_BATCH_MAX];
	const Ocop__Market__V1__ListSerialSignalsReply *answer;
	char serials[ASKED_BATCH_MAX][SERIAL_SIZE];
	int sent = 0;

	command.scans = scans;
	while (sent < SIGNALS_A_DAY + ASKED_BATCH_MAX) {
		for (command.n_scans = 0; command.n_scans < ASKED_BATCH_MAX; command.n_scans++) {
			size_t i = command.n_scans;

			(void)snprintf(serials[i], SERIAL_SIZE, "%012d", sent++); /* fits */
			ocop__market__v1__serial_scans__init(&rows[i]);
			rows[i].kind = SIGNAL(UNKNOWN_SERIAL);
			rows[i].serial = serials[i];
			rows[i].asked = 1;
			scans[i] = &rows[i];
		}
		(void)harness_own_command(*state, &command.base);
	}
	answer = signals(*state);
	assert_string_equal(answer->signals[0]->serial, "");
	assert_int_equal(answer->signals[0]->asked, sent - SIGNALS_A_DAY);
	harness_set_date(*state, "2028-06-01"); /* more than 400 days later */
	command.n_scans = 1;
	(void)harness_own_command(*state, &command.base);
	assert_int_equal(signals(*state)->n_signals, 1);
}

static void nobody_else_counts(void **state)
{
	Ocop__Market__V1__CountSerialScans command = OCOP__MARKET__V1__COUNT_SERIAL_SCANS__INIT;

	harness_sign_in_as(*state, "account_3", ROLE(OPERATOR), "");
	assert_int_equal(harness_refusal(harness_command(*state, &command.base)),
			 REFUSAL(ROLE_MISSING));
}

#define AS_DAEMON(name) cmocka_unit_test_setup_teardown(name, opened, closed)

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(whose_it_is_comes_before_what_it_is_worth),
		cmocka_unit_test(distance_is_that_of_the_great_circle),
		cmocka_unit_test(a_test_that_was_corrected_says_nothing_any_more),
		AS_DAEMON(setting_grants_what_no_agency_has_granted),
		AS_DAEMON(same_draw_twice_prints_one_run),
		AS_DAEMON(serial_lives_and_dies_with_its_certificate),
		AS_DAEMON(copy_is_seen_within_the_window_and_no_longer),
		AS_DAEMON(unknown_serials_are_counted_to_a_bound),
		AS_DAEMON(nobody_else_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
