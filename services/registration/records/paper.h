/* paper.h - papers of offices: what registration stores of them, one function a statement
 *
 * As records.h: texts live in the transaction's arena and are never NULL, a row that is not there
 * gives a struct that does not exist.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/types.pb-c.h"

struct transaction;

/* papers: a paper of an office, as a file. Owns nothing. */
struct paper {
	bool exists;
	const char *paper_id; /* "paper_01JD..." */
	const char *dossier_id;
	Ocop__Registration__V1__PaperKind kind;
	const char *number;    /* of the paper; "" where it has none */
	const char *issued_on; /* YYYY-MM-DD or "" */
	const char *name;      /* what it is called, composed */
	const char *sha256;    /* hex, of the file in the content store */
	int64_t size_bytes;
	const char *media_type;  /* what the file is, not what it is called */
	const char *attached_by; /* account */
};

/* By its id. */
void paper_load(struct transaction *tx, const char *paper_id, struct paper *ret_paper);

/* A paper of a dossier by the hash of its file. */
void paper_find(struct transaction *tx, const char *dossier_id, const char *sha256,
		struct paper *ret_paper);

/* All of a dossier, oldest first; returns how many. */
size_t papers_load(struct transaction *tx, const char *dossier_id, struct paper **ret_papers);

/* Adds one to a dossier; it stays for ever. */
void paper_insert(struct transaction *tx, const struct paper *paper);

/* kept_papers: a paper of an office or of a producer that belongs to no dossier. It has no kind,
 * and its dossier_id is "". */
struct kept_paper {
	struct paper paper;
	const char *unit_code;   /* of the office; "" for the ministry; of a producer his place */
	const char *producer_id; /* whose own it is; "" for an office's */
};

/* By its id. */
void kept_paper_load(struct transaction *tx, const char *paper_id, struct kept_paper *ret_kept);

/* Adds one; it stays for ever. */
void kept_paper_insert(struct transaction *tx, const struct kept_paper *kept);

/* late_filings: a re-rating of a certificate that may be filed outside its window. */
struct late_filing {
	const char *certificate_code;
	const char *until; /* YYYY-MM-DD; "" where there is none */
	const char *reason, *decision_number;
};

/* Of a certificate; all "" when nobody allowed it. */
void late_filing_load(struct transaction *tx, const char *certificate_code,
		      struct late_filing *ret_filing);

/* Allows one, or gives another last day. */
void late_filing_write(struct transaction *tx, const struct late_filing *filing);
