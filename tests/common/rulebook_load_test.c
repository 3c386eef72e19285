/* rulebook_load_test.c - the three decisions load; a spoilt file is refused by file and node */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <jansson.h>
#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/error.h"
#include "common/rulebook/rulebook_read.h"
#include "common/rulebook/sheet_read.h"

static int load(void **state)
{
	struct rulebook_fault fault = {""};
	struct rulebooks *books;

	if (rulebooks_load(SOURCE_DIR "/deploy/rulebooks", &books, &fault) != 0)
		fail_msg("%s", fault.text);
	*state = books;
	return 0;
}

static int unload(void **state)
{
	rulebooks_destroy(*state);
	return 0;
}

static int32_t day(const char *text)
{
	int32_t number = 0;

	assert_true(date_parse(text, &number));
	return number;
}

static void three_decisions_with_their_sheets_are_loaded(void **state)
{
	static const struct {
		const char *code;
		const char *official_number;
		size_t sets, sheets;
	} books[] = {{"26-2026", "26/2026/QĐ-TTg", 26, 26},
		     {"148-2023", "148/QĐ-TTg", 26, 26},
		     {"1048-2019", "1048/QĐ-TTg", 26, 25}};

	assert_int_equal(rulebooks_count(*state), 3);
	for (size_t i = 0; i < 3; i++) {
		const struct rulebook *book = rulebooks_at(*state, i);
		size_t sheets = 0;

		assert_string_equal(book->code, books[i].code);
		assert_string_equal(book->official_number, books[i].official_number);
		assert_int_equal(book->set_count, books[i].sets);
		for (size_t k = 0; k < book->set_count; k++)
			sheets += book->sets[k].sheet != NULL;
		assert_int_equal(sheets, books[i].sheets);
		assert_ptr_equal(rulebook_find(*state, books[i].code), book);
		assert_ptr_equal(rulebook_find(*state, books[i].official_number), book);
	}
	assert_null(rulebook_find(*state, "27-2026"));
	assert_null(rulebook_set_find(rulebook_find(*state, "1048-2019"), 3)->sheet);
	assert_null(rulebook_set_find(rulebook_find(*state, "26-2026"), 27));
}

static void who_recognises_depends_on_star_and_day(void **state)
{
	static const struct {
		const char *code;
		const char *day;
		uint32_t star;
		enum rulebook_level level;
	} cases[] = {
		{"26-2026", "2026-12-29", 3, RULEBOOK_LEVEL_PROVINCE},
		{"26-2026", "2026-12-29", 4, RULEBOOK_LEVEL_PROVINCE},
		{"26-2026", "2026-12-29", 5, RULEBOOK_LEVEL_CENTRE},
		{"26-2026", "2026-12-29", 2, RULEBOOK_LEVEL_NONE},
		{"148-2023", "2025-07-05", 3, RULEBOOK_LEVEL_DISTRICT},
		{"148-2023", "2025-07-06", 3, RULEBOOK_LEVEL_PROVINCE},
		{"148-2023", "2023-02-23", 3, RULEBOOK_LEVEL_NONE},
		{"1048-2019", "2021-01-01", 3, RULEBOOK_LEVEL_PROVINCE},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++)
		assert_int_equal(rulebook_recogniser(rulebook_find(*state, cases[i].code),
						     day(cases[i].day), cases[i].star),
				 cases[i].level);
	assert_int_equal(rulebook_forward_points(rulebook_find(*state, "26-2026"),
						 day("2026-12-29"), RULEBOOK_LEVEL_PROVINCE),
			 90);
	assert_int_equal(rulebook_forward_points(rulebook_find(*state, "26-2026"),
						 day("2026-12-29"), RULEBOOK_LEVEL_CENTRE),
			 RULEBOOK_UNKNOWN);
}

static void old_and_new_books_overlap_for_sixty_days(void **state)
{
	const struct rulebook *now = rulebook_find(*state, "26-2026");
	const struct rulebook *old = rulebook_find(*state, "148-2023");

	assert_false(rulebook_in_force(now, day("2026-05-21")));
	assert_true(rulebook_in_force(now, day("2026-05-22")));
	assert_true(rulebook_in_force(old, day("2026-07-21")));
	assert_false(rulebook_in_force(old, day("2026-07-22")));
	assert_ptr_equal(rulebooks_in_force(*state, day("2026-06-01")), now);
	assert_ptr_equal(rulebooks_in_force(*state, day("2026-05-21")), old);
	assert_null(rulebooks_in_force(*state, day("2019-08-20")));
}

