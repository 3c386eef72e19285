/* list_decision_notices.c - the notices of a decision: one for each commune and producer
 *
 * Reads:   certification.v1.ListDecisionNotices
 * Answers: certification.v1.ListNoticesReply
 * Refuses: NO_SUCH_THING
 */
#include "certification/queries.h"

#include <string.h>

#include "certification/answers.h"
#include "certification/paper/recipients.h"
#include "certification/records/decision.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

static Ocop__Certification__V1__Notice *notice_message(struct transaction *tx,
						       const struct decision_row *decision,
						       const struct recipient *recipient)
{
	Ocop__Certification__V1__Notice *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__notice__init(message);
	message->recipient = recipient->kind;
	message->recipient_id = message_text(recipient->id);
	message->recipient_name = message_text(recipient->name);
	message->dated_on = message_text(decision->decided_on);
	message->products = recipient->products;
	return message;
}

enum decision list_decision_notices(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__ListDecisionNotices *query =
		(const Ocop__Certification__V1__ListDecisionNotices *)message;
	Ocop__Certification__V1__ListNoticesReply answer =
		OCOP__CERTIFICATION__V1__LIST_NOTICES_REPLY__INIT;
	struct decision_row decision;
	struct recipient *recipients;
	size_t count;

	if (!decision_load(tx, query->decision_id, &decision)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "decision_id", NULL);
		return REFUSED;
	}

	count = decision_recipients(tx, &decision, &recipients);
	answer.notices = arena_alloc(transaction_arena(tx), (count + 1) * sizeof(*answer.notices));
	for (size_t i = 0; i < count; i++)
		answer.notices[answer.n_notices++] = notice_message(tx, &decision, &recipients[i]);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
