/* result_bytes.c - from stored sheets to a stored result, and back
 *
 * A result is a function of what is stored: recomputed, it must be the same bytes. So the message
 * is filled here and nowhere else, in one order.
 */
#include "scoring/records.h"

#include "common/base/arena.h"
#include "common/base/memory.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "scoring/records/re_rating.h"

/* The sheets that count, in the order of their members' ids. */
struct counted {
	struct score_sheet *sheets;
	size_t count, capacity;
};

static void counted_gather(struct transaction *tx, const struct round_dossier *dossier,
			   uint32_t pass, const struct conflicts *conflicts,
			   struct counted *counted)
{
	struct score_sheet sheet;

	score_sheets_sealed(tx, dossier->round_id, dossier->dossier_id, pass);
	while (score_sheet_next(tx, &sheet)) {
		if (conflicts ? member_has_conflict(conflicts, sheet.member_id) : !sheet.opened)
			continue;
		counted->sheets = memory_grow(counted->sheets, counted->count, &counted->capacity,
					      sizeof(sheet));
		counted->sheets[counted->count++] = sheet;
	}
}

/* What a sheet raises, behind what the sheets before raise. */
static void raised_add(const Ocop__Scoring__V1__ScoreSheet *message, struct arena *arena,
		       struct pass_raised *raised)
{
	struct finding *items =
		arena_alloc(arena, (raised->count + message->n_raised + 1) * sizeof(*items));

	for (size_t i = 0; i < raised->count; i++)
		items[i] = raised->items[i];
	for (size_t i = 0; i < message->n_raised; i++)
		items[raised->count++] = (struct finding){
			.kind = message->raised[i]->kind,
			.code = message->raised[i]->code,
		};
	raised->items = items;
}

static const struct filled_sheet *filled_read(const struct counted *counted, struct arena *arena,
					      struct pass_raised *ret_raised)
{
	struct filled_sheet *filled = arena_alloc(arena, (counted->count + 1) * sizeof(*filled));

	*ret_raised = (struct pass_raised){0};
	for (size_t i = 0; i < counted->count; i++) {
		const Ocop__Scoring__V1__ScoreSheet *message =
			sheet_bytes_unpack(&counted->sheets[i], arena);

		if (!message)
			continue;
		raised_add(message, arena, ret_raised);
		filled[i].choices =
			choices_from_map((const ProtobufCMessage *const *)message->choices,
					 message->n_choices, arena);
		filled[i].choice_count = message->n_choices;
	}
	return filled;
}

/* The sheet that the agency reported, for the council's. */
static void reported_read(const struct pass_opinions *written, struct arena *arena,
			  struct result_facts *facts)
{
	struct filled_sheet *filled = arena_alloc(arena, sizeof(*filled));

	facts->agreeing_opinions = written->agreeing;
	facts->filled = filled;
	facts->filled_count = written->on ? 1 : 0;
	if (!written->on)
		return;
	filled->choices = choices_from_map((const ProtobufCMessage *const *)written->on->choices,
					   written->on->n_choices, arena);
	filled->choice_count = written->on->n_choices;
}

void pass_facts_load(struct transaction *tx, const struct round *round,
		     const struct round_dossier *dossier, uint32_t pass, const struct sheet *sheet,
		     const struct conflicts *conflicts, struct arena *arena,
		     struct pass_facts *ret_facts)
{
	struct counted counted = {0};
	struct result_facts facts = {
		.sheet = sheet,
		.gate_level = round->gate_level,
		.gate_effect = round->gate_effect,
	};

	facts.agreed = agreed_options_load(tx, dossier->round_id, dossier->dossier_id, pass,
					   &facts.agreed_count);
	facts.findings = findings_load(tx, dossier->round_id, dossier->dossier_id, pass,
				       &facts.finding_count);
	pass_opinions_load(tx, round, dossier, pass, conflicts, arena, &ret_facts->written);
	counted_gather(tx, dossier, pass, conflicts, &counted);
	facts.filled = filled_read(&counted, arena, &ret_facts->raised);
	facts.filled_count = counted.count;
	if (ret_facts->written.in_writing)
		reported_read(&ret_facts->written, arena, &facts);
	ret_facts->facts = facts;
	ret_facts->sheet_count = counted.count;
	ret_facts->sheets = counted.count ? arena_copy(arena, counted.sheets,
						       counted.count * sizeof(*counted.sheets))
					  : NULL;
	memory_free(counted.sheets);
}

