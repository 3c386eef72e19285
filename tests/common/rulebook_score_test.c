/* rulebook_score_test.c - the engine against the worked scores of the rule books */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <jansson.h>

#include "common/base/arena.h"
#include "common/rulebook/mean.h"
#include "common/rulebook/score.h"

enum { CHOICES_MAX = 128, ARENA_BYTES = 4 * 1024 * 1024 };

struct fixture {
	struct rulebooks *books;
	struct arena *arena;
	json_t *vectors;
};

/* A sheet as a vector has it; strings are the vector's. */
struct worked_sheet {
	struct choice choices[CHOICES_MAX];
	struct raised raised[CHOICES_MAX];
	struct filled_sheet filled;
};

static int set_up(void **state)
{
	static struct fixture fixture;
	struct rulebook_fault fault = {""};
	json_error_t why;

	if (rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &fixture.books, &fault) != 0)
		fail_msg("%s", fault.text);
	fixture.vectors = json_load_file(SOURCE_DIR "/tests/common/rulebook/VECTORS.json", 0, &why);
	if (!fixture.vectors)
		fail_msg("%s", why.text);
	fixture.arena = arena_create(ARENA_BYTES);
	*state = &fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;

	arena_destroy(fixture->arena);
	json_decref(fixture->vectors);
	rulebooks_destroy(fixture->books);
	return 0;
}

static const struct sheet *sheet_of(const struct fixture *fixture, const char *set_code)
{
	for (size_t i = 0; i < rulebooks_count(fixture->books); i++) {
		const struct rulebook *book = rulebooks_at(fixture->books, i);

		for (size_t k = 0; k < book->set_count; k++)
			if (book->sets[k].sheet &&
			    strcmp(book->sets[k].sheet->set_code, set_code) == 0)
				return book->sets[k].sheet;
	}
	fail_msg("no sheet %s", set_code);
	return NULL;
}

static void worked_sheet_read(const json_t *vector, struct worked_sheet *ret_sheet)
{
	const json_t *raised = json_object_get(vector, "raised");
	const char *code;
	json_t *option;
	size_t count = 0;

	json_object_foreach(json_object_get(vector, "choices"), code, option)
		ret_sheet->choices[count++] =
		(struct choice){code, (uint32_t)json_integer_value(option)};
	for (size_t i = 0; i < json_array_size(raised); i++) {
		const json_t *item = json_array_get(raised, i);

		assert_true(raised_kind_parse(json_string_value(json_object_get(item, "kind")),
					      &ret_sheet->raised[i].kind));
		ret_sheet->raised[i].code = json_string_value(json_object_get(item, "code"));
	}
	ret_sheet->filled = (struct filled_sheet){ret_sheet->choices, count, ret_sheet->raised,
						  json_array_size(raised)};
}

/* The score with the keys of `expected`, so that the comparison is json_equal. */
static json_t *score_print(const struct sheet *sheet, const struct score *score)
{
	json_t *root = json_object();
	json_t *gates = json_object();

	json_object_set_new(root, "outcome", json_string(score_outcome_name(score->outcome)));
	json_object_set_new(root, "failed_gates", gates);
	if (score->outcome != SCORE_SCORED) {
		json_object_set_new(root, "at", score->at ? json_string(score->at) : json_null());
		json_object_set_new(root, "parts", json_null());
		json_object_set_new(root, "total", json_null());
		json_object_set_new(root, "band_star", json_null());
		json_object_set_new(root, "star_if_capped", json_null());
		return root;
	}
	json_t *parts = json_object();
	for (size_t i = 0; i < sheet->book->part_count; i++)
		json_object_set_new(parts, sheet->book->parts[i].code,
				    json_integer(score->parts[i]));
	for (size_t i = 0; i < score->failed_gate_count; i++) {
		const char star[] = {(char)('0' + score->failed_gates[i].star), '\0'};

		if (!json_object_get(gates, star))
			json_object_set_new(gates, star, json_array());
		json_array_append_new(json_object_get(gates, star),
				      json_string(score->failed_gates[i].criterion_code));
	}
	json_object_set_new(root, "parts", parts);
	json_object_set_new(root, "total", json_integer(score->total));
	json_object_set_new(root, "band_star", json_integer(score->band_star));
	json_object_set_new(root, "star_if_capped", json_integer(score->star_if_capped));
	return root;
}

