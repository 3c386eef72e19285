/* get_inspection.c - a visit about a certificate, with its checklist and what was found
 *
 * Reads:   certification.v1.GetInspection
 * Answers: certification.v1.Inspection
 * Refuses: NO_SUCH_THING
 */
#include "certification/queries.h"

#include "certification/answers/inspection.h"
#include "common/store/transaction.h"

enum decision get_inspection(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Certification__V1__GetInspection *query =
		(const Ocop__Certification__V1__GetInspection *)message;
	Ocop__Certification__V1__Inspection *shown;
	struct inspection inspection;

	if (!inspection_load(tx, query->inspection_id, &inspection)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "inspection_id", NULL);
		return REFUSED;
	}
	shown = inspection_message(tx, &inspection);
	inspection_fill(tx, &inspection, shown);
	reply_set_version(reply, inspection.version);
	reply_set(reply, &shown->base);
	return ACCEPTED;
}
