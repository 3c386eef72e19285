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
	assert_int_equal(book->deadlines.re_rating_decide_within_days, 45);
	assert_true(book->re_rates_in_writing);
	assert_false(rulebook_find(*state, "148-2023")->re_rates_in_writing);
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
	{"a name that is no text", "parts/0/criteria/0/criteria/1/name/vi", "1",
	 "1.2: \"vi\" is not text"},
	{"a name in one language", "parts/0/criteria/0/criteria/1/name/en", NULL, "1.2: \"en\""},
	{"a name that is no pair", "parts/0/criteria/0/criteria/1/name", "\"a\"", "1.2: a name"},
	{"a flag that is none", "parts/0/criteria/0/criteria/1/options_inferred", "1",
	 "1.2: \"options_inferred\""},
	{"a list that is none", "parts/0/criteria/0/criteria/1/notes", "{}", "1.2: \"notes\""},
	{"a list of no texts", "issues", "[1]", "\"issues\" holds no text at 0"},
	{"no key", "parts/0/criteria/0/criteria/1/key", NULL, "1.2: \"key\""},
	{"more points than any sheet has", "parts/0/criteria/0/criteria/1/max", "1001",
	 "1.2: \"max\" is 1001"},
	{"points both read and inferred", "parts/0/criteria/0/criteria/1/options/0/points_inferred",
	 "1", "1.2: an option has"},
	{"an option without a label", "parts/0/criteria/0/criteria/1/options/0/label", NULL,
	 "1.2: \"label\""},
	{"an option's field misspelt", "parts/0/criteria/0/criteria/1/options/0/star", "3",
	 "1.2: \"star\" is no field"},
	{"a note's field misspelt", "parts/0/criteria/0/criteria/1/notes",
	 "[{\"kind\":\"stop\",\"txt\":1}]", "1.2: \"txt\" is no field"},
	{"options and criteria at once", "parts/0/criteria/0/criteria/1/criteria",
	 "[{\"code\":\"x\"}]", "1.2: a criterion has options"},
	{"a group of nothing", "parts/0/criteria/0/criteria", "[]", "1: a criterion has options"},
	{"cases of cases", "parts/0/criteria/0",
	 "{\"code\":\"1\",\"key\":\"a\",\"name\":{\"vi\":\"a\",\"en\":\"a\"},\"max\":0,"
	 "\"select\":\"one_of_cases\",\"criteria\":[{\"code\":\"1.1\",\"key\":\"b\","
	 "\"name\":{\"vi\":\"a\",\"en\":\"a\"},\"max\":0,\"select\":\"sum\",\"criteria\":["
	 "{\"code\":\"1.1.1\",\"key\":\"c\",\"name\":{\"vi\":\"a\",\"en\":\"a\"},"
	 "\"max\":0,\"select\":\"one\",\"options\":[{\"no\":1,\"points\":0,\"min_star\":null,"
	 "\"label\":{\"vi\":\"a\",\"en\":\"a\"}}]}]}]}",
	 "1: a case has criteria of its own"},
	{"a part over its maximum", "parts/2/criteria/1/max", "99", "C: criteria declare"},
	{"a part of another name", "parts/0/code", "\"B\"", "A: is not the part"},
	{"another total", "max_total", "99", "max_total is not the rule book's"},
	{"a ground in one language", "disqualifiers", "[{\"vi\":\"a\"}]", "disqualifiers: \"en\""},
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
	{"sets out of order", "taxonomy/0/groups/0/sets/1/set_no", "1", "taxonomy[0]: set 1"},
	{"a set without a name", "taxonomy/0/groups/0/sets/0/name", NULL, "taxonomy[0]: \"name\""},
	{"a sector without a name", "taxonomy/1/name", NULL, "taxonomy[1]: \"name\""},
	{"no number", "code", NULL, "\"code\" is missing"},
	{"over before it began", "in_force_to", "\"2020-01-01\"", "is never in force"},
	{"a total in words", "max_total", "\"100\"", "\"max_total\" is not a whole number"},
	{"certificates for nothing", "certifiable_from_star", "0", "certifies from no star"},
	{"no parts", "parts", "[]", "\"parts\" are not 1 to"},
	{"a part without a name", "parts/1/name", NULL, "parts[1]: \"name\""},
	{"no bands", "bands", "[]", "\"bands\" are not 1 to"},
	{"a sixth star", "bands/0/star", "6", "bands[0]: \"star\" is 6"},
	{"no levels", "levels", "[]", "\"levels\" are missing"},
	{"a level that ends first", "levels/0/to", "\"2020-01-01\"", "levels[0]: has no first"},
	{"too many ways to hand on", "levels/0/forwards", "[{},{},{},{},{},{},{},{},{}]",
	 "levels[0]: \"forwards\" are over 8"},
	{"handed on from nobody known", "levels/0/forwards/0/from_level", "\"x\"", "levels[0]"},
	{"left to nobody known", "levels/0/fallback/decided_by", "\"x\"", "levels[0]"},
	{"screened in no number of days", "levels/0/screens/working_days", "-1", "levels[0]"},
	{"a check twice", "levels/0/screens/checks/1/code", "\"material_origin\"", "levels[0]"},
	{"no quorum", "levels/0/council", "{\"quorum_percent\":101}", "\"council\" cannot be"},
	{"no office", "levels/0/council", "{\"offices\":[\"usher\"]}", "no office of a council"},
	{"a round of no number", "rounds/1/round", NULL, "rounds[1]: \"round\""},
	{"re-rated in no number of days", "re_rating/decide_within_days", "\"45\"", "re_rating: "},
	{"re-rated in no way known", "re_rating/council_works_by", "\"telephone\"",
	 "re_rating: \"council_works_by\" is no way"},
	{"revoked in no number of days", "revocation/within_days", "1.5", "revocation: "},
	{"a transition from no day", "transition/from", "\"22/05/2026\"", "transition: "},
	{"a field without a key", "forms/0/fields/0/key", NULL, "forms[0]: \"key\""},
	{"fields without end", "forms/1/fields",
	 "[{\"key\":\"a\",\"name\":{\"vi\":\"a\",\"en\":\"a\"},\"fields\":["
	 "{\"key\":\"a\",\"name\":{\"vi\":\"a\",\"en\":\"a\"},\"fields\":["
	 "{\"key\":\"a\",\"name\":{\"vi\":\"a\",\"en\":\"a\"},\"fields\":["
	 "{\"key\":\"a\",\"name\":{\"vi\":\"a\",\"en\":\"a\"},\"fields\":["
	 "{\"key\":\"a\",\"name\":{\"vi\":\"a\",\"en\":\"a\"}}]}]}]}]}]",
	 "forms[1]: has too many fields"},
	{"evidence twice", "evidence_types/1/code", "\"EV_BIZ\"", "evidence_types: "},
	{"a question without words", "open_questions/0/name", NULL, "open_questions: "},
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
	if (json_is_array(at) && row->value)
		assert_int_equal(json_array_set_new(at, (size_t)atoi(name),
						    json_loads(row->value, JSON_DECODE_ANY, NULL)),
				 0);
	else if (json_is_array(at))
		assert_int_equal(json_array_remove(at, (size_t)atoi(name)), 0);
	else if (!row->value)
		assert_int_equal(json_object_del(at, name), 0);
	else
		assert_int_equal(json_object_set_new(at, name,
						     json_loads(row->value, JSON_DECODE_ANY, NULL)),
				 0);
}

