/* rows.h - rows of a list as messages, as many as an answer has room for
 *
 * For the files of this folder.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>
#include <stddef.h>

#include "registration/records/register/family.h"

struct transaction;

/* A record shows at most so many rows of a list, and so many bytes: its eight lists together stay
 * under the 1 MiB of a reply. */
enum { ROWS_MAX = 200, ROWS_SIZE_BYTES_MAX = 120 * 1024 };

/* Makes a message in the arena of the row that was stepped to. */
typedef ProtobufCMessage *row_read_fn(struct transaction *tx);

/* Runs the statement that was begun and bound, and ends it: an array of pointers to messages. It
 * stops before the row that would make them more than size_bytes_max. */
void *rows_read(struct transaction *tx, row_read_fn *read_row, size_t size_bytes_max,
		size_t *ret_count);

/* A producer or product with all that were merged into it, for the list of what is known of it:
 * begins a statement whose first parameter is the id. */
#define SAME_PRODUCERS                                                                             \
	"WITH RECURSIVE same (id) AS ("                                                            \
	" SELECT producer_id FROM producers WHERE producer_id = $1"                                \
	" UNION SELECT p.producer_id FROM producers p"                                             \
	" JOIN same s ON p.merged_into = s.id AND p.merged_into <> '') "
#define SAME_PRODUCTS WITH_FAMILY_OF("$1") " "
