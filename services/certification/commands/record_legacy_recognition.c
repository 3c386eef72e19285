/* record_legacy_recognition.c - judges what an old register claims of a product
 *
 * Reads:     certification.v1.RecordLegacyRecognition
 * Needs:     the claim, mirrored from registration
 * Writes:    judged_claims; for a recognition certificates, one row with its history, and the one
 *            in force that it replaces
 * Publishes: certification.v1.RecognitionRecorded; CertificateReplaced of an earlier one
 * Refuses:   NO_SUCH_THING, CERTIFICATE_STATE (judged before)
 *
 * A claim that is no recognition is accepted and leaves nothing but the note that it was judged.
 */
#include "certification/commands.h"

#include <string.h>

#include "certification/acts/moves.h"
#include "certification/acts/numbers.h"
#include "certification/events.h"
#include "certification/records.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* "" for a day that is not known. */
static const char *known_date_text(struct transaction *tx, bool is_known, int32_t day)
{
	return is_known ? date_text(transaction_arena(tx), day) : "";
}

/* The decision that was in force when the old one was taken; "" when that day is not known. */
static const char *rulebook_code_on(struct transaction *tx,
				    const struct legacy_judgement *judgement)
{
	const struct certification_state *state = certification_state(tx);
	const struct rulebook *book = NULL;

	if (judgement->has_valid_from)
		book = rulebooks_in_force(state->rulebooks, judgement->valid_from);
	return book == NULL ? "" : book->code;
}

static void certificate_of_claim(struct transaction *tx, const struct claim *claim,
				 const struct legacy_judgement *judgement, struct certificate *ret)
{
	char *code = arena_alloc(transaction_arena(tx), CERTIFICATE_CODE_SIZE);

	certificate_code_draw(tx, code);
	*ret = (struct certificate){
		.code = code,
		.version = 1,
		.state = judgement->state,
		.star = claim->star,
		.product_id = claim->product_id,
		.product_name = claim->product_name,
		.producer_id = claim->producer_id,
		.producer_name = claim->producer_name,
		.commune_code = claim->commune_code,
		.province_code = claim->province_code,
		.place_text = claim->place_text,
		.decision_number = claim->decision_number,
		.decided_on = claim->decision_date,
		.valid_from = known_date_text(tx, judgement->has_valid_from, judgement->valid_from),
		.valid_until =
			known_date_text(tx, judgement->has_valid_until, judgement->valid_until),
		.rulebook_code = rulebook_code_on(tx, judgement),
		.points_text = claim->points_text,
		.source_url = claim->source_url,
		.claim_id = claim->claim_id,
		.changed_at_us = transaction_now_us(tx),
	};
}

/* Two rows of a register may both still run: the one that runs longer stands. What was decided here
 * stands before any row, suspended or not. */
static void give_way(struct transaction *tx, struct certificate *certificate)
{
	struct certificate other;

	if (certificate->state != CERTIFICATE_STATE(VALID) ||
	    !certificate_load_in_force(tx, certificate->product_id, &other))
		return;
	if (other.claim_id[0] != '\0' && strcmp(certificate->valid_until, other.valid_until) > 0) {
		certificate_replace_by(
			tx, &other,
			&(struct replacement){
				.code = certificate->code,
				.kind = REPLACEMENT_KIND(REGISTER),
				.reason = replacement_words(REPLACEMENT_KIND(REGISTER)),
				.decision_number = certificate->decision_number,
			});
		return;
	}
	certificate->state = CERTIFICATE_STATE(REPLACED);
	certificate->replaced_by_code = other.code;
	certificate->replacement_kind = REPLACEMENT_KIND(REGISTER);
}

static void write_recognition(struct transaction *tx, struct certificate *certificate)
{
	struct certificate stored;

	give_way(tx, certificate);
	certificate_enter(tx, certificate);
	if (certificate_load(tx, certificate->code, &stored))
		event_recognition_recorded(tx, &stored);
}

enum decision record_legacy_recognition(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply)
{
	const Ocop__Certification__V1__RecordLegacyRecognition *command =
		(const Ocop__Certification__V1__RecordLegacyRecognition *)message;
	struct certificate certificate;
	struct legacy_judgement judgement;
	struct legacy_claim facts;
	struct claim claim;

	if (!claim_load(tx, command->claim_id, &claim)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "claim_id", NULL);
		return REFUSED;
	}
	if (claim_is_judged(tx, claim.claim_id)) {
		reply_refuse(reply, REFUSAL(CERTIFICATE_STATE), "claim_id", "judged before");
		return REFUSED;
	}

	facts = (struct legacy_claim){
		.event_words = text_lower_words(transaction_arena(tx), claim.event),
		.star = claim.star,
		.decision_number = claim.decision_number,
		.decision_date = claim.decision_date,
		.expiry_date = claim.expiry_date,
	};
	if (!legacy_claim_is_recognition(&facts)) {
		judged_claim_insert(tx, claim.claim_id, NULL);
		reply_accept(reply, claim.claim_id, 1);
		return ACCEPTED;
	}

	judgement = legacy_claim_judge(&facts, date_of_us(transaction_now_us(tx)));
	certificate_of_claim(tx, &claim, &judgement, &certificate);
	write_recognition(tx, &certificate);
	judged_claim_insert(tx, claim.claim_id, certificate.code);
	reply_accept(reply, certificate.code, certificate.version);
	return ACCEPTED;
}