static void points_fill(Ocop__Scoring__V1__Result *message, const struct rulebook *book,
			const struct dossier_result *result, struct arena *arena)
{
	Ocop__Scoring__V1__PartPoints *parts =
		arena_alloc(arena, book->part_count * sizeof(*parts));

	message->points_sum = result->mean.sum;
	message->points_count = result->mean.count;
	message->points_square_sum = result->totals.square_sum;
	message->lowest_total = result->totals.lowest;
	message->highest_total = result->totals.highest;
	message->mean_text = arena_alloc(arena, MEAN_TEXT_SIZE);
	mean_print(result->mean, message->mean_text);
	message->band_star = result->band_star;
	message->star = result->star;
	message->parts = arena_alloc(arena, book->part_count * sizeof(*message->parts));
	message->n_parts = book->part_count;
	for (size_t i = 0; i < book->part_count; i++) {
		ocop__scoring__v1__part_points__init(&parts[i]);
		parts[i].part_code = message_text(book->parts[i].code);
		parts[i].sum = result->part_sums[i];
		parts[i].count = result->mean.count;
		parts[i].square_sum = result->part_square_sums[i];
		message->parts[i] = &parts[i];
	}
}

static void missed_fill(Ocop__Scoring__V1__Result *message, const struct dossier_result *result,
			struct arena *arena)
{
	Ocop__Scoring__V1__MissedMinimum *missed =
		arena_alloc(arena, (result->missed_count + 1) * sizeof(*missed));

	message->missed_minimums =
		arena_alloc(arena, (result->missed_count + 1) * sizeof(*message->missed_minimums));
	message->n_missed_minimums = result->missed_count;
	for (size_t i = 0; i < result->missed_count; i++) {
		ocop__scoring__v1__missed_minimum__init(&missed[i]);
		missed[i].star = result->missed[i].star;
		missed[i].criterion_code = message_text(result->missed[i].criterion_code);
		message->missed_minimums[i] = &missed[i];
	}
}

static void findings_fill(Ocop__Scoring__V1__Result *message, const struct result_facts *facts,
			  struct arena *arena)
{
	Ocop__Scoring__V1__Finding *findings =
		arena_alloc(arena, (facts->finding_count + 1) * sizeof(*findings));

	message->findings =
		arena_alloc(arena, (facts->finding_count + 1) * sizeof(*message->findings));
	message->n_findings = facts->finding_count;
	for (size_t i = 0; i < facts->finding_count; i++) {
		ocop__scoring__v1__finding__init(&findings[i]);
		findings[i].kind = facts->findings[i].kind;
		findings[i].code = message_text(facts->findings[i].code);
		findings[i].reason = message_text(facts->findings[i].reason);
		findings[i].votes_for = facts->findings[i].votes_for;
		findings[i].votes_against = facts->findings[i].votes_against;
		message->findings[i] = &findings[i];
	}
}

ProtobufCBinaryData result_bytes_pack(const struct round *round,
				      const struct round_dossier *dossier, uint32_t pass,
				      const struct result_facts *facts,
				      const struct dossier_result *result, struct arena *arena)
{
	Ocop__Scoring__V1__Result message = OCOP__SCORING__V1__RESULT__INIT;

	message.dossier_id = message_text(dossier->dossier_id);
	message.round_id = message_text(round->round_id);
	message.product_id = message_text(dossier->product_id);
	message.product_name = message_text(dossier->product_name);
	message.producer_id = message_text(dossier->producer_id);
	message.producer_name = message_text(dossier->producer_name);
	message.level = round->level;
	message.outcome = result->outcome;
	message.pass = pass;
	message.rulebook_code = message_text(round->rulebook_code);
	message.set_no = dossier->set_no;
	message.rulebook_sha256 = message_text(facts->sheet->sha256);
	if (result->outcome == RESULT_OUTCOME(SCORED)) {
		points_fill(&message, facts->sheet->book, result, arena);
		missed_fill(&message, result, arena);
		message.agreeing_opinions = (uint32_t)facts->agreeing_opinions;
	}
	findings_fill(&message, facts, arena);
	return message_pack(&message.base, arena);
}

Ocop__Scoring__V1__Result *result_bytes_unpack(const struct stored_result *stored,
					       const struct round *round, struct arena *arena)
{
	ProtobufCMessage *message =
		message_unpack(&ocop__scoring__v1__result__descriptor, stored->result,
			       stored->result_size_bytes, arena, NULL);

	if (!message)
		return NULL;
	Ocop__Scoring__V1__Result *result = (Ocop__Scoring__V1__Result *)message;
	result->decision = stored->decision;
	if (stored->decision) {
		result->decision_number = message_text(round->decision_number);
		result->decided_on = message_text(round->decided_on);
	}
	return result;
}
