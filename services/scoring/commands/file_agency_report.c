/* file_agency_report.c - the OCOP agency of the level reports on a re-rating
 *
 * A complete sheet, as a member's, with why: where the council agrees with it, it is the council's.
 * Filed again it is replaced, until somebody has an opinion on it. What is told is a commitment:
 * the agency, too, is held to what it wrote.
 *
 * Reads:     scoring.v1.FileAgencyReport
 * Needs:     a round of re-ratings up to scoring, an open dossier without opinions
 * Writes:    agency_reports, one row; round_dossiers
 * Publishes: scoring.v1.AgencyReportFiled
 * Refuses:   FIELD_MISSING, FIELD_TOO_LONG, MESSAGE_TOO_LARGE, DOSSIER_NOT_IN_ROUND, ROUND_STATE,
 *            MEMBER_HAS_CONFLICT, ROUND_KIND, DOSSIER_CLOSED, SHEET_SEALED, CRITERION_MISSING,
 *            CRITERION_UNKNOWN, CRITERION_DOUBLED, OPTION_UNKNOWN, CASE_CONFLICT, CASE_MISSING
 */
#include "scoring/commands.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/events.h"
#include "scoring/records/re_rating.h"
#include "scoring/sitting.h"

/* The report as it is kept and committed to. */
static struct agency_report report_make(struct transaction *tx, const struct sitting *sitting,
					const Ocop__Scoring__V1__FileAgencyReport *command,
					const struct filled_sheet *filled, uint32_t total)
{
	Ocop__Scoring__V1__ReRating message = OCOP__SCORING__V1__RE_RATING__INIT;
	struct arena *arena = transaction_arena(tx);

	message.total = total;
	message.summary = command->summary;
	message.site_checked = command->site_checked;
	message.complex = command->complex;
	message.round_id = message_text(sitting->dossier.round_id);
	message.dossier_id = message_text(sitting->dossier.dossier_id);
	message.pass = sitting->dossier.pass;
	message.filed_on = date_text(arena, date_of_us(transaction_now_us(tx)));
	ProtobufCBinaryData bytes = agency_report_pack(&message, sitting->sheet, filled, arena);
	return (struct agency_report){
		.report = bytes.data,
		.report_size_bytes = bytes.len,
		.seal = seal_make(bytes.data, bytes.len, arena),
	};
}

static bool may_file(struct transaction *tx, struct reply *reply, struct sitting *sitting)
{
	struct re_rating_facts facts;

	re_rating_facts_load(tx, &sitting->round, &sitting->dossier, &facts);
	if (transaction_failed(tx) ||
	    !require_act(reply, &sitting->round, ACT_FILE_AGENCY_REPORT, &sitting->round.state))
		return false;
	Ocop__Common__V1__RefusalCode why = may_file_agency_report(&facts);
	if (why)
		reply_refuse(reply, why, NULL, NULL);
	return !why;
}

enum decision file_agency_report(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Scoring__V1__FileAgencyReport *command =
		(const Ocop__Scoring__V1__FileAgencyReport *)message;
	struct filled_sheet filled = {.choice_count = command->n_choices};
	struct score_result result;
	struct sitting sitting;

	(void)require_text(reply, "summary", command->summary,
			   REASON_LENGTH_MAX); /* said in the reply */
	filled.choices = choices_read(reply, (const ProtobufCMessage *const *)command->choices,
				      command->n_choices, "choices");
	if (reply_refused(reply))
		return REFUSED;

	if (!sitting_load(tx, command->round_id, command->dossier_id, reply, &sitting) ||
	    !may_file(tx, reply, &sitting))
		return REFUSED;
	if (!score_sheet(sitting.sheet, &filled, reply_arena(reply), &result)) {
		faults_refuse(reply, sitting.sheet, &result, "choices");
		return REFUSED;
	}

	struct agency_report report =
		report_make(tx, &sitting, command, &filled, result.score.total);
	agency_report_put(tx, &sitting.dossier, &report);
	round_dossier_update(tx, &sitting.dossier);
	event_agency_report_filed(tx, &sitting.dossier, &report.seal);
	reply_accept(reply, sitting.dossier.dossier_id, sitting.dossier.version);
	return ACCEPTED;
}
