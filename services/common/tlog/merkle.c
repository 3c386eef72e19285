/* merkle.c - the hash tree of a transparency log, as RFC 6962 has it (2.1, SHA-256)
 *
 * Checking follows RFC 9162, 2.1.3.2 and 2.1.4.2, which writes out what RFC 6962 leaves to the
 * reader; the tree is the same.
 */
#include "common/tlog/merkle.h"

#include <assert.h>
#include <string.h>

#include <sodium.h>

enum {
	TILE_HASHES = 1 << MERKLE_TILE_HEIGHT,
	TILE_MASK = MERKLE_TILE_HEIGHT - 1,
	SUBTREES_MAX = 64
};

/* What is hashed before a leaf and before a node, so that neither can pass for the other. */
static const uint8_t leaf_prefix = 0x00, node_prefix = 0x01;

/* libsodium's SHA-256 always returns 0. */
static void hash_parts(uint8_t prefix, const void *one, size_t one_size, const void *other,
		       size_t other_size, struct merkle_hash *ret_hash)
{
	crypto_hash_sha256_state state;

	(void)crypto_hash_sha256_init(&state);
	(void)crypto_hash_sha256_update(&state, &prefix, sizeof(prefix));
	(void)crypto_hash_sha256_update(&state, one, one_size);
	(void)crypto_hash_sha256_update(&state, other, other_size);
	(void)crypto_hash_sha256_final(&state, ret_hash->bytes);
}

void merkle_leaf_hash(const void *entry, size_t size_bytes, struct merkle_hash *ret_hash)
{
	hash_parts(leaf_prefix, entry, size_bytes, "", 0, ret_hash);
}

void merkle_node_hash(const struct merkle_hash *left, const struct merkle_hash *right,
		      struct merkle_hash *ret_hash)
{
	hash_parts(node_prefix, left->bytes, sizeof(left->bytes), right->bytes,
		   sizeof(right->bytes), ret_hash);
}

void merkle_empty_root(struct merkle_hash *ret_hash)
{
	(void)crypto_hash_sha256(ret_hash->bytes, (const uint8_t *)"", 0);
}

bool merkle_hash_equal(const struct merkle_hash *one, const struct merkle_hash *other)
{
	return memcmp(one->bytes, other->bytes, sizeof(one->bytes)) == 0;
}

/* --- checking */

/* Where a path goes up: the number of the node and of the last one, on one level. */
struct climb {
	uint64_t node, last;
};

static bool is_right_child(const struct climb *climb)
{
	return (climb->node & 1) == 1;
}

/* The sibling stands to the left: the node is a right child, or the last of its level and has been
 * lifted up to here without one. */
static bool sibling_is_left(const struct climb *climb)
{
	return is_right_child(climb) || climb->node == climb->last;
}

static void climb_up(struct climb *climb)
{
	climb->node >>= 1;
	climb->last >>= 1;
}

/* A last node without a sibling is its own parent: up to where it has a left one. */
static void skip_lifted(struct climb *climb)
{
	while (!is_right_child(climb) && climb->node != 0)
		climb_up(climb);
}

bool merkle_inclusion_holds(uint64_t index, uint64_t size, const struct merkle_hash *leaf,
			    const struct merkle_proof *proof, const struct merkle_hash *root)
{
	struct climb climb = {.node = index, .last = size - 1};
	struct merkle_hash reached = *leaf;

	if (index >= size)
		return false;
	for (size_t i = 0; i < proof->count; i++) {
		if (climb.last == 0)
			return false;
		if (sibling_is_left(&climb)) {
			merkle_node_hash(&proof->hashes[i], &reached, &reached);
			skip_lifted(&climb);
		} else {
			merkle_node_hash(&reached, &proof->hashes[i], &reached);
		}
		climb_up(&climb);
	}
	return climb.last == 0 && merkle_hash_equal(&reached, root);
}

bool merkle_consistency_holds(const struct merkle_growth *growth, const struct merkle_proof *proof)
{
	struct climb climb = {.node = growth->old_size - 1, .last = growth->new_size - 1};
	bool old_is_whole = (growth->old_size & (growth->old_size - 1)) == 0;
	struct merkle_hash reached_old, reached_new;
	size_t next = 0;

	if (growth->old_size == 0 || growth->old_size > growth->new_size)
		return false;
	if (growth->old_size == growth->new_size)
		return proof->count == 0 && merkle_hash_equal(&growth->old_root, &growth->new_root);
	if (proof->count == 0)
		return false;

	/* An old tree that is one whole subtree begins the path itself. */
	reached_old = old_is_whole ? growth->old_root : proof->hashes[next++];
	reached_new = reached_old;
	while (is_right_child(&climb))
		climb_up(&climb);
	for (; next < proof->count; next++) {
		if (climb.last == 0)
			return false;
		if (sibling_is_left(&climb)) {
			merkle_node_hash(&proof->hashes[next], &reached_old, &reached_old);
			merkle_node_hash(&proof->hashes[next], &reached_new, &reached_new);
			skip_lifted(&climb);
		} else {
			merkle_node_hash(&reached_new, &proof->hashes[next], &reached_new);
		}
		climb_up(&climb);
	}
	return climb.last == 0 && merkle_hash_equal(&reached_old, &growth->old_root) &&
	       merkle_hash_equal(&reached_new, &growth->new_root);
}

