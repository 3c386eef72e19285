/* forget_attempts.c - attempts that are kept no longer are forgotten
 *
 * Reads:     notification.v1.ForgetAttempts, from the daemon itself
 * Needs:     nothing
 * Writes:    delivery_attempts, the oldest rows less
 * Publishes: nothing
 * Refuses:   nothing
 *
 * A step at a time, so that the writer is never long away. What became of each item, and how many
 * attempts it took, stays in deliveries.
 */
#include "common/store/transaction.h"
#include "notification/commands.h"
#include "notification/records.h"
#include "ocop/notification/v1/commands.pb-c.h"

enum decision forget_attempts(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Notification__V1__ForgetAttempts *forget =
		(const Ocop__Notification__V1__ForgetAttempts *)message;

	if (forget->before)
		attempts_forget(tx, forget->before->seconds * 1000000, FORGET_ATTEMPTS);
	reply_accept(reply, "delivery_attempts", 0);
	return ACCEPTED;
}
