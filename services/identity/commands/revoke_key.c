/* revoke_key.c - a key is over
 *
 * Reads:     identity.v1.RevokeKey
 * Needs:     the key
 * Writes:    access_keys; nothing when it was revoked before
 * Publishes: identity.v1.KeyRevoked
 * Refuses:   NO_SUCH_THING
 */
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/events.h"
#include "identity/records.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum decision revoke_key(struct transaction *tx, const ProtobufCMessage *message,
			 struct reply *reply)
{
	const Ocop__Identity__V1__RevokeKey *revoke =
		(const Ocop__Identity__V1__RevokeKey *)message;
	struct access_key key = {0};

	(void)access_key_load(tx, revoke->key_id, &key); /* the subject: it is there */
	if (transaction_failed(tx))
		return FAILED;

	if (!key.revoked) {
		access_key_revoke(tx, key.key_id);
		key.version++;
		event_key_revoked(tx, &key);
	}
	reply_accept(reply, revoke->key_id, key.version);
	return ACCEPTED;
}
