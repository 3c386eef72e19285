/* candidate.c - pairs that may be one, as messages of queries */
#include "registration/answers/candidate.h"

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "registration/answers.h"

static Ocop__Registration__V1__CandidateSide *side_of_producer(struct transaction *tx,
							       const struct producer *producer)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__CandidateSide *side = arena_alloc(arena, sizeof(*side));

	ocop__registration__v1__candidate_side__init(side);
	side->id = message_text(producer->producer_id);
	side->name = message_text(producer->name);
	side->registration_number = message_text(producer->registration_number);
	side->place = place_copy(arena, &producer->place);
	return side;
}

static Ocop__Registration__V1__CandidateSide *side_of_product(struct transaction *tx,
							      const struct product *product)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__CandidateSide *side = arena_alloc(arena, sizeof(*side));

	ocop__registration__v1__candidate_side__init(side);
	side->id = message_text(product->product_id);
	side->name = message_text(product->name);
	side->producer_name = message_text(product->producer_name);
	side->place = place_copy(arena, &product->place);
	return side;
}

static Ocop__Registration__V1__CandidateSide *side_of(struct transaction *tx, const char *id,
						      bool products)
{
	struct producer producer;
	struct product product;

	if (products) {
		product_load(tx, id, &product);
		return side_of_product(tx, &product);
	}
	producer_load(tx, id, &producer);
	return side_of_producer(tx, &producer);
}

static Ocop__Registration__V1__MergeCandidate *message_of(struct transaction *tx, uint32_t score,
							  uint32_t reasons)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Registration__V1__MergeCandidate *message = arena_alloc(arena, sizeof(*message));

	ocop__registration__v1__merge_candidate__init(message);
	message->score = score;
	message->reasons = arena_alloc(arena, LIKENESS_REASONS * sizeof(*message->reasons));
	for (uint32_t reason = 1; reason < 1u << LIKENESS_REASONS; reason <<= 1) {
		if (reasons & reason)
			message->reasons[message->n_reasons++] =
				message_text(likeness_reason_word(reason));
	}
	return message;
}

Ocop__Registration__V1__MergeCandidate *candidate_message(struct transaction *tx,
							  const struct candidate *candidate)
{
	Ocop__Registration__V1__MergeCandidate *message =
		message_of(tx, candidate->score, candidate->reasons);

	message->first = side_of(tx, candidate->first_id, candidate->products);
	message->second = side_of(tx, candidate->second_id, candidate->products);
	return message;
}

Ocop__Registration__V1__MergeCandidate **similar_messages(struct transaction *tx,
							  const struct producer_facts *asked,
							  const struct similar_producer *similar,
							  size_t count)
{
	const struct producer as_asked = {
		.name = asked->name,
		.registration_number = asked->registration_number,
		.place = *asked->place,
	};
	Ocop__Registration__V1__MergeCandidate **messages =
		arena_alloc(transaction_arena(tx), count * sizeof(*messages));

	for (size_t i = 0; i < count; i++) {
		const struct likeness *likeness = &similar[i].likeness;

		messages[i] = message_of(tx, likeness->score, likeness->reasons);
		messages[i]->first = side_of_producer(tx, &as_asked);
		messages[i]->second = side_of_producer(tx, &similar[i].producer);
	}
	return messages;
}
