/* revoke_role.c - an account may do less, once its present access token is over
 *
 * Reads:     identity.v1.RevokeRole
 * Needs:     the account with exactly this grant
 * Writes:    grants, one row less; accounts, the version
 * Publishes: identity.v1.RoleRevoked
 * Refuses:   NO_SUCH_THING, FIELD_MISSING, GRANT_UNKNOWN
 */
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum decision revoke_role(struct transaction *tx, const ProtobufCMessage *message,
			  struct reply *reply)
{
	const Ocop__Identity__V1__RevokeRole *revoke =
		(const Ocop__Identity__V1__RevokeRole *)message;

	if (!revoke->grant) {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "grant", NULL);
		return REFUSED;
	}

	bool deleted = grant_delete(tx, revoke->account_id, revoke->grant);
	if (transaction_failed(tx))
		return FAILED;
	if (!deleted) {
		reply_refuse(reply, REFUSAL(GRANT_UNKNOWN), "grant", NULL);
		return REFUSED;
	}

	uint64_t version = account_changed(tx, revoke->account_id);
	event_role_revoked(tx, revoke->account_id, version, revoke->grant);
	reply_accept(reply, revoke->account_id, version);
	return ACCEPTED;
}