static void the_book_in_force_says_what_the_services_need(void **state)
{
	const struct rulebook *book = rulebook_find(*state, "26-2026");
	const struct rulebook_dated_level *level = rulebook_level_on(book, day("2026-12-29"));

	assert_int_equal(book->certifiable_from_star, 3);
	assert_int_equal(book->validity_months, 36);
	assert_int_equal(book->revocation_grounds.count, 6);
	assert_int_equal(book->evidence_types.count, 15);
	assert_int_equal(book->form_count, 3);
	assert_int_equal(book->deadlines.revoke_within_days, 15);
	assert_int_equal(book->deadlines.re_rating_submit_from_days_before_expiry, 180);
	assert_int_equal(book->deadlines.re_rating_submit_until_days_before_expiry, 120);
	assert_int_equal(level->screened_by, RULEBOOK_LEVEL_COMMUNE);
	assert_int_equal(level->screening_working_days, 15);
	assert_int_equal(level->screening_checks.count, 4);
	assert_int_equal(book->round_count, 4);
	assert_int_equal(book->rounds[1].hold_before_month, 12);
	assert_int_equal(book->rounds[1].hold_before_day, 30);
	assert_int_equal(book->rounds[1].dossiers_before_month, 10);
	assert_string_equal(rulebook_set_find(book, 6)->sector_code, "I");
	assert_string_equal(rulebook_set_find(book, 26)->sector_code, "VI");
	assert_false(rulebook_set_find(book, 26)->samples_required);
	assert_int_equal(rulebook_samples(book, rulebook_set_find(book, 6), "re_rating",
					  RULEBOOK_LEVEL_NONE, RULEBOOK_LEVEL_CENTRE),
			 5);
	assert_int_equal(rulebook_samples(book, rulebook_set_find(book, 6), "first",
					  RULEBOOK_LEVEL_COMMUNE, RULEBOOK_LEVEL_NONE),
			 5);
	assert_int_equal(rulebook_samples(book, rulebook_set_find(book, 6), "earlier",
					  RULEBOOK_LEVEL_COMMUNE, RULEBOOK_LEVEL_NONE),
			 0);
	assert_int_equal(rulebook_samples(book, rulebook_set_find(book, 26), "first",
					  RULEBOOK_LEVEL_COMMUNE, RULEBOOK_LEVEL_NONE),
			 0);
	assert_int_equal(rulebook_find(*state, "148-2023")->deadlines.revoke_within_days,
			 RULEBOOK_UNKNOWN);
}

static void documents_are_kept_byte_for_byte_with_their_hash(void **state)
{
	const struct rulebook *book = rulebook_find(*state, "26-2026");
	const struct sheet *sheet = rulebook_set_find(book, 1)->sheet;
	unsigned char hash[crypto_hash_sha256_BYTES];
	char hex[RULEBOOK_SHA256_HEX_SIZE];
	char bytes[65536];
	FILE *file = fopen(SOURCE_DIR "/deploy/rulebooks/26-2026/sets/01-rau-cu-qua-hat-tuoi.json",
			   "rb");

	assert_non_null(file);
	size_t size_bytes = fread(bytes, 1, sizeof(bytes), file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(sheet->document_size_bytes, size_bytes);
	assert_memory_equal(sheet->document, bytes, size_bytes);
	crypto_hash_sha256(hash, (const unsigned char *)bytes, size_bytes);
	assert_string_equal(sheet->document_sha256,
			    sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash)));
	assert_string_not_equal(sheet->sha256, sheet->document_sha256);
	assert_int_equal(strlen(book->sha256), 64);
}

/* What is changed in a file that is right, and what the fault must say. */
struct spoilt {
	const char *name;
	const char *path;  /* of the value that is changed, parted by / */
	const char *value; /* JSON; NULL takes the member away */
	const char *says;
};

