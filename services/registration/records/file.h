/* file.h - files of a dossier, whatever they are there for: one function a statement
 *
 * As records.h: texts live in the transaction's arena and are never NULL, a row that is not there
 * gives a struct that does not exist. Evidence that is no longer part of the dossier is found too:
 * the submissions that had it do not change.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct transaction;

/* A file of the content store, as evidence or as a paper of an office. Owns nothing. */
struct dossier_file {
	bool exists;
	const char *name;
	const char *sha256; /* "" for evidence that is a link */
	int64_t size_bytes;
	const char *media_type;
	bool has_thumbnail;
	bool was_submitted; /* part of a version that was handed in; papers are always */
};

/* The file of a dossier's evidence. */
void file_of_evidence(struct transaction *tx, const char *dossier_id, const char *evidence_id,
		      struct dossier_file *ret_file);

/* The file of a dossier's paper. */
void file_of_paper(struct transaction *tx, const char *dossier_id, const char *paper_id,
		   struct dossier_file *ret_file);

/* A dossier's file with this hash, evidence or paper. */
void file_of_hash(struct transaction *tx, const char *dossier_id, const char *sha256,
		  struct dossier_file *ret_file);

/* A photo of the pack by its hash, of a dossier whose product was recognised. */
void file_of_pack_photo(struct transaction *tx, const char *sha256, struct dossier_file *ret_file);

/* How many bytes all files of a dossier have together, each counted where it is attached. */
int64_t dossier_files_size(struct transaction *tx, const char *dossier_id);
