/* printing_fixture.h - papers as PDF, read back with pdftotext */
#pragma once

#include <stdio.h>
#include <unistd.h>

#include "scoring_fixture.h"

enum { OUTPUT_LENGTH = 512 * 1024 };

static inline const Ocop__Common__V1__Reply *print_minutes_of(const char *round_id,
							      const char *dossier_id)
{
	Ocop__Scoring__V1__PrintMinutes query = OCOP__SCORING__V1__PRINT_MINUTES__INIT;

	query.round_id = (char *)round_id;
	query.dossier_id = (char *)dossier_id;
	return harness_query(fixture.harness, &query.base);
}

static inline const Ocop__Common__V1__PrintedDocument *document_of(
	const Ocop__Common__V1__Reply *reply)
{
	return harness_body(fixture.harness, reply,
			    &ocop__common__v1__printed_document__descriptor);
}

/* What a program prints about the paper, all blanks made one. */
static inline const char *words_of(const Ocop__Common__V1__PrintedDocument *document)
{
	char *output = arena_alloc(harness_arena(fixture.harness), OUTPUT_LENGTH);
	char path[] = "/tmp/ocop-printed-XXXXXX";
	int file = mkstemp(path);

	assert_int_equal(write(file, document->content.data, document->content.len),
			 (ssize_t)document->content.len);
	assert_int_equal(close(file), 0);
	FILE *pipe = popen(arena_printf(harness_arena(fixture.harness),
					"pdftotext -layout %s - | tr -s ' \\n' ' '", path),
			   "r");
	output[fread(output, 1, OUTPUT_LENGTH - 1, pipe)] = '\0';
	assert_int_equal(pclose(pipe), 0);
	assert_int_equal(unlink(path), 0);
	return output;
}

static inline void assert_says(const char *text, const char *words)
{
	if (!strstr(text, words))
		fail_msg("\"%s\" is not in:\n%s", words, text);
}

static inline void assert_does_not_say(const char *text, const char *words)
{
	if (strstr(text, words))
		fail_msg("\"%s\" is in:\n%s", words, text);
}
