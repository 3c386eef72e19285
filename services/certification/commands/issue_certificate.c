/* issue_certificate.c - a recognised product gets its certificate
 *
 * Reads:     certification.v1.IssueCertificate
 * Needs:     the decided result, mirrored from scoring, and the product's official code
 * Writes:    certificates, one row; the valid one it replaces; certificate_numbers
 * Publishes: certification.v1.CertificateIssued; CertificateReplaced of the earlier one
 * Refuses:   NO_SUCH_THING, RULEBOOK_UNKNOWN, DATE_INVALID, CERTIFICATE_STATE (issued before, or an
 *            upgrade without more stars), LEVEL_NOT_COMPETENT (not recognised), PRODUCT_UNKNOWN (no
 *            product code)
 */
#include "certification/commands.h"

#include "certification/moves.h"
#include "certification/numbers.h"
#include "certification/records.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/registration/v1/types.pb-c.h"
#include "ocop/scoring/v1/types.pb-c.h"

/* What the certificate says; code and number are drawn for it. */
static void certificate_of_result(struct transaction *tx, const struct decided_result *result,
				  const struct rulebook *book, int32_t decided_on,
				  struct certificate *ret)
{
	bool is_of_centre = result->level == OCOP__SCORING__V1__LEVEL__LEVEL_CENTRE;
	char *code = arena_alloc(transaction_arena(tx), CERTIFICATE_CODE_SIZE);

	certificate_code_draw(tx, code);
	*ret = (struct certificate){
		.code = code,
		.version = 1,
		.official_number = official_number_draw(tx, result->province_code, is_of_centre,
							date_year(decided_on)),
		.state = CERTIFICATE_STATE(VALID),
		.star = result->star,
		.product_id = result->product_id,
		.product_name = result->product_name,
		.producer_id = result->producer_id,
		.producer_name = result->producer_name,
		.commune_code = result->commune_code,
		.province_code = result->province_code,
		.decision_number = result->decision_number,
		.decided_on = result->decided_on,
		.valid_from = result->decided_on,
		.valid_until = date_text(transaction_arena(tx),
					 certificate_last_day(decided_on, book->validity_months)),
		.rulebook_code = result->rulebook_code,
		.set_no = result->set_no,
		.sector_code = result->sector_code,
		.points_sum = result->points_sum,
		.points_count = result->points_count,
		.points_text = result->mean_text,
		.round_id = result->round_id,
		.dossier_id = result->dossier_id,
		.changed_at_us = transaction_now_us(tx),
	};
}

enum decision issue_certificate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Certification__V1__IssueCertificate *command =
		(const Ocop__Certification__V1__IssueCertificate *)message;
	const struct certification_state *state = certification_state(tx);
	Ocop__Common__V1__RefusalCode why = REFUSAL(UNSPECIFIED);
	const struct rulebook *book = NULL;
	struct certificate certificate;
	struct decided_result result;
	struct certificate old = {0};
	struct issue_facts facts;
	int32_t decided_on = 0;

	if (!decided_result_load(tx, command->round_id, command->dossier_id, &result))
		why = REFUSAL(NO_SUCH_THING);
	else if ((book = rulebook_find(state->rulebooks, result.rulebook_code)) == NULL)
		why = REFUSAL(RULEBOOK_UNKNOWN);
	else if (!date_parse(result.decided_on, &decided_on))
		why = REFUSAL(DATE_INVALID);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, "dossier_id", NULL);
		return REFUSED;
	}

	(void)certificate_load(tx, result.certificate_code,
			       &old); /* a first one starts from none */
	facts = (struct issue_facts){
		.recognised = result.decision ==
			      OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_RECOGNISED,
		.star = result.star,
		.has_certificate = result_has_certificate(tx, result.round_id, result.dossier_id),
		.has_product_code = product_has_code(tx, result.product_id),
		.is_upgrade =
			result.kind == OCOP__REGISTRATION__V1__DOSSIER_KIND__DOSSIER_KIND_UPGRADE,
		.old_star = old.star,
	};
	why = may_issue_certificate(&facts);
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, "dossier_id", NULL);
		return REFUSED;
	}

	certificate_of_result(tx, &result, book, decided_on, &certificate);
	certificate_issue(tx, &certificate, result.certificate_code);
	reply_accept(reply, certificate.code, certificate.version);
	return ACCEPTED;
}
