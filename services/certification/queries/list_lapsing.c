/* list_lapsing.c - the worklist: certificates that come to their end, and those that lapsed
 *
 * The cursor is the last day and the arrival of the last one shown.
 *
 * Reads:   certification.v1.ListLapsing
 * Answers: certification.v1.ListLapsingReply
 * Refuses: DATE_INVALID, CURSOR_INVALID
 */
#include "certification/queries.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "certification/acts/moves.h"
#include "certification/answers.h"
#include "certification/answers/lapsing.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"

/* "2029-06-20~17" to its parts; false for a cursor we did not give. */
static bool cursor_read(struct arena *arena, const char *cursor, const char **ret_last_day,
			int64_t *ret_arrival)
{
	char *last_day = arena_strdup(arena, cursor);
	char *end;
	int32_t day;

	*ret_last_day = "";
	*ret_arrival = 0;
	if (cursor[0] == '\0')
		return true;
	if (strlen(cursor) < DATE_TEXT_SIZE || cursor[DATE_TEXT_SIZE - 1] != '~')
		return false;
	last_day[DATE_TEXT_SIZE - 1] = '\0';
	*ret_last_day = last_day;
	*ret_arrival = strtoll(cursor + DATE_TEXT_SIZE, &end, 10);
	return date_parse(last_day, &day) && *end == '\0' && *ret_arrival > 0;
}

static Ocop__Certification__V1__LapsingCertificate *row_message(struct transaction *tx,
								struct lapsing *row,
								const struct lapsing_span *span)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Certification__V1__LapsingCertificate *message = arena_alloc(arena, sizeof(*message));
	struct lapsing_facts facts = {.is_filed = *row->dossier_id != '\0'};
	int32_t last_day = 0, from, until;

	ocop__certification__v1__lapsing_certificate__init(message);
	row->certificate.state = certificate_state_now(tx, &row->certificate);
	facts.is_over = row->certificate.state == CERTIFICATE_STATE(EXPIRED);
	if (!date_parse(row->certificate.valid_until, &facts.valid_until) ||
	    !date_parse(row->certificate.last_day, &last_day))
		facts.valid_until = 0; /* none that is listed here is without its days */
	message->certificate = certificate_message(tx, &row->certificate);
	message->stage = lapsing_stage(&facts, &span->ends);
	message->dossier_id = message_text(row->dossier_id);
	if (!facts.is_over && last_day > span->today)
		message->days_left = (uint32_t)(last_day - span->today);
	if (span->book != NULL &&
	    rulebook_re_rating_window(&span->book->deadlines, facts.valid_until, &from, &until)) {
		message->window_from = date_text(arena, from);
		message->window_until = date_text(arena, until);
	}
	return message;
}

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, const struct lapsing_span *span, size_t most,
		      Ocop__Certification__V1__ListLapsingReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct lapsing row, last = {.dossier_id = ""};

	answer->certificates = arena_alloc(arena, most * sizeof(*answer->certificates));
	while (lapsing_next(tx, &row)) {
		if (answer->n_certificates == most) {
			answer->next = arena_printf(arena, "%s~%" PRId64, last.certificate.last_day,
						    last.certificate.arrival);
			statement_end(tx);
			return;
		}
		last = row;
		answer->certificates[answer->n_certificates++] = row_message(tx, &row, span);
	}
}

enum decision list_lapsing(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply)
{
	const Ocop__Certification__V1__ListLapsing *query =
		(const Ocop__Certification__V1__ListLapsing *)message;
	Ocop__Certification__V1__ListLapsingReply answer =
		OCOP__CERTIFICATION__V1__LIST_LAPSING_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);
	struct lapsing_span span;
	const char *last_day;
	int64_t arrival;

	if (!cursor_read(transaction_arena(tx), query->cursor, &last_day, &arrival))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	if (!lapsing_span_read(tx, reply, query->from, query->until, &span))
		return REFUSED;

	lapsing_list(tx,
		     &(struct lapsing_filter){
			     .province_code = query->province_code,
			     .commune_code = query->commune_code,
			     .producer_id = query->producer_id,
			     .from = span.from,
			     .until = span.until,
			     .limit = (int64_t)most + 1,
		     },
		     last_day, arrival);
	page_read(tx, &span, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
