/* commands.h - what notification can be asked to change: the table and its handlers
 *
 * command.c calls a handler on the writer thread, inside a transaction, after token, role and
 * scope were checked and the row's `subject` was found. A handler that refuses leaves nothing
 * written. Besides what is named below every command may be refused for what common/command.h
 * checks: no such thing, another version, a role or scope that is missing.
 *
 * Subscriptions are their agency's: whoever of it has a role that acts for it, and the
 * administrator, who acts for all.
 */
#pragma once

#include "common/command.h"

/* The table, by which the daemon finds them; ends with an empty row. */
extern const struct command notification_commands[];

/* An agency wants to be told. The reply shows the secret, once: the same command again gets the
 * same subscription without it. */
enum decision create_subscription(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* It wants to be told otherwise, from the next item on. */
enum decision change_subscription(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* Nothing is sent for a while; items are counted on. */
enum decision pause_subscription(struct transaction *tx, const ProtobufCMessage *message,
				 struct reply *reply);

/* What waits is sent. */
enum decision resume_subscription(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply);

/* No more, for ever. */
enum decision end_subscription(struct transaction *tx, const ProtobufCMessage *message,
			       struct reply *reply);

/* A new secret; deliveries bear both signatures for a while. */
enum decision rotate_secret(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply);

/* Items of a range are sent again. */
enum decision replay_deliveries(struct transaction *tx, const ProtobufCMessage *message,
				struct reply *reply);

/* How an attempt ended, and what follows from it; the daemon tells itself. */
enum decision record_attempt(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply);

/* Items reckoned by one CatchUpSubscription: some 5 ms of the writer. */
enum { CATCH_UP_ITEMS = 1000 };

/* At most these are forgotten in one transaction. */
enum { FORGET_ATTEMPTS = 1000 };

/* Attempts that are kept no longer; the daemon asks itself. */
enum decision forget_attempts(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply);

/* The next items of the past for a subscription that began there; the daemon asks itself. */
enum decision catch_up_subscription(struct transaction *tx, const ProtobufCMessage *message,
				    struct reply *reply);
