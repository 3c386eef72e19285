/* events.h - what registration tells: one function an event
 *
 * Each is called after the row was written, with the row as it now is, builds its message on the
 * stack and appends it to the log under the thing's id and version. Followers see it when the
 * transaction is committed, in this order, once. An event is never changed after release.
 */
#pragma once

#include "ocop/registration/v1/events.pb-c.h"
#include "registration/records.h"

struct choice;
struct import_claim;
struct merge;
struct sent_back;
struct transaction;

/* A place as messages have it; borrows the texts. */
Ocop__Registration__V1__Place place_message(const struct place *place);

/* A producer is known, under this name and in this place. */
void event_producer_registered(struct transaction *tx, const struct producer *producer);

/* A product is known: market shows it, without stars until certification says so. */
void event_product_registered(struct transaction *tx, const struct product *product);

/* An old register claims something of the product, in the words of its row; certification judges
 * what it is worth. */
void event_recognition_claimed(struct transaction *tx, const struct product *product,
			       const struct place *place, const struct import_claim *claim);

/* The product has an official code; a certificate can be issued. */
void event_product_code_issued(struct transaction *tx, const struct product *product,
			       const struct product_code *code);

/* The dossier is with the commune, with exactly the content of this hash (hex); filed_late: it is a
 * re-rating, handed in outside its window for the first time. */
void event_dossier_submitted(struct transaction *tx, const struct dossier *dossier,
			     const char *content_sha256, bool filed_late);

/* The commune has screened it. */
void event_dossier_screened(struct transaction *tx, const struct dossier *dossier);

/* The commune has proposed it to the province, on the day that counts for a round. */
void event_dossier_proposed(struct transaction *tx, const struct dossier *dossier);

/* It was sent back to the producer, for this reason and to have this put right; its due_on is the
 * day to come again by. */
void event_dossier_returned(struct transaction *tx, const struct dossier *dossier,
			    const struct sent_back *sent_back);

/* The producer has taken it back: a round that was about to take it in does not. */
void event_dossier_withdrawn(struct transaction *tx, const struct dossier *dossier,
			     const char *reason);

/* All that a scoring shard needs of an admitted dossier besides the dossier itself. Borrows all it
 * points to. */
struct admission {
	const struct dossier *dossier;
	const struct product *product;
	const char *sector_code;
	const struct choice *choices; /* the producer's own */
	size_t choice_count;
	Ocop__Registration__V1__Variant **variants; /* what a recognition will cover */
	size_t variant_count;
	Ocop__Registration__V1__PackPhoto **pack_photos; /* of the submitted version */
	size_t pack_photo_count;
};

/* The dossier is to enter the round it names: the shard that owns the round answers with
 * DossierTaken or DossierNotTaken. */
void event_dossier_admitted(struct transaction *tx, const struct admission *admission);

/* --- events/handovers.c: what goes from office to office with a dossier */

struct sample_receipt; /* records/sample.h */

/* A receipt as messages have it; borrows the texts. */
Ocop__Registration__V1__SampleReceipt sample_receipt_message(const struct sample_receipt *receipt);

/* An office has received samples with the dossier. */
void event_samples_received(struct transaction *tx, const struct dossier *dossier,
			    const struct sample_receipt *receipt);

struct paper; /* records/paper.h */
struct kept_paper;
struct late_filing;

/* An office has kept a paper that belongs to no dossier. */
void event_paper_kept(struct transaction *tx, const struct kept_paper *kept);

/* A producer has kept one of his own. */
void event_producer_paper_kept(struct transaction *tx, const struct kept_paper *kept);

/* A re-rating of a certificate may be filed outside its window. */
void event_late_filing_allowed(struct transaction *tx, const struct certificate *certificate,
			       const struct late_filing *filing);

/* An office has added a paper to the dossier. */
void event_paper_attached(struct transaction *tx, const struct dossier *dossier,
			  const struct paper *paper);

/* What the centre decided, as the province entered it. Borrows all it points to. */
struct centre_decision {
	const char *score;   /* as written; "" where none was told */
	uint32_t star;       /* 0: not recognised */
	uint32_t given_star; /* what the result gives a product that was not recognised */
	const char *decision_number;
	const char *decided_on;         /* YYYY-MM-DD */
	const char *certificate_number; /* "" unless recognised */
	const char *valid_until;        /* YYYY-MM-DD; "" for what the rule book says */
	const char *reason;
	const char *decision_sha256; /* hex, of the scan */
};

/* The centre has decided; a recognised product gets the certificate that certification records. */
void event_centre_result_recorded(struct transaction *tx, const struct dossier *dossier,
				  const struct product *product,
				  const struct centre_decision *decision);

struct centre_result; /* records/desk/centre_result.h */

/* What the chairman decides on the centre's result; certification issues on it. */
void event_recognised_on_centre_result(struct transaction *tx, const struct dossier *dossier,
				       const struct product *product,
				       const struct centre_result *result,
				       const char *decision_number, const char *decided_on);

/* --- events/known.c: changes of producers and products, and what is recorded of them. A recorded
 * row is told whole, as it now is; a year is told under its producer's or product's version. */

/* The producer is known like this from now on. */
void event_producer_changed(struct transaction *tx, const struct producer *producer,
			    const char *reason);

/* Events in which a producer's name may stand, as a field or in what somebody wrote; ends with
 * NULL.
 */
extern const ProtobufCMessageDescriptor *const registration_naming_events[];

