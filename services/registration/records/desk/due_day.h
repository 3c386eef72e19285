/* due_day.h - dossiers by the day they are due: what the deadlines look for, one function a
 * statement
 *
 * As records.h. Days are YYYY-MM-DD. Lists hold at most `limit` rows, the earliest due day first.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/types.pb-c.h"

struct transaction;

/* A dossier that is due by a day. Owns nothing. */
struct due_dossier {
	const char *dossier_id;
	uint64_t version;
	const char *due_on;
};

/* Those whose due day was counted under a calendar before this version and is not before a day. */
size_t dossiers_to_recount(struct transaction *tx, uint64_t calendar_version, const char *from_day,
			   int64_t limit, struct due_dossier **ret_dossiers);

/* Those due from one day to another, both included, of which nobody was reminded. */
size_t dossiers_due_soon(struct transaction *tx, const char *from_day, const char *until_day,
			 int64_t limit, struct due_dossier **ret_dossiers);

/* Those due before a day, of which nobody was reminded that they are overdue. */
size_t dossiers_overdue(struct transaction *tx, const char *before_day, int64_t limit,
			struct due_dossier **ret_dossiers);

/* The last reminder of a dossier's present due day with whom it waits for; UNSPECIFIED for none.
 * dossier_update forgets it with either of them. */
Ocop__Registration__V1__ReminderKind dossier_last_reminder(struct transaction *tx,
							   const char *dossier_id);

/* Keeps it; the dossier's version stays. */
void dossier_reminded(struct transaction *tx, const char *dossier_id,
		      Ocop__Registration__V1__ReminderKind kind);

/* Keeps under which calendar the due day was found unchanged; the dossier's version stays. */
void dossier_keep_due_day(struct transaction *tx, const char *dossier_id,
			  uint64_t calendar_version);
