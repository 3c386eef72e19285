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