/* The producer's name is kept no longer. */
void event_personal_data_erased(struct transaction *tx, const struct producer *producer);

/* Somebody speaks for the producer, or nobody does any more; who, is not said. */
void event_representative_set(struct transaction *tx, const struct producer *producer);

/* The product is known like this, and made there, from now on. */
void event_product_changed(struct transaction *tx, const struct product *product,
			   const char *reason);

/* The product, as it now is, was the former producer's. */
void event_product_transferred(struct transaction *tx, const struct product *product,
			       const char *former_producer_id, const char *reason);

/* What a recognition of the product covers. */
void event_variants_set(struct transaction *tx, const struct product *product,
			Ocop__Registration__V1__Variant **variants, size_t count);

/* Raw material grows there. */
void event_material_area_recorded(struct transaction *tx,
				  Ocop__Registration__V1__MaterialArea *row);

/* The producer works with another. */
void event_linkage_recorded(struct transaction *tx, Ocop__Registration__V1__Linkage *row);

/* Producer or product holds another certificate. */
void event_held_certificate_recorded(struct transaction *tx,
				     Ocop__Registration__V1__HeldCertificate *row);

/* The producer has reported a year. */
void event_producer_year_reported(struct transaction *tx, const struct producer *producer,
				  Ocop__Registration__V1__ProducerYear *row);

/* A year of the product is reported. */
void event_product_year_reported(struct transaction *tx, const struct product *product,
				 Ocop__Registration__V1__ProductYear *row);

/* Support was given. */
void event_support_recorded(struct transaction *tx, Ocop__Registration__V1__Support *row);

/* The product has a business plan, or the plan a result. */
void event_business_plan_recorded(struct transaction *tx,
				  Ocop__Registration__V1__BusinessPlan *row);

/* A mark and the products that use it. */
void event_mark_recorded(struct transaction *tx, Ocop__Registration__V1__Mark *row);

/* What was recorded under this id was a mistake; version is its own after the striking. */
void event_record_struck(struct transaction *tx, const char *record_id, uint64_t version,
			 const char *reason);

/* --- events/content.c: what a dossier says, and its versions */

/* A draft was filled from an earlier dossier, which it names; so many things are to do. */
void event_dossier_carried_over(struct transaction *tx, const struct dossier *dossier,
				size_t to_do_count);

/* The producer stands by what was typed for him: by the content of its confirmed_sha256. */
void event_dossier_confirmed(struct transaction *tx, const struct dossier *dossier);

/* A paper dossier of an earlier rating is entered and can be carried over. */
void event_earlier_dossier_closed(struct transaction *tx, const struct dossier *dossier);

/* An office asks for more while a round has the dossier. */
void event_supplement_asked(struct transaction *tx, const struct dossier *dossier,
			    Ocop__Registration__V1__Supplement *supplement);

/* What was asked for is the dossier's newest version, with the content of this hash (hex). */
void event_supplement_given(struct transaction *tx, const struct dossier *dossier,
			    uint32_t supplement_no, const char *content_sha256);

/* --- events/due_days.c */

/* The offices' calendar changed, and with it the day the dossier is due by. */
void event_dossier_due_moved(struct transaction *tx, const struct dossier *dossier);

/* The dossier is due soon or overdue with the office it waits for; once a due day. */
void event_dossier_reminded(struct transaction *tx, const struct dossier *dossier,
			    Ocop__Registration__V1__ReminderKind kind);

/* --- events/product_numbers.c */

struct number_gap;

/* The commune has given these numbers on paper; its sequence, which is the version, is past them.
 */
void event_product_numbers_reserved(struct transaction *tx, const char *commune_code,
				    const struct number_gap *gap);

/* --- events/programme.c: the survey, ideas and plans; a row is told whole, as it now is */

/* A commune has surveyed something. */
void event_survey_entry_recorded(struct transaction *tx, Ocop__Registration__V1__SurveyEntry *row);

/* The idea is with the commune. */
void event_idea_submitted(struct transaction *tx, Ocop__Registration__V1__Idea *row);

/* The commune has said what becomes of the idea, or a product has come of it. */
void event_idea_decided(struct transaction *tx, Ocop__Registration__V1__Idea *row);

/* The unit has this scheme or plan. */
void event_plan_recorded(struct transaction *tx, Ocop__Registration__V1__Plan *row);

/* --- events/duplicates.c: one after all, or two. Those of a merge are about what was merged. */

/* The second is the first from now on; its products follow, each as transferred. */
void event_producers_merged(struct transaction *tx, const struct merge *merge,
			    const struct producer *merged);
void event_products_merged(struct transaction *tx, const struct merge *merge,
			   const struct product *merged);

/* They are two again; products that went along follow, each as transferred. */
void event_merge_undone(struct transaction *tx, const struct merge *merge, uint64_t merged_version,
			const char *reason);

/* Two that look alike are two; the first has this version. */
void event_candidate_dismissed(struct transaction *tx, const char *first_id, uint64_t first_version,
			       const char *second_id, const char *reason);

/* --- events/report_photos.c */

struct report_photo;

/* A photo for a report on a pack is kept. */
void event_report_photo_kept(struct transaction *tx, const struct report_photo *photo);

/* --- events/product_photos.c */

/* All of a product, in their order. */
void event_product_photos_set(struct transaction *tx, const struct product *product,
			      char **photo_ids, size_t count);
