/* erasure.c - statements that take a producer's name out of a shard's tables */
#include "scoring/records/erasure.h"

#include "common/bus/envelope.h"
#include "common/erasure/erased_names.h"
#include "common/store/transaction.h"
#include "scoring/records.h"

static void result_erase(struct transaction *tx, const struct erased_names *names,
			 const struct stored_result *stored)
{
	struct arena *arena = transaction_arena(tx);
	ProtobufCMessage *result =
		message_unpack(&ocop__scoring__v1__result__descriptor, stored->result,
			       stored->result_size_bytes, arena, NULL);
	ProtobufCBinaryData packed;

	if (!result || !erased_names_remove(names, arena, result))
		return;
	packed = message_pack(result, arena);
	statement(tx, "UPDATE results SET result = $1"
		      " WHERE round_id = $2 AND dossier_id = $3 AND pass = $4");
	bind_bytes(tx, packed.data, packed.len);
	bind_text(tx, stored->round_id);
	bind_text(tx, stored->dossier_id);
	bind_i64(tx, stored->pass);
	statement_run(tx);
}

static void results_erase(struct transaction *tx, const struct erased_names *names)
{
	struct stored_result stored;

	statement(tx, "SELECT r.* FROM round_dossiers d JOIN results r"
		      " ON r.round_id = d.round_id AND r.dossier_id = d.dossier_id"
		      " WHERE d.producer_id = $1");
	bind_text(tx, names->producer_id);
	while (result_next(tx, &stored))
		result_erase(tx, names, &stored);
}

void scoring_erase(struct transaction *tx, const struct erased_names *names)
{
	results_erase(tx, names);
	statement(tx, "UPDATE admitted_dossiers SET producer_name = $1 WHERE producer_id = $2");
	bind_text(tx, erased_name);
	bind_text(tx, names->producer_id);
	statement_run(tx);
	statement(tx, "UPDATE round_dossiers SET producer_name = $1 WHERE producer_id = $2");
	bind_text(tx, erased_name);
	bind_text(tx, names->producer_id);
	statement_run(tx);
}
