/* get_funnel.c - how far the dossiers of a round or a year came, and how long each step took
 *
 * Reads:   market.v1.GetFunnel
 * Answers: market.v1.GetFunnelReply
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID
 *
 * Public: it counts, and names no dossier.
 */
#include <stdlib.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/figures/funnel/funnel_question.h"
#include "market/queries.h"
#include "market/records.h"
#include "ocop/market/v1/queries.pb-c.h"

enum { ROUNDS_MAX = 60 };

static Ocop__Market__V1__FunnelLine *line_message(struct arena *arena, const char *rows,
						  Ocop__Market__V1__FunnelStep step,
						  const struct funnel_line *line)
{
	const ProtobufCEnumValue *word = protobuf_c_enum_descriptor_get_value(
		&ocop__market__v1__funnel_step__descriptor, (int)step);
	Ocop__Market__V1__FunnelLine *message = arena_alloc(arena, sizeof *message);

	ocop__market__v1__funnel_line__init(message);
	message->step = step;
	message->count = line->count;
	message->median_half_days = line->median_half_days;
	message->longest_days = line->longest_days;
	message->waiting = line->waiting;
	message->longest_waiting_days = line->longest_waiting_days;
	message->rows = arena_printf(arena, "%s&step=%s", rows, word->name);
	message->waiting_rows = arena_printf(arena, "%s&waiting=true", message->rows);
	return message;
}

static Ocop__Market__V1__FunnelRound *round_message(struct arena *arena,
						    const struct funnel_round *round)
{
	Ocop__Market__V1__FunnelRound *message = arena_alloc(arena, sizeof *message);

	ocop__market__v1__funnel_round__init(message);
	message->round_id = message_text(round->round_id);
	message->name = message_text(round->name);
	message->unit_code = message_text(round->unit_code);
	message->held_on = message_text(round->held_on);
	return message;
}

/* What can be chosen, and what was. */
static void answer_rounds(struct transaction *tx, const struct funnel_question *question,
			  Ocop__Market__V1__GetFunnelReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	struct funnel_round rounds[ROUNDS_MAX];
	size_t count = rounds_load(tx, ROUNDS_MAX, rounds);

	answer->rounds = arena_alloc(arena, ROUNDS_MAX * sizeof *answer->rounds);
	for (size_t i = 0; i < count; i++)
		answer->rounds[answer->n_rounds++] = round_message(arena, &rounds[i]);
	if (*question->round_id) {
		struct funnel_round round = round_load(tx, question->round_id);

		answer->round = round_message(arena, &round);
	} else {
		answer->year = (uint32_t)strtoul(question->from_on, NULL, 10);
	}
}

static void answer_lines(struct transaction *tx, const struct funnel_question *question,
			 const struct funnel_sums *sums, Ocop__Market__V1__GetFunnelReply *answer)
{
	struct arena *arena = transaction_arena(tx);
	const char *rows = funnel_rows_address(tx, question);

	answer->lines = arena_alloc(arena, FUNNEL_STEPS * sizeof *answer->lines);
	for (Ocop__Market__V1__FunnelStep step = STEP(FILED); step <= FUNNEL_STEPS; step++)
		answer->lines[answer->n_lines++] =
			line_message(arena, rows, step, &sums->lines[step]);
	answer->withdrawn = sums->withdrawn;
	answer->withdrawn_rows = arena_printf(arena, "%s&withdrawn=true", rows);
}

enum decision get_funnel(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Market__V1__GetFunnel *query = (const Ocop__Market__V1__GetFunnel *)message;
	Ocop__Market__V1__GetFunnelReply answer = OCOP__MARKET__V1__GET_FUNNEL_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = message_time(followed_until_us(tx));
	struct funnel_question question;
	struct funnel_sums sums;

	if (!funnel_question_read(tx, reply, message, query->year, &question))
		return REFUSED;

	funnel_count(tx, &question, &sums);
	answer_rounds(tx, &question, &answer);
	if (transaction_failed(tx))
		return FAILED;

	answer_lines(tx, &question, &sums, &answer);
	answer.as_of = &as_of;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
