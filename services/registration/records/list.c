/* list.c - lists that grow in the transaction's arena */
#include <string.h>

#include "common/base/arena.h"
#include "common/store/transaction.h"
#include "registration/records.h"

void *list_room(struct transaction *tx, void *items, size_t count, size_t item_size_bytes)
{
	void *grown;

	if (count & (count - 1))
		return items;
	grown = arena_alloc(transaction_arena(tx), (count ? 2 * count : 1) * item_size_bytes);
	if (count)
		memcpy(grown, items, count * item_size_bytes);
	return grown;
}
