/* commands.h - what scoring can be asked to change: the table and its handlers
 *
 * command.c calls a handler on the writer thread, inside a transaction, after token, role and
 * scope were checked and the row's `subject` was found. A handler that refuses leaves nothing
 * written. Besides what is named below every command may be refused for what common/command.h
 * checks: no such thing, another version, a role or scope that is missing.
 * Commands about a dossier may be refused with DOSSIER_NOT_IN_ROUND and MEMBER_HAS_CONFLICT, and
 * all with WRONG_SHARD and with ROUND_STATE, by the table of acts in rules.c.
 */
#pragma once

#include "common/command.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct command scoring_commands[];

/* Plans a round on this shard, under the rule book and level in force on the day it is held.
 * RULEBOOK_UNKNOWN, RULEBOOK_NOT_IN_FORCE, LEVEL_NOT_COMPETENT, ROUND_KIND. */
enum decision plan_round(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Tells once that the days of a level for a re-rating are over; the daemon asks itself. */
enum decision remind_re_rating(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Takes an admitted dossier into its round, or tells why not; the daemon asks itself. */
enum decision take_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Appoints the council, replacing an earlier one. COUNCIL_MISSING, COUNCIL_CHAIR_MISSING,
 * COUNCIL_MEMBER_DOUBLED. */
enum decision appoint_council(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Takes a member out of one dossier, and names who leads it when he was the chair.
 * ACTING_CHAIR_MISSING, COUNCIL_MEMBER_UNKNOWN. */
enum decision declare_conflict(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Sends the documents out: from here no dossier comes in. ROUND_EMPTY, COUNCIL_MISSING. */
enum decision open_round(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Begins the sitting; DOCUMENTS_NOT_AHEAD before the round's working days are over. */
enum decision start_scoring(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Keeps a member's sheet so far; it may be incomplete. SHEET_SEALED once it is handed in. */
enum decision save_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Seals a complete sheet for ever and tells a commitment to it. CRITERION_MISSING and the like at
 * each criterion. */
enum decision submit_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Records what the council found against a product, with its vote. FINDING_UNKNOWN. */
enum decision record_finding(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Records the options the council agrees on; they bear on the minimums, never on the points. */
enum decision record_agreed_options(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* Opens the sheets, or the opinions on a re-rating, and computes the result. QUORUM_MISSED,
 * CHAIR_SHEET_MISSING, SECOND_PASS_NEEDED, MEETING_NEEDED. */
enum decision close_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Has the council score a dossier again; sheets and result of the pass before stay.
 * SECOND_PASS_NOT_NEEDED. */
enum decision rescore_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Takes a dossier out of the round before its evaluation is over; DOSSIER_CLOSED after. */
enum decision withdraw_from_round(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Closes the round; DOSSIER_NOT_CLOSED for each dossier that is still open. */
enum decision close_round(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* The chair of the council reports; SCOPE_MISSING for anybody else. */
enum decision report_round(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* The authority of the level decides on every result; DECISION_NUMBER_TAKEN. */
enum decision approve_round(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Makes the results public. */
enum decision publish_round(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Appoints the advisory team; again replaces it, until the round opens. */
enum decision appoint_advisers(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Saves the advisory team's pre-score of a dossier. */
enum decision save_team_sheet(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* The advisory team reports on a dossier to the council. */
enum decision report_team_sheet(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Records a visit of the advisory team. */
enum decision record_site_visit(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* A member linked to a producer takes no part in his dossiers. */
enum decision declare_producer_link(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* The agency of the level reports on a re-rating; again replaces it, until somebody has an opinion
 * on it. ROUND_KIND; CRITERION_MISSING and the like at each criterion. */
enum decision file_agency_report(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* A member's written opinion on that report, sealed as a sheet. AGENCY_REPORT_MISSING. */
enum decision give_opinion(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Has the council meet over a re-rating and score it. MEETING_NOT_NEEDED. */
enum decision call_meeting(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Puts a sitting on the agenda of a round. */
enum decision plan_sitting(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Takes a sitting off the agenda. */
enum decision cancel_sitting(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Takes in the sheets of a form that was filled without network, all or none; the same again
 * changes nothing. OFFLINE_FORM_INVALID. */
enum decision upload_offline_form(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* A complaint about a result comes in, once the round is reported. COMPLAINT_NUMBER_TAKEN. */
enum decision record_complaint(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* A complaint is answered, once. COMPLAINT_UNKNOWN, COMPLAINT_ANSWERED. */
enum decision answer_complaint(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
