/* signed_json.h - JSON that carries its own signature
 *
 * An object with a member "signature": {"key": "ocop/thai-nguyen/register+530d903a", "value":
 * "<base 64>"}. Signed (Ed25519) are the bytes "ocop-signed-json@v1", a newline, and the canonical
 * form of the object without that member. So blanks and the order of names are nothing, and all
 * else is everything. Keys are those of notes (note.h).
 */
#pragma once

#include <jansson.h>

#include "common/tlog/note.h"

/* Adds the signature to an object. */
void signed_json_sign(json_t *object, const struct note_signer *signer, struct arena *arena);

/* Whose signature it is, and whether it holds: as note_open. */
enum note_result signed_json_open(const json_t *object, const struct note_verifier *verifiers,
				  size_t verifier_count, struct arena *arena);
