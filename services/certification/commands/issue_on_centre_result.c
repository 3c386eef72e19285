/* issue_on_centre_result.c - a product that the province recognised on the centre's result gets its
 * certificate, the province's
 *
 * Reads:     certification.v1.IssueOnCentreResult
 * Needs:     the recognition, mirrored from registration, and the product's official code
 * Writes:    certificates, one row, with what it covers and its history; the one in force that it
 *            replaces; certificate_numbers; decisions, one row the first time
 * Publishes: certification.v1.DecisionRecorded, the first time; CertificateIssued;
 *            CertificateReplaced of the earlier one
 * Refuses:   NO_SUCH_THING, RULEBOOK_UNKNOWN, DATE_INVALID, LEVEL_NOT_COMPETENT (a star that is not
 *            the province's on the day), CERTIFICATE_STATE (issued before, or an upgrade without
 *            more stars), PRODUCT_UNKNOWN (no product code)
 */
#include "certification/commands.h"

#include "certification/acts/decided.h"
#include "certification/acts/moves.h"
#include "certification/acts/numbers.h"
#include "certification/records.h"
#include "certification/records/decision.h"
#include "certification/records/dossier.h"
#include "certification/records/recognitions.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/registration/v1/types.pb-c.h"

static const char *decision_of_province(struct transaction *tx,
					const struct recognition *recognition)
{
	return decision_on_record(tx, &(struct decision_row){
					      .kind = DECISION_KIND(ON_CENTRE_RESULT),
					      .level = AUTHORITY_LEVEL(PROVINCE),
					      .province_code = recognition->province_code,
					      .decision_number = recognition->decision_number,
					      .decided_on = recognition->decided_on,
					      .round_id = "",
					      .report_number = "",
					      .document_sha256 = "",
				      });
}

/* What the certificate says; code and number are drawn for it. Its ground is the centre's round, or
 * the scan of the centre's decision. */
static void certificate_of_recognition(struct transaction *tx,
				       const struct recognition *recognition,
				       const struct rulebook *book, int32_t decided_on,
				       struct certificate *ret)
{
	char *code = arena_alloc(transaction_arena(tx), CERTIFICATE_CODE_SIZE);
	struct dossier dossier = {0};

	(void)dossier_load(tx, recognition->dossier_id, &dossier); /* all zero: nothing is known */
	certificate_code_draw(tx, code);
	*ret = (struct certificate){
		.code = code,
		.version = 1,
		.official_number = official_number_draw(tx, recognition->province_code, false,
							date_year(decided_on)),
		.state = CERTIFICATE_STATE(VALID),
		.star = recognition->star,
		.product_id = recognition->product_id,
		.product_name = recognition->product_name,
		.producer_id = recognition->producer_id,
		.producer_name = recognition->producer_name,
		.commune_code = recognition->commune_code,
		.province_code = recognition->province_code,
		.place_text = recognition->place_text,
		.decision_number = recognition->decision_number,
		.decided_on = recognition->decided_on,
		.valid_from = recognition->decided_on,
		.valid_until = date_text(transaction_arena(tx),
					 certificate_last_day(decided_on, book->validity_months)),
		.rulebook_code = recognition->rulebook_code,
		.set_no = recognition->set_no,
		.sector_code = recognition->sector_code,
		.points_sum = recognition->points_sum,
		.points_count = recognition->points_count,
		.points_text = recognition->points_text,
		.round_id = recognition->round_id,
		.dossier_id = recognition->dossier_id,
		.centre_decision_sha256 = recognition->centre_decision_sha256,
		.decision_id = decision_of_province(tx, recognition),
		.is_set = dossier.is_set,
		.filed_late = dossier.filed_late,
		.changed_at_us = transaction_now_us(tx),
	};
}

static Ocop__Common__V1__RefusalCode may_issue(struct transaction *tx,
					       const struct recognition *recognition,
					       const struct rulebook *book, int32_t decided_on)
{
	struct certificate old = {0};

	(void)certificate_load(tx, recognition->certificate_code,
			       &old); /* a first one starts from none */
	struct issue_facts facts = {
		.recognised = rulebook_recogniser(book, decided_on, recognition->star) ==
			      RULEBOOK_LEVEL_PROVINCE,
		.star = recognition->star,
		.has_certificate = recognition_has_certificate(tx, recognition),
		.has_product_code = product_has_code(tx, recognition->product_id),
		.is_upgrade = recognition->kind == DOSSIER_KIND(UPGRADE),
		.old_star = old.star,
	};

	return may_issue_certificate(&facts);
}

enum decision issue_on_centre_result(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply)
{
	const Ocop__Certification__V1__IssueOnCentreResult *command =
		(const Ocop__Certification__V1__IssueOnCentreResult *)message;
	const struct rulebooks *books = certification_state(tx)->rulebooks;
	Ocop__Common__V1__RefusalCode why = REFUSAL(UNSPECIFIED);
	const struct rulebook *book = NULL;
	struct recognition recognition;
	struct certificate certificate;
	int32_t decided_on = 0;

	if (!recognition_load(tx, command->dossier_id, &recognition))
		why = REFUSAL(NO_SUCH_THING);
	else if ((book = rulebook_find(books, recognition.rulebook_code)) == NULL)
		why = REFUSAL(RULEBOOK_UNKNOWN);
	else if (!date_parse(recognition.decided_on, &decided_on))
		why = REFUSAL(DATE_INVALID);
	else
		why = may_issue(tx, &recognition, book, decided_on);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, "dossier_id", NULL);
		return REFUSED;
	}

	certificate_of_recognition(tx, &recognition, book, decided_on, &certificate);
	certificate_issue(
		tx, &certificate,
		&(struct issue){.started_from_code = recognition.certificate_code,
				.is_re_rating = recognition.kind == DOSSIER_KIND(RE_RATING)});
	reply_accept(reply, certificate.code, certificate.version);
	return ACCEPTED;
}
