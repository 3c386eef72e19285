/* close_fair.c - a fair is over and reported on; what came of it changes no more
 *
 * Reads:     market.v1.CloseFair
 * Needs:     a fair that is planned and on its last day or past it
 * Writes:    fairs, one row
 * Publishes: market.v1.FairClosed
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, PAPER_UNKNOWN, FAIR_STATE
 */
#include <string.h>

#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/acts/fair_content.h"
#include "market/answers/trace.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records/known.h"

enum decision close_fair(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Market__V1__CloseFair *command = (const Ocop__Market__V1__CloseFair *)message;
	const char *report = require_composed(reply, "report", command->report, FAIR_TEXT_MAX);
	const char *today = trace_today(tx);
	struct fair fair;

	if (!fair_load(tx, command->fair_id, &fair))
		return FAILED; /* the subject was there */
	if (*command->paper_id && !kept_paper_is_for(tx, command->paper_id, ""))
		reply_refuse(reply, REFUSAL(PAPER_UNKNOWN), "paper_id", NULL);
	if (transaction_failed(tx))
		return FAILED;

	if (fair.state != FAIR_STATE(PLANNED))
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "%s", fair.ended_on);
	else if (strcmp(today, fair.ends_on) < 0)
		reply_refuse(reply, REFUSAL(FAIR_STATE), NULL, "ends on %s", fair.ends_on);
	if (reply_refused(reply))
		return REFUSED;

	fair.state = FAIR_STATE(CLOSED);
	fair.end_text = report;
	fair.end_paper_id = command->paper_id;
	fair.ended_on = today;
	fair_end(tx, &fair);
	fair.version++;
	event_fair_closed(tx, &fair);
	reply_accept(reply, fair.fair_id, (uint64_t)fair.version);
	return ACCEPTED;
}
