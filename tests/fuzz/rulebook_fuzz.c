/* rulebook_fuzz.c - any bytes as a rule book, as a sheet, and a sheet that loads as one to score
 *
 * The first byte chooses: 'b' a rule book, 's' a sheet of the book below. What loads must also
 * answer: each criterion is scored with its last option.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "common/base/arena.h"
#include "common/rulebook/rulebook_read.h"
#include "common/rulebook/score.h"
#include "common/rulebook/sheet_read.h"

static const struct rulebook book = {
	.code = "26-2026",
	.official_number = "26/2026/QĐ-TTg",
	.max_total = 100,
	.certifiable_from_star = 3,
	.parts = {{"A", 40, {"a", "a"}}, {"B", 25, {"b", "b"}}, {"C", 35, {"c", "c"}}},
	.part_count = 3,
	.bands = {{5, 90, 100}, {4, 70, 90}, {3, 50, 70}, {2, 30, 50}, {1, 0, 30}},
	.band_count = 5,
};

static void score_best(const struct sheet *sheet, struct arena *arena)
{
	struct choice *choices =
		arena_alloc(arena, (sheet->node_count + 1) * sizeof(struct choice));
	struct filled_sheet filled = {.choices = choices};
	struct score_result result;

	for (size_t i = 0; i < sheet->node_count; i++)
		if (node_is_criterion(&sheet->nodes[i]))
			choices[filled.choice_count++] = (struct choice){
				sheet->nodes[i].code, (uint32_t)sheet->nodes[i].option_count};
	if (score_sheet(sheet, &filled, arena, &result) && result.score.total > 100)
		abort(); /* more points than there are */
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
	struct rulebook_fault fault = {""};

	if (size_bytes < 1 || size_bytes > 256 * 1024)
		return 0;
	struct arena *arena = arena_create(64 * 1024 * 1024);
	struct document document = {
		.arena = arena, .file = "fuzz.json", .where = "", .fault = &fault};
	json_t *root = document_parse(&document, (const char *)bytes + 1, size_bytes - 1);
	const struct sheet_file *files;
	const struct sheet *sheet = NULL;

	if (root && bytes[0] == 'b')
		(void)rulebook_read(&document, root, "fuzz", &files); /* the fault tells */
	else if (root)
		sheet = sheet_read(&document, root, &book);
	if (sheet && !document_failed(&document))
		score_best(sheet, arena);
	json_decref(root);
	arena_destroy(arena);
	return 0;
}
