/* grant_role.c - an account may do more
 *
 * Reads:     identity.v1.GrantRole
 * Needs:     the account, and the unit of the grant
 * Writes:    grants, one row; accounts, the version; nothing when the account has it already
 * Publishes: identity.v1.RoleGranted
 * Refuses:   NO_SUCH_THING, FIELD_MISSING, FIELD_INVALID, UNIT_UNKNOWN
 */
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "identity/rules.h"
#include "ocop/identity/v1/commands.pb-c.h"

static bool validate(struct transaction *tx, const Ocop__Common__V1__Grant *grant,
		     struct reply *reply)
{
	Ocop__Common__V1__RefusalCode why;

	if (!grant) {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "grant", NULL);
		return false;
	}
	why = may_have_grant(grant);
	if (!why && grant->unit_code[0] && !unit_exists(tx, grant->unit_code))
		why = REFUSAL(UNIT_UNKNOWN);
	if (why)
		reply_refuse(reply, why, "grant", "a role, and the unit or producer it is for");
	return !why;
}

enum decision grant_role(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Identity__V1__GrantRole *grant = (const Ocop__Identity__V1__GrantRole *)message;
	struct account account = {0};
	size_t grant_count;

	if (!validate(tx, grant->grant, reply))
		return REFUSED;

	(void)account_load(tx, grant->account_id, &account); /* the subject: it is there */
	(void)grants_load(tx, grant->account_id, &grant_count);
	if (transaction_failed(tx))
		return FAILED;

	if (!grant_insert(tx, grant->account_id, grant->grant)) {
		reply_accept(reply, grant->account_id, account.version);
		return ACCEPTED;
	}
	if (grant_count >= GRANTS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "grant", "at most %d", GRANTS_MAX);
		return REFUSED;
	}

	uint64_t version = account_changed(tx, grant->account_id);
	event_role_granted(tx, grant->account_id, version, grant->grant);
	reply_accept(reply, grant->account_id, version);
	return ACCEPTED;
}
