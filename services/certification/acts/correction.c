/* correction.c - a certificate in the place of one that is not to stand any more as it is */
#include "certification/acts/correction.h"

#include "certification/acts/moves.h"
#include "certification/acts/numbers.h"
#include "certification/events.h"
#include "certification/records.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"

static const char *corrected(const char *correction, const char *old)
{
	return correction[0] == '\0' ? old : correction;
}

void certificate_correct(struct transaction *tx, struct certificate *old,
			 const struct correction *correction, struct certificate *ret_new)
{
	char *code = arena_alloc(transaction_arena(tx), CERTIFICATE_CODE_SIZE);
	int year = date_year(date_of_us(transaction_now_us(tx)));
	struct certificate stored;

	certificate_code_draw(tx, code);
	*ret_new = *old;
	ret_new->code = code;
	ret_new->version = 1;
	ret_new->official_number =
		official_number_draw(tx, old->province_code, correction->is_of_centre, year);
	ret_new->product_name = corrected(correction->product_name, old->product_name);
	ret_new->producer_name = corrected(correction->producer_name, old->producer_name);
	ret_new->decision_number = corrected(correction->decision_number, old->decision_number);
	ret_new->corrects_code = old->code;
	ret_new->replacement_kind = REPLACEMENT_KIND(UNSPECIFIED);
	ret_new->changed_at_us = transaction_now_us(tx);

	certificate_replace_by(tx, old,
			       &(struct replacement){
				       .code = code,
				       .kind = REPLACEMENT_KIND(CORRECTION),
				       .reason = correction->reason,
				       .decision_number = correction->decision_number,
			       });
	certificate_enter(tx, ret_new);
	if (certificate_load(tx, code, &stored))
		event_certificate_issued(tx, &stored);
}
