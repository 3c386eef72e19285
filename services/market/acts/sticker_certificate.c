/* sticker_certificate.c - the certificate on which stickers of a batch are granted and drawn */
#include "market/acts/sticker_certificate.h"

#include <string.h>

#include "common/base/date.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/records.h"
#include "market/records/batch.h"
#include "market/rules.h"

/* Merged registrations are one product. */
static bool is_of_product(struct transaction *tx, const struct certificate *certificate,
			  const struct batch *batch)
{
	return strcmp(listing_standing(tx, certificate->product_id),
		      listing_standing(tx, batch->product_id)) == 0;
}

void sticker_certificate_check(struct transaction *tx, const struct batch *batch, const char *code,
			       const char *field, struct reply *reply)
{
	int32_t today = date_of_us(transaction_now_us(tx));
	struct certificate certificate;

	if (*batch->closed_on)
		reply_refuse(reply, REFUSAL(BATCH_CLOSED), NULL, "%s", batch->closed_on);
	if (!certificate_load(tx, code, &certificate))
		reply_refuse(reply, REFUSAL(CERTIFICATE_UNKNOWN), field, NULL);
	else if (!is_of_product(tx, &certificate, batch))
		reply_refuse(reply, REFUSAL(CERTIFICATE_OF_OTHER_PRODUCT), field, NULL);
	else if (badge_on(&certificate, today).state != BADGE(VALID))
		reply_refuse(reply, REFUSAL(CERTIFICATE_STATE), field, "not valid today");
}
