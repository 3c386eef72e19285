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

/* Roles that may see where a dossier is and has been, of those that their grants cover; operator,
 * auditor and inspector no more than that. */
enum {
	DOSSIER_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OPERATOR) |
			  ALLOW(OCOP_AGENCY) | ALLOW(COUNCIL_SECRETARY) | ALLOW(COUNCIL_MEMBER) |
			  ALLOW(COUNCIL_CHAIR) | ALLOW(CHAIRMAN) | ALLOW(MINISTRY) |
			  ALLOW(INSPECTOR) | ALLOW(AUDITOR) | ALLOW(ADVISER)
};

/* Roles that may see what is in it: its fields, choices and files. Councils see it without what is
 * about persons (dossier_sight). */
enum {
	CONTENT_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) |
			  ALLOW(COUNCIL_SECRETARY) | ALLOW(COUNCIL_MEMBER) | ALLOW(COUNCIL_CHAIR) |
			  ALLOW(CHAIRMAN) | ALLOW(MINISTRY)
};

/* Roles that may have it whole, persons included: as text of a version, and as a package. */
enum {
	WHOLE_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OCOP_AGENCY) |
			ALLOW(CHAIRMAN) | ALLOW(MINISTRY)
};

/* Roles that may look into an idea that their grants cover: before there is a product, what its
 * people mean to make and sell is not for everybody. */
enum {
	IDEA_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OPERATOR) |
		       ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) | ALLOW(MINISTRY) | ALLOW(AUDITOR)
};

/* Who may have lists of the register: of council and public none. */
enum {
	REGISTER_READERS = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER) | ALLOW(OPERATOR) |
			   ALLOW(OCOP_AGENCY) | ALLOW(CHAIRMAN) | ALLOW(MINISTRY) |
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

/* Shows a dossier: every move and, as far as the caller sees it, forms, choices, evidence, findings
 * and papers. */
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

/* Removes an upload of the caller's own; what became evidence stays. */
enum decision drop_upload(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* Answers how large a file may be. */
enum decision get_upload_limits(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Answers a piece of a file of the dossier, evidence or paper, or of a photo's small picture.
 * EVIDENCE_UNKNOWN. */
enum decision read_file(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);

/* What is still to do after a dossier was carried over. */
enum decision list_carry_over(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* The versions of a dossier that were submitted, oldest first. */
enum decision list_submissions(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* A submitted version as text. */
enum decision get_submission(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Where a dossier is and has been. */
enum decision get_dossier_track(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* What waits with an office, overdue first, then by the day it is due, then oldest first. */
enum decision list_desk(struct transaction *tx, const ProtobufCMessage *message,
			struct reply *reply);

/* The rounds of a rule book's calendar from today on. */
enum decision get_filing_calendar(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* All that is known of a producer besides his name. */
enum decision get_producer_record(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* All that is known of a product besides its name. */
enum decision get_product_record(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Other certificates by the day they end, those that end first first. */
enum decision list_held_certificates(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply);

/* Marks of a province by name. */
enum decision list_marks(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Pairs of producers or products that may be one, the likeliest first. */
enum decision list_merge_candidates(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);

/* Who is already registered under such a name? Asked before registering. */
enum decision find_similar_producers(struct transaction *tx, const ProtobufCMessage *message,
				     struct reply *reply);

/* Merges, newest first. */
enum decision list_merges(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply);

/* How many products, by present or former place. */
enum decision count_products(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* The numbers of a commune's official codes in their order. */
enum decision list_product_numbers(struct transaction *tx, const ProtobufCMessage *message,
				   struct reply *reply);

/* What an import of rows would do; nothing is changed. */
enum decision preview_import(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Lines of communes' surveys. */
enum decision list_survey_entries(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* One idea. */
enum decision get_idea(struct transaction *tx, const ProtobufCMessage *message,
		       struct reply *reply);

/* Ideas, newest first. */
enum decision list_ideas(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* Schemes and plans by unit and first year, newest first. */
enum decision list_plans(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* A plan's targets beside what was reached. */
enum decision get_plan_progress(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* A piece of a paper that belongs to no dossier. */
enum decision read_paper(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply);

/* A piece of a photo of the pack of a recognised product. EVIDENCE_UNKNOWN. */
enum decision read_pack_photo(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* A piece of the picture that was made of a product's photo. */
enum decision read_product_photo(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* Begins the upload of a photo for a report on a pack; reads a piece of one. */
enum decision open_report_photo(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);
enum decision read_report_photo(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* Prints a form or letter of a dossier as PDF. */
enum decision print_dossier(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Puts the whole dossier with the offices' papers into one zip, as the centre asks for it. */
enum decision pack_dossier(struct transaction *tx, const ProtobufCMessage *message,
			   struct reply *reply);

/* Writes a list as a file. */
enum decision export_register(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* A piece of such a document, on the `files` endpoint. */
enum decision read_document(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);
