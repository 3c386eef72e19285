/* records.h - what registration stores: one struct a table, one function a statement
 *
 * Texts that are loaded live in the transaction's arena and are never NULL; a row that is not there
 * gives a struct that does not exist. Lists are arrays in the arena. On a failed transaction
 * everything reads as empty: ask transaction_failed before deciding.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/certification/v1/types.pb-c.h"
#include "ocop/registration/v1/types.pb-c.h"
#include "ocop/scoring/v1/types.pb-c.h"

struct transaction;

/* Room for one more at the end of a list in the transaction's arena: returns the list, moved when
 * it had to grow. Grows at every power of two, so no capacity need be kept. */
void *list_room(struct transaction *tx, void *items, size_t count, size_t item_size_bytes);

/* Where something is: codes in force, and texts as they were written. */
struct place {
	const char *commune_code;  /* five digits; "" when it cannot be told */
	const char *province_code; /* two digits */
	const char *commune_text;  /* as the source wrote them; */
	const char *district_text; /* "" where it is silent; */
	const char *province_text; /* districts ended 2025-06-30 */

	/* Codes of the units it belonged to until then, "" where that is not certain. Rows that are
	 * read have them; written they are found anew, whatever stands here. */
	const char *former_commune_code;
	const char *former_district_code;
	const char *former_province_code;
	uint64_t units_version; /* of the units they were found under (records/units_version.h) */
};

/* --- records/producer.c */

/* producers: who makes products. Owns nothing. */
struct producer {
	bool exists;
	const char *producer_id;                      /* "producer_01JD..." */
	const char *name;                             /* composed */
	Ocop__Registration__V1__LegalForm legal_form; /* UNKNOWN where a register is silent */
	const char *registration_number;              /* of the business; "" for none */
	const char *address;                          /* below the commune */
	struct place place;
	bool imported;           /* came in with an old register */
	uint64_t version;        /* from 1 */
	const char *merged_into; /* "" while it stands for itself */
};

/* By its id. */
void producer_load(struct transaction *tx, const char *producer_id, struct producer *ret_producer);

/* True when some producer has this registration number; "" is nobody's. */
bool producer_number_taken(struct transaction *tx, const char *registration_number);

/* Adds one, with the words it is found by and the pairs it is in (candidates.h). */
void producer_insert(struct transaction *tx, const struct producer *producer);

/* Writes all but its id and origin under the next version, which it puts into the struct, the words
 * it is found by and the pairs it is in. */
void producer_update(struct transaction *tx, struct producer *producer);

/* As products_of_older_units and product_place_refresh. */
size_t producers_of_older_units(struct transaction *tx, uint64_t units_version, int64_t limit,
				const char ***ret_producer_ids);
void producer_place_refresh(struct transaction *tx, const struct producer *producer);

enum { PLACE_PARTS_MAX = 3 };

/* What a list of producers or products asks for. Texts are "" where nothing is asked; words are
 * folded, each the beginning of a word of the name, in their order. */
struct name_search {
	const char *words;
	const char *province_code;
	/* Products only; NULL asks nothing either. */
	const char *producer_id;
	const char *commune_code;
	const char *former_commune_code;
	const char *former_district_code;
	const char *former_province_code;
	const char *place_keys[PLACE_PARTS_MAX]; /* place_keys_read: all of them fit */
	const char *after_name; /* folded name and id of the last row of the page before */
	const char *after_id;
	int64_t limit;
};

/* A page in the order of folded names, merged ones left out; returns how many. */
size_t producers_search(struct transaction *tx, const struct name_search *search,
			struct producer **ret_producers);

/* --- records/product.c */

