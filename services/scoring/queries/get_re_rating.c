/* get_re_rating.c - the agency's report on a re-rating and the opinions on it
 *
 * Reads:   scoring.v1.GetReRating
 * Answers: scoring.v1.ReRating
 * Refuses: HANDLER_FAILED
 */
#include "scoring/queries.h"

#include "common/store/transaction.h"

enum decision get_re_rating(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	(void)tx;
	(void)message;
	reply_refuse(reply, REFUSAL(HANDLER_FAILED), NULL, NULL);
	return REFUSED;
}
