/* document.c - a certificate as a signed file */
#include "certification/log/document.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "certification/log/leaf.h"
#include "certification/log/transparency.h"
#include "certification/log/worth.h"
#include "certification/records.h"
#include "certification/records/log.h"
#include "common/base/arena.h"
#include "common/bus/envelope.h"
#include "common/json/json_name.h"
#include "common/store/transaction.h"
#include "common/tlog/base64.h"
#include "common/tlog/entry.h"
#include "common/tlog/signed_json.h"
#include "ocop/certification/v1/events.pb-c.h"

enum { SALT_SIZE = 32 };

/* The salts of a leaf by their paths, those that are still known. */
static json_t *salts_json(struct transaction *tx, uint64_t leaf_index)
{
	json_t *salts = json_object();
	struct log_salt salt;

	log_salts_of(tx, leaf_index);
	while (log_salt_next(tx, &salt))
		(void)json_object_set_new(
			salts, salt.path,
			json_string(base64_print(transaction_arena(tx), salt.bytes, SALT_SIZE)));
	return salts;
}

/* What the event of a leaf said of the certificate. Issued or recorded: both have it in the field
 * of the same number, so one message reads both. */
static json_t *issued_json(struct transaction *tx, uint64_t leaf_index)
{
	struct arena *arena = transaction_arena(tx);
	ProtobufCBinaryData packed = log_event_load(tx, leaf_index);
	const Ocop__Common__V1__Event *event = (const void *)message_unpack(
		&ocop__common__v1__event__descriptor, packed.data, packed.len, arena, NULL);
	const ProtobufCMessage *body =
		event == NULL
			? NULL
			: message_unpack(&ocop__certification__v1__certificate_issued__descriptor,
					 event->body.data, event->body.len, arena, NULL);
	json_t *json, *certificate;

	if (body == NULL)
		return json_object();
	json = leaf_event_json(body);
	certificate = json_incref(json_object_get(json, "certificate"));
	json_decref(json);
	return certificate;
}

/* Takes the field at a path ("placeToday.communeName") out of an object. */
static void path_remove(json_t *object, const char *path)
{
	const char *dot;
	char name[JSON_NAME_SIZE];

	while ((dot = strchr(path, '.')) != NULL && (size_t)(dot - path) < sizeof(name)) {
		(void)snprintf(name, sizeof(name), "%.*s", (int)(dot - path), path); /* fits */
		object = json_object_get(object, name);
		path = dot + 1;
	}
	(void)json_object_del(object, path); /* does nothing where there is none */
}

/* What is shown only as long as its salt is known: the rest has been erased. */
static void withheld_remove(json_t *certificate, const struct log_leaf *leaf, const json_t *salts,
			    struct arena *arena)
{
	static const char prefix[] = "certificate.";
	struct entry entry;
	const char *path;
	json_t *commitment;

	if (!entry_read(leaf->entry, strlen(leaf->entry), arena, &entry))
		return;
	json_object_foreach((json_t *)entry.commitments, path, commitment)
	{
		(void)commitment; /* its path is enough */
		if (json_object_get(salts, path) == NULL &&
		    strncmp(path, prefix, sizeof(prefix) - 1) == 0)
			path_remove(certificate, path + sizeof(prefix) - 1);
	}
	entry_close(&entry);
}

/* The fields that are not as they were issued. */
static json_t *changed_json(const struct worth *worth, const json_t *issued)
{
	json_t *now = leaf_event_json(&worth->message.base);
	json_t *changed = json_object();
	const char *name;
	json_t *value;

	json_object_foreach(now, name, value)
	{
		const json_t *then = json_object_get(issued, name);

		if (then == NULL || !json_equal(value, (json_t *)then))
			(void)json_object_set(changed, name, value);
	}
	json_decref(now);
	return changed;
}

/* The leaf of its issue: the first about it. */
static struct log_leaf issue_leaf(struct transaction *tx, const char *code)
{
	struct log_leaf leaf = {.entry = ""};

	log_leaves_of(tx, code);
	if (log_leaf_next(tx, &leaf))
		statement_end(tx);
	return leaf;
}

static void text_set(json_t *json, const char *name, const char *text)
{
	if (text[0] != '\0')
		(void)json_object_set_new(json, name, json_string(text));
}

char *document_print(struct transaction *tx, const struct transparency *transparency,
		     const struct certificate *certificate)
{
	struct arena *arena = transaction_arena(tx);
	struct log_leaf leaf = issue_leaf(tx, certificate->code);
	json_t *salts = salts_json(tx, leaf.leaf_index);
	json_t *issued = issued_json(tx, leaf.leaf_index);
	json_t *document;
	struct worth worth;
	char *text, *dumped;

	worth_load(tx, certificate, &worth);
	document = json_pack("{s:s, s:s, s:s, s:s, s:s, s:I, s:o}", "format", "ocop-certificate@v1",
			     "origin", transparency->keys.log.verifier.name, "code",
			     certificate->code, "asOf", worth.as_of, "state", worth.state, "leaf",
			     (json_int_t)leaf.leaf_index, "now", changed_json(&worth, issued));
	withheld_remove(issued, &leaf, salts, arena);
	text_set(document, "nextUpdate", worth.next_update);
	text_set(document, "validUntil", worth.last_day);
	(void)json_object_set_new(document, "certificate", issued);
	(void)json_object_set_new(document, "salts", salts);
	signed_json_sign(document, &transparency->keys.statements, arena);
	dumped = json_dumps(document, JSON_INDENT(2) | JSON_SORT_KEYS);
	assert(dumped != NULL && "memory is always there, and texts are UTF-8");
	text = arena_printf(arena, "%s\n", dumped);
	free(dumped);
	json_decref(document);
	return text;
}
