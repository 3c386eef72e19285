/* decide_idea.c - the commune accepts, returns or declines an idea; the latter two with a reason
 *
 * Reads:     registration.v1.DecideIdea
 * Needs:     an idea that waits for the commune
 * Writes:    ideas, one row: its state, the reason and the day it was accepted
 * Publishes: registration.v1.IdeaDecided
 * Refuses:   FIELD_INVALID, FIELD_TOO_LONG, REASON_MISSING, IDEA_STATE
 */
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/programme/programme.h"
#include "registration/rules.h"
#include "registration/rules/programme.h"

enum decision decide_idea(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Registration__V1__DecideIdea *asked =
		(const Ocop__Registration__V1__DecideIdea *)message;
	const char *reason = allow_composed(reply, "reason", asked->reason, REASON_LENGTH_MAX);
	Ocop__Common__V1__RefusalCode why;
	enum idea_verb verb = IDEA_ACCEPT;
	struct idea idea;

	if (!idea_decision_verb(asked->decision, &verb))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "decision",
			     "accepted, returned or declined");
	else if (verb != IDEA_ACCEPT && *reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (reply_refused(reply))
		return REFUSED;

	idea_load(tx, asked->idea_id, &idea);
	if (transaction_failed(tx))
		return FAILED;

	why = may_move_idea(verb, idea.row.state, &idea.row.state);
	if (why) {
		reply_refuse(reply, why, "idea_id", NULL);
		return REFUSED;
	}

	idea.row.reason = message_text(reason);
	idea.row.version++;
	if (verb == IDEA_ACCEPT)
		idea.accepted_on =
			date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)));
	idea_write(tx, &idea);
	event_idea_decided(tx, &idea.row);
	reply_accept(reply, idea.row.idea_id, idea.row.version);
	return ACCEPTED;
}
