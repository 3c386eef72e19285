/* verdict.c - what a certificate file and its proof are worth, judged offline */
#include "cli/verify/verdict.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/json/json_read.h"
#include "common/tlog/entry.h"
#include "common/tlog/signed_json.h"
#include "common/tlog/tlog_proof.h"

enum { DOCUMENT_LIMIT_BYTES = 256 * 1024, LINE_SIZE = 256 };

static const char events_prefix[] = "ocop.certification.v1.";

/* Where the judging is. */
struct judging {
	const struct verdict_case *asked;
	struct arena *arena;
	struct verdict verdict;
	json_t *document;
	const char *origin;
	const struct note_verifier *log_key, *register_key;
	/* What the proof has shown. */
	struct checkpoint tree;
	uint64_t leaves[STATEMENT_LEAVES_MAX];
	bool has_ended; /* a leaf says that it was revoked, replaced or expired */
	struct statement statement;
};

int verdict_keys_read(const char *bytes, size_t size_bytes, struct note_verifier *ret_keys,
		      size_t most)
{
	struct tlog_text text = {bytes, size_bytes}, line;
	char vkey[LINE_SIZE];
	int count = 0;

	while (tlog_line_next(&text, &line)) {
		if (line.size_bytes == 0 || line.bytes[0] == '#')
			continue;
		if (line.size_bytes >= sizeof(vkey) || (size_t)count == most)
			return -1;
		(void)snprintf(vkey, sizeof(vkey), "%.*s", (int)line.size_bytes, line.bytes);
		if (!note_verifier_read(vkey, &ret_keys[count++]))
			return -1;
	}
	return text.size_bytes == 0 ? count : -1;
}

/* Ends the judging; always false. */
static bool say(struct judging *judging, enum verdict_answer answer, const char *why)
{
	judging->verdict.answer = answer;
	judging->verdict.why = why;
	return false;
}

/* What a signature comes to, of `what`. */
static bool is_genuine(struct judging *judging, enum note_result result, const char *what)
{
	switch (result) {
	case NOTE_GENUINE:
		return true;
	case NOTE_UNREADABLE:
		return say(judging, VERDICT_UNREADABLE,
			   arena_printf(judging->arena, "the %s cannot be read", what));
	case NOTE_OF_OTHER_KEY:
		return say(
			judging, VERDICT_OTHER_KEY,
			arena_printf(judging->arena, "the %s is signed by none of the keys", what));
	case NOTE_FORGED:
		return say(judging, VERDICT_CHANGED,
			   arena_printf(judging->arena, "the signature of the %s does not hold",
					what));
	}
	return false;
}

/* A key by its name; NULL when the file of keys has none of it. */
static const struct note_verifier *key_find(const struct verdict_case *asked, const char *name)
{
	for (size_t i = 0; i < asked->key_count; i++) {
		if (strcmp(asked->keys[i].name, name) == 0)
			return &asked->keys[i];
	}
	return NULL;
}

static const char *text_of(const json_t *object, const char *name)
{
	const char *text = json_string_value(json_object_get(object, name));

	return text == NULL ? "" : text;
}

static bool document_open(struct judging *judging)
{
	struct json_fault fault;
	const json_t *issued;

	judging->document = json_read(judging->asked->document, judging->asked->document_size_bytes,
				      DOCUMENT_LIMIT_BYTES, &fault);
	if (judging->document == NULL ||
	    strcmp(text_of(judging->document, "format"), "ocop-certificate@v1") != 0)
		return say(judging, VERDICT_UNREADABLE, "this is no certificate file");
	judging->origin = text_of(judging->document, "origin");
	judging->log_key = key_find(judging->asked, judging->origin);
	judging->register_key = key_find(
		judging->asked, arena_printf(judging->arena, "%s/register", judging->origin));
	if (judging->log_key == NULL || judging->register_key == NULL)
		return say(
			judging, VERDICT_OTHER_KEY,
			arena_printf(judging->arena, "there is no key of \"%s\"", judging->origin));
	if (!is_genuine(
		    judging,
		    signed_json_open(judging->document, judging->register_key, 1, judging->arena),
		    "certificate file"))
		return false;
	issued = json_object_get(judging->document, "certificate");
	judging->verdict.code = text_of(judging->document, "code");
	judging->verdict.official_number = text_of(issued, "officialNumber");
	judging->verdict.star = json_integer_value(json_object_get(issued, "star"));
	return true;
}

/* The first leaf is that of the issue: the file says what it says. */
static bool issue_fits(struct judging *judging, const struct entry *entry, uint64_t index)
{
	json_t *issued = json_object_get(judging->document, "certificate");
	json_t *leaf = json_object_get(judging->document, "leaf");
	const char *type = entry->type + strlen(events_prefix);
	struct entry_comparison comparison;
	bool same;

	if (strcmp(type, "CertificateIssued") != 0 && strcmp(type, "RecognitionRecorded") != 0)
		return say(judging, VERDICT_CHANGED, "the first leaf is not that of its issue");
	if (!json_is_integer(leaf) || (uint64_t)json_integer_value(leaf) != index)
		return say(judging, VERDICT_CHANGED, "the file names another leaf than the proof");
	json_t *event = json_pack("{s:O}", "certificate", issued);

	same = event != NULL &&
	       entry_is_of(entry, event, json_object_get(judging->document, "salts"),
			   judging->arena, &comparison);
	json_decref(event);
	if (!same)
		return say(judging, VERDICT_CHANGED, "the file does not say what was logged");
	judging->verdict.withheld = comparison.withheld;
	return true;
}

static bool ends_it(const char *type)
{
	return strcmp(type, "CertificateRevoked") == 0 ||
	       strcmp(type, "CertificateReplaced") == 0 || strcmp(type, "CertificateExpired") == 0;
}

