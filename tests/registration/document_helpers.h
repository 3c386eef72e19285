/* document_helpers.h - documents made by the daemon, fetched whole and read by other programs */
#pragma once

#include <stdio.h>
#include <unistd.h>

#include "registration_fixture.h"

#define DOCUMENT(name) OCOP__REGISTRATION__V1__DOSSIER_DOCUMENT__DOSSIER_DOCUMENT_##name

enum { OUTPUT_LENGTH = 512 * 1024 };

static inline const Ocop__Common__V1__Reply *read_piece(const char *document_id, uint64_t offset)
{
	Ocop__Registration__V1__ReadDocument message = OCOP__REGISTRATION__V1__READ_DOCUMENT__INIT;

	message.document_id = (char *)document_id;
	message.offset_bytes = offset;
	return harness_file(fixture.harness, &message.base);
}

static inline const Ocop__Registration__V1__DocumentMade *made_of(
	const Ocop__Common__V1__Reply *reply)
{
	return harness_body(fixture.harness, reply, MESSAGE(document_made));
}

/* A path that is nobody else's, in the harness's folder, which goes with it. */
static inline const char *own_path(const char *name)
{
	return arena_printf(harness_arena(fixture.harness), "%s/%s",
			    harness_folder(fixture.harness), name);
}

/* Fetches a document in pieces into a file of its own, whose path lives as long as the harness. */
static inline const char *fetch(const Ocop__Registration__V1__DocumentMade *made)
{
	char *path = arena_strdup(harness_arena(fixture.harness), "/tmp/ocop-fetched-XXXXXX");
	FILE *file = fdopen(mkstemp(path), "wb");
	uint64_t offset = 0;

	assert_non_null(file);
	while (offset < made->size_bytes) {
		const Ocop__Registration__V1__ReadFileReply *piece =
			harness_body(fixture.harness, read_piece(made->document_id, offset),
				     MESSAGE(read_file_reply));

		assert_int_equal(piece->size_bytes, made->size_bytes);
		assert_string_equal(piece->media_type, made->media_type);
		assert_true(piece->content.len > 0);
		assert_int_equal(fwrite(piece->content.data, 1, piece->content.len, file),
				 piece->content.len);
		offset += piece->content.len;
	}
	assert_int_equal(offset, made->size_bytes);
	assert_int_equal(fclose(file), 0);
	return path;
}

/* What a program prints about a file, which must end with 0. Lives as long as the harness. */
static inline const char *output_of(const char *program, const char *path, const char *rest)
{
	char *output = arena_alloc(harness_arena(fixture.harness), OUTPUT_LENGTH);
	FILE *pipe = popen(
		arena_printf(harness_arena(fixture.harness), "%s %s %s 2>&1", program, path, rest),
		"r");

	assert_non_null(pipe);
	output[fread(output, 1, OUTPUT_LENGTH - 1, pipe)] = '\0';
	assert_int_equal(pclose(pipe), 0);
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

static inline const Ocop__Common__V1__Reply *print(const char *dossier_id,
						   Ocop__Registration__V1__DossierDocument document)
{
	Ocop__Registration__V1__PrintDossier message = OCOP__REGISTRATION__V1__PRINT_DOSSIER__INIT;

	message.dossier_id = (char *)dossier_id;
	message.document = document;
	return harness_file(fixture.harness, &message.base);
}

/* The document's text in lines as on paper, all blanks made one. */
static inline const char *printed(const char *dossier_id,
				  Ocop__Registration__V1__DossierDocument document)
{
	const Ocop__Registration__V1__DocumentMade *made = made_of(print(dossier_id, document));
	const char *path = fetch(made);
	const char *text;

	assert_string_equal(made->media_type, "application/pdf");
	(void)output_of("qpdf --check", path, ""); /* asserts that it ends with 0 */
	text = output_of("pdftotext -layout", path, "- | tr -s ' \\n' ' '");
	assert_int_equal(unlink(path), 0);
	return text;
}
