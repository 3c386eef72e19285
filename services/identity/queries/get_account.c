/* get_account.c - one account: one's own, or for those who keep the instance any
 *
 * Reads:   identity.v1.GetAccount
 * Answers: identity.v1.Account
 * Refuses: SCOPE_MISSING, NO_SUCH_THING
 */
#include <string.h>

#include "common/access_token.h"
#include "common/store/transaction.h"
#include "identity/answers.h"
#include "identity/queries.h"

/* Before the look-up, so that nobody learns which ids exist. */
static bool may_get_account(const struct caller *caller, const char *account_id)
{
	return strcmp(caller->account_id, account_id) == 0 ||
	       caller_has_role(caller, ALLOW(OPERATOR) | ALLOW(AUDITOR));
}

enum decision get_account(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Identity__V1__GetAccount *get = (const Ocop__Identity__V1__GetAccount *)message;
	const struct caller *caller = transaction_caller(tx);
	const char *account_id = get->account_id[0] ? get->account_id : caller->account_id;
	Ocop__Identity__V1__Account shown;
	struct account account;

	if (!may_get_account(caller, account_id)) {
		reply_refuse(reply, REFUSAL(SCOPE_MISSING), "account_id", NULL);
		return REFUSED;
	}

	bool known = account_load(tx, account_id, &account);
	if (transaction_failed(tx))
		return FAILED;
	if (!known) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "account_id", NULL);
		return REFUSED;
	}

	account_message(tx, &account, &shown);
	reply_set(reply, &shown.base);
	reply_set_version(reply, account.version);
	return transaction_failed(tx) ? FAILED : ACCEPTED;
}
