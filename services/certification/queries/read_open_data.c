/* read_open_data.c - a piece of a file of the register's open data
 *
 * Reads:   certification.v1.ReadOpenData
 * Answers: registration.v1.ReadFileReply
 * Refuses: NO_SUCH_THING, also before the first dump is made
 */
#include "certification/queries.h"

#include <sodium.h>
#include <string.h>

#include "certification/dump/dump_folder.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "ocop/certification/v1/queries.pb-c.h"
#include "ocop/registration/v1/queries.pb-c.h"

enum { PIECE_LIMIT_BYTES = 512 * 1024 };

static const struct open_data_file {
	const char *name, *media_type;
} files[] = {
	{"SHA256SUMS", "text/plain; charset=utf-8"},
	{"register.csv", "text/csv; charset=utf-8; header=present"},
	{"register.jsonl", "application/jsonl"},
	{"register.csv-metadata.json", "application/csvm+json"},
};

static const struct open_data_file *file_named(const char *name)
{
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		if (strcmp(files[i].name, name) == 0)
			return &files[i];
	}
	return NULL;
}

static size_t limit_of(const Ocop__Certification__V1__ReadOpenData *query)
{
	return query->limit_bytes > 0 && query->limit_bytes < PIECE_LIMIT_BYTES ? query->limit_bytes
										: PIECE_LIMIT_BYTES;
}

/* The sums are small: all of them, or what is behind the offset. */
static bool sums_piece(const char *text, const Ocop__Certification__V1__ReadOpenData *query,
		       struct arena *arena, Ocop__Registration__V1__ReadFileReply *answer)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	size_t size = strlen(text);
	char *hex = arena_alloc(arena, DUMP_HASH_SIZE);

	(void)crypto_hash_sha256(hash, (const unsigned char *)text, size); /* always 0 */
	(void)sodium_bin2hex(hex, DUMP_HASH_SIZE, hash, sizeof(hash));     /* fits */
	if (*query->sha256 && strcmp(query->sha256, hex) != 0)
		return false;
	answer->sha256 = hex;
	answer->size_bytes = size;
	if (query->offset_bytes < size) {
		answer->content.data = (uint8_t *)(uintptr_t)text + query->offset_bytes;
		answer->content.len = size - query->offset_bytes;
	}
	if (answer->content.len > limit_of(query))
		answer->content.len = limit_of(query);
	return true;
}

static bool file_piece(const char *folder, const Ocop__Certification__V1__ReadOpenData *query,
		       struct arena *arena, Ocop__Registration__V1__ReadFileReply *answer)
{
	const struct dump_piece piece = {query->offset_bytes, limit_of(query)};
	char *sha256 = arena_alloc(arena, DUMP_HASH_SIZE);
	const char *sums;

	if (!dump_sums_read(folder, arena, &sums))
		return false;
	if (strcmp(query->name, files[0].name) == 0)
		return sums_piece(sums, query, arena, answer);
	if (*query->sha256)
		answer->sha256 = query->sha256;
	else if (dump_sum_find(sums, query->name, sha256))
		answer->sha256 = sha256;
	else
		return false;
	return piece.offset_bytes <= INT64_MAX &&
	       dump_file_read(folder, answer->sha256, &piece, arena, &answer->content.data,
			      &answer->content.len, &answer->size_bytes) == 0;
}

enum decision read_open_data(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Certification__V1__ReadOpenData *query =
		(const Ocop__Certification__V1__ReadOpenData *)message;
	Ocop__Registration__V1__ReadFileReply answer =
		OCOP__REGISTRATION__V1__READ_FILE_REPLY__INIT;
	const struct open_data_file *file = file_named(query->name);

	if (!file || !file_piece(certification_state(tx)->open_data.folder, query,
				 transaction_arena(tx), &answer)) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "name", NULL);
		return REFUSED;
	}
	answer.media_type = message_text(file->media_type);
	answer.file_name = message_text(file->name);
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
