/* queries.h - what registration can be asked: the table and its handlers
 *
 * query.c calls a handler on a reader thread, inside a read transaction, after token, role and
 * scope were checked. A handler writes nothing: the files endpoint's write files, never
 * the store. Lists give a page and a cursor, opaque to
 * the caller; CURSOR_INVALID for one that is none of ours.
 */
#pragma once

#include "common/query.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct query registration_queries[];

/* The table of the `files` endpoint: uploads and stored evidence, in pieces of at most 512 KiB. */
extern const struct query registration_files[];

/* Roles that may look into a dossier that their grants cover. */
enum {
	DOSSIER_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OPERATOR) |
			  ALLOW(OCOP_AGENCY) | ALLOW(COUNCIL_SECRETARY) | ALLOW(COUNCIL_MEMBER) |
			  ALLOW(COUNCIL_CHAIR) | ALLOW(CHAIRMAN) | ALLOW(MINISTRY) |
			  ALLOW(INSPECTOR) | ALLOW(AUDITOR)
};

/* Shows a producer. */
enum decision get_producer(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Lists producers by folded name, found by beginnings of words, and by province. */
enum decision list_producers(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Shows a product with its official codes. */
enum decision get_product(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Lists products by folded name, found by beginnings of words, by producer and by province. */
enum decision list_products(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Shows a dossier whole: forms, choices, evidence, findings and every move. */
enum decision get_dossier(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Lists the dossiers that the caller's grants cover, newest first. */
enum decision list_dossiers(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Shows what the dossier still lacks, and the star its own choices would give; SubmitDossier
 * refuses by the same. */
enum decision check_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Makes room for a file of a known size; sent again under its command id, it is the same upload.
 * FILE_TYPE_REFUSED, FILE_TOO_LARGE. */
enum decision open_upload(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Tells how many bytes of an upload are safely there, to go on from. */
enum decision get_upload(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Takes in one piece, flushed before the answer; the same piece again is compared, not written.
 * UPLOAD_OFFSET tells where to go on. */
enum decision write_upload(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Answers a piece of a file that is evidence of the dossier. EVIDENCE_UNKNOWN. */
enum decision read_file(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);
