/* deadlines.c - what time brings: the first operator, and the end of sessions */
#include "identity/deadlines.h"

#include <stddef.h>

#include "common/base/clock.h"
#include "common/store/transaction.h"
#include "identity/records.h"
#include "identity/state.h"
#include "ocop/identity/v1/commands.pb-c.h"

/* An ended session is kept an hour longer, so that a busy day prunes once an hour, not each time.
 */
static const int64_t PRUNE_AFTER_US = INT64_C(3600) * 1000000;

static void find_operator_missing(struct transaction *tx, struct due_commands *due)
{
	Ocop__Identity__V1__BootstrapOperator command =
		OCOP__IDENTITY__V1__BOOTSTRAP_OPERATOR__INIT;
	uint8_t hash[SECRET_HASH_SIZE_BYTES];

	if (account_exists(tx) || transaction_failed(tx))
		return;
	int error = operator_key_hash(identity_state(tx), hash);
	if (error) {
		transaction_fail(tx, error);
		return;
	}
	command.key_hash.data = hash;
	command.key_hash.len = sizeof(hash);
	due_commands_add(due, "operator", 0, &command.base);
}

static void find_sessions_ended(struct transaction *tx, struct due_commands *due)
{
	Ocop__Identity__V1__PruneSessions command = OCOP__IDENTITY__V1__PRUNE_SESSIONS__INIT;
	int64_t now_us = clock_machine_us();
	int64_t first_end_us;

	if (!session_first_end(tx, &first_end_us) || first_end_us > now_us - PRUNE_AFTER_US)
		return;
	command.expired_before_us = now_us;
	due_commands_add(due, "sessions", first_end_us, &command.base);
}

const struct deadline identity_deadlines[] = {
	{"bootstrap_operator", find_operator_missing},
	{"prune_sessions", find_sessions_ended},
	{0},
};
