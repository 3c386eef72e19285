/* proof.h - that a certificate is in the log, and what became of it, as one text */
#pragma once

#include <stddef.h>

#include "common/tlog/checkpoint.h"

struct certificate;
struct transaction;
struct transparency;

/* What a proof leads to: the newest checkpoint. */
struct proof_ground {
	const struct transparency *transparency;
	struct checkpoint checkpoint;
	const char *note; /* the checkpoint, signed; in the transaction's arena */
};

/* Reads the checkpoint; to be called before anything is read from the store, so that the store is
 * not seen as it was before. False when there is none that is ours. */
bool proof_ground_load(struct transaction *tx, const struct transparency *transparency,
		       struct proof_ground *ret_ground);

/* The proofs and the statement; in the transaction's arena. NULL when a leaf about the certificate
 * is not under the checkpoint yet. */
char *proof_print(struct transaction *tx, const struct proof_ground *ground,
		  const struct certificate *certificate);
