/* indicator_sums.c - indicators summed up: by line, and in all */
#include "market/figures/indicators/indicator_sums.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"

enum { YEARS = 6 };

/* Producers come by line: his is the last one, or a new one. */
static struct indicator_sums *line_of(struct transaction *tx, struct indicator_table *table,
				      const char *code)
{
	size_t count = table->count;

	if (count > 0 && strcmp(table->lines[count - 1].code, code) == 0)
		return &table->lines[count - 1];
	if ((count & (count - 1)) == 0) {
		struct indicator_sums *grown =
			arena_alloc(transaction_arena(tx), (count ? 2 * count : 1) * sizeof *grown);

		if (count)
			memcpy(grown, table->lines, count * sizeof *grown);
		table->lines = grown;
	}
	table->lines[count] = (struct indicator_sums){.code = code};
	return &table->lines[table->count++];
}

static void add(struct indicator_sums *sums, const struct producer_facts *facts)
{
	for (Ocop__Market__V1__ProducerIndicator one = INDICATOR(REPORTED); one <= INDICATORS;
	     one++)
		sums->counts[one] += indicator_counts(facts, one);
	sums->linkages += (uint64_t)facts->linkages;
	sums->areas += (uint64_t)facts->areas;
	sums->hectares_hundredths += (uint64_t)facts->hectares_hundredths;
	sums->households += (uint64_t)facts->households;
	for (int kind = 1; kind <= HELD_KINDS; kind++)
		sums->held[kind] += (uint64_t)facts->held[kind];
}

/* What is not known comes first by its code, and is shown last. */
static void move_unknown(struct indicator_table *table)
{
	struct indicator_sums unknown;

	if (table->count == 0 || *table->lines[0].code)
		return;
	unknown = table->lines[0];
	memmove(table->lines, table->lines + 1, (table->count - 1) * sizeof *table->lines);
	table->lines[table->count - 1] = unknown;
}

static void sum_up_lines(struct transaction *tx, const struct indicator_question *question,
			 bool for_anybody, struct indicator_table *table)
{
	struct producer_facts facts;

	*table = (struct indicator_table){.total.code = ""};
	producers_begin(tx, question, "");
	while (producer_next(tx, &facts)) {
		if (!for_anybody && !indicator_may_see(tx, &facts))
			continue;
		add(line_of(tx, table, facts.line), &facts);
		add(&table->total, &facts);
	}
	move_unknown(table);
}

/* What was read of the producers of a year is needed no longer than their sum. */
static struct indicator_sums sum_up_year(struct transaction *tx,
					 const struct indicator_question *question,
					 bool for_anybody)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	struct arena *before = transaction_use_arena(tx, arena);
	struct indicator_table table;

	sum_up_lines(tx, question, for_anybody, &table);
	(void)transaction_use_arena(tx, before); /* ours, which ends here */
	arena_destroy(arena);
	return table.total;
}

static void sum_up_years(struct transaction *tx, const struct indicator_question *question,
			 bool for_anybody, struct indicator_table *table)
{
	struct arena *arena = transaction_arena(tx);

	table->lines = arena_alloc(arena, YEARS * sizeof *table->lines);
	table->count = YEARS;
	for (uint32_t i = 0; i < YEARS; i++) {
		struct indicator_question of_year = *question;

		of_year.by = BY(UNSPECIFIED);
		indicator_question_set_year(tx, &of_year, question->year - (YEARS - 1) + i);
		table->lines[i] = sum_up_year(tx, &of_year, for_anybody);
		table->lines[i].code = arena_printf(arena, "%u", of_year.year);
	}
	table->total = table->lines[YEARS - 1];
}

void indicators_sum_up(struct transaction *tx, const struct indicator_question *question,
		       bool for_anybody, struct indicator_table *ret_table)
{
	if (question->by == BY(YEAR))
		sum_up_years(tx, question, for_anybody, ret_table);
	else
		sum_up_lines(tx, question, for_anybody, ret_table);
}

bool indicator_areas_are_withheld(const struct indicator_sums *sums, bool for_anybody)
{
	return for_anybody && sums->counts[INDICATOR(WITH_AREA)] < REPORTED_LEAST;
}

bool indicator_is_withheld(const struct indicator_sums *sums, bool for_anybody)
{
	return for_anybody && sums->counts[INDICATOR(REPORTED)] < REPORTED_LEAST;
}
