/* records.h - what certification stores: one struct a table, one function a statement
 *
 * Strings that were loaded live in the transaction's arena. "" stands for what is not known. A
 * loader returns false when there is no such row or the transaction has failed.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "certification/rules.h"

struct transaction;

/* decided_results: mirrors scoring's ResultDecided. */
struct decided_result {
	const char *round_id, *dossier_id;
	const char *product_id, *product_name, *producer_id, *producer_name;
	uint32_t level;                    /* ocop.scoring.v1.Level */
	uint32_t decision;                 /* ocop.scoring.v1.DecisionOutcome */
	uint32_t star;                     /* 0: not rated */
	uint32_t points_sum, points_count; /* sum and count of totals: the mean exactly */
	const char *mean_text;             /* two decimals, rounded half up */
	const char *rulebook_code;         /* it was rated under */
	uint32_t set_no;                   /* 1 to 26 */
	const char *sector_code, *commune_code, *province_code;
	const char *decision_number, *decided_on; /* YYYY-MM-DD the day */
	uint32_t kind;                            /* ocop.registration.v1.DossierKind */
	const char *certificate_code;             /* that it upgrades or renews */
	int64_t decided_at_us;                    /* of scoring's event */
};

/* Adds one; round and dossier together are new, a result is decided once. */
void decided_result_put(struct transaction *tx, const struct decided_result *result);

/* By round and dossier. */
bool decided_result_load(struct transaction *tx, const char *round_id, const char *dossier_id,
			 struct decided_result *ret_result);

/* Results whose decision is on record, that wait for their certificate and have a product code, but
 * for upgrades without more stars, which get none: ids and time only. Begins a statement; call
 * decided_result_next until it returns false. */
void decided_results_without_certificate(struct transaction *tx, int64_t limit);

/* The next of decided_results_without_certificate. */
bool decided_result_next(struct transaction *tx, struct decided_result *ret_result);

/* claims: mirrors registration's RecognitionClaimed. */
struct claim {
	const char *claim_id; /* registration's */
	const char *product_id, *product_name, *producer_id, *producer_name;
	const char *commune_code, *province_code, *place_text; /* of today; "" when not certain */
	uint32_t star;                                         /* 0: the row gives none */
	const char *points_text;                               /* as written */
	const char *decision_number, *decision_date, *expiry_date; /* as written */
	const char *event;                                         /* what the row says happened */
	const char *source_url;
	int64_t claimed_at_us; /* of registration's event */
};

/* Adds one; registration tells each claim once. */
void claim_put(struct transaction *tx, const struct claim *claim);

/* By its id. */
bool claim_load(struct transaction *tx, const char *claim_id, struct claim *ret_claim);

/* Claims nobody has judged yet: id and time only; as decided_results_without_certificate. */
void claims_not_judged(struct transaction *tx, int64_t limit);

/* The next of claims_not_judged. */
bool claim_next(struct transaction *tx, struct claim *ret_claim);

/* judged_claims: which claims were looked at; certificate_code NULL when it was no recognition. */
bool claim_is_judged(struct transaction *tx, const char *claim_id);

/* Keeps that a claim was judged, and what it led to. */
void judged_claim_insert(struct transaction *tx, const char *claim_id,
			 const char *certificate_code);

/* --- records/centre_results.c */

/* centre_results: mirrors registration's CentreResultRecorded where something was recognised. */
struct centre_result {
	const char *dossier_id;
	const char *product_id, *product_name, *producer_id, *producer_name;
	const char *commune_code, *province_code, *place_text;
	const char *rulebook_code; /* it was rated under */
	uint32_t set_no;           /* 1 to 26 */
	const char *points_text;   /* as written */
	uint32_t star;
	const char *decision_number, *decided_on; /* YYYY-MM-DD the day */
	const char *certificate_number;           /* the ministry's */
	const char *valid_until;                  /* YYYY-MM-DD; "": as the rule book has it */
	const char *decision_sha256;              /* of the scan */
	const char *certificate_code;             /* the dossier started from, or "" */
	int64_t recorded_at_us;                   /* of registration's event */
};

/* Keeps that the centre did not recognise what a dossier asked for, which started from a
 * certificate.
 */
void centre_refusal_put(struct transaction *tx, const char *dossier_id,
			const char *certificate_code);

/* Adds one; a dossier is recognised once. */
void centre_result_put(struct transaction *tx, const struct centre_result *result);

/* By its dossier. */
bool centre_result_load(struct transaction *tx, const char *dossier_id,
			struct centre_result *ret_result);

/* Results that wait for their certificate: dossier and time only; as
 * decided_results_without_certificate. */
void centre_results_without_certificate(struct transaction *tx, int64_t limit);

/* The next of centre_results_without_certificate. */
bool centre_result_next(struct transaction *tx, struct centre_result *ret_result);

/* True when the dossier has the certificate that the centre gave. */
bool centre_result_has_certificate(struct transaction *tx, const char *dossier_id);

/* product_codes: mirrors registration's ProductCodeIssued. */
void product_code_put(struct transaction *tx, const char *code, const char *product_id,
		      const char *dossier_id);

/* True when the product has any code. */
bool product_has_code(struct transaction *tx, const char *product_id);

/* The product of the one code that has this key (number_key). */
bool product_code_load_by_key(struct transaction *tx, const char *key, const char **ret_product_id);

/* Product and dossier the code was issued for. */
bool product_code_load(struct transaction *tx, const char *code, const char **ret_product_id,
		       const char **ret_dossier_id);

