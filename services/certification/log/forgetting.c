/* forgetting.c - salts of what an event no longer says are forgotten */
#include "certification/log/forgetting.h"

#include <jansson.h>
#include <string.h>

#include "certification/log/leaf.h"
#include "certification/records/log.h"
#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "common/tlog/entry.h"

/* The field at a path ("certificate.producerName"); NULL where there is none. */
static const json_t *field_at(struct arena *arena, const json_t *json, const char *path)
{
	char *rest = arena_strdup(arena, path);
	const char *name;

	while (json != NULL && (name = strsep(&rest, ".")) != NULL)
		json = json_object_get(json, name);
	return json;
}

static bool is_opened(struct transaction *tx, const struct log_salt *salt,
		      const struct entry *entry, const json_t *event)
{
	struct arena *arena = transaction_arena(tx);
	const json_t *value = field_at(arena, event, salt->path);
	const char *commitment = json_string_value(json_object_get(entry->commitments, salt->path));

	return value != NULL && commitment != NULL &&
	       strcmp(commitment_print(arena, salt->bytes, salt->path, value), commitment) == 0;
}

static void salts_forget(struct transaction *tx, uint64_t leaf_index, const struct entry *entry,
			 const json_t *event)
{
	struct log_salt salt;

	log_salts_of(tx, leaf_index);
	while (log_salt_next(tx, &salt)) {
		if (!is_opened(tx, &salt, entry, event))
			log_salt_delete(tx, leaf_index, salt.path);
	}
}

void leaf_forget(struct transaction *tx, const Ocop__Common__V1__Event *event,
		 const ProtobufCMessage *body)
{
	uint64_t leaf_index = event->sequence - 1;
	const char *text = "";
	struct entry entry;
	json_t *json;

	log_entries(tx, leaf_index, 1);
	if (log_entry_next(tx, &text))
		statement_end(tx);
	if (!entry_read(text, strlen(text), transaction_arena(tx), &entry))
		return; /* the transaction has failed */
	json = leaf_event_json(body);
	salts_forget(tx, leaf_index, &entry, json);
	json_decref(json);
	entry_close(&entry);
}