/* --- making */

/* The height of the largest whole subtree in a tree of this many leaves. */
static unsigned whole_height(uint64_t leaves)
{
	return 63 - (unsigned)__builtin_clzll(leaves);
}

/* Where a tree of `leaves` parts: the largest power of two below it. */
static uint64_t left_part(uint64_t leaves)
{
	return UINT64_C(1) << whole_height(leaves - 1);
}

/* Folds hashes, a power of two of them, to the one above all. */
static int folded_hash(const struct merkle_source *source, unsigned level, uint64_t first,
		       size_t count, struct merkle_hash *ret_hash)
{
	struct merkle_hash hashes[TILE_HASHES];
	int error = source->read(source->context, level, first, count, hashes);

	if (error)
		return error;
	for (; count > 1; count /= 2) {
		for (size_t i = 0; i < count / 2; i++)
			merkle_node_hash(&hashes[2 * i], &hashes[2 * i + 1], &hashes[i]);
	}
	*ret_hash = hashes[0];
	return 0;
}

/* A whole subtree: folded from the hashes that the tile below its root has. */
static int whole_hash(const struct merkle_source *source, uint64_t start, unsigned height,
		      struct merkle_hash *ret_hash)
{
	unsigned level = height / MERKLE_TILE_HEIGHT;

	return folded_hash(source, level, start >> (level * MERKLE_TILE_HEIGHT),
			   (size_t)1 << (height & TILE_MASK), ret_hash);
}

/* The tree hash of the leaves from start to before end, at least one: whole subtrees from left to
 * right, joined from the right. */
static int range_hash(const struct merkle_source *source, uint64_t start, uint64_t end,
		      struct merkle_hash *ret_hash)
{
	struct merkle_hash subtrees[SUBTREES_MAX];
	size_t count = 0;

	do {
		unsigned height = whole_height(end - start);
		int error = whole_hash(source, start, height, &subtrees[count]);

		if (error)
			return error;
		count++;
		start += UINT64_C(1) << height;
	} while (start < end);
	*ret_hash = subtrees[--count];
	while (count > 0)
		merkle_node_hash(&subtrees[--count], ret_hash, ret_hash);
	return 0;
}

int merkle_tile_root(const struct merkle_source *source, unsigned level, uint64_t number,
		     struct merkle_hash *ret_hash)
{
	return folded_hash(source, level, number * TILE_HASHES, TILE_HASHES, ret_hash);
}

int merkle_root(const struct merkle_source *source, uint64_t size, struct merkle_hash *ret_root)
{
	if (size > 0)
		return range_hash(source, 0, size, ret_root);
	merkle_empty_root(ret_root);
	return 0;
}

/* Found from the root down, wanted from the leaf up. */
static void proof_reverse(struct merkle_proof *proof)
{
	for (size_t i = 0; i < proof->count / 2; i++) {
		struct merkle_hash *low = &proof->hashes[i];
		struct merkle_hash *high = &proof->hashes[proof->count - 1 - i];
		struct merkle_hash kept = *low;

		*low = *high;
		*high = kept;
	}
}

/* PATH of RFC 6962, 2.1.1. */
int merkle_inclusion(const struct merkle_source *source, uint64_t index, uint64_t size,
		     struct merkle_proof *ret_proof)
{
	uint64_t start = 0, end = size;

	assert(index < size && "a leaf that is there");
	ret_proof->count = 0;
	while (end - start > 1) {
		uint64_t middle = start + left_part(end - start);
		bool left = index < middle;
		int error = range_hash(source, left ? middle : start, left ? end : middle,
				       &ret_proof->hashes[ret_proof->count]);

		if (error)
			return error;
		ret_proof->count++;
		if (left)
			end = middle;
		else
			start = middle;
	}
	proof_reverse(ret_proof);
	return 0;
}

/* PROOF of RFC 6962, 2.1.2: down to where the old tree ends, noting what stands beside. */
int merkle_consistency(const struct merkle_source *source, uint64_t old_size, uint64_t new_size,
		       struct merkle_proof *ret_proof)
{
	uint64_t start = 0, end = new_size;
	int error = 0;

	assert(old_size > 0 && old_size <= new_size && "a log only grows");
	ret_proof->count = 0;
	while (end != old_size && !error) {
		uint64_t middle = start + left_part(end - start);
		bool left = old_size <= middle;

		error = range_hash(source, left ? middle : start, left ? end : middle,
				   &ret_proof->hashes[ret_proof->count++]);
		if (left)
			end = middle;
		else
			start = middle;
	}
	/* What is left of the old tree; all of it is known to whoever asks. */
	if (!error && start > 0)
		error = range_hash(source, start, end, &ret_proof->hashes[ret_proof->count++]);
	if (!error)
		proof_reverse(ret_proof);
	return error;
}