static void every_worked_score_agrees(void **state)
{
	struct fixture *fixture = *state;
	const json_t *vectors = json_object_get(fixture->vectors, "vectors");

	assert_int_equal(json_array_size(vectors), 51);
	for (size_t i = 0; i < json_array_size(vectors); i++) {
		const json_t *vector = json_array_get(vectors, i);
		const char *set_code = json_string_value(json_object_get(vector, "set_code"));
		const struct sheet *sheet = sheet_of(fixture, set_code);
		struct worked_sheet worked;
		struct score_result result;

		worked_sheet_read(vector, &worked);
		arena_reset(fixture->arena);
		if (!score_sheet(sheet, &worked.filled, fixture->arena, &result))
			fail_msg("%s: fault at %s",
				 json_string_value(json_object_get(vector, "name")),
				 result.faults[0].criterion_code);
		json_t *got = score_print(sheet, &result.score);
		if (!json_equal(got, json_object_get(vector, "expected")))
			fail_msg("%s: got %s", json_string_value(json_object_get(vector, "name")),
				 json_dumps(got, JSON_COMPACT));
		json_decref(got);
	}
}

static void every_worked_average_agrees(void **state)
{
	struct fixture *fixture = *state;
	const struct rulebook *book = rulebook_find(fixture->books, "26-2026");
	const json_t *averages = json_object_get(fixture->vectors, "averages");

	assert_int_equal(json_array_size(averages), 10);
	for (size_t i = 0; i < json_array_size(averages); i++) {
		const json_t *average = json_array_get(averages, i);
		const json_t *members = json_object_get(average, "members");
		struct mean mean = {0, (uint32_t)json_array_size(members)};

		for (size_t k = 0; k < mean.count; k++)
			mean.sum += (uint32_t)json_integer_value(json_array_get(members, k));
		assert_int_equal(mean.sum, json_integer_value(json_object_get(average, "sum")));
		assert_int_equal(mean_band_star(book, mean),
				 json_integer_value(json_object_get(average, "band_star")));
	}
}

static void means_are_compared_exactly_and_rounded_for_eyes_only(void **state)
{
	static const struct {
		struct mean mean;
		uint32_t star;
		const char *text;
	} cases[] = {
		{{638, 7}, 5, "91.14"},     {{629, 7}, 4, "89.86"},
		{{17999, 200}, 4, "90.00"}, /* 89.995 */
		{{180, 2}, 5, "90.00"},     {{0, 1}, 1, "0.00"},
		{{700, 7}, 5, "100.00"},    {{139, 2}, 3, "69.50"},
		{{1, 8}, 1, "0.13"}, /* 0.125 goes up */
		{{1, 3}, 1, "0.33"},        {{2, 3}, 1, "0.67"},
	};
	struct fixture *fixture = *state;
	const struct rulebook *book = rulebook_find(fixture->books, "26-2026");

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char text[MEAN_TEXT_SIZE];

		mean_print(cases[i].mean, text);
		assert_string_equal(text, cases[i].text);
		assert_int_equal(mean_band_star(book, cases[i].mean), cases[i].star);
	}
}

/* One thing changed on a sheet that is right, and the fault that must name it. */
struct spoilt {
	const char *name;
	const char *set_code;
	const char *left_out; /* a choice that is taken away, or NULL */
	struct choice added;
	struct choice changed; /* another option for a criterion that is there */
	struct raised raised;
	bool is_raised;
	Ocop__Common__V1__RefusalCode code;
	const char *criterion;
};

static const struct spoilt spoilts[] = {
	{.name = "a criterion is missing",
	 .set_code = "QD26-01",
	 .left_out = "2.1",
	 .code = REFUSAL(CRITERION_MISSING),
	 .criterion = "2.1"},
	{.name = "a criterion is unknown",
	 .set_code = "QD26-01",
	 .added = {"99.9", 1},
	 .code = REFUSAL(CRITERION_UNKNOWN),
	 .criterion = "99.9"},
	{.name = "a group takes no option",
	 .set_code = "QD26-01",
	 .added = {"1", 1},
	 .code = REFUSAL(CRITERION_UNKNOWN),
	 .criterion = "1"},
	{.name = "a criterion stands twice",
	 .set_code = "QD26-01",
	 .added = {"1.1", 3},
	 .code = REFUSAL(CRITERION_DOUBLED),
	 .criterion = "1.1"},
	{.name = "option 0",
	 .set_code = "QD26-01",
	 .changed = {"1.2", 0},
	 .code = REFUSAL(OPTION_UNKNOWN),
	 .criterion = "1.2"},
	{.name = "an option past the last",
	 .set_code = "QD26-01",
	 .changed = {"1.2", 4},
	 .code = REFUSAL(OPTION_UNKNOWN),
	 .criterion = "1.2"},
	{.name = "the largest option number",
	 .set_code = "QD26-01",
	 .changed = {"1.2", UINT32_MAX},
	 .code = REFUSAL(OPTION_UNKNOWN),
	 .criterion = "1.2"},
	{.name = "a stop where the sheet has none",
	 .set_code = "QD26-01",
	 .is_raised = true,
	 .raised = {RAISED_STOP, "1.2"},
	 .code = REFUSAL(FINDING_UNKNOWN),
	 .criterion = "1.2"},
	{.name = "a ground past the last",
	 .set_code = "QD26-21",
	 .is_raised = true,
	 .raised = {RAISED_DOSSIER, "99"},
	 .code = REFUSAL(FINDING_UNKNOWN),
	 .criterion = "99"},
};

