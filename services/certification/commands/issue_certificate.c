/* issue_certificate.c - a recognised product gets its certificate
 *
 * Reads:     certification.v1.IssueCertificate
 * Needs:     the decided result, mirrored from scoring, its decision on record, and the product's
 *            official code
 * Writes:    certificates, one row, with what it covers and its history; the one in force that it
 *            replaces; certificate_numbers
 * Publishes: certification.v1.CertificateIssued; CertificateReplaced of the earlier one
 * Refuses:   NO_SUCH_THING, RULEBOOK_UNKNOWN, DATE_INVALID, CERTIFICATE_STATE (issued before, or an
 *            upgrade without more stars), LEVEL_NOT_COMPETENT (not recognised), PRODUCT_UNKNOWN (no
 *            product code)
 */
#include "certification/commands.h"

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
#include "common/unit/unit.h"
#include "ocop/certification/v1/commands.pb-c.h"
#include "ocop/registration/v1/types.pb-c.h"
#include "ocop/scoring/v1/types.pb-c.h"

/* The place in words, as its units are called at the issue. */
static const char *place_text(struct transaction *tx, const struct decided_result *result)
{
	struct unit commune, province;

	unit_load(tx, result->commune_code, &commune);
	unit_load(tx, result->province_code, &province);
	return arena_printf(transaction_arena(tx), "%s%s%s", commune.full_name_vi,
			    commune.exists && province.exists ? ", " : "", province.full_name_vi);
}

/* What the certificate says; code and number are drawn for it. */
static void certificate_of_result(struct transaction *tx, const struct decided_result *result,
				  const struct rulebook *book, int32_t decided_on,
				  struct certificate *ret)
{
	bool is_of_centre = result->level == OCOP__SCORING__V1__LEVEL__LEVEL_CENTRE;
	char *code = arena_alloc(transaction_arena(tx), CERTIFICATE_CODE_SIZE);
	struct dossier dossier = {0};

	(void)dossier_load(tx, result->dossier_id, &dossier); /* all zero: nothing is known of it */
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
		.place_text = place_text(tx, result),
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
		.is_set = dossier.is_set,
		.filed_late = dossier.filed_late,
		.changed_at_us = transaction_now_us(tx),
	};
}

/* What a certificate rests on. */
struct ground {
	struct decided_result result;
	struct decision_row decision;
	const struct rulebook *book;
	int32_t decided_on;
};

/* UNSPECIFIED when all of it is there. */
static Ocop__Common__V1__RefusalCode ground_load(
	struct transaction *tx, const Ocop__Certification__V1__IssueCertificate *command,
	struct ground *ret)
{
	const struct rulebooks *books = certification_state(tx)->rulebooks;

	if (!decided_result_load(tx, command->round_id, command->dossier_id, &ret->result) ||
	    !decision_load_of_round(tx, command->round_id, &ret->decision))
		return REFUSAL(NO_SUCH_THING);
	ret->book = rulebook_find(books, ret->result.rulebook_code);
	if (!ret->book)
		return REFUSAL(RULEBOOK_UNKNOWN);
	if (!date_parse(ret->result.decided_on, &ret->decided_on))
		return REFUSAL(DATE_INVALID);
	return REFUSAL(UNSPECIFIED);
}

static struct issue_facts facts_gather(struct transaction *tx, const struct decided_result *result)
{
	struct certificate old = {0};

	(void)certificate_load(tx, result->certificate_code,
			       &old); /* a first one starts from none */
	return (struct issue_facts){
		.recognised = result->decision ==
			      OCOP__SCORING__V1__DECISION_OUTCOME__DECISION_OUTCOME_RECOGNISED,
		.star = result->star,
		.has_certificate = result_has_certificate(tx, result->round_id, result->dossier_id),
		.has_product_code = product_has_code(tx, result->product_id),
		.is_upgrade = result->kind == DOSSIER_KIND(UPGRADE),
		.old_star = old.star,
	};
}

enum decision issue_certificate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Certification__V1__IssueCertificate *command =
		(const Ocop__Certification__V1__IssueCertificate *)message;
	struct certificate certificate;
	struct issue_facts facts;
	struct ground ground;
	Ocop__Common__V1__RefusalCode why = ground_load(tx, command, &ground);

	if (why == REFUSAL(UNSPECIFIED)) {
		facts = facts_gather(tx, &ground.result);
		why = may_issue_certificate(&facts);
	}
	if (why != REFUSAL(UNSPECIFIED)) {
		reply_refuse(reply, why, "dossier_id", NULL);
		return REFUSED;
	}

	certificate_of_result(tx, &ground.result, ground.book, ground.decided_on, &certificate);
	certificate.decision_id = ground.decision.decision_id;
	certificate_issue(
		tx, &certificate,
		&(struct issue){.started_from_code = ground.result.certificate_code,
				.is_re_rating = ground.result.kind == DOSSIER_KIND(RE_RATING)});
	reply_accept(reply, certificate.code, certificate.version);
	return ACCEPTED;
}
