/* checkpoint.h - how large a log is and what its root is, signed: c2sp.org/tlog-checkpoint
 *
 * The signed note's text is three lines: origin (the log's name), size, root in base 64. Ours have
 * no further lines; those of others are passed over.
 */
#pragma once

#include "common/tlog/merkle.h"
#include "common/tlog/note.h"

struct checkpoint {
	uint64_t size;
	struct merkle_hash root;
};

/* The note, signed; its origin is the signer's name. In the arena. */
char *checkpoint_sign(struct arena *arena, const struct note_signer *signer,
		      const struct checkpoint *checkpoint);

/* Reads a checkpoint of the log that the verifier names. NOTE_OF_OTHER_KEY also for another
 * origin. */
enum note_result checkpoint_open(const char *bytes, size_t size_bytes,
				 const struct note_verifier *verifier,
				 struct checkpoint *ret_checkpoint);
