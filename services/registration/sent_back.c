/* sent_back.c - what a return and a supplement have in common: a reason, things to put right one by
 * one, and a day to come again by
 */
#include "registration/sent_back.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "registration/dossier_content.h"
#include "registration/rules.h"
#include "registration/rules/forms.h"
#include "registration/state.h"

/* An event holds 64 KiB: a reason of 4,000 characters and 40 items of 250, of four bytes each at
 * most, are 56,000 bytes, and codes and what goes with them 3,000. */
enum { ITEMS_MAX = 40, ITEM_LENGTH_MAX = 250 };

/* Nobody is given longer to come again: a day further off is a slip of the pen. */
enum { MONTHS_AHEAD_MAX = 12 };

static const char *read_reason(struct reply *reply, const char *reason)
{
	const char *composed = allow_composed(reply, "reason", reason, REASON_LENGTH_MAX);

	if (*composed == '\0')
		reply_refuse(reply, REFUSAL(REASON_MISSING), "reason", NULL);
	return composed;
}

static void check_deadline(struct reply *reply, const char *deadline, int32_t today)
{
	int32_t day;

	if (*deadline == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "deadline", NULL);
	else if (!date_parse(deadline, &day) || day <= today)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "deadline", "a day after today");
	else if (day > date_add_months(today, MONTHS_AHEAD_MAX))
		reply_refuse(reply, REFUSAL(DATE_INVALID), "deadline", "at most a year from today");
}

static const struct return_item *read_items(struct reply *reply,
					    const struct sent_back_fields *fields)
{
	struct arena *arena = reply_arena(reply);
	struct return_item *items;

	if (fields->item_count > ITEMS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "items", "at most %d", ITEMS_MAX);
		return NULL;
	}
	items = arena_alloc(arena, fields->item_count * sizeof(*items));
	for (size_t i = 0; i < fields->item_count; i++) {
		items[i].code = fields->items[i]->code;
		items[i].text = require_composed(reply, arena_printf(arena, "items[%zu].text", i),
						 fields->items[i]->text, ITEM_LENGTH_MAX);
	}
	return items;
}

bool sent_back_read(struct transaction *tx, struct reply *reply,
		    const struct sent_back_fields *fields, struct sent_back *ret_sent_back)
{
	*ret_sent_back = (struct sent_back){
		.reason = read_reason(reply, fields->reason),
		.deadline = fields->deadline,
		.items = read_items(reply, fields),
		.item_count = fields->item_count,
	};
	check_deadline(reply, fields->deadline, date_of_us(transaction_now_us(tx)));
	return !reply_refused(reply);
}

bool sent_back_is_about(struct transaction *tx, struct reply *reply, const struct dossier *dossier,
			const struct sent_back *sent_back)
{
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, dossier->rulebook_code);
	const struct rulebook_set *set = book ? rulebook_set_find(book, dossier->set_no) : NULL;

	if (sent_back->item_count == 0)
		return true;
	if (!set || !set->sheet) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return false;
	}
	for (size_t i = 0; i < sent_back->item_count; i++) {
		if (!item_code_is_known(rulebook_of_papers(tx, book), set->sheet,
					sent_back->items[i].code))
			reply_refuse(reply, REFUSAL(FIELD_INVALID),
				     arena_printf(reply_arena(reply), "items[%zu].code", i),
				     "a form field, criterion or evidence type");
	}
	return !reply_refused(reply);
}

Ocop__Registration__V1__ReturnItem **return_item_messages(struct arena *arena,
							  const struct return_item *items,
							  size_t count)
{
	Ocop__Registration__V1__ReturnItem **messages =
		arena_alloc(arena, count * sizeof(*messages));

	for (size_t i = 0; i < count; i++) {
		messages[i] = arena_alloc(arena, sizeof(*messages[i]));
		ocop__registration__v1__return_item__init(messages[i]);
		messages[i]->code = message_text(items[i].code);
		messages[i]->text = message_text(items[i].text);
	}
	return messages;
}
