/* get_pack_report.c - a report on a pack with all that happened to it, and how the reporter can be
 * reached
 *
 * Reads:   certification.v1.GetPackReport
 * Answers: certification.v1.PackReport
 * Refuses: nothing
 */
#include "certification/queries.h"

#include "certification/answers/pack_report.h"
#include "certification/records/pack_reports.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/sending/contact.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum { STEPS_SHOWN = 200 }; /* a report goes from office to office a few times */

static void steps_read(struct transaction *tx, Ocop__Certification__V1__PackReport *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct pack_report_step step;

	answer->steps = arena_alloc(arena, STEPS_SHOWN * sizeof(*answer->steps));
	pack_report_steps(tx, answer->report_id);
	while (pack_report_step_next(tx, &step)) {
		Ocop__Certification__V1__PackReportStep *shown;

		if (answer->n_steps == STEPS_SHOWN) {
			statement_end(tx);
			return;
		}
		shown = arena_alloc(arena, sizeof(*shown));
		ocop__certification__v1__pack_report_step__init(shown);
		shown->move = step.move;
		shown->moved_on = message_text(step.moved_on);
		shown->agency_id = message_text(step.agency_id);
		shown->commune_code = message_text(step.commune_code);
		shown->province_code = message_text(step.province_code);
		shown->reason = message_text(step.reason);
		answer->steps[answer->n_steps++] = shown;
	}
}

enum decision get_pack_report(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Certification__V1__GetPackReport *query =
		(const Ocop__Certification__V1__GetPackReport *)message;
	Ocop__Certification__V1__PackReport *answer;
	struct pack_report report;
	struct contact contact;

	if (!pack_report_load(tx, query->report_id, &report))
		return FAILED; /* the subject was found */

	answer = pack_report_message(tx, &report);
	contact_load(tx, report.report_id, &contact);
	answer->contact = message_text(contact.reached_by);
	steps_read(tx, answer);
	reply_set_version(reply, report.version);
	reply_set(reply, &answer->base);
	return ACCEPTED;
}
