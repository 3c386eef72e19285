/* apply_to_fair.c - a producer would like to take part in a fair, with products of his
 *
 * Who has withdrawn may apply again: it is the same application, with what he shows now.
 *
 * Reads:     market.v1.ApplyToFair
 * Needs:     a fair that is planned and not over
 * Writes:    fair_participants, fair_listings
 * Publishes: market.v1.FairAppliedTo
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, LISTING_UNKNOWN (not his, or merged
 *            away), FAIR_STATE, FAIR_APPLIED_TO
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/fair_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"

static bool came_before(char *const *ids, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (strcmp(ids[i], ids[index]) == 0)
			return true;
	}
	return false;
}

static void listings_check(struct transaction *tx, const Ocop__Market__V1__ApplyToFair *command,
			   struct reply *reply)
{
	if (command->n_listing_ids == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "listing_ids", NULL);
	if (command->n_listing_ids > FAIR_LISTINGS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "listing_ids", "at most %d",
			     FAIR_LISTINGS_MAX);
		return;
	}
	for (size_t i = 0; i < command->n_listing_ids; i++) {
		const char *field = arena_printf(reply_arena(reply), "listing_ids[%zu]", i);
		struct listing listing;

		listing_load(tx, command->listing_ids[i], &listing);
		if (!listing.exists || *listing.merged_into ||
		    strcmp(listing.producer_id, command->producer_id) != 0)
			reply_refuse(reply, REFUSAL(LISTING_UNKNOWN), field, NULL);
		else if (came_before(command->listing_ids, i))
			reply_refuse(reply, REFUSAL(FIELD_INVALID), field, "named twice");
	}
}

static void fair_check(struct transaction *tx, const struct fair *fair,
		       const struct fair_participant *earlier, struct reply *reply)
{
	if (fair->state != FAIR_STATE(PLANNED) || strcmp(trace_today(tx), fair->ends_on) > 0)
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "over on %s", fair->ends_on);
	if (earlier->version > 0 && earlier->state != PARTICIPANT_STATE(WITHDRAWN))
		reply_refuse(reply, REFUSAL(FAIR_APPLIED_TO), NULL, "%s", earlier->participant_id);
}

/* As a new one, or in the place of the one that was withdrawn. */
static void write(struct transaction *tx, const Ocop__Market__V1__ApplyToFair *command,
		  struct fair_participant *participant)
{
	if (participant->version++ == 0)
		participant_insert(tx, participant);
	else
		participant_answer(tx, participant);
	fair_listings_write(tx, participant->participant_id, command->listing_ids,
			    command->n_listing_ids);
	event_fair_applied_to(tx, participant);
}

enum decision apply_to_fair(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Market__V1__ApplyToFair *command =
		(const Ocop__Market__V1__ApplyToFair *)message;
	char participant_id[IDENTIFIER_SIZE];
	struct fair_participant participant;
	struct fair fair;

	if (!fair_load(tx, command->fair_id, &fair))
		return FAILED; /* the subject was there */
	participant_of_producer(tx, fair.fair_id, command->producer_id, &participant);
	fair_check(tx, &fair, &participant, reply);
	listings_check(tx, command, reply);
	participant.note = allow_composed(reply, "note", command->note, FAIR_TEXT_MAX);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	if (participant.version == 0) {
		identifier_create("participant", NULL, transaction_now_us(tx), participant_id);
		participant.participant_id = participant_id;
		participant.fair_id = fair.fair_id;
		participant.producer_id = command->producer_id;
	}
	participant.state = PARTICIPANT_STATE(APPLIED);
	participant.answer_reason = "";
	write(tx, command, &participant);
	reply_accept(reply, participant.participant_id, (uint64_t)participant.version);
	return ACCEPTED;
}