/* products: what is rated. Owns nothing. */
struct product {
	bool exists;
	const char *product_id; /* "product_01JD..." */
	const char *producer_id;
	const char *producer_name; /* joined in */
	const char *name;          /* composed */
	const char *rulebook_code; /* of the set: "26-2026" */
	uint32_t set_no;           /* 1 to 26 */
	const char *sector_code;   /* "I" to "VI" */
	const char *description;
	struct place place;
	bool imported;    /* came in with an old register */
	uint64_t version; /* from 1 */
	Ocop__Registration__V1__ProductStage stage;
	const char *idea_id;     /* it comes from, or "" */
	bool is_set;             /* variants under one recognition */
	const char *merged_into; /* "" while it stands for itself */
};

/* By its id. */
void product_load(struct transaction *tx, const char *product_id, struct product *ret_product);

/* True when the producer has a product of this composed name. */
bool product_name_taken(struct transaction *tx, const char *producer_id, const char *name);

/* Adds one, with the words it is found by and the pairs it is in. */
void product_insert(struct transaction *tx, const struct product *product);

/* As producer_update. */
void product_update(struct transaction *tx, struct product *product);

/* Finds anew what a product's place belonged to and is found by, as the units known now tell. */
void product_place_refresh(struct transaction *tx, const struct product *product);

/* Ids of products whose place was found under an older version of the units, at most `limit`;
 * returns how many. */
size_t products_of_older_units(struct transaction *tx, uint64_t units_version, int64_t limit,
			       const char ***ret_product_ids);

/* Gives it its next version, which it puts into the struct. */
void product_touch(struct transaction *tx, struct product *product);

/* As producers_search. */
size_t products_search(struct transaction *tx, const struct name_search *search,
		       struct product **ret_products);

/* An official code. dossier_id is "" for one that an old register brought. */
struct product_code {
	const char *code;         /* as product_code_print writes it */
	const char *commune_code; /* whose sequence its number is of, "" for the old format */
	int64_t number;           /* 0 for the old format */
	const char *product_id;
	const char *dossier_id;
	int64_t issued_at_us; /* the instance's clock */
};

/* All of a product and of what was merged into it, oldest first; returns how many. */
size_t product_codes_load(struct transaction *tx, const char *product_id,
			  struct product_code **ret_codes);

/* The product a code belongs to, or "". */
const char *product_code_owner(struct transaction *tx, const char *code);

/* The code a dossier led to, or "". */
const char *product_code_of_dossier(struct transaction *tx, const char *dossier_id);

struct product_code_parts; /* rules.h */

/* True when the commune of a new code is in force in its province, or the district of an old one
 * was in its province; districts and communes that were merged before the list of former units was
 * made are taken on trust. */
bool product_code_fits_units(struct transaction *tx, const struct product_code_parts *parts);

/* Adds one; a code belongs to one product for ever. */
void product_code_insert(struct transaction *tx, const struct product_code *code);

/* --- records/dossier.c */

/* dossiers: a product on its way to a rating. Owns nothing. */
struct dossier {
	bool exists;
	const char *dossier_id; /* "dossier_01JD..." */
	const char *product_id;
	const char *producer_id;
	Ocop__Registration__V1__DossierKind kind; /* first, upgrade, re-rating or earlier */
	Ocop__Registration__V1__DossierState state;
	const char *rulebook_code; /* it is filed and rated under */
	uint32_t set_no;           /* 1 to 26 */
	const char *commune_code;  /* who screens it */
	const char *province_code;
	const char *certificate_code; /* it starts from; "" for a first rating */
	const char *round_id;         /* of the last admission */
	const char *due_on;           /* YYYY-MM-DD or "" */
	const char *submitted_on;     /* first time */
	const char *proposed_on;   /* by the commune, last time; counts for the province's rounds */
	const char *to_centre_on;  /* by the province; counts for the centre's rounds */
	const char *letter_number; /* of the commune's proposal */
	uint32_t submissions;      /* how many times handed in */
	uint64_t version;          /* from 1 */
	int64_t changed_at_us;     /* the instance's clock */

	/* Whom it waits for and since when; move_finish keeps both. */
	Ocop__Registration__V1__Office waits_with;
	int64_t waits_since_us;

