/* filing.h - the calendar of rounds as messages of queries
 *
 * As answers.h: messages live in the arena.
 */
#pragma once

#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/records.h"

struct rulebook;
struct transaction;

/* The next rounds by the law's calendar and, with a province, those that are planned there or at
 * the centre under this rule book, by their date for proposals. A planned round of the law's date
 * and level is the law's, with its name; an extra one stands for itself. */
void add_filing_rounds(struct transaction *tx, const struct rulebook *book,
		       const char *province_code, Ocop__Registration__V1__FilingCalendar *answer);

/* The province's next round by the law's calendar for a dossier that is not proposed yet: its date
 * for proposals and the last safe day to file. Nothing for re-ratings and earlier dossiers: they
 * run outside the calendar. */
void add_next_round(struct transaction *tx, const struct rulebook *book,
		    const struct dossier *dossier,
		    Ocop__Registration__V1__CheckDossierReply *answer);
