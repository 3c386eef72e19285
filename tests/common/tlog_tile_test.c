/* tlog_tile_test.c - names of tiles and bytes of bundles as c2sp.org/tlog-tiles has them */
#include "common/tlog/tile.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void tiles_are_named_as_the_specification_says(void **state)
{
	static const struct {
		struct tile tile;
		const char *path;
	} cases[] = {
		{{false, 0, 0, 256}, "tile/0/000"},
		{{false, 0, 0, 1}, "tile/0/000.p/1"},
		{{false, 1, 17, 255}, "tile/1/017.p/255"},
		{{false, 0, 999, 256}, "tile/0/999"},
		{{false, 0, 1000, 256}, "tile/0/x001/000"},
		{{false, 0, 1234067, 256}, "tile/0/x001/x234/067"}, /* the specification's own */
		{{true, 0, 1234067, 12}, "tile/entries/x001/x234/067.p/12"},
		{{false, 63, 0, 3}, "tile/63/000.p/3"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		char path[TILE_PATH_SIZE];
		struct tile tile;

		tile_path(&cases[i].tile, path);
		assert_string_equal(path, cases[i].path);
		assert_true(tile_path_read(path, &tile));
		assert_int_equal(tile.is_bundle, cases[i].tile.is_bundle);
		assert_int_equal(tile.level, cases[i].tile.level);
		assert_int_equal(tile.index, cases[i].tile.index);
		assert_int_equal(tile.width, cases[i].tile.width);
	}
}

static void other_paths_are_no_tiles(void **state)
{
	static const char *const paths[] = {
		"",
		"checkpoint",
		"tile/",
		"tile/0",
		"tile/0/",
		"tile/00/000",
		"tile/64/000",
		"tile/-1/000",
		"tile/0/00",
		"tile/0/0000",
		"tile/0/x000/001",
		"tile/0/001/000",
		"tile/0/x001",
		"tile/0/x001/",
		"tile/0/000/",
		"tile/0/000.p",
		"tile/0/000.p/",
		"tile/0/000.p/0",
		"tile/0/000.p/256",
		"tile/0/000.p/01",
		"tile/0/000.p/1/2",
		"tile/entries",
		"tile/entries/../../store.sqlite",
		"tile/0/../../certification/log.key",
		"tile/0/x999/x999/x999/x999/x999/x999/999",
		"/tile/0/000",
		"tile/0/000 ",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		struct tile tile;

		if (tile_path_read(paths[i], &tile))
			fail_msg("%s was read", paths[i]);
	}
}

/* "A tree of size 70,000 will be represented by 273 full level 0 tiles, one partial level 0 tile of
 * width 112, one full level 1 tile, one partial level 1 tile of width 17, and one partial level 2
 * tile of width 1"; "a tree of size 256 ... by a full level 0 tile and a partial level 1 tile". */
static void widths_are_those_of_the_specifications_examples(void **state)
{
	(void)state;
	assert_int_equal(tile_width_in(0, 272, 70000), 256);
	assert_int_equal(tile_width_in(0, 273, 70000), 112);
	assert_int_equal(tile_width_in(0, 274, 70000), 0);
	assert_int_equal(tile_width_in(1, 0, 70000), 256);
	assert_int_equal(tile_width_in(1, 1, 70000), 17);
	assert_int_equal(tile_width_in(2, 0, 70000), 1);
	assert_int_equal(tile_width_in(3, 0, 70000), 0);
	assert_int_equal(tile_width_in(63, 0, 70000), 0);
	assert_int_equal(tile_width_in(0, 0, 256), 256);
	assert_int_equal(tile_width_in(1, 0, 256), 1);
	assert_int_equal(tile_width_in(0, 1, 256), 0);
	assert_true(tile_is_in(&(struct tile){false, 0, 273, 112}, 70000));
	assert_true(tile_is_in(&(struct tile){false, 0, 273, 7}, 70000));
	assert_false(tile_is_in(&(struct tile){false, 0, 273, 113}, 70000));
	assert_false(tile_is_in(&(struct tile){false, 0, 273, 256}, 70000));
}

static void entries_come_out_of_a_bundle_as_they_went_in(void **state)
{
	static const char *const entries[] = {"one", "", "and a third"};
	static const uint8_t expected[] = "\x00\x03"
					  "one"
					  "\x00\x00"
					  "\x00\x0b"
					  "and a third";
	struct bundle bundle = {expected, sizeof(expected) - 1};
	uint8_t bytes[sizeof(expected) - 1];
	size_t written = 0, size_bytes;
	const uint8_t *entry;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		bundle_entry_write(entries[i], strlen(entries[i]), bytes + written);
		written += bundle_entry_size(strlen(entries[i]));
	}
	assert_int_equal(written, sizeof(bytes));
	assert_memory_equal(bytes, expected, sizeof(bytes));
	for (size_t i = 0; i < 3; i++) {
		assert_true(bundle_next(&bundle, &entry, &size_bytes));
		assert_int_equal(size_bytes, strlen(entries[i]));
		assert_memory_equal(entry, entries[i], size_bytes);
	}
	assert_false(bundle_next(&bundle, &entry, &size_bytes));
	assert_int_equal(bundle.size_bytes, 0);
}

static void a_bundle_cut_short_is_seen(void **state)
{
	static const uint8_t whole[] = {0, 3, 'o', 'n', 'e'};

	(void)state;
	for (size_t length = 1; length < sizeof(whole); length++) {
		struct bundle bundle = {whole, length};
		const uint8_t *entry;
		size_t size_bytes;

		assert_false(bundle_next(&bundle, &entry, &size_bytes));
		assert_int_equal(bundle.size_bytes, length);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tiles_are_named_as_the_specification_says),
		cmocka_unit_test(other_paths_are_no_tiles),
		cmocka_unit_test(widths_are_those_of_the_specifications_examples),
		cmocka_unit_test(entries_come_out_of_a_bundle_as_they_went_in),
		cmocka_unit_test(a_bundle_cut_short_is_seen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
