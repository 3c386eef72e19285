/* leaf.c - an event of this register as an entry of its transparency log
 *
 * In clear are what the register itself makes or has from the law (numbers, states, days, stars,
 * and the texts of `clear_texts`: ids, codes and numbers of papers). All else that people wrote,
 * names, places, reasons, and whole lists, is committed to, and so is every text that somebody adds
 * to a message later: to publish what should not be takes a line here, to keep it back takes none.
 */
#include "certification/log/leaf.h"

#include <string.h>

#include "certification/records/log.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/random.h"
#include "common/json/json_name.h"
#include "common/json/json_time.h"
#include "common/json/message_json.h"
#include "common/store/transaction.h"
#include "common/tlog/entry.h"
#include "common/tlog/merkle.h"
#include "common/tlog/tile.h"
#include "ocop/certification/v1/events.pb-c.h"

enum { SALTS_MAX = 64, US_A_SECOND = 1000000 };

/* Fields of proto, by name wherever they occur. */
static const char *const clear_texts[] = {
	"act_id",          "act_number",      "answered_on",       "code",
	"commune_code",    "concluded_on",    "conclusion_number", "corrects_code",
	"decided_on",      "decision_id",     "decision_number",   "decision_sha256",
	"document_number", "document_sha256", "dossier_id",        "due_on",
	"extended_until",  "ground_code",     "in_force_from",     "in_force_until",
	"inspection_id",   "issued_on",       "official_number",   "paper_number",
	"producer_id",     "product_code",    "product_id",        "province_code",
	"recorded_on",     "reinstated_on",   "replaced_by_code",  "report_number",
	"request_id",      "requested_on",    "revocation_ground", "revoked_on",
	"round_id",        "rulebook_code",   "sector_code",       "suspended_on",
	"valid_from",      "valid_until",     "window_from",       "window_until",
};

/* Business that is nobody's but theirs whom it concerns, as long as it is open: nothing of these is
 * clear, so that the log does not tell of a visit before it takes place. What it came to is. */
static const ProtobufCMessageDescriptor *const withheld[] = {
	&ocop__certification__v1__inspection_plan_drafted__descriptor,
	&ocop__certification__v1__inspection_plan_approved__descriptor,
	&ocop__certification__v1__inspection_plan_changed__descriptor,
	&ocop__certification__v1__inspection_announced__descriptor,
	&ocop__certification__v1__inspection_moved__descriptor,
	&ocop__certification__v1__inspection_cancelled__descriptor,
	&ocop__certification__v1__inspection_held__descriptor,
	&ocop__certification__v1__remedies_ordered__descriptor,
	&ocop__certification__v1__remedy_recorded__descriptor,
	&ocop__certification__v1__remedy_overdue__descriptor,
};

static bool is_withheld(const ProtobufCMessageDescriptor *type)
{
	for (size_t i = 0; i < sizeof(withheld) / sizeof(*withheld); i++) {
		if (withheld[i] == type)
			return true;
	}
	return false;
}

static bool is_clear_text(const char *name)
{
	for (size_t i = 0; i < sizeof(clear_texts) / sizeof(*clear_texts); i++) {
		if (strcmp(clear_texts[i], name) == 0)
			return true;
	}
	return false;
}

/* A message of ours in a field that is there once: its fields are looked at one by one. */
static bool is_nested(const ProtobufCFieldDescriptor *field)
{
	return field->type == PROTOBUF_C_TYPE_MESSAGE &&
	       field->label != PROTOBUF_C_LABEL_REPEATED && !json_is_timestamp(field->descriptor);
}

static bool is_clear(const ProtobufCFieldDescriptor *field)
{
	if (field->label == PROTOBUF_C_LABEL_REPEATED)
		return false;
	switch (field->type) {
	case PROTOBUF_C_TYPE_STRING:
		return is_clear_text(field->name);
	case PROTOBUF_C_TYPE_BYTES:
		return false;
	case PROTOBUF_C_TYPE_MESSAGE: /* a moment: others are nested */
	case PROTOBUF_C_TYPE_INT32:
	case PROTOBUF_C_TYPE_SINT32:
	case PROTOBUF_C_TYPE_SFIXED32:
	case PROTOBUF_C_TYPE_INT64:
	case PROTOBUF_C_TYPE_SINT64:
	case PROTOBUF_C_TYPE_SFIXED64:
	case PROTOBUF_C_TYPE_UINT32:
	case PROTOBUF_C_TYPE_FIXED32:
	case PROTOBUF_C_TYPE_UINT64:
	case PROTOBUF_C_TYPE_FIXED64:
	case PROTOBUF_C_TYPE_FLOAT:
	case PROTOBUF_C_TYPE_DOUBLE:
	case PROTOBUF_C_TYPE_BOOL:
	case PROTOBUF_C_TYPE_ENUM:
		return true;
	}
	return false;
}

/* True for a value that proto3 does not send. */
static bool is_nothing(const ProtobufCFieldDescriptor *field, const json_t *value)
{
	const ProtobufCEnumDescriptor *words = field->descriptor;

	switch (json_typeof(value)) {
	case JSON_STRING:
		if (field->type == PROTOBUF_C_TYPE_ENUM)
			return strcmp(json_string_value(value),
				      protobuf_c_enum_descriptor_get_value(words, 0)->name) == 0;
		return json_string_length(value) == 0 ||
		       (field->type != PROTOBUF_C_TYPE_STRING &&
			strcmp(json_string_value(value), "0") == 0);
	case JSON_INTEGER:
		return json_integer_value(value) == 0;
	case JSON_ARRAY:
		return json_array_size(value) == 0;
	case JSON_OBJECT:
		return json_object_size(value) == 0;
	case JSON_REAL:
		return json_real_value(value) == 0;
	case JSON_FALSE:
	case JSON_NULL:
		return true;
	case JSON_TRUE:
		return false;
	}
	return false;
}

