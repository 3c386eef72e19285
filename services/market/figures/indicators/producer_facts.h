/* producer_facts.h - producers of a year, one by one: what indicators count
 *
 * Where a producer is, is what registration told of him last, as a unit in force; merged
 * registrations are the one they became, whose own reports count, and all of whose records do.
 *
 * Texts live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "ocop/market/v1/types.pb-c.h"
#include "ocop/registration/v1/types.pb-c.h"

struct transaction;

#define INDICATOR(name) OCOP__MARKET__V1__PRODUCER_INDICATOR__PRODUCER_INDICATOR_##name
#define HELD(name)      OCOP__REGISTRATION__V1__HELD_CERTIFICATE_KIND__HELD_CERTIFICATE_KIND_##name

/* What the enums name, from 1 to these. */
#define INDICATORS INDICATOR(WITH_AREA)
#define HELD_KINDS HELD(OTHER)

enum {
	LOCAL_LABOUR_WORKERS = 5, /* "uses 5 to over 20 local workers" */
	REPORTED_LEAST = 3,       /* of fewer a sum tells of single ones */
};

/* A producer's year, or what is known of it. */
struct producer_facts {
	const char *producer_id, *producer_name;
	const char *commune_code, *province_code, *legal_form; /* "" is not known */
	const char *line;                                      /* what he is counted by */
	bool has_reported, has_reported_before;
	int64_t revenue_vnd, revenue_vnd_before;
	int64_t capacity_percent, local_workers;
	bool in_linked_chain;
	int64_t linkages, areas, hectares_hundredths, households;
	int64_t held[HELD_KINDS + 1]; /* other certificates, by kind; [0] all */
};

/* True when the indicator counts him. */
bool indicator_counts(const struct producer_facts *facts,
		      Ocop__Market__V1__ProducerIndicator indicator);

/* What is asked. */
struct indicator_question {
	uint32_t year;
	const char *day; /* what is in force then counts: YYYY-MM-DD */
	Ocop__Market__V1__FigureBy by;
	/* "" is any, "-" not known. */
	const char *commune, *province, *legal_form;
	const char *former_commune, *former_district, *former_province;
};

/* Begins the list of producers, by line and id, after that one ("" begins; only without lines);
 * then one at a time, until it is false. */
void producers_begin(struct transaction *tx, const struct indicator_question *question,
		     const char *after);
bool producer_next(struct transaction *tx, struct producer_facts *ret_facts);
