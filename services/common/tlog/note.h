/* note.h - texts that are signed: c2sp.org/signed-note, with Ed25519
 *
 * A note is a text that ends its last line, an empty line, and lines of signatures. Who reads one
 * names the keys he trusts; signatures of others are passed over. Nothing in the text counts before
 * note_open has said NOTE_GENUINE.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum {
	NOTE_NAME_SIZE = 128, /* of a key, with the zero */
	NOTE_PUBLIC_KEY_SIZE = 32,
	NOTE_SECRET_KEY_SIZE = 64, /* as libsodium has it: seed and public key */
	NOTE_LIMIT_BYTES = 64 * 1024,
	NOTE_SIGNATURES_MAX = 16
};

/* Whose signature: a key's name and the key. */
struct note_verifier {
	char name[NOTE_NAME_SIZE];
	uint32_t id; /* from name and key */
	uint8_t public_key[NOTE_PUBLIC_KEY_SIZE];
};

struct note_signer {
	struct note_verifier verifier;
	uint8_t secret_key[NOTE_SECRET_KEY_SIZE];
};

/* What opening a note comes to. */
enum note_result {
	NOTE_GENUINE,
	NOTE_UNREADABLE,   /* is no note */
	NOTE_OF_OTHER_KEY, /* signed, but by none of the keys */
	NOTE_FORGED        /* says it is signed by one of the keys, and is not */
};

/* What was opened; in the note's own bytes. */
struct note {
	const char *text; /* with its last newline; not ended by a zero */
	size_t text_size_bytes;
	const struct note_verifier *signed_by;
};

/* True for what may be a key's name: neither empty nor too long, no blanks, controls or plus. */
bool note_name_is_sound(const char *name);

/* Fills in a verifier; the name is sound. */
void note_verifier_make(const char *name, const uint8_t public_key[NOTE_PUBLIC_KEY_SIZE],
			struct note_verifier *ret_verifier);

/* Fills in a signer from a seed of 32 bytes; the name is sound. */
void note_signer_make(const char *name, const uint8_t *seed, struct note_signer *ret_signer);

/* The key as text, "name+530d903a+AekyeRrm..." (a vkey); in the arena. */
char *note_verifier_print(struct arena *arena, const struct note_verifier *verifier);

/* Reads a vkey; false when it is none, is of another algorithm or its id does not fit. */
bool note_verifier_read(const char *vkey, struct note_verifier *ret_verifier);

/* The note of a text, which ends in a newline and holds no other controls; in the arena. */
char *note_sign(struct arena *arena, const struct note_signer *signer, const char *text);

/* Finds text and signature. Only on NOTE_GENUINE is ret_note filled in. */
enum note_result note_open(const char *bytes, size_t size_bytes,
			   const struct note_verifier *verifiers, size_t verifier_count,
			   struct note *ret_note);

/* Where the first of several notes that stand one after the other ends, given that its text has no
 * empty lines; 0 when no text does. The note may still be none: note_open says. */
size_t note_length(const char *bytes, size_t size_bytes);
