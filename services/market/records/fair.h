/* fair.h - what market stores of fairs and who takes part in them: only commands write it
 *
 * What was reported of a fair is only added to. Texts that come from a load live in the
 * transaction's arena and are never NULL.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "market/records/unit_filter.h"
#include "ocop/market/v1/fairs.pb-c.h"

struct transaction;

#define FAIR_KIND(name)         OCOP__MARKET__V1__FAIR_KIND__FAIR_KIND_##name
#define FAIR_STATE(name)        OCOP__MARKET__V1__FAIR_STATE__FAIR_STATE_##name
#define PARTICIPANT_STATE(name) OCOP__MARKET__V1__PARTICIPANT_STATE__PARTICIPANT_STATE_##name

/* --- fairs */

/* A fair without who takes part. Days are YYYY-MM-DD. */
struct fair {
	const char *fair_id;
	const char *name;
	Ocop__Market__V1__FairKind kind;
	Ocop__Market__V1__FairState state;
	const char *organiser;
	const char *place;
	const char *commune_code; /* "" for one of a province */
	const char *province_code;
	const char *begins_on;
	const char *ends_on;
	const char *opens; /* both "" or HH:MM */
	const char *closes;
	const char *description;
	const char *paper_id;
	const char *end_text; /* why it was cancelled, or the report */
	const char *ended_on;
	const char *end_paper_id;
	int64_t changed_at_us;
	int64_t version;

	/* Joined in; not written with it. */
	const char *commune_name;
	const char *province_name;
};

/* False when there is none. */
bool fair_load(struct transaction *tx, const char *fair_id, struct fair *ret_fair);

/* Adds it, planned, as version 1; replaces what may change of it, as a new version. */
void fair_insert(struct transaction *tx, const struct fair *fair);
void fair_update(struct transaction *tx, const struct fair *fair);

/* Cancelled or closed, as a new version. */
void fair_end(struct transaction *tx, const struct fair *fair);

/* What is asked of the list. */
struct fair_question {
	struct unit_filter unit;
	Ocop__Market__V1__FairKind kind; /* UNSPECIFIED: any */
	bool past;
	const char *today;    /* YYYY-MM-DD */
	const char *after_on; /* the first day of the last one shown; "" begins */
	const char *after_id;
	int64_t limit;
};

/* Begins the list, then gives one after the other. */
void fairs_begin(struct transaction *tx, const struct fair_question *question);
bool fair_next(struct transaction *tx, struct fair *ret_fair);

/* --- fair_participants, fair_listings */

/* Who takes part, would like to or was refused: a producer or a buyer. */
struct fair_participant {
	const char *participant_id;
	const char *fair_id;
	const char *producer_id; /* "" for a buyer; else what his registration became */
	const char *buyer_name;  /* "" for a producer */
	Ocop__Market__V1__ParticipantState state;
	const char *note;
	const char *answer_reason;
	int64_t version;

	/* Joined in. */
	const char *producer_name;
};

enum {
	FAIR_LISTINGS_MAX = 20,                /* what a stand has room for */
	FAIR_SHOWN_MAX = 3 * FAIR_LISTINGS_MAX /* of registrations that became one */
};

/* False when there is none. */
bool participant_load(struct transaction *tx, const char *participant_id,
		      struct fair_participant *ret_participant);

/* A producer's application, or that of a registration that is one with his: the one that holds,
 * else the last. One of version 0, with nothing in it, when there is none. */
void participant_of_producer(struct transaction *tx, const char *fair_id, const char *producer_id,
			     struct fair_participant *ret_participant);

/* Adds it, as version 1. */
void participant_insert(struct transaction *tx, const struct fair_participant *participant);

/* Puts these products in the place of those that were shown. */
void fair_listings_write(struct transaction *tx, const char *participant_id,
			 char *const *listing_ids, size_t count);

/* Its state, the reason and the note, as a new version. */
void participant_answer(struct transaction *tx, const struct fair_participant *participant);

/* Counts the version up. */
void participant_touch(struct transaction *tx, const char *participant_id);

/* Up to `limit` of a fair after an id ("" begins), by id; accepted producers alone, each once
 * however many of his registrations applied, if asked for. Returns how many. */
size_t participants_load(struct transaction *tx, const char *fair_id, bool exhibitors,
			 const char *after, size_t limit,
			 struct fair_participant *ret_participants);

/* The products, at most FAIR_LISTINGS_MAX ids. Returns how many. */
size_t fair_listings_load(struct transaction *tx, const char *participant_id,
			  const char **ret_listing_ids);

/* The products of all applications of a producer's that were accepted, at most FAIR_SHOWN_MAX. */
size_t exhibitor_listings_load(struct transaction *tx, const struct fair_participant *exhibitor,
			       const char **ret_listing_ids);

/* How many producers were accepted. */
int64_t exhibitor_count(struct transaction *tx, const char *fair_id);

enum { FAIR_BUYERS_MAX = 300 }; /* the largest of a province have some 200 */

/* How many buyers were added. */
int64_t fair_buyer_count(struct transaction *tx, const char *fair_id);

/* --- fair_outcomes */

enum { OUTCOMES_MAX = 20 }; /* the first and its corrections */

/* Adds what was reported, or a correction, under the message's number. */
void fair_outcome_insert(struct transaction *tx, const char *participant_id,
			 const Ocop__Market__V1__FairOutcome *outcome);

/* All entries, the first first. */
void fair_outcomes(struct transaction *tx, const char *participant_id,
		   Ocop__Market__V1__FairOutcome ***ret_outcomes, size_t *ret_count);

/* How many entries he has; at most OUTCOMES_MAX. */
int64_t fair_outcome_count(struct transaction *tx, const char *participant_id);

/* The part of an erasure: the name in what a producer wrote, and the organisers of him. */
void fairs_erase(struct transaction *tx, const char *producer_id, const char *name);
