/* close_session.c - somebody signs out
 *
 * Reads:     identity.v1.CloseSession
 * Needs:     the session's secret, which is the proof
 * Writes:    sessions, one row less
 * Publishes: nothing
 * Refuses:   TOKEN_INVALID
 */
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/records.h"
#include "identity/secret.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum decision close_session(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Identity__V1__CloseSession *close =
		(const Ocop__Identity__V1__CloseSession *)message;
	uint8_t hash[SECRET_HASH_SIZE_BYTES];
	struct session session;

	secret_hash(close->secret, hash);
	bool known = session_load(tx, hash, &session);
	if (transaction_failed(tx))
		return FAILED;
	if (!known) {
		reply_refuse(reply, REFUSAL(TOKEN_INVALID), "secret", NULL);
		return REFUSED;
	}

	session_delete(tx, hash);
	reply_accept(reply, session.session_id, 0);
	return ACCEPTED;
}
