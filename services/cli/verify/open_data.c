/* open_data.c - a dump of the register, checked without any daemon or network */
#include "cli/verify/open_data.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include <jansson.h>
#include <sodium.h>

#include "cli/commands.h"
#include "cli/session.h"
#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/whole_file.h"

enum {
	SUMS_LIMIT_BYTES = 64 * 1024,
	BLOCK_BYTES = 64 * 1024,
	HASH_LENGTH = 2 * crypto_hash_sha256_BYTES
};

static const char format_line[] = "# ocop-open-data@v1\n";

enum sum_result { SUM_HOLDS, SUM_MISSING, SUM_CHANGED, SUM_COUNT };

static const struct {
	const char *word, *vi, *en;
} results[SUM_COUNT] = {
	[SUM_HOLDS] = {"genuine", "đúng", "genuine"},
	[SUM_MISSING] = {"missing", "không có trong thư mục", "not in the folder"},
	[SUM_CHANGED] = {"changed", "ĐÃ BỊ THAY ĐỔI", "CHANGED"},
};

/* A check while it goes on. */
struct open_data_check {
	struct session *session;
	const char *folder;
	json_t *files; /* for machines */
	bool any_missing, any_changed;
	size_t count;
};

/* The value behind "# name " in the signed text; "" when there is none. */
static const char *line_of(struct arena *arena, const char *text, const char *name)
{
	const char *line = strstr(text, arena_printf(arena, "\n# %s ", name));

	if (!line)
		return "";
	line += strlen("\n# ") + strlen(name) + 1;
	return arena_printf(arena, "%.*s", (int)strcspn(line, "\n"), line);
}

static enum sum_result file_check(const char *path, const char *wanted)
{
	unsigned char hash[crypto_hash_sha256_BYTES], block[BLOCK_BYTES];
	char hex[HASH_LENGTH + 1];
	crypto_hash_sha256_state state;
	FILE *file = fopen(path, "re");
	size_t size;
	bool failed;

	if (!file)
		return SUM_MISSING;
	(void)crypto_hash_sha256_init(&state); /* always 0 */
	while ((size = fread(block, 1, sizeof(block), file)) > 0)
		(void)crypto_hash_sha256_update(&state, block, size); /* always 0 */
	failed = ferror(file) != 0;
	(void)fclose(file);                                         /* only read */
	(void)crypto_hash_sha256_final(&state, hash);               /* always 0 */
	(void)sodium_bin2hex(hex, sizeof(hex), hash, sizeof(hash)); /* fits */
	return !failed && strncmp(hex, wanted, HASH_LENGTH) == 0 ? SUM_HOLDS : SUM_CHANGED;
}

/* A name is of this folder: letters, digits, dots and hyphens, and no path. */
static bool name_is_sound(const char *name)
{
	return *name && *name != '.' &&
	       name[strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
				 "0123456789.-_")] == '\0';
}

static bool line_check(struct open_data_check *check, const char *line)
{
	struct arena *arena = check->session->arena;
	const char *name = line + HASH_LENGTH + 2;
	enum sum_result result;

	if (strlen(line) <= HASH_LENGTH + 2 || strspn(line, "0123456789abcdef") != HASH_LENGTH ||
	    strncmp(line + HASH_LENGTH, "  ", 2) != 0 || !name_is_sound(name))
		return false;
	result = file_check(arena_printf(arena, "%s/%s", check->folder, name), line);
	check->any_missing |= result == SUM_MISSING;
	check->any_changed |= result == SUM_CHANGED;
	check->count++;
	(void)json_object_set_new(check->files, name, json_string(results[result].word));
	if (!check->session->json)
		(void)printf("  %s: %s\n", name,
			     check->session->vietnamese ? results[result].vi : results[result].en);
	return true;
}

/* Every line but comments names a file; false for a text that has others. */
static bool lines_check(struct open_data_check *check, const char *text)
{
	while (*text) {
		size_t length = strcspn(text, "\n");
		const char *line = arena_printf(check->session->arena, "%.*s", (int)length, text);

		if (*line != '#' && !line_check(check, line))
			return false;
		text += length + (text[length] == '\n');
	}
	return check->count > 0;
}

static void print(const struct open_data_check *check, const char *text, const char *answer)
{
	struct arena *arena = check->session->arena;
	json_t *json;

	if (!check->session->json) {
		(void)printf(check->session->vietnamese ? "%s: thời điểm %s, %s dòng, nhật ký %s\n"
							: "%s: as of %s, %s rows, log %s\n",
			     answer, line_of(arena, text, "as-of"), line_of(arena, text, "rows"),
			     line_of(arena, text, "log"));
		return;
	}
	json = json_pack("{s:s, s:s, s:s, s:s, s:s, s:O}", "answer", answer, "origin",
			 line_of(arena, text, "origin"), "asOf", line_of(arena, text, "as-of"),
			 "rows", line_of(arena, text, "rows"), "log", line_of(arena, text, "log"),
			 "files", check->files);
	(void)json_dumpf(json, stdout, JSON_COMPACT); /* main looks at stdout's state */
	(void)putchar('\n');
	json_decref(json);
}

/* The signed text, with a newline before it so that every line begins behind one; NULL having said
 * why. */
static const char *sums_open(struct session *session, const char *folder,
			     const struct note_verifier *keys, size_t key_count)
{
	const char *path = arena_printf(session->arena, "%s/SHA256SUMS", folder);
	struct note note;
	uint8_t *bytes;
	size_t size_bytes;
	int error = whole_file_read(path, SUMS_LIMIT_BYTES, session->arena, &bytes, &size_bytes);

	if (error) {
		complain("%s: %s", path, error_text(error));
		return NULL;
	}
	if (note_open((const char *)bytes, size_bytes, keys, key_count, &note) != NOTE_GENUINE ||
	    note.text_size_bytes < strlen(format_line) ||
	    memcmp(note.text, format_line, strlen(format_line)) != 0) {
		complain("%s: not signed by any of these keys, or changed since", path);
		return NULL;
	}
	return arena_printf(session->arena, "\n%.*s", (int)note.text_size_bytes, note.text);
}

int open_data_verify(struct session *session, const char *folder, const struct note_verifier *keys,
		     size_t key_count)
{
	const char *text = sums_open(session, folder, keys, key_count);
	struct open_data_check check = {.session = session, .folder = folder};
	bool readable;

	if (!text)
		return EXIT_USAGE;
	check.files = json_object();
	readable = lines_check(&check, text + 1);
	if (readable)
		print(&check, text,
		      check.any_changed   ? "changed"
		      : check.any_missing ? "incomplete"
					  : "genuine");
	else
		complain("%s/SHA256SUMS: has lines that name no file", folder);
	json_decref(check.files);
	if (!readable || check.any_changed)
		return EXIT_USAGE;
	return check.any_missing ? EXIT_FINDINGS : EXIT_DONE;
}
