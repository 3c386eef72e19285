/* document_fixture.h - a folder for what a test writes, its bytes, and what other programs read in
 * it
 */
#pragma once

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "common/base/error.h"

/* 1 June 2026, 12:00 in Vietnam. */
static const int64_t noon_us = INT64_C(1780290000) * 1000000;

enum { PATH_LENGTH = 128, OUTPUT_LENGTH = 512 * 1024 };

static char test_folder[] = "/tmp/ocop-document-XXXXXX";

static inline int make_folder(void **state)
{
	(void)state; /* the folder is the file's */
	return mkdtemp(test_folder) ? 0 : -1;
}

static inline int remove_folder(void **state)
{
	char command[PATH_LENGTH];

	(void)state; /* as above */
	(void)snprintf(command, sizeof command, "rm -rf %s", test_folder);
	return system(command);
}

static inline const char *path_of(const char *name)
{
	static char paths[8][PATH_LENGTH];
	static int used;
	char *path = paths[used++ % 8];

	(void)snprintf(path, PATH_LENGTH, "%s/%s", test_folder, name);
	return path;
}

/* Bytes of a file with a zero behind them; free with free. */
static inline char *bytes_of(const char *path, size_t *ret_size)
{
	FILE *file = fopen(path, "rb");
	char *bytes = malloc(OUTPUT_LENGTH);

	assert_non_null(file);
	*ret_size = fread(bytes, 1, OUTPUT_LENGTH - 1, file);
	bytes[*ret_size] = '\0';
	(void)fclose(file); /* only read */
	return bytes;
}

static inline void assert_same_files(const char *one, const char *other)
{
	size_t one_size, other_size;
	char *one_bytes = bytes_of(one, &one_size);
	char *other_bytes = bytes_of(other, &other_size);

	assert_int_equal(one_size, other_size);
	assert_memory_equal(one_bytes, other_bytes, one_size);
	free(one_bytes);
	free(other_bytes);
}

/* What a program prints about a file, which must end with 0; free with free. */
static inline char *output_of(const char *program, const char *path, const char *rest)
{
	char command[8 * PATH_LENGTH];
	char *output = malloc(OUTPUT_LENGTH);
	FILE *pipe;

	(void)snprintf(command, sizeof command, "%s %s %s 2>&1", program, path, rest);
	pipe = popen(command, "r");
	assert_non_null(pipe);
	output[fread(output, 1, OUTPUT_LENGTH - 1, pipe)] = '\0';
	assert_int_equal(pclose(pipe), 0);
	return output;
}

static inline size_t count_of(const char *text, const char *word)
{
	size_t count = 0;

	for (text = strstr(text, word); text; text = strstr(text + 1, word))
		count++;
	return count;
}
