/* decided.h - decisions as they come onto record */
#pragma once

struct decision_row;
struct transaction;

/* Writes one under the id that follows from its round, or from its kind, number and day, and tells
 * DecisionRecorded. The id is filled in. */
void decision_record(struct transaction *tx, struct decision_row *decision);

/* One that is known by kind, number and day, since each of its products comes by itself: the first
 * brings it onto record. Returns its id, in the arena. */
const char *decision_on_record(struct transaction *tx, struct decision_row *decision);
