/* indicators.h - what the programme's indicators are counted from: producers' yearly reports, and
 * what is recorded of them
 *
 * The mirror is written by reactions alone and rebuilt from event 1; a place is found in the old
 * order by CountFigures.
 */
#pragma once

#include <stdbool.h>

#include "ocop/registration/v1/types.pb-c.h"

struct transaction;

/* The tables. */
extern const char indicators_migration_sql[];

/* Each as the events tell it. */
void producer_place_write(struct transaction *tx, const char *producer_id,
			  const Ocop__Registration__V1__Place *place);
void producer_year_write(struct transaction *tx, const Ocop__Registration__V1__ProducerYear *year);
void linkage_write(struct transaction *tx, const Ocop__Registration__V1__Linkage *linkage);
void held_certificate_write(struct transaction *tx,
			    const Ocop__Registration__V1__HeldCertificate *held);
void area_write(struct transaction *tx, const Ocop__Registration__V1__MaterialArea *area);

/* Whatever it was a record of. */
void record_strike(struct transaction *tx, const char *record_id);

/* Finds where the producer was until 30 June 2025, for CountFigures; false when the id is none of a
 * producer with a place. */
bool producer_former_renew(struct transaction *tx, const char *producer_id);
