/* queries.h - what certification can be asked: the table and its handlers
 *
 * query.c calls a handler on a reader thread, inside a read transaction, after token, role and
 * scope were checked. A handler writes nothing. Lists give a page and a cursor, opaque to
 * the caller; CURSOR_INVALID for one that is none of ours. All of it is public: whether a
 * certificate is genuine is everybody's business.
 */
#pragma once

#include "common/query.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct query certification_queries[];

/* Shows a certificate by its code, as it is worth at this moment. */
enum decision get_certificate(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Finds a certificate by code, official number or product code, as people type them, and says what
 * it is worth; an unknown one is an answer, not a refusal. */
enum decision verify_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Lists certificates, newest first, by product, round, number, province, state and star. */
enum decision list_certificates(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Lists decisions on rounds, newest first, with how many were recognised. */
enum decision list_decisions(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
