/* deadlines.c - what time brings: decisions to put on record, certificates to issue and to record,
 * claims to judge, ends to remind of, last days that are over, remedies that are
 */
#include "certification/deadlines.h"

#include <inttypes.h>

#include "certification/answers.h"
#include "certification/records.h"
#include "certification/records/decision.h"
#include "certification/records/inspection/inspection_finding.h"
#include "certification/records/pack_reports.h"
#include "certification/records/recognitions.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/date.h"
#include "common/label/asked_counter.h"
#include "common/message/message.h"
#include "common/sending/contact.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static void find_rounds_to_record(struct transaction *tx, struct due_commands *due)
{
	struct decided_round round;

	decided_rounds_to_record(tx, due_commands_limit(due));
	while (decided_round_next(tx, &round)) {
		Ocop__Certification__V1__RecordDecision command =
			OCOP__CERTIFICATION__V1__RECORD_DECISION__INIT;

		command.round_id = message_text(round.round_id);
		due_commands_add(due, round.round_id, round.decided_at_us, &command.base);
	}
}

static void find_results_without_certificate(struct transaction *tx, struct due_commands *due)
{
	struct decided_result result;

	decided_results_without_certificate(tx, due_commands_limit(due));
	while (decided_result_next(tx, &result)) {
		Ocop__Certification__V1__IssueCertificate command =
			OCOP__CERTIFICATION__V1__ISSUE_CERTIFICATE__INIT;

		command.round_id = message_text(result.round_id);
		command.dossier_id = message_text(result.dossier_id);
		/* One dossier has one result a round: together they are the thing. */
		due_commands_add(due,
				 arena_printf(transaction_arena(tx), "%s/%s", result.round_id,
					      result.dossier_id),
				 result.decided_at_us, &command.base);
	}
}

static void find_claims_not_judged(struct transaction *tx, struct due_commands *due)
{
	struct claim claim;

	claims_not_judged(tx, due_commands_limit(due));
	while (claim_next(tx, &claim)) {
		Ocop__Certification__V1__RecordLegacyRecognition command =
			OCOP__CERTIFICATION__V1__RECORD_LEGACY_RECOGNITION__INIT;

		command.claim_id = message_text(claim.claim_id);
		due_commands_add(due, claim.claim_id, claim.claimed_at_us, &command.base);
	}
}

static void find_centre_results_without_certificate(struct transaction *tx,
						    struct due_commands *due)
{
	struct centre_result result;

	centre_results_without_certificate(tx, due_commands_limit(due));
	while (centre_result_next(tx, &result)) {
		Ocop__Certification__V1__RecordCentreCertificate command =
			OCOP__CERTIFICATION__V1__RECORD_CENTRE_CERTIFICATE__INIT;

		command.dossier_id = message_text(result.dossier_id);
		due_commands_add(due, result.dossier_id, result.recorded_at_us, &command.base);
	}
}

static void find_recognitions_without_certificate(struct transaction *tx, struct due_commands *due)
{
	struct recognition recognition;

	recognitions_without_certificate(tx, due_commands_limit(due));
	while (recognition_next(tx, &recognition)) {
		Ocop__Certification__V1__IssueOnCentreResult command =
			OCOP__CERTIFICATION__V1__ISSUE_ON_CENTRE_RESULT__INIT;

		command.dossier_id = message_text(recognition.dossier_id);
		due_commands_add(due, recognition.dossier_id, recognition.recognised_at_us,
				 &command.base);
	}
}

/* A certificate has each reminder once, so the two together are the thing. */
static void find_certificates_to_remind(struct transaction *tx, struct due_commands *due)
{
	struct certificate certificate;
	int32_t due_on;

	certificates_to_remind(tx, today_text(tx), due_commands_limit(due));
	while (certificate_to_remind_next(tx, &certificate)) {
		Ocop__Certification__V1__RemindCertificate command =
			OCOP__CERTIFICATION__V1__REMIND_CERTIFICATE__INIT;

		if (!date_parse(certificate.next_reminder_on, &due_on))
			continue;
		command.code = message_text(certificate.code);
		command.reminder = certificate.next_reminder;
		due_commands_add(due,
				 arena_printf(transaction_arena(tx), "%s/%d", certificate.code,
					      (int)certificate.next_reminder),
				 date_begin_us(due_on), &command.base);
	}
}

static void add_expiries(struct transaction *tx, struct due_commands *due)
{
	struct certificate certificate;
	int32_t last_day;

	while (certificate_ended_next(tx, &certificate)) {
		Ocop__Certification__V1__ExpireCertificate command =
			OCOP__CERTIFICATION__V1__EXPIRE_CERTIFICATE__INIT;

		if (!date_parse(certificate.last_day, &last_day))
			continue;
		command.code = message_text(certificate.code);
		due_commands_add(due, certificate.code, date_end_us(last_day), &command.base);
	}
}

