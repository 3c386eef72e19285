/* command.c - the one path every command of every service takes
 *
 * Decode, token, recall, role, subject, handler, remember. Before it stand the frame and
 * after it the commit, the reply and the publication: command_group.c.
 */
#include "common/command.h"

#include <assert.h>
#include <sodium.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/fault_point.h"
#include "common/base/identifier.h"
#include "common/base/log.h"
#include "common/bus/envelope.h"
#include "common/service_parts.h"
#include "common/store/store.h"
#include "common/store/transaction.h"

enum { MS_A_DAY = 24 * 60 * 60 * 1000 };

static const struct command *row_find(const struct command *rows, const char *type)
{
	for (; rows && rows->message; rows++) {
		if (!strcmp(rows->message->name, type))
			return rows;
	}
	return NULL;
}

/* Ends an item with what its reply holds. */
static void item_settle(struct command_item *item, enum decision decision)
{
	item->decision = decision;
	ocop__common__v1__reply__init(&item->answer);
	reply_fill(item->reply, decision, &item->answer);
}

void command_refuse(struct command_item *item, struct arena *arena,
		    Ocop__Common__V1__RefusalCode code, const char *field)
{
	item->reply = reply_create(arena);
	reply_refuse(item->reply, code, field, NULL);
	item_settle(item, REFUSED);
}

static void settle_refused(struct command_item *item, struct arena *arena,
			   Ocop__Common__V1__RefusalCode code, const char *field)
{
	command_refuse(item, arena, code, field);
	item->settled = true;
}

/* An id must be one, and its time such that its reply is remembered as long as the id is taken. */
static Ocop__Common__V1__RefusalCode id_check(const ProtobufCBinaryData *id)
{
	int64_t time_ms, now_ms = clock_machine_us() / 1000;

	if (id->len != COMMAND_ID_SIZE_BYTES)
		return REFUSAL(COMMAND_ID_INVALID);
	time_ms = command_id_time_ms(id->data);
	if (time_ms < 0) /* of another version, without a time */
		return REFUSAL(UNSPECIFIED);
	if (time_ms < now_ms - (int64_t)COMMAND_ID_OLDEST_DAYS * MS_A_DAY)
		return REFUSAL(COMMAND_ID_TOO_OLD);
	if (time_ms > now_ms + (int64_t)COMMAND_ID_AHEAD_DAYS * MS_A_DAY)
		return REFUSAL(COMMAND_ID_INVALID);
	return REFUSAL(UNSPECIFIED);
}

/* Who sends it? Whether an account has the role is asked after the recall: a role may have gone
 * since the command was accepted. */
static Ocop__Common__V1__RefusalCode caller_check(struct service *service,
						  struct command_item *item, struct arena *arena)
{
	Ocop__Common__V1__RefusalCode why = access_token_verify(
		service->verifier, &item->envelope->access_token, arena, &item->caller);

	item->caller.request_id = envelope_request_id(item->envelope);
	item->caller.command_id = item->envelope->id.data;
	/* A stale token must not keep anybody from what is open to all. */
	if (why && !(item->row->allow & ALLOW_ANYONE))
		return why;
	why = id_check(&item->envelope->id);
	if (why)
		return why;
	if (item->caller.account_id[0] || (item->row->allow & ALLOW_ANYONE))
		return REFUSAL(UNSPECIFIED);
	return REFUSAL(TOKEN_MISSING);
}

/* The same bytes of the same type are the same command. */
static void digest_take(struct command_item *item)
{
	crypto_hash_sha256_state state;

	(void)crypto_hash_sha256_init(&state); /* always 0, as are the next three */
	(void)crypto_hash_sha256_update(&state, (const uint8_t *)item->envelope->type,
					strlen(item->envelope->type) + 1);
	(void)crypto_hash_sha256_update(&state, item->envelope->body.data,
					item->envelope->body.len);
	(void)crypto_hash_sha256_final(&state, item->digest);
}

void command_decode(struct service *service, struct command_item *item, struct arena *arena)
{
	Ocop__Common__V1__RefusalCode why;
	const char *field = NULL;

	item->caller.account_id = "";
	item->caller.agency_id = "";
	item->caller.request_id = envelope_request_id(item->envelope);
	item->row = row_find(service->definition->commands, item->envelope->type);
	if (!item->row)
		item->row = row_find(common_commands, item->envelope->type);
	if (!item->row) {
		settle_refused(item, arena, REFUSAL(MESSAGE_UNKNOWN), item->envelope->type);
		return;
	}
	item->message = message_unpack(item->row->message, item->envelope->body.data,
				       item->envelope->body.len, arena, &field);
	if (!item->message) {
		settle_refused(item, arena,
			       field ? REFUSAL(TEXT_INVALID) : REFUSAL(MESSAGE_UNREADABLE), field);
		return;
	}
	why = caller_check(service, item, arena);
	if (why)
		settle_refused(item, arena, why, NULL);
	digest_take(item);
}

static bool is_remembered(const struct command_item *item)
{
	return item->caller.account_id[0] && !item->row->secret_reply;
}