static bool is_fault_of_file(int error)
{
	return error == ERROR_UNREADABLE || error == ERROR_TOO_LARGE;
}

/* Reads the sheet of fresh vegetables with one value changed: the fault must say what is wrong. */
static void assert_sheet_refused(const struct rulebook *book, const struct spoilt *row)
{
	const struct sheet *sheet = rulebook_set_find(book, 1)->sheet;
	struct arena *arena = arena_create(8 * 1024 * 1024);
	struct rulebook_fault fault = {""};
	struct document document = {
		.arena = arena, .file = "sets/x.json", .where = "", .fault = &fault};
	json_t *root = json_loadb(sheet->document, sheet->document_size_bytes, 0, NULL);

	spoil(root, row);
	(void)sheet_read(&document, root, book); /* the fault is what is asked for */
	if (!is_fault_of_file(document.error) || !strstr(fault.text, row->says) ||
	    strncmp(fault.text, "sets/x.json: ", 13) != 0)
		fail_msg("%s: %d \"%s\"", row->name, document.error, fault.text);
	json_decref(root);
	arena_destroy(arena);
}

static void spoilt_sheets_are_refused_by_node(void **state)
{
	for (size_t i = 0; i < sizeof(spoilt_sheets) / sizeof(spoilt_sheets[0]); i++)
		assert_sheet_refused(rulebook_find(*state, "26-2026"), &spoilt_sheets[i]);
}

static void a_sheet_has_an_end_in_depth_and_in_length(void **state)
{
	static const char *const head = "{\"code\":\"d%zu\",\"key\":\"a\",\"max\":0,"
					"\"name\":{\"vi\":\"a\",\"en\":\"a\"},\"select\":";
	struct arena *arena = arena_create(64 * 1024 * 1024); /* every step is kept */
	struct spoilt deep = {"9 deep", "parts/0/criteria/0", "{}", "d7: is too large or too deep"};
	struct spoilt wide = {"513", "parts/0/criteria", "", "d511: is too large or too deep"};

	for (size_t i = 9; i-- > 0;) {
		char start[128];

		(void)snprintf(start, sizeof(start), head, i);
		deep.value = arena_printf(arena, "%s\"sum\",\"criteria\":[%s]}", start, deep.value);
	}
	for (size_t i = 513; i-- > 0;) {
		char start[128];

		(void)snprintf(start, sizeof(start), head, i);
		wide.value =
			arena_printf(arena,
				     "%s\"one\",\"options\":[{\"no\":1,\"points\":0,"
				     "\"min_star\":null,\"label\":{\"vi\":\"a\",\"en\":\"a\"}}]}"
				     "%s%s",
				     start, wide.value[0] ? "," : "", wide.value);
	}
	wide.value = arena_printf(arena, "[%s]", wide.value);
	assert_sheet_refused(rulebook_find(*state, "26-2026"), &deep);
	assert_sheet_refused(rulebook_find(*state, "26-2026"), &wide);
	arena_destroy(arena);
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
		if (!is_fault_of_file(document.error) ||
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
		cmocka_unit_test(a_sheet_has_an_end_in_depth_and_in_length),
		cmocka_unit_test(spoilt_books_are_refused_by_node),
		cmocka_unit_test(files_that_are_no_rule_book_are_refused_by_name),
	};

	return cmocka_run_group_tests(tests, load, unload);
}
