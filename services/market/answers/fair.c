/* fair.c - fairs and who takes part as messages show them */
#include "market/answers/fair.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/answers/listing_content.h"
#include "market/figures/trade/fair_sums.h"
#include "market/records.h"

enum { LISTINGS_A_PAGE = 200 }; /* some 130 kB */

static Ocop__Market__V1__FairContent *content_message(struct transaction *tx,
						      const struct fair *fair)
{
	Ocop__Market__V1__FairContent *content =
		arena_alloc(transaction_arena(tx), sizeof(*content));

	ocop__market__v1__fair_content__init(content);
	content->name = message_text(fair->name);
	content->kind = fair->kind;
	content->organiser = message_text(fair->organiser);
	content->place = message_text(fair->place);
	content->begins_on = message_text(fair->begins_on);
	content->ends_on = message_text(fair->ends_on);
	content->opens = message_text(fair->opens);
	content->closes = message_text(fair->closes);
	content->description = message_text(fair->description);
	content->paper_id = message_text(fair->paper_id);
	return content;
}

Ocop__Market__V1__Fair *fair_message(struct transaction *tx, const struct fair *fair)
{
	Ocop__Market__V1__Fair *message = arena_alloc(transaction_arena(tx), sizeof(*message));
	Google__Protobuf__Timestamp changed_at = message_time(fair->changed_at_us);

	ocop__market__v1__fair__init(message);
	message->fair_id = message_text(fair->fair_id);
	message->content = content_message(tx, fair);
	message->state = fair->state;
	message->commune_code = message_text(fair->commune_code);
	message->commune_name = message_text(fair->commune_name);
	message->province_code = message_text(fair->province_code);
	message->province_name = message_text(fair->province_name);
	message->end_text = message_text(fair->end_text);
	message->ended_on = message_text(fair->ended_on);
	message->end_paper_id = message_text(fair->end_paper_id);
	message->exhibitor_count = (uint32_t)exhibitor_count(tx, fair->fair_id);
	message->changed_at = arena_copy(transaction_arena(tx), &changed_at, sizeof(changed_at));
	message->version = (uint64_t)fair->version;
	return message;
}

static bool is_among(Ocop__Market__V1__Listing *const *messages, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(messages[i]->listing_id, id) == 0)
			return true;
	}
	return false;
}

/* What a producer shows, each once; of what has left the market nothing. */
static Ocop__Market__V1__Listing **listing_messages(struct transaction *tx,
						    const char *const *listing_ids, size_t count,
						    size_t *ret_count)
{
	Ocop__Market__V1__Listing **messages =
		arena_alloc(transaction_arena(tx), (count + 1) * sizeof(*messages));
	int32_t today = date_of_us(transaction_now_us(tx));

	*ret_count = 0;
	for (size_t i = 0; i < count; i++) {
		struct listing listing;

		listing_load(tx, listing_standing(tx, listing_ids[i]), &listing);
		if (listing.exists && !is_among(messages, *ret_count, listing.listing_id))
			messages[(*ret_count)++] = listing_message_card(tx, &listing, today);
	}
	return messages;
}

static Ocop__Market__V1__FairExhibitor *exhibitor_message(
	struct transaction *tx, const struct fair_participant *participant)
{
	Ocop__Market__V1__FairExhibitor *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	const char *listing_ids[FAIR_SHOWN_MAX];
	size_t count = exhibitor_listings_load(tx, participant, listing_ids);

	ocop__market__v1__fair_exhibitor__init(message);
	message->producer_id = message_text(participant->producer_id);
	message->producer_name = message_text(participant->producer_name);
	message->listings = listing_messages(tx, listing_ids, count, &message->n_listings);
	return message;
}

/* Up to `most` after an id, fewer where they show many products. */
static void exhibitors_show(struct transaction *tx, const struct fair *fair, const char *after,
			    size_t most, Ocop__Market__V1__Fair *message)
{
	struct arena *arena = transaction_arena(tx);
	struct fair_participant *participants =
		arena_alloc(arena, (most + 1) * sizeof(*participants));
	size_t count = participants_load(tx, fair->fair_id, true, after, most + 1, participants);
	size_t listings = 0, shown = 0;

	message->exhibitors = arena_alloc(arena, (most + 1) * sizeof(*message->exhibitors));
	while (shown < count && shown < most && listings < LISTINGS_A_PAGE) {
		message->exhibitors[shown] = exhibitor_message(tx, &participants[shown]);
		listings += message->exhibitors[shown++]->n_listings;
	}
	message->n_exhibitors = shown;
	if (shown < count)
		message->next = message_text(participants[shown - 1].participant_id);
}

/* Only of one that changes no more: else two looks, one before and one after somebody reported,
 * would tell of that one. */
static void sums_show(struct transaction *tx, const struct fair *fair,
		      Ocop__Market__V1__Fair *message)
{
	const struct fair_sum_question question = {.fair_id = fair->fair_id,
						   .commune = "",
						   .province = "",
						   .year = "",
						   .for_anybody = true};
	struct fair_row row;
	Ocop__Market__V1__FairSums *sums = arena_alloc(transaction_arena(tx), sizeof(*sums));

	ocop__market__v1__fair_sums__init(sums);
	fair_rows_begin(tx, &question, "");
	while (fair_row_next(tx, &row)) {
		sums->participants += fair_row_adds(&row, FAIR_MEASURE(PARTICIPANTS));
		sums->reported += fair_row_adds(&row, FAIR_MEASURE(REPORTED));
		sums->contracts += (uint64_t)row.contracts;
		sums->memoranda += (uint64_t)row.memoranda;
		sums->value_dong += (uint64_t)row.value_dong;
	}
	if (sums->participants > 0)
		message->sums = sums;
}

Ocop__Market__V1__Fair *fair_message_whole(struct transaction *tx, const struct fair *fair,
					   const char *after, size_t most)
{
	Ocop__Market__V1__Fair *message = fair_message(tx, fair);

	exhibitors_show(tx, fair, after, most, message);
	sums_show(tx, fair, message);
	message->as_of = badges_as_of(tx);
	return message;
}

Ocop__Market__V1__FairParticipant *participant_message(struct transaction *tx,
						       const struct fair *fair,
						       const struct fair_participant *participant)
{
	Ocop__Market__V1__FairParticipant *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	const char *listing_ids[FAIR_LISTINGS_MAX];
	size_t count = fair_listings_load(tx, participant->participant_id, listing_ids);

	ocop__market__v1__fair_participant__init(message);
	message->participant_id = message_text(participant->participant_id);
	message->fair_id = message_text(participant->fair_id);
	message->fair_name = message_text(fair->name);
	message->producer_id = message_text(participant->producer_id);
	message->producer_name = message_text(participant->producer_name);
	message->buyer_name = message_text(participant->buyer_name);
	message->state = participant->state;
	message->note = message_text(participant->note);
	message->answer_reason = message_text(participant->answer_reason);
	message->version = (uint64_t)participant->version;
	message->listings = listing_messages(tx, listing_ids, count, &message->n_listings);
	fair_outcomes(tx, participant->participant_id, &message->outcomes, &message->n_outcomes);
	return message;
}
