/* document_store.h - documents that were made and wait to be fetched: documents/ in the daemon's
 * folder
 *
 * A document is two files: <id>.<account>.content, and <id>.<account>.about, what it is. It is
 * there for an hour, for the account that asked for it and nobody else, and never changes; an
 * account's oldest goes when too many wait. Nothing here is worth a flush to disk: what is lost is
 * made again. Safe on any thread.
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

struct arena;

enum {
	DOCUMENT_KEPT_SECONDS = 3600,
	DOCUMENTS_OF_ACCOUNT_MAX = 12, /* all of a dossier, and some lists */
};

/* Texts live in the arena. */
struct document {
	const char *document_id; /* "document_01JD..." */
	const char *account_id;  /* who asked for it */
	const char *path;        /* of its content, while it is made */
	const char *file_name;   /* what to call it when it is saved */
	const char *media_type;
	int64_t size_bytes;
	const char *sha256; /* hex */
};

/* Makes the folder and removes what is older than its hour. 0 or an ERROR_*. */
int documents_open(const char *root);

/* Begins a document: fills in its id, who asked and the path to write to, and sweeps the folder.
 * What is written there without document_finish goes with the sweep. ERROR_NOT_FOUND for an account
 * that cannot be part of a file's name. */
int document_begin(const char *root, const char *account_id, struct arena *arena,
		   struct document *ret_document);

/* A path beside it for what is needed while it is made; whoever uses it removes it. */
const char *document_scratch_path(const struct document *document, const char *name,
				  struct arena *arena);

/* The content is written, name and media type are filled in: fills in size and hash, and lets it be
 * fetched. 0 or an ERROR_*. */
int document_finish(struct document *document, struct arena *arena);

/* Takes away what was begun and cannot be finished. */
void document_discard(const struct document *document);

/* What is known of a document that waits. ERROR_NOT_FOUND when there is none of this account, or
 * its hour is over. */
int document_load(const char *root, const char *account_id, const char *document_id,
		  struct arena *arena, struct document *ret_document);

/* Reads at most *size_bytes of its content from an offset into `bytes`. 0 or an ERROR_*. */
int document_read(const struct document *document, int64_t offset_bytes, uint8_t *bytes,
		  size_t *size_bytes);
