/* export.h - what market stores of exports: only commands write it, and entries are only added
 *
 * Texts that come from a load live in the transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/market/v1/exports.pb-c.h"

struct transaction;

#define EXPORT_STATE(name) OCOP__MARKET__V1__EXPORT_STATE__EXPORT_STATE_##name

enum { EXPORT_ENTRIES_MAX = 20 }; /* the first and its corrections */

/* An export without what was recorded of it. */
struct export_record {
	const char *export_id;
	const char *product_id;
	const char *producer_id; /* who exported, or what his registration became */
	Ocop__Market__V1__ExportState state;
	const char *decision_reason;
	const char *decided_on;
	int64_t confirmed_entry_no; /* 0: none counts */
	int64_t version;

	/* Joined in, as they are today: of its product, and the name of its producer. */
	const char *product_name;
	const char *producer_name;
	const char *commune_code;
	const char *province_code;
};

/* False when there is none. */
bool export_load(struct transaction *tx, const char *export_id, struct export_record *ret_export);

/* Adds it, recorded, as version 1. */
void export_insert(struct transaction *tx, const struct export_record *record);

/* Its state, decision and the entry that counts, as a new version. */
void export_update(struct transaction *tx, const struct export_record *record);

/* What is asked of the list; "" is any. */
struct export_question {
	const char *product_id, *producer_id, *country, *year;
	const char *commune, *province; /* "-": not known */
	Ocop__Market__V1__ExportState state;
	bool confirmed; /* with an entry that counts, to which country and year belong */
};

/* One statement for each index, here for tests that read how the store runs them. */
enum export_statement {
	EXPORTS_OF_PRODUCT,
	EXPORTS_OF_PRODUCER,
	EXPORTS_TO_COUNTRY,
	EXPORTS_OF_ANYBODY,
	EXPORT_STATEMENTS
};
extern const char *const export_statements[EXPORT_STATEMENTS];

/* Begins the records, by id, after that one ("" begins), then gives one after the other. */
void exports_begin(struct transaction *tx, const struct export_question *question,
		   const char *after);
bool export_next(struct transaction *tx, struct export_record *ret_export);

/* --- export_entries */

/* Adds the first entry, or a correction, under the message's number. */
void export_entry_insert(struct transaction *tx, const char *export_id,
			 const Ocop__Market__V1__ExportEntry *entry);

/* All entries, the first first. */
void export_entries(struct transaction *tx, const char *export_id,
		    Ocop__Market__V1__ExportEntry ***ret_entries, size_t *ret_count);

/* How many entries it has; at most EXPORT_ENTRIES_MAX. */
int64_t export_entry_count(struct transaction *tx, const char *export_id);

/* --- what anybody may know */

/* A country that a product, or what was merged into it, goes to. */
struct export_market {
	const char *country_code;
	int64_t first_year, last_year;
};

/* Begins those that are confirmed, by code, then gives one after the other. */
void export_markets_begin(struct transaction *tx, const char *product_id);
bool export_market_next(struct transaction *tx, struct export_market *ret_market);

/* The part of an erasure: the name in what was written of a producer's exports. */
void exports_erase(struct transaction *tx, const char *producer_id, const char *name);
