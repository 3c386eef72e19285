/* verdict.h - what a certificate file and its proof are worth, judged offline
 *
 * Nothing is believed but the keys: the file's signature, each leaf's place under a signed
 * checkpoint, that the file says what the leaf of its issue says, and the register's signed
 * statement of which leaves there are about it. What this shows, and what it cannot, is written in
 * ocop-verify(1).
 */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "common/tlog/note.h"
#include "common/tlog/statement.h"

struct arena;

enum verdict_answer {
	VERDICT_VALID,
	VERDICT_NOT_VALID,  /* genuine, and not valid now */
	VERDICT_CHANGED,    /* what it says is not what was signed or logged */
	VERDICT_OTHER_KEY,  /* signed, but by none of the keys */
	VERDICT_UNREADABLE, /* no certificate file, or no proof */
	VERDICT_COUNT
};

/* What is judged. */
struct verdict_case {
	const char *document, *proof;
	size_t document_size_bytes, proof_size_bytes;
	const struct note_verifier *keys;
	size_t key_count;
	int32_t today; /* in Vietnam */
};

/* Texts live in the arena; those that were not reached are "". */
struct verdict {
	enum verdict_answer answer;
	const char *why; /* in English, one line; what does not hold, or "" */
	const char *code, *state /* "VALID", "REVOKED", ... */, *valid_until, *as_of;
	const char *official_number;
	int64_t star;
	uint64_t tree_size;
	size_t leaves;   /* about it */
	size_t withheld; /* fields that are committed to and were not shown */
};

/* Reads keys as lines of vkeys; blank lines and those that begin with # are passed over. Returns
 * how many, at most `most`; -1 for a line that is none. */
int verdict_keys_read(const char *bytes, size_t size_bytes, struct note_verifier *ret_keys,
		      size_t most);

/* Judges. */
struct verdict verdict_of(const struct verdict_case *asked, struct arena *arena);
