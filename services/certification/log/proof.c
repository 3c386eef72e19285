/* proof.c - that a certificate is in the log, and what became of it, as one text */
#include "certification/log/proof.h"

#include <stdio.h>
#include <string.h>

#include "certification/log/transparency.h"
#include "certification/log/worth.h"
#include "certification/records.h"
#include "certification/records/log.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "common/tlog/statement.h"
#include "common/tlog/tlog_proof.h"

bool proof_ground_load(struct transaction *tx, const struct transparency *transparency,
		       struct proof_ground *ret_ground)
{
	ret_ground->transparency = transparency;
	return transparency_checkpoint(transparency, transaction_arena(tx), &ret_ground->checkpoint,
				       &ret_ground->note);
}

/* Leaves of one certificate, as many as a statement names. */
struct leaves {
	struct log_leaf items[STATEMENT_LEAVES_MAX];
	size_t count;
};

/* All of them; false when there is none, or one that is not under the checkpoint. */
static bool leaves_load(struct transaction *tx, const char *code, uint64_t size,
			struct leaves *ret_leaves)
{
	bool all_are_published = true;
	struct log_leaf leaf;

	ret_leaves->count = 0;
	log_leaves_of(tx, code);
	while (log_leaf_next(tx, &leaf)) {
		all_are_published = all_are_published && leaf.leaf_index < size;
		if (ret_leaves->count == STATEMENT_LEAVES_MAX)
			transaction_fail(tx, ERROR_TOO_LARGE);
		else
			ret_leaves->items[ret_leaves->count++] = leaf;
	}
	return all_are_published && ret_leaves->count > 0 && !transaction_failed(tx);
}

/* NULL when the transaction failed. */
static char *leaf_proof(struct transaction *tx, const struct proof_ground *ground,
			const struct log_leaf *leaf)
{
	const struct merkle_source tree = log_tree_source(tx);
	struct tlog_proof proof = {
		.extra = (const uint8_t *)leaf->entry,
		.extra_size_bytes = strlen(leaf->entry),
		.index = leaf->leaf_index,
		.checkpoint = ground->note,
		.checkpoint_size_bytes = strlen(ground->note),
	};
	int error = merkle_inclusion(&tree, leaf->leaf_index, ground->checkpoint.size, &proof.path);

	if (error)
		transaction_fail(tx, error);
	return error ? NULL : tlog_proof_print(transaction_arena(tx), &proof);
}

static char *statement_print(struct transaction *tx, const struct proof_ground *ground,
			     const struct certificate *certificate, const struct leaves *leaves)
{
	const struct log_keys *keys = &ground->transparency->keys;
	struct statement statement = {.tree = ground->checkpoint, .leaf_count = leaves->count};
	struct worth worth;

	worth_load(tx, certificate, &worth);
	/* All of these fit: names and days are bounded. */
	(void)snprintf(statement.origin, sizeof(statement.origin), "%s", keys->log.verifier.name);
	(void)snprintf(statement.code, sizeof(statement.code), "%s", certificate->code);
	(void)snprintf(statement.state, sizeof(statement.state), "%s", worth.state);
	(void)snprintf(statement.valid_until, sizeof(statement.valid_until), "%s", worth.last_day);
	(void)snprintf(statement.as_of, sizeof(statement.as_of), "%s", worth.as_of);
	for (size_t i = 0; i < leaves->count; i++)
		statement.leaves[i] = leaves->items[i].leaf_index;
	return statement_sign(transaction_arena(tx), &keys->statements, &statement);
}

char *proof_print(struct transaction *tx, const struct proof_ground *ground,
		  const struct certificate *certificate)
{
	struct arena *arena = transaction_arena(tx);
	struct leaves *leaves = arena_alloc(arena, sizeof(*leaves));
	char *text = arena_strdup(arena, "");

	if (!leaves_load(tx, certificate->code, ground->checkpoint.size, leaves))
		return NULL;
	for (size_t i = 0; i < leaves->count; i++) {
		const char *proof = leaf_proof(tx, ground, &leaves->items[i]);

		if (proof == NULL)
			return NULL;
		text = arena_printf(arena, "%s%s\n", text, proof);
	}
	return arena_printf(arena, "%s%s", text, statement_print(tx, ground, certificate, leaves));
}
