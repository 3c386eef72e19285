/* note.c - texts that are signed: c2sp.org/signed-note, with Ed25519 */
#include "common/tlog/note.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/tlog/base64.h"

enum {
	TYPE_ED25519 = 0x01,
	ID_BYTES = 4,
	SIGNATURE_BYTES = ID_BYTES + crypto_sign_BYTES,
	KEY_BYTES = 1 + NOTE_PUBLIC_KEY_SIZE,
	ID_DIGITS = 8, /* of hex in a vkey; as many of base 64 hold the id and two bytes more */
};

static const char signature_mark[] = "\xe2\x80\x94 "; /* an em dash and a blank */

static uint32_t key_id(const char *name, const uint8_t public_key[NOTE_PUBLIC_KEY_SIZE])
{
	static const uint8_t between[] = {'\n', TYPE_ED25519};
	crypto_hash_sha256_state state;
	uint8_t hash[crypto_hash_sha256_BYTES];

	(void)crypto_hash_sha256_init(&state); /* always 0, as are the next */
	(void)crypto_hash_sha256_update(&state, (const uint8_t *)name, strlen(name));
	(void)crypto_hash_sha256_update(&state, between, sizeof(between));
	(void)crypto_hash_sha256_update(&state, public_key, NOTE_PUBLIC_KEY_SIZE);
	(void)crypto_hash_sha256_final(&state, hash);
	return (uint32_t)hash[0] << 24 | (uint32_t)hash[1] << 16 | (uint32_t)hash[2] << 8 | hash[3];
}

/* Blanks outside ASCII are refused with it: names are addresses, and addresses are ASCII. */
bool note_name_is_sound(const char *name)
{
	size_t length = strlen(name);

	for (size_t i = 0; i < length; i++) {
		if (name[i] <= ' ' || name[i] > '~' || name[i] == '+')
			return false;
	}
	return length > 0 && length < NOTE_NAME_SIZE;
}

void note_verifier_make(const char *name, const uint8_t public_key[NOTE_PUBLIC_KEY_SIZE],
			struct note_verifier *ret_verifier)
{
	assert(note_name_is_sound(name));
	(void)snprintf(ret_verifier->name, sizeof(ret_verifier->name), "%s", name); /* fits */
	memcpy(ret_verifier->public_key, public_key, NOTE_PUBLIC_KEY_SIZE);
	ret_verifier->id = key_id(name, public_key);
}

void note_signer_make(const char *name, const uint8_t *seed, struct note_signer *ret_signer)
{
	uint8_t public_key[NOTE_PUBLIC_KEY_SIZE];

	(void)crypto_sign_seed_keypair(public_key, ret_signer->secret_key, seed); /* always 0 */
	note_verifier_make(name, public_key, &ret_signer->verifier);
}

char *note_verifier_print(struct arena *arena, const struct note_verifier *verifier)
{
	uint8_t key[KEY_BYTES] = {TYPE_ED25519};

	memcpy(key + 1, verifier->public_key, NOTE_PUBLIC_KEY_SIZE);
	return arena_printf(arena, "%s+%08x+%s", verifier->name, verifier->id,
			    base64_print(arena, key, sizeof(key)));
}

/* True when the text is base 64 of exactly so many bytes. */
static bool bytes_read(const char *text, size_t length, uint8_t *ret_bytes, size_t size_bytes)
{
	size_t read;

	return base64_read(text, length, ret_bytes, size_bytes, &read) && read == size_bytes;
}

bool note_verifier_read(const char *vkey, struct note_verifier *ret_verifier)
{
	const char *id = strchr(vkey, '+');
	char name[NOTE_NAME_SIZE];
	char id_text[ID_DIGITS + 1];
	uint8_t key[KEY_BYTES];

	if (id == NULL || (size_t)(id - vkey) >= sizeof(name))
		return false;
	(void)snprintf(name, sizeof(name), "%.*s", (int)(id - vkey), vkey); /* fits */
	if (!note_name_is_sound(name) || strlen(++id) < ID_DIGITS + 1 || id[ID_DIGITS] != '+')
		return false;
	if (!bytes_read(id + ID_DIGITS + 1, strlen(id + ID_DIGITS + 1), key, sizeof(key)) ||
	    key[0] != TYPE_ED25519)
		return false;
	(void)snprintf(id_text, sizeof(id_text), "%08x", key_id(name, key + 1));
	if (strncmp(id_text, id, ID_DIGITS) != 0)
		return false;
	note_verifier_make(name, key + 1, ret_verifier);
	return true;
}

char *note_sign(struct arena *arena, const struct note_signer *signer, const char *text)
{
	uint8_t signature[SIGNATURE_BYTES];
	size_t length = strlen(text);

	assert(length > 0 && text[length - 1] == '\n' && "a note ends its last line");
	for (size_t i = 0; i < ID_BYTES; i++)
		signature[i] = (uint8_t)(signer->verifier.id >> (24 - 8 * i));
	(void)crypto_sign_detached(signature + ID_BYTES, NULL, (const uint8_t *)text, length,
				   signer->secret_key); /* always 0 */
	return arena_printf(arena, "%s\n%s%s %s\n", text, signature_mark, signer->verifier.name,
			    base64_print(arena, signature, sizeof(signature)));
}

