/* reserve_product_numbers.c - numbers of official codes that a commune has given on paper: the
 * sequence goes on after them
 *
 * Reads:     registration.v1.ReserveProductNumbers
 * Needs:     a commune within the caller's unit, and a number that its sequence is not past
 * Writes:    product_number_gaps, commune_sequences
 * Publishes: registration.v1.ProductNumbersReserved
 * Refuses:   FIELD_INVALID, FIELD_TOO_LONG, REASON_MISSING, NUMBER_PASSED, UNIT_UNKNOWN
 *
 * A code of such a number that a register brings later takes its place in the gap.
 */
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/commands.h"
#include "registration/events.h"
#include "registration/records/numbers/product_number.h"
#include "registration/rules.h"

enum decision reserve_product_numbers(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply)
{
	const Ocop__Registration__V1__ReserveProductNumbers *asked =
		(const Ocop__Registration__V1__ReserveProductNumbers *)message;
	struct number_gap gap = {
		.last_number = asked->last_number,
		.reason = allow_composed(reply, "reason", asked->reason, REASON_LENGTH_MAX),
	};

	if (asked->last_number == 0 || asked->last_number > PRODUCT_NUMBER_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "last_number", "1 to %d",
			     PRODUCT_NUMBER_MAX);
	if (*gap.reason == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	if (reply_refused(reply))
		return REFUSED;

	int64_t last = commune_sequence_last(tx, asked->commune_code);

	if (transaction_failed(tx))
		return FAILED;
	if (asked->last_number <= last) {
		reply_refuse(reply, REFUSAL(NUMBER_PASSED), "last_number", "%lld was given",
			     (long long)last);
		return REFUSED;
	}

	gap.first_number = (uint32_t)last + 1;
	number_gap_insert(tx, asked->commune_code, &gap);
	commune_sequence_pass(tx, asked->commune_code, gap.last_number);
	event_product_numbers_reserved(tx, asked->commune_code, &gap);
	reply_accept(reply, asked->commune_code, gap.last_number);
	return ACCEPTED;
}
