/* count_unknown_numbers.c - adds what was asked for in the last seconds to the day's counts
 *
 * A number is counted where whoever asked says that the pack is, else where a product code says
 * that the product comes from. A day has so many different ones at most; the rest is one number
 * without a name for each place, so that nobody can fill the store by asking.
 *
 * Reads:     certification.v1.CountUnknownNumbers
 * Needs:     nothing
 * Writes:    unknown_numbers; what is too old goes
 * Publishes: nothing: a question changes nothing that is on record
 * Refuses:   nothing
 */
#include "certification/commands.h"

#include <string.h>

#include "certification/answers.h"
#include "certification/records/unknown_numbers.h"
#include "certification/rules/unknown_number.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/certification/v1/commands.pb-c.h"

/* Units that exist only; what nobody knows is no place. */
static void place_find(struct transaction *tx, const char *commune_code,
		       struct unknown_number *number)
{
	struct number_place named;
	struct unit unit;

	unit_load(tx, commune_code, &unit);
	if (!unit.exists && unknown_number_place(number->number, &named)) {
		unit_load(tx, named.commune_code, &unit);
		if (!unit.exists || strcmp(unit.province_code, named.province_code) != 0)
			unit_load(tx, named.province_code, &unit);
	}
	if (!unit.exists)
		return;
	number->province_code = unit.province_code;
	if (strcmp(unit.code, unit.province_code) != 0)
		number->commune_code = unit.code;
}

static void count(struct transaction *tx, const Ocop__Certification__V1__UnknownCount *counted,
		  int64_t *rows)
{
	struct unknown_number number = {
		.day = today_text(tx),
		.province_code = "",
		.commune_code = "",
		.number = counted->number,
		.asked = counted->asked,
	};

	place_find(tx, counted->commune_code, &number);
	if (!unknown_number_is_counted(tx, &number)) {
		if (*rows >= UNKNOWN_NUMBERS_A_DAY)
			number.number = "";
		(*rows)++;
	}
	unknown_number_add(tx, &number);
}

enum decision count_unknown_numbers(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply)
{
	const Ocop__Certification__V1__CountUnknownNumbers *command =
		(const Ocop__Certification__V1__CountUnknownNumbers *)message;
	int32_t oldest = date_of_us(transaction_now_us(tx)) - UNKNOWN_NUMBERS_KEPT_DAYS;
	int64_t rows = unknown_numbers_on(tx, today_text(tx));

	for (size_t i = 0; i < command->n_counts; i++)
		count(tx, command->counts[i], &rows);
	if (command->others > 0)
		unknown_number_add(tx, &(struct unknown_number){.day = today_text(tx),
								.province_code = "",
								.commune_code = "",
								.number = "",
								.asked = command->others});
	unknown_numbers_forget(tx, date_text(transaction_arena(tx), oldest));
	reply_accept(reply, "", 0);
	return ACCEPTED;
}
