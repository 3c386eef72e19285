/* close_account.c - an account is over: nobody comes in by it, and what it was called is gone
 *
 * Reads:     identity.v1.CloseAccount
 * Needs:     an account that is not the caller's own
 * Writes:    accounts: names and password are gone, the version; grants, sessions: rows less;
 *            access_keys: revoked
 * Publishes: identity.v1.AccountClosed
 * Refuses:   NO_SUCH_THING, FIELD_INVALID (one's own)
 *
 * The row stays, so that what the account did is still somebody's. Access tokens made before run
 * out within five minutes. Closing it again changes nothing but the version.
 */
#include <string.h>

#include "common/access_token.h"
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum decision close_account(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const char *account_id = ((const Ocop__Identity__V1__CloseAccount *)message)->account_id;
	uint64_t version;

	if (strcmp(account_id, transaction_caller(tx)->account_id) == 0) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "account_id", "one's own");
		return REFUSED;
	}

	account_close(tx, account_id);
	version = account_changed(tx, account_id);
	event_account_closed(tx, account_id, version);
	reply_accept(reply, account_id, version);
	return ACCEPTED;
}
