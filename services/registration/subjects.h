/* subjects.h - the things registration's commands and queries are about, and who their caller is
 *
 * Functions for the column `subject` of the tables: command.c and query.c ask them before the
 * handler, and do NO_SUCH_THING, scope and If-Match by what they say. Messages that name a thing by
 * the same field share one function: the field is found by its name.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stdint.h>

#include "registration/records.h"

struct idea; /* records/programme/programme.h */
struct subject;
struct transaction;

/* The commune (field commune_code) a producer shall be registered in: nothing that exists yet, but
 * within the caller's unit. UNIT_UNKNOWN for one that is not in force, or no commune. */
void subject_of_commune(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The idea of field idea_id, with its commune and its producer; in a command that hands one in, a
 * new one is of the message's commune and producer. */
void subject_of_idea(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject);
void subject_of_idea_handed_in(struct transaction *tx, const ProtobufCMessage *message,
			       struct subject *ret_subject);

/* The province or commune of field unit_code. UNIT_UNKNOWN for one that is not in force. */
void subject_of_unit(struct transaction *tx, const ProtobufCMessage *message,
		     struct subject *ret_subject);

/* The office of field unit_code, as subject_of_unit; "" is the ministry, of no unit. */
void subject_of_office(struct transaction *tx, const ProtobufCMessage *message,
		       struct subject *ret_subject);

/* The kept paper of field paper_id, with the unit of the office it is of. */
void subject_of_kept_paper(struct transaction *tx, const ProtobufCMessage *message,
			   struct subject *ret_subject);

/* The photo of field photo_id, with the unit whose report it is of; one without a report is not
 * there, one whose report has no place is every office's. */
void subject_of_report_photo(struct transaction *tx, const ProtobufCMessage *message,
			     struct subject *ret_subject);

/* The product of the certificate of field certificate_code. */
void subject_of_certified_product(struct transaction *tx, const ProtobufCMessage *message,
				  struct subject *ret_subject);

/* The producer of field producer_id, with its place. RECORD_STRUCK for one that was merged: it
 * takes no more work. _any: for queries and merges, which take it. */
void subject_of_producer(struct transaction *tx, const ProtobufCMessage *message,
			 struct subject *ret_subject);
void subject_of_any_producer(struct transaction *tx, const ProtobufCMessage *message,
			     struct subject *ret_subject);

/* The product of field product_id, with its place and its producer. PRODUCT_MERGED for one that was
 * merged. _any as above. */
void subject_of_product(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);
void subject_of_any_product(struct transaction *tx, const ProtobufCMessage *message,
			    struct subject *ret_subject);

/* The photo of a product by field photo_id: anybody's to see. */
void subject_of_product_photo(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject);

/* A producer or a product by its id. */
void subject_of_thing(struct transaction *tx, const char *thing_id, struct subject *ret_subject);

/* The producer or product of field first_id, with its place. */
void subject_of_candidate(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject);

/* The merge of field merge_id, where what stayed is. */
void subject_of_merge(struct transaction *tx, const ProtobufCMessage *message,
		      struct subject *ret_subject);

/* What the recorded thing of a command belongs to (records/known/kind.h), at the version of the
 * thing itself where the command names one: If-Match is about that. UNIT_UNKNOWN for a province
 * that is none. */
void subject_of_recording(struct transaction *tx, const ProtobufCMessage *message,
			  struct subject *ret_subject);

/* The recorded thing of field record_id, of whatever kind, as subject_of_recording. ROLE_MISSING
 * for a caller whose roles do not record this kind. */
void subject_of_record(struct transaction *tx, const ProtobufCMessage *message,
		       struct subject *ret_subject);

/* The producer or product whose year is reported, at the version of that year's report. */
void subject_of_producer_year(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject);
void subject_of_product_year(struct transaction *tx, const ProtobufCMessage *message,
			     struct subject *ret_subject);

/* The dossier of field dossier_id, with its place, its producer and its round. MEMBER_HAS_CONFLICT
 * or SCOPE_MISSING when it is hidden from the caller. */
void subject_of_dossier(struct transaction *tx, const ProtobufCMessage *message,
			struct subject *ret_subject);

/* The producer through whom the caller may have to do with a product and its dossiers: its own, or
 * the registration that it was merged from, when that is the caller's. Who acted for a producer
 * goes on doing so for what was his, until it goes to another producer; for the rest of what it was
 * merged into he needs a grant. */
const char *producer_of_caller(struct transaction *tx, const char *product_id,
			       const char *producer_id);

/* True when the caller takes no part in the dossier in its round: he does not see it, what was
 * decided on it included, until the round's results are published to all. */
bool caller_has_conflict(struct transaction *tx, const struct dossier *dossier);

/* False for a dossier that was never handed in, but for its producer and the offices of its place:
 * what somebody is still writing is nobody else's business. Members and chairs of councils see what
 * is or was in a round. Whether the caller's grants cover it is another question. */
bool dossier_is_shown(struct transaction *tx, const struct dossier *dossier,
		      const struct subject *subject);

/* A loaded producer or product, with its place, as what a permission is held against; borrows the
 * row's texts. */
struct subject producer_subject(const struct producer *producer);
struct subject product_subject(const struct product *product);

/* True for the producer himself and for an officer in whose unit it is (commune or OCOP agency):
 * what is a producer's own business is shown to them alone. */
bool caller_is_insider(struct transaction *tx, const struct subject *subject);

/* What of a dossier the caller sees, once it is shown to him at all. */
struct dossier_sight {
	bool content; /* what is in it; else only where it is and has been */
	bool persons; /* also fields that are about a person (rules/forms.h) */
	bool edits;   /* as it is now; else as it was handed in last */
};

/* All for insiders; chairman and ministry see what was handed in, councils that without persons;
 * operator, auditor and inspector no content. */
struct dossier_sight dossier_sight(struct transaction *tx, const struct dossier *dossier);

/* A loaded idea as what a permission is held against; borrows the row's texts. */
struct subject idea_subject(const struct idea *idea);

/* A loaded dossier as what a permission is held against; borrows the row's texts. */
struct subject dossier_subject(const struct dossier *dossier);

/* What the caller is to this dossier by roles and scopes: a set of enum dossier_actor, 0 for
 * nobody. */
uint32_t dossier_actors(struct transaction *tx, const struct dossier *dossier);
