/* statement.c - what a register states of a certificate as of a size of its log, signed */
#include "common/tlog/statement.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/tlog/base64.h"

static const char format_line[] = "ocop-certificate-state@v1";

static const char *leaves_print(struct arena *arena, const struct statement *statement)
{
	char *text = arena_strdup(arena, "");

	for (size_t i = 0; i < statement->leaf_count; i++)
		text = arena_printf(arena, "%s %llu", text,
				    (unsigned long long)statement->leaves[i]);
	return text;
}

char *statement_sign(struct arena *arena, const struct note_signer *signer,
		     const struct statement *statement)
{
	const char *valid_until = "";

	assert(statement->leaf_count > 0 && "a certificate without a leaf is in no log");
	if (statement->valid_until[0] != '\0')
		valid_until = arena_printf(arena, "valid-until %s\n", statement->valid_until);
	return note_sign(
		arena, signer,
		arena_printf(
			arena,
			"%s\norigin %s\ncode %s\nstate %s\n%sas-of %s\ntree %llu %s\nleaves%s\n",
			format_line, statement->origin, statement->code, statement->state,
			valid_until, statement->as_of, (unsigned long long)statement->tree.size,
			base64_print(arena, statement->tree.root.bytes, MERKLE_HASH_SIZE),
			leaves_print(arena, statement)));
}

/* The value of a line "word value"; false when the line is another. */
static bool value_of(const struct tlog_text *line, const char *word, struct tlog_text *ret_value)
{
	size_t length = strlen(word);

	if (line->size_bytes < length + 2 || memcmp(line->bytes, word, length) != 0 ||
	    line->bytes[length] != ' ')
		return false;
	*ret_value = (struct tlog_text){line->bytes + length + 1, line->size_bytes - length - 1};
	return true;
}

/* The next line's value as text; false when it is another line or too long. */
static bool word_read(struct tlog_text *text, const char *word, char *ret_value, size_t size_bytes)
{
	struct tlog_text rest = *text, line, value;

	if (!tlog_line_next(&rest, &line) || !value_of(&line, word, &value) ||
	    value.size_bytes >= size_bytes)
		return false;
	(void)snprintf(ret_value, size_bytes, "%.*s", (int)value.size_bytes,
		       value.bytes); /* fits */
	*text = rest;
	return true;
}

/* What stands before the next blank, or all; moves behind it. */
static struct tlog_text token_next(struct tlog_text *value)
{
	const char *blank = memchr(value->bytes, ' ', value->size_bytes);
	struct tlog_text token = *value;

	if (blank == NULL) {
		*value = (struct tlog_text){value->bytes + value->size_bytes, 0};
		return token;
	}
	token.size_bytes = (size_t)(blank - value->bytes);
	value->bytes += token.size_bytes + 1;
	value->size_bytes -= token.size_bytes + 1;
	return token;
}

static bool tree_read(struct tlog_text *text, struct checkpoint *ret_tree)
{
	struct tlog_text line, value, size;

	if (!tlog_line_next(text, &line) || !value_of(&line, "tree", &value))
		return false;
	size = token_next(&value);
	return tlog_number_read(&size, &ret_tree->size) && tlog_hash_read(&value, &ret_tree->root);
}

/* Numbers in order, all within the tree. */
static bool leaves_read(struct tlog_text *text, struct statement *ret_statement)
{
	struct tlog_text line, value;

	if (!tlog_line_next(text, &line) || !value_of(&line, "leaves", &value))
		return false;
	ret_statement->leaf_count = 0;
	while (value.size_bytes > 0) {
		struct tlog_text token = token_next(&value);
		uint64_t *leaf = &ret_statement->leaves[ret_statement->leaf_count];

		if (ret_statement->leaf_count == STATEMENT_LEAVES_MAX ||
		    !tlog_number_read(&token, leaf) || *leaf >= ret_statement->tree.size ||
		    (ret_statement->leaf_count > 0 && *leaf <= leaf[-1]))
			return false;
		ret_statement->leaf_count++;
	}
	return true;
}

static bool lines_read(struct tlog_text text, struct statement *ret_statement)
{
	struct tlog_text line;

	if (!statement_begins(&text) || !tlog_line_next(&text, &line))
		return false;
	ret_statement->valid_until[0] = '\0';
	if (!word_read(&text, "origin", ret_statement->origin, sizeof(ret_statement->origin)) ||
	    !word_read(&text, "code", ret_statement->code, sizeof(ret_statement->code)) ||
	    !word_read(&text, "state", ret_statement->state, sizeof(ret_statement->state)))
		return false;
	(void)word_read(&text, "valid-until", ret_statement->valid_until,
			sizeof(ret_statement->valid_until)); /* not where no day is known */
	return word_read(&text, "as-of", ret_statement->as_of, sizeof(ret_statement->as_of)) &&
	       tree_read(&text, &ret_statement->tree) && leaves_read(&text, ret_statement) &&
	       text.size_bytes == 0;
}

enum note_result statement_open(const struct tlog_text *bytes,
				const struct note_verifier *verifiers, size_t verifier_count,
				struct statement *ret_statement)
{
	struct note note;
	enum note_result result =
		note_open(bytes->bytes, bytes->size_bytes, verifiers, verifier_count, &note);

	if (result != NOTE_GENUINE)
		return result;
	return lines_read((struct tlog_text){note.text, note.text_size_bytes}, ret_statement)
		       ? NOTE_GENUINE
		       : NOTE_UNREADABLE;
}

bool statement_begins(const struct tlog_text *bytes)
{
	struct tlog_text text = *bytes, line;

	return tlog_line_next(&text, &line) && line.size_bytes == sizeof(format_line) - 1 &&
	       memcmp(line.bytes, format_line, line.size_bytes) == 0;
}
