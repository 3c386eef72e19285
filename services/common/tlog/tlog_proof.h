/* tlog_proof.h - that an entry is in a log, for who is offline: c2sp.org/tlog-proof
 *
 * An index, the inclusion proof, and the checkpoint it leads to, as text. Extra data may say what
 * the entry was; it is nothing until it hashes to the leaf.
 */
#pragma once

#include "common/tlog/merkle.h"

struct arena;

/* Most bytes of extra data: an entry of ours and what opens it. */
enum { TLOG_PROOF_EXTRA_MAX_BYTES = 16 * 1024 };

struct tlog_proof {
	const uint8_t *extra; /* NULL for none */
	size_t extra_size_bytes;
	uint64_t index;
	struct merkle_proof path;
	const char *checkpoint; /* the signed note, unchecked; not ended by a zero */
	size_t checkpoint_size_bytes;
};

/* Its text; in the arena. */
char *tlog_proof_print(struct arena *arena, const struct tlog_proof *proof);

/* Bytes of which some are read already. */
struct tlog_text {
	const char *bytes;
	size_t size_bytes;
};

/* Reads the proof with which the text begins, and moves behind it; false when it begins otherwise.
 * Extra data is in the arena, the checkpoint in the text. */
bool tlog_proof_read(struct tlog_text *text, struct arena *arena, struct tlog_proof *ret_proof);

/* The text's next line without its newline, moving behind it; false when none ends. */
bool tlog_line_next(struct tlog_text *text, struct tlog_text *ret_line);

/* A decimal number below 10^18 as the specifications write it: no sign, no zeros in front. */
bool tlog_number_read(const struct tlog_text *line, uint64_t *ret_number);

/* A hash in base 64. */
bool tlog_hash_read(const struct tlog_text *line, struct merkle_hash *ret_hash);
