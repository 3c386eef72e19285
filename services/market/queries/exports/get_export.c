/* get_export.c - one export with all its entries
 *
 * Reads:   market.v1.GetExport
 * Answers: market.v1.Export
 * Refuses: nothing
 */
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/export.h"
#include "market/queries.h"

enum decision get_export(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Market__V1__GetExport *query = (const Ocop__Market__V1__GetExport *)message;
	struct export_record record;

	if (!export_load(tx, query->export_id, &record))
		return FAILED; /* the subject was there */

	reply_set(reply, &export_message(tx, &record)->base);
	reply_set_version(reply, (uint64_t)record.version);
	return ACCEPTED;
}
