/* kind.h - kinds of recorded things: what is recorded under an id, corrected under it, and struck
 *
 * The kind is the first word of the id ("area_01JD..."), so who holds an id knows where to look.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* What a recorded thing belongs to, and by which field its command says so. */
enum record_owner {
	OWNER_PRODUCER, /* producer_id */
	OWNER_PRODUCT,  /* product_id */
	OWNER_COMMUNE,  /* commune_code */
	OWNER_PROVINCE  /* province_code */
};

/* A row of the table of kinds. */
struct record_kind {
	const char *name;     /* of its ids */
	const char *id_field; /* of the command that records it */
	enum record_owner owner;
	uint32_t allow; /* roles that record it, and so may strike it: within their scope */
	const char *find_sql;
	const char *strike_sql;
};

/* The kind of an id, or of the command that records one; NULL for no kind of ours. */
const struct record_kind *record_kind_of_id(const char *record_id);
const struct record_kind *record_kind_of_message(const ProtobufCMessage *message);

/* The owner that the command names. */
const char *record_owner_of_message(const struct record_kind *kind,
				    const ProtobufCMessage *message);

/* A recorded thing, whatever it says. */
struct record {
	bool exists;
	const char *owner_id; /* of the owner that stands: one that was merged is followed */
	uint64_t version;     /* from 1 */
	bool struck;
};

/* By its id, which is of this kind. */
void record_load(struct transaction *tx, const struct record_kind *kind, const char *record_id,
		 struct record *ret_record);

/* Strikes it, as its next version; it stays, and is in no list any more. */
void record_strike(struct transaction *tx, const struct record_kind *kind, const char *record_id);

/* The registration that a merged one is part of now; itself where it was not merged, "" for an id
 * that is not known. */
const char *producer_standing(struct transaction *tx, const char *producer_id);
const char *product_standing(struct transaction *tx, const char *product_id);
