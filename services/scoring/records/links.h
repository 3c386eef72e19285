/* links.h - links of members to producers, and the conflicts that follow from them
 *
 * As records.h: texts live in the transaction's arena and are never NULL.
 */
#pragma once

#include "scoring/records.h"

/* producer_links: a member who takes no part in what comes from a producer. Owns nothing. */
struct producer_link {
	const char *round_id, *producer_id;
	struct conflict conflict; /* in each of his dossiers */
};

/* Keeps a link in the place of what the member declared before. */
void producer_link_put(struct transaction *tx, const struct producer_link *link);

/* All of a producer in a round, in the arena. */
void producer_links_load(struct transaction *tx, const char *round_id, const char *producer_id,
			 struct conflicts *ret_links);

/* Dossiers of a producer in a round, those that left not counted. Returns the array in the arena.
 */
struct round_dossier *round_dossiers_of_producer(struct transaction *tx, const char *round_id,
						 const char *producer_id, size_t *ret_count);

/* True when a member takes no part in a dossier of the round. */
bool conflict_exists(struct transaction *tx, const char *round_id, const char *dossier_id,
		     const char *member_id);