/* True when the command came before: its answer is then the item's. */
static bool recall(struct transaction *tx, struct command_item *item, struct arena *arena)
{
	const void *digest = NULL, *bytes = NULL;
	size_t digest_size = 0, size_bytes = 0;
	const Ocop__Common__V1__Reply *answer;

	statement(tx, "SELECT digest, reply FROM remembered_replies"
		      " WHERE command_id = $1 AND account_id = $2");
	bind_bytes(tx, item->envelope->id.data, item->envelope->id.len);
	bind_text(tx, item->caller.account_id);
	while (statement_step(tx)) {
		digest = column_bytes(tx, "digest", &digest_size);
		bytes = column_bytes(tx, "reply", &size_bytes);
	}
	if (!digest)
		return false;
	if (digest_size != sizeof(item->digest) || memcmp(digest, item->digest, digest_size)) {
		command_refuse(item, arena, REFUSAL(COMMAND_ID_REUSED), NULL);
		return true;
	}
	answer = (const void *)message_unpack(&ocop__common__v1__reply__descriptor, bytes,
					      size_bytes, arena, NULL);
	assert(answer && "what we packed can be unpacked");
	item->answer = *answer;
	item->answer.remembered = true;
	item->decision = ACCEPTED;
	return true;
}

void command_prepare(struct service *service, struct command_item *item, struct arena *arena,
		     struct store_connection *connection)
{
	struct transaction_options options = service_transaction(service, arena, &item->caller);
	struct transaction *tx;
	enum decision decision;

	if (item->settled || !item->row->prepare ||
	    !caller_has_role(&item->caller, item->row->allow))
		return; /* the role's absence is said after the recall */
	tx = transaction_begin(connection, &options);
	if (is_remembered(item) && recall(tx, item, arena)) {
		transaction_rollback(tx);
		return; /* recalled once more by the writer; what it took may be gone */
	}
	item->reply = reply_create(arena);
	decision = item->row->prepare(tx, item->message, item->reply, &item->prepared);
	if (transaction_failed(tx))
		decision = FAILED;
	transaction_rollback(tx);
	if (decision == ACCEPTED)
		return;
	if (decision == FAILED)
		settle_refused(item, arena, REFUSAL(HANDLER_FAILED), NULL);
	item->settled = true;
	item_settle(item, REFUSED);
}

static void remember(struct transaction *tx, const struct command_item *item, struct arena *arena)
{
	ProtobufCBinaryData packed = message_pack(&item->answer.base, arena);

	statement(tx, "INSERT INTO remembered_replies"
		      " (command_id, account_id, digest, reply, answered_at_us)"
		      " VALUES ($1, $2, $3, $4, $5)");
	bind_bytes(tx, item->envelope->id.data, item->envelope->id.len);
	bind_text(tx, item->caller.account_id);
	bind_bytes(tx, item->digest, sizeof(item->digest));
	bind_bytes(tx, packed.data, packed.len);
	bind_i64(tx, clock_machine_us());
	statement_run(tx);
}

/* The caller has the role; the service takes commands; the thing is there, within his grants, and
 * as he saw it. */
static Ocop__Common__V1__RefusalCode may_check(struct transaction *tx,
					       const struct service_definition *definition,
					       const struct command_item *item,
					       const char **ret_field)
{
	Ocop__Common__V1__RefusalCode why = REFUSAL(UNSPECIFIED);
	struct subject subject = {0};

	if (!caller_has_role(&item->caller, item->row->allow))
		return REFUSAL(ROLE_MISSING);
	if (definition->closed && !item->row->even_closed)
		why = definition->closed(tx);
	if (why)
		return why;
	if (!item->row->subject)
		return REFUSAL(UNSPECIFIED);
	item->row->subject(tx, item->message, &subject);
	if (transaction_failed(tx))
		return REFUSAL(UNSPECIFIED); /* command_execute looks at the failure itself */
	*ret_field = subject.why ? subject.why_field : NULL;
	if (subject.why)
		return subject.why;
	if (!subject.exists)
		return REFUSAL(NO_SUCH_THING);
	if (!caller_may(&item->caller, item->row->allow, &subject))
		return REFUSAL(SCOPE_MISSING);
	if (item->envelope->expected_version && item->envelope->expected_version != subject.version)
		return REFUSAL(VERSION_STALE);
	return REFUSAL(UNSPECIFIED);
}

/* The service's part, between the brackets of the straight line. */
static void handle(const struct service *service, struct transaction *tx, struct command_item *item)
{
	const char *field = NULL;
	Ocop__Common__V1__RefusalCode why = may_check(tx, service->definition, item, &field);
	enum decision decision = REFUSED;

	(void)fault_point(FAULT_BEFORE_HANDLER); /* may end the daemon; cannot fail */
	if (fault_point_of(FAULT_IN_HANDLER, item->envelope->request_id))
		transaction_fail(tx, ERROR_INJECTED);
	if (why)
		reply_refuse(item->reply, why, field, NULL);
	else if (!transaction_failed(tx))
		decision = item->row->handle(tx, item->message, item->reply);
	if (transaction_failed(tx))
		decision = FAILED;
	item_settle(item, decision);
}

void command_execute(struct service *service, struct transaction *tx, struct command_item *item,
		     struct arena *arena)
{
	struct transaction_options options = service_transaction(service, arena, &item->caller);

	options.prepared = item->prepared;
	transaction_savepoint(tx, &options);
	if (is_remembered(item) && recall(tx, item, arena)) {
		transaction_undo(tx);
		return;
	}
	item->reply = reply_create(arena);
	handle(service, tx, item);
	if (item->decision == ACCEPTED && is_remembered(item))
		remember(tx, item, arena);
	if (transaction_failed(tx))
		item->decision = FAILED;
	if (item->decision == ACCEPTED)
		transaction_release(tx);
	else
		transaction_undo(tx);
	if (transaction_failed(tx))
		item->decision = FAILED;
}
