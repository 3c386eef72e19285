/* deadlines.c - what time brings to notification: subscriptions catch up, deliveries are sent */
#include "notification/deadlines.h"

#include <inttypes.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "notification/delivery/courier.h"
#include "notification/delivery/dispatch.h"
#include "notification/records.h"
#include "notification/state.h"
#include "ocop/notification/v1/commands.pb-c.h"

/* A step each; while there are more, deadlines are asked again at once. */
static void find_behind(struct transaction *tx, struct due_commands *due)
{
	struct subscription subscription;

	subscriptions_behind(tx, due_commands_limit(due));
	while (subscription_next(tx, &subscription)) {
		Ocop__Notification__V1__CatchUpSubscription command =
			OCOP__NOTIFICATION__V1__CATCH_UP_SUBSCRIPTION__INIT;

		command.subscription_id = message_text(subscription.subscription_id);
		command.after_sequence = (uint64_t)subscription.matched_sequence;
		due_commands_add(due,
				 arena_printf(transaction_arena(tx), "%s/%" PRId64,
					      subscription.subscription_id,
					      subscription.matched_sequence),
				 subscription.created_at_us, &command.base);
	}
}

/* Nothing to do here and now: the courier takes what is due, and its end comes back as a command.
 * In a unit test there is none: nothing leaves. */
static void find_deliveries(struct transaction *tx, struct due_commands *due)
{
	struct courier *courier = ((struct notification_state *)transaction_state(tx))->courier;

	(void)due; /* none */
	if (courier_is_begun(courier)) {
		dispatch_due(tx, courier);
		dispatch_heartbeats(tx, courier);
	}
}

/* One step; while older ones are left, the oldest is another and the deadline is asked again. */
static void find_old_attempts(struct transaction *tx, struct due_commands *due)
{
	const struct notification_state *state = transaction_state(tx);
	int64_t before_us = transaction_now_us(tx) - state->attempts_kept_us, at_us;
	Ocop__Notification__V1__ForgetAttempts command =
		OCOP__NOTIFICATION__V1__FORGET_ATTEMPTS__INIT;
	Google__Protobuf__Timestamp before;
	const char *name;

	/* Whole seconds: what the command says is what was asked here. */
	before_us -= before_us % 1000000;
	if (before_us < 0 || !attempt_oldest(tx, &at_us, &name) || at_us >= before_us)
		return;
	before = message_time(before_us);
	command.before = &before;
	due_commands_add(due, name, at_us, &command.base);
}

const struct deadline notification_deadlines[] = {
	{.name = "catch_up_subscription", .find = find_behind},
	{.name = "deliveries", .find = find_deliveries},
	{.name = "forget_attempts", .find = find_old_attempts},
	{0},
};
