/* pack_report.h - reports on packs as messages show them
 *
 * Messages lie in the transaction's arena; their strings are the row's.
 */
#pragma once

#include <stddef.h>

#include "ocop/certification/v1/types.pb-c.h"

struct pack_report;
struct transaction;

/* Without contact and steps, which only one report's own answer has. */
Ocop__Certification__V1__PackReport *pack_report_message(struct transaction *tx,
							 const struct pack_report *report);

/* "photo_1 photo_2" as a list. */
char **photo_ids_message(struct transaction *tx, const char *photo_ids, size_t *ret_count);
