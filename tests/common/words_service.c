/* words_service.c - a service of one table, on which the tests of the daemon skeleton run */
#include "common/words_service.h"

#include <assert.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "common/bus/envelope.h"
#include "common/instance_clock.h"
#include "common/outbox.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/certification/v1/events.pb-c.h"
#include "ocop/identity/v1/commands.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"
#include "ocop/market/v1/events.pb-c.h"
#include "ocop/market/v1/queries.pb-c.h"

#define ROLE(name) OCOP__COMMON__V1__ROLE__ROLE_##name

static void word_subject(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject)
{
	const Ocop__Market__V1__DescribeListing *asked = (const void *)message;

	(void)tx;
	ret_subject->exists = strcmp(asked->listing_id, "missing") != 0;
	ret_subject->version = 7;
	ret_subject->province_code = "19";
	ret_subject->commune_code = "01840";
}

static enum decision word_set(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Market__V1__DescribeListing *asked = (const void *)message;
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	statement(tx, "INSERT INTO words (id, word) VALUES ($1, $2)");
	bind_text(tx, asked->listing_id);
	bind_text(tx, asked->story);
	statement_run(tx);
	event.listing_id = asked->listing_id;
	outbox_append(tx, asked->listing_id, 1, &event.base);
	if (!strcmp(asked->story, "later"))
		instance_clock_move(tx, 3600LL * 1000000);
	if (!strcmp(asked->story, "poison"))
		transaction_fail(tx, ERROR_STORE);
	if (transaction_failed(tx))
		return FAILED;

	for (int i = 0; i < 200 && !strcmp(asked->story, "many"); i++)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "story", "%0200d", i);
	if (reply_refused(reply))
		return REFUSED;
	if (!strcmp(asked->story, "no")) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "story", "the word %s", "no");
		return REFUSED;
	}
	reply_accept(reply, asked->listing_id, 1);
	return ACCEPTED;
}

static enum decision word_expire(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Certification__V1__ExpireCertificate *asked = (const void *)message;
	Ocop__Market__V1__ListingDescribed event = OCOP__MARKET__V1__LISTING_DESCRIBED__INIT;

	statement(tx, "DELETE FROM words WHERE id = $1 AND word = 'expired'");
	bind_text(tx, asked->code);
	statement_run(tx);
	if (!statement_changes(tx)) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "code", NULL);
		return REFUSED;
	}
	event.listing_id = asked->code;
	outbox_append(tx, asked->code, 2, &event.base);
	reply_accept(reply, asked->code, 2);
	return ACCEPTED;
}

static enum decision word_prepare(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply, void **ret_prepared)
{
	const Ocop__Identity__V1__RevokeKey *asked = (const void *)message;
	bool taken;

	*ret_prepared = NULL;
	statement(tx, "SELECT 1 AS taken FROM words WHERE id = $1");
	bind_text(tx, asked->key_id);
	taken = statement_step(tx);
	if (taken) {
		statement_end(tx);
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "key_id", NULL);
	}
	return taken ? REFUSED : ACCEPTED;
}

static enum decision word_set_prepared(struct transaction *tx, const ProtobufCMessage *message,
				       struct reply *reply)
{
	const Ocop__Identity__V1__RevokeKey *asked = (const void *)message;

	statement(tx, "INSERT INTO words (id, word) VALUES ($1, 'prepared')");
	bind_text(tx, asked->key_id);
	statement_run(tx);
	reply_accept(reply, asked->key_id, 1);
	return ACCEPTED;
}

static enum decision units_take(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_accept(reply, "units", 1);
	return ACCEPTED;
}

static enum decision word_get(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Market__V1__GetListing *asked = (const void *)message;
	Ocop__Common__V1__Accepted answer = OCOP__COMMON__V1__ACCEPTED__INIT;

	statement(tx, "SELECT word FROM words WHERE id = $1");
	bind_text(tx, asked->listing_id);
	while (statement_step(tx))
		answer.id = (char *)column_text(tx, "word");
	reply_set(reply, &answer.base);
	return ACCEPTED;
}

static void told(struct transaction *tx, const Ocop__Common__V1__Event *event,
		 const ProtobufCMessage *body)
{
	const Ocop__Market__V1__ListingDescribed *described = (const void *)body;

	statement(tx, "INSERT INTO told (sequence, id) VALUES ($1, $2)");
	bind_i64(tx, (int64_t)event->sequence);
	bind_text(tx, described->listing_id);
	statement_run(tx);
	statement(tx, "SELECT 1 AS mended FROM words WHERE id = 'mended'");
	bool mended = statement_step(tx);

	if (mended)
		statement_end(tx);
	if (!strcmp(described->listing_id, "bad") && !mended)
		transaction_fail(tx, ERROR_STORE);
}

static void told_of_end(struct transaction *tx, const Ocop__Common__V1__Event *event,
			const ProtobufCMessage *body)
{
	(void)body;
	statement(tx, "INSERT INTO told (sequence, id) VALUES ($1, 'ended')");
	bind_i64(tx, (int64_t)event->sequence);
	statement_run(tx);
}

