/* recordings.c - how every command records what is known of a producer or product: the same
 * beginning, and the checks that several share
 */
#include "registration/records/known/recordings.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/identifier.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "registration/records/known/kind.h"
#include "registration/rules.h"
#include "registration/rules/known.h"

static struct recording new_recording(struct transaction *tx, const struct record_kind *kind)
{
	char id[IDENTIFIER_SIZE];

	identifier_create(kind->name, NULL, transaction_now_us(tx), id);
	return (struct recording){.id = arena_strdup(transaction_arena(tx), id), .version = 1};
}

bool recording_begin(struct transaction *tx, struct reply *reply, const ProtobufCMessage *message,
		     struct recording *ret_recording)
{
	const struct record_kind *kind = record_kind_of_message(message);

	assert(kind && "a command that records names its id as its kind does");
	const char *id = message_field_text(message, kind->id_field);
	const char *owner_id = record_owner_of_message(kind, message);
	struct record record;

	if (*id == '\0') {
		*ret_recording = new_recording(tx, kind);
		return true;
	}
	record_load(tx, kind, id, &record);
	if (transaction_failed(tx))
		return false;
	if (!record.exists || strcmp(record.owner_id, owner_id) != 0)
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), kind->id_field, NULL);
	else if (record.struck)
		reply_refuse(reply, REFUSAL(RECORD_STRUCK), kind->id_field, NULL);
	*ret_recording = (struct recording){.id = id, .version = record.version + 1};
	return !reply_refused(reply);
}

void check_product_of_producer(struct transaction *tx, struct reply *reply, const char *product_id,
			       const char *producer_id)
{
	struct product product;

	if (*product_id == '\0')
		return;
	product_load(tx, product_id, &product);
	if (!product.exists || strcmp(product.producer_id, producer_id) != 0)
		reply_refuse(reply, REFUSAL(PRODUCT_UNKNOWN), "product_id",
			     "a product of this producer");
	else if (*product.merged_into)
		reply_refuse(reply, REFUSAL(PRODUCT_MERGED), "product_id", NULL);
}

const char *require_reason(struct reply *reply, const char *reason)
{
	const char *composed = allow_composed(reply, "reason", reason, REASON_LENGTH_MAX);

	if (*composed == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	return composed;
}

void check_kind(struct reply *reply, const char *field, int kind, int last)
{
	if (kind < 1 || kind > last)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), field, NULL);
}

void check_count(struct reply *reply, const char *field, uint32_t count, uint32_t most)
{
	if (count > most)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), field, "at most %" PRIu32, most);
}

void check_amount(struct reply *reply, const char *field, int64_t amount_vnd)
{
	if (amount_vnd < 0 || amount_vnd > AMOUNT_VND_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), field, "from 0 to 10^15");
}

void check_report(struct reply *reply, const struct report_fault *faults, size_t count)
{
	for (size_t i = 0; i < count; i++)
		reply_refuse(reply, REFUSAL(REPORT_INVALID), faults[i].field, "%s", faults[i].rule);
}

void check_period(struct reply *reply, const struct period *period)
{
	int32_t from, until;

	if (!allow_date(reply, period->from_field, period->from) ||
	    !allow_date(reply, period->until_field, period->until))
		return;
	if (date_parse(period->from, &from) && date_parse(period->until, &until) && until <= from)
		reply_refuse(reply, REFUSAL(DATE_INVALID), period->until_field, "a day after %s",
			     period->from_field);
}

void check_day_has_come(struct transaction *tx, struct reply *reply, const char *field,
			const char *day)
{
	int32_t number;

	if (date_parse(day, &number) && number > date_of_us(transaction_now_us(tx)))
		reply_refuse(reply, REFUSAL(DATE_INVALID), field, "not after today");
}
