/* tlog_merkle_test.c - the hash tree against published numbers and against the RFC's own recursion
 *
 * tlog_vectors.txt holds the numbers that transparency-dev/merkle publishes for proofs of inclusion
 * and consistency, a line each: kind, name, whether it holds, the two positions, the two hashes and
 * the proof, in hex. A hash of another length than 32 bytes, which no caller of ours can give, is
 * filled up, and one without bytes ("none") is another's: so it is still wrong. The tree of eight
 * leaves is that of the same tests, and older: that of the Certificate Transparency log's.
 */
#include "common/tlog/merkle.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <sodium.h>

#include "common/base/error.h"

enum { LINE_SIZE = 1024, VECTORS = 196, LEAVES_MAX = 70000, REFERENCE_LEAVES = 8 };

static const struct {
	const char *entry; /* hex */
	const char *root;  /* of the tree up to it */
} reference[REFERENCE_LEAVES] = {
	{"", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"},
	{"00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"},
	{"10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"},
	{"2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"},
	{"3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"},
	{"40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"},
	{"5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"},
	{"606162636465666768696a6b6c6d6e6f",
	 "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"},
};

/* --- a tree in memory, and the definitions of RFC 6962, 2.1, word by word */

struct tree {
	struct merkle_hash *leaves;
	uint64_t size;
	size_t read_hashes; /* by the source, to see that it asks for little */
};

static void definition_root(const struct merkle_hash *leaves, uint64_t count,
			    struct merkle_hash *ret_root)
{
	struct merkle_hash left, right;
	uint64_t part = 1;

	if (count == 1) {
		*ret_root = leaves[0];
		return;
	}
	while (part * 2 < count)
		part *= 2;
	definition_root(leaves, part, &left);
	definition_root(leaves + part, count - part, &right);
	merkle_node_hash(&left, &right, ret_root);
}

static int tree_read(void *context, unsigned level, uint64_t first, size_t count,
		     struct merkle_hash *ret_hashes)
{
	struct tree *tree = context;
	uint64_t leaves = UINT64_C(1) << (level * MERKLE_TILE_HEIGHT);

	assert_int_equal(first / 256, (first + count - 1) / 256);
	tree->read_hashes += count;
	for (size_t i = 0; i < count; i++) {
		if ((first + i + 1) * leaves > tree->size)
			return ERROR_NOT_FOUND;
		definition_root(tree->leaves + (first + i) * leaves, leaves, &ret_hashes[i]);
	}
	return 0;
}

/* Leaves 0, 1, 2, ...: as many bytes as a number has. */
static struct tree tree_grow(uint64_t size)
{
	struct tree tree = {.leaves = calloc(size, sizeof(*tree.leaves)), .size = size};

	for (uint64_t i = 0; i < size; i++)
		merkle_leaf_hash(&i, sizeof(i), &tree.leaves[i]);
	return tree;
}

static struct merkle_hash hash_of_hex(const char *hex)
{
	struct merkle_hash hash = {{0}};
	size_t size_bytes;

	assert_int_equal(sodium_hex2bin(hash.bytes, sizeof(hash.bytes), hex, strlen(hex), NULL,
					&size_bytes, NULL),
			 0);
	return hash;
}

/* As hash_of_hex; where the vector has no hash at all, one that is no other's. */
static struct merkle_hash hash_of_vector(const char *hex, uint8_t filler)
{
	struct merkle_hash hash;

	if (strcmp(hex, "none") != 0)
		return hash_of_hex(hex);
	memset(hash.bytes, filler, sizeof(hash.bytes));
	return hash;
}

/* --- published numbers */

static void hashes_are_those_of_the_rfc(void **state)
{
	struct merkle_hash left = hash_of_hex("4e313233"), right = hash_of_hex("4e343536");
	struct merkle_hash got, expected;

	(void)state;
	merkle_empty_root(&got);
	expected = hash_of_hex("e3b0c44298fc1c149afbf4c8996fb924"
			       "27ae41e4649b934ca495991b7852b855");
	assert_memory_equal(&got, &expected, sizeof(got));
	merkle_leaf_hash("L123456", 7, &got);
	expected = hash_of_hex("395aa064aa4c29f7010acfe3f25db948"
			       "5bbd4b91897b6ad7ad547639252b4d56");
	assert_memory_equal(&got, &expected, sizeof(got));
	/* A node's children of other lengths than a hash cannot be given: the order must matter. */
	merkle_node_hash(&left, &right, &got);
	merkle_node_hash(&right, &left, &expected);
	assert_memory_not_equal(&got, &expected, sizeof(got));
}

static void the_reference_tree_has_the_published_roots(void **state)
{
	struct merkle_hash leaves[REFERENCE_LEAVES];
	struct tree tree = {.leaves = leaves};
	const struct merkle_source source = {tree_read, &tree};

	(void)state;
	for (size_t i = 0; i < REFERENCE_LEAVES; i++) {
		uint8_t entry[16];
		size_t size_bytes;
		struct merkle_hash root, expected = hash_of_hex(reference[i].root);

		(void)sodium_hex2bin(entry, sizeof(entry), reference[i].entry,
				     strlen(reference[i].entry), NULL, &size_bytes, NULL);
		merkle_leaf_hash(entry, size_bytes, &leaves[i]);
		tree.size = i + 1;
		assert_int_equal(merkle_root(&source, tree.size, &root), 0);
		assert_memory_equal(&root, &expected, sizeof(root));
	}
}

/* "a,b,c" into a proof. */
static struct merkle_proof proof_of_text(char *text)
{
	struct merkle_proof proof = {.count = 0};
	char *rest = NULL;

	if (strcmp(text, "-") == 0)
		return proof;
	for (char *hex = strtok_r(text, ",", &rest); hex; hex = strtok_r(NULL, ",", &rest))
		proof.hashes[proof.count++] = hash_of_vector(hex, 0xe1);
	return proof;
}

static void published_proofs_behave_as_marked(void **state)
{
	FILE *file = fopen(SOURCE_DIR "/tests/common/tlog_vectors.txt", "re");
	char line[LINE_SIZE], kind[16], name[128], holds[4], one[72], two[72], path[512];
	size_t count = 0;

	(void)state;
	assert_non_null(file);
	while (fgets(line, sizeof(line), file)) {
		unsigned long long first, second;
		struct merkle_proof proof;
		bool held;

		assert_int_equal(sscanf(line, "%15s %127s %3s %llu %llu %71s %71s %511s", kind,
					name, holds, &first, &second, one, two, path),
				 8);
		proof = proof_of_text(path);
		if (strcmp(kind, "inclusion") == 0) {
			struct merkle_hash leaf = hash_of_vector(one, 0xe2);
			struct merkle_hash root = hash_of_vector(two, 0xe3);

			held = merkle_inclusion_holds(first, second, &leaf, &proof, &root);
		} else {
			struct merkle_growth growth = {first, second, hash_of_vector(one, 0xe2),
						       hash_of_vector(two, 0xe3)};

			held = merkle_consistency_holds(&growth, &proof);
		}
		if (held != (strcmp(holds, "yes") == 0))
			fail_msg("%s %s: expected %s", kind, name, holds);
		count++;
	}
	(void)fclose(file);
	assert_int_equal(count, VECTORS);
}

/* --- every proof of every small tree, and those of a large one */

static void every_proof_of_small_trees_holds_and_no_other(void **state)
{
	struct tree tree = tree_grow(70);
	const struct merkle_source source = {tree_read, &tree};
	struct merkle_hash roots[71];

	(void)state;
	for (uint64_t size = 1; size <= tree.size; size++) {
		definition_root(tree.leaves, size, &roots[size]);
		for (uint64_t index = 0; index < size; index++) {
			struct merkle_proof proof;

			assert_int_equal(merkle_inclusion(&source, index, size, &proof), 0);
			for (uint64_t other = 0; other < size; other++)
				assert_int_equal(merkle_inclusion_holds(index, size,
									&tree.leaves[other], &proof,
									&roots[size]),
						 other == index);
		}
	}
	for (uint64_t size = 1; size <= tree.size; size++) {
		for (uint64_t old = 1; old <= size; old++) {
			struct merkle_growth growth = {old, size, roots[old], roots[size]};
			struct merkle_proof proof;

			assert_int_equal(merkle_consistency(&source, old, size, &proof), 0);
			assert_true(merkle_consistency_holds(&growth, &proof));
			growth.old_root.bytes[7] ^= 1;
			assert_false(merkle_consistency_holds(&growth, &proof));
		}
	}
	free(tree.leaves);
}

static void a_large_tree_is_proven_from_few_hashes(void **state)
{
	static const uint64_t indexes[] = {0, 255, 256, 65535, 65536, 69999};
	static const uint64_t sizes[] = {1, 256, 257, 65536, 65537, 69999, 70000};
	struct tree tree = tree_grow(LEAVES_MAX);
	const struct merkle_source source = {tree_read, &tree};
	struct merkle_hash root, expected;

	(void)state;
	definition_root(tree.leaves, tree.size, &expected);
	assert_int_equal(merkle_root(&source, tree.size, &root), 0);
	assert_memory_equal(&root, &expected, sizeof(root));
	for (size_t i = 0; i < sizeof(indexes) / sizeof(*indexes); i++) {
		struct merkle_proof proof;

		tree.read_hashes = 0;
		assert_int_equal(merkle_inclusion(&source, indexes[i], tree.size, &proof), 0);
		/* At most a tile a level on the path, and one more a level at the edge. */
		assert_true(tree.read_hashes <= 6 * 256);
		assert_true(merkle_inclusion_holds(indexes[i], tree.size, &tree.leaves[indexes[i]],
						   &proof, &root));
	}
	for (size_t i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		struct merkle_growth growth = {.old_size = sizes[i], .new_size = tree.size};
		struct merkle_proof proof;

		growth.new_root = root;
		definition_root(tree.leaves, sizes[i], &growth.old_root);
		assert_int_equal(merkle_consistency(&source, sizes[i], tree.size, &proof), 0);
		assert_true(merkle_consistency_holds(&growth, &proof));
	}
	free(tree.leaves);
}

static void what_the_source_cannot_give_is_said(void **state)
{
	struct tree tree = tree_grow(5);
	const struct merkle_source source = {tree_read, &tree};
	struct merkle_proof proof;
	struct merkle_hash root;

	(void)state;
	assert_int_equal(merkle_root(&source, 6, &root), ERROR_NOT_FOUND);
	assert_int_equal(merkle_inclusion(&source, 0, 6, &proof), ERROR_NOT_FOUND);
	assert_int_equal(merkle_consistency(&source, 3, 6, &proof), ERROR_NOT_FOUND);
	free(tree.leaves);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hashes_are_those_of_the_rfc),
		cmocka_unit_test(the_reference_tree_has_the_published_roots),
		cmocka_unit_test(published_proofs_behave_as_marked),
		cmocka_unit_test(every_proof_of_small_trees_holds_and_no_other),
		cmocka_unit_test(a_large_tree_is_proven_from_few_hashes),
		cmocka_unit_test(what_the_source_cannot_give_is_said),
	};

	if (sodium_init() < 0)
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
