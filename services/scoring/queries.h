/* queries.h - what scoring can be asked: the table and its handlers
 *
 * query.c calls a handler on a reader thread, inside a read transaction, after token, role and
 * scope were checked. A handler writes nothing. Lists give a page and a cursor, opaque to
 * the caller; CURSOR_INVALID for one that is none of ours.
 */
#pragma once

#include "common/query.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct query scoring_queries[];

/* Shows a round, its council and how many dossiers are closed. */
enum decision get_round(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);

/* Lists rounds, newest first, of a state or of all. */
enum decision list_rounds(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Lists the dossiers of a round with how many sheets are in, not what they say; those the caller
 * has a conflict in are not there. */
enum decision list_round_dossiers(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Shows a sheet: a sealed one to its member alone, an opened one to council and overseers. */
enum decision get_score_sheet(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Lists the results that stand; to anyone once the round is published. */
enum decision list_results(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Computes every stored result of the round anew from its sheets and compares the bytes. */
enum decision recompute_round(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Lists the rule books this daemon has loaded. */
enum decision list_rulebooks(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Answers a rule book's own file, byte for byte. RULEBOOK_UNKNOWN. */
enum decision get_rulebook(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Answers the file of one set's sheet, byte for byte. SET_UNKNOWN, SHEET_UNAVAILABLE. */
enum decision get_ruleset(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Scores one sheet by a rule book, for anyone, and keeps nothing. */
enum decision score_once(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* What is doubtful about a rule book and its sheets. */
enum decision list_rulebook_issues(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* What differs between two sheets, criterion by criterion. */
enum decision compare_rulesets(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Under which rule book a dossier filed on a day is rated. */
enum decision find_rulebook(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* The advisory team's work on a dossier. */
enum decision get_team_report(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* A re-rating as it stands: the agency's report and opinions on it, as the caller may see them. */
enum decision get_re_rating(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* The agenda of a round. */
enum decision list_sittings(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* A member's form for scoring without network. */
enum decision get_offline_form(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* What the upload of a form would do. */
enum decision preview_offline_form(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* How far producer, team and council are apart. */
enum decision analyse_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Complaints about results of a round. */
enum decision list_complaints(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Minutes of closed dossiers as PDF. */
enum decision print_minutes(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* What a decided round adds to a dossier's package for the centre, as PDFs. */
enum decision print_proposal(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* The annex of results as PDF. */
enum decision print_results(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
