/* tlog_proof.c - that an entry is in a log, for who is offline: c2sp.org/tlog-proof */
#include "common/tlog/tlog_proof.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/text.h"
#include "common/tlog/base64.h"
#include "common/tlog/note.h"

enum { DIGITS_MAX = 18 };

static const char format_line[] = "c2sp.org/tlog-proof@v1";
static const char extra_word[] = "extra ";
static const char index_word[] = "index ";

/* The path's lines, each with its newline. */
static char *path_print(struct arena *arena, const struct merkle_proof *path)
{
	char *lines = arena_strdup(arena, "");

	for (size_t i = 0; i < path->count; i++)
		lines = arena_printf(arena, "%s%s\n", lines,
				     base64_print(arena, path->hashes[i].bytes, MERKLE_HASH_SIZE));
	return lines;
}

static char *extra_print(struct arena *arena, const struct tlog_proof *proof)
{
	if (proof->extra == NULL)
		return arena_strdup(arena, "");
	return arena_printf(arena, "%s%s\n", extra_word,
			    base64_print(arena, proof->extra, proof->extra_size_bytes));
}

char *tlog_proof_print(struct arena *arena, const struct tlog_proof *proof)
{
	return arena_printf(arena, "%s\n%s%s%llu\n%s\n%.*s", format_line, extra_print(arena, proof),
			    index_word, (unsigned long long)proof->index,
			    path_print(arena, &proof->path), (int)proof->checkpoint_size_bytes,
			    proof->checkpoint);
}

bool tlog_line_next(struct tlog_text *text, struct tlog_text *ret_line)
{
	const char *end = memchr(text->bytes, '\n', text->size_bytes);

	if (end == NULL)
		return false;
	*ret_line = (struct tlog_text){text->bytes, (size_t)(end - text->bytes)};
	text->bytes = end + 1;
	text->size_bytes -= ret_line->size_bytes + 1;
	return true;
}

bool tlog_number_read(const struct tlog_text *line, uint64_t *ret_number)
{
	char digits[DIGITS_MAX + 1];

	if (line->size_bytes == 0 || line->size_bytes > DIGITS_MAX ||
	    (line->bytes[0] == '0' && line->size_bytes > 1))
		return false;
	(void)snprintf(digits, sizeof(digits), "%.*s", (int)line->size_bytes, line->bytes);
	if (strspn(digits, "0123456789") != line->size_bytes)
		return false;
	*ret_number = strtoull(digits, NULL, 10);
	return true;
}

bool tlog_hash_read(const struct tlog_text *line, struct merkle_hash *ret_hash)
{
	size_t size_bytes;

	return base64_read(line->bytes, line->size_bytes, ret_hash->bytes, MERKLE_HASH_SIZE,
			   &size_bytes) &&
	       size_bytes == MERKLE_HASH_SIZE;
}

/* True when the line begins with the word, behind which it then begins. */
static bool word_skip(struct tlog_text *line, const char *word)
{
	size_t length = strlen(word);

	if (line->size_bytes < length || memcmp(line->bytes, word, length) != 0)
		return false;
	line->bytes += length;
	line->size_bytes -= length;
	return true;
}

static bool extra_read(const struct tlog_text *base64, struct arena *arena,
		       struct tlog_proof *ret_proof)
{
	uint8_t *bytes;

	if (base64->size_bytes > TLOG_PROOF_EXTRA_MAX_BYTES / 3 * 4)
		return false;
	bytes = arena_alloc(arena, base64->size_bytes);
	ret_proof->extra = bytes;
	return base64_read(base64->bytes, base64->size_bytes, bytes, base64->size_bytes,
			   &ret_proof->extra_size_bytes);
}

/* The hashes up to the empty line. */
static bool path_read(struct tlog_text *text, struct merkle_proof *ret_path)
{
	struct tlog_text line;

	ret_path->count = 0;
	while (tlog_line_next(text, &line)) {
		if (line.size_bytes == 0)
			return true;
		if (ret_path->count == MERKLE_PROOF_MAX ||
		    !tlog_hash_read(&line, &ret_path->hashes[ret_path->count]))
			return false;
		ret_path->count++;
	}
	return false;
}

bool tlog_proof_read(struct tlog_text *text, struct arena *arena, struct tlog_proof *ret_proof)
{
	struct tlog_proof proof = {0};
	struct tlog_text rest = *text;
	struct tlog_text line;

	if (!tlog_line_next(&rest, &line) || !word_skip(&line, format_line) || line.size_bytes > 0)
		return false;
	if (!tlog_line_next(&rest, &line))
		return false;
	if (word_skip(&line, extra_word) &&
	    (!extra_read(&line, arena, &proof) || !tlog_line_next(&rest, &line)))
		return false;
	if (!word_skip(&line, index_word) || !tlog_number_read(&line, &proof.index) ||
	    !path_read(&rest, &proof.path))
		return false;
	proof.checkpoint = rest.bytes;
	proof.checkpoint_size_bytes = note_length(rest.bytes, rest.size_bytes);
	if (proof.checkpoint_size_bytes == 0 ||
	    !text_is_clean(proof.checkpoint, proof.checkpoint_size_bytes))
		return false;
	text->bytes = rest.bytes + proof.checkpoint_size_bytes;
	text->size_bytes = rest.size_bytes - proof.checkpoint_size_bytes;
	*ret_proof = proof;
	return true;
}
