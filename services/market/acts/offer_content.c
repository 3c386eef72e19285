/* offer_content.c - what is offered, checked and ready to be kept */
#include "market/acts/offer_content.h"

#include <string.h>

#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/rules.h"
#include "market/rules/batch.h"
#include "market/rules/enquiry.h"

typedef Ocop__Market__V1__OfferContent content_message;

static void kind_check(const content_message *asked, struct reply *reply)
{
	bool is_wholesale = asked->kind == OFFER_KIND(WHOLESALE);

	if (asked->kind < OFFER_KIND(OWN_SHOP) || asked->kind > OFFER_KIND(WHOLESALE))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.kind", NULL);
	if (*asked->url == '\0' && !is_wholesale)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content.url", NULL);
	else if (*asked->url && !link_is_plain(asked->url))
		reply_refuse(reply, REFUSAL(LINK_INVALID), "content.url", NULL);
}

static void quantity_check(const content_message *asked, struct reply *reply)
{
	bool is_wholesale = asked->kind == OFFER_KIND(WHOLESALE);

	if (is_wholesale && asked->minimum_quantity_hundredths == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content.minimum_quantity_hundredths",
			     NULL);
	if (is_wholesale && asked->minimum_quantity_hundredths > QUANTITY_HUNDREDTHS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.minimum_quantity_hundredths",
			     "at most %llu", (unsigned long long)QUANTITY_HUNDREDTHS_MAX);
	if (!is_wholesale && (asked->minimum_quantity_hundredths > 0 || *asked->unit))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.minimum_quantity_hundredths",
			     "only of a wholesale offer");
	if (asked->price_dong > PRICE_LIMIT_DONG)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.price_dong", "at most %d",
			     PRICE_LIMIT_DONG);
}

/* Days compare as text; one that is over is not offered. */
static void days_check(struct transaction *tx, const content_message *asked, struct reply *reply)
{
	bool are_days = allow_date(reply, "content.valid_from", asked->valid_from);

	if (!allow_date(reply, "content.valid_until", asked->valid_until) || !*asked->valid_until ||
	    !are_days)
		return;
	if (strcmp(asked->valid_until, asked->valid_from) < 0)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "content.valid_until",
			     "not before it begins");
	else if (strcmp(asked->valid_until, trace_today(tx)) < 0)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "content.valid_until",
			     "not before today");
}

void offer_content_read(struct transaction *tx, const content_message *asked, struct reply *reply,
			content_message *ret_content)
{
	ocop__market__v1__offer_content__init(ret_content);
	if (asked == NULL) {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content", NULL);
		return;
	}
	*ret_content = *asked;
	ret_content->name =
		message_text(require_composed(reply, "content.name", asked->name, OFFER_NAME_MAX));
	ret_content->variant = message_text(
		allow_composed(reply, "content.variant", asked->variant, OFFER_NAME_MAX));
	ret_content->delivery = message_text(
		allow_composed(reply, "content.delivery", asked->delivery, OFFER_TEXT_MAX));
	ret_content->notes =
		message_text(allow_composed(reply, "content.notes", asked->notes, OFFER_TEXT_MAX));
	ret_content->unit = message_text(
		asked->kind == OFFER_KIND(WHOLESALE)
			? require_composed(reply, "content.unit", asked->unit, OFFER_UNIT_MAX)
			: "");
	kind_check(asked, reply);
	quantity_check(asked, reply);
	days_check(tx, asked, reply);
}
