/* carry_over_rules_test.c - what a draft keeps of an earlier dossier and what is to do: sheet
 * against sheet, as their files say, and papers and fields one by one
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "carry_over_fixture.h"
#include "common/base/arena.h"
#include "common/rulebook/rulebook.h"

enum { ARENA_BYTES = 64 * 1024 * 1024, TODAY = 20605 /* 2026-06-01 */ };

/* --- sheet against sheet */

static const struct sheet *loaded_sheet(const struct rulebooks *books, const char *code,
					uint32_t set_no)
{
	const struct rulebook *book = rulebook_find(books, code);
	const struct rulebook_set *set = book ? rulebook_set_find(book, set_no) : NULL;

	return set ? set->sheet : NULL;
}

static void compare_sheets(const struct rulebooks *books, const char *const pair[2],
			   uint32_t set_no, size_t left_out, struct arena *arena)
{
	struct json_sheet before, now;
	struct choice choices[JSON_CRITERIA_MAX];
	struct dossier_content from = {.sheet = loaded_sheet(books, pair[0], set_no)};
	struct dossier_content to = {.sheet = loaded_sheet(books, pair[1], set_no)};
	struct carry_over_facts facts = {.from = &from, .to = &to, .today = TODAY};
	struct carry_over found;
	size_t to_do = 0, kept = 0;

	if (!from.sheet || !to.sheet)
		return; /* 1048/2019 lacks one */
	assert_true(open_json_sheet(pair[0], set_no, &before));
	assert_true(open_json_sheet(pair[1], set_no, &now));
	from.book = from.sheet->book;
	to.book = to.sheet->book;
	from.choices = choices;
	from.choice_count = choose_some(&before, left_out, choices);
	facts.papers =
		rulebook_find(books, "148-2023"); /* no forms: criteria alone are asked for */
	found = carry_over_find(&facts, arena);

	for (size_t i = 0; i < now.count; i++) {
		const struct json_criterion *then;
		bool is_kept;
		enum to_do_kind kind = expected_of(&now.criteria[i], &before, choices,
						   from.choice_count, &then, &is_kept);

		if (is_kept) {
			assert_true(kept < found.choice_count);
			assert_string_equal(found.choices[kept].criterion_code,
					    now.criteria[i].code);
			assert_int_equal(found.choices[kept++].option_no, 1);
		}
		if (!kind)
			continue;
		assert_true(to_do < found.to_do_count);
		assert_int_equal(found.to_do[to_do].kind, kind);
		assert_string_equal(found.to_do[to_do].code, now.criteria[i].code);
		assert_string_equal(found.to_do[to_do++].earlier, then ? then->code : "");
	}
	assert_int_equal(found.to_do_count, to_do);
	assert_int_equal(found.choice_count, kept);
	assert_int_equal(found.kept_choices, kept);
	close_json_sheet(&before);
	close_json_sheet(&now);
}

static void every_set_differs_as_its_files_do(void **state)
{
	static const char *const pairs[][2] = {
		{"148-2023", "26-2026"}, {"1048-2019", "148-2023"}, {"1048-2019", "26-2026"},
		{"26-2026", "26-2026"},  {"148-2023", "148-2023"},
	};
	struct arena *arena = arena_create(ARENA_BYTES);
	struct rulebook_fault fault;
	struct rulebooks *books;

	(void)state; /* pure */
	assert_int_equal(rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &books, &fault), 0);
	for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++) {
		for (uint32_t set_no = 1; set_no <= 26; set_no++) {
			compare_sheets(books, pairs[i], set_no, 0, arena);
			compare_sheets(books, pairs[i], set_no, 3, arena);
		}
	}
	rulebooks_destroy(books);
	arena_destroy(arena);
}

/* --- papers, with a book of two kinds of evidence and a form of three fields */

static const struct rulebook_named evidence_types[] = {
	{.code = "EV_BIZ", .name = {"Giấy", "Paper"}},
	{.code = "EV_TEST", .name = {"Phiếu", "Test"}}};
static const struct rulebook_field small_fields[] = {
	{.key = "year"}, {.key = "phone"}, {.key = "email"}, {.key = "undertaking"}};
static const struct rulebook_form small_forms[] = {
	{.code = "M01", .fields = small_fields, .field_count = 4}};
static const struct sheet_option small_options[] = {
	{.no = 1, .case_code = "", .label = {"a", "a"}}};
static const struct sheet_node old_nodes[] = {
	{.code = "1.a",
	 .key = "origin",
	 .select = NODE_ONE,
	 .options = small_options,
	 .option_count = 1},
	{.code = "1.b",
	 .key = "accounting",
	 .select = NODE_ONE,
	 .options = small_options,
	 .option_count = 1},
};
static const struct sheet_node new_nodes[] = {
	{.code = "1.1",
	 .key = "origin",
	 .select = NODE_ONE,
	 .options = small_options,
	 .option_count = 1},
};

