/* funnel_question.c - what is asked of the funnel, out of a message */
#include "market/figures/funnel/funnel_question.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"

enum { VALUE_LENGTH_MAX = 64, YEAR_FIRST = 2018, YEAR_LAST = 2999 };

/* Ids and codes: nothing that needs an escape in an address. */
static const char *read_value(struct reply *reply, const ProtobufCMessage *message,
			      const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789_-";
	const char *text = message_field_text(message, name);

	if (allow_text(reply, name, text, VALUE_LENGTH_MAX) && text[strspn(text, letters)] != '\0')
		reply_refuse(reply, REFUSAL(FIELD_INVALID), name, NULL);
	return text;
}

bool funnel_question_read(struct transaction *tx, struct reply *reply,
			  const ProtobufCMessage *message, uint32_t year,
			  struct funnel_question *ret_question)
{
	struct arena *arena = transaction_arena(tx);
	uint32_t this_year = (uint32_t)date_year(date_of_us(transaction_now_us(tx)));

	if (year && (year < YEAR_FIRST || year > YEAR_LAST))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "year", NULL);
	year = year ? year : this_year;
	*ret_question = (struct funnel_question){
		.round_id = read_value(reply, message, "round_id"),
		.from_on = arena_printf(arena, "%u", year),
		.before_on = arena_printf(arena, "%u", year + 1),
		.commune = read_value(reply, message, "commune"),
		.province = read_value(reply, message, "province"),
	};
	return !reply_refused(reply);
}

const char *funnel_rows_address(struct transaction *tx, const struct funnel_question *question)
{
	struct arena *arena = transaction_arena(tx);
	const char *address =
		*question->round_id ? arena_printf(arena, "/api/v1/figures/funnel/rows?roundId=%s",
						   question->round_id)
				    : arena_printf(arena, "/api/v1/figures/funnel/rows?year=%s",
						   question->from_on);

	if (*question->commune)
		address = arena_printf(arena, "%s&commune=%s", address, question->commune);
	if (*question->province)
		address = arena_printf(arena, "%s&province=%s", address, question->province);
	return address;
}

/* All dossiers that are asked for, in the arena, which doubles what is full. */
struct dossiers {
	struct funnel_dossier *items;
	size_t count;
};

static void add(struct transaction *tx, struct dossiers *dossiers,
		const struct funnel_dossier *dossier)
{
	size_t count = dossiers->count;

	if ((count & (count - 1)) == 0) {
		struct funnel_dossier *grown =
			arena_alloc(transaction_arena(tx), (count ? 2 * count : 1) * sizeof *grown);

		if (count)
			memcpy(grown, dossiers->items, count * sizeof *grown);
		dossiers->items = grown;
	}
	dossiers->items[dossiers->count++] = *dossier;
}

/* Texts of rows are needed no longer than a row. */
static struct dossiers load(struct transaction *tx, const struct funnel_question *question)
{
	struct arena *row_arena = arena_create(ARENA_LIMIT_BYTES);
	struct arena *before;
	struct dossiers dossiers = {.count = 0};
	struct funnel_row row;

	funnel_rows_begin(tx, question, "");
	before = transaction_use_arena(tx, row_arena);
	while (funnel_row_next(tx, &row)) {
		const struct funnel_dossier dossier = funnel_dossier_of(&row);

		(void)transaction_use_arena(tx, before); /* the row's, put back below */
		add(tx, &dossiers, &dossier);
		(void)transaction_use_arena(tx, row_arena); /* as above */
		arena_reset(row_arena);
	}
	(void)transaction_use_arena(tx, before); /* the row's, which is freed */
	arena_destroy(row_arena);
	return dossiers;
}

void funnel_count(struct transaction *tx, const struct funnel_question *question,
		  struct funnel_sums *ret_sums)
{
	struct dossiers dossiers = load(tx, question);
	int32_t *waits = arena_alloc(transaction_arena(tx), (dossiers.count + 1) * sizeof(int32_t));

	*ret_sums = (struct funnel_sums){.withdrawn = 0};
	funnel_sum_up(dossiers.items, dossiers.count, date_of_us(transaction_now_us(tx)), waits,
		      ret_sums->lines);
	for (size_t i = 0; i < dossiers.count; i++)
		ret_sums->withdrawn += dossiers.items[i].is_withdrawn;
}
