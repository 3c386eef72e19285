/* subjects.h - the things registration's commands and queries are about, and who their caller is
 *
 * Columns `subject` of the tables. Messages that name a dossier as their first field share one
 * function: the field is found by its name.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

#include "registration/records.h"

struct subject;
struct transaction;

/* The commune a producer shall be registered in: nothing that exists yet, but within the caller's
 * unit. */
void subject_commune(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject);

/* By the message's field producer_id, product_id or dossier_id. */
void subject_producer(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject);
void subject_product(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject);
void subject_dossier(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject);

/* A dossier as what a permission is held against. */
struct subject dossier_subject(const struct dossier *dossier);

/* What the caller is to this dossier: a set of enum dossier_actor. */
uint32_t dossier_actors(struct transaction *tx, const struct dossier *dossier);
