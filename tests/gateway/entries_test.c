/* entries_test.c - what a posted form is, and the message it means */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/json/message_json.h"
#include "gateway/http.h"
#include "gateway/pages/account/entries.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/points_of_sale.pb-c.h"

/* A request with this body, as browsers send a form. */
struct sent {
	struct arena *arena;
	struct http_header type;
	struct http_request request;
	struct entries entries;
	struct message_faults faults;
};

static int sent_create(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct sent *sent = arena_alloc(arena, sizeof(*sent));

	sent->arena = arena;
	sent->type = (struct http_header){"content-type",
					  "application/x-www-form-urlencoded; charset=UTF-8"};
	*state = sent;
	return 0;
}

static int sent_destroy(void **state)
{
	arena_destroy(((struct sent *)*state)->arena);
	return 0;
}

static bool read_as(struct sent *sent, const char *body, size_t size_bytes)
{
	sent->request = (struct http_request){
		.headers = &sent->type,
		.header_count = 1,
		.body = (const uint8_t *)body,
		.body_size_bytes = size_bytes,
		.arena = sent->arena,
	};
	return entries_read(&sent->request, &sent->entries);
}

static bool read(struct sent *sent, const char *body)
{
	return read_as(sent, body, strlen(body));
}

static const Ocop__Market__V1__DescribeListing *described(struct sent *sent, const char *body)
{
	assert_true(read(sent, body));
	sent->faults.count = 0;
	return (const Ocop__Market__V1__DescribeListing *)entries_message(
		&sent->entries, &ocop__market__v1__describe_listing__descriptor, sent->arena,
		&sent->faults);
}

static void what_is_no_form_is_not_read(void **state)
{
	struct sent *sent = *state;
	char many[3 * ENTRIES_MAX + 8] = "";

	assert_false(read(sent, "story=%zz"));
	assert_false(read(sent, "story=%00"));
	assert_false(read(sent, "story=%ff%fe"));
	assert_false(read(sent, "sto%01ry=a"));
	for (size_t i = 0; i <= ENTRIES_MAX; i++)
		memcpy(many + 2 * i, "a&", 3);
	assert_false(read(sent, many));
	assert_true(read(sent, ""));
	assert_int_equal(sent->entries.count, 0);
	sent->type.value = "text/plain";
	assert_false(read(sent, "story=a"));
}

/* The body may be cut anywhere: what stands behind it is not the form's. */
static void no_byte_behind_the_body_is_read(void **state)
{
	struct sent *sent = *state;
	static const char body[] = "story=a%41b&_commandId=c&x";

	for (size_t size_bytes = 0; size_bytes < sizeof(body); size_bytes++)
		(void)read_as(sent, body, size_bytes); /* the sanitizer looks on */
	assert_true(read_as(sent, body, strlen("story=a")));
	assert_string_equal(entries_value(&sent->entries, "story"), "a");
}

static void fields_become_the_message(void **state)
{
	struct sent *sent = *state;
	const Ocop__Market__V1__DescribeListing *message = described(
		sent,
		"story=M%E1%BB%99t+hai%0D%0Aba&seasonMonths=3&seasonMonths=12&priceDong="
		"&availability=AVAILABILITY_ON_ORDER&_commandId=x&prices[1].priceDong=65.000"
		"&prices[1].size=G%C3%B3i&prices[0].priceDong=&prices%5B2%5D.priceDong=1%20000");

	assert_non_null(message);
	assert_string_equal(message->story, "Một hai\nba");
	assert_int_equal(message->n_season_months, 2);
	assert_int_equal(message->season_months[1], 12);
	assert_int_equal(message->availability,
			 OCOP__MARKET__V1__AVAILABILITY__AVAILABILITY_ON_ORDER);
	/* Places stay, so that a refusal finds its field. */
	assert_int_equal(message->n_prices, 3);
	assert_int_equal(message->prices[0]->price_dong, 0);
	assert_int_equal(message->prices[1]->price_dong, 65000);
	assert_string_equal(message->prices[1]->size, "Gói");
	assert_int_equal(message->prices[2]->price_dong, 1000);
}

static void what_cannot_be_is_named_as_the_form_names_it(void **state)
{
	static const struct {
		const char *body, *field;
	} cases[] = {
		{"prices[1].priceDong=hai+tr%C4%83m", "prices[1].priceDong"},
		{"seasonMonths=ba", "seasonMonths[0]"},
		{"availability=MAYBE", "availability"},
		{"stars=5", "stars"},
		{"prices[100].priceDong=1", "prices[100].priceDong"},
		{"prices[-1].priceDong=1", "prices[-1].priceDong"},
		{"prices.priceDong=1", "prices.priceDong"},
		{"story.more=1", "story.more"},
		{"prices[0]=1", "prices[0]"},
		{"prices[0].priceDong=65.000,00", "prices[0].priceDong"},
		{"prices[0].priceDong=12.50", "prices[0].priceDong"},
		{"prices[0].priceDong=1.0000", "prices[0].priceDong"},
		{"prices[0].priceDong=1000.000", "prices[0].priceDong"},
		{"prices[0].priceDong=1.000,000", "prices[0].priceDong"},
	};
	struct sent *sent = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_null(described(sent, cases[i].body));
		assert_int_equal(sent->faults.count, 1);
		assert_string_equal(sent->faults.items[0].field, cases[i].field);
	}
}

/* Whatever order they come in, nothing is said to be two things. */
static void a_field_is_no_text_and_message_at_once(void **state)
{
	static const struct {
		const ProtobufCMessageDescriptor *message;
		const char *body;
	} cases[] = {
		{&ocop__market__v1__record_offer__descriptor, "content=x&content.name=y"},
		{&ocop__market__v1__record_offer__descriptor, "content.name=y&content=x"},
		{&ocop__market__v1__record_point_of_sale__descriptor,
		 "content=x&content.hours[0].opens=y"},
		{&ocop__market__v1__describe_listing__descriptor, "prices=x&prices[0].size=y"},
	};
	struct sent *sent = *state;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_true(read(sent, cases[i].body));
		assert_null(entries_message(&sent->entries, cases[i].message, sent->arena,
					    &sent->faults));
		assert_true(sent->faults.count > 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(what_is_no_form_is_not_read, sent_create,
						sent_destroy),
		cmocka_unit_test_setup_teardown(no_byte_behind_the_body_is_read, sent_create,
						sent_destroy),
		cmocka_unit_test_setup_teardown(fields_become_the_message, sent_create,
						sent_destroy),
		cmocka_unit_test_setup_teardown(what_cannot_be_is_named_as_the_form_names_it,
						sent_create, sent_destroy),
		cmocka_unit_test_setup_teardown(a_field_is_no_text_and_message_at_once, sent_create,
						sent_destroy),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
