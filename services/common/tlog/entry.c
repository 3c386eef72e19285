/* entry.c - what a log of events says of one event: facts in clear, and commitments to the rest */
#include "common/tlog/entry.h"

#include <assert.h>
#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/json/canonical_json.h"
#include "common/json/json_read.h"
#include "common/tlog/base64.h"
#include "common/tlog/tile.h"

static const char format_name[] = "ocop-log-entry@v1";
/* So that no commitment is a hash of anything else, nor of two parts that were shifted. */
static const char commitment_name[] = "ocop-commitment@v1\n";

char *commitment_print(struct arena *arena, const uint8_t salt[COMMITMENT_SALT_SIZE],
		       const char *path, const json_t *value)
{
	const char *text = canonical_json(arena, value);
	crypto_hash_sha256_state state;
	uint8_t hash[COMMITMENT_SIZE];

	(void)crypto_hash_sha256_init(&state); /* always 0, as are the next */
	(void)crypto_hash_sha256_update(&state, (const uint8_t *)commitment_name,
					sizeof(commitment_name) - 1);
	(void)crypto_hash_sha256_update(&state, salt, COMMITMENT_SALT_SIZE);
	(void)crypto_hash_sha256_update(&state, (const uint8_t *)path, strlen(path));
	(void)crypto_hash_sha256_update(&state, (const uint8_t *)"\n", 1);
	(void)crypto_hash_sha256_update(&state, (const uint8_t *)text, strlen(text));
	(void)crypto_hash_sha256_final(&state, hash);
	return base64_print(arena, hash, sizeof(hash));
}

char *entry_print(struct arena *arena, const struct entry *entry)
{
	json_t *json = json_pack(
		"{s:s, s:I, s:s, s:s, s:I, s:s, s:s, s:O, s:O}", "format", format_name, "sequence",
		(json_int_t)entry->sequence, "source", entry->source, "thing", entry->thing,
		"thingVersion", (json_int_t)entry->thing_version, "time", entry->time, "type",
		entry->type, "event", entry->event, "commitments", entry->commitments);
	char *text;

	assert(json != NULL && "memory is always there, and texts are UTF-8");
	text = canonical_json(arena, json);
	json_decref(json);
	return text;
}

bool entry_read(const char *bytes, size_t size_bytes, struct arena *arena, struct entry *ret_entry)
{
	struct entry entry = {0};
	struct json_fault fault;
	json_int_t sequence, thing_version;
	const char *format, *again;

	entry.json = json_read(bytes, size_bytes, BUNDLE_ENTRY_MAX_BYTES, &fault);
	if (entry.json == NULL ||
	    json_unpack(entry.json, "{s:s, s:I, s:s, s:s, s:I, s:s, s:s, s:o, s:o !}", "format",
			&format, "sequence", &sequence, "source", &entry.source, "thing",
			&entry.thing, "thingVersion", &thing_version, "time", &entry.time, "type",
			&entry.type, "event", &entry.event, "commitments",
			&entry.commitments) != 0 ||
	    strcmp(format, format_name) != 0 || sequence < 1 || thing_version < 0 ||
	    !json_is_object(entry.event) || !json_is_object(entry.commitments)) {
		json_decref(entry.json);
		return false;
	}
	entry.sequence = (uint64_t)sequence;
	entry.thing_version = (uint64_t)thing_version;
	again = entry_print(arena, &entry);
	if (strlen(again) != size_bytes || memcmp(again, bytes, size_bytes) != 0) {
		json_decref(entry.json);
		return false;
	}
	*ret_entry = entry;
	return true;
}

void entry_close(struct entry *entry)
{
	json_decref(entry->json);
	*entry = (struct entry){0};
}

/* What a comparison has and is at. */
struct comparing {
	const struct entry *entry;
	const json_t *salts;
	struct arena *arena;
	size_t opened;
	const char *fault;
};

static bool opens(const struct comparing *comparing, const char *path, const json_t *value,
		  const json_t *commitment)
{
	const char *base64 = json_string_value(json_object_get(comparing->salts, path));
	const char *committed = json_string_value(commitment);
	uint8_t salt[COMMITMENT_SALT_SIZE];
	size_t size_bytes;

	if (base64 == NULL || committed == NULL ||
	    !base64_read(base64, strlen(base64), salt, sizeof(salt), &size_bytes) ||
	    size_bytes != sizeof(salt))
		return false;
	return strcmp(commitment_print(comparing->arena, salt, path, value), committed) == 0;
}

/* Every field of `shown` is in `clear`, or committed to. Messages nest as deep as json_read takes
 * them. */
static bool fields_are_logged(struct comparing *comparing, const json_t *shown, const json_t *clear,
			      const char *prefix)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)shown, name, value)
	{
		const char *path = arena_printf(comparing->arena, "%s%s", prefix, name);
		const json_t *commitment = json_object_get(comparing->entry->commitments, path);
		const json_t *same = json_object_get(clear, name);
		bool logged;

		if (commitment != NULL)
			logged = opens(comparing, path, value, commitment);
		else if (json_is_object(value) && (same == NULL || json_is_object(same)))
			logged = fields_are_logged(comparing, value, same,
						   arena_printf(comparing->arena, "%s.", path));
		else
			logged = same != NULL && json_equal(value, (json_t *)same);
		if (!logged && comparing->fault == NULL)
			comparing->fault = path;
		if (!logged)
			return false;
		comparing->opened += commitment != NULL;
	}
	return true;
}

/* Nothing that is in clear was left out. */
static bool clear_is_shown(struct comparing *comparing, const json_t *clear, const json_t *shown,
			   const char *prefix)
{
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)clear, name, value)
	{
		const char *path = arena_printf(comparing->arena, "%s%s", prefix, name);
		const json_t *same = json_object_get(shown, name);

		if (same == NULL) {
			comparing->fault = path;
			return false;
		}
		if (json_is_object(value) &&
		    !clear_is_shown(comparing, value, same,
				    arena_printf(comparing->arena, "%s.", path)))
			return false;
	}
	return true;
}

bool entry_is_of(const struct entry *entry, const json_t *event, const json_t *salts,
		 struct arena *arena, struct entry_comparison *ret_comparison)
{
	struct comparing comparing = {.entry = entry, .salts = salts, .arena = arena};
	bool same = fields_are_logged(&comparing, event, entry->event, "") &&
		    clear_is_shown(&comparing, entry->event, event, "");

	*ret_comparison = (struct entry_comparison){
		.withheld = json_object_size(entry->commitments) - comparing.opened,
		.fault = comparing.fault,
	};
	return same;
}
