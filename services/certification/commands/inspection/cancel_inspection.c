/* cancel_inspection.c - a visit is called off
 *
 * Reads:     certification.v1.CancelInspection
 * Needs:     who leads it; a visit that did not take place; the reason
 * Writes:    inspections: state, day, reason
 * Publishes: certification.v1.InspectionCancelled
 * Refuses:   NO_SUCH_THING, LEVEL_NOT_COMPETENT, INSPECTION_STATE, REASON_MISSING, FIELD_TOO_LONG
 */
#include "certification/commands.h"

#include "certification/acts/inspecting.h"
#include "certification/answers.h"
#include "certification/events/inspection.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

enum decision cancel_inspection(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Certification__V1__CancelInspection *command =
		(const Ocop__Certification__V1__CancelInspection *)message;
	struct inspection inspection;

	if (command->reason[0] == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	(void)allow_text(reply, "reason", command->reason, REASON_LENGTH_MAX);
	if (!inspection_gather(tx, reply, command->inspection_id, INSPECTION_CANCEL, &inspection) ||
	    reply_refused(reply))
		return REFUSED;

	inspection.state = INSPECTION_STATE(CANCELLED);
	inspection.cancelled_on = today_text(tx);
	inspection.cancel_reason = command->reason;
	inspection_update(tx, &inspection);
	event_inspection_cancelled(tx, &inspection);
	reply_accept(reply, inspection.inspection_id, inspection.version);
	return ACCEPTED;
}
