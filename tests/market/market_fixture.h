/* market_fixture.h - a market in a folder of its own, told what happened and asked what it shows
 *
 * Reactions, commands and queries run as the daemon runs them, each in a transaction, on a clock
 * that the test sets.
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/bus/envelope.h"
#include "common/store/store.h"
#include "common/store/transaction.h"
#include "market/commands.h"
#include "market/queries.h"
#include "market/reactions.h"
#include "market/records.h"
#include "market/schema.h"
#include "market/search/follow.h"
#include "market/search/search_index.h"
#include "market/state.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"

#define CERTIFICATE(state) OCOP__CERTIFICATION__V1__CERTIFICATE_STATE__CERTIFICATE_STATE_##state

struct market {
	char folder[64];
	struct store *store;
	struct store_connection *reader;
	struct market_state state;
	struct arena *arena; /* of the test */
	int64_t now_us;
};

static inline int64_t noon_us(const char *date)
{
	int32_t day;

	assert_true(date_parse(date, &day));
	return (date_begin_us(day) + date_end_us(day)) / 2;
}

static inline struct market *market_open(const char *today)
{
	struct market *market = calloc(1, sizeof *market);
	char path[96];

	(void)snprintf(market->folder, sizeof market->folder, "/tmp/market_test_XXXXXX");
	assert_non_null(mkdtemp(market->folder));
	(void)snprintf(path, sizeof path, "%s/store", market->folder);
	assert_int_equal(store_open(&store_sqlite, path, market_migrations, &market->store), 0);
	assert_int_equal(store_reader_open(market->store, &market->reader), 0);
	market->state.index = search_index_create();
	market->arena = arena_create(256 * (size_t)ARENA_LIMIT_BYTES);
	market->now_us = noon_us(today);
	return market;
}

static inline void market_close(struct market *market)
{
	char command[128];

	search_index_destroy(market->state.index);
	store_reader_close(market->reader);
	store_close(market->store);
	arena_destroy(market->arena);
	(void)snprintf(command, sizeof command, "rm -r %s", market->folder);
	assert_int_equal(system(command), 0);
	free(market);
}

static inline struct transaction *market_begin(struct market *market, bool writes)
{
	static const struct caller system = {
		.account_id = "system", .agency_id = "", .request_id = ""};
	struct transaction_options options = {
		.arena = market->arena,
		.caller = &system,
		.state = &market->state,
		.now_us = market->now_us,
	};

	return transaction_begin(writes ? store_writer(market->store) : market->reader, &options);
}

typedef void apply_fn(struct transaction *tx, const Ocop__Common__V1__Event *event,
		      const ProtobufCMessage *body);

/* Applies an event that happens now; returns what the transaction ended with. */
static inline int market_told(struct market *market, const char *source, apply_fn *apply,
			      const ProtobufCMessage *body)
{
	struct transaction *tx = market_begin(market, true);
	Ocop__Common__V1__Event event = OCOP__COMMON__V1__EVENT__INIT;

	event.source = (char *)source;
	event.type = (char *)body->descriptor->name;
	event.occurred_at_us = market->now_us;
	apply(tx, &event, body);
	return transaction_commit(tx);
}

/* What the deadline does: until the search knows all of it. */
static inline void market_follow(struct market *market)
{
	const struct follow_progress *progress = search_index_progress(market->state.index);
	bool more = true;

	while (more) {
		struct transaction *tx = market_begin(market, false);

		search_follow(tx, market->state.index);
		more = progress->change_number < listings_last_change(tx);
		assert_int_equal(transaction_error(tx), 0);
		transaction_rollback(tx);
	}
}

