/* document.h - reads a rule book's JSON and keeps the first thing that is wrong with it
 *
 * Like a transaction: after the first fault every function does nothing and returns empty, so a
 * reader reads all it needs and asks `failed` once. A fault names the file and the place.
 */
#pragma once

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/rulebook/rulebook.h"

struct arena;

enum {
	DOCUMENT_LIMIT_BYTES = 1024 * 1024, /* a sheet has 35 kB; a reply must hold it */
	DOCUMENT_LIST_MAX = 1024
};

/* One file while it is read. The arena keeps what is made of it. */
struct document {
	struct arena *arena;
	const char *file;
	const char *where; /* the node being read */
	struct rulebook_fault *fault;
	int error; /* 0, or why reading has failed */
	const char *bytes;
	size_t size_bytes;
};

/* Notes the first fault: "file: where: what". */
void document_fail(struct document *document, int error, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* True after the first fault. */
bool document_failed(const struct document *document);

/* Reads a whole file into the arena and parses it; NULL on a fault, which includes a key that
 * stands twice. Free with json_decref. */
json_t *document_open(struct document *document, const char *path);

/* The same for bytes. */
json_t *document_parse(struct document *document, const char *bytes, size_t size_bytes);

/* A member that must be there: text that is not empty; a whole number up to `most`. */
const char *document_text(struct document *document, const json_t *object, const char *key);
uint32_t document_number(struct document *document, const json_t *object, const char *key,
			 uint32_t most);

/* A member that may be missing or null: then "", RULEBOOK_UNKNOWN, false. */
const char *document_text_or_empty(struct document *document, const json_t *object,
				   const char *key);
int32_t document_number_or_unknown(struct document *document, const json_t *object,
				   const char *key);
bool document_flag(struct document *document, const json_t *object, const char *key);

/* {"vi", "en"}; missing or null it is empty when `needed` is false. */
struct rulebook_text document_names(struct document *document, const json_t *object,
				    const char *key, bool needed);

/* A day YYYY-MM-DD; missing or null it is `otherwise`. */
int32_t document_day(struct document *document, const json_t *object, const char *key,
		     int32_t otherwise);

/* "commune" and so on; missing or null it is NONE. */
enum rulebook_level document_level(struct document *document, const json_t *object,
				   const char *key);

/* A list; missing or null it is empty (NULL, which jansson counts as 0). */
json_t *document_list(struct document *document, const json_t *object, const char *key);

/* A list of texts. */
const char *const *document_texts(struct document *document, const json_t *object, const char *key,
				  size_t *ret_count);

/* A list of things with code and name; codes must differ. */
struct rulebook_list document_named(struct document *document, const json_t *object,
				    const char *key);

/* An object with no other members than these (ending with NULL): a misspelt one is a fault. */
void document_only(struct document *document, const json_t *object, const char *const *keys);

/* A zeroed array in the arena. */
void *document_array(struct document *document, size_t count, size_t item_size_bytes);

/* Hex SHA-256 of the bytes, one run after the other (RULEBOOK_SHA256_HEX_SIZE bytes). */
struct document_bytes {
	const char *bytes;
	size_t size_bytes;
};
void document_sha256(const struct document_bytes *runs, size_t count, char *ret_hex);
