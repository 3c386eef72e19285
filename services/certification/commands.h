/* commands.h - what certification can be asked to change: the table and its handlers
 *
 * command.c calls a handler on the writer thread, inside a transaction, after token, role and
 * scope were checked and the row's `subject` was found. A handler that refuses leaves nothing
 * written. Besides what is named below every command may be refused for what common/command.h
 * checks: no such thing, another version, a role or scope that is missing.
 */
#pragma once

#include "common/command.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct command certification_commands[];

/* Gives a recognised product its certificate, with a new code and number, in the place of the one
 * it had; the daemon asks itself. LEVEL_NOT_COMPETENT when the result was not recognised,
 * PRODUCT_UNKNOWN while the product has no code. */
enum decision issue_certificate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Judges what an old register claims: a recognition is recorded as valid, expired or not verified,
 * anything else only as judged; the daemon asks itself. */
enum decision record_legacy_recognition(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply);

/* Records the certificate that the centre gave without this software, under its own number, in the
 * place of the one the product has; the daemon asks itself. */
enum decision record_centre_certificate(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply);

/* Ends a certificate whose last day is over in Vietnam; the daemon asks itself. */
enum decision expire_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Withdraws a certificate on a ground of its rule book: by the chairman for 3 and 4 stars, the
 * Minister for 5. GROUND_UNKNOWN, CONCLUSION_MISSING, REASON_MISSING. A late one is recorded, not
 * refused. */
enum decision revoke_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Puts a corrected certificate in the place of one with a mistake; star, points and dates stay. */
enum decision replace_certificate(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
