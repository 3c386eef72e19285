/* manifest.c - what a backup holds: a file of JSON that is written last */
#include "cli/backup/manifest.h"

#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "cli/backup/copying.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/whole_file.h"
#include "common/json/json_read.h"
#include "common/json/json_time.h"

enum { LIMIT_BYTES = 1024 * 1024, FILE_MODE = 0600, US_A_SECOND = 1000000 };

static const char format[] = "ocop-backup@v1";

json_t *manifest_begin(struct arena *arena)
{
	char time[JSON_TIME_SIZE];

	json_time_print(clock_machine_us() / US_A_SECOND, 0, time);
	return json_pack("{s:s, s:s, s:[]}", "format", format, "madeAt", arena_strdup(arena, time),
			 "stores");
}

static json_t *hex_json(const ProtobufCBinaryData *bytes)
{
	char hex[SHA256_HEX_SIZE] = "";

	if (bytes->len * 2 < sizeof(hex))
		(void)sodium_bin2hex(hex, sizeof(hex), bytes->data, bytes->len); /* fits */
	return json_string(hex);
}

bool manifest_add(json_t *manifest, const char *folder, const char *file,
		  const Ocop__Common__V1__BackUpStoreReply *place)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	char sha256[SHA256_HEX_SIZE];
	uint64_t size_bytes;
	bool hashed = file_hash(arena_printf(arena, "%s/%s", folder, file), sha256, &size_bytes);

	if (hashed)
		(void)json_array_append_new(
			json_object_get(manifest, "stores"),
			json_pack("{s:s, s:s, s:I, s:s, s:o, s:I, s:o}", "source", place->source,
				  "file", file, "sizeBytes", (json_int_t)size_bytes, "sha256",
				  sha256, "epoch", hex_json(&place->epoch), "headSequence",
				  (json_int_t)place->head_sequence, "hash",
				  hex_json(&place->hash)));
	arena_destroy(arena);
	return hashed;
}

bool manifest_write(const json_t *manifest, const char *folder)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const char *path = arena_printf(arena, "%s/manifest.json", folder);
	char *text = json_dumps(manifest, JSON_INDENT(2) | JSON_SORT_KEYS);
	int error = text == NULL ? ERROR_UNREADABLE
				 : whole_file_write(path, text, strlen(text), FILE_MODE);

	if (error)
		complain("%s: %s", path, error_text(error));
	free(text);
	arena_destroy(arena);
	return !error;
}

json_t *manifest_read(const char *folder, struct arena *arena)
{
	const char *path = arena_printf(arena, "%s/manifest.json", folder);
	struct json_fault fault;
	json_t *manifest;
	uint8_t *bytes;
	size_t size_bytes;
	int error = whole_file_read(path, LIMIT_BYTES, arena, &bytes, &size_bytes);
	const char *told;

	if (error) {
		complain("%s: %s: this is no backup, or it was not ended", path, error_text(error));
		return NULL;
	}
	manifest = json_read((const char *)bytes, size_bytes, LIMIT_BYTES, &fault);
	told = json_string_value(json_object_get(manifest, "format"));
	if (told != NULL && strcmp(told, format) == 0)
		return manifest;
	complain("%s: is no %s", path, format);
	json_decref(manifest);
	return NULL;
}

static const char *text_of(const json_t *json, const char *name)
{
	const char *text = json_string_value(json_object_get(json, name));

	return text == NULL ? "" : text;
}

bool manifest_store_at(const json_t *manifest, size_t index, struct manifest_store *ret_store)
{
	const json_t *store = json_array_get(json_object_get(manifest, "stores"), index);

	if (store == NULL)
		return false;
	*ret_store = (struct manifest_store){
		.source = text_of(store, "source"),
		.file = text_of(store, "file"),
		.sha256 = text_of(store, "sha256"),
		.epoch = text_of(store, "epoch"),
		.hash = text_of(store, "hash"),
		.size_bytes = (uint64_t)json_integer_value(json_object_get(store, "sizeBytes")),
		.head_sequence =
			(uint64_t)json_integer_value(json_object_get(store, "headSequence")),
	};
	return true;
}

bool manifest_store_is_whole(const struct manifest_store *store, const char *folder,
			     struct arena *arena)
{
	const char *path = arena_printf(arena, "%s/%s", folder, store->file);
	char sha256[SHA256_HEX_SIZE];
	uint64_t size_bytes;

	if (!file_hash(path, sha256, &size_bytes))
		return false;
	if (size_bytes == store->size_bytes && strcmp(sha256, store->sha256) == 0)
		return true;
	complain("%s: is not the file that the manifest tells of", path);
	return false;
}
