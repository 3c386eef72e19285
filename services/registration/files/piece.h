/* piece.h - a piece of a file of the content store, or of its small picture, as an answer */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/reply.h"

struct dossier_file;
struct transaction;

/* What of a file is asked for. */
struct piece {
	uint64_t offset_bytes;
	uint32_t limit_bytes; /* 0: as much as a reply takes */
	bool thumbnail;
};

/* Answers with ReadFileReply; FIELD_INVALID for an offset behind the end. Fails the transaction
 * when the store has no such file, since somebody names it. */
enum decision piece_answer(struct transaction *tx, struct reply *reply,
			   const struct dossier_file *file, const struct piece *piece);
