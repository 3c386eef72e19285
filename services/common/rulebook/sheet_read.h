/* sheet_read.h - a sheet's JSON to a sheet; for rulebook.c and its fuzz target */
#pragma once

#include "common/rulebook/document.h"
#include "common/rulebook/sheet.h"

/* Checks and reads a sheet of a book whose parts and evidence types are known. Without a fault the
 * sheet can be scored. Both live in the document's arena. */
struct sheet *sheet_read(struct document *document, const json_t *root,
			 const struct rulebook *book);