/* Takes out of a message's JSON what holds nothing. */
static void nothing_remove(json_t *json, const ProtobufCMessageDescriptor *descriptor)
{
	for (unsigned i = 0; i < descriptor->n_fields; i++) {
		const ProtobufCFieldDescriptor *field = &descriptor->fields[i];
		char name[JSON_NAME_SIZE];
		json_t *value;

		json_name(field->name, name);
		value = json_object_get(json, name);
		if (value == NULL)
			continue;
		if (is_nested(field) && json_is_object(value))
			nothing_remove(value, field->descriptor);
		if (is_nothing(field, value))
			(void)json_object_del(json, name);
	}
}

json_t *leaf_event_json(const ProtobufCMessage *body)
{
	json_t *json = message_to_json(body);

	nothing_remove(json, body->descriptor);
	return json;
}

/* An entry that is being made. */
struct making {
	struct arena *arena;
	bool withheld; /* nothing is clear */
	json_t *commitments;
	struct leaf_salt *salts;
	size_t salt_count;
};

static void commit(struct making *making, const char *path, const json_t *value)
{
	struct leaf_salt *salt = &making->salts[making->salt_count++];

	salt->path = path;
	random_bytes(salt->bytes, sizeof(salt->bytes));
	(void)json_object_set_new(
		making->commitments, path,
		json_string(commitment_print(making->arena, salt->bytes, path, value)));
}

/* Moves what is not clear out of a message's JSON and into commitments. */
static void fields_part(struct making *making, json_t *json,
			const ProtobufCMessageDescriptor *descriptor, const char *prefix)
{
	for (unsigned i = 0; i < descriptor->n_fields && making->salt_count < SALTS_MAX; i++) {
		const ProtobufCFieldDescriptor *field = &descriptor->fields[i];
		char name[JSON_NAME_SIZE];
		const char *path;
		json_t *value;

		json_name(field->name, name);
		value = json_object_get(json, name);
		if (value == NULL || (!is_nested(field) && !making->withheld && is_clear(field)))
			continue;
		path = arena_printf(making->arena, "%s%s", prefix, name);
		if (is_nested(field)) {
			fields_part(making, value, field->descriptor,
				    arena_printf(making->arena, "%s.", path));
			if (json_object_size(value) > 0)
				continue;
		} else {
			commit(making, path, value);
		}
		(void)json_object_del(json, name);
	}
}

void leaf_make(const Ocop__Common__V1__Event *event, const ProtobufCMessage *body,
	       struct arena *arena, struct leaf *ret_leaf)
{
	struct making making = {
		.arena = arena,
		.withheld = is_withheld(body->descriptor),
		.commitments = json_object(),
		.salts = arena_alloc(arena, SALTS_MAX * sizeof(*making.salts)),
	};
	json_t *json = leaf_event_json(body);
	char time[JSON_TIME_SIZE];

	fields_part(&making, json, body->descriptor, "");
	json_time_print(event->occurred_at_us / US_A_SECOND,
			(int32_t)(event->occurred_at_us % US_A_SECOND) * 1000, time);
	ret_leaf->entry = entry_print(arena, &(struct entry){
						     .source = event->source,
						     .type = event->type,
						     .thing = event->thing_id,
						     .time = time,
						     .sequence = event->sequence,
						     .thing_version = event->thing_version,
						     .event = json,
						     .commitments = making.commitments,
					     });
	ret_leaf->salts = making.salts;
	ret_leaf->salt_count = making.salt_count;
	json_decref(json);
	json_decref(making.commitments);
}

/* The hashes of the whole subtrees that end with this leaf, a level of tiles after the other. */
static void subtrees_complete(struct transaction *tx, uint64_t leaf_index)
{
	const struct merkle_source source = log_tree_source(tx);
	uint64_t count = leaf_index + 1;

	for (unsigned level = 1; count % TILE_WIDTH == 0; level++) {
		struct merkle_hash hash;

		count /= TILE_WIDTH;
		if (merkle_tile_root(&source, level - 1, count - 1, &hash) != 0)
			return; /* the transaction has failed */
		log_subtree_insert(tx, level, count - 1, &hash);
	}
}

void leaf_write(struct transaction *tx, uint64_t leaf_index, const char *thing_id,
		const char *entry)
{
	log_leaf_insert(tx, leaf_index, thing_id, entry);
	subtrees_complete(tx, leaf_index);
}

void leaf_append(struct transaction *tx, const Ocop__Common__V1__Event *event,
		 const ProtobufCMessage *body)
{
	uint64_t leaf_index = event->sequence - 1;
	struct leaf leaf;

	leaf_make(event, body, transaction_arena(tx), &leaf);
	if (strlen(leaf.entry) > BUNDLE_ENTRY_MAX_BYTES || leaf.salt_count == SALTS_MAX) {
		transaction_fail(tx, ERROR_TOO_LARGE);
		return;
	}
	leaf_write(tx, leaf_index, event->thing_id, leaf.entry);
	for (size_t i = 0; i < leaf.salt_count; i++)
		log_salt_insert(tx, leaf_index, leaf.salts[i].path, leaf.salts[i].bytes);
}
