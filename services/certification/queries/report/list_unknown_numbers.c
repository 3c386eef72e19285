/* list_unknown_numbers.c - numbers that were asked for and that nobody here has issued
 *
 * The cursor is the day, the count and the row of the last one shown. A count may go up while its
 * day lasts: then a row may be seen on two pages, or on none.
 *
 * Reads:   certification.v1.ListUnknownNumbers
 * Answers: certification.v1.ListUnknownNumbersReply
 * Refuses: DATE_INVALID, CURSOR_INVALID
 */
#include "certification/queries.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "certification/answers.h"
#include "certification/records.h"
#include "certification/records/unknown_numbers.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/certification/v1/queries.pb-c.h"

enum { DAYS_SHOWN = 30 };

/* "2026-12-01~17~3" to its parts; false for a cursor we did not give. */
static bool cursor_read(struct arena *arena, const char *cursor, struct unknown_number *ret_after)
{
	char *day = arena_strdup(arena, cursor);
	int32_t number;

	*ret_after = (struct unknown_number){.day = ""};
	if (cursor[0] == '\0')
		return true;
	if (strlen(cursor) < DATE_TEXT_SIZE || cursor[DATE_TEXT_SIZE - 1] != '~')
		return false;
	day[DATE_TEXT_SIZE - 1] = '\0';
	ret_after->day = day;
	return date_parse(day, &number) && sscanf(cursor + DATE_TEXT_SIZE, "%" SCNd64 "~%" SCNd64,
						  &ret_after->asked, &ret_after->count_id) == 2;
}

static Ocop__Certification__V1__UnknownNumber *row_message(struct transaction *tx,
							   const struct unknown_number *row)
{
	Ocop__Certification__V1__UnknownNumber *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	struct unit commune;

	unit_load(tx, row->commune_code, &commune);
	ocop__certification__v1__unknown_number__init(message);
	message->day = message_text(row->day);
	message->province_code = message_text(row->province_code);
	message->commune_code = message_text(row->commune_code);
	message->commune_name = message_text(commune.full_name_vi);
	message->number = message_text(row->number);
	message->asked = row->asked > UINT32_MAX ? UINT32_MAX : (uint32_t)row->asked;
	return message;
}

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__ListUnknownNumbersReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct unknown_number row, last = {0};

	answer->numbers = arena_alloc(arena, most * sizeof(*answer->numbers));
	while (unknown_number_next(tx, &row)) {
		if (answer->n_numbers == most) {
			answer->next = arena_printf(arena, "%s~%" PRId64 "~%" PRId64, last.day,
						    last.asked, last.count_id);
			statement_end(tx);
			return;
		}
		last = row;
		answer->numbers[answer->n_numbers++] = row_message(tx, &row);
	}
}

static bool filter_read(struct transaction *tx,
			const Ocop__Certification__V1__ListUnknownNumbers *query,
			struct reply *reply, struct unknown_number_filter *filter)
{
	int32_t today = date_of_us(transaction_now_us(tx));

	*filter = (struct unknown_number_filter){
		.province_code = query->without_place ? "" : query->province_code,
		.commune_code = query->without_place ? "" : query->commune_code,
		.without_place = query->without_place,
		.from = *query->from ? query->from
				     : date_text(transaction_arena(tx), today - DAYS_SHOWN),
		.until = *query->until ? query->until : date_text(transaction_arena(tx), today),
		.asked_at_least = query->asked_at_least,
	};
	(void)allow_date(reply, "from", query->from);
	(void)allow_date(reply, "until", query->until);
	if (!cursor_read(transaction_arena(tx), query->cursor, &filter->after))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	return !reply_refused(reply);
}

enum decision list_unknown_numbers(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Certification__V1__ListUnknownNumbers *query =
		(const Ocop__Certification__V1__ListUnknownNumbers *)message;
	Ocop__Certification__V1__ListUnknownNumbersReply answer =
		OCOP__CERTIFICATION__V1__LIST_UNKNOWN_NUMBERS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	struct unknown_number_filter filter;

	if (!filter_read(tx, query, reply, &filter))
		return REFUSED;

	filter.limit = (int64_t)most + 1;
	unknown_numbers_list(tx, &filter);
	page_read(tx, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
