/* tlog_fuzz.c - any bytes as a note, a key, a checkpoint, a proof, a tile's path, a bundle, an
 * entry of the log, a statement of the register and an answer that is signed
 *
 * What is read is written again and must be the same bytes, or read as the same: two texts that
 * mean one thing are two things to whoever signs or caches them.
 */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/json/json_read.h"
#include "common/tlog/checkpoint.h"
#include "common/tlog/entry.h"
#include "common/tlog/signed_json.h"
#include "common/tlog/statement.h"
#include "common/tlog/tile.h"
#include "common/tlog/tlog_proof.h"

static void key_try(const char *text, struct arena *arena)
{
	struct note_verifier verifier;

	if (note_verifier_read(text, &verifier) &&
	    strcmp(note_verifier_print(arena, &verifier), text) != 0)
		abort();
}

static void path_try(const char *text)
{
	char path[TILE_PATH_SIZE];
	struct tile tile;

	if (!tile_path_read(text, &tile))
		return;
	tile_path(&tile, path);
	if (strcmp(path, text) != 0)
		abort();
}

static void notes_try(const char *bytes, size_t size_bytes, const struct note_signer *signer)
{
	struct checkpoint checkpoint;
	struct note note;

	/* Nobody but the signer makes a genuine one. */
	if (note_open(bytes, size_bytes, &signer->verifier, 1, &note) == NOTE_GENUINE ||
	    checkpoint_open(bytes, size_bytes, &signer->verifier, &checkpoint) == NOTE_GENUINE)
		abort();
	if (note_length(bytes, size_bytes) > size_bytes)
		abort();
}

/* An entry has one spelling. */
static void entry_try(const char *bytes, size_t size_bytes, struct arena *arena)
{
	struct entry entry;
	const char *printed;

	if (!entry_read(bytes, size_bytes, arena, &entry))
		return;
	printed = entry_print(arena, &entry);
	if (strlen(printed) != size_bytes || memcmp(printed, bytes, size_bytes) != 0)
		abort();
	entry_close(&entry);
}

/* No JSON is signed by who did not sign it; signed by us, it is, whatever it is. */
static void json_try(const char *bytes, size_t size_bytes, const struct note_signer *signer,
		     struct arena *arena)
{
	struct json_fault fault;
	json_t *json = json_read(bytes, size_bytes, NOTE_LIMIT_BYTES, &fault);

	if (json_is_object(json)) {
		if (signed_json_open(json, &signer->verifier, 1, arena) == NOTE_GENUINE)
			abort();
		(void)json_object_del(json, "signature"); /* there or not */
		signed_json_sign(json, signer, arena);
		if (signed_json_open(json, &signer->verifier, 1, arena) != NOTE_GENUINE)
			abort();
	}
	json_decref(json);
}

/* What was read of a statement is what is written of it. */
static void statement_try(const char *note, const struct note_signer *signer, struct arena *arena)
{
	const struct tlog_text bytes = {note, strlen(note)};
	struct statement *statement = arena_alloc(arena, sizeof(*statement));

	if (statement_open(&bytes, &signer->verifier, 1, statement) != NOTE_GENUINE ||
	    statement->leaf_count == 0)
		return;
	if (!statement_begins(&bytes) ||
	    strcmp(statement_sign(arena, signer, statement), note) != 0)
		abort();
}

/* The same text, signed, so that what is behind the signature is read too. */
static void signed_try(const char *text, const struct note_signer *signer, struct arena *arena)
{
	size_t length = strlen(text);
	struct checkpoint checkpoint, again;
	char *note;

	if (length == 0 || text[length - 1] != '\n')
		return;
	note = note_sign(arena, signer, text);
	statement_try(note, signer, arena);
	if (checkpoint_open(note, strlen(note), &signer->verifier, &checkpoint) != NOTE_GENUINE)
		return;
	note = checkpoint_sign(arena, signer, &checkpoint);
	if (checkpoint_open(note, strlen(note), &signer->verifier, &again) != NOTE_GENUINE ||
	    again.size != checkpoint.size || !merkle_hash_equal(&again.root, &checkpoint.root))
		abort();
}

static void proofs_try(const char *bytes, size_t size_bytes, struct arena *arena)
{
	struct tlog_text text = {bytes, size_bytes};
	struct tlog_proof proof;

	for (const char *begin = text.bytes; tlog_proof_read(&text, arena, &proof);
	     begin = text.bytes) {
		const char *printed = tlog_proof_print(arena, &proof);

		if (strlen(printed) != (size_t)(text.bytes - begin) ||
		    memcmp(printed, begin, strlen(printed)) != 0)
			abort();
	}
}

static void bundle_try(const uint8_t *bytes, size_t size_bytes)
{
	struct bundle bundle = {bytes, size_bytes};
	const uint8_t *entry;
	size_t entry_size_bytes, sum = 0;

	while (bundle_next(&bundle, &entry, &entry_size_bytes))
		sum += bundle_entry_size(entry_size_bytes);
	if (sum + bundle.size_bytes != size_bytes)
		abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *input, size_t size_bytes)
{
	static const uint8_t seed[crypto_sign_SEEDBYTES] = {1};
	static struct note_signer signer;
	static struct arena *arena;

	if (arena == NULL) {
		if (sodium_init() < 0)
			abort();
		arena = arena_create(ARENA_LIMIT_BYTES);
		note_signer_make("ocop/fuzz", seed, &signer);
	}
	arena_reset(arena);
	if (size_bytes > NOTE_LIMIT_BYTES)
		return 0;
	char *text = arena_alloc(arena, size_bytes + 1);
	memcpy(text, input, size_bytes);
	key_try(text, arena);
	path_try(text);
	notes_try(text, size_bytes, &signer);
	signed_try(text, &signer, arena);
	proofs_try(text, size_bytes, arena);
	bundle_try(input, size_bytes);
	entry_try(text, size_bytes, arena);
	json_try(text, size_bytes, &signer, arena);
	return 0;
}