	/* What due_on was counted from, so that it can be counted again: a day and so many working
	 * days under a version of the calendar; "" and 0 where somebody named the day. */
	const char *due_from;
	uint32_t due_working_days;
	uint64_t calendar_version;

	const char *commune_slip;      /* numbers of the registration slip, */
	const char *province_slip;     /* "" before it has one */
	const char *carried_from;      /* the earlier dossier, or "" */
	const char *confirmed_sha256;  /* what the producer stands by, or "" */
	const char *components_remark; /* the commune's, for Mẫu 03 */
	const char *request;           /* of the commune to the province */
};

/* By its id. */
void dossier_load(struct transaction *tx, const char *dossier_id, struct dossier *ret_dossier);

/* True while another dossier of the product, or of what was merged into it, is under way. */
bool dossier_open_exists(struct transaction *tx, const char *product_id);

/* Adds one, at version 1. */
void dossier_insert(struct transaction *tx, const struct dossier *dossier);

/* Writes all that may change (not product, kind, book, place) under the next version, which it puts
 * into the struct. */
void dossier_update(struct transaction *tx, struct dossier *dossier);

/* What a list of dossiers asks for; "" and 0 where nothing is asked. */
struct dossier_search {
	const char *round_id;
	const char *product_id; /* with what was merged into it */
	const char *producer_id;
	const char *commune_code;
	Ocop__Registration__V1__DossierState state;
	const char *before_id; /* the last row of the page before; "" for the first page */
};

/* A dossier in a list, with the names that go with it. */
struct listed_dossier {
	struct dossier dossier;
	const char *product_name;
	const char *producer_name;
};

/* Begins a list, newest first; dossiers_next gives row by row, false at the end. A list left early
 * is ended with statement_end. */
void dossiers_search(struct transaction *tx, const struct dossier_search *search);

/* The next of dossiers_search. */
bool dossiers_next(struct transaction *tx, struct listed_dossier *ret_row);

/* A move of a dossier. */
struct dossier_move {
	uint64_t version; /* of the dossier after it */
	Ocop__Registration__V1__DossierState from;
	Ocop__Registration__V1__DossierState to;
	int64_t moved_at_us;  /* the instance's clock */
	const char *actor_id; /* account; "" for the daemon */
	const char *reason;
	const char *deadline;                      /* due_on after it; "" for none */
	Ocop__Registration__V1__Office waits_with; /* after it */
};

/* All of a dossier, oldest first; returns how many. */
size_t dossier_moves_load(struct transaction *tx, const char *dossier_id,
			  struct dossier_move **ret_moves);

/* Adds the move that led to its version. */
void dossier_move_insert(struct transaction *tx, const char *dossier_id,
			 const struct dossier_move *move);

/* --- records/dossier_content.c: what a producer and a commune put into a dossier */

/* A filled-in field of a form. */
struct form_field {
	const char *form_code; /* "M01" */
	const char *key;       /* of the rule book */
	const char *value;     /* composed */
};

/* All of a dossier; returns how many. */
size_t form_fields_load(struct transaction *tx, const char *dossier_id,
			struct form_field **ret_fields);

/* Given again, it is replaced. */
void form_field_write(struct transaction *tx, const char *dossier_id,
		      const struct form_field *field);

struct choice; /* common/rulebook/score.h */

/* The producer's own choices of a dossier; returns how many. */
size_t choices_load(struct transaction *tx, const char *dossier_id, struct choice **ret_choices);

/* Forgets them all, before they are written anew. */
void choices_delete(struct transaction *tx, const char *dossier_id);

/* Adds one; a criterion has one choice. */
void choice_insert(struct transaction *tx, const char *dossier_id, const struct choice *choice);

