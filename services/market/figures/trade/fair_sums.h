/* fair_sums.h - what came of fairs: sums by fair, kind, unit and year, and the rows behind them
 *
 * One row a producer that was accepted, with what he reported last; every sum is made of these
 * rows, so lines by whatever add up to the same total and a sum to its rows. Buyers are in none: a
 * contract has two sides and would count twice. A cancelled fair is in none either.
 *
 * What a producer sold is his own business. For anybody only fairs count that are closed, so that
 * two looks do not tell what came in between, and of which at least REPORTED_LEAST producers
 * reported (figures/indicators/producer_facts.h); a fair is in all sums or in none, so that no two
 * sums differ by one that is in neither.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/market/v1/fairs.pb-c.h"

struct reply;
struct transaction;

#define FAIR_BY(name)      OCOP__MARKET__V1__FAIR_FIGURE_BY__FAIR_FIGURE_BY_##name
#define FAIR_MEASURE(name) OCOP__MARKET__V1__FAIR_MEASURE__FAIR_MEASURE_##name

/* Measures from 1 to this. */
#define FAIR_MEASURES FAIR_MEASURE(VALUE_DONG)

/* What is asked. */
struct fair_sum_question {
	Ocop__Market__V1__FairFigureBy by;
	const char *fair_id;             /* "": any */
	Ocop__Market__V1__FairKind kind; /* UNSPECIFIED: any */
	const char *commune, *province;  /* "": any; "-": of no commune */
	const char *year;                /* "": any; four digits */
	bool for_anybody;
};

/* An accepted application of a producer's to a fair. Where registrations were merged that had each
 * applied, the producer is the first of them; what they told is added up. Texts live in the
 * transaction's arena. */
struct fair_row {
	const char *line; /* what he is summed up by; "" for none */
	const char *participant_id;
	const char *fair_id;
	const char *fair_name;
	const char *commune_code; /* of the fair */
	const char *province_code;
	bool is_first;
	bool has_reported; /* the first of his that has */
	int64_t contracts, memoranda, value_dong;
};

/* What a row adds to a sum. */
uint64_t fair_row_adds(const struct fair_row *row, Ocop__Market__V1__FairMeasure measure);

/* Reads the filters of a message that calls them as GetFairFigures does. FIELD_TOO_LONG,
 * FIELD_INVALID are in the reply. */
void fair_sum_question_read(struct transaction *tx, struct reply *reply,
			    const ProtobufCMessage *message,
			    struct fair_sum_question *ret_question);

/* Begins the rows, by line and id, after that id ("" begins; only without lines); then one at a
 * time, until it is false. */
void fair_rows_begin(struct transaction *tx, const struct fair_sum_question *question,
		     const char *after);
bool fair_row_next(struct transaction *tx, struct fair_row *ret_row);

/* True when a grant of the caller covers the fair. */
bool fair_row_may_see(struct transaction *tx, const struct fair_row *row);

/* Closed fairs that the question asks for and that are in no sum for anybody. */
int64_t fairs_withheld(struct transaction *tx, const struct fair_sum_question *question);

/* Address of the rows of a line, of all for NULL; "measure=" is to follow. */
const char *fair_rows_address(struct transaction *tx, const struct fair_sum_question *question,
			      const char *line);
