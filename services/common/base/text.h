/* text.h - Vietnamese text: valid, composed, folded
 *
 * Folding is what lets "mien dong" find "Miến dong": lower case, marks removed, đ to d. Neither
 * SQLite's tokenizer nor Unicode decomposition folds đ.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>

struct arena;

/* True for UTF-8 without zero bytes and control characters other than tab and newline. */
bool text_is_clean(const char *text, size_t size_bytes);

/* Bytes at the beginning that any quoted text may hold as they are: UTF-8 without quotation marks,
 * backslashes and control characters (those of ASCII, DEL, U+0080 to U+009F). What stands behind
 * them is one of these, or no UTF-8, or the end. */
size_t text_plain_size(const char *text, size_t size_bytes);

/* The composed form (NFC), trimmed, runs of blanks made one; in the arena. */
char *text_compose(struct arena *arena, const char *text);

/* Composed, lower case, letters and digits only, words parted by one blank; marks kept. */
char *text_lower_words(struct arena *arena, const char *text);

/* The same with marks removed and đ as d: "Miến dong Tài Hoan" becomes "mien dong tai hoan". */
char *text_fold(struct arena *arena, const char *text);

/* Folded, and what is only another shape of a letter or digit as that (NFKC): "００１２／２０２６"
 * becomes "0012 2026". For numbers and codes that people type. */
char *text_fold_shapes(struct arena *arena, const char *text);

/* What folding takes away: the marks in their order, wherever a tone is put ("hoá", "hóa"), and đ.
 * Equal for two spellings of one word, and different for words that only fold to the same. */
char *text_marks(struct arena *arena, const char *text);

/* Folded, blanks as hyphens, for addresses: "mien-dong-tai-hoan". */
char *text_slug(struct arena *arena, const char *text);

/* Number of characters, not bytes. */
size_t text_length(const char *text);