static const struct spoilt spoilt_sheets[] = {
	{"another format", "format", "\"ocop-sheet/2\"", "ocop-sheet/1"},
	{"another book", "rulebook", "\"148/QĐ-TTg\"", "another rule book"},
	{"no set number", "set_no", NULL, "\"set_no\""},
	{"a part too few", "parts/2", NULL, "parts"},
	{"other points of a part", "parts/0/max", "39", "A: "},
	{"no name", "parts/0/criteria/0/criteria/1/name", NULL, "1.2: "},
	{"unknown way to select", "parts/0/criteria/0/criteria/1/select", "\"two\"", "1.2: "},
	{"a field misspelt", "parts/0/criteria/0/criteria/1/optoins", "[]", "1.2: \"optoins\""},
	{"a code twice", "parts/0/criteria/0/criteria/1/code", "\"1.1\"", "1.1: "},
	{"an option number left out", "parts/0/criteria/0/criteria/1/options/0/no", "2", "1.2: "},
	{"more points than the maximum", "parts/0/criteria/0/criteria/1/options/0/points", "99",
	 "1.2: "},
	{"points that are no number", "parts/0/criteria/0/criteria/1/options/0/points", "\"1\"",
	 "1.2: "},
	{"points with a fraction", "parts/0/criteria/0/criteria/1/options/0/points", "1.5",
	 "1.2: "},
	{"points below zero", "parts/0/criteria/0/criteria/1/options/0/points", "-1", "1.2: "},
	{"blank points without inferred ones", "parts/0/criteria/0/criteria/1/options/0/points",
	 "null", "1.2: "},
	{"a mark for six stars", "parts/0/criteria/0/criteria/1/options/0/min_star", "6", "1.2: "},
	{"a case where there is none", "parts/0/criteria/0/criteria/1/options/0/case", "\"1\"",
	 "1.2: "},
	{"no options", "parts/0/criteria/0/criteria/1/options", "[]", "1.2: "},
	{"a group whose children do not add up", "parts/0/criteria/0/max", "20", "1: "},
	{"a note of unknown kind", "parts/0/criteria/0/criteria/1/notes",
	 "[{\"kind\":\"hint\",\"text\":{\"vi\":\"a\",\"en\":\"a\"}}]", "1.2: "},
	{"evidence nobody knows", "parts/0/criteria/0/criteria/1/evidence", "[\"EV_NONE\"]",
	 "1.2: "},
};

static const struct spoilt spoilt_books[] = {
	{"another format", "format", "\"ocop-rulebook/9\"", "ocop-rulebook/1"},
	{"bands with a hole", "bands/1/below", "89", "bands"},
	{"bands that start above 0", "bands/4/from", "1", "bands"},
	{"parts that do not add up", "parts/0/max", "41", "parts"},
	{"nobody recognises 4 stars", "levels/0/recognises/4", NULL, "levels[0]"},
	{"an unknown level", "levels/0/recognises/4", "\"region\"", "levels[0]"},
	{"a day that is none", "levels/0/from", "\"2026-02-30\"", "levels[0]"},
	{"a day of the year that is none", "rounds/0/hold_before", "\"06-31\"", "rounds[0]"},
	{"a handover of no number of samples", "handovers/0/samples", "\"five\"", "handovers[0]"},
	{"a handover to nobody known", "handovers/1/to_level", "\"region\"", "handovers[1]"},
	{"a ground without a name", "revocation_grounds/0/name", NULL, "revocation_grounds"},
	{"a ground twice", "revocation_grounds/1/code", "\"a\"", "revocation_grounds"},
	{"never in force", "in_force_from", NULL, "in force"},
	{"no sets", "taxonomy", "[]", "taxonomy"},
};

static json_t *step(json_t *at, const char *name)
{
	return json_is_array(at) ? json_array_get(at, (size_t)atoi(name))
				 : json_object_get(at, name);
}

/* Changes the value at a path; NULL takes it away. */
static void spoil(json_t *root, const struct spoilt *row)
{
	char path[256];
	char *rest = path;
	char *name;
	json_t *at = root;

	(void)snprintf(path, sizeof(path), "%s", row->path);
	while ((name = strsep(&rest, "/")) != NULL && rest)
		at = step(at, name);
	assert_non_null(at);
	if (json_is_array(at))
		assert_int_equal(json_array_remove(at, (size_t)atoi(name)), 0);
	else if (!row->value)
		assert_int_equal(json_object_del(at, name), 0);
	else
		assert_int_equal(json_object_set_new(at, name,
						     json_loads(row->value, JSON_DECODE_ANY, NULL)),
				 0);
}

static void spoilt_sheets_are_refused_by_node(void **state)
{
	const struct rulebook *book = rulebook_find(*state, "26-2026");
	const struct sheet *sheet = rulebook_set_find(book, 1)->sheet;

	for (size_t i = 0; i < sizeof(spoilt_sheets) / sizeof(spoilt_sheets[0]); i++) {
		struct arena *arena = arena_create(8 * 1024 * 1024);
		struct rulebook_fault fault = {""};
		struct document document = {
			.arena = arena, .file = "sets/x.json", .where = "", .fault = &fault};
		json_t *root = json_loadb(sheet->document, sheet->document_size_bytes, 0, NULL);

		spoil(root, &spoilt_sheets[i]);
		(void)sheet_read(&document, root, book); /* the fault is what is asked for */
		if (document.error != ERROR_UNREADABLE ||
		    !strstr(fault.text, spoilt_sheets[i].says) ||
		    strncmp(fault.text, "sets/x.json: ", 13) != 0)
			fail_msg("%s: %d \"%s\"", spoilt_sheets[i].name, document.error,
				 fault.text);
		json_decref(root);
		arena_destroy(arena);
	}
}

