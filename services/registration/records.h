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
	const char *commune_code;
	const char *province_code;
	const char *commune_text;
	const char *district_text;
	const char *province_text;
};

/* --- records/producer.c */

struct producer {
	bool exists;
	const char *producer_id;
	const char *name;
	Ocop__Registration__V1__LegalForm legal_form;
	const char *registration_number;
	const char *address;
	struct place place;
	bool imported;
	uint64_t version;
};

void producer_load(struct transaction *tx, const char *producer_id, struct producer *ret_producer);
bool producer_number_taken(struct transaction *tx, const char *registration_number);
void producer_insert(struct transaction *tx, const struct producer *producer);

/* What a list of producers or products asks for. Texts are "" where nothing is asked; words are
 * folded, each the beginning of a word of the name, in their order. */
struct name_search {
	const char *words;
	const char *producer_id; /* products only */
	const char *province_code;
	const char *after_name; /* folded name and id of the last row of the page before */
	const char *after_id;
	int64_t limit;
};

/* A page in the order of folded names; returns how many. */
size_t producers_search(struct transaction *tx, const struct name_search *search,
			struct producer **ret_producers);

/* --- records/product.c */

struct product {
	bool exists;
	const char *product_id;
	const char *producer_id;
	const char *producer_name;
	const char *name;
	const char *rulebook_code;
	uint32_t set_no;
	const char *sector_code;
	const char *description;
	struct place place;
	bool imported;
	uint64_t version;
};

void product_load(struct transaction *tx, const char *product_id, struct product *ret_product);
bool product_name_taken(struct transaction *tx, const char *producer_id, const char *name);
void product_insert(struct transaction *tx, const struct product *product);
/* Gives it its next version, which it puts into the struct. */
void product_touch(struct transaction *tx, struct product *product);
size_t products_search(struct transaction *tx, const struct name_search *search,
		       struct product **ret_products);

/* An official code. dossier_id is "" for one that an old register brought. */
struct product_code {
	const char *code;
	const char *product_id;
	const char *dossier_id;
	int64_t issued_at_us;
};

size_t product_codes_load(struct transaction *tx, const char *product_id,
			  struct product_code **ret_codes);
/* The product a code belongs to, or "". */
const char *product_code_owner(struct transaction *tx, const char *code);
/* The code a dossier led to, or "". */
const char *product_code_of_dossier(struct transaction *tx, const char *dossier_id);
void product_code_insert(struct transaction *tx, const struct product_code *code);
/* The next number of a commune; never given again. */
int64_t commune_sequence_next(struct transaction *tx, const char *commune_code);

/* --- records/import_claim.c: rows of old registers, as written */

struct import_claim {
	const char *claim_id;
	const char *product_id;
	uint32_t line;
	uint32_t stars;
	const char *score;
	const char *decision_number;
	const char *decision_date;
	const char *expiry_date;
	const char *product_group;
	const char *year;
	const char *event;
	const char *source_url;
};

bool import_claim_exists(struct transaction *tx, const char *claim_id);
void import_claim_insert(struct transaction *tx, const struct import_claim *claim);

/* --- records/dossier.c */

struct dossier {
	bool exists;
	const char *dossier_id;
	const char *product_id;
	const char *producer_id;
	Ocop__Registration__V1__DossierKind kind;
	Ocop__Registration__V1__DossierState state;
	const char *rulebook_code;
	uint32_t set_no;
	const char *commune_code;
	const char *province_code;
	const char *certificate_code;
	const char *round_id;     /* of the last admission */
	const char *due_on;       /* YYYY-MM-DD or "" */
	const char *submitted_on; /* first time */
	const char *proposed_on;
	const char *letter_number;
	uint32_t submissions;
	uint64_t version;
	int64_t changed_at_us;
};

void dossier_load(struct transaction *tx, const char *dossier_id, struct dossier *ret_dossier);
bool dossier_open_exists(struct transaction *tx, const char *product_id);
void dossier_insert(struct transaction *tx, const struct dossier *dossier);

/* Writes state, round, days, letter and submissions under the next version, which it puts into the
 * struct. */
void dossier_update(struct transaction *tx, struct dossier *dossier);

