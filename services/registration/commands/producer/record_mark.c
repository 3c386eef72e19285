/* record_mark.c - a collective or certification mark and the products that use it; with its id,
 * again
 *
 * Reads:     registration.v1.RecordMark
 * Needs:     a province in force; products that stand for themselves, within the caller's scope
 * Writes:    marks, one row; mark_products, one a product
 * Publishes: registration.v1.MarkRecorded
 * Refuses:   NO_SUCH_THING (a mark of another province), RECORD_STRUCK, FIELD_MISSING,
 *            FIELD_TOO_LONG, FIELD_INVALID (no such kind; a product twice; too many), DATE_INVALID,
 *            PRODUCT_UNKNOWN, PRODUCT_MERGED, SCOPE_MISSING (a product of another province)
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/known/recorded.h"
#include "registration/records/known/recordings.h"
#include "registration/rules/known.h"
#include "registration/subjects.h"

/* Why the product cannot be said to use the mark. */
static Ocop__Common__V1__RefusalCode product_fault(struct transaction *tx, const char *product_id)
{
	struct subject subject;
	struct product product;

	product_load(tx, product_id, &product);
	if (!product.exists)
		return REFUSAL(PRODUCT_UNKNOWN);
	if (*product.merged_into)
		return REFUSAL(PRODUCT_MERGED);
	subject = product_subject(&product);
	if (!caller_may(transaction_caller(tx), ALLOW(OCOP_AGENCY), &subject))
		return REFUSAL(SCOPE_MISSING);
	return REFUSAL(UNSPECIFIED);
}

static bool came_before(char *const *product_ids, size_t index)
{
	for (size_t i = 0; i < index; i++) {
		if (strcmp(product_ids[i], product_ids[index]) == 0)
			return true;
	}
	return false;
}

static void check_products(struct transaction *tx, const Ocop__Registration__V1__RecordMark *asked,
			   struct reply *reply)
{
	if (asked->n_product_ids > MARK_PRODUCTS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "product_ids", "at most %d",
			     MARK_PRODUCTS_MAX);
		return;
	}
	for (size_t i = 0; i < asked->n_product_ids; i++) {
		const char *field = arena_printf(reply_arena(reply), "product_ids[%zu]", i);
		Ocop__Common__V1__RefusalCode why = product_fault(tx, asked->product_ids[i]);

		if (why)
			reply_refuse(reply, why, field, NULL);
		else if (came_before(asked->product_ids, i))
			reply_refuse(reply, REFUSAL(FIELD_INVALID), field, "named twice");
	}
}

static Ocop__Registration__V1__Mark read_message(struct transaction *tx,
						 const Ocop__Registration__V1__RecordMark *asked,
						 struct reply *reply)
{
	Ocop__Registration__V1__Mark mark = OCOP__REGISTRATION__V1__MARK__INIT;
	const struct period period = {"registered_on", asked->registered_on, "valid_until",
				      asked->valid_until};

	mark.province_code = asked->province_code;
	mark.kind = asked->kind;
	mark.name = message_text(require_composed(reply, "name", asked->name, NAME_LENGTH_MAX));
	mark.number =
		message_text(allow_composed(reply, "number", asked->number, NUMBER_LENGTH_MAX));
	mark.holder =
		message_text(require_composed(reply, "holder", asked->holder, NAME_LENGTH_MAX));
	mark.registered_on = asked->registered_on;
	mark.valid_until = asked->valid_until;
	mark.n_product_ids = asked->n_product_ids;
	mark.product_ids = asked->product_ids;
	check_kind(reply, "kind", (int)asked->kind, MARK_KIND_LAST);
	check_day_has_come(tx, reply, "registered_on", asked->registered_on);
	check_period(reply, &period);
	check_products(tx, asked, reply);
	return mark;
}

enum decision record_mark(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	struct recording recording;

	if (!recording_begin(tx, reply, message, &recording))
		return REFUSED;

	Ocop__Registration__V1__Mark mark =
		read_message(tx, (const Ocop__Registration__V1__RecordMark *)message, reply);
	if (reply_refused(reply))
		return REFUSED;

	mark.mark_id = message_text(recording.id);
	mark.version = recording.version;
	mark_write(tx, &mark);
	event_mark_recorded(tx, &mark);
	reply_accept(reply, recording.id, recording.version);
	return ACCEPTED;
}
