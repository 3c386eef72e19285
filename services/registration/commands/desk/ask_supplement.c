/* ask_supplement.c - papers, a survey or a test are asked for while a round has the dossier
 *
 * Reads:     registration.v1.AskSupplement
 * Needs:     a dossier in a round, of which no supplement is awaited; a reason, what is asked for,
 *            and a day after today
 * Writes:    supplements, supplement_items, dossiers (it waits with the producer, due on that day),
 *            dossier_moves
 * Publishes: registration.v1.SupplementAsked
 * Refuses:   REASON_MISSING, FIELD_MISSING, FIELD_TOO_LONG, FIELD_INVALID, DATE_INVALID,
 *            DOSSIER_STATE, SUPPLEMENT_OPEN, SHEET_UNAVAILABLE
 *
 * A council member who takes no part in the dossier does not get as far as here.
 */
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/store/transaction.h"
#include "registration/answers/content.h"
#include "registration/commands.h"
#include "registration/dossier_content.h"
#include "registration/events.h"
#include "registration/moves.h"
#include "registration/records/supplement.h"
#include "registration/rules/forms.h"

/* An event holds 64 KiB: a reason of 4,000 characters and 40 items of 300, of three bytes each at
 * most, and what goes with them are 52 KiB. */
enum { ITEMS_MAX = 40, ITEM_LENGTH_MAX = 300 };

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
}

static const struct supplement_item *read_items(struct reply *reply,
						const Ocop__Registration__V1__AskSupplement *asked)
{
	struct arena *arena = reply_arena(reply);
	struct supplement_item *items;

	if (asked->n_items == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "items", NULL);
	if (asked->n_items > ITEMS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), "items", "at most %d", ITEMS_MAX);
		return NULL;
	}
	items = arena_alloc(arena, asked->n_items * sizeof(*items));
	for (size_t i = 0; i < asked->n_items; i++) {
		items[i].code = asked->items[i]->code;
		items[i].text = require_composed(reply, arena_printf(arena, "items[%zu].text", i),
						 asked->items[i]->text, ITEM_LENGTH_MAX);
	}
	return items;
}

/* What an item is about must be something of the dossier's book and sheet. */
static void check_codes(struct transaction *tx, struct reply *reply,
			const struct dossier_content *content,
			const Ocop__Registration__V1__AskSupplement *asked)
{
	const struct rulebook *papers = rulebook_of_papers(tx, content->book);

	for (size_t i = 0; i < asked->n_items; i++) {
		if (!item_code_is_known(papers, content->sheet, asked->items[i]->code))
			reply_refuse(reply, REFUSAL(FIELD_INVALID),
				     arena_printf(reply_arena(reply), "items[%zu].code", i),
				     "a form field, criterion or evidence type");
	}
}

enum decision ask_supplement(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Registration__V1__AskSupplement *asked =
		(const Ocop__Registration__V1__AskSupplement *)message;
	const struct supplement_item *items = read_items(reply, asked);
	struct supplement supplement = {
		.reason = read_reason(reply, asked->reason),
		.deadline = asked->deadline,
		.asked_by = transaction_caller(tx)->account_id,
		.note = "",
	};
	struct dossier_content content;
	struct move move;

	check_deadline(reply, asked->deadline, date_of_us(transaction_now_us(tx)));
	if (reply_refused(reply))
		return REFUSED;

	if (!move_begin(tx, reply, asked->dossier_id, DOSSIER_ASK_SUPPLEMENT, &move))
		return REFUSED;
	if (!dossier_content_load(tx, &move.dossier, &content)) {
		reply_refuse(reply, REFUSAL(SHEET_UNAVAILABLE), NULL, NULL);
		return REFUSED;
	}
	if (transaction_failed(tx))
		return FAILED;
	check_codes(tx, reply, &content, asked);
	if (reply_refused(reply))
		return REFUSED;

	supplement.round_id = move.dossier.round_id;
	supplement_insert(tx, asked->dossier_id, &supplement);
	for (size_t i = 0; i < asked->n_items; i++)
		supplement_item_insert(tx, asked->dossier_id, supplement.supplement_no, i,
				       &items[i]);
	move_due_named(&move, asked->deadline);
	move_finish(tx, &move, supplement.reason);
	event_supplement_asked(tx, &move.dossier,
			       supplement_message(tx, &move.dossier, &supplement));
	reply_accept(reply, move.dossier.dossier_id, move.dossier.version);
	return ACCEPTED;
}
