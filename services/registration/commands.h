/* commands.h - what registration can be asked to change: the table and its handlers
 *
 * command.c calls a handler on the writer thread, inside a transaction, after token, role and
 * scope were checked and the row's `subject` was found. A handler that refuses leaves nothing
 * written. Besides what is named below every command may be refused for what common/command.h
 * checks: no such thing, another version, a role or scope that is missing.
 */
#pragma once

#include "common/command.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct command registration_commands[];

/* Makes a producer known in a commune in force. PRODUCER_EXISTS when the registration number is
 * taken. */
enum decision register_producer(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Makes a product of a producer known, in a set of a rule book. LEGAL_FORM_NOT_ELIGIBLE,
 * PRODUCT_EXISTS. */
enum decision register_product(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Takes in one row of an old register: producer, product and what it claims. The same row again
 * changes nothing; IMPORT_ROW_INVALID names each field that is wrong. */
enum decision import_product(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Begins a dossier under the rule book in force today. DOSSIER_OPEN_EXISTS while another of the
 * product is under way, RECOGNITION_MISSING for an upgrade or re-rating without its certificate. */
enum decision open_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Fills in fields of the forms; one given again is replaced. FIELD_UNKNOWN. */
enum decision fill_forms(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Replaces the producer's own choices, all together; what is missing is no fault yet. */
enum decision save_self_assessment(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* Looks into the uploaded file, hashes it and links it into the content store, on a worker thread;
 * may be done twice. UPLOAD_UNKNOWN, UPLOAD_INCOMPLETE, FILE_TYPE_REFUSED, FILE_TYPE_MISMATCH. */
enum decision attach_evidence_prepare(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply, void **ret_prepared);

/* Makes the file, or a link, evidence of the dossier. EVIDENCE_TYPE_UNKNOWN, CRITERION_UNKNOWN,
 * EVIDENCE_EXPIRED. */
enum decision attach_evidence(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Takes evidence out of a dossier; the file stays, an earlier submission may rest on it. */
enum decision remove_evidence(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Hands the dossier to the commune and keeps what was handed in for ever. DOSSIER_INCOMPLETE with
 * one reason a gap, RE_RATING_WINDOW, RULEBOOK_NOT_IN_FORCE. */
enum decision submit_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Records the commune's findings, without points; SCREENING_INCOMPLETE names the checks left. */
enum decision screen_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Proposes the dossier to the province; this day decides which round it is in time for. */
enum decision propose_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Takes a proposed dossier into a round; PROPOSED_TOO_LATE when it was proposed on the round's date
 * or after it. */
enum decision admit_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Sends the dossier back to the producer, with reason and day; by whom it is with. */
enum decision return_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Takes the dossier back for good, until a round has it; from then on scoring owns that. */
enum decision withdraw_dossier(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Gives the product its official code when a round took the dossier in; the daemon asks itself. */
enum decision issue_product_code(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Ends the dossier's stay in a round as the round said; the daemon asks itself. */
enum decision conclude_dossier(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
