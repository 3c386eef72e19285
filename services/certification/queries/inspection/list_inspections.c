/* list_inspections.c - the worklist of visits, newest first
 *
 * A producer does not see a visit that comes without a letter before it has taken place. The cursor
 * is the id of the last one shown.
 *
 * Reads:   certification.v1.ListInspections
 * Answers: certification.v1.ListInspectionsReply
 * Refuses: CERTIFICATE_UNKNOWN, FIELD_INVALID
 */
#include "certification/queries.h"

#include "certification/answers/inspection.h"
#include "certification/subjects.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"

enum {
	/* Who may know of a visit that nobody was written of. */
	IN_THE_KNOW = ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) | ALLOW(MINISTRY) | ALLOW(INSPECTOR) |
		      ALLOW(AUDITOR) | ALLOW(COMMUNE_OFFICER) | ALLOW(OPERATOR)
};

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__ListInspectionsReply *answer)
{
	struct inspection inspection;

	answer->inspections =
		arena_alloc(transaction_arena(tx), most * sizeof(*answer->inspections));
	while (inspection_next(tx, &inspection)) {
		if (answer->n_inspections == most) {
			answer->next = answer->inspections[most - 1]->inspection_id;
			statement_end(tx);
			return;
		}
		answer->inspections[answer->n_inspections++] = inspection_message(tx, &inspection);
	}
}

static bool is_in_the_know(struct transaction *tx, const ProtobufCMessage *message)
{
	struct subject subject = {0};

	subject_of_inspections(tx, message, &subject);
	return caller_may(transaction_caller(tx), IN_THE_KNOW, &subject);
}

enum decision list_inspections(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply)
{
	const Ocop__Certification__V1__ListInspections *query =
		(const Ocop__Certification__V1__ListInspections *)message;
	Ocop__Certification__V1__ListInspectionsReply answer =
		OCOP__CERTIFICATION__V1__LIST_INSPECTIONS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	char code[CERTIFICATE_CODE_SIZE] = "";

	if (*query->code && !certificate_code_read(query->code, code))
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), "code", NULL);
	if ((unsigned)query->stage > INSPECTION_STAGE(CLOSED))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "stage", NULL);
	if (reply_refused(reply))
		return REFUSED;

	inspections_list(tx, &(struct inspection_filter){
				     .province_code = query->province_code,
				     .commune_code = query->commune_code,
				     .producer_id = query->producer_id,
				     .code = code,
				     .open_only = query->open_only,
				     .told_only = !is_in_the_know(tx, message),
				     .stage = query->stage,
				     .before_inspection_id = query->cursor,
				     .limit = (int64_t)most + 1,
			     });
	page_read(tx, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