/* A file (sha256) or a link. */
struct evidence {
	bool exists;
	const char *evidence_id;     /* "evidence_01JD..." */
	const char *evidence_type;   /* of the rule book: "EV_BIZ" */
	const char *criterion_codes; /* parted by blanks */
	const char *name;            /* of the file, or what the link is */
	const char *sha256;          /* hex; "" for a link */
	int64_t size_bytes;
	const char *media_type;  /* what the file is, not what it is called */
	const char *link;        /* "" for a file */
	const char *valid_until; /* YYYY-MM-DD or "" */
	uint32_t page_count;     /* of a PDF; 0 for anything else */
	bool has_thumbnail;
	uint32_t from_submission;  /* it came with; 0 while in none */
	uint32_t until_submission; /* the last that has it; 0 while it is part of the dossier */
	bool carried_over;         /* kept from an earlier dossier */
	bool shows_pack;           /* a photo of the pack */
};

/* All that is part of a dossier now; returns how many. */
size_t evidence_list(struct transaction *tx, const char *dossier_id,
		     struct evidence **ret_evidence);

/* All that a submitted version has, whatever became of it since; returns how many. */
size_t evidence_of_submission(struct transaction *tx, const char *dossier_id,
			      uint32_t submission_no, struct evidence **ret_evidence);

/* By its id, present or not. */
void evidence_load(struct transaction *tx, const char *dossier_id, const char *evidence_id,
		   struct evidence *ret_evidence);

/* A file of a dossier by its hash, be it of an old version only. */
void evidence_find(struct transaction *tx, const char *dossier_id, const char *sha256,
		   struct evidence *ret_evidence);

/* Adds one to a dossier. */
void evidence_insert(struct transaction *tx, const char *dossier_id,
		     const struct evidence *evidence);

/* Takes one away that stands in no submission; its file stays. */
void evidence_delete(struct transaction *tx, const char *evidence_id);

/* Takes one out of the dossier that stands in submissions up to this one, which keep it. */
void evidence_end(struct transaction *tx, const char *evidence_id, uint32_t until_submission);

/* Evidence that is part of the dossier now and in no submission yet is of this one. */
void evidence_bind(struct transaction *tx, const char *dossier_id, uint32_t submission_no);

/* What the commune found on one of its checks. */
struct finding {
	const char *check_code; /* of the rule book's screening */
	bool satisfied;
	const char *remark;
};

/* All of a dossier; returns how many. */
size_t findings_load(struct transaction *tx, const char *dossier_id, struct finding **ret_findings);

/* Forgets them all, before a new screening is written. */
void findings_delete(struct transaction *tx, const char *dossier_id);

/* Adds one; a check has one finding. */
void finding_insert(struct transaction *tx, const char *dossier_id, const struct finding *finding);

/* --- records/submission.c */

/* submissions: a version as it was handed in, once and for all. Owns nothing. */
struct submission {
	bool exists;
	uint32_t submission_no; /* from 1 */
	Ocop__Registration__V1__SubmissionKind kind;
	const char *content;        /* dossier_content_text */
	const char *content_sha256; /* hex */
	int64_t submitted_at_us;    /* the instance's clock */
	uint32_t evidence_count;
};

/* One version of a dossier; 0 is none. */
void submission_load(struct transaction *tx, const char *dossier_id, uint32_t submission_no,
		     struct submission *ret_submission);

/* All of a dossier, oldest first, without their content; returns how many. */
size_t submissions_load(struct transaction *tx, const char *dossier_id,
			struct submission **ret_submissions);

/* Adds one, for ever; its evidence is evidence_bind's. */
void submission_insert(struct transaction *tx, const char *dossier_id,
		       const struct submission *submission);

/* --- records/mirror.c: what others decided; reactions write, commands read */

/* rounds: mirrors scoring's, of every shard. Owns nothing. */
struct round {
	bool exists;
	const char *round_id; /* "round_tn1_01JD..." */
	const char *name;
	Ocop__Scoring__V1__RoundKind kind;
	Ocop__Scoring__V1__Level level;
	const char *unit_code;        /* province; "" for the centre */
	const char *rulebook_code;    /* every dossier in it is under */
	const char *held_on;          /* YYYY-MM-DD; "" of re-ratings, as is the next */
	const char *proposals_before; /* YYYY-MM-DD, not included */
	Ocop__Scoring__V1__RoundState state;
};

