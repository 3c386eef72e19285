/* export_sums.h - exports by country, year and unit: sums, and which rows are behind them
 *
 * One row an export of which an entry is confirmed; every sum is made of these rows. What a
 * producer sold is his own business: anybody has the sums of those countries and years to which, in
 * that year, at least REPORTED_LEAST producers exported (figures/indicators/producer_facts.h). A
 * country's year is in all public sums or in none, so that no two sums differ by one that tells of
 * fewer. The same is asked of đồng and of dollars apart: of three records one may be the only one
 * in dollars.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/access_token.h"
#include "market/records/export.h"

struct reply;

#define EXPORT_BY(name)      OCOP__MARKET__V1__EXPORT_FIGURE_BY__EXPORT_FIGURE_BY_##name
#define EXPORT_MEASURE(name) OCOP__MARKET__V1__EXPORT_MEASURE__EXPORT_MEASURE_##name

/* Measures from 1 to this. */
#define EXPORT_MEASURES EXPORT_MEASURE(VALUE_USD_CENTS)

/* Who sees single records: the producer his own, and the offices that see his other books. */
enum {
	EXPORT_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) |
			 ALLOW(CHAIRMAN) | ALLOW(MINISTRY) | ALLOW(AUDITOR)
};

/* Reads the filters of a message that calls them as GetExportFigures does; product_id and
 * producer_id where it has them. FIELD_TOO_LONG, FIELD_INVALID are in the reply. */
void export_question_read(struct reply *reply, const ProtobufCMessage *message,
			  struct export_question *ret_question);

/* Asks for a producer's own where he that asks has no other to see: an index finds those, and not a
 * look at all that there are. */
void export_question_narrow(const struct caller *caller, struct export_question *question);

/* True when a grant of the caller covers the product's place today, or who exported. */
bool export_may_see(struct transaction *tx, const struct export_record *record);

/* An export that counts. Texts live in the transaction's arena. */
struct export_row {
	const char *line; /* what it is summed up by; "" is not known */
	const char *commune_code, *province_code;
	int64_t value_dong, value_usd_cents;
	bool has_value; /* false: of its country's year too few sold in this currency */
};

/* What a row adds to a sum. */
uint64_t export_row_adds(const struct export_row *row, Ocop__Market__V1__ExportMeasure measure);

/* True when it would add to that sum, but anybody could tell single producers from it. */
bool export_row_withholds(const struct export_row *row, Ocop__Market__V1__ExportMeasure measure);

/* Begins the rows by line; then one at a time, until it is false. */
void export_rows_begin(struct transaction *tx, const struct export_question *question,
		       Ocop__Market__V1__ExportFigureBy by, bool for_anybody);
bool export_row_next(struct transaction *tx, struct export_row *ret_row);