/* Content under these sheets, with what the test puts in. */
static struct carry_over carry(const struct dossier_content *from, const struct dossier_content *to,
			       struct arena *arena)
{
	static const struct sheet old_sheet = {.nodes = old_nodes, .node_count = 2};
	static const struct sheet new_sheet = {.nodes = new_nodes, .node_count = 1};
	static struct rulebook book;
	struct dossier_content from_content = *from, to_content = *to;
	const struct carry_over_facts facts = {
		.from = &from_content, .to = &to_content, .papers = &book, .today = TODAY};

	book.evidence_types = (struct rulebook_list){evidence_types, 2};
	book.forms = small_forms;
	book.form_count = 1;
	from_content.sheet = &old_sheet;
	to_content.sheet = &new_sheet;
	return carry_over_find(&facts, arena);
}

static struct evidence a_paper(const char *type, const char *codes, const char *sha256,
			       const char *valid_until)
{
	return (struct evidence){.evidence_id = "evidence_1",
				 .evidence_type = type,
				 .criterion_codes = codes,
				 .name = type,
				 .sha256 = sha256,
				 .media_type = "application/pdf",
				 .link = "",
				 .valid_until = valid_until,
				 .page_count = 3,
				 .from_submission = 1,
				 .until_submission = 2};
}

static void papers_are_kept_by_hash_while_they_hold(void **state)
{
	struct arena *arena = arena_create(ARENA_BYTES);
	const struct evidence papers[] = {
		a_paper("EV_BIZ", "1.a 1.b", "aa", ""),
		a_paper("EV_TEST", "", "bb", "2026-05-31"), /* ended yesterday */
		a_paper("EV_TEST", "1.b", "cc", "2026-06-01"),
		a_paper("EV_GONE", "1.a", "dd", ""),
		a_paper("EV_BIZ", "1.a", "ee", ""),
	};
	const struct evidence present[] = {a_paper("EV_BIZ", "1.1", "ee", "")};
	const struct dossier_content from = {.evidence = papers, .evidence_count = 5};
	const struct dossier_content to = {.evidence = present, .evidence_count = 1};
	const struct carry_over found = carry(&from, &to, arena);

	(void)state;                               /* pure */
	assert_int_equal(found.evidence_count, 2); /* ee is there already */
	assert_int_equal(found.kept_evidence, 3);
	assert_string_equal(found.evidence[0].sha256, "aa");
	assert_string_equal(found.evidence[0].criterion_codes, "1.1"); /* 1.b is no more */
	assert_int_equal(found.evidence[0].page_count, 3);
	assert_int_equal(found.evidence[0].from_submission, 0);
	assert_int_equal(found.evidence[0].until_submission, 0);
	assert_true(found.evidence[0].carried_over);
	assert_string_equal(found.evidence[1].sha256, "cc");
	assert_string_equal(found.evidence[1].criterion_codes, "");

	/* Behind the criterion, which nobody chose, and the compulsory fields but the year. */
	assert_int_equal(found.to_do_count, 6);
	assert_int_equal(found.to_do[0].kind, TO_DO_CRITERION_UNSCORED);
	assert_int_equal(found.to_do[4].kind, TO_DO_EVIDENCE_EXPIRED);
	assert_string_equal(found.to_do[4].code, "EV_TEST");
	assert_string_equal(found.to_do[4].proof, "bb");
	assert_int_equal(found.to_do[5].kind, TO_DO_EVIDENCE_TYPE_GONE);
	assert_string_equal(found.to_do[5].code, "EV_GONE");
	arena_destroy(arena);
}

static void fields_are_kept_that_belong_to_the_product(void **state)
{
	struct arena *arena = arena_create(ARENA_BYTES);
	const struct form_field earlier[] = {{"M01", "year", "2023"},
					     {"M01", "phone", "0209"},
					     {"M01", "email", "a@example.org"},
					     {"M01", "gone", "x"},
					     {"M03", "phone", "x"}};
	const struct form_field present[] = {{"M01", "year", "2026"},
					     {"M01", "email", "b@example.org"}};
	const struct dossier_content from = {.fields = earlier, .field_count = 5};
	const struct dossier_content to = {.fields = present, .field_count = 2};
	const struct carry_over found = carry(&from, &to, arena);

	(void)state; /* pure */
	assert_int_equal(found.field_count, 1);
	assert_string_equal(found.fields[0].key, "phone");
	assert_int_equal(found.kept_fields, 1); /* what was typed since stays */
	assert_int_equal(found.to_do_count, 2);
	assert_int_equal(found.to_do[1].kind, TO_DO_FIELD_NEW);
	assert_string_equal(found.to_do[1].code, "M01.undertaking");
	arena_destroy(arena);
}

