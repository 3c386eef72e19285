/* dossiers.h - what the funnel is counted from: dossiers and their passages through rounds
 *
 * Only reactions write these tables; they are rebuilt from event 1. A passage may be told before
 * its dossier: rounds and registration are followed side by side.
 *
 * Texts that come from a load live in the transaction's arena and are never NULL; days are
 * YYYY-MM-DD or "".
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "market/figures/funnel/funnel.h"

struct transaction;

/* The tables. */
extern const char dossiers_migration_sql[];

/* A dossier is with its commune, the first time or again: what came after begins anew. */
struct filed_dossier {
	const char *dossier_id;
	const char *product_id;
	const char *commune_code;
	const char *filed_on; /* the first time */
};
void dossier_write_filed(struct transaction *tx, const struct filed_dossier *dossier);

/* It came on, or was taken back. */
void dossier_set_screened(struct transaction *tx, const char *dossier_id, const char *day);
void dossier_set_proposed(struct transaction *tx, const char *dossier_id, const char *day);
void dossier_set_withdrawn(struct transaction *tx, const char *dossier_id, const char *day);

/* A round has it, has lost it (of these the later counts), has scored it; its authority has
 * decided.
 */
void passage_set_admitted(struct transaction *tx, const char *dossier_id, const char *round_id,
			  const char *day, int64_t at_us);
void passage_set_left(struct transaction *tx, const char *dossier_id, const char *round_id,
		      int64_t at_us);
void passage_set_scored(struct transaction *tx, const char *dossier_id, const char *round_id,
			const char *day);
void passage_set_decided(struct transaction *tx, const char *dossier_id, const char *round_id,
			 const char *day, bool recognised);

/* A round was planned. Rounds of which nothing but dossiers are known have neither name nor day. */
struct funnel_round {
	const char *round_id, *name, *unit_code, *held_on;
};
void round_write(struct transaction *tx, const struct funnel_round *round);

/* Those that have dossiers, the latest first, up to `limit`. Returns how many. */
size_t rounds_load(struct transaction *tx, size_t limit, struct funnel_round *ret_rounds);

/* One of them, whether it has dossiers or not; with its id alone when it is not known. */
struct funnel_round round_load(struct transaction *tx, const char *round_id);

/* Which dossiers are asked for: of a round, or filed from a day on and before another. */
struct funnel_question {
	const char *round_id; /* "" for none */
	const char *from_on, *before_on;
	const char *commune, *province; /* "" for any */
};

/* A dossier as it is listed. */
struct funnel_row {
	const char *dossier_id, *product_id, *product_name, *round_id;
	const char *commune_code, *commune_name, *commune_name_en, *province_code;
	const char *filed_on, *screened_on, *proposed_on, *admitted_on, *scored_on, *decided_on;
	const char *withdrawn_on;
	bool is_recognised;
};

/* Begins the list, by id, after that one ("" begins); then a row at a time, until it is false. */
void funnel_rows_begin(struct transaction *tx, const struct funnel_question *question,
		       const char *after);
bool funnel_row_next(struct transaction *tx, struct funnel_row *ret_row);

/* Its days, for funnel_sum_up. */
struct funnel_dossier funnel_dossier_of(const struct funnel_row *row);
