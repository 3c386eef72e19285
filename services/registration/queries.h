/* queries.h - what registration can be asked: the tables and their handlers */
#pragma once

#include "common/query.h"

extern const struct query registration_queries[];
/* The `files` endpoint: uploads and stored evidence. These write files, never the store. */
extern const struct query registration_files[];

/* Roles that may look into a dossier that their grants cover. */
enum {
	DOSSIER_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OPERATOR) |
			  ALLOW(OCOP_AGENCY) | ALLOW(COUNCIL_SECRETARY) | ALLOW(COUNCIL_MEMBER) |
			  ALLOW(COUNCIL_CHAIR) | ALLOW(CHAIRMAN) | ALLOW(MINISTRY) |
			  ALLOW(INSPECTOR) | ALLOW(AUDITOR)
};

enum decision get_producer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision list_producers(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision get_product(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision list_products(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision get_dossier(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision list_dossiers(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision check_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
enum decision open_upload(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
enum decision get_upload(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);
enum decision write_upload(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision read_file(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);
