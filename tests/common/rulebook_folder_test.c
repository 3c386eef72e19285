/* rulebook_folder_test.c - a folder of rule books loads whole, or is refused by file and node */
#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/date.h"
#include "common/base/error.h"
#include "common/rulebook/rulebook.h"
#include "common/rulebook/sheet.h"
#include "common/rulebook/transition.h"

#define SHEET "26-2026/sets/01-rau-cu-qua-hat-tuoi.json"
#define OTHER "26-2026/sets/02-thit-thuy-san-trung-sua-tuoi.json"

static char folder[64];

static void run(const char *command)
{
	char line[1024];

	(void)snprintf(line, sizeof(line), "cd %s && %s", folder, command);
	assert_int_equal(system(line), 0);
}

static int set_up(void **state)
{
	(void)state;
	(void)snprintf(folder, sizeof(folder), "/tmp/ocop-books-XXXXXX");
	return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
	char away[96];

	(void)state;
	(void)snprintf(away, sizeof(away), "rm -rf %s", folder);
	return system(away);
}

/* The files are counted in the tree: none may be left out in silence. */
static void every_sheet_of_the_tree_is_loaded(void **state)
{
	struct rulebook_fault fault = {""};
	struct rulebooks *books;
	size_t sheets = 0;
	glob_t files;

	(void)state;
	assert_int_equal(glob(SOURCE_DIR "/deploy/rulebooks/*/sets/*.json", 0, NULL, &files), 0);
	if (rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &books, &fault) != 0)
		fail_msg("%s", fault.text);
	for (size_t i = 0; i < rulebooks_count(books); i++) {
		const struct rulebook *book = rulebooks_at(books, i);

		for (size_t k = 0; k < book->set_count; k++)
			sheets += book->sets[k].sheet != NULL;
		assert_ptr_equal(rulebook_find_hash(books, book->sha256), book);
	}
	assert_int_equal(sheets, files.gl_pathc);
	assert_int_equal(sheets, 77);
	assert_null(rulebook_find_hash(books, ""));
	globfree(&files);
	rulebooks_destroy(books);
}

