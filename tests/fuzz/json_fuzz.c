/* json_fuzz.c - any bytes as the JSON body of every command
 *
 * Whatever is taken must come back: message to JSON to message packs to the same bytes.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/json/json_read.h"
#include "common/json/message_json.h"
#include "gateway/routes.h"

static void take_as(const json_t *json, const ProtobufCMessageDescriptor *descriptor,
		    struct arena *arena)
{
	struct message_faults *faults = arena_alloc(arena, sizeof(*faults));
	ProtobufCMessage *message = message_from_json(json, descriptor, arena, faults);
	ProtobufCMessage *again;
	ProtobufCBinaryData packed, packed_again;
	json_t *written;

	if (!message) {
		if (faults->count == 0)
			abort();
		return;
	}
	packed = message_pack(message, arena);
	written = message_to_json(message);
	again = message_from_json(written, descriptor, arena, faults);
	json_decref(written);
	if (!again)
		abort();
	packed_again = message_pack(again, arena);
	if (packed.len != packed_again.len ||
	    memcmp(packed.data, packed_again.data, packed.len) != 0)
		abort();
}

static void take_as_every_message(const json_t *json, struct arena *arena)
{
	for (size_t i = 0; i < API_TABLES; i++) {
		for (const struct route *route = route_tables[i]; route->path; route++) {
			if (!route->message)
				continue;
			take_as(json, route->message, arena);
			arena_reset(arena);
		}
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes);

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size_bytes)
{
	struct json_fault fault;
	json_t *json = json_read((const char *)bytes, size_bytes, 64 * 1024, &fault);
	struct arena *arena;

	if (!json)
		return 0;
	arena = arena_create(ARENA_LIMIT_BYTES);
	take_as_every_message(json, arena);
	arena_destroy(arena);
	json_decref(json);
	return 0;
}
