/* rulebook_read.h - rulebook.json to a rule book; for rulebook.c and its fuzz target */
#pragma once

#include "common/rulebook/document.h"

/* Where the sheet of a set is, as rulebook.json says: "sets/06-....json"; "" when there is none. */
struct sheet_file {
	uint32_t set_no;
	const char *path;
};

/* Checks and reads a rule book without its sheets. ret_files has an item for each set, in the
 * order of book->sets. All in the document's arena. */
struct rulebook *rulebook_read(struct document *document, const json_t *root, const char *code,
			       const struct sheet_file **ret_files);