/* UTF-8 with newlines as its only controls. */
static bool is_note_text(const char *bytes, size_t size_bytes)
{
	return size_bytes <= NOTE_LIMIT_BYTES && text_is_clean(bytes, size_bytes) &&
	       memchr(bytes, '\t', size_bytes) == NULL;
}

/* The text ends with its newline before the last empty line; 0 when there is no such. */
static size_t text_size_find(const char *bytes, size_t size_bytes)
{
	for (size_t end = size_bytes; end >= 2; end--) {
		if (bytes[end - 1] == '\n' && bytes[end - 2] == '\n')
			return end - 1;
	}
	return 0;
}

/* One line of a signature, in the note's bytes. */
struct signature_line {
	const char *name, *base64;
	size_t name_length, base64_length;
};

/* The line at *at, which moves behind it; false when it is none. */
static bool line_read(const char **at, const char *end, struct signature_line *ret_line)
{
	size_t mark = sizeof(signature_mark) - 1;
	const char *line_end = memchr(*at, '\n', (size_t)(end - *at));
	const char *name = *at + mark;
	const char *blank;

	if (line_end == NULL || (size_t)(line_end - *at) < mark ||
	    memcmp(*at, signature_mark, mark) != 0)
		return false;
	blank = memchr(name, ' ', (size_t)(line_end - name));
	if (blank == NULL || blank == name || blank + 1 == line_end)
		return false;
	*ret_line = (struct signature_line){
		.name = name,
		.name_length = (size_t)(blank - name),
		.base64 = blank + 1,
		.base64_length = (size_t)(line_end - blank - 1),
	};
	*at = line_end + 1;
	return true;
}

/* The verifier that the line's name and key id say; NULL for a stranger's. */
static const struct note_verifier *verifier_find(const struct note_verifier *verifiers,
						 size_t count, const struct signature_line *line,
						 uint32_t id)
{
	for (size_t i = 0; i < count; i++) {
		if (verifiers[i].id == id && strlen(verifiers[i].name) == line->name_length &&
		    memcmp(verifiers[i].name, line->name, line->name_length) == 0)
			return &verifiers[i];
	}
	return NULL;
}

/* The key id that stands before any signature; the rest of a stranger's is nobody's business. */
static bool line_id(const struct signature_line *line, uint32_t *ret_id)
{
	uint8_t bytes[ID_DIGITS / 4 * 3];
	size_t size_bytes;

	if (line->base64_length <= ID_DIGITS ||
	    sodium_base642bin(bytes, sizeof(bytes), line->base64, ID_DIGITS, NULL, &size_bytes,
			      NULL, sodium_base64_VARIANT_ORIGINAL) != 0)
		return false;
	*ret_id = (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 | (uint32_t)bytes[2] << 8 |
		  bytes[3];
	return true;
}

static bool line_verifies(const struct signature_line *line, const struct note_verifier *verifier,
			  const struct note *note)
{
	uint8_t signature[SIGNATURE_BYTES];

	return bytes_read(line->base64, line->base64_length, signature, sizeof(signature)) &&
	       crypto_sign_verify_detached(signature + ID_BYTES, (const uint8_t *)note->text,
					   note->text_size_bytes, verifier->public_key) == 0;
}

size_t note_length(const char *bytes, size_t size_bytes)
{
	const char *end = bytes + size_bytes;
	const char *blank = memmem(bytes, size_bytes, "\n\n", 2);
	struct signature_line line;
	const char *at;

	if (blank == NULL)
		return 0;
	at = blank + 2;
	while (at < end && line_read(&at, end, &line))
		continue;
	return (size_t)(at - bytes);
}

enum note_result note_open(const char *bytes, size_t size_bytes,
			   const struct note_verifier *verifiers, size_t verifier_count,
			   struct note *ret_note)
{
	struct note note = {.text = bytes};
	const char *end = bytes + size_bytes;
	const char *at;
	size_t lines = 0;

	if (!is_note_text(bytes, size_bytes))
		return NOTE_UNREADABLE;
	note.text_size_bytes = text_size_find(bytes, size_bytes);
	at = bytes + note.text_size_bytes + 1;
	if (note.text_size_bytes == 0 || at >= end)
		return NOTE_UNREADABLE;
	for (; at < end; lines++) {
		const struct note_verifier *verifier;
		struct signature_line line;
		uint32_t id;

		if (lines == NOTE_SIGNATURES_MAX || !line_read(&at, end, &line) ||
		    !line_id(&line, &id))
			return NOTE_UNREADABLE;
		verifier = verifier_find(verifiers, verifier_count, &line, id);
		if (verifier == NULL)
			continue;
		if (!line_verifies(&line, verifier, &note))
			return NOTE_FORGED; /* whatever else has signed it */
		note.signed_by = verifier;
	}
	if (note.signed_by == NULL)
		return NOTE_OF_OTHER_KEY;
	*ret_note = note;
	return NOTE_GENUINE;
}
