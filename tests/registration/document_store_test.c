/* document_store_test.c - documents that wait: whose they are, how long, how many */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/identifier.h"
#include "registration/files/document_store.h"

static char root[32];
static struct arena *arena;

static int start(void **state)
{
	(void)state; /* the file holds it */
	(void)strcpy(root, "/tmp/ocop-documents-XXXXXX");
	arena = arena_create(ARENA_LIMIT_BYTES);
	return mkdtemp(root) ? documents_open(root) : -1;
}

static int stop(void **state)
{
	char command[64];

	(void)state; /* as above */
	arena_destroy(arena);
	(void)snprintf(command, sizeof command, "rm -rf %s", root);
	return system(command);
}

static void write_file(const char *path, const char *content)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	assert_true(fputs(content, file) >= 0);
	assert_int_equal(fclose(file), 0);
}

static struct document make(const char *account_id, const char *content)
{
	struct document document;

	assert_int_equal(document_begin(root, account_id, arena, &document), 0);
	write_file(document.path, content);
	document.file_name = "Phiếu đăng ký.pdf";
	document.media_type = "application/pdf";
	assert_int_equal(document_finish(&document, arena), 0);
	return document;
}

static int load(const char *account_id, const char *document_id)
{
	struct document document;

	return document_load(root, account_id, document_id, arena, &document);
}

/* Lets a file be as old as that. */
static void make_old(const char *path, time_t seconds)
{
	struct timespec now;
	struct timespec times[2];

	assert_int_equal(clock_gettime(CLOCK_REALTIME, &now), 0);
	now.tv_sec -= seconds;
	times[0] = times[1] = now;
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
}

static const char *about_path(const struct document *document)
{
	return arena_printf(arena, "%.*s.about", (int)(strlen(document->path) - strlen(".content")),
			    document->path);
}

static void document_is_read_back_by_its_account_alone(void **state)
{
	/* SHA-256 of "abc": FIPS 180-2, appendix B.1. */
	static const char sha256[] =
		"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
	struct document made = make("account_1", "abc");
	struct document document;
	uint8_t bytes[8];
	size_t size = sizeof bytes;

	(void)state;
	assert_int_equal(document_load(root, "account_1", made.document_id, arena, &document), 0);
	assert_int_equal(document.size_bytes, 3);
	assert_string_equal(document.sha256, sha256);
	assert_string_equal(document.file_name, "Phiếu đăng ký.pdf");
	assert_string_equal(document.media_type, "application/pdf");
	assert_int_equal(document_read(&document, 1, bytes, &size), 0);
	assert_int_equal(size, 2);
	assert_memory_equal(bytes, "bc", 2);

	assert_int_equal(load("account_2", made.document_id), ERROR_NOT_FOUND);
	assert_int_equal(load("account_", made.document_id), ERROR_NOT_FOUND);
	assert_int_equal(load("account_1", "document_01K00000000000000000000000"), ERROR_NOT_FOUND);
	assert_int_equal(load("account_1", "../../store.sqlite"), ERROR_NOT_FOUND);
	assert_int_equal(load("../account_1", made.document_id), ERROR_NOT_FOUND);
	assert_int_equal(document_begin(root, "../account", arena, &document), ERROR_NOT_FOUND);
	assert_int_equal(document_begin(root, "", arena, &document), ERROR_NOT_FOUND);
}

static void document_that_was_not_finished_is_none(void **state)
{
	struct document document;

	(void)state;
	assert_int_equal(document_begin(root, "account_1", arena, &document), 0);
	write_file(document.path, "half");
	assert_int_equal(load("account_1", document.document_id), ERROR_NOT_FOUND);
	document_discard(&document);
	assert_int_not_equal(access(document.path, F_OK), 0);
}

static void document_goes_when_its_hour_is_over(void **state)
{
	struct document old = make("account_1", "old");
	struct document young = make("account_1", "young");
	const char *scratch = document_scratch_path(&old, "part", arena);

	(void)state;
	write_file(scratch, "left behind");
	make_old(about_path(&young), DOCUMENT_KEPT_SECONDS - 60);
	make_old(about_path(&old), DOCUMENT_KEPT_SECONDS + 60);
	make_old(old.path, DOCUMENT_KEPT_SECONDS + 60);
	make_old(scratch, DOCUMENT_KEPT_SECONDS + 60);
	assert_int_equal(load("account_1", old.document_id), ERROR_NOT_FOUND);
	assert_int_equal(load("account_1", young.document_id), 0);
	assert_int_equal(access(old.path, F_OK), 0);

	(void)make("account_2", "another's, which sweeps");
	assert_int_not_equal(access(old.path, F_OK), 0);
	assert_int_not_equal(access(about_path(&old), F_OK), 0);
	assert_int_not_equal(access(scratch, F_OK), 0);
	assert_int_equal(access(young.path, F_OK), 0);
}

static void oldest_makes_room_for_one_too_many(void **state)
{
	struct document another = make("account_2", "another's");
	struct document documents[DOCUMENTS_OF_ACCOUNT_MAX + 1];

	(void)state;
	for (size_t i = 0; i <= DOCUMENTS_OF_ACCOUNT_MAX; i++) {
		documents[i] = make("account_1", "one");
		make_old(about_path(&documents[i]), (time_t)(60 - i));
	}
	assert_int_equal(load("account_1", documents[0].document_id), ERROR_NOT_FOUND);
	assert_int_not_equal(access(documents[0].path, F_OK), 0);
	for (size_t i = 1; i <= DOCUMENTS_OF_ACCOUNT_MAX; i++)
		assert_int_equal(load("account_1", documents[i].document_id), 0);
	assert_int_equal(load("account_2", another.document_id), 0);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, start, stop)
	const struct CMUnitTest tests[] = {
		TEST(document_is_read_back_by_its_account_alone),
		TEST(document_that_was_not_finished_is_none),
		TEST(document_goes_when_its_hour_is_over),
		TEST(oldest_makes_room_for_one_too_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
