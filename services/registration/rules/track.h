/* track.h - where a dossier has been: its stays with offices, made of its moves
 *
 * Pure, as rules.h. A stay begins on the day of the move that brings a dossier to an office and
 * ends on the day of the move that takes it on; moves in between belong to it. Days are counted as
 * deadlines are, without the first.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/unit/calendar.h"
#include "registration/records.h"

/* A stay. Borrows the moves' texts. */
struct stay {
	Ocop__Registration__V1__Office office;
	Ocop__Registration__V1__DossierState state; /* after its last move */
	int32_t from_day;
	int32_t until_day; /* today while it lasts */
	bool lasts;
	uint32_t calendar_days; /* 0 with nobody: its way has ended */
	uint32_t working_days;
	const char *due_on; /* YYYY-MM-DD or "": by its last move */
	bool overdue;       /* it went on, or still waits, after that */
	const char *reason; /* of the move that began it */
};

/* The stays of a dossier, oldest first; ret_stays has room for as many as there are moves. Returns
 * how many. */
size_t dossier_stays(const struct dossier_move *moves, size_t count,
		     const struct calendar *calendar, int32_t today, struct stay *ret_stays);
