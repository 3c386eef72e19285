/* export_content.c - what is recorded of an export, checked and ready to be kept */
#include "market/acts/export_content.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "common/unit/country.h"
#include "market/records/known.h"
#include "market/rules/batch.h"

#define BUYER(name) OCOP__MARKET__V1__EXPORT_BUYER__EXPORT_BUYER_##name
#define WAY(name)   OCOP__MARKET__V1__EXPORT_WAY__EXPORT_WAY_##name

enum { YEAR_FIRST = 2010 };

/* A hundred thousand million dong, and what that is in cents of a dollar, roughly. */
static const uint64_t VALUE_DONG_MAX = UINT64_C(100000000000);
static const uint64_t VALUE_USD_CENTS_MAX = UINT64_C(500000000);

/* A month that has begun. */
static void month_check(struct transaction *tx, const Ocop__Market__V1__ExportContent *asked,
			struct reply *reply)
{
	const char *today = date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx)));
	uint32_t year = (uint32_t)date_year(date_of_us(transaction_now_us(tx)));
	uint32_t month = (uint32_t)((today[5] - '0') * 10 + (today[6] - '0'));

	if (asked->year < YEAR_FIRST || asked->year > year)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.year", "%d to %u", YEAR_FIRST,
			     year);
	if (asked->month < 1 || asked->month > 12 || (asked->year == year && asked->month > month))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.month",
			     "1 to 12, not after today's");
}

static void value_check(const Ocop__Market__V1__ExportContent *asked, struct reply *reply)
{
	if (asked->value_dong == 0 && asked->value_usd_cents == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content.value_dong",
			     "or value_usd_cents");
	if (asked->value_dong > 0 && asked->value_usd_cents > 0)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.value_usd_cents",
			     "one of the two");
	if (asked->value_dong > VALUE_DONG_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.value_dong", "at most %llu",
			     (unsigned long long)VALUE_DONG_MAX);
	if (asked->value_usd_cents > VALUE_USD_CENTS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.value_usd_cents",
			     "at most %llu", (unsigned long long)VALUE_USD_CENTS_MAX);
}

static void goods_check(struct transaction *tx, const Ocop__Market__V1__ExportContent *asked,
			const char *producer_id, struct reply *reply)
{
	if (!country_is_abroad(asked->country_code))
		reply_refuse(reply, REFUSAL(COUNTRY_UNKNOWN), "content.country_code", NULL);
	if (asked->quantity_hundredths == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content.quantity_hundredths", NULL);
	if (asked->quantity_hundredths > QUANTITY_HUNDREDTHS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.quantity_hundredths",
			     "at most %llu", (unsigned long long)QUANTITY_HUNDREDTHS_MAX);
	if (!hs_code_is_valid(asked->hs_code))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.hs_code",
			     "six or eight digits");
	if (asked->buyer < BUYER(IMPORTER) || asked->buyer > BUYER(OTHER))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.buyer", NULL);
	if (asked->way < WAY(OFFICIAL) || asked->way > WAY(TRADER))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.way", NULL);
	if (*asked->paper_id && !kept_paper_is_for(tx, asked->paper_id, producer_id))
		reply_refuse(reply, REFUSAL(PAPER_UNKNOWN), "content.paper_id", NULL);
}

Ocop__Market__V1__ExportContent *export_content_read(struct transaction *tx,
						     const Ocop__Market__V1__ExportContent *asked,
						     const char *producer_id, struct reply *reply)
{
	Ocop__Market__V1__ExportContent *content =
		arena_alloc(reply_arena(reply), sizeof(*content));

	ocop__market__v1__export_content__init(content);
	if (asked == NULL) {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content", NULL);
		return content;
	}
	*content = *asked;
	content->unit =
		message_text(require_composed(reply, "content.unit", asked->unit, BATCH_UNIT_MAX));
	goods_check(tx, asked, producer_id, reply);
	month_check(tx, asked, reply);
	value_check(asked, reply);
	return content;
}
