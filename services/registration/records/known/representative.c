/* representative.c - statements on who speaks for a producer */
#include "registration/records/known/representative.h"

#include <stddef.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"

void representative_write(struct transaction *tx, const char *producer_id,
			  const Ocop__Registration__V1__Representative *representative)
{
	statement(tx, "INSERT INTO representatives (producer_id, name, position, phone, email)"
		      " VALUES ($1, $2, $3, $4, $5) ON CONFLICT (producer_id) DO UPDATE SET"
		      " name = excluded.name, position = excluded.position,"
		      " phone = excluded.phone, email = excluded.email");
	bind_text(tx, producer_id);
	bind_text(tx, representative->name);
	bind_text(tx, representative->position);
	bind_text(tx, representative->phone);
	bind_text(tx, representative->email);
	statement_run(tx);
}

void representative_delete(struct transaction *tx, const char *producer_id)
{
	statement(tx, "DELETE FROM representatives WHERE producer_id = $1");
	bind_text(tx, producer_id);
	statement_run(tx);
}

Ocop__Registration__V1__Representative *representative_load(struct transaction *tx,
							    const char *producer_id)
{
	Ocop__Registration__V1__Representative *found;

	statement(tx, "SELECT name, position, phone, email FROM representatives"
		      " WHERE producer_id = $1");
	bind_text(tx, producer_id);
	if (!statement_step(tx))
		return NULL;
	found = arena_alloc(transaction_arena(tx), sizeof(*found));
	ocop__registration__v1__representative__init(found);
	found->name = message_text(column_text(tx, "name"));
	found->position = message_text(column_text(tx, "position"));
	found->phone = message_text(column_text(tx, "phone"));
	found->email = message_text(column_text(tx, "email"));
	statement_end(tx);
	return found;
}
