/* lists.h - whole lists for export, row by row: producers, products, dossiers with what goes with
 * them
 *
 * As records.h: texts live in the transaction's arena and are never NULL. A list may be longer than
 * memory: use an arena of its own that is emptied before every row (transaction_use_arena). One
 * list at a time; one left early is ended with statement_end.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "registration/records.h"

/* Of one producer, else one commune, else one province, else all; "" where nothing is asked. */
struct list_scope {
	const char *producer_id;
	const char *commune_code;
	const char *province_code;
	uint32_t year; /* of figures, or of the submission; 0: the newest, or any */
};

/* Names of a place today; "" where it is not known. */
struct place_names {
	const char *commune;
	const char *province;
};

/* A producer and his figures of a year. */
struct producer_line {
	const char *producer_id;
	const char *name;
	Ocop__Registration__V1__LegalForm legal_form;
	const char *registration_number;
	const char *address;
	struct place place;
	struct place_names names;
	uint32_t product_count; /* that stand for themselves */
	uint32_t year;          /* of the figures; 0: none reported */
	int64_t revenue_vnd;
	int64_t export_vnd;
	uint32_t worker_count;
	uint32_t local_worker_count;
	bool in_linked_chain;
};

/* Begins the list of producers, by name; merged ones left out. */
void producer_lines_begin(struct transaction *tx, const struct list_scope *scope);
bool producer_lines_next(struct transaction *tx, struct producer_line *ret_line);

/* A product, its recognition (one that is valid, else the last) and its figures of a year. */
struct product_line {
	const char *product_id;
	const char *name;
	const char *product_code; /* the newest official one; "" for none */
	const char *producer_id;
	const char *producer_name;
	Ocop__Registration__V1__LegalForm legal_form;
	const char *rulebook_code;
	uint32_t set_no;
	struct place place;
	struct place_names names;
	const char *certificate_code; /* "" where it was never recognised */
	Ocop__Certification__V1__CertificateState certificate_state;
	uint32_t star; /* 0: not known */
	const char *valid_until;
	uint32_t year; /* of the figures; 0: none reported */
	int64_t revenue_vnd;
	int64_t export_vnd;
};

/* As producer_lines_begin. */
void product_lines_begin(struct transaction *tx, const struct list_scope *scope);
bool product_lines_next(struct transaction *tx, struct product_line *ret_line);

/* A dossier with the names that go with it. */
struct dossier_line {
	const char *dossier_id;
	const char *producer_id;
	const char *producer_name;
	const char *product_name;
	Ocop__Registration__V1__DossierKind kind;
	Ocop__Registration__V1__DossierState state;
	const char *rulebook_code;
	uint32_t set_no;
	const char *commune_code;
	const char *province_code;
	struct place_names names;
	Ocop__Registration__V1__Office waits_with;
	int64_t waits_since_us;
	const char *due_on;
	const char *submitted_on;
	const char *proposed_on;
	const char *letter_number;
	const char *commune_slip;
	const char *province_slip;
	const char *round_id;
	const char *round_name;
	const char *product_code; /* that it led to; "" for none */
};

/* Begins the list of dossiers, oldest first. With a year, of those first handed in in it. */
void dossier_lines_begin(struct transaction *tx, const struct list_scope *scope);
bool dossier_lines_next(struct transaction *tx, struct dossier_line *ret_line);