/* By its id. */
void round_load(struct transaction *tx, const char *round_id, struct round *ret_round);

/* Rounds of a province and of the centre that have not begun and take proposals of a day, the next
 * first; returns how many, at most `limit`. */
size_t rounds_planned(struct transaction *tx, const char *province_code, const char *day,
		      int64_t limit, struct round **ret_rounds);

/* Adds it or replaces what is known. */
void round_write(struct transaction *tx, const struct round *round);

/* Writes its state; a round that is not known is left alone. */
void round_set_state(struct transaction *tx, const char *round_id,
		     Ocop__Scoring__V1__RoundState state);

/* What a round says of a dossier. */
enum round_news_kind { ROUND_TOOK = 1, ROUND_DID_NOT_TAKE, ROUND_LEFT, ROUND_DECIDED };

/* round_news: mirrors scoring's events about dossiers. Owns nothing. */
struct round_news {
	bool exists;
	const char *round_id;
	const char *dossier_id;
	enum round_news_kind kind;
	const char *reason;                          /* why not, or why it left */
	Ocop__Scoring__V1__DecisionOutcome decision; /* where it was decided */
	const char *decision_number;
	const char *decided_on; /* YYYY-MM-DD or "" */
	uint32_t star;          /* of the result, minimums counted; 0: none */
	uint32_t points_sum, points_count;
	const char *points_text; /* the mean for eyes; "" where nothing was scored */
	int64_t occurred_at_us;  /* of the round's event */
};

/* Adds it or replaces what the round said in the same kind. */
void round_news_write(struct transaction *tx, const struct round_news *news);

/* The news that ended the dossier's stay in the round, if any. */
void round_news_ending(struct transaction *tx, const char *dossier_id, const char *round_id,
		       struct round_news *ret_news);

/* The round that proposed the dossier to the centre, last; "" for none. */
const char *round_of_proposal(struct transaction *tx, const char *dossier_id);

/* Dossiers in a round that were taken and have no code yet, and those whose stay has ended (and
 * that have their code, where they were decided on). At most `limit`. */
size_t round_news_without_code(struct transaction *tx, int64_t limit, struct round_news **ret_news);

/* As above, those whose stay has ended. */
size_t round_news_to_conclude(struct transaction *tx, int64_t limit, struct round_news **ret_news);

/* A council member takes no part in a dossier of a round, or in what comes from a producer. */
void conflict_write(struct transaction *tx, const char *round_id, const char *dossier_id,
		    const char *member_id);
void producer_link_write(struct transaction *tx, const char *round_id, const char *producer_id,
			 const char *member_id);

/* True for such a member until the results of the round are published to all. */
bool conflict_exists(struct transaction *tx, const char *round_id, const char *dossier_id,
		     const char *producer_id, const char *member_id);

/* certificates: mirrors certification's. Owns nothing. */
struct certificate {
	bool exists;
	const char *code; /* ten characters */
	const char *product_id;
	Ocop__Certification__V1__CertificateState state;
	uint32_t star;           /* 0: not known */
	const char *valid_until; /* YYYY-MM-DD or "", included */
	const char *decided_on;  /* YYYY-MM-DD, or what an old register tells: YYYY-MM or "" */
};

/* By its code, as it was issued. */
void certificate_load(struct transaction *tx, const char *code,
		      struct certificate *ret_certificate);

/* True when a certificate of the product, or of what was merged into it, is valid or suspended. */
bool certificate_valid_exists(struct transaction *tx, const char *product_id);

/* Forgets all of them. */
void certificates_forget(struct transaction *tx);

/* Adds it or replaces what is known. */
void certificate_write(struct transaction *tx, const struct certificate *certificate);

/* Writes its state; one that is not known is left alone. */
void certificate_set_state(struct transaction *tx, const char *code,
			   Ocop__Certification__V1__CertificateState state);
