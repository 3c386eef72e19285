/* list_merge_candidates.c - pairs of producers or products that may be one, the likeliest first
 *
 * Reads:   registration.v1.ListMergeCandidates
 * Answers: registration.v1.ListMergeCandidatesReply
 * Refuses: HANDLER_FAILED
 */
#include "common/store/transaction.h"
#include "registration/queries.h"

enum decision list_merge_candidates(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