static void a_folder_with_a_fault_is_refused_by_file_and_node(void **state)
{
	static const struct {
		const char *name;
		const char *command; /* in the copy */
		int error;
		const char *says;
	} rows[] = {
		{"a sheet that is not there", "rm " SHEET, ERROR_NOT_FOUND,
		 SHEET ": cannot be read"},
		{"a sheet of another set", "cp " OTHER " " SHEET, ERROR_UNREADABLE,
		 SHEET ": is set 2, the taxonomy says 1"},
		{"a sheet that is no JSON", "printf '{\\n\"a\":' > " SHEET, ERROR_UNREADABLE,
		 SHEET ": line 2"},
		{"a sheet cut short", "truncate -s 20000 " SHEET, ERROR_UNREADABLE, SHEET ": line"},
		{"a sheet of wrong letters", "printf '{\"a\":\"\\377\"}' > " SHEET,
		 ERROR_UNREADABLE, SHEET ": line 1"},
		{"a sheet without end", "truncate -s 2000000 " SHEET, ERROR_TOO_LARGE,
		 SHEET ": is larger than 1048576 bytes"},
		{"a sheet that is a folder", "rm " SHEET " && mkdir " SHEET, ERROR_INPUT_OUTPUT,
		 SHEET ": cannot be read"},
		{"a sheet outside its folder",
		 "sed -i 's|sets/01-|sets/../../01-|' 26-2026/rulebook.json", ERROR_UNREADABLE,
		 "is no path below sets/"},
		{"a sheet somewhere else",
		 "sed -i 's|\"sets/01-|\"/sets/01-|' 26-2026/rulebook.json", ERROR_UNREADABLE,
		 "is no path below sets/"},
		{"a node with a fault",
		 "sed -i 's|\"select\": *\"one\"|\"select\":\"two\"|' " SHEET, ERROR_UNREADABLE,
		 SHEET ": 1.1: \"select\" is unknown: two"},
		{"a folder that is no book", "mkdir 9-2030", ERROR_NOT_FOUND,
		 "9-2030/rulebook.json: cannot be read"},
		{"more books than are ever needed", "for i in $(seq 33); do ln -s 26-2026 $i; done",
		 ERROR_TOO_LARGE, "is one more than 32"},
		{"no book at all", "rm -r ./*", ERROR_NOT_FOUND, "holds no rule book"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct rulebook_fault fault = {""};
		struct rulebooks *books = NULL;

		run("rm -rf ./* && cp -r " SOURCE_DIR "/deploy/rulebooks/26-2026 .");
		run(rows[i].command);
		int error = rulebooks_load(folder, &books, &fault);
		if (error != rows[i].error || !strstr(fault.text, rows[i].says))
			fail_msg("%s: %d \"%s\"", rows[i].name, error, fault.text);
		assert_null(books);
	}
}

static void a_gap_between_levels_is_refused(void **state)
{
	struct rulebook_fault fault = {""};
	struct rulebooks *books;

	(void)state;
	run("cp -r " SOURCE_DIR "/deploy/rulebooks/148-2023 .");
	run("sed -i 's|\"from\": *\"2025-07-06\"|\"from\":\"2025-07-07\"|' 148-2023/rulebook.json");
	assert_int_equal(rulebooks_load(folder, &books, &fault), ERROR_UNREADABLE);
	assert_string_equal(fault.text,
			    "148-2023/rulebook.json: levels[1]: leaves a gap before it");
}

static void a_new_folder_is_a_new_book_and_changes_no_other(void **state)
{
	struct rulebook_fault fault = {""};
	struct rulebooks *before, *after;

	(void)state;
	run("cp -r " SOURCE_DIR "/deploy/rulebooks/. .");
	assert_int_equal(rulebooks_load(folder, &before, &fault), 0);
	run("cp -r 26-2026 27-2026 && sed -i 's|26/2026/QĐ-TTg|27/2026/QĐ-TTg|'"
	    " 27-2026/rulebook.json 27-2026/sets/*.json &&"
	    " sed -i 's|\"in_force_from\": *\"2026-05-22\"|\"in_force_from\":\"2027-01-01\"|;"
	    "s|\"from\": *\"2026-05-22\"|\"from\":\"2027-01-01\"|' 27-2026/rulebook.json");
	if (rulebooks_load(folder, &after, &fault) != 0)
		fail_msg("%s", fault.text);
	assert_int_equal(rulebooks_count(after), 4);
	assert_string_equal(rulebooks_at(after, 0)->code, "27-2026");
	assert_string_not_equal(rulebooks_at(after, 0)->sha256, rulebooks_at(after, 1)->sha256);
	for (size_t i = 0; i < 3; i++)
		assert_string_equal(rulebooks_at(before, i)->sha256,
				    rulebooks_at(after, i + 1)->sha256);

	/* Installed ahead of its day, it says already what becomes of what is filed now. */
	static const struct {
		int32_t day; /* from 2027-01-01 */
		bool re_rating, ends;
		int32_t finish_by; /* as day */
		const char *code;
	} rows[] = {
		{-1, false, true, 60, "26-2026"},     {-1, true, true, 30, "26-2026"},
		{0, false, false, 0, "27-2026"},      {-200, false, true, 60, "26-2026"},
		{-300, true, true, -194, "148-2023"},
	};
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int32_t new_year = date_make(2027, 1, 1);
		struct rulebook_filing filing;

		assert_true(rulebook_of_filing(after, new_year + rows[i].day, rows[i].re_rating,
					       &filing));
		assert_string_equal(filing.book->code, rows[i].code);
		assert_int_equal(filing.ends, rows[i].ends);
		if (filing.ends)
			assert_int_equal(filing.finish_by_day, new_year + rows[i].finish_by);
	}
	rulebooks_destroy(before);
	rulebooks_destroy(after);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_sheet_of_the_tree_is_loaded, set_up,
						tear_down),
		cmocka_unit_test_setup_teardown(a_folder_with_a_fault_is_refused_by_file_and_node,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_gap_between_levels_is_refused, set_up, tear_down),
		cmocka_unit_test_setup_teardown(a_new_folder_is_a_new_book_and_changes_no_other,
						set_up, tear_down),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
