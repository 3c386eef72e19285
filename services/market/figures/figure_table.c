/* figure_table.c - all counted rows in memory, column by column */
#include "market/figures/figure_table.h"

#include <assert.h>
#include <pthread.h>
#include <string.h>

#include "common/base/memory.h"

enum {
	ROWS_FIRST = 1024,
	VALUES_FIRST = 16,
	VALUES_MAX = UINT16_MAX,    /* old communes are 10,602 */
	DAY_OF_REMOVED = INT32_MAX, /* counts on no day that can be asked for */
};

/* The values of a dimension by number, their numbers by text, and each row's. Number 0 is "". */
struct dimension {
	char **texts;
	uint16_t *sorted;
	size_t count, capacity;
	uint16_t *values;
};

struct slot_suspension {
	uint32_t slot;
	struct figure_suspension suspension;
};

/* A row is a slot, for good: one that is taken out counts on no day and may come back. */
struct figure_table {
	pthread_rwlock_t lock;
	struct dimension dimensions[FIGURE_DIMENSIONS + 1];
	char (*codes)[FIGURE_CODE_SIZE];
	int32_t *from_day, *end_day, *revoked_day, *replaced_day, *next_day;
	uint8_t *is_verified;
	uint8_t *was_suspended;
	uint32_t *order; /* slots by code */
	size_t count, capacity;
	struct slot_suspension *suspensions; /* by slot; hardly any row has one */
	size_t suspension_count, suspension_capacity;
	struct figure_table_progress progress;
};

/* --- values */

/* Where the text is among the sorted ones, or would be. */
static size_t value_place(const struct dimension *dimension, const char *text)
{
	size_t begin = 0, end = dimension->count;

	while (begin < end) {
		size_t middle = begin + (end - begin) / 2;

		if (strcmp(dimension->texts[dimension->sorted[middle]], text) < 0)
			begin = middle + 1;
		else
			end = middle;
	}
	return begin;
}

static bool value_find(const struct dimension *dimension, const char *text, uint16_t *ret_number)
{
	size_t place = value_place(dimension, text);

	if (place == dimension->count)
		return false;
	*ret_number = dimension->sorted[place];
	return strcmp(dimension->texts[*ret_number], text) == 0;
}

static uint16_t value_put(struct dimension *dimension, const char *text)
{
	size_t place = value_place(dimension, text);
	uint16_t number;

	if (value_find(dimension, text, &number))
		return number;
	assert(dimension->count < VALUES_MAX &&
	       "a dimension has fewer values than there are numbers");
	if (dimension->count == dimension->capacity) {
		dimension->capacity = dimension->capacity ? 2 * dimension->capacity : VALUES_FIRST;
		dimension->texts = memory_realloc(dimension->texts,
						  dimension->capacity * sizeof *dimension->texts);
		dimension->sorted = memory_realloc(dimension->sorted,
						   dimension->capacity * sizeof *dimension->sorted);
	}
	number = (uint16_t)dimension->count;
	memmove(dimension->sorted + place + 1, dimension->sorted + place,
		(dimension->count - place) * sizeof *dimension->sorted);
	dimension->sorted[place] = number;
	dimension->texts[dimension->count++] = memory_strdup(text);
	return number;
}

struct figure_table *figure_table_create(void)
{
	struct figure_table *table = memory_alloc(sizeof *table);
	pthread_rwlockattr_t attributes;

