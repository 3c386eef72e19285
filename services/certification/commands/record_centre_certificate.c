/* record_centre_certificate.c - the certificate that the centre gave without this software
 *
 * Reads:     certification.v1.RecordCentreCertificate
 * Needs:     the centre's result, mirrored from registration
 * Writes:    certificates, one row under the ministry's number, with what it covers and its
 *            history; the one in force that it replaces; decisions, one row the first time
 * Publishes: certification.v1.DecisionRecorded, the first time; CertificateIssued;
 *            CertificateReplaced of the earlier one
 * Refuses:   NO_SUCH_THING, RULEBOOK_UNKNOWN, DATE_INVALID, CERTIFICATE_STATE (recorded before, or
 *            the number is another certificate's)
 */
#include "certification/commands.h"

#include "certification/acts/decided.h"
#include "certification/acts/moves.h"
#include "certification/acts/numbers.h"
#include "certification/records.h"
#include "certification/records/decision.h"
#include "certification/records/dossier.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

static const char *last_day(struct transaction *tx, const struct centre_result *result,
			    const struct rulebook *book, int32_t decided_on)
{
	if (result->valid_until[0] != '\0')
		return result->valid_until;
	return date_text(transaction_arena(tx),
			 certificate_last_day(decided_on, book->validity_months));
}

static const char *decision_of_centre(struct transaction *tx, const struct centre_result *result)
{
	return decision_on_record(tx, &(struct decision_row){
					      .kind = DECISION_KIND(CENTRE),
					      .level = AUTHORITY_LEVEL(CENTRE),
					      .province_code = result->province_code,
					      .decision_number = result->decision_number,
					      .decided_on = result->decided_on,
					      .round_id = "",
					      .report_number = "",
					      .document_sha256 = result->decision_sha256,
				      });
}

/* What the certificate says; the number is the ministry's, the code drawn for it. */
static void certificate_of_centre(struct transaction *tx, const struct centre_result *result,
				  const struct rulebook *book, int32_t decided_on,
				  struct certificate *ret)
{
	const struct rulebook_set *set = rulebook_set_find(book, result->set_no);
	char *code = arena_alloc(transaction_arena(tx), CERTIFICATE_CODE_SIZE);
	struct dossier dossier = {0};

	(void)dossier_load(tx, result->dossier_id, &dossier); /* all zero: nothing is known of it */
	certificate_code_draw(tx, code);
	*ret = (struct certificate){
		.code = code,
		.version = 1,
		.official_number = result->certificate_number,
		.state = CERTIFICATE_STATE(VALID),
		.star = result->star,
		.product_id = result->product_id,
		.product_name = result->product_name,
		.producer_id = result->producer_id,
		.producer_name = result->producer_name,
		.commune_code = result->commune_code,
		.province_code = result->province_code,
		.place_text = result->place_text,
		.decision_number = result->decision_number,
		.decided_on = result->decided_on,
		.valid_from = result->decided_on,
		.valid_until = last_day(tx, result, book, decided_on),
		.rulebook_code = result->rulebook_code,
		.set_no = result->set_no,
		.sector_code = set == NULL ? "" : set->sector_code,
		.points_text = result->points_text,
		.dossier_id = result->dossier_id,
		.centre_decision_sha256 = result->decision_sha256,
		.decision_id = decision_of_centre(tx, result),
		.is_set = dossier.is_set,
		.filed_late = dossier.filed_late,
		.changed_at_us = transaction_now_us(tx),
	};
}

static bool is_re_rating(struct transaction *tx, const char *dossier_id)
{
	struct dossier dossier;

	return dossier_load(tx, dossier_id, &dossier) && dossier.kind == DOSSIER_KIND(RE_RATING);
}

enum decision record_centre_certificate(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply)
{
	const Ocop__Certification__V1__RecordCentreCertificate *command =
		(const Ocop__Certification__V1__RecordCentreCertificate *)message;
	const struct rulebooks *books = certification_state(tx)->rulebooks;
	Ocop__Common__V1__RefusalCode why = REFUSAL(UNSPECIFIED);
	const struct rulebook *book = NULL;
	struct certificate certificate, other;
	struct centre_result result;
	int32_t decided_on = 0;

	if (!centre_result_load(tx, command->dossier_id, &result))
		why = REFUSAL(NO_SUCH_THING);
	else if ((book = rulebook_find(books, result.rulebook_code)) == NULL)
		why = REFUSAL(RULEBOOK_UNKNOWN);
	else if (!date_parse(result.decided_on, &decided_on))
		why = REFUSAL(DATE_INVALID);
	else if (centre_result_has_certificate(tx, result.dossier_id) ||
		 certificate_load_by_number(tx, result.certificate_number, &other))
		why = REFUSAL(CERTIFICATE_STATE);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, "dossier_id", NULL);
		return REFUSED;
	}

	certificate_of_centre(tx, &result, book, decided_on, &certificate);
	certificate_issue(tx, &certificate,
			  &(struct issue){.started_from_code = result.certificate_code,
					  .is_re_rating = is_re_rating(tx, result.dossier_id)});
	reply_accept(reply, certificate.code, certificate.version);
	return ACCEPTED;
}
