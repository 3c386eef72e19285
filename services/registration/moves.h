/* moves.h - how every command moves a dossier: the same beginning and the same end */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "registration/records.h"
#include "registration/rules.h"

struct reply;
struct transaction;

/* A dossier about to be moved, and where to. */
struct move {
	struct dossier dossier;
	enum dossier_verb verb;
	uint32_t actors; /* what the caller is to it: enum dossier_actor */
	Ocop__Registration__V1__DossierState to;
};

/* Loads the dossier and asks the table of moves; false when it said no, and the reply why, or when
 * the transaction has failed. */
bool move_begin(struct transaction *tx, struct reply *reply, const char *dossier_id,
		enum dossier_verb verb, struct move *ret_move);

/* True when the office has received all samples that the rule book asks for with this dossier; else
 * SAMPLES_MISSING is in the reply, or the transaction has failed. */
bool move_has_samples(struct transaction *tx, struct reply *reply, const struct move *move,
		      Ocop__Registration__V1__Office office);

/* The number of the dossier's registration slip at an office that gets it for the first time: of
 * the office's sequence of this year. In the transaction's arena. */
const char *move_slip_number(struct transaction *tx, const struct move *move,
			     const char *office_code);

/* Nothing is due any more. */
void move_due_none(struct move *move);

/* It is due by a day that somebody named: no calendar moves it. */
void move_due_named(struct move *move, const char *due_on);

/* It is due when so many working days after a day are over, as the calendar counts now; days off
 * that are recorded later move it. 0: nothing is due. */
void move_due_counted(struct transaction *tx, struct move *move, int32_t from,
		      uint32_t working_days);

/* Writes the dossier in its new state under its next version, and the move with its reason; keeps
 * whom it waits for. The day it is due by is the dossier's, set before. */
void move_finish(struct transaction *tx, struct move *move, const char *reason);
