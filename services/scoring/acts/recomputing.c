/* recomputing.c - a stored result beside what follows from its sheets and its rule book */
#include "scoring/acts/recomputing.h"

#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/sitting.h"

#define DIFFERENCE(name) OCOP__SCORING__V1__DIFFERENCE_KIND__DIFFERENCE_KIND_##name

/* Bytes of a hash that tell two results apart for eyes. */
enum { HASH_SHOWN_BYTES = 8 };

/* One result computed anew. Each flag says that what it names could be had. */
struct again {
	const struct round *round;
	const struct stored_result *stored;
	struct round_dossier dossier;
	struct pass_facts pass;
	struct dossier_result result;
	ProtobufCBinaryData bytes;
	bool loaded, computed;
};

static void compute_again(struct transaction *tx, const struct rulebook *book,
			  struct arena *scratch, struct again *again)
{
	const struct stored_result *stored = again->stored;
	const struct rulebook_set *set;

	if (!round_dossier_load(tx, stored->round_id, stored->dossier_id, &again->dossier))
		return;
	set = rulebook_set_find(book, again->dossier.set_no);
	if (!set || !set->sheet)
		return;
	pass_facts_load(tx, again->round, &again->dossier, stored->pass, set->sheet, NULL, scratch,
			&again->pass);
	again->loaded = true;
	if (!result_compute(&again->pass.facts, scratch, &again->result))
		return;
	again->bytes = result_bytes_pack(again->round, &again->dossier, stored->pass,
					 &again->pass.facts, &again->result, scratch);
	again->computed = true;
}

/* The texts are in the differences' arena. */
static void difference_add(struct differences *differences, const struct again *again,
			   Ocop__Scoring__V1__DifferenceKind kind, const char *stored,
			   const char *recomputed)
{
	Ocop__Scoring__V1__ResultDifference *difference;

	differences->found++;
	if (differences->count == DIFFERENCES_MAX)
		return;
	difference = arena_alloc(differences->arena, sizeof(*difference));
	ocop__scoring__v1__result_difference__init(difference);
	difference->dossier_id = arena_strdup(differences->arena, again->stored->dossier_id);
	difference->pass = again->stored->pass;
	difference->kind = kind;
	difference->stored = message_text(stored);
	difference->recomputed = message_text(recomputed);
	differences->list[differences->count++] = difference;
}

static const char *hex(struct arena *arena, const void *bytes, size_t size_bytes)
{
	char *text = arena_alloc(arena, 2 * size_bytes + 1);

	return sodium_bin2hex(text, 2 * size_bytes + 1, bytes, size_bytes);
}

/* A value's name without what all names of its kind begin with; its number when it has none. */
static const char *word_of(const ProtobufCEnumDescriptor *descriptor, int value,
			   const char *beginning, struct arena *arena)
{
	const ProtobufCEnumValue *found = protobuf_c_enum_descriptor_get_value(descriptor, value);

	return found ? found->name + strlen(beginning) : arena_printf(arena, "%d", value);
}

static const char *decision_word(Ocop__Scoring__V1__DecisionOutcome decision, struct arena *arena)
{
	return word_of(&ocop__scoring__v1__decision_outcome__descriptor, (int)decision,
		       "DECISION_OUTCOME_", arena);
}

/* "SCORED 246/3, 4 stars (4 by points), SHA-256 1a2b3c4d5e6f7081..." Nothing else of it is told:
 * what somebody wrote into the store is not passed on. */
static const char *result_text(const void *bytes, size_t size_bytes, struct arena *arena)
{
	const Ocop__Scoring__V1__Result *result = (const Ocop__Scoring__V1__Result *)message_unpack(
		&ocop__scoring__v1__result__descriptor, bytes, size_bytes, arena, NULL);
	uint8_t hash[crypto_hash_sha256_BYTES];
	const char *shown;

	crypto_hash_sha256(hash, bytes, size_bytes);
	shown = hex(arena, hash, HASH_SHOWN_BYTES);
	if (!result)
		return arena_printf(arena, "%zu bytes that are no result, SHA-256 %s...",
				    size_bytes, shown);
	return arena_printf(arena, "%s %u/%u, %u stars (%u by points), SHA-256 %s...",
			    word_of(&ocop__scoring__v1__result_outcome__descriptor,
				    (int)result->outcome, "RESULT_OUTCOME_", arena),
			    result->points_sum, result->points_count, result->star,
			    result->band_star, shown);
}

static void bytes_compare(const struct again *again, struct differences *differences)
{
	const struct stored_result *stored = again->stored;
	struct arena *arena = differences->arena;

	if (again->computed && stored->result && again->bytes.len == stored->result_size_bytes &&
	    memcmp(again->bytes.data, stored->result, again->bytes.len) == 0)
		return;
	difference_add(
		differences, again, DIFFERENCE(RESULT),
		stored->result ? result_text(stored->result, stored->result_size_bytes, arena) : "",
		again->computed ? result_text(again->bytes.data, again->bytes.len, arena) : "");
}

