/* count_inspections.c - how many visits are where, by commune or by producer
 *
 * The cursor is the key of the last count shown.
 *
 * Reads:   certification.v1.CountInspections
 * Answers: certification.v1.CountInspectionsReply
 * Refuses: nothing
 */
#include "certification/queries.h"

#include "certification/answers/inspection.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"

/* A commune is named as it is called today; a producer as his certificates have it. */
static const char *name_of(struct transaction *tx, const struct inspection_count *count)
{
	struct unit commune;

	if (*count->name)
		return count->name;
	unit_load(tx, count->key, &commune);
	return commune.full_name_vi;
}

static Ocop__Certification__V1__InspectionCount *count_message(struct transaction *tx,
							       const struct inspection_count *count)
{
	Ocop__Certification__V1__InspectionCount *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__certification__v1__inspection_count__init(message);
	message->key = message_text(count->key);
	message->name = message_text(name_of(tx, count));
	message->inspections = count->inspections;
	message->announced = count->announced;
	message->visit_late = count->visit_late;
	message->remedy_to_order = count->remedy_to_order;
	message->remedy_awaited = count->remedy_awaited;
	message->remedy_overdue = count->remedy_overdue;
	message->to_conclude = count->to_conclude;
	message->revocation_proposed = count->revocation_proposed;
	return message;
}

/* Reads one row more than is shown: then there is a next page. */
static void page_read(struct transaction *tx, size_t most,
		      Ocop__Certification__V1__CountInspectionsReply *answer)
{
	struct inspection_count count;

	answer->counts = arena_alloc(transaction_arena(tx), most * sizeof(*answer->counts));
	while (inspection_count_next(tx, &count)) {
		if (answer->n_counts == most) {
			answer->next = answer->counts[most - 1]->key;
			statement_end(tx);
			return;
		}
		answer->counts[answer->n_counts++] = count_message(tx, &count);
	}
}

enum decision count_inspections(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply)
{
	const Ocop__Certification__V1__CountInspections *query =
		(const Ocop__Certification__V1__CountInspections *)message;
	Ocop__Certification__V1__CountInspectionsReply answer =
		OCOP__CERTIFICATION__V1__COUNT_INSPECTIONS_REPLY__INIT;
	size_t most = (size_t)page_limit(query->limit);

	inspections_count(tx,
			  &(struct inspection_filter){
				  .province_code = query->province_code,
				  .commune_code = query->commune_code,
				  .limit = (int64_t)most + 1,
			  },
			  query->by_producer, query->cursor);
	page_read(tx, most, &answer);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
