/* count_lapsing.c - how many certificates come to their end, by commune or by producer
 *
 * The cursor is the key of the last count shown.
 *
 * Reads:   certification.v1.CountLapsing
 * Answers: certification.v1.CountLapsingReply
 * Refuses: DATE_INVALID
 */
#include "certification/queries.h"

#include "certification/answers/lapsing.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"

/* A commune is named as it is called today; a producer as his certificates have it. */
static const char *name_of(struct transaction *tx, const struct lapsing_count *count)
{
	struct unit commune;

	if (*count->name)
		return count->name;
	unit_load(tx, count->key, &commune);
	return commune.full_name_vi;
}

static Ocop__Certification__V1__LapsingCount *count_message(struct transaction *tx,
							    const struct lapsing_count *count)
{
	Ocop__Certification__V1__LapsingCount *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__lapsing_count__init(message);
	message->key = message_text(count->key);
	message->name = message_text(name_of(tx, count));
	message->certificates = count->certificates;
	message->early = count->early;
	message->window_open = count->window_open;
	message->window_missed = count->window_missed;
	message->filed = count->filed;
	message->lapsed = count->lapsed;
	return message;
}

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__CountLapsingReply *answer)
{
	struct lapsing_count count;

	answer->counts = arena_alloc(transaction_arena(tx), most * sizeof(*answer->counts));
	while (lapsing_count_next(tx, &count)) {
		if (answer->n_counts == most) {
			answer->next = answer->counts[most - 1]->key;
			statement_end(tx);
			return;
		}
		answer->counts[answer->n_counts++] = count_message(tx, &count);
	}
}

enum decision count_lapsing(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Certification__V1__CountLapsing *query =
		(const Ocop__Certification__V1__CountLapsing *)message;
	Ocop__Certification__V1__CountLapsingReply answer =
		OCOP__CERTIFICATION__V1__COUNT_LAPSING_REPLY__INIT;
	struct arena *arena = transaction_arena(tx);
	size_t most = (size_t)page_limit(query->limit);
	struct lapsing_filter filter = {
		.province_code = query->province_code,
		.commune_code = query->commune_code,
		.producer_id = "",
		.limit = (int64_t)most + 1,
	};
	struct lapsing_span span;

	if (!lapsing_span_read(tx, reply, query->from, query->until, &span))
		return REFUSED;

	filter.from = span.from;
	filter.until = span.until;
	lapsing_count(tx, &filter,
		      &(struct lapsing_days){.today = date_text(arena, span.today),
					     .window_opens = date_text(arena, span.ends.opens),
					     .window_ends = date_text(arena, span.ends.ends)},
		      query->by_producer, query->cursor);
	page_read(tx, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
