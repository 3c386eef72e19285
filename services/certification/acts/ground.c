/* ground.c - what a certificate was issued on, when the register has forgotten what it said */
#include "certification/acts/ground.h"

#include "certification/records.h"
#include "certification/records/recognitions.h"
#include "certification/records/recovered.h"
#include "certification/rules/reconciliation.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"

/* What is put in; "" and NULL where the ground has nothing. */
struct words {
	const char *product_name, *producer_name, *place_text, *points_text;
};

static const char *kept(const char *own, const char *other)
{
	return own[0] != '\0' ? own : other;
}

static void words_put(struct certificate *certificate, const struct words *words)
{
	certificate->product_name = kept(certificate->product_name, words->product_name);
	certificate->producer_name = kept(certificate->producer_name, words->producer_name);
	certificate->place_text = kept(certificate->place_text, words->place_text);
	certificate->points_text = kept(certificate->points_text, words->points_text);
}

/* The place in words, as its units are called today. */
static const char *place_text(struct transaction *tx, const struct certificate *certificate)
{
	struct unit commune, province;

	unit_load(tx, certificate->commune_code, &commune);
	unit_load(tx, certificate->province_code, &province);
	return arena_printf(transaction_arena(tx), "%s%s%s", commune.full_name_vi,
			    commune.exists && province.exists ? ", " : "", province.full_name_vi);
}

static bool from_claim(struct transaction *tx, struct certificate *certificate)
{
	struct claim claim;
	const char *claim_id;

	if (!claim_find_forgotten(tx, certificate, &claim_id) || !claim_load(tx, claim_id, &claim))
		return false;
	certificate->claim_id = claim.claim_id;
	certificate->source_url = claim.source_url;
	words_put(certificate, &(struct words){claim.product_name, claim.producer_name,
					       claim.place_text, claim.points_text});
	return true;
}

static bool from_result(struct transaction *tx, struct certificate *certificate)
{
	struct decided_result result;

	if (!decided_result_load(tx, certificate->round_id, certificate->dossier_id, &result))
		return false;
	words_put(certificate, &(struct words){result.product_name, result.producer_name,
					       place_text(tx, certificate), result.mean_text});
	return true;
}

static bool from_recognition(struct transaction *tx, struct certificate *certificate)
{
	struct recognition recognition;

	if (!recognition_load(tx, certificate->dossier_id, &recognition))
		return false;
	words_put(certificate, &(struct words){recognition.product_name, recognition.producer_name,
					       recognition.place_text, recognition.points_text});
	return true;
}

static bool from_centre(struct transaction *tx, struct certificate *certificate)
{
	struct centre_result result;

	if (!centre_result_load(tx, certificate->dossier_id, &result))
		return false;
	words_put(certificate, &(struct words){result.product_name, result.producer_name,
					       result.place_text, result.points_text});
	return true;
}

bool certificate_ground_find(struct transaction *tx, struct certificate *certificate)
{
	if (certificate->corrects_code[0] != '\0')
		return false;
	if (certificate->claim_id[0] != '\0')
		return claim_is_forgotten(certificate->claim_id) && from_claim(tx, certificate);
	return from_recognition(tx, certificate) || from_centre(tx, certificate) ||
	       from_result(tx, certificate);
}