/* The bytes are those that somebody was bound to by a seal; member_id is "" for the agency. */
static void seal_compare(const struct again *again, struct differences *differences,
			 Ocop__Scoring__V1__DifferenceKind kind, const struct seal *seal,
			 const ProtobufCBinaryData *bytes, const char *member_id)
{
	struct arena *arena = differences->arena;
	bool whole = seal->nonce && seal->commitment;
	uint8_t commitment[SEAL_COMMITMENT_SIZE_BYTES];
	size_t count = differences->count;

	if (whole && seal_holds(seal, bytes->data, bytes->len))
		return;
	if (whole)
		seal_commit(seal->nonce, bytes, commitment);
	difference_add(differences, again, kind, whole ? seal_commitment_hex(seal, arena) : "",
		       whole ? hex(arena, commitment, sizeof(commitment)) : "");
	if (differences->count > count)
		differences->list[count]->member_id = arena_strdup(arena, member_id);
}

/* Every sheet that counted is the one its member sealed. */
static void sheets_compare(const struct again *again, struct differences *differences)
{
	for (size_t i = 0; again->loaded && i < again->pass.sheet_count; i++) {
		const struct score_sheet *sheet = &again->pass.sheets[i];
		const ProtobufCBinaryData bytes = {sheet->sheet_size_bytes,
						   (uint8_t *)sheet->sheet};

		seal_compare(again, differences, DIFFERENCE(SHEET), &sheet->seal, &bytes,
			     sheet->member_id);
	}
}

/* Of a re-rating in writing: the report is the one that was filed, and what members wrote on it is
 * that they agree. */
static void opinions_compare(const struct again *again, struct differences *differences)
{
	const struct pass_opinions *written = &again->pass.written;
	const ProtobufCBinaryData report = {written->report.report_size_bytes,
					    (uint8_t *)written->report.report};

	if (!again->loaded || !written->in_writing)
		return;
	seal_compare(again, differences, DIFFERENCE(REPORT), &written->report.seal, &report, "");
	for (size_t i = 0; i < written->count; i++) {
		const struct stored_opinion *opinion = &written->opinions[i];
		const ProtobufCBinaryData bytes = {opinion->opinion_size_bytes,
						   (uint8_t *)opinion->opinion};

		seal_compare(again, differences, DIFFERENCE(OPINION), &opinion->seal, &bytes,
			     opinion->member_id);
	}
	if (written->agreeing < written->count)
		difference_add(
			differences, again, DIFFERENCE(OPINION),
			arena_printf(differences->arena, "%zu that count", written->count),
			arena_printf(differences->arena, "%zu that agree", written->agreeing));
}

/* And their rows say what they add up to. */
static void totals_compare(const struct again *again, struct differences *differences)
{
	uint32_t sum = 0;

	if (!again->computed || again->pass.written.in_writing ||
	    again->result.outcome != RESULT_OUTCOME(SCORED))
		return;
	for (size_t i = 0; i < again->pass.sheet_count; i++)
		sum += again->pass.sheets[i].total;
	if (sum != again->result.mean.sum)
		difference_add(differences, again, DIFFERENCE(TOTALS),
			       arena_printf(differences->arena, "%u", sum),
			       arena_printf(differences->arena, "%u", again->result.mean.sum));
}

/* What a province recognises on the centre's result is a decision of its own and not looked at. */
static void decision_compare(const struct again *again, const struct rulebook *book,
			     struct differences *differences)
{
	const struct round *round = again->round;
	Ocop__Scoring__V1__DecisionOutcome stored = again->stored->decision, due;
	int32_t day;

	if (!again->computed || !stored || round->level != LEVEL(PROVINCE))
		return;
	due = date_parse(round->decided_on, &day)
		      ? decision_of_round(book, round, day, &again->result)
		      : DECISION_OUTCOME(UNSPECIFIED);
	if (due != stored)
		difference_add(differences, again, DIFFERENCE(DECISION),
			       decision_word(stored, differences->arena),
			       decision_word(due, differences->arena));
}

bool result_is_recomputed(struct transaction *tx, const struct round *round,
			  const struct rulebook *book, const struct stored_result *stored,
			  struct arena *scratch, struct differences *differences)
{
	struct again again = {.round = round, .stored = stored};
	struct arena *arena = transaction_use_arena(tx, scratch);
	size_t found = differences->found;

	compute_again(tx, book, scratch, &again);
	bytes_compare(&again, differences);
	sheets_compare(&again, differences);
	opinions_compare(&again, differences);
	totals_compare(&again, differences);
	decision_compare(&again, book, differences);
	(void)transaction_use_arena(tx, arena); /* it was the scratch one */
	return differences->found == found;
}
