/* signed_json.c - JSON that carries its own signature */
#include "common/tlog/signed_json.h"

#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/json/canonical_json.h"
#include "common/tlog/base64.h"

static const char format_line[] = "ocop-signed-json@v1\n";
static const char signature_name[] = "signature";

static const char *signed_text(const json_t *object, struct arena *arena)
{
	json_t *rest = json_copy((json_t *)object); /* shallow: only the member goes */
	const char *text;

	(void)json_object_del(rest, signature_name); /* it may have none yet */
	text = arena_printf(arena, "%s%s", format_line, canonical_json(arena, rest));
	json_decref(rest);
	return text;
}

static const char *key_text(const struct note_verifier *verifier, struct arena *arena)
{
	return arena_printf(arena, "%s+%08x", verifier->name, verifier->id);
}

void signed_json_sign(json_t *object, const struct note_signer *signer, struct arena *arena)
{
	const char *text = signed_text(object, arena);
	uint8_t signature[crypto_sign_BYTES];

	(void)crypto_sign_detached(signature, NULL, (const uint8_t *)text, strlen(text),
				   signer->secret_key); /* always 0 */
	(void)json_object_set_new(object, signature_name,
				  json_pack("{s:s, s:s}", "key", key_text(&signer->verifier, arena),
					    "value",
					    base64_print(arena, signature, sizeof(signature))));
}

static bool holds(const json_t *object, const struct note_verifier *verifier, const char *base64,
		  struct arena *arena)
{
	const char *text = signed_text(object, arena);
	uint8_t signature[crypto_sign_BYTES];
	size_t size_bytes;

	return base64_read(base64, strlen(base64), signature, sizeof(signature), &size_bytes) &&
	       size_bytes == sizeof(signature) &&
	       crypto_sign_verify_detached(signature, (const uint8_t *)text, strlen(text),
					   verifier->public_key) == 0;
}

enum note_result signed_json_open(const json_t *object, const struct note_verifier *verifiers,
				  size_t verifier_count, struct arena *arena)
{
	const char *key, *value;

	if (json_unpack((json_t *)object, "{s:{s:s, s:s !}}", signature_name, "key", &key, "value",
			&value) != 0)
		return NOTE_UNREADABLE;
	for (size_t i = 0; i < verifier_count; i++) {
		if (strcmp(key_text(&verifiers[i], arena), key) == 0)
			return holds(object, &verifiers[i], value, arena) ? NOTE_GENUINE
									  : NOTE_FORGED;
	}
	return NOTE_OF_OTHER_KEY;
}
