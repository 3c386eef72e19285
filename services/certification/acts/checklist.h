/* checklist.h - what is looked at on a visit: made from what was rated, and the use of the mark */
#pragma once

struct certificate;
struct transaction;

/* Writes the lines of a visit about a certificate: each criterion of its sheet, with the option
 * that the council agreed on where it agreed on one, and the fixed lines on mark and advertising.
 * Of an old register, whose sheet is not known, the fixed lines alone. */
void checklist_write(struct transaction *tx, const char *inspection_id,
		     const struct certificate *certificate);