/* Asks; NULL with the refusal when it was refused. */
static inline const void *market_asked(struct market *market, const struct query *row,
				       const ProtobufCMessage *query,
				       Ocop__Common__V1__RefusalCode *ret_refusal)
{
	struct transaction *tx = market_begin(market, false);
	struct reply *reply = reply_create(market->arena);
	Ocop__Common__V1__Reply wire = OCOP__COMMON__V1__REPLY__INIT;
	enum decision decision = row->handle(tx, query, reply);

	assert_int_not_equal(decision, FAILED);
	transaction_rollback(tx);
	if (decision == REFUSED) {
		*ret_refusal = reply_refusal(reply, 0);
		return NULL;
	}
	reply_fill(reply, decision, &wire);
	return message_unpack(row->reply, wire.body.data, wire.body.len, market->arena, NULL);
}

static inline const Ocop__Market__V1__SearchListingsReply *market_search(
	struct market *market, const Ocop__Market__V1__SearchListings *query)
{
	Ocop__Common__V1__RefusalCode refusal;

	return market_asked(market, &market_queries[1], &query->base, &refusal);
}

static inline const Ocop__Market__V1__Listing *market_listing(struct market *market, const char *id)
{
	Ocop__Market__V1__GetListing query = OCOP__MARKET__V1__GET_LISTING__INIT;
	Ocop__Common__V1__RefusalCode refusal;

	query.listing_id = (char *)id;
	return market_asked(market, &market_queries[0], &query.base, &refusal);
}

struct place {
	const char *commune_code, *province_code;
	const char *commune, *district, *province; /* as written */
};

/* A product, registered; its id is given back. */
static inline const char *market_product(struct market *market, const char *name,
					 const char *producer, const struct place *place)
{
	Ocop__Registration__V1__ProductRegistered event =
		OCOP__REGISTRATION__V1__PRODUCT_REGISTERED__INIT;
	Ocop__Registration__V1__Place at = OCOP__REGISTRATION__V1__PLACE__INIT;
	char *id = arena_alloc(market->arena, IDENTIFIER_SIZE);

	identifier_derive("product", NULL, market->now_us,
			  arena_printf(market->arena, "%s/%s", name, producer), id);
	at.commune_code = (char *)(place && place->commune_code ? place->commune_code : "");
	at.province_code = (char *)(place && place->province_code ? place->province_code : "");
	at.commune_text = (char *)(place && place->commune ? place->commune : "");
	at.district_text = (char *)(place && place->district ? place->district : "");
	at.province_text = (char *)(place && place->province ? place->province : "");
	event.product_id = id;
	event.producer_id = "producer_1";
	event.producer_name = (char *)producer;
	event.name = (char *)name;
	event.rulebook_code = "26-2026";
	event.set_no = 6;
	event.sector_code = "I";
	event.place = &at;
	assert_int_equal(market_told(market, "registration", on_product_registered, &event.base),
			 0);
	return id;
}

/* A certificate, issued; or a recognition, when its state is another than valid. */
static inline void market_certificate(struct market *market, const char *code,
				      const char *product_id, unsigned star,
				      Ocop__Certification__V1__CertificateState state,
				      const char *valid_until)
{
	Ocop__Certification__V1__RecognitionRecorded recorded =
		OCOP__CERTIFICATION__V1__RECOGNITION_RECORDED__INIT;
	Ocop__Certification__V1__CertificateIssued issued =
		OCOP__CERTIFICATION__V1__CERTIFICATE_ISSUED__INIT;
	Ocop__Certification__V1__Certificate certificate =
		OCOP__CERTIFICATION__V1__CERTIFICATE__INIT;

	certificate.code = (char *)code;
	certificate.official_number = arena_printf(market->arena, "%s/2026/GCN-OCOP", code);
	certificate.product_id = (char *)product_id;
	certificate.star = star;
	certificate.state = state;
	certificate.valid_until = (char *)valid_until;
	certificate.legacy = state != CERTIFICATE(VALID);
	issued.certificate = recorded.certificate = &certificate;
	assert_int_equal(
		market_told(market, "certification",
			    certificate.legacy ? on_recognition_recorded : on_certificate_issued,
			    certificate.legacy ? &recorded.base : &issued.base),
		0);
}
