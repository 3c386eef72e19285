/* open_data.h - a dump of the register, checked without any daemon or network
 *
 * The sums are signed by the register, and every file has the bytes that they name. What the
 * register says in them is its word as of the moment that they name.
 */
#pragma once

#include <stddef.h>

#include "common/tlog/note.h"

struct session;

/* Says what came of it. Ends 0 for genuine, 1 for genuine sums of which a file is not there, 2 for
 * not genuine and for what cannot be read. */
int open_data_verify(struct session *session, const char *folder, const struct note_verifier *keys,
		     size_t key_count);
