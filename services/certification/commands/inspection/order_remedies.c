/* order_remedies.c - what was found on a visit has to be put right until a day
 *
 * Reads:     certification.v1.OrderRemedies
 * Needs:     who leads it; lines that do not conform, each once
 * Writes:    inspection_findings; inspections: how many are open, and the earliest last day
 * Publishes: certification.v1.RemediesOrdered
 * Refuses:   NO_SUCH_THING, LEVEL_NOT_COMPETENT, INSPECTION_STATE, FIELD_MISSING, FIELD_TOO_LONG,
 *            DATE_INVALID, INSPECTION_LINE_UNKNOWN, REMEDY_NOT_NEEDED
 */
#include "certification/commands.h"

#include "certification/acts/inspecting.h"
#include "certification/events/inspection.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static bool line_load(struct transaction *tx, const char *inspection_id, uint32_t line_no,
		      struct inspection_line *ret)
{
	bool found = false;

	inspection_lines(tx, inspection_id);
	while (!found && inspection_line_next(tx, ret))
		found = ret->line_no == line_no;
	if (found)
		statement_end(tx);
	return found;
}

/* What can be ordered at a line. */
static Ocop__Common__V1__RefusalCode line_fault(struct transaction *tx, const char *inspection_id,
						uint32_t line_no)
{
	struct inspection_line line;

	if (!line_load(tx, inspection_id, line_no, &line))
		return REFUSAL(INSPECTION_LINE_UNKNOWN);
	if (line.result != INSPECTION_LINE_RESULT(DOES_NOT_CONFORM) ||
	    inspection_line_has_finding(tx, inspection_id, line_no))
		return REFUSAL(REMEDY_NOT_NEEDED);
	return REFUSAL(UNSPECIFIED);
}

/* Inserted one after the other, so that a line that is named twice has its finding the second time;
 * a refusal takes all of them back. */
static void order(struct transaction *tx, struct reply *reply, const struct inspection *inspection,
		  uint32_t finding_no, const char *field,
		  const Ocop__Certification__V1__OrderedRemedy *ordered)
{
	Ocop__Common__V1__RefusalCode why =
		line_fault(tx, inspection->inspection_id, ordered->line_no);
	int32_t until;

	if (why != REFUSAL(UNSPECIFIED))
		reply_refuse(reply, why, field, NULL);
	(void)require_text(reply, arena_printf(reply_arena(reply), "%s.what", field), ordered->what,
			   NAME_LENGTH_MAX);
	if (require_date(reply, arena_printf(reply_arena(reply), "%s.remedy_until", field),
			 ordered->remedy_until, &until) &&
	    until < date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), field, "a day that is over");
	if (reply_refused(reply))
		return;
	inspection_finding_insert(tx, &(struct inspection_finding){
					      .inspection_id = inspection->inspection_id,
					      .finding_no = finding_no,
					      .line_no = ordered->line_no,
					      .what = ordered->what,
					      .remedy_until = ordered->remedy_until,
				      });
}

enum decision order_remedies(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Certification__V1__OrderRemedies *command =
		(const Ocop__Certification__V1__OrderRemedies *)message;
	struct inspection inspection;
	uint32_t from;

	if (!inspection_gather(tx, reply, command->inspection_id, INSPECTION_ORDER_REMEDIES,
			       &inspection))
		return REFUSED;
	if (command->n_remedies == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "remedies", NULL);
	from = inspection.findings + 1;
	for (size_t i = 0; i < command->n_remedies; i++)
		order(tx, reply, &inspection, from + (uint32_t)i,
		      arena_printf(reply_arena(reply), "remedies[%zu]", i), command->remedies[i]);
	if (reply_refused(reply))
		return REFUSED;

	inspection_recount(tx, &inspection);
	inspection_update(tx, &inspection);
	event_remedies_ordered(tx, &inspection, from);
	reply_accept(reply, inspection.inspection_id, inspection.version);
	return ACCEPTED;
}
