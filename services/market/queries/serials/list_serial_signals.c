/* list_serial_signals.c - stickers that may be counterfeits, the newest day and the most asked
 * first
 *
 * The cursor is the day, the count and the row of the last one shown. A count may go up while its
 * day lasts: then a row may be seen on two pages, or on none.
 *
 * Reads:   market.v1.ListSerialSignals
 * Answers: market.v1.ListSerialSignalsReply
 * Refuses: CURSOR_INVALID
 */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "market/answers/trace.h"
#include "market/queries.h"
#include "market/records/signal.h"
#include "ocop/market/v1/queries.pb-c.h"

/* "2026-12-01~17~3" to its parts; false for a cursor we did not give. */
static bool cursor_read(struct arena *arena, const char *cursor, struct signal_filter *filter)
{
	char *day = arena_strdup(arena, cursor);
	int32_t number;

	filter->after_day = "";
	if (cursor[0] == '\0')
		return true;
	if (strlen(cursor) < DATE_TEXT_SIZE || cursor[DATE_TEXT_SIZE - 1] != '~')
		return false;
	day[DATE_TEXT_SIZE - 1] = '\0';
	filter->after_day = day;
	return date_parse(day, &number) && sscanf(cursor + DATE_TEXT_SIZE, "%" SCNd64 "~%" SCNd64,
						  &filter->after_asked, &filter->after_number) == 2;
}

/* Reads one row more than is shown: then there is a next page. */
static size_t page_read(struct transaction *tx, const struct signal_filter *filter,
			struct serial_signal *signals)
{
	size_t count = 0;

	serial_signals_list(tx, filter);
	while (count < (size_t)filter->limit && serial_signal_next(tx, &signals[count]))
		count++;
	if (count == (size_t)filter->limit)
		statement_end(tx);
	return count;
}

enum decision list_serial_signals(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Market__V1__ListSerialSignals *query =
		(const Ocop__Market__V1__ListSerialSignals *)message;
	Ocop__Market__V1__ListSerialSignalsReply answer =
		OCOP__MARKET__V1__LIST_SERIAL_SIGNALS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit), count;
	struct arena *arena = reply_arena(reply);
	struct serial_signal *signals = arena_alloc(arena, (most + 1) * sizeof(*signals));
	struct signal_filter filter = {
		.province_code = query->without_place ? "" : query->province_code,
		.all_provinces = !query->without_place && *query->province_code == '\0',
		.kind = query->kind,
		.open_only = query->open_only,
		.limit = (int64_t)most + 1,
	};

	if (!cursor_read(arena, query->cursor, &filter)) {
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
		return REFUSED;
	}

	count = page_read(tx, &filter, signals);
	answer.signals = arena_alloc(arena, most * sizeof(*answer.signals));
	for (size_t i = 0; i < count && i < most; i++)
		answer.signals[answer.n_signals++] = serial_signal_message(tx, &signals[i]);
	if (count > most) {
		const struct serial_signal *last = &signals[most - 1];

		answer.next = arena_printf(arena, "%s~%" PRId64 "~%" PRId64, last->day, last->asked,
					   last->signal_number);
	}
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
