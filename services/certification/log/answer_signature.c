/* answer_signature.c - answers that can be shown to others: signed by the register's key */
#include "certification/log/answer_signature.h"

#include <assert.h>
#include <jansson.h>

#include "certification/log/transparency.h"
#include "certification/state.h"
#include "common/base/arena.h"
#include "common/json/message_json.h"
#include "common/store/transaction.h"
#include "common/tlog/signed_json.h"

Ocop__Certification__V1__AnswerSignature *answer_sign(struct transaction *tx,
						      const ProtobufCMessage *answer)
{
	struct arena *arena = transaction_arena(tx);
	const struct log_keys *keys = &certification_state(tx)->transparency->keys;
	Ocop__Certification__V1__AnswerSignature *signature =
		arena_alloc(arena, sizeof(*signature));
	json_t *json = message_to_json(answer);
	const char *key, *value;
	int error;

	signed_json_sign(json, &keys->statements, arena);
	error = json_unpack(json, "{s:{s:s, s:s}}", "signature", "key", &key, "value", &value);
	assert(error == 0 && "what was signed has a signature");
	ocop__certification__v1__answer_signature__init(signature);
	signature->key = arena_strdup(arena, key);
	signature->value = arena_strdup(arena, value);
	json_decref(json);
	return signature;
}