static void spoilt_books_are_refused_by_node(void **state)
{
	const struct rulebook *book = rulebook_find(*state, "26-2026");

	for (size_t i = 0; i < sizeof(spoilt_books) / sizeof(spoilt_books[0]); i++) {
		struct arena *arena = arena_create(8 * 1024 * 1024);
		struct rulebook_fault fault = {""};
		struct document document = {
			.arena = arena, .file = "x/rulebook.json", .where = "", .fault = &fault};
		json_t *root = json_loadb(book->document, book->document_size_bytes, 0, NULL);
		const struct sheet_file *files;

		spoil(root, &spoilt_books[i]);
		(void)rulebook_read(&document, root, "x", &files); /* as above */
		if (document.error != ERROR_UNREADABLE ||
		    !strstr(fault.text, spoilt_books[i].says) ||
		    strncmp(fault.text, "x/rulebook.json: ", 17) != 0)
			fail_msg("%s: %d \"%s\"", spoilt_books[i].name, document.error, fault.text);
		json_decref(root);
		arena_destroy(arena);
	}
}

static void write_file(const char *path, const char *bytes)
{
	FILE *file = fopen(path, "wb");

	assert_non_null(file);
	assert_true(fputs(bytes, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

/* Loads a folder with one book whose rulebook.json holds these bytes. */
static int load_bytes(const char *bytes, struct rulebook_fault *ret_fault)
{
	char directory[] = "/tmp/ocop_rulebook_XXXXXX";
	char book[64], file[96];
	struct rulebooks *books = NULL;

	assert_non_null(mkdtemp(directory));
	(void)snprintf(book, sizeof(book), "%s/9-2030", directory);
	(void)snprintf(file, sizeof(file), "%s/rulebook.json", book);
	assert_int_equal(mkdir(book, 0700), 0);
	if (bytes)
		write_file(file, bytes);
	int error = rulebooks_load(directory, &books, ret_fault);
	rulebooks_destroy(books);
	if (bytes)
		assert_int_equal(unlink(file), 0);
	assert_int_equal(rmdir(book), 0);
	assert_int_equal(rmdir(directory), 0);
	return error;
}

static void files_that_are_no_rule_book_are_refused_by_name(void **state)
{
	static const struct {
		const char *bytes;
		int error;
		const char *says;
	} cases[] = {
		{NULL, ERROR_NOT_FOUND, "9-2030/rulebook.json: cannot be read"},
		{"", ERROR_UNREADABLE, "9-2030/rulebook.json: line"},
		{"{", ERROR_UNREADABLE, "9-2030/rulebook.json: line 1"},
		{"[]", ERROR_UNREADABLE, "9-2030/rulebook.json: is not an object"},
		{"{\"format\":\"a\",\"format\":\"a\"}", ERROR_UNREADABLE, "duplicate"},
		{"{}", ERROR_UNREADABLE, "\"format\" is missing"},
	};
	struct rulebook_fault fault;
	struct rulebooks *books;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(load_bytes(cases[i].bytes, &fault), cases[i].error);
		if (!strstr(fault.text, cases[i].says))
			fail_msg("%s", fault.text);
	}
	assert_int_equal(rulebooks_load("/nowhere/at/all", &books, &fault), ERROR_NOT_FOUND);
	assert_non_null(strstr(fault.text, "/nowhere/at/all"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(three_decisions_with_their_sheets_are_loaded),
		cmocka_unit_test(who_recognises_depends_on_star_and_day),
		cmocka_unit_test(old_and_new_books_overlap_for_sixty_days),
		cmocka_unit_test(the_book_in_force_says_what_the_services_need),
		cmocka_unit_test(documents_are_kept_byte_for_byte_with_their_hash),
		cmocka_unit_test(spoilt_sheets_are_refused_by_node),
		cmocka_unit_test(spoilt_books_are_refused_by_node),
		cmocka_unit_test(files_that_are_no_rule_book_are_refused_by_name),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
