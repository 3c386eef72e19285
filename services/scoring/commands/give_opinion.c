/* give_opinion.c - a council member's written opinion on the agency's report on a re-rating
 *
 * His own, once, and sealed as a sheet is: what is told is a commitment; whether he agrees, others
 * see when the dossier is closed. Who does not agree says why.
 *
 * Reads:     scoring.v1.GiveOpinion
 * Needs:     a round of re-ratings in scoring, a report, a member without a conflict, no meeting
 * Writes:    opinions, one row; round_dossiers
 * Publishes: scoring.v1.OpinionGiven
 * Refuses:   REASON_MISSING, FIELD_TOO_LONG, DOSSIER_NOT_IN_ROUND, ROUND_STATE, ROUND_KIND,
 *            COUNCIL_MEMBER_UNKNOWN, MEMBER_HAS_CONFLICT, MEMBER_DOES_NOT_SCORE, DOSSIER_CLOSED,
 *            SHEET_SEALED, MEETING_NEEDED, AGENCY_REPORT_MISSING
 */
#include "scoring/commands.h"

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/bus/envelope.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records/re_rating.h"
#include "scoring/sitting.h"

static bool reason_is_fine(struct reply *reply, const Ocop__Scoring__V1__GiveOpinion *command)
{
	if (!command->agrees && !command->reason[0])
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX); /* as above */
	return !reply_refused(reply);
}

static bool may_give(struct transaction *tx, struct reply *reply, struct sitting *sitting)
{
	const char *member_id = transaction_caller(tx)->account_id;
	struct filling_facts member = {
		.council = &sitting->council,
		.conflicts = &sitting->conflicts,
		.member_id = member_id,
		.dossier_closed = sitting->dossier.closed,
		.sheet_sealed = opinion_exists(tx, &sitting->dossier, member_id),
		.is_producer = caller_is_producer(tx, &sitting->dossier),
	};
	struct re_rating_facts facts;

	re_rating_facts_load(tx, &sitting->round, &sitting->dossier, &facts);
	if (transaction_failed(tx) ||
	    !require_act(reply, &sitting->round, ACT_GIVE_OPINION, &sitting->round.state))
		return false;
	Ocop__Common__V1__RefusalCode why = may_give_opinion(&facts, &member);
	if (why)
		reply_refuse(reply, why, NULL, NULL);
	return !why;
}

/* The opinion as it is kept and committed to. */
static struct stored_opinion opinion_make(struct transaction *tx, const struct sitting *sitting,
					  const Ocop__Scoring__V1__GiveOpinion *command)
{
	Ocop__Scoring__V1__Opinion message = OCOP__SCORING__V1__OPINION__INIT;
	struct arena *arena = transaction_arena(tx);

	message.member_id = message_text(transaction_caller(tx)->account_id);
	message.agrees = command->agrees;
	message.reason = command->reason;
	message.given_on = date_text(arena, date_of_us(transaction_now_us(tx)));
	message.round_id = message_text(sitting->dossier.round_id);
	message.dossier_id = message_text(sitting->dossier.dossier_id);
	message.pass = sitting->dossier.pass;
	ProtobufCBinaryData bytes = message_pack(&message.base, arena);
	return (struct stored_opinion){
		.member_id = message.member_id,
		.opinion = bytes.data,
		.opinion_size_bytes = bytes.len,
		.seal = seal_make(bytes.data, bytes.len, arena),
	};
}

enum decision give_opinion(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Scoring__V1__GiveOpinion *command =
		(const Ocop__Scoring__V1__GiveOpinion *)message;
	struct sitting sitting;

	if (!reason_is_fine(reply, command))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting) ||
	    !may_give(tx, reply, &sitting))
		return REFUSED;

	struct stored_opinion opinion = opinion_make(tx, &sitting, command);
	opinion_insert(tx, &sitting.dossier, &opinion);
	round_dossier_update(tx, &sitting.dossier);
	event_opinion_given(tx, &sitting.dossier, opinion.member_id, &opinion.seal);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
