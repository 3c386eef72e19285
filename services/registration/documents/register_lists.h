/* register_lists.h - what can be exported as a list, each with its columns and who may have it
 *
 * A row is written only when the caller's grants cover what it is about; revenue and other figures
 * only for the producer himself, the offices in whose unit he is, and the ministry.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "common/document/spreadsheet.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/records/lists.h"

struct transaction;

#define EXPORT_KIND(name)   OCOP__REGISTRATION__V1__EXPORT_KIND__EXPORT_KIND_##name
#define EXPORT_FORMAT(name) OCOP__REGISTRATION__V1__EXPORT_FORMAT__EXPORT_FORMAT_##name

/* The columns of a list are those of a row of the table, in this order. */
struct register_list {
	Ocop__Registration__V1__ExportKind kind;
	const char *file_name; /* without its ending */
	const char *sheet_name;
	uint32_t allow; /* roles that may have it */
	const struct spreadsheet_column *columns;
	size_t column_count;
	void (*begin)(struct transaction *tx, const struct list_scope *scope);
	/* Reads the next row and writes it when it may be shown; false at the end. */
	bool (*next)(struct transaction *tx, const struct register_list *list,
		     const struct list_scope *scope, struct spreadsheet *sheet);
};

/* By its kind; NULL for what is none. */
const struct register_list *register_list_find(Ocop__Registration__V1__ExportKind kind);

/* Writes it to a file. 0 or an ERROR_*; reading may fail the transaction besides. */
int register_list_write(struct transaction *tx, const struct register_list *list,
			const struct list_scope *scope, const struct spreadsheet_options *options,
			const char *path);

/* A row of each list, drawn by its own file; what they return is `next`. */
bool producer_row_next(struct transaction *tx, const struct register_list *list,
		       const struct list_scope *scope, struct spreadsheet *sheet);
bool product_row_next(struct transaction *tx, const struct register_list *list,
		      const struct list_scope *scope, struct spreadsheet *sheet);
bool dossier_row_next(struct transaction *tx, const struct register_list *list,
		      const struct list_scope *scope, struct spreadsheet *sheet);
bool national_row_next(struct transaction *tx, const struct register_list *list,
		       const struct list_scope *scope, struct spreadsheet *sheet);