/* The choices of the first vector of a set, changed as a row says. */
static void spoilt_sheet(const struct fixture *fixture, const struct spoilt *row,
			 struct worked_sheet *ret_sheet)
{
	const json_t *vectors = json_object_get(fixture->vectors, "vectors");
	struct filled_sheet *filled = &ret_sheet->filled;
	size_t i = 0;

	while (strcmp(json_string_value(json_object_get(json_array_get(vectors, i), "set_code")),
		      row->set_code) != 0)
		i++;
	worked_sheet_read(json_array_get(vectors, i), ret_sheet);
	filled->raised_count = 0;
	for (i = 0; i < filled->choice_count; i++) {
		struct choice *choice = &ret_sheet->choices[i];

		if (row->changed.criterion_code &&
		    strcmp(choice->criterion_code, row->changed.criterion_code) == 0)
			*choice = row->changed;
		if (row->left_out && strcmp(choice->criterion_code, row->left_out) == 0)
			*choice = ret_sheet->choices[--filled->choice_count];
	}
	if (row->added.criterion_code)
		ret_sheet->choices[filled->choice_count++] = row->added;
	if (row->is_raised)
		ret_sheet->raised[filled->raised_count++] = row->raised;
}

static void every_fault_names_its_criterion(void **state)
{
	struct fixture *fixture = *state;

	for (size_t i = 0; i < sizeof(spoilts) / sizeof(spoilts[0]); i++) {
		const struct spoilt *row = &spoilts[i];
		struct worked_sheet worked;
		struct score_result result;

		spoilt_sheet(fixture, row, &worked);
		arena_reset(fixture->arena);
		if (score_sheet(sheet_of(fixture, row->set_code), &worked.filled, fixture->arena,
				&result))
			fail_msg("%s: was scored", row->name);
		if (result.fault_count != 1 || result.faults[0].code != row->code ||
		    strcmp(result.faults[0].criterion_code, row->criterion) != 0)
			fail_msg("%s: %zu faults, first %d at %s", row->name, result.fault_count,
				 result.faults[0].code, result.faults[0].criterion_code);
	}
}

/* Tourism: exactly one of two cases is scored. */
static void two_cases_or_none_are_faults(void **state)
{
	struct fixture *fixture = *state;
	const struct sheet *sheet = sheet_of(fixture, "QD148-26");
	struct choice both[] = {{"8.a", 1}, {"8.b", 1}};
	struct filled_sheet filled = {both, 2, NULL, 0};
	struct score_result result;
	size_t conflicts = 0;
	size_t missing = 0;

	arena_reset(fixture->arena);
	assert_false(score_sheet(sheet, &filled, fixture->arena, &result));
	for (size_t i = 0; i < result.fault_count; i++) {
		if (result.faults[i].code == REFUSAL(CASE_CONFLICT)) {
			assert_string_equal(result.faults[i].criterion_code, "8");
			conflicts++;
		}
		if (result.faults[i].code == REFUSAL(CASE_MISSING))
			missing++; /* at 9 and 15 */
	}
	assert_int_equal(conflicts, 1);
	assert_int_equal(missing, 2);
}

static void an_empty_sheet_names_every_criterion_that_applies(void **state)
{
	struct fixture *fixture = *state;
	const struct sheet *sheet = sheet_of(fixture, "QD26-06");
	struct filled_sheet filled = {NULL, 0, NULL, 0};
	struct score_result result;
	size_t needed = 0;

	for (size_t i = 0; i < sheet->node_count; i++)
		if (node_is_criterion(&sheet->nodes[i]) &&
		    !node_has_note(&sheet->nodes[i], NOTE_APPLIES_IF))
			needed++;
	arena_reset(fixture->arena);
	assert_false(score_sheet(sheet, &filled, fixture->arena, &result));
	assert_int_equal(result.fault_count, needed);
	assert_true(needed > 20);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_worked_score_agrees),
		cmocka_unit_test(every_worked_average_agrees),
		cmocka_unit_test(means_are_compared_exactly_and_rounded_for_eyes_only),
		cmocka_unit_test(every_fault_names_its_criterion),
		cmocka_unit_test(two_cases_or_none_are_faults),
		cmocka_unit_test(an_empty_sheet_names_every_criterion_that_applies),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
