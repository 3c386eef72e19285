/* issue_product_code.c - a product gets its official code when its dossier enters evaluation
 *
 * Reads:     registration.v1.IssueProductCode, from the daemon itself
 * Needs:     a dossier in a round that has no code yet
 * Writes:    commune_sequences, product_codes, products (its version)
 * Publishes: registration.v1.ProductCodeIssued
 * Refuses:   DOSSIER_STATE
 *
 * The commune's sequence only grows: a code is never given again. The year is that of evaluation:
 * the round's, however late in the year before the dossier entered it.
 */
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/numbers/product_number.h"
#include "registration/rules.h"

static int year_of_evaluation(struct transaction *tx, const struct dossier *dossier)
{
	int32_t held_on = date_of_us(transaction_now_us(tx));
	struct round round;

	round_load(tx, dossier->round_id, &round);
	(void)date_parse(round.held_on, &held_on); /* a round without a day: today's year */
	return date_year(held_on);
}

enum decision issue_product_code(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply)
{
	const Ocop__Registration__V1__IssueProductCode *asked =
		(const Ocop__Registration__V1__IssueProductCode *)message;
	char code_text[PRODUCT_CODE_SIZE];
	struct dossier dossier;
	struct product product;

	dossier_load(tx, asked->dossier_id, &dossier);
	product_load(tx, dossier.product_id, &product);
	bool has_code = *product_code_of_dossier(tx, asked->dossier_id) != '\0';
	if (transaction_failed(tx))
		return FAILED;

	if (dossier.state != DOSSIER_STATE(ADMITTED) || has_code) {
		reply_refuse(reply, REFUSAL(DOSSIER_STATE), "dossier_id", NULL);
		return REFUSED;
	}

	int64_t number = commune_sequence_next(tx, dossier.commune_code);

	product_code_print(dossier.province_code, dossier.commune_code, number,
			   year_of_evaluation(tx, &dossier), code_text);
	const struct product_code code = {
		.code = code_text,
		.commune_code = dossier.commune_code,
		.number = number,
		.product_id = product.product_id,
		.dossier_id = dossier.dossier_id,
		.issued_at_us = transaction_now_us(tx),
	};
	product_code_insert(tx, &code);
	product_touch(tx, &product);
	event_product_code_issued(tx, &product, &code);
	reply_accept(reply, product.product_id, product.version);
	return ACCEPTED;
}