static void things_are_done_one_by_one(void **state)
{
	const struct choice choices[] = {{"1.1", 1}};
	const struct form_field fields[] = {{"M01", "phone", "0209"}, {"M01", "email", ""}};
	struct evidence papers[] = {a_paper("EV_TEST", "", "aa", "2026-06-01"),
				    a_paper("EV_TEST", "", "bb", "")};
	const struct dossier_content content = {.choices = choices,
						.choice_count = 1,
						.fields = fields,
						.field_count = 2,
						.evidence = papers,
						.evidence_count = 2};
	const struct {
		struct to_do to_do;
		size_t nth;
		bool done;
	} rows[] = {
		{{TO_DO_CRITERION_NEW, "1.1", "", ""}, 0, true},
		{{TO_DO_CRITERION_CHANGED, "1.2", "1.b", ""}, 0, false},
		{{TO_DO_FIELD_NEW, "M01.phone", "", ""}, 0, true},
		{{TO_DO_FIELD_NEW, "M01.email", "", ""}, 0, false},
		{{TO_DO_FIELD_NEW, "M02.phone", "", ""}, 0, false},
		{{TO_DO_EVIDENCE_EXPIRED, "EV_TEST", "x", "zz"}, 0, true}, /* by bb: aa was kept */
		{{TO_DO_EVIDENCE_EXPIRED, "EV_TEST", "y", "zz"}, 1, false},
		{{TO_DO_EVIDENCE_EXPIRED, "EV_BIZ", "x", "zz"}, 0, false},
		{{TO_DO_EVIDENCE_TYPE_GONE, "EV_GONE", "x", "bb"}, 0, true},
		{{TO_DO_EVIDENCE_TYPE_GONE, "EV_GONE", "x", "zz"}, 0, false},
	};

	(void)state; /* pure */
	papers[0].carried_over = true;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
		assert_int_equal(to_do_is_done(&rows[i].to_do, rows[i].nth, &content, false, TODAY),
				 rows[i].done);
	/* What may be left out is done when the sheet is finished without it. */
	assert_true(to_do_is_done(&rows[1].to_do, 0, &content, true, TODAY));
	papers[1].valid_until = "2026-05-31";
	assert_false(to_do_is_done(&rows[5].to_do, 0, &content, false, TODAY));
}

static void content_is_read_back_from_its_text(void **state)
{
	struct arena *arena = arena_create(ARENA_BYTES);
	const struct rulebook book = {.code = "26-2026"};
	const struct sheet sheet = {.set_no = 6};
	const struct form_field fields[] = {{"M01", "phone", "0209"},
					    {"M02", "history", "Một\nchoice 1.1 9\nfield M"},
					    {"M02", "ip", ""}};
	const struct choice choices[] = {{"1.đ", 2}, {"7", 11}};
	const struct evidence papers[] = {a_paper("EV_BIZ", "1.1", "aa", "")};
	const struct dossier_content content = {.book = &book,
						.sheet = &sheet,
						.fields = fields,
						.field_count = 3,
						.choices = choices,
						.choice_count = 2,
						.evidence = papers,
						.evidence_count = 1};
	const char *text = dossier_content_text(&content, arena);
	struct dossier_content back = {.evidence_count = 5};
	static const char *const broken[] = {
		"",
		"rulebook 26-2026 set 6",
		"field M01.phone 4:0209\n",
		"rulebook 26-2026 set 6\nfield M01.phone 5:0209\n",
		"rulebook 26-2026 set 6\nfield M01.phone 3:0209\n",
		"rulebook 26-2026 set 6\nfield M01.phone :0209\n",
		"rulebook 26-2026 set 6\nfield M01.phone -1:0209\n",
		"rulebook 26-2026 set 6\nfield M01.phone 99999999999999999999:0209\n",
		"rulebook 26-2026 set 6\nfield M01phone 4\n",
		"rulebook 26-2026 set 6\nchoice 1.1 3",
		"rulebook 26-2026 set 6\nchoice 1.1\n",
		"rulebook 26-2026 set 6\nsomething else\n",
	};

	(void)state; /* pure */
	assert_true(dossier_content_read(text, arena, &back));
	assert_int_equal(back.field_count, 3);
	for (size_t i = 0; i < 3; i++) {
		assert_string_equal(back.fields[i].form_code, fields[i].form_code);
		assert_string_equal(back.fields[i].key, fields[i].key);
		assert_string_equal(back.fields[i].value, fields[i].value);
	}
	assert_int_equal(back.choice_count, 2);
	assert_string_equal(back.choices[0].criterion_code, "1.đ");
	assert_int_equal(back.choices[1].option_no, 11);
	assert_int_equal(back.evidence_count, 5); /* left alone */
	for (size_t i = 0; i < sizeof broken / sizeof *broken; i++) {
		if (dossier_content_read(broken[i], arena, &back))
			fail_msg("read: %s", broken[i]);
	}
	arena_destroy(arena);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_set_differs_as_its_files_do),
		cmocka_unit_test(papers_are_kept_by_hash_while_they_hold),
		cmocka_unit_test(fields_are_kept_that_belong_to_the_product),
		cmocka_unit_test(things_are_done_one_by_one),
		cmocka_unit_test(content_is_read_back_from_its_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
