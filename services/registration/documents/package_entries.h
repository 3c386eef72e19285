/* package_entries.h - what goes into a dossier's package, in its order, with the hash of each file
 *
 * Texts live in the facts' arena.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "registration/documents/package.h"
#include "registration/files/document_store.h"

struct dossier_facts;

/* A file of the package, or a link, which is in the list alone. */
struct package_entry {
	const char *name;   /* in the archive, with its folder; "" for a link */
	const char *path;   /* where it lies; NULL for a link */
	const char *title;  /* what it is */
	const char *detail; /* number and day of a paper, name of evidence, address of a link */
	int64_t size_bytes;
	const char *sha256;  /* hex; "" for a link */
	const char *scratch; /* the same as path when it is to be removed; NULL otherwise */
};

struct package {
	const struct dossier_facts *facts;
	const struct package_papers *printed; /* by the round */
	const char *root;                     /* the daemon's folder */
	const struct document *document;
	struct package_entry *entries;
	size_t count;
	int error; /* the first failure, or 0 */
};

/* Gathers papers, forms (written beside the document) and evidence. */
void package_gather(struct package *package);

/* Adds a file that was written beside the document, after hashing it. */
void package_add_scratch(struct package *package, const char *name, const char *title,
			 const char *path);

/* Removes what was written beside the document. */
void package_clean(const struct package *package);
