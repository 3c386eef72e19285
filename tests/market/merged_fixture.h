/* merged_fixture.h - a market with two products of two producers, told of merges and transfers
 *
 * A daemon by the straight line: an hour goes by before each thing that registration tells.
 */
#pragma once

#include "harness.h"
#include "market/deadlines.h"
#include "market/market_fixture.h"
#include "market/state.h"
#include "ocop/market/v1/events.pb-c.h"
#include "ocop/market/v1/fairs.pb-c.h"
#include "ocop/market/v1/points_of_sale.pb-c.h"

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
	.erase = market_erase,
};

#define ROLE(name) OCOP__COMMON__V1__ROLE__ROLE_##name

static struct harness *harness;

/* --- what registration tells; an hour goes by between two things */

static inline void told(const char *thing_id, const ProtobufCMessage *event)
{
	harness_advance(harness, INT64_C(3600000000));
	harness_event(harness, "registration", thing_id, event);
	assert_int_equal(harness_held_events(harness), 0);
}

static inline void tell_units(void)
{
	Ocop__Identity__V1__UnitsRecorded event = OCOP__IDENTITY__V1__UNITS_RECORDED__INIT;
	Ocop__Identity__V1__Unit units[2], *rows[] = {&units[0], &units[1]};

	ocop__identity__v1__unit__init(&units[0]);
	ocop__identity__v1__unit__init(&units[1]);
	units[0].code = (char *)"19";
	units[1].code = (char *)"02185";
	units[1].province_code = (char *)"19";
	event.units = rows;
	event.n_units = 2;
	harness_event(harness, "identity", "units", &event.base);
}

static inline void tell_product(const char *product_id, const char *producer_id)
{
	Ocop__Registration__V1__ProducerRegistered producer =
		OCOP__REGISTRATION__V1__PRODUCER_REGISTERED__INIT;
	Ocop__Registration__V1__ProductRegistered product =
		OCOP__REGISTRATION__V1__PRODUCT_REGISTERED__INIT;
	Ocop__Registration__V1__Place place = OCOP__REGISTRATION__V1__PLACE__INIT;

	producer.producer_id = (char *)producer_id;
	producer.name = (char *)producer_id;
	told(producer_id, &producer.base);
	place.commune_code = (char *)"02185";
	place.province_code = (char *)"19";
	product.product_id = (char *)product_id;
	product.producer_id = (char *)producer_id;
	product.producer_name = (char *)producer_id;
	product.name = (char *)product_id;
	product.place = &place;
	told(product_id, &product.base);
}

static inline void tell_photos(const char *product_id, char **photo_ids, size_t count)
{
	Ocop__Registration__V1__ProductPhotosSet event =
		OCOP__REGISTRATION__V1__PRODUCT_PHOTOS_SET__INIT;

	event.product_id = (char *)product_id;
	event.photo_ids = photo_ids;
	event.n_photo_ids = count;
	told(product_id, &event.base);
}

static inline void tell_sizes(const char *product_id, const char *first, const char *second)
{
	Ocop__Registration__V1__VariantsSet event = OCOP__REGISTRATION__V1__VARIANTS_SET__INIT;
	Ocop__Registration__V1__Variant sizes[2], *rows[] = {&sizes[0], &sizes[1]};

	ocop__registration__v1__variant__init(&sizes[0]);
	ocop__registration__v1__variant__init(&sizes[1]);
	sizes[0].name = (char *)first;
	sizes[1].name = (char *)second;
	event.product_id = (char *)product_id;
	event.is_set = true;
	event.variants = rows;
	event.n_variants = 2;
	told(product_id, &event.base);
}

static inline void merge_products(const char *kept_id, const char *merged_id)
{
	Ocop__Registration__V1__ProductsMerged event =
		OCOP__REGISTRATION__V1__PRODUCTS_MERGED__INIT;

	event.product_id = (char *)kept_id;
	event.merged_product_id = (char *)merged_id;
	told(merged_id, &event.base);
}

static inline void transfer(const char *product_id, const char *to)
{
	Ocop__Registration__V1__ProductTransferred event =
		OCOP__REGISTRATION__V1__PRODUCT_TRANSFERRED__INIT;

	event.product_id = (char *)product_id;
	event.producer_id = (char *)to;
	event.producer_name = (char *)to;
	told(product_id, &event.base);
}

static inline void merge_producers(const char *kept_id, const char *merged_id)
{
	Ocop__Registration__V1__ProducersMerged event =
		OCOP__REGISTRATION__V1__PRODUCERS_MERGED__INIT;

	event.producer_id = (char *)kept_id;
	event.merged_producer_id = (char *)merged_id;
	told(merged_id, &event.base);
}

static inline void undo(const char *kept_id, const char *merged_id)
{
	Ocop__Registration__V1__MergeUndone event = OCOP__REGISTRATION__V1__MERGE_UNDONE__INIT;

	event.kept_id = (char *)kept_id;
	event.merged_id = (char *)merged_id;
	told(merged_id, &event.base);
}

/* --- who asks and commands */

static inline void sign_in(const char *producer_id)
{
	Ocop__Common__V1__Grant grant = OCOP__COMMON__V1__GRANT__INIT;

	grant.role = ROLE(PRODUCER);
	grant.producer_id = (char *)producer_id;
	harness_sign_in(harness, producer_id, &grant, 1);
}

static inline void sign_in_agency(void)
{
	harness_sign_in_as(harness, "account_agency", ROLE(OCOP_AGENCY), "19");
}

static inline const char *accepted(const ProtobufCMessage *command)
{
	return harness_id(harness, harness_command(harness, command));
}

static inline void refused(const ProtobufCMessage *command, Ocop__Common__V1__RefusalCode why)
{
	assert_int_equal(harness_refusal(harness_command(harness, command)), why);
}

static inline const void *asked(const ProtobufCMessage *query,
				const ProtobufCMessageDescriptor *answer)
{
	return harness_body(harness, harness_query(harness, query), answer);
}

static inline const Ocop__Market__V1__Listing *listing_of(const char *listing_id)
{
	Ocop__Market__V1__GetListing query = OCOP__MARKET__V1__GET_LISTING__INIT;

	query.listing_id = (char *)listing_id;
	return asked(&query.base, &ocop__market__v1__listing__descriptor);
}

static inline int opened(void **state)
{
	(void)state;
	harness = harness_create(&definition, NULL);
	tell_units();
	tell_product("product_1", "producer_1");
	tell_product("product_2", "producer_2");
	return 0;
}

static inline int closed(void **state)
{
	(void)state;
	harness_destroy(harness);
	return 0;
}