static void find_expired(struct transaction *tx, struct due_commands *due)
{
	statement(tx, "SELECT id FROM words WHERE word IN ('expired', 'stuck')"
		      " ORDER BY word DESC LIMIT $1");
	bind_i64(tx, due_commands_limit(due));
	while (statement_step(tx)) {
		Ocop__Certification__V1__ExpireCertificate command =
			OCOP__CERTIFICATION__V1__EXPIRE_CERTIFICATE__INIT;

		command.code = (char *)column_text(tx, "id");
		due_commands_add(due, command.code, 1, &command.base);
	}
}

static const struct migration migrations[] = {
	{"words", "CREATE TABLE words (id TEXT PRIMARY KEY, word TEXT NOT NULL) STRICT;"
		  "CREATE TABLE told (sequence INTEGER PRIMARY KEY, id TEXT NOT NULL) STRICT"},
	{0},
};

static const struct command commands[] = {
	{.message = &ocop__market__v1__describe_listing__descriptor,
	 .allow = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER),
	 .subject = word_subject,
	 .handle = word_set},
	{.message = &ocop__certification__v1__expire_certificate__descriptor,
	 .allow = ALLOW_SYSTEM,
	 .handle = word_expire},
	{.message = &ocop__identity__v1__revoke_key__descriptor,
	 .allow = ALLOW(PRODUCER),
	 .prepare = word_prepare,
	 .handle = word_set_prepared},
	{.message = &ocop__identity__v1__record_units__descriptor,
	 .allow = ALLOW(OPERATOR),
	 .handle = units_take},
	{0},
};

static const struct query queries[] = {
	{.message = &ocop__market__v1__get_listing__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = word_get},
	{.message = &ocop__identity__v1__record_units__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = units_take},
	{0},
};

static const struct reaction reactions[] = {
	{&ocop__market__v1__listing_described__descriptor, FROM_BEGINNING, told},
	{&ocop__certification__v1__certificate_expired__descriptor, FROM_HEAD, told_of_end},
	{0},
};

static const struct deadline deadlines[] = {{"expire", find_expired}, {0}};

const struct service_definition words_service = {.name = "words",
						 .migrations = migrations,
						 .commands = commands,
						 .queries = queries,
						 .reactions = reactions,
						 .deadlines = deadlines};

int words_start(void **state)
{
	struct harness *h = harness_create(&words_service, NULL);

	harness_sign_in_as(h, "account_1", ROLE(PRODUCER), "19");
	*state = h;
	return 0;
}

int words_stop(void **state)
{
	harness_destroy(*state);
	return 0;
}

const Ocop__Common__V1__Reply *words_set_as(struct harness *h, const uint8_t *id, uint64_t version,
					    const char *name, const char *word)
{
	Ocop__Market__V1__DescribeListing command = OCOP__MARKET__V1__DESCRIBE_LISTING__INIT;

	command.listing_id = (char *)name;
	command.story = (char *)word;
	return harness_command_as(h, id, version, &command.base);
}

const Ocop__Common__V1__Reply *words_set(struct harness *h, const char *name, const char *word)
{
	uint8_t id[COMMAND_ID_SIZE_BYTES];

	command_id_create(clock_machine_us(), id);
	return words_set_as(h, id, 0, name, word);
}

const char *words_get(struct harness *h, const char *name)
{
	Ocop__Market__V1__GetListing query = OCOP__MARKET__V1__GET_LISTING__INIT;

	query.listing_id = (char *)name;
	return harness_id(h, harness_query(h, &query.base));
}

size_t words_events(struct harness *h)
{
	return harness_events(h, &ocop__market__v1__listing_described__descriptor);
}

int64_t words_told(struct harness *h)
{
	struct service *service = (struct service *)h; /* the harness's first member */
	struct transaction_options options =
		service_transaction(service, harness_arena(h), &system_caller);
	struct transaction *tx = transaction_begin(store_writer(service->store), &options);
	int64_t count = 0;

	statement(tx, "SELECT count(*) AS told FROM told");
	while (statement_step(tx))
		count = column_i64(tx, "told");
	transaction_rollback(tx);
	return count;
}

void words_item(struct harness *h, const char *name, const char *word,
		struct command_item *ret_item)
{
	static const Ocop__Common__V1__Grant grant = {
		.base = {&ocop__common__v1__grant__descriptor, 0, NULL},
		.role = ROLE(PRODUCER),
		.unit_code = (char *)"19",
		.producer_id = (char *)"",
		.round_id = (char *)""};
	static const Ocop__Common__V1__Grant *const grants[] = {&grant};
	struct arena *arena = harness_arena(h);
	Ocop__Market__V1__DescribeListing *command = arena_alloc(arena, sizeof(*command));
	Ocop__Common__V1__Envelope *envelope = arena_alloc(arena, sizeof(*envelope));

	ocop__market__v1__describe_listing__init(command);
	ocop__common__v1__envelope__init(envelope);
	command->listing_id = (char *)name;
	command->story = (char *)word;
	envelope->id.data = arena_alloc(arena, COMMAND_ID_SIZE_BYTES);
	envelope->id.len = COMMAND_ID_SIZE_BYTES;
	command_id_create(clock_machine_us(), envelope->id.data);
	*ret_item = (struct command_item){.envelope = envelope,
					  .row = &commands[0],
					  .message = &command->base,
					  .caller = {.account_id = "account_1",
						     .agency_id = "",
						     .request_id = "",
						     .command_id = envelope->id.data,
						     .grants = grants,
						     .grant_count = 1}};
}
