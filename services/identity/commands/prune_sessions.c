/* prune_sessions.c - sessions that are over are forgotten
 *
 * Reads:     identity.v1.PruneSessions
 * Needs:     nothing; sent by the deadline of the same name
 * Writes:    sessions, fewer rows
 * Publishes: nothing
 * Refuses:   nothing
 */
#include "common/store/transaction.h"
#include "identity/commands.h"
#include "identity/records.h"
#include "ocop/identity/v1/commands.pb-c.h"

enum decision prune_sessions(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Identity__V1__PruneSessions *prune =
		(const Ocop__Identity__V1__PruneSessions *)message;

	sessions_delete_ended(tx, prune->expired_before_us);
	reply_accept(reply, "sessions", 0);
	return ACCEPTED;
}
