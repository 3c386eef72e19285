/* sent.c - what somebody sends in who may have no account */
#include "common/sending/sent.h"

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/base/random.h"
#include "common/label/public_code.h"
#include "common/store/transaction.h"

void sent_id_derive(struct transaction *tx, const char *kind, char *ret_id)
{
	const struct caller *caller = transaction_caller(tx);
	char command[COMMAND_ID_TEXT_SIZE];

	command_id_print(caller->command_id, command);
	identifier_derive(kind, NULL, command_id_time_ms(caller->command_id) * 1000,
			  arena_printf(transaction_arena(tx), "%s/%s", caller->account_id, command),
			  ret_id);
}

void receipt_make(size_t length, char *ret_receipt)
{
	uint8_t random[PUBLIC_CODE_LENGTH_MAX];

	random_bytes(random, length - 1);
	public_code_make(random, length - 1, ret_receipt);
}
