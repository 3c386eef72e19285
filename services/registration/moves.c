/* moves.c - how every command moves a dossier: the same beginning and the same end */
#include "registration/moves.h"

#include "common/command.h"
#include "common/store/transaction.h"
#include "registration/subjects.h"

bool move_begin(struct transaction *tx, struct reply *reply, const char *dossier_id,
		enum dossier_verb verb, struct move *ret_move)
{
	struct move move;
	Ocop__Common__V1__RefusalCode why;

	dossier_load(tx, dossier_id, &move.dossier);
	if (transaction_failed(tx))
		return false;
	why = may_move_dossier(verb, move.dossier.state, dossier_actors(tx, &move.dossier),
			       &move.to);
	if (why) {
		reply_refuse(reply, why, NULL, NULL);
		return false;
	}
	*ret_move = move;
	return true;
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
	};

	move->dossier.state = move->to;
	if (move->dossier.waits_with != office_of_state(move->to)) {
		move->dossier.waits_with = office_of_state(move->to);
		move->dossier.waits_since_us = row.moved_at_us;
	}
	dossier_update(tx, &move->dossier);
	row.version = move->dossier.version;
	dossier_move_insert(tx, move->dossier.dossier_id, &row);
}