/* The entry that a proof is of: about this certificate, in the place it says it has. */
static bool entry_fits(struct judging *judging, const struct tlog_proof *proof)
{
	struct entry entry;
	bool fits = true;

	if (!entry_read((const char *)proof->extra, proof->extra_size_bytes, judging->arena,
			&entry))
		return say(judging, VERDICT_CHANGED, "a leaf is no entry of a log of events");
	if (strcmp(entry.thing, judging->verdict.code) != 0 || entry.sequence != proof->index + 1 ||
	    strncmp(entry.type, events_prefix, strlen(events_prefix)) != 0)
		fits = say(judging, VERDICT_CHANGED, "a leaf is about something else");
	else if (judging->verdict.leaves == 0)
		fits = issue_fits(judging, &entry, proof->index);
	else if (ends_it(entry.type + strlen(events_prefix)))
		judging->has_ended = true;
	entry_close(&entry);
	return fits;
}

static bool proof_holds(struct judging *judging, const struct tlog_proof *proof)
{
	struct checkpoint checkpoint;
	struct merkle_hash leaf;

	if (proof->extra == NULL)
		return say(judging, VERDICT_UNREADABLE, "the proof does not have its leaf with it");
	if (!is_genuine(judging,
			checkpoint_open(proof->checkpoint, proof->checkpoint_size_bytes,
					judging->log_key, &checkpoint),
			"checkpoint"))
		return false;
	merkle_leaf_hash(proof->extra, proof->extra_size_bytes, &leaf);
	if (!merkle_inclusion_holds(proof->index, checkpoint.size, &leaf, &proof->path,
				    &checkpoint.root))
		return say(judging, VERDICT_CHANGED, "a leaf is not in the log");
	if (!entry_fits(judging, proof))
		return false;
	if (judging->verdict.leaves == STATEMENT_LEAVES_MAX)
		return say(judging, VERDICT_UNREADABLE, "the proof is too long");
	judging->tree = checkpoint;
	judging->leaves[judging->verdict.leaves++] = proof->index;
	return true;
}

static bool proofs_open(struct judging *judging, struct tlog_text *rest)
{
	while (rest->size_bytes > 0 && !statement_begins(rest)) {
		struct tlog_proof proof;

		if (!tlog_proof_read(rest, judging->arena, &proof))
			return say(judging, VERDICT_UNREADABLE, "this is no proof");
		if (!proof_holds(judging, &proof))
			return false;
		if (rest->size_bytes > 0 && rest->bytes[0] == '\n') /* stands between two */
			*rest = (struct tlog_text){rest->bytes + 1, rest->size_bytes - 1};
	}
	if (judging->verdict.leaves == 0)
		return say(judging, VERDICT_UNREADABLE, "this is no proof");
	return true;
}

/* The register says that these are all the leaves about it, under that very checkpoint. */
static bool statement_fits(struct judging *judging, const struct tlog_text *rest)
{
	const struct statement *statement = &judging->statement;

	if (!is_genuine(judging,
			statement_open(rest, judging->register_key, 1, &judging->statement),
			"statement"))
		return false;
	if (strcmp(statement->origin, judging->origin) != 0 ||
	    strcmp(statement->code, judging->verdict.code) != 0)
		return say(judging, VERDICT_CHANGED, "the statement is about something else");
	if (statement->tree.size != judging->tree.size ||
	    !merkle_hash_equal(&statement->tree.root, &judging->tree.root) ||
	    statement->leaf_count != judging->verdict.leaves ||
	    memcmp(statement->leaves, judging->leaves,
		   statement->leaf_count * sizeof(*statement->leaves)) != 0)
		return say(judging, VERDICT_CHANGED,
			   "the statement names other leaves than are proven");
	return true;
}

/* Whichever of file and statement is newer says what it is worth; the day goes on by itself. */
static void worth_find(struct judging *judging)
{
	const struct statement *statement = &judging->statement;
	struct verdict *verdict = &judging->verdict;
	bool file_is_newer = strcmp(text_of(judging->document, "asOf"), statement->as_of) > 0;
	int32_t last_day;

	verdict->state = file_is_newer ? text_of(judging->document, "state") : statement->state;
	verdict->valid_until =
		file_is_newer ? text_of(judging->document, "validUntil") : statement->valid_until;
	verdict->as_of = file_is_newer ? text_of(judging->document, "asOf") : statement->as_of;
	verdict->tree_size = statement->tree.size;
	if (strcmp(verdict->state, "VALID") == 0 && date_parse(verdict->valid_until, &last_day) &&
	    judging->asked->today > last_day)
		verdict->state = "EXPIRED";
	verdict->answer = strcmp(verdict->state, "VALID") == 0 && !judging->has_ended
				  ? VERDICT_VALID
				  : VERDICT_NOT_VALID;
}

/* The texts outlive the document. */
static void texts_keep(struct judging *judging)
{
	struct verdict *verdict = &judging->verdict;
	const char **texts[] = {&verdict->code, &verdict->state, &verdict->valid_until,
				&verdict->as_of, &verdict->official_number};

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		*texts[i] = arena_strdup(judging->arena, *texts[i] == NULL ? "" : *texts[i]);
}

struct verdict verdict_of(const struct verdict_case *asked, struct arena *arena)
{
	struct judging *judging = arena_alloc(arena, sizeof(*judging));
	struct tlog_text rest = {asked->proof, asked->proof_size_bytes};

	judging->asked = asked;
	judging->arena = arena;
	judging->verdict.why = "";
	if (document_open(judging) && proofs_open(judging, &rest) && statement_fits(judging, &rest))
		worth_find(judging);
	texts_keep(judging);
	json_decref(judging->document);
	return judging->verdict;
}
