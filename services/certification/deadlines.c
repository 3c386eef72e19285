/* deadlines.c - what time brings: certificates to issue and to record, claims to judge, last days
 * that are over
 */
#include "certification/deadlines.h"

#include "certification/records.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

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

static void find_certificates_ended(struct transaction *tx, struct due_commands *due)
{
	char today[DATE_TEXT_SIZE];
	struct certificate certificate;
	int32_t last_day;

	date_print(date_of_us(transaction_now_us(tx)), today);
	certificates_ended(tx, today, due_commands_limit(due));
	while (certificate_ended_next(tx, &certificate)) {
		Ocop__Certification__V1__ExpireCertificate command =
			OCOP__CERTIFICATION__V1__EXPIRE_CERTIFICATE__INIT;

		if (!date_parse(certificate.valid_until, &last_day))
			continue;
		command.code = message_text(certificate.code);
		due_commands_add(due, certificate.code, date_end_us(last_day), &command.base);
	}
}

const struct deadline certification_deadlines[] = {
	{"record_legacy_recognition", find_claims_not_judged},
	{"issue_certificate", find_results_without_certificate},
	{"record_centre_certificate", find_centre_results_without_certificate},
	{"expire_certificate", find_certificates_ended},
	{0},
};
