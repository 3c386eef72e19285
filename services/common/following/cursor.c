/* cursor.c - where this daemon stands in each source it follows, as the store has it */
#include <assert.h>
#include <string.h>

#include "common/service_parts.h"
#include "common/store/transaction.h"

void cursor_store(struct transaction *tx, const char *source, const struct cursor *cursor)
{
	statement(tx, "INSERT INTO cursors (source, epoch, sequence, hash, first_head)"
		      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (source) DO UPDATE SET"
		      " epoch = excluded.epoch, sequence = excluded.sequence,"
		      " hash = excluded.hash");
	bind_text(tx, source);
	bind_bytes(tx, cursor->epoch, sizeof(cursor->epoch));
	bind_i64(tx, cursor->sequence);
	bind_bytes(tx, cursor->hash, sizeof(cursor->hash));
	bind_i64(tx, cursor->first_head);
	statement_run(tx);
}

void cursor_load(struct transaction *tx, const char *source, struct cursor *ret_cursor)
{
	const void *bytes;
	size_t size_bytes;

	*ret_cursor = (struct cursor){0};
	statement(tx, "SELECT epoch, sequence, hash, first_head FROM cursors WHERE source = $1");
	bind_text(tx, source);
	while (statement_step(tx)) {
		ret_cursor->known = true;
		ret_cursor->sequence = column_i64(tx, "sequence");
		ret_cursor->first_head = column_i64(tx, "first_head");
		bytes = column_bytes(tx, "epoch", &size_bytes);
		assert(size_bytes == sizeof(ret_cursor->epoch));
		memcpy(ret_cursor->epoch, bytes, size_bytes);
		bytes = column_bytes(tx, "hash", &size_bytes);
		assert(size_bytes == sizeof(ret_cursor->hash));
		memcpy(ret_cursor->hash, bytes, size_bytes);
	}
}

bool cursor_is_moved(struct transaction *tx, const char *source, const struct cursor *known,
		     struct cursor *ret_stored)
{
	cursor_load(tx, source, ret_stored);
	return ret_stored->known &&
	       (ret_stored->sequence != known->sequence ||
		memcmp(ret_stored->epoch, known->epoch, sizeof(known->epoch)) != 0 ||
		memcmp(ret_stored->hash, known->hash, sizeof(known->hash)) != 0);
}
