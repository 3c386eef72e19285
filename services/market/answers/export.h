/* export.h - exports as messages show them
 *
 * Messages lie in the transaction's arena; their strings are the row's.
 */
#pragma once

#include "market/records/export.h"

/* With all entries. */
Ocop__Market__V1__Export *export_message(struct transaction *tx,
					 const struct export_record *record);

/* The entry that counts or, without one, the last. */
const Ocop__Market__V1__ExportContent *export_content_of(const Ocop__Market__V1__Export *message);

/* Names of a country in the transaction's arena; "" for none. */
void country_names(struct transaction *tx, const char *code, char **ret_vi, char **ret_en);
