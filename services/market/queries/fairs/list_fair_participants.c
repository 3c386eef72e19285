/* list_fair_participants.c - who takes part in a fair, applied or was refused, with what came of it
 *
 * The offices of the fair's place see all, a producer himself.
 *
 * Reads:   market.v1.ListFairParticipants
 * Answers: market.v1.ListFairParticipantsReply
 * Refuses: CURSOR_INVALID
 */
#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/command.h"
#include "common/query.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/fair.h"
#include "market/queries.h"
#include "market/subjects.h"

/* Those of a fair are a few hundred. */
enum { PARTICIPANTS_READ_MAX = 1000 };

static bool may_see(struct transaction *tx, const struct fair *fair,
		    const struct fair_participant *participant)
{
	const struct subject subject = {
		.exists = true,
		.province_code = fair->province_code,
		.commune_code = fair->commune_code,
		.producer_id = participant->producer_id,
	};

	return caller_may(transaction_caller(tx), FAIR_READERS, &subject);
}

enum decision list_fair_participants(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	const Ocop__Market__V1__ListFairParticipants *query =
		(const Ocop__Market__V1__ListFairParticipants *)message;
	Ocop__Market__V1__ListFairParticipantsReply answer =
		OCOP__MARKET__V1__LIST_FAIR_PARTICIPANTS_REPLY__INIT;
	struct arena *arena = reply_arena(reply);
	size_t most = (size_t)page_limit(query->limit), count;
	struct fair_participant *participants;
	struct fair fair;

	if (*query->cursor && !identifier_is(query->cursor, "participant")) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}
	if (!fair_load(tx, query->fair_id, &fair))
		return FAILED; /* the subject was there */

	participants = arena_alloc(arena, PARTICIPANTS_READ_MAX * sizeof(*participants));
	count = participants_load(tx, fair.fair_id, false, query->cursor, PARTICIPANTS_READ_MAX,
				  participants);
	answer.participants = arena_alloc(arena, most * sizeof(*answer.participants));
	for (size_t i = 0; i < count; i++) {
		if (!may_see(tx, &fair, &participants[i]))
			continue;
		if (answer.n_participants == most) {
			answer.next = answer.participants[most - 1]->participant_id;
			break;
		}
		answer.participants[answer.n_participants++] =
			participant_message(tx, &fair, &participants[i]);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
