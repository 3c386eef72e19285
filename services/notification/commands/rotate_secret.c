/* rotate_secret.c - a new secret, and for a while two signatures
 *
 * Reads:     notification.v1.RotateSecret
 * Needs:     a webhook that has not ended
 * Writes:    signing_keys: a new one, and until when older ones sign; the audit trail
 * Publishes: nothing
 * Refuses:   FIELD_INVALID, SUBSCRIPTION_KIND, SUBSCRIPTION_STATE
 *
 * Sent again, it makes no second key; but the secret is shown once.
 */
#include <string.h>

#include "common/access_token.h"
#include "common/base/identifier.h"
#include "common/store/transaction.h"
#include "notification/commands.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "notification/subscription/moves.h"
#include "notification/subscription/secret.h"
#include "ocop/notification/v1/commands.pb-c.h"

static const int64_t US_AN_HOUR = 3600LL * 1000000;

static bool came_before(struct transaction *tx, const char *subscription_id)
{
	struct signing_key newest;

	return signing_key_load(tx, subscription_id, &newest) &&
	       memcmp(newest.command_id, transaction_caller(tx)->command_id,
		      COMMAND_ID_SIZE_BYTES) == 0;
}

enum decision rotate_secret(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Notification__V1__RotateSecret *rotate =
		(const Ocop__Notification__V1__RotateSecret *)message;
	int64_t hours = rotate->overlap_hours ? rotate->overlap_hours : OVERLAP_HOURS_DEFAULT;
	struct subscription subscription;

	if (hours > OVERLAP_HOURS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "overlap_hours", "at most %d",
			     OVERLAP_HOURS_MAX);
	if (!subscription_load(tx, rotate->subscription_id, &subscription))
		return FAILED; /* command.c has found it */
	if (subscription.kind != SUBSCRIPTION_KIND(WEBHOOK))
		reply_refuse(reply, REFUSAL(SUBSCRIPTION_KIND), NULL, NULL);
	else if (subscription.state == SUBSCRIPTION_STATE(ENDED))
		reply_refuse(reply, REFUSAL(SUBSCRIPTION_STATE), NULL, NULL);
	if (reply_refused(reply))
		return REFUSED;

	if (came_before(tx, subscription.subscription_id)) {
		secret_answer_again(tx, &subscription, reply);
		return ACCEPTED;
	}
	subscription_changed(tx, &subscription, "secret rotated", reply);
	secret_give(tx, &subscription, transaction_now_us(tx) + hours * US_AN_HOUR, reply);
	return ACCEPTED;
}