/* What a list of dossiers asks for; "" and 0 where nothing is asked. */
struct dossier_search {
	const char *round_id;
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
bool dossiers_next(struct transaction *tx, struct listed_dossier *ret_row);

/* A move of a dossier. */
struct dossier_move {
	uint64_t version; /* of the dossier after it */
	Ocop__Registration__V1__DossierState from;
	Ocop__Registration__V1__DossierState to;
	int64_t moved_at_us;
	const char *actor_id;
	const char *reason;
	const char *deadline;
};

size_t dossier_moves_load(struct transaction *tx, const char *dossier_id,
			  struct dossier_move **ret_moves);
void dossier_move_insert(struct transaction *tx, const char *dossier_id,
			 const struct dossier_move *move);

/* --- records/dossier_content.c: what a producer and a commune put into a dossier */

/* A filled-in field of a form. */
struct form_field {
	const char *form_code;
	const char *key;
	const char *value;
};

size_t form_fields_load(struct transaction *tx, const char *dossier_id,
			struct form_field **ret_fields);
/* Given again, it is replaced. */
void form_field_write(struct transaction *tx, const char *dossier_id,
		      const struct form_field *field);

struct choice; /* common/rulebook/score.h */

size_t choices_load(struct transaction *tx, const char *dossier_id, struct choice **ret_choices);
void choices_delete(struct transaction *tx, const char *dossier_id);
void choice_insert(struct transaction *tx, const char *dossier_id, const struct choice *choice);

/* A file (sha256) or a link. */
struct evidence {
	bool exists;
	const char *evidence_id;
	const char *evidence_type;
	const char *criterion_codes; /* parted by blanks */
	const char *name;
	const char *sha256;
	int64_t size_bytes;
	const char *media_type;
	const char *link;
	const char *valid_until; /* YYYY-MM-DD or "" */
};

size_t evidence_list(struct transaction *tx, const char *dossier_id,
		     struct evidence **ret_evidence);
bool evidence_exists(struct transaction *tx, const char *dossier_id, const char *evidence_id);
/* A file of a dossier by its hash. */
void evidence_find(struct transaction *tx, const char *dossier_id, const char *sha256,
		   struct evidence *ret_evidence);
void evidence_insert(struct transaction *tx, const char *dossier_id,
		     const struct evidence *evidence);
void evidence_delete(struct transaction *tx, const char *evidence_id);

/* What the commune found on one of its checks. */
struct finding {
	const char *check_code;
	bool satisfied;
	const char *remark;
};

size_t findings_load(struct transaction *tx, const char *dossier_id, struct finding **ret_findings);
void findings_delete(struct transaction *tx, const char *dossier_id);
void finding_insert(struct transaction *tx, const char *dossier_id, const struct finding *finding);

/* What was submitted, once and for all. */
struct submission {
	uint32_t submission_no;
	const char *content;
	const char *content_sha256;
};

void submission_insert(struct transaction *tx, const char *dossier_id,
		       const struct submission *submission);

/* --- records/mirror.c: what others decided; reactions write, commands read */

struct round {
	bool exists;
	const char *round_id;
	const char *name;
	Ocop__Scoring__V1__Level level;
	const char *unit_code;
	const char *rulebook_code;
	const char *held_on;
	const char *proposals_before;
	Ocop__Scoring__V1__RoundState state;
};

void round_load(struct transaction *tx, const char *round_id, struct round *ret_round);
void round_write(struct transaction *tx, const struct round *round);
void round_set_state(struct transaction *tx, const char *round_id,
		     Ocop__Scoring__V1__RoundState state);

/* What a round says of a dossier. */
enum round_news_kind { ROUND_TOOK = 1, ROUND_DID_NOT_TAKE, ROUND_LEFT, ROUND_DECIDED };

struct round_news {
	bool exists;
	const char *round_id;
	const char *dossier_id;
	enum round_news_kind kind;
	const char *reason;
	Ocop__Scoring__V1__DecisionOutcome decision;
	const char *decision_number;
	const char *decided_on;
	int64_t occurred_at_us;
};

void round_news_write(struct transaction *tx, const struct round_news *news);
/* The news that ended the dossier's stay in the round, if any. */
void round_news_ending(struct transaction *tx, const char *dossier_id, const char *round_id,
		       struct round_news *ret_news);
/* Dossiers in a round that were taken and have no code yet, and those whose stay has ended (and
 * that have their code, where they were decided on). At most `limit`. */
size_t round_news_without_code(struct transaction *tx, int64_t limit, struct round_news **ret_news);
size_t round_news_to_conclude(struct transaction *tx, int64_t limit, struct round_news **ret_news);

struct certificate {
	bool exists;
	const char *code;
	const char *product_id;
	Ocop__Certification__V1__CertificateState state;
	uint32_t star;
	const char *valid_until;
};

void certificate_load(struct transaction *tx, const char *code,
		      struct certificate *ret_certificate);
void certificate_write(struct transaction *tx, const struct certificate *certificate);
void certificate_set_state(struct transaction *tx, const char *code,
			   Ocop__Certification__V1__CertificateState state);
