/* document.c - documents that registration makes, fetched in pieces and written where they shall go
 *
 * Beside the file that was asked for until the last piece is there and its hash is right; so a file
 * of this name is never half a document.
 */
#include "cli/export/document.h"

#include <errno.h>
#include <jansson.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/peers.h"
#include "cli/progress.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/memory.h"
#include "ocop/registration/v1/queries.pb-c.h"

enum { SHA256_HEX_SIZE = 2 * crypto_hash_sha256_BYTES + 1, KIBIBYTE = 1024 };

/* What is fetched; a copy, for answers are gone with the session's arena. */
struct fetch {
	struct session *session;
	char document_id[IDENTIFIER_SIZE];
	char sha256[SHA256_HEX_SIZE];
	uint64_t size_bytes;
	FILE *file;
	const char *name; /* of the file, for people */
	crypto_hash_sha256_state hash;
};

static int complain_of_file(const struct fetch *fetch)
{
	complain("%s: %s", fetch->name, strerror(errno));
	return EXIT_USAGE;
}

/* The next piece from `at`; *ret_size is its size, never 0. */
static int fetch_piece(struct fetch *fetch, uint64_t at, size_t *ret_size)
{
	Ocop__Registration__V1__ReadDocument query = OCOP__REGISTRATION__V1__READ_DOCUMENT__INIT;
	const ProtobufCMessage *answer;

	arena_reset(fetch->session->arena);
	query.document_id = fetch->document_id;
	query.offset_bytes = at;
	int result = peer_file(fetch->session, "registration", &query.base,
			       &ocop__registration__v1__read_file_reply__descriptor, &answer);
	if (result != EXIT_DONE)
		return result;
	const ProtobufCBinaryData *content =
		&((const Ocop__Registration__V1__ReadFileReply *)answer)->content;
	if (content->len == 0 || content->len > fetch->size_bytes - at) {
		complain("registration: a piece of the document is missing; export again");
		return EXIT_NOT_ALLOWED;
	}
	if (fwrite(content->data, 1, content->len, fetch->file) != content->len)
		return complain_of_file(fetch);
	(void)crypto_hash_sha256_update(&fetch->hash, content->data, content->len); /* always 0 */
	*ret_size = content->len;
	return EXIT_DONE;
}

static int fetch_pieces(struct fetch *fetch)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	char sha256[SHA256_HEX_SIZE];
	struct progress progress;
	int result = EXIT_DONE;
	size_t piece;

	(void)crypto_hash_sha256_init(&fetch->hash); /* always 0, as is the next */
	progress_init(&progress, "export", (size_t)(fetch->size_bytes / KIBIBYTE) + 1);
	for (uint64_t at = 0; at < fetch->size_bytes && result == EXIT_DONE; at += piece) {
		piece = 0;
		progress_show(&progress, (size_t)(at / KIBIBYTE));
		result = fetch_piece(fetch, at, &piece);
	}
	progress_end(&progress);
	if (result != EXIT_DONE)
		return result;
	(void)crypto_hash_sha256_final(&fetch->hash, hash);
	(void)sodium_bin2hex(sha256, sizeof(sha256), hash, sizeof(hash));
	if (strcmp(sha256, fetch->sha256) != 0) {
		complain("registration: the document is not what it was made as; export again");
		return EXIT_NOT_ALLOWED;
	}
	return fflush(fetch->file) == 0 ? EXIT_DONE : complain_of_file(fetch);
}

static void say_what_it_was(const struct fetch *fetch)
{
	if (!fetch->session->json) {
		(void)printf("%s: %llu bytes, SHA-256 %s\n", fetch->name,
			     (unsigned long long)fetch->size_bytes, fetch->sha256);
		return;
	}
	json_t *json = json_pack("{s:s, s:I, s:s}", "output", fetch->name, "sizeBytes",
				 (json_int_t)fetch->size_bytes, "sha256", fetch->sha256);
	(void)json_dumpf(json, stdout, JSON_COMPACT);
	(void)putchar('\n');
	json_decref(json);
}

static int fetch_to_file(struct fetch *fetch, const char *path)
{
	char *part = memory_printf("%s.part", path);
	int result;

	fetch->name = path;
	fetch->file = fopen(part, "wb");
	if (fetch->file == NULL) {
		result = complain_of_file(fetch);
		memory_free(part);
		return result;
	}
	result = fetch_pieces(fetch);
	if (fclose(fetch->file) != 0 && result == EXIT_DONE)
		result = complain_of_file(fetch);
	if (result == EXIT_DONE && rename(part, path) != 0)
		result = complain_of_file(fetch);
	if (result == EXIT_DONE)
		say_what_it_was(fetch);
	else
		(void)unlink(part); /* half a document is none */
	memory_free(part);
	return result;
}

int document_fetch(struct session *session, const ProtobufCMessage *query)
{
	const char *path = argument(&session->arguments, "output");
	struct fetch fetch = {.session = session, .file = stdout, .name = "standard output"};
	const ProtobufCMessage *answer;
	int result = peer_file(session, "registration", query,
			       &ocop__registration__v1__document_made__descriptor, &answer);

	if (result != EXIT_DONE)
		return result;
	const Ocop__Registration__V1__DocumentMade *made = (const void *)answer;
	if (path == NULL && isatty(STDOUT_FILENO) && strncmp(made->media_type, "text/", 5) != 0) {
		complain("%s is not for a terminal: give --output", made->file_name);
		return EXIT_USAGE;
	}
	(void)snprintf(fetch.document_id, sizeof(fetch.document_id), "%s",
		       made->document_id);                                      /* an id fits */
	(void)snprintf(fetch.sha256, sizeof(fetch.sha256), "%s", made->sha256); /* a hash fits */
	fetch.size_bytes = made->size_bytes;
	return path != NULL ? fetch_to_file(&fetch, path) : fetch_pieces(&fetch);
}