/* certificates. */
struct certificate {
	int64_t arrival;             /* order of coming into the store; 0 before it is inserted */
	const char *code;            /* ten characters, as certificate_code_make */
	uint64_t version;            /* from 1 */
	const char *official_number; /* on the paper; "" for old registers */
	Ocop__Certification__V1__CertificateState state;
	uint32_t star; /* 0: not known */
	const char *product_id, *product_name, *producer_id, *producer_name;
	const char *commune_code, *province_code, *place_text; /* when it was issued */
	const char *decision_number, *decided_on, *valid_from,
		*valid_until;               /* days as YYYY-MM-DD */
	const char *rulebook_code;          /* it was rated under, for ever */
	uint32_t set_no;                    /* 1 to 26 */
	const char *sector_code;            /* "I" to "VI" */
	uint32_t points_sum, points_count;  /* sum and count of totals: the mean exactly */
	const char *points_text;            /* as shown or as written */
	const char *source_url;             /* of the register; "" */
	const char *round_id, *dossier_id;  /* of a decided result */
	const char *claim_id;               /* of a legacy recognition */
	const char *centre_decision_sha256; /* of the centre's scan, where it works elsewhere */
	const char *decision_id;            /* that gave it; "" for old registers */
	bool is_set;                        /* it covers a set of products under one name */
	bool filed_late;                    /* by a re-rating outside its window */
	const char *extended_until;         /* YYYY-MM-DD or "" */
	const char *last_day;      /* of being worth anything: read from both days, not written */
	const char *corrects_code; /* of a corrected certificate */
	const char *replaced_by_code, *replacement_reason; /* "" unless REPLACED */
	Ocop__Certification__V1__ReplacementKind replacement_kind;
	const char *revocation_ground, *revocation_reason, *revocation_decision,
		*revoked_on; /* "" unless REVOKED */
	Ocop__Certification__V1__RevocationBasis revocation_basis;
	const char *conclusion_number, *concluded_on; /* of the basis */
	uint32_t revocation_days_late;                /* calendar days beyond the limit */
	const char *revocation_paper_sha256;          /* of the document it rests on */
	const char *suspension_act, *suspension_decision, *suspension_reason,
		*suspended_on; /* of the last suspension; it holds while SUSPENDED */
	Ocop__Certification__V1__CertificateReminder next_reminder; /* UNSPECIFIED: none */
	const char *next_reminder_on;                               /* YYYY-MM-DD or "" */
	int64_t changed_at_us;                                      /* the instance's clock */
	const char *product_code; /* read from product_codes, not written */
};

/* Adds one at version 1; code, number, result and claim must be new. */
void certificate_insert(struct transaction *tx, const struct certificate *certificate);

/* Writes what may change after the insert: state, version, extension and the parts of replacing,
 * revoking and suspending. Raises certificate->version. */
void certificate_update(struct transaction *tx, struct certificate *certificate);

/* Writes which reminder comes next: it changes nothing that the certificate says. */
void certificate_set_reminder(struct transaction *tx, const struct certificate *certificate);

/* By its code, as it is stored: what it is worth today certificate_state_on says. */
bool certificate_load(struct transaction *tx, const char *code, struct certificate *ret);

/* By a key of its official number (number_key); false when two numbers have it. */
bool certificate_load_by_key(struct transaction *tx, const char *key, struct certificate *ret);

/* By its official number. */
bool certificate_load_by_number(struct transaction *tx, const char *official_number,
				struct certificate *ret);

/* The one of a product that is in force, valid or suspended: there is at most one. */
bool certificate_load_in_force(struct transaction *tx, const char *product_id,
			       struct certificate *ret);

/* True when the code is taken. */
bool certificate_exists(struct transaction *tx, const char *code);

/* True when a certificate was issued for this result. */
bool result_has_certificate(struct transaction *tx, const char *round_id, const char *dossier_id);

/* What a list of certificates is narrowed to; "" and 0 narrow nothing. */
struct certificate_filter {
	const char *product_id, *round_id, *decision_id, *official_number;
	const char *province_code; /* of today: what was merged into it counts */
	Ocop__Certification__V1__CertificateState state; /* as it is on `today` */
	uint32_t star;
	const char *today;
	int64_t before; /* arrivals below it */
	int64_t limit;
};

/* Newest first. Begins a statement; call certificate_next until it returns false. */
void certificates_list(struct transaction *tx, const struct certificate_filter *filter);

/* The next of certificates_list. */
bool certificate_next(struct transaction *tx, struct certificate *ret);

/* Those in force whose last day is before today: code and last_day only. */
void certificates_ended(struct transaction *tx, const char *today, int64_t limit);

/* Extended ones whose own last day is before today, and whose re-rating came to nothing: the same
 * columns, the day being valid_until. */
void certificates_extended_in_vain(struct transaction *tx, const char *today, int64_t limit);

/* The next of either. */
bool certificate_ended_next(struct transaction *tx, struct certificate *ret);

/* Those in force with a reminder due by today: code, next_reminder and its day only. */
void certificates_to_remind(struct transaction *tx, const char *today, int64_t limit);
bool certificate_to_remind_next(struct transaction *tx, struct certificate *ret);

/* True when a re-rating that started from it was decided and not recognised, in a round or by the
 * centre. */
bool certificate_re_rating_failed(struct transaction *tx, const char *code);

/* certificate_numbers: the next number of an authority in a year; the row is locked by writing. */
int64_t certificate_number_next(struct transaction *tx, const char *authority, int year);
