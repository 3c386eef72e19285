/* queries.h - what certification can be asked: the table and its handlers
 *
 * query.c calls a handler on a reader thread, inside a read transaction, after token, role and
 * scope were checked. A handler writes nothing. Lists give a page and a cursor, opaque to
 * the caller; CURSOR_INVALID for one that is none of ours. What a certificate is worth is public;
 * worklists and what offices ask each other are theirs.
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

/* The same of up to 1,000 numbers, each told in short. */
enum decision verify_certificates(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Lists certificates, newest first, by product, round, decision, number, province, state and
 * star. */
enum decision list_certificates(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Everything that happened to a certificate. */
enum decision list_certificate_moves(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply);

/* Decisions with what came of them and how far their certificates are; newest first, or one. */
enum decision list_decisions(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);
enum decision get_decision(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* What a decision says of each product. */
enum decision list_decision_results(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* What comes to its end and what lapsed: each, and counted by commune or producer. */
enum decision list_lapsing(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);
enum decision count_lapsing(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* What the ministry asked of a province. */
enum decision list_certificate_requests(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply);

/* --- queries/inspection/ */

/* A plan of inspections with its lines; an authority's plans. */
enum decision get_inspection_plan(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);
enum decision list_inspection_plans(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* A visit with its checklist and what was found. */
enum decision get_inspection(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* The worklist of visits, and how many are where. */
enum decision list_inspections(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);
enum decision count_inspections(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* The minutes of a visit as PDF. DOCUMENT_NOT_READY before it was held. */
enum decision print_inspection(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* The acts by which authorities may suspend. */
enum decision list_suspension_acts(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* What a restored register had forgotten, and how far it was gone through. */
enum decision list_recovered_leaves(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* A piece of a file of the open data. NO_SUCH_THING. */
enum decision read_open_data(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Shows a published file of the transparency log, or the public keys. */
enum decision get_log_file(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Gives a certificate as a signed file. */
enum decision get_certificate_document(struct transaction *tx, const ProtobufCMessage *message,
				       struct reply *reply);

/* Gives the proof that a certificate and all that became of it are in the log. */
enum decision get_certificate_proof(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* Prints a certificate from the authority's template. */
enum decision print_certificate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* To whom notices of a decision or of a certificate go. */
enum decision list_decision_notices(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);
enum decision list_certificate_notices(struct transaction *tx, const ProtobufCMessage *message,
				       struct reply *reply);

/* Such a notice as PDF. DOCUMENT_NOT_READY while a decision's certificates are being issued. */
enum decision print_decision_notice(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);
enum decision print_certificate_notice(struct transaction *tx, const ProtobufCMessage *message,
				       struct reply *reply);

/* --- queries/report/: what people see on packs */

/* Numbers that were asked for and are nobody's, by day and place. */
enum decision list_unknown_numbers(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* How far a report is, by its receipt: to whoever has it, the state and what came of it. */
enum decision follow_pack_report(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* What a form for a report needs: what the pack's number is, units to choose from. */
enum decision get_pack_report_form(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* One report with all that happened to it, and the worklist, for offices. */
enum decision get_pack_report(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision list_pack_reports(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);
