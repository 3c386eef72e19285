/* get_batch.c - one batch with all that is recorded of it
 *
 * Reads:   market.v1.GetBatch
 * Answers: market.v1.Batch
 * Refuses: nothing
 */
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/queries.h"
#include "market/records/batch.h"
#include "ocop/market/v1/queries.pb-c.h"

enum decision get_batch(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply)
{
	const Ocop__Market__V1__GetBatch *query = (const Ocop__Market__V1__GetBatch *)message;
	struct batch batch;

	if (!batch_load(tx, query->batch_id, &batch))
		return FAILED; /* the subject was there */

	reply_set(reply, &batch_message_whole(tx, &batch)->base);
	reply_set_version(reply, (uint64_t)batch.version);
	return ACCEPTED;
}
