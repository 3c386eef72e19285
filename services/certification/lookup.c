/* lookup.c - a certificate by whatever number people have of it */
#include "certification/lookup.h"

#include "certification/records.h"
#include "certification/rules.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "common/store/transaction.h"

/* Of one product: a new one every three years, and corrections. */
enum { SUCCESSORS_MAX = 100 };

/* What the product has in force, or the newest it ever had. */
static bool find_by_product(struct transaction *tx, const char *product_id, struct certificate *ret)
{
	const struct certificate_filter newest = {
		.product_id = product_id,
		.round_id = "",
		.decision_id = "",
		.official_number = "",
		.province_code = "",
		.today = "",
		.before = INT64_MAX,
		.limit = 1,
	};
	bool found;

	if (certificate_load_in_force(tx, product_id, ret))
		return true;
	certificates_list(tx, &newest);
	found = certificate_next(tx, ret);
	if (found)
		statement_end(tx);
	return found;
}

static bool find_as_stored(struct transaction *tx, const char *number, struct certificate *ret)
{
	const char *product_id, *dossier_id;

	if (certificate_load_by_number(tx, number, ret))
		return true;
	return product_code_load(tx, number, &product_id, &dossier_id) &&
	       find_by_product(tx, product_id, ret);
}

/* The code first: it has a check character, so nothing else is taken for one. */
static bool find(struct transaction *tx, const char *number, struct certificate *ret)
{
	struct arena *arena = transaction_arena(tx);
	const char *key = number_key(arena, number), *product_id;
	char code[CERTIFICATE_CODE_SIZE];

	if (certificate_code_read(text_fold_shapes(arena, number), code) &&
	    certificate_load(tx, code, ret))
		return true;
	if (find_as_stored(tx, text_compose(arena, number), ret) ||
	    certificate_load_by_key(tx, key, ret))
		return true;
	return product_code_load_by_key(tx, key, &product_id) &&
	       find_by_product(tx, product_id, ret);
}

static void show_today(struct transaction *tx, struct certificate *certificate)
{
	certificate->state = certificate_state_on(certificate->state, certificate->last_day,
						  date_of_us(transaction_now_us(tx)));
}

bool certificate_find(struct transaction *tx, const char *number, struct certificate *ret)
{
	if (!find(tx, number, ret))
		return false;
	show_today(tx, ret);
	return true;
}

bool certificate_find_present(struct transaction *tx, const struct certificate *replaced,
			      struct certificate *ret)
{
	struct certificate present = *replaced;
	int steps = 0;

	for (; present.replaced_by_code[0] != '\0' && steps < SUCCESSORS_MAX; steps++) {
		const char *code = present.replaced_by_code;

		if (!certificate_load(tx, code, &present))
			return false;
	}
	if (steps == 0)
		return false;
	show_today(tx, &present);
	*ret = present;
	return true;
}

bool certificate_next_change(const struct certificate *certificate, int64_t *ret_at_us)
{
	Ocop__Certification__V1__CertificateState expired;
	int32_t last_day;

	if (may_move_certificate(CERTIFICATE_MOVE(EXPIRE), certificate->state, &expired) !=
		    REFUSAL(UNSPECIFIED) ||
	    !date_parse(certificate->last_day, &last_day))
		return false;
	*ret_at_us = date_end_us(last_day) + 1;
	return true;
}
