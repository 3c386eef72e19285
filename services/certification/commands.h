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

/* Puts a decision on a round on record, before its certificates; the daemon asks itself. */
enum decision record_decision(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

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

/* Gives a product that the province recognised on the centre's result its certificate, the
 * province's, in the place of the one it has; the daemon asks itself. As issue_certificate. */
enum decision issue_on_centre_result(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply);

/* Tells that a certificate comes to its end, each kind of reminder once; the daemon asks itself. */
enum decision remind_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Ends a certificate whose last day is over in Vietnam; the daemon asks itself. */
enum decision expire_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Withdraws a certificate on a ground of its rule book, with the document it rests on: by the
 * chairman for 3 and 4 stars, the Minister for 5. GROUND_UNKNOWN, CONCLUSION_MISSING,
 * PAPER_MISSING, REASON_MISSING. A late one is recorded, not refused. An inspection that proposes
 * it says what was concluded: REVOCATION_NOT_PROPOSED for one that does not. */
enum decision revoke_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Settles leaves that a restored store had forgotten: entered again from the paper, or burnt. With
 * the last one the register opens. FIELD_MISSING (a name neither the log nor its ground has),
 * REASON_MISSING, LEAF_SETTLED, CERTIFICATE_STATE (what is not valid cannot be burnt). */
enum decision reconcile_register(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Puts a corrected certificate in the place of one with a mistake; star, points and dates stay. */
enum decision replace_certificate(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Holds a certificate up, and lets it go on. SUSPENSION_NOT_ENTERED without an act that allows
 * it. */
enum decision suspend_certificate(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision reinstate_certificate(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* Lets a certificate run on for its re-rating. EXTENSION_NOT_ALLOWED, RE_RATING_NOT_FILED,
 * EXTENSION_TOO_LONG. */
enum decision extend_certificate(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Enters the act by which an authority may suspend, or gives it its last day. */
enum decision record_suspension_act(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* --- commands/inspection/: plans of inspections and visits about certificates. A visit is led by
 * the OCOP agency for 3 and 4 stars, by the ministry for 5 and, for a reason, for the others. */

/* Begins an authority's plan of a year. INSPECTION_PLAN_EXISTS. */
enum decision draft_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* Adds lines and strikes others; once it is approved, for a reason. */
enum decision change_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply);

/* Approves a draft by a paper: the chairman, or the Minister. */
enum decision approve_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply);

/* Announces a visit by a line of an approved plan or for a reason, and makes its checklist. */
enum decision announce_inspection(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Puts a visit on another day, or calls it off. */
enum decision move_inspection(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision cancel_inspection(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Records what was found at every line. INSPECTION_LINE_MISSING names those without a result. */
enum decision record_inspection(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Orders until when what was found is put right, and records how it was. */
enum decision order_remedies(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision record_remedy(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Tells that a last day is over, once for each; the daemon asks itself. */
enum decision remind_remedy(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Ends an inspection. FINDINGS_OPEN where what was found says otherwise. */
enum decision conclude_inspection(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* The ministry asks, the province answers. REQUEST_ANSWERED for a second answer. */
enum decision request_certificate_action(struct transaction *tx, const ProtobufCMessage *message,
					 struct reply *reply);
enum decision answer_certificate_request(struct transaction *tx, const ProtobufCMessage *message,
					 struct reply *reply);

/* --- commands/report/: what people see on packs */

/* Adds what was asked for in the last seconds to the day's counts; the daemon asks itself. */
enum decision count_unknown_numbers(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* Takes a report on a pack, from anybody; the same command again is the same report. */
enum decision report_pack(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* What offices do with one: take it up, give it to another unit, end it with a conclusion.
 * PACK_REPORT_STATE; a revocation as conclusion needs its document, PAPER_MISSING. */
enum decision take_up_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision forward_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision close_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Forgets how a reporter can be reached; by an office, or by the daemon when the time has come. */
enum decision erase_reporter(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Tells that nobody has taken up a report in time, once; the daemon asks itself. */
enum decision remind_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
