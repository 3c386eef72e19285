/* merkle.h - the hash tree of a transparency log, as RFC 6962 has it (2.1, SHA-256)
 *
 * Proofs are lists of hashes in the order of the RFC: from the leaf's sibling up to below the root.
 * Making them wants the tree's hashes, which a source hands out: those of whole subtrees of 1, 256,
 * 256^2, ... leaves, which is what tiles hold. Nothing here allocates or keeps anything.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	MERKLE_HASH_SIZE = 32, /* bytes of SHA-256 */
	MERKLE_PROOF_MAX = 64, /* hashes of the longest proof: sizes are below 2^63 */
	MERKLE_TILE_HEIGHT = 8 /* levels of the tree from one level of tiles to the next */
};

struct merkle_hash {
	uint8_t bytes[MERKLE_HASH_SIZE];
};

struct merkle_proof {
	struct merkle_hash hashes[MERKLE_PROOF_MAX];
	size_t count;
};

/* The hash of an entry as a leaf. */
void merkle_leaf_hash(const void *entry, size_t size_bytes, struct merkle_hash *ret_hash);

/* The hash over two subtrees. */
void merkle_node_hash(const struct merkle_hash *left, const struct merkle_hash *right,
		      struct merkle_hash *ret_hash);

/* The root of the tree without leaves. */
void merkle_empty_root(struct merkle_hash *ret_hash);

/* True for the same bytes. */
bool merkle_hash_equal(const struct merkle_hash *one, const struct merkle_hash *other);

/* True when the proof shows that the leaf is number `index` of the tree of this size and root. */
bool merkle_inclusion_holds(uint64_t index, uint64_t size, const struct merkle_hash *leaf,
			    const struct merkle_proof *proof, const struct merkle_hash *root);

/* Two states of a log, of which the second shall go on where the first ended. */
struct merkle_growth {
	uint64_t old_size, new_size;
	struct merkle_hash old_root, new_root;
};

/* True when the proof shows that the old tree is how the new one begins. Nothing is shown of an
 * empty tree, so that is false. */
bool merkle_consistency_holds(const struct merkle_growth *growth, const struct merkle_proof *proof);

/* Where the hashes of a tree come from. */
struct merkle_source {
	/* Fills in `count` hashes (1 to 256) of whole subtrees of 256^level leaves, from number
	 * `first` on, all of one tile. Returns 0 or an ERROR_*. */
	int (*read)(void *context, unsigned level, uint64_t first, size_t count,
		    struct merkle_hash *ret_hashes);
	void *context;
};

/* The hash over a full tile: what the level above has for it. Returns 0 or what the source said. */
int merkle_tile_root(const struct merkle_source *source, unsigned level, uint64_t number,
		     struct merkle_hash *ret_hash);

/* The root of the first `size` leaves. Returns 0 or what the source said. */
int merkle_root(const struct merkle_source *source, uint64_t size, struct merkle_hash *ret_root);

/* The proof that leaf `index` is in the tree of the first `size` leaves; index < size. Returns 0
 * or what the source said. */
int merkle_inclusion(const struct merkle_source *source, uint64_t index, uint64_t size,
		     struct merkle_proof *ret_proof);

/* The proof that the tree of the first `new_size` leaves begins with that of `old_size`; old_size
 * is at least 1 and not more than new_size. Returns 0 or what the source said. */
int merkle_consistency(const struct merkle_source *source, uint64_t old_size, uint64_t new_size,
		       struct merkle_proof *ret_proof);
