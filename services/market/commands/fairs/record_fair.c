/* record_fair.c - a fair, a meeting of producers and buyers, a promotion week or a live session is
 * planned
 *
 * Reads:     market.v1.RecordFair
 * Needs:     the unit whose it is
 * Writes:    fairs, one row
 * Publishes: market.v1.FairRecorded
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID, UNIT_UNKNOWN,
 *            PAPER_UNKNOWN
 */
#include <string.h>

#include "common/base/identifier.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/acts/fair_content.h"
#include "market/commands.h"
#include "market/events.h"

enum decision record_fair(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Market__V1__RecordFair *command = (const Ocop__Market__V1__RecordFair *)message;
	char fair_id[IDENTIFIER_SIZE];
	struct unit unit;

	unit_load(tx, command->unit_code, &unit);
	struct fair fair = {
		.fair_id = fair_id,
		.commune_code = strcmp(unit.code, unit.province_code) == 0 ? "" : unit.code,
		.province_code = unit.province_code,
	};
	fair_content_read(tx, command->content, &fair, reply);
	if (transaction_failed(tx))
		return FAILED;
	if (reply_refused(reply))
		return REFUSED;

	identifier_create("fair", NULL, transaction_now_us(tx), fair_id);
	fair_insert(tx, &fair);
	event_fair_recorded(tx, &fair);
	reply_accept(reply, fair_id, 1);
	return ACCEPTED;
}
