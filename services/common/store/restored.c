/* restored.c - a store that was put back from a backup begins a new epoch */
#include "common/store/restored.h"

#include <stddef.h>
#include <unistd.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/outbox.h"
#include "common/store/connection.h"
#include "common/store/transaction.h"

static int epoch_begin(struct store *store)
{
	struct arena *arena = arena_create(ARENA_LIMIT_BYTES);
	const struct transaction_options options = {.arena = arena};
	struct transaction *tx = transaction_begin(store_writer(store), &options);
	int error;

	outbox_begin_epoch(tx);
	error = transaction_commit(tx);
	arena_destroy(arena);
	return error;
}

int restored_begin_epoch(struct store *store)
{
	char *mark = memory_printf("%s.restored", store->address);
	int error = 0;

	if (access(mark, F_OK) == 0) {
		error = epoch_begin(store);
		if (!error && unlink(mark) != 0)
			error = ERROR_INPUT_OUTPUT;
		if (!error)
			log_write(LOG_WARNING, "store_restored",
				  "what=\"the store was put back: it begins a new epoch\"");
	}
	memory_free(mark);
	return error;
}
