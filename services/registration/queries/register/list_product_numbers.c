/* list_product_numbers.c - the numbers of a commune's official codes in their order
 *
 * The cursor is the last row's number and code, so that codes that come in between, from a
 * register, move no page.
 *
 * Reads:   registration.v1.ListProductNumbers
 * Answers: registration.v1.ListProductNumbersReply
 * Refuses: UNIT_UNKNOWN, CURSOR_INVALID
 */
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/answers.h"
#include "registration/queries.h"
#include "registration/records.h"
#include "registration/rules.h"
#include "registration/rules/product_number.h"

/* What is said where the code or the gap does not speak for itself, as offices read it. */
static const char left_the_round[] = "Hồ sơ rút khỏi đợt trước khi được đánh giá; mã không cấp lại";
static const char not_explained[] = "Chưa rõ lý do";

/* The row before the page. */
struct place_in_list {
	uint32_t number;
	const char *code; /* "" for a gap */
};

static bool read_cursor(const char *cursor, struct place_in_list *ret_place)
{
	struct product_code_parts parts;
	char *bar = NULL;
	unsigned long number = strtoul(cursor, &bar, 10);

	*ret_place = (struct place_in_list){.code = ""};
	if (*cursor == '\0')
		return true;
	if (strspn(cursor, "0123456789") == 0 || *bar != '|' || number > PRODUCT_NUMBER_MAX ||
	    (bar[1] && !product_code_parse(bar + 1, &parts)))
		return false;
	ret_place->number = (uint32_t)number;
	ret_place->code = bar + 1;
	return true;
}

static Ocop__Registration__V1__ProductNumber *row_message(struct transaction *tx,
							  const struct product_number *row)
{
	Ocop__Registration__V1__ProductNumber *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__registration__v1__product_number__init(message);
	message->number = row->number;
	message->until_number = row->until_number;
	if (!row->code) {
		message->gap_reason =
			message_text(*row->gap_reason ? row->gap_reason : not_explained);
		return message;
	}
	message->code = message_text(row->code->code);
	message->product_id = message_text(row->code->product_id);
	message->dossier_id = message_text(visible_dossier_id(tx, row->code->dossier_id));
	if (row->code->left_the_round)
		message->gap_reason = message_text(left_the_round);
	return message;
}

/* Rows of the page, and one more when there is a next; returns how many. */
static size_t find_rows(struct transaction *tx, const char *commune_code,
			const struct place_in_list *after, size_t limit,
			struct product_number *ret_rows)
{
	struct numbered_code *codes;
	struct number_gap *gaps;
	struct number_range range = {
		.after_number = after->number,
		.last_number = (uint32_t)commune_sequence_last(tx, commune_code),
	};

	range.code_count = numbered_codes_load(tx, commune_code, after->number, after->code,
					       (int64_t)limit, &codes);
	range.codes = codes;
	range.codes_end = range.code_count < limit;
	range.gap_count = number_gaps_load(tx, commune_code, after->number, &gaps);
	range.gaps = gaps;
	return product_numbers_of(&range, limit, ret_rows);
}

static bool is_commune(struct transaction *tx, const char *code)
{
	struct unit unit;

	unit_load(tx, code, &unit);
	return unit.exists && strcmp(unit.code, unit.province_code) != 0;
}

enum decision list_product_numbers(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply)
{
	const Ocop__Registration__V1__ListProductNumbers *asked =
		(const Ocop__Registration__V1__ListProductNumbers *)message;
	struct arena *arena = reply_arena(reply);
	Ocop__Registration__V1__ListProductNumbersReply answer =
		OCOP__REGISTRATION__V1__LIST_PRODUCT_NUMBERS_REPLY__INIT;
	size_t limit = (size_t)page_limit(asked->limit);
	struct product_number *rows = arena_alloc(arena, (limit + 1) * sizeof(*rows));
	struct place_in_list after;

	if (!is_commune(tx, asked->commune_code))
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "commune_code", NULL);
	if (!read_cursor(asked->cursor, &after))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	if (reply_refused(reply))
		return REFUSED;

	size_t found = find_rows(tx, asked->commune_code, &after, limit + 1, rows);

	answer.n_numbers = found > limit ? limit : found;
	answer.numbers = arena_alloc(arena, answer.n_numbers * sizeof(*answer.numbers));
	for (size_t i = 0; i < answer.n_numbers; i++)
		answer.numbers[i] = row_message(tx, &rows[i]);
	if (found > limit)
		answer.next = arena_printf(arena, "%u|%s", rows[limit - 1].until_number,
					   rows[limit - 1].code ? rows[limit - 1].code->code : "");
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
