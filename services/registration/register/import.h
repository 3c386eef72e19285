/* import.h - what a row of a list would be taken in as: read once, for the command that writes it
 * and for the preview that does not
 *
 * Reading writes nothing. Everything lives in the transaction's arena and borrows the row. Ids
 * follow from what a row says: the same row again is found. A row about something that was merged
 * since is about the one that stands.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/records.h"
#include "registration/records/import_claim.h"
#include "registration/rules.h"

struct transaction;

/* What is wrong with a row: fields and what is needed, in words. */
struct import_faults {
	struct import_fault rows[IMPORT_FAULTS_MAX];
	size_t count;
};

/* A row of an old register. With faults the rest says nothing. */
struct product_import {
	struct import_faults faults;
	Ocop__Registration__V1__ImportProduct row; /* its texts composed */
	struct place place;
	struct producer producer; /* as it is, or as it would be */
	bool producer_is_new;
	struct product product;
	bool product_is_new;
	struct import_claim claim;
	bool claim_is_new;
};

/* Reads a row of an old register against what is known. */
void product_import_read(struct transaction *tx, const Ocop__Registration__V1__ImportProduct *row,
			 struct product_import *ret_import);

/* A row of a list of producers. With faults the rest says nothing. */
struct producer_import {
	struct import_faults faults;
	struct place place;
	struct producer before; /* as it is, if it is */
	struct producer
		producer; /* as it would be: what was empty is filled in, nothing replaced */
	bool is_new;
	bool changes; /* is known, and would be filled in */
};

/* Reads a row of a list of producers against what is known. */
void producer_import_read(struct transaction *tx, const Ocop__Registration__V1__ImportProducer *row,
			  struct producer_import *ret_import);

/* The id that follows from a seed: no time, when something was imported is nothing its row says. */
const char *import_id(struct transaction *tx, const char *kind, const char *seed);

/* The id of a producer of an old register: composed name and province of today, letter by letter.
 * Variants stay apart until an officer merges them. */
const char *import_producer_id(struct transaction *tx, const char *name, const char *province_code);

/* Finds out what a place is called today; a fault in `province` where that fails. */
void import_place(struct transaction *tx, const struct place *texts, struct import_faults *faults,
		  struct place *ret_place);

/* Adds a fault; their number is bounded by the checks. */
void import_fault_add(struct import_faults *faults, const char *field, const char *detail);

/* Puts all faults of a row into the reply; true when there are none. */
struct reply;
bool import_is_sound(const struct import_faults *faults, uint32_t line, struct reply *reply);
