/* commands.h - what certification can be asked to change, and who decides */
#pragma once

#include "certification/rules.h"
#include "common/command.h"

struct certificate;
struct rulebook;

extern const struct command certification_commands[];

enum decision issue_certificate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);
enum decision record_legacy_recognition(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply);
enum decision expire_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision revoke_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision replace_certificate(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* --- commands/parts.c: what several commands do */

/* Draws a code that no certificate has (CERTIFICATE_CODE_SIZE bytes). */
void certificate_code_draw(struct transaction *tx, char *ret_code);

/* The next official number in the arena, of the province or, for `is_of_centre`, the centre; NULL
 * after failing the transaction when the number does not fit. */
const char *official_number_draw(struct transaction *tx, const char *province_code,
				 bool is_of_centre, int year);

/* Ends a valid certificate in favour of another and tells so. */
void certificate_replace_by(struct transaction *tx, struct certificate *old, const char *code,
			    const char *reason);

/* Fills in what the rules ask before a certificate is withdrawn or corrected, by the rule book that
 * says who may and on what grounds: the certificate's own; the one in force today where the old
 * decision names no grounds or is not known. ground_code may be NULL. Returns that rule book, or
 * NULL when there is none. */
const struct rulebook *revocation_facts_gather(struct transaction *tx,
					       const struct certificate *certificate,
					       const char *ground_code,
					       struct revocation_facts *ret_facts);

/* Refuses a text that is empty or longer than `most` characters; true when it is fine. */
bool require_text(struct reply *reply, const char *field, const char *text, size_t most);

/* Refuses a text longer than `most` characters; true when it is fine. */
bool allow_text(struct reply *reply, const char *field, const char *text, size_t most);
