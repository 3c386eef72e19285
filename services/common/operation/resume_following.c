/* resume_following.c - an operator says from where a source is followed again
 *
 * Reads:     common.v1.ResumeFollowing
 * Needs:     a source that was followed; epoch and hash as the source itself gives them: it is
 *            asked to confirm them afterwards, as at any time
 * Writes:    cursors; with `rebuild` what the service keeps of the source is forgotten, and events
 *            that are held back
 * Publishes: nothing: it is no fact of the service's own
 * Refuses:   NO_SUCH_THING (never followed), FIELD_INVALID (epoch or hash is none; the service
 *            cannot build anew what the source told)
 *
 * The follower finds the moved cursor in the store, within a second.
 */
#include "common/operation/operation.h"
#include "common/service_parts.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"
#include "ocop/common/v1/commands.pb-c.h"

static bool is_sound(const Ocop__Common__V1__ResumeFollowing *command, struct reply *reply)
{
	size_t hash_size = command->after_sequence ? HASH_SIZE_BYTES : 0;

	if (command->epoch.len != EPOCH_SIZE_BYTES)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "epoch", NULL);
	if (command->hash.len != hash_size)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "hash", NULL);
	if (command->rebuild && command->after_sequence)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "after_sequence", NULL);
	return !reply_refused(reply);
}

static void held_forget(struct transaction *tx, const char *source)
{
	statement(tx, "DELETE FROM held_events WHERE source = $1");
	bind_text(tx, source);
	statement_run(tx);
}

static void cursor_move(struct transaction *tx, const Ocop__Common__V1__ResumeFollowing *command)
{
	static const uint8_t before_the_first[HASH_SIZE_BYTES];

	statement(tx, "UPDATE cursors SET epoch = $1, sequence = $2, hash = $3, first_head = $4"
		      " WHERE source = $5");
	bind_bytes(tx, command->epoch.data, command->epoch.len);
	bind_i64(tx, (int64_t)command->after_sequence);
	bind_bytes(tx, command->after_sequence ? command->hash.data : before_the_first,
		   HASH_SIZE_BYTES);
	bind_i64(tx, (int64_t)command->head_sequence);
	bind_text(tx, command->source);
	statement_run(tx);
}

enum decision resume_following(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Common__V1__ResumeFollowing *command = (const void *)message;
	const struct service_definition *definition = tx->connection->store->service->definition;
	struct cursor cursor;

	if (!is_sound(command, reply))
		return REFUSED;
	cursor_load(tx, command->source, &cursor);
	if (!cursor.known) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "source", NULL);
		return REFUSED;
	}
	if (command->rebuild && (!definition->forget || !definition->forget(tx, command->source))) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "rebuild",
			     "what this source told cannot be built anew here");
		return REFUSED;
	}

	if (command->rebuild)
		held_forget(tx, command->source);
	cursor_move(tx, command);
	reply_accept(reply, command->source, command->after_sequence);
	return ACCEPTED;
}
