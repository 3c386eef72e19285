/* moves.c - how every command moves a dossier: the same beginning and the same end */
#include "registration/moves.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/command.h"
#include "common/rulebook/rulebook.h"
#include "common/store/transaction.h"
#include "common/unit/calendar.h"
#include "registration/records/numbers/slip_number.h"
#include "registration/records/sample.h"
#include "registration/rules/samples.h"
#include "registration/rules/slip_number.h"
#include "registration/state.h"
#include "registration/subjects.h"

/* What a state does not allow is refused with its name: the caller may have seen another. */
static void refuse(struct reply *reply, Ocop__Common__V1__RefusalCode why,
		   Ocop__Registration__V1__DossierState state)
{
	const ProtobufCEnumValue *value = protobuf_c_enum_descriptor_get_value(
		&ocop__registration__v1__dossier_state__descriptor, (int)state);

	if (why == REFUSAL(DOSSIER_STATE) && value)
		reply_refuse(reply, why, NULL, "%s", value->name);
	else
		reply_refuse(reply, why, NULL, NULL);
}

bool move_begin(struct transaction *tx, struct reply *reply, const char *dossier_id,
		enum dossier_verb verb, struct move *ret_move)
{
	struct move move = {.verb = verb};
	Ocop__Common__V1__RefusalCode why;

	dossier_load(tx, dossier_id, &move.dossier);
	move.actors = dossier_actors(tx, &move.dossier);
	if (transaction_failed(tx))
		return false;
	why = may_move_dossier(verb, &move.dossier, move.actors, &move.to);
	if (why) {
		refuse(reply, why, move.dossier.state);
		return false;
	}
	*ret_move = move;
	return true;
}

bool move_has_samples(struct transaction *tx, struct reply *reply, const struct move *move,
		      Ocop__Registration__V1__Office office)
{
	const struct dossier *dossier = &move->dossier;
	const struct rulebook *book =
		rulebook_find(registration_state(tx)->rulebooks, dossier->rulebook_code);
	const struct rulebook_set *set = book ? rulebook_set_find(book, dossier->set_no) : NULL;
	uint32_t asked = set ? samples_asked(book, set, dossier->kind, office) : 0;
	int64_t received = samples_received(tx, dossier->dossier_id, office);

	if (transaction_failed(tx))
		return false;
	if (received >= asked)
		return true;
	reply_refuse(reply, REFUSAL(SAMPLES_MISSING), NULL, "%lld of %u", (long long)received,
		     asked);
	return false;
}

const char *move_slip_number(struct transaction *tx, const struct move *move,
			     const char *office_code)
{
	int year = date_year(date_of_us(transaction_now_us(tx)));
	char text[SLIP_NUMBER_SIZE];

	slip_number_print(slip_number_next(tx, office_code, year), move->dossier.province_code,
			  move->dossier.commune_code, year, text);
	return arena_strdup(transaction_arena(tx), text);
}

void move_due_none(struct move *move)
{
	move_due_named(move, "");
}

void move_due_named(struct move *move, const char *due_on)
{
	move->dossier.due_on = due_on;
	move->dossier.due_from = "";
	move->dossier.due_working_days = 0;
	move->dossier.calendar_version = 0;
}

void move_due_counted(struct transaction *tx, struct move *move, int32_t from,
		      uint32_t working_days)
{
	struct arena *arena = transaction_arena(tx);
	struct calendar calendar;

	if (working_days == 0) {
		move_due_none(move);
		return;
	}
	calendar_load(tx, &calendar);
	move->dossier.due_on =
		date_text(arena, calendar_add_working_days(&calendar, from, working_days));
	move->dossier.due_from = date_text(arena, from);
	move->dossier.due_working_days = working_days;
	move->dossier.calendar_version = calendar.version;
}

void move_finish(struct transaction *tx, struct move *move, const char *reason)
{
	struct dossier_move row = {
		.from = move->dossier.state,
		.to = move->to,
		.moved_at_us = transaction_now_us(tx),
		.actor_id = transaction_caller(tx)->account_id,
		.reason = reason,
		.deadline = move->dossier.due_on,
		.waits_with = office_after_move(move->verb, move->to),
	};

	move->dossier.state = move->to;
	if (move->dossier.waits_with != row.waits_with) {
		move->dossier.waits_with = row.waits_with;
		move->dossier.waits_since_us = row.moved_at_us;
	}
	dossier_update(tx, &move->dossier);
	row.version = move->dossier.version;
	dossier_move_insert(tx, move->dossier.dossier_id, &row);
}
