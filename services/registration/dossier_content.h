/* dossier_content.h - a dossier's content as the rules want it: loaded in one go, hashed, kept as a
 * version that never changes
 */
#pragma once

#include <stdbool.h>

#include "registration/files/content_store.h"
#include "registration/rules.h"

struct arena;
struct dossier_sight; /* subjects.h */
struct transaction;

/* Loads fields, choices and evidence, and finds book and sheet. False when the book or its sheet
 * is not loaded here: the folder of rule books lost what a dossier rests on. */
bool dossier_content_load(struct transaction *tx, const struct dossier *dossier,
			  struct dossier_content *ret_content);

/* Fields, choices and evidence as somebody sees them: as they are now, or as they were handed in
 * last; those about persons with no value for whoever does not see persons. The content keeps its
 * book and sheet. False when a version cannot be read. */
bool dossier_content_shown(struct transaction *tx, const struct dossier *dossier,
			   const struct dossier_sight *sight, struct dossier_content *ret_content);

/* SHA-256 of dossier_content_text, hex: what a producer confirms, and what names a submission. */
void dossier_content_sha256(const struct dossier_content *content, struct arena *arena,
			    char ret_sha256[SHA256_HEX_SIZE]);

/* The content becomes the dossier's next version, with the evidence that is part of it: counts it
 * in the struct, which the caller writes, and returns its SHA-256 (hex) in the arena. */
const char *dossier_version_keep(struct transaction *tx, struct dossier *dossier,
				 const struct dossier_content *content,
				 Ocop__Registration__V1__SubmissionKind kind);

/* The book whose forms and kinds of evidence hold for dossiers under a book: its own or, where no
 * source gives any for it (1048/2019, 148/2023), those of the newest that has them, so that a paper
 * dossier of then can be entered and carried over. NULL when no book has any. */
const struct rulebook *rulebook_of_papers(struct transaction *tx, const struct rulebook *book);
