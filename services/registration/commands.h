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
 * may be done twice. UPLOAD_UNKNOWN, UPLOAD_INCOMPLETE, FILE_TYPE_REFUSED, FILE_TYPE_MISMATCH,
 * IMAGE_INVALID. */
enum decision attach_evidence_prepare(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply, void **ret_prepared);

/* Makes the file, or a link, evidence of the dossier. EVIDENCE_TYPE_UNKNOWN, CRITERION_UNKNOWN,
 * EVIDENCE_EXPIRED, DOSSIER_TOO_LARGE. */
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

/* Finds anew what a place belonged to, after units were recorded; the daemon asks itself. */
enum decision drop_photo_file(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);
enum decision refresh_place(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Ends the dossier's stay in a round as the round said; the daemon asks itself. */
enum decision conclude_dossier(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* Fills a draft from an earlier dossier of the product: what is unchanged and still valid is kept
 * by hash; what differs is a list to do. */
enum decision carry_over(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* The producer stands by what was typed for him: the commune may then submit it, as long as
 * nothing changes. */
enum decision confirm_dossier(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* A dossier of kind EARLIER has all that is kept of it. */
enum decision close_earlier_dossier(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* The producer gives what was asked for: a new dated version; earlier ones stay as they are. */
enum decision give_supplement(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Samples came with the dossier; the receipt gets a number. */
enum decision record_samples(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Papers, a survey or a test are asked for while a round has the dossier. */
enum decision ask_supplement(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* As attach_evidence_prepare, for an office's paper. */
enum decision attach_paper_prepare(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply, void **ret_prepared);

/* A paper of an office, from an upload. */
enum decision attach_paper(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* A paper of an office that belongs to no dossier; the first looks into the file, on a worker
 * thread. */
enum decision keep_paper_prepare(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply, void **ret_prepared);
enum decision keep_paper(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* A paper of a producer's own; as keep_paper. */
enum decision keep_producer_paper_prepare(struct transaction *tx, const ProtobufCMessage *message,
					  struct reply *reply, void **ret_prepared);
enum decision keep_producer_paper(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* A photo for a report on a pack, from anybody's upload; as keep_paper. */
enum decision keep_report_photo_prepare(struct transaction *tx, const ProtobufCMessage *message,
					struct reply *reply, void **ret_prepared);
enum decision keep_report_photo(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Lets a re-rating be filed outside its window. LATE_FILING_NOT_ALLOWED by the setting. */
enum decision allow_late_filing(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* What the centre decided where it does not use this software. */
enum decision record_centre_result(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* The province recognises on what the centre gave. */
enum decision recognise_on_centre_result(struct transaction *tx, const ProtobufCMessage *message,
					 struct reply *reply);

/* Counts a dossier's due day again after the calendar changed; sent by the daemon to itself. */
enum decision recount_due_day(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Tells that a dossier is due soon or overdue; sent by the daemon to itself. */
enum decision remind_dossier(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* A producer has another name, legal form, number or place; all fields as they are from now on.
 * His products stay his. */
enum decision change_producer(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Takes a person out of the register, who was a producer and is none any more. */
enum decision erase_personal_data(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Who speaks for a producer. Personal: kept beside, told in no event. */
enum decision set_representative(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* A product has another name, set or description; all fields as they are from now on. */
enum decision change_product(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* A product goes to another producer, with its codes, dossiers and certificates. */
enum decision transfer_product(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* What one recognition of the product or set covers, all variants together. */
enum decision set_variants(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* A photo of a product, from an upload, behind those that there are; and all of them in another
 * order, or fewer. FIELD_INVALID for too many and for one that is not the product's. */
enum decision keep_product_photo_prepare(struct transaction *tx, const ProtobufCMessage *message,
					 struct reply *reply, void **ret_prepared);
enum decision keep_product_photo(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);
enum decision arrange_product_photos(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply);

/* Where a producer's raw material grows; with its id, again. */
enum decision record_material_area(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* A producer's link with another; with its id, again. */
enum decision record_linkage(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Another certificate of a producer or a product; with its id, again. */
enum decision record_held_certificate(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply);

/* A producer's report on a year; once more, it is replaced. */
enum decision report_producer_year(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* The report on a product's year; once more, it is replaced. */
enum decision report_product_year(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Support given to a producer; with its id, again. */
enum decision record_support(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* A business plan of a product, later with its result; with its id, again. */
enum decision record_business_plan(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* A collective or certification mark and the products that use it; with its id, again. */
enum decision record_mark(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Strikes what was recorded by mistake: a line of a survey, an area, a linkage, a held
 * certificate, a support, a business plan or a mark, by its id. It stays in the log. */
enum decision strike_record(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Takes in one row of a list of producers. The same row again changes nothing. */
enum decision import_producer(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Two registrations of one producer become one: the products of the second go to the first. Can
 * be undone. */
enum decision merge_producers(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* Two registrations of one product become one. Can be undone. */
enum decision merge_products(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Parts again what was merged. */
enum decision undo_merge(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Two that look alike are two: they are candidates no more. */
enum decision dismiss_candidate(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Numbers of official codes that a commune has given on paper: the sequence goes on after them.
 * */
enum decision reserve_product_numbers(struct transaction *tx, const ProtobufCMessage *message,
				      struct reply *reply);

/* Writes a line of a commune's survey, a new one or, with its id, again. */
enum decision record_survey_entry(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Hands an idea to the commune; with its id, a returned one again. */
enum decision submit_idea(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* The commune accepts, returns or declines an idea; the latter two with a reason. */
enum decision decide_idea(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Writes the scheme or yearly plan of a unit; the unit's plan of this kind and first year is
 * replaced. */
enum decision record_plan(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);
