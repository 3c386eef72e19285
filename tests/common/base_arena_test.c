/* base_arena_test.c - an arena gives zeroed memory, and has an end */
#include "common/base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void memory_is_zeroed_even_after_a_reset(void **state)
{
	struct arena *arena = arena_create(1024 * 1024);
	static const char zeros[4096];

	(void)state;
	memset(arena_alloc(arena, sizeof(zeros)), 0xff, sizeof(zeros));
	arena_reset(arena);
	assert_memory_equal(arena_alloc(arena, sizeof(zeros)), zeros, sizeof(zeros));
	arena_destroy(arena);
}

static void pieces_are_aligned_and_apart(void **state)
{
	struct arena *arena = arena_create(1024 * 1024);
	uint8_t *last = NULL;

	(void)state;
	for (size_t size = 0; size < 200; size++) {
		uint8_t *piece = arena_alloc(arena, size);
		assert_int_equal((uintptr_t)piece % 16, 0);
		assert_ptr_not_equal(piece, last);
		memset(piece, 1, size);
		last = piece;
	}
	arena_destroy(arena);
}

static void what_is_unpacked_leaves_half_for_its_answer(void **state)
{
	struct arena *arena = arena_create(2048);
	ProtobufCAllocator *allocator = arena_allocator(arena);

	(void)state;
	assert_non_null(allocator->alloc(allocator->allocator_data, 1000));
	assert_null(allocator->alloc(allocator->allocator_data, 100));
	assert_null(allocator->alloc(allocator->allocator_data, SIZE_MAX));
	assert_non_null(allocator->alloc(allocator->allocator_data, 16));
	assert_non_null(arena_alloc(arena, 1000));
	arena_reset(arena);
	assert_non_null(allocator->alloc(allocator->allocator_data, 1024));
	arena_destroy(arena);
}

static void text_is_copied_and_printed(void **state)
{
	struct arena *arena = arena_create(1024 * 1024);
	char original[] = "Na Rì";

	(void)state;
	char *copy = arena_strdup(arena, original);
	original[0] = 'x';
	assert_string_equal(copy, "Na Rì");
	assert_string_equal(arena_printf(arena, "%s-%d", copy, 7), "Na Rì-7");
	assert_memory_equal(arena_copy(arena, "a\0b", 3), "a\0b", 3);
	arena_destroy(arena);
	arena_destroy(NULL);
}

static void more_than_a_block_fits(void **state)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);

	(void)state;
	memset(arena_alloc(arena, 3 * 1024 * 1024), 1, 3 * 1024 * 1024);
	for (int i = 0; i < 10000; i++)
		memset(arena_alloc(arena, 100), 1, 100);
	arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed_even_after_a_reset),
		cmocka_unit_test(pieces_are_aligned_and_apart),
		cmocka_unit_test(what_is_unpacked_leaves_half_for_its_answer),
		cmocka_unit_test(text_is_copied_and_printed),
		cmocka_unit_test(more_than_a_block_fits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