static void find_certificates_ended(struct transaction *tx, struct due_commands *due)
{
	certificates_ended(tx, today_text(tx), due_commands_limit(due));
	add_expiries(tx, due);
	certificates_extended_in_vain(tx, today_text(tx), due_commands_limit(due));
	add_expiries(tx, due);
}

static void find_reports_to_remind(struct transaction *tx, struct due_commands *due)
{
	struct pack_report report;
	int32_t due_on;

	pack_reports_to_remind(tx, today_text(tx), due_commands_limit(due));
	while (pack_report_to_remind_next(tx, &report)) {
		Ocop__Certification__V1__RemindPackReport command =
			OCOP__CERTIFICATION__V1__REMIND_PACK_REPORT__INIT;

		if (!date_parse(report.due_on, &due_on))
			continue;
		command.report_id = message_text(report.report_id);
		due_commands_add(due, report.report_id, date_end_us(due_on), &command.base);
	}
}

static void find_reporters_to_erase(struct transaction *tx, struct due_commands *due)
{
	const char *report_id, *erase_on;
	int32_t day;

	contacts_to_erase(tx, today_text(tx), due_commands_limit(due));
	while (contact_to_erase_next(tx, &report_id, &erase_on)) {
		Ocop__Certification__V1__EraseReporter command =
			OCOP__CERTIFICATION__V1__ERASE_REPORTER__INIT;

		if (!date_parse(erase_on, &day))
			continue;
		command.report_id = message_text(report_id);
		due_commands_add(due, report_id, date_begin_us(day), &command.base);
	}
}

/* Questions wrote nothing: what they brought together is due when enough time has passed. Once
 * taken it is in the command alone, and lost with it. */
static void find_unknown_numbers(struct transaction *tx, struct due_commands *due)
{
	Ocop__Certification__V1__CountUnknownNumbers command =
		OCOP__CERTIFICATION__V1__COUNT_UNKNOWN_NUMBERS__INIT;
	struct arena *arena = transaction_arena(tx);
	struct asked_batch batch;

	if (!asked_counter_take(certification_state(tx)->unknown, clock_monotonic_us(), arena,
				&batch))
		return;
	command.counts = arena_alloc(arena, batch.count * sizeof(*command.counts));
	for (uint32_t i = 0; i < batch.count; i++) {
		Ocop__Certification__V1__UnknownCount *count = arena_alloc(arena, sizeof(*count));

		ocop__certification__v1__unknown_count__init(count);
		count->number = message_text(batch.counts[i].key);
		count->commune_code = message_text(batch.counts[i].commune_code);
		count->asked = batch.counts[i].asked;
		command.counts[command.n_counts++] = count;
	}
	command.others = batch.others;
	due_commands_add(due, arena_printf(arena, "batch/%" PRIu64, batch.batch_no),
			 transaction_now_us(tx), &command.base);
}

/* Once for each last day that a finding had. */
static void find_remedies_overdue(struct transaction *tx, struct due_commands *due)
{
	struct inspection_finding finding;
	int32_t last_day;

	inspection_findings_overdue(tx, today_text(tx), due_commands_limit(due));
	while (inspection_finding_next(tx, &finding)) {
		Ocop__Certification__V1__RemindRemedy command =
			OCOP__CERTIFICATION__V1__REMIND_REMEDY__INIT;

		if (!date_parse(finding.remedy_until, &last_day))
			continue;
		command.inspection_id = message_text(finding.inspection_id);
		command.finding_no = finding.finding_no;
		command.due_on = message_text(finding.remedy_until);
		due_commands_add(due,
				 arena_printf(transaction_arena(tx), "%s/%u", finding.inspection_id,
					      finding.finding_no),
				 date_end_us(last_day), &command.base);
	}
}

/* In this order: a decision before its certificates, the last reminder before the end. */
const struct deadline certification_deadlines[] = {
	{"record_legacy_recognition", find_claims_not_judged},
	{"record_decision", find_rounds_to_record},
	{"issue_certificate", find_results_without_certificate},
	{"record_centre_certificate", find_centre_results_without_certificate},
	{"issue_on_centre_result", find_recognitions_without_certificate},
	{"remind_certificate", find_certificates_to_remind},
	{"expire_certificate", find_certificates_ended},
	{"remind_pack_report", find_reports_to_remind},
	{"erase_reporter", find_reporters_to_erase},
	{"count_unknown_numbers", find_unknown_numbers},
	{"remind_remedy", find_remedies_overdue},
	{0},
};
