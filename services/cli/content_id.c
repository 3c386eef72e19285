/* content_id.c - the command id that follows from a command's content */
#include "cli/content_id.h"

#include <sodium.h>
#include <string.h>

#include "common/base/identifier.h"
#include "common/bus/envelope.h"

void content_id(const ProtobufCMessage *command, struct arena *arena, uint8_t *ret_id)
{
	ProtobufCBinaryData packed = message_pack(command, arena);
	const char *type = command->descriptor->name;
	uint8_t hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256_state state;

	(void)crypto_hash_sha256_init(&state); /* these always give 0 */
	(void)crypto_hash_sha256_update(&state, (const uint8_t *)type, strlen(type) + 1);
	(void)crypto_hash_sha256_update(&state, packed.data, packed.len);
	(void)crypto_hash_sha256_final(&state, hash);
	memcpy(ret_id, hash, COMMAND_ID_SIZE_BYTES);
	ret_id[6] = (uint8_t)((ret_id[6] & 0x0f) | 0x80); /* version 8 */
	ret_id[8] = (uint8_t)((ret_id[8] & 0x3f) | 0x80); /* variant of RFC 9562 */
}
