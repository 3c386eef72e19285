/* advising.h - the advisory team at work on a dossier: what its commands have in common
 *
 * What is loaded lives in the transaction's arena.
 */
#pragma once

#include "scoring/records/team.h"
#include "scoring/sitting.h"

/* A dossier, and what the team has of it so far. */
struct advising {
	struct sitting sitting;
	struct team_report report;
	Ocop__Scoring__V1__TeamReport *message; /* of the report; empty while there is none */
};

/* Loads it for somebody of the team who may work on it now. False with DOSSIER_NOT_IN_ROUND,
 * ROUND_STATE, ADVISER_UNKNOWN, DOSSIER_CLOSED or SHEET_SEALED in the reply, or when the
 * transaction has failed. */
bool advising_load(struct transaction *tx, const char *round_id, const char *dossier_id,
		   struct reply *reply, struct advising *ret_advising);