	/* Readers come and go all the time: without this a change would wait for ever. */
	pthread_rwlockattr_init(&attributes);
	pthread_rwlockattr_setkind_np(&attributes, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
	pthread_rwlock_init(&table->lock, &attributes);
	pthread_rwlockattr_destroy(&attributes);
	for (int by = 0; by <= FIGURE_DIMENSIONS; by++)
		(void)value_put(&table->dimensions[by], ""); /* its number is 0 */
	return table;
}

static void dimension_deinit(struct dimension *dimension)
{
	for (size_t i = 0; i < dimension->count; i++)
		memory_free(dimension->texts[i]);
	memory_free(dimension->texts);
	memory_free(dimension->sorted);
	memory_free(dimension->values);
}

void figure_table_destroy(struct figure_table *table)
{
	if (!table)
		return;
	for (int by = 0; by <= FIGURE_DIMENSIONS; by++)
		dimension_deinit(&table->dimensions[by]);
	memory_free(table->codes);
	memory_free(table->from_day);
	memory_free(table->end_day);
	memory_free(table->revoked_day);
	memory_free(table->replaced_day);
	memory_free(table->next_day);
	memory_free(table->is_verified);
	memory_free(table->was_suspended);
	memory_free(table->order);
	memory_free(table->suspensions);
	pthread_rwlock_destroy(&table->lock);
	memory_free(table);
}

/* --- rows */

static void grow(struct figure_table *table)
{
	size_t capacity = table->capacity ? 2 * table->capacity : ROWS_FIRST;

	if (table->count < table->capacity)
		return;
	for (int by = 1; by <= FIGURE_DIMENSIONS; by++) {
		struct dimension *dimension = &table->dimensions[by];

		dimension->values = memory_realloc(dimension->values, capacity * sizeof(uint16_t));
	}
	table->codes = memory_realloc(table->codes, capacity * sizeof *table->codes);
	table->from_day = memory_realloc(table->from_day, capacity * sizeof(int32_t));
	table->end_day = memory_realloc(table->end_day, capacity * sizeof(int32_t));
	table->revoked_day = memory_realloc(table->revoked_day, capacity * sizeof(int32_t));
	table->replaced_day = memory_realloc(table->replaced_day, capacity * sizeof(int32_t));
	table->next_day = memory_realloc(table->next_day, capacity * sizeof(int32_t));
	table->is_verified = memory_realloc(table->is_verified, capacity);
	table->was_suspended = memory_realloc(table->was_suspended, capacity);
	table->order = memory_realloc(table->order, capacity * sizeof *table->order);
	table->capacity = capacity;
}

/* The first place in the order whose code is not before this one. */
static size_t order_place(const struct figure_table *table, const char *code)
{
	size_t begin = 0, end = table->count;

	while (begin < end) {
		size_t middle = begin + (end - begin) / 2;

		if (strcmp(table->codes[table->order[middle]], code) < 0)
			begin = middle + 1;
		else
			end = middle;
	}
	return begin;
}

static bool slot_find(const struct figure_table *table, const char *code, uint32_t *ret_slot)
{
	size_t place = order_place(table, code);

	if (place == table->count)
		return false;
	*ret_slot = table->order[place];
	return strcmp(table->codes[*ret_slot], code) == 0;
}

/* Rows come by code at the start, so the order grows at its end. */
static uint32_t slot_put(struct figure_table *table, const char *code)
{
	size_t place = order_place(table, code);
	uint32_t slot;

	if (slot_find(table, code, &slot))
		return slot;
	assert(strlen(code) < FIGURE_CODE_SIZE && "a code has ten characters");
	grow(table);
	slot = (uint32_t)table->count;
	memmove(table->order + place + 1, table->order + place,
		(table->count - place) * sizeof *table->order);
	table->order[place] = slot;
	strcpy(table->codes[slot], code); /* the assertion above: it fits */
	table->was_suspended[slot] = 0;
	table->count++;
	return slot;
}

/* The first suspension of this slot or of one behind it. */
static size_t suspension_place(const struct figure_table *table, uint32_t slot)
{
	size_t begin = 0, end = table->suspension_count;

	while (begin < end) {
		size_t middle = begin + (end - begin) / 2;

		if (table->suspensions[middle].slot < slot)
			begin = middle + 1;
		else
			end = middle;
	}
	return begin;
}

static void suspensions_clear(struct figure_table *table, uint32_t slot)
{
	size_t begin = suspension_place(table, slot), end = suspension_place(table, slot + 1);

	if (begin == end)
		return;
	memmove(table->suspensions + begin, table->suspensions + end,
		(table->suspension_count - end) * sizeof *table->suspensions);
	table->suspension_count -= end - begin;
}

static void suspension_add(struct figure_table *table, uint32_t slot,
			   const struct figure_suspension *suspension)
{
	size_t place = suspension_place(table, slot);

	table->suspensions = memory_grow(table->suspensions, table->suspension_count,
					 &table->suspension_capacity, sizeof *table->suspensions);
	memmove(table->suspensions + place + 1, table->suspensions + place,
		(table->suspension_count - place) * sizeof *table->suspensions);
	table->suspensions[place] = (struct slot_suspension){slot, *suspension};
	table->suspension_count++;
}

void figure_table_put(struct figure_table *table, const struct figure_table_row *row)
{
	uint32_t slot;

	pthread_rwlock_wrlock(&table->lock);
	slot = slot_put(table, row->code);
	for (int by = 1; by <= FIGURE_DIMENSIONS; by++)
		table->dimensions[by].values[slot] =
			value_put(&table->dimensions[by], row->values[by]);
	table->from_day[slot] = row->span.from_day;
	table->end_day[slot] = row->span.end_day;
	table->revoked_day[slot] = row->span.revoked_day;
	table->replaced_day[slot] = row->span.replaced_day;
	table->next_day[slot] = row->span.next_day;
	table->is_verified[slot] = row->is_verified;
	if (table->was_suspended[slot])
		suspensions_clear(table, slot);
	table->was_suspended[slot] = row->suspension_count > 0;
	for (size_t i = 0; i < row->suspension_count; i++)
		suspension_add(table, slot, &row->suspensions[i]);
	pthread_rwlock_unlock(&table->lock);
}

void figure_table_remove(struct figure_table *table, const char *code)
{
	uint32_t slot;

	if (!slot_find(table, code, &slot)) /* the writer's own thread reads without the lock */
		return;
	pthread_rwlock_wrlock(&table->lock);
	table->from_day[slot] = DAY_OF_REMOVED;
	pthread_rwlock_unlock(&table->lock);
}

struct figure_table_progress *figure_table_progress(struct figure_table *table)
{
	return &table->progress;
}

/* --- counting */

void figure_table_lock(struct figure_table *table)
{
	pthread_rwlock_rdlock(&table->lock);
}

void figure_table_unlock(struct figure_table *table)
{
	pthread_rwlock_unlock(&table->lock);
}

/* A column of which only one value is asked for. */
struct filter {
	const uint16_t *values;
	uint16_t number;
};

struct filters {
	struct filter items[FIGURE_DIMENSIONS];
	size_t count;
};

/* False when a value is none that any row has: nothing passes. */
static bool filters_read(const struct figure_table *table, const struct figure_question *question,
			 struct filters *ret_filters)
{
	ret_filters->count = 0;
	for (int by = 1; by <= FIGURE_DIMENSIONS; by++) {
		const struct dimension *dimension = &table->dimensions[by];
		struct filter *filter = &ret_filters->items[ret_filters->count];

		if (!question->values[by])
			continue;
		if (!value_find(dimension, question->values[by], &filter->number))
			return false;
		filter->values = dimension->values;
		ret_filters->count++;
	}
	return true;
}

static bool passes(const struct filters *filters, size_t slot)
{
	for (size_t i = 0; i < filters->count; i++) {
		if (filters->items[i].values[slot] != filters->items[i].number)
			return false;
	}
	return true;
}

static bool is_suspended(const struct figure_table *table, size_t slot, int32_t day)
{
	for (size_t i = suspension_place(table, (uint32_t)slot);
	     i < table->suspension_count && table->suspensions[i].slot == slot; i++) {
		const struct figure_suspension *one = &table->suspensions[i].suspension;

		if (one->from_day <= day && one->until_day > day)
			return true;
	}
	return false;
}

/* What holds on the day; what comes first counts (figure_span.h). */
static Ocop__Market__V1__FigureMeasure state_on_day(const struct figure_table *table, size_t slot,
						    int32_t day)
{
	if (table->revoked_day[slot] <= day)
		return MEASURE(REVOKED);
	if (table->replaced_day[slot] <= day)
		return MEASURE(REPLACED);
	if (!table->is_verified[slot])
		return MEASURE(NOT_VERIFIED);
	if (table->end_day[slot] < day)
		return MEASURE(EXPIRED);
	if (table->was_suspended[slot] && is_suspended(table, slot, day))
		return MEASURE(SUSPENDED);
	return MEASURE(VALID);
}

static bool expires(const struct figure_table *table, size_t slot,
		    const struct figure_question *question)
{
	return table->end_day[slot] <= question->expiring_until;
}

void figure_table_count(const struct figure_table *table, const struct figure_question *question,
			Ocop__Market__V1__FigureBy by, uint32_t *ret_counts)
{
	const uint16_t *lines = table->dimensions[by].values; /* NULL: all are one line */
	int32_t day = question->day;
	struct filters filters;

	if (!filters_read(table, question, &filters))
		return;
	for (size_t slot = 0; slot < table->count; slot++) {
		Ocop__Market__V1__FigureMeasure state;
		bool was_followed;
		uint32_t *counts;

		if (table->from_day[slot] > day || !passes(&filters, slot))
			continue;
		counts = ret_counts + (lines ? lines[slot] : 0) * (size_t)(FIGURE_MEASURES + 1);
		state = state_on_day(table, slot, day);
		was_followed = table->next_day[slot] <= day;
		counts[MEASURE(RECOGNITIONS)]++;
		counts[was_followed ? MEASURE(RENEWED) : MEASURE(PRODUCTS)]++;
		counts[state]++;
		if (state == MEASURE(VALID))
			counts[MEASURE(EXPIRING)] += expires(table, slot, question);
		else if (state == MEASURE(EXPIRED))
			counts[MEASURE(LAPSED)] += !was_followed;
	}
}

size_t figure_table_values(const struct figure_table *table, Ocop__Market__V1__FigureBy by)
{
	return table->dimensions[by].count;
}

const char *figure_table_value(const struct figure_table *table, Ocop__Market__V1__FigureBy by,
			       size_t index, size_t *ret_number)
{
	const struct dimension *dimension = &table->dimensions[by];

	*ret_number = dimension->sorted[index];
	return dimension->texts[*ret_number];
}

/* Which rows a measure counts; what figure_table_count adds up. */
static bool is_counted(const struct figure_table *table, size_t slot,
		       const struct figure_question *question,
		       Ocop__Market__V1__FigureMeasure measure,
		       Ocop__Market__V1__FigureMeasure state)
{
	bool was_followed = table->next_day[slot] <= question->day;

	switch (measure) {
	case MEASURE(UNSPECIFIED):
	case MEASURE(RECOGNITIONS):
		return true;
	case MEASURE(PRODUCTS):
		return !was_followed;
	case MEASURE(RENEWED):
		return was_followed;
	case MEASURE(EXPIRING):
		return state == MEASURE(VALID) && expires(table, slot, question);
	case MEASURE(LAPSED):
		return state == MEASURE(EXPIRED) && !was_followed;
	case MEASURE(VALID):
	case MEASURE(EXPIRED):
	case MEASURE(REVOKED):
	case MEASURE(REPLACED):
	case MEASURE(SUSPENDED):
	case MEASURE(NOT_VERIFIED):
		return state == measure;
	case _OCOP__MARKET__V1__FIGURE_MEASURE_IS_INT_SIZE:
		break;
	}
	return false;
}

size_t figure_table_find(const struct figure_table *table, const struct figure_question *question,
			 Ocop__Market__V1__FigureMeasure measure, const char *after, size_t limit,
			 struct figure_found *ret_found)
{
	struct filters filters;
	size_t count = 0;

	if (!filters_read(table, question, &filters))
		return 0;
	for (size_t i = order_place(table, after); i < table->count && count < limit; i++) {
		uint32_t slot = table->order[i];
		Ocop__Market__V1__FigureMeasure state;

		if (table->from_day[slot] > question->day || !passes(&filters, slot) ||
		    strcmp(table->codes[slot], after) == 0)
			continue;
		state = state_on_day(table, slot, question->day);
		if (is_counted(table, slot, question, measure, state))
			ret_found[count++] = (struct figure_found){table->codes[slot], state};
	}
	return count;
}

void figure_table_last_code(const struct figure_table *table, char ret_code[FIGURE_CODE_SIZE])
{
	strcpy(ret_code, table->count ? table->codes[table->order[table->count - 1]] : "");
}

size_t figure_table_rows(const struct figure_table *table)
{
	return table->count;
}

size_t figure_table_bytes(const struct figure_table *table)
{
	size_t row = FIGURE_CODE_SIZE + 5 * sizeof(int32_t) + 2 + sizeof(uint32_t) +
		     FIGURE_DIMENSIONS * sizeof(uint16_t);

	return sizeof *table + table->capacity * row;
}
