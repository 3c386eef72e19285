/* agenda.h - what is stored of a round's sittings
 *
 * As records.h: texts live in the transaction's arena and are never NULL. A member's conflicts hide
 * dossiers here as they do in round_dossiers_list; one that left the round is on no sitting.
 */
#pragma once

#include "scoring/records.h"

/* sittings: a day or half of one on which the council hears products. Owns nothing. */
struct stored_sitting {
	const char *round_id;
	const char *sitting_id; /* "sitting_tn1_01JD..." */
	uint64_t version;       /* from 1 */
	const char *held_on;    /* YYYY-MM-DD */
	const char *starts_at;  /* HH:MM */
	const char *place;
	char **dossier_ids; /* in their order; loaded apart */
	size_t dossier_count;
};

/* By its id, without its dossiers. */
bool sitting_stored_load(struct transaction *tx, const char *round_id, const char *sitting_id,
			 struct stored_sitting *ret_sitting);

/* Writes it with its dossiers, in the place of what it was, and counts its version up. Dossiers
 * that are on another sitting must not be among them. */
void sitting_put(struct transaction *tx, struct stored_sitting *sitting);

/* Takes it and its dossiers off the agenda. */
void sitting_delete(struct transaction *tx, const struct stored_sitting *sitting);

/* All of a round, by day and time. Begins a statement: call sitting_next until it returns false. */
void sittings_list(struct transaction *tx, const char *round_id);

/* The next of sittings_list, without its dossiers. */
bool sitting_next(struct transaction *tx, struct stored_sitting *ret_sitting);

/* How many sittings a round has. */
size_t sittings_count(struct transaction *tx, const char *round_id);

/* How many dossiers the other sittings of a day hear, hidden ones included. */
size_t sittings_of_day_count(struct transaction *tx, const struct stored_sitting *sitting);

/* Sets the dossiers of a sitting that a member may see (member_id "": all), in their order. */
void sitting_dossiers_load(struct transaction *tx, const char *member_id,
			   struct stored_sitting *sitting);

/* Dossiers of a sitting that a member takes no part in; the array is in the arena. */
char **sitting_dossiers_hidden(struct transaction *tx, const char *member_id,
			       const struct stored_sitting *sitting, size_t *ret_count);

/* The sitting that a dossier is on; "" when it is on none. */
const char *sitting_of_dossier(struct transaction *tx, const char *round_id,
			       const char *dossier_id);

/* Dossiers of a round on no sitting that a member may see, without re-ratings over which the
 * council does not meet; the array is in the arena. */
char **dossiers_without_sitting(struct transaction *tx, const char *round_id, const char *member_id,
				size_t *ret_count);

/* Takes a dossier off the agenda: it has left the round. */
void sitting_dossier_delete(struct transaction *tx, const char *round_id, const char *dossier_id);
