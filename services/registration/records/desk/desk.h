/* desk.h - what waits with an office, in the order of its desk
 *
 * As records.h. The order is: the earliest due day first, what has none last; then what waits
 * longest; then the id. What is overdue stands at the head by itself.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "registration/records.h"

struct transaction;

/* Whose desk: an office's, of a commune, a province, with a producer, or of the whole country. At
 * most one of the texts is not "". */
struct desk {
	Ocop__Registration__V1__Office office;
	const char *commune_code;
	const char *province_code;
	const char *producer_id;
};

/* A place in the order. */
struct desk_place {
	const char *due_order; /* YYYY-MM-DD, 2999-12-31 for nothing due */
	int64_t waits_since_us;
	const char *dossier_id;
};

/* Begins a desk; desk_next gives row by row, false at the end. One left early is ended with
 * statement_end. */
void desk_open(struct transaction *tx, const struct desk *desk);

/* The next row: its place, and of the dossier what a permission is held against (id, product,
 * state, whom it waits for, commune, province, producer, round, submissions); the rest is empty. */
bool desk_next(struct transaction *tx, struct desk_place *ret_place, struct dossier *ret_dossier);

/* The desk's statements, for the test that asks the store how it would run them. */
enum { DESK_STATEMENTS = 4 };
extern const char *const desk_statements[DESK_STATEMENTS];
