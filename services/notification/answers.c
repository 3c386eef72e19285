/* answers.c - items of the feed, subscriptions and deliveries as they are shown */
#include "notification/answers.h"

#include <sodium.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/error.h"
#include "common/bus/envelope.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "notification/delivery/signature.h"
#include "notification/records.h"
#include "notification/rules.h"
#include "notification/subscription/filter.h"
#include "ocop/notification/v1/events.pb-c.h"

enum { ATTEMPTS_SHOWN = 10, KEYS_SHOWN = 8 };

static char *hex(struct transaction *tx, const uint8_t *bytes, size_t size_bytes)
{
	char *text = arena_alloc(transaction_arena(tx), 2 * size_bytes + 1);

	return sodium_bin2hex(text, 2 * size_bytes + 1, bytes, size_bytes);
}

static char *place_text(struct transaction *tx, int64_t number, const uint8_t *hash)
{
	char *text = arena_alloc(transaction_arena(tx), PLACE_SIZE);

	place_print(number, hash, text);
	return text;
}

/* NULL for 0: not yet, or never. */
static Google__Protobuf__Timestamp *moment(struct transaction *tx, int64_t time_us)
{
	Google__Protobuf__Timestamp time = message_time(time_us);

	return time_us ? arena_copy(transaction_arena(tx), &time, sizeof(time)) : NULL;
}

static Ocop__Notification__V1__PublicEvent *unpack(struct transaction *tx,
						   const struct feed_event *event)
{
	struct arena *arena = transaction_arena(tx);
	const Ocop__Common__V1__Event *logged = (const void *)message_unpack(
		&ocop__common__v1__event__descriptor, event->bytes, event->size_bytes, arena, NULL);
	const Ocop__Notification__V1__EventPublished *published = NULL;

	if (logged)
		published = (const void *)message_unpack(
			&ocop__notification__v1__event_published__descriptor, logged->body.data,
			logged->body.len, arena, NULL);
	if (!published || !published->event) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return NULL;
	}
	return published->event;
}

Ocop__Notification__V1__FeedItem *feed_item_message(struct transaction *tx,
						    const struct feed_event *event, bool packed)
{
	Ocop__Notification__V1__FeedItem *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__notification__v1__feed_item__init(message);
	message->event = unpack(tx, event);
	if (!message->event)
		return NULL;
	message->sequence = (uint64_t)event->sequence;
	message->count = (uint64_t)event->count;
	message->hash = hex(tx, event->hash, FEED_HASH_SIZE);
	message->place = place_text(tx, event->count ? event->count : event->sequence, event->hash);
	if (packed) {
		message->packed.data = (uint8_t *)(uintptr_t)event->bytes;
		message->packed.len = event->size_bytes;
	}
	return message;
}

Ocop__Notification__V1__FeedHead *feed_head_message(struct transaction *tx,
						    const char *subscription_id)
{
	Ocop__Notification__V1__FeedHead *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	struct feed_event newest = {.sequence = feed_head(tx)};

	ocop__notification__v1__feed_head__init(message);
	message->epoch = hex(tx, feed_epoch(tx), FEED_EPOCH_SIZE);
	message->sequence = (uint64_t)newest.sequence;
	if (newest.sequence > 0 && !feed_event_load(tx, newest.sequence, &newest))
		return message; /* the transaction has failed */
	message->place = place_text(tx, newest.sequence, newest.hash);
	if (subscription_id)
		message->count = (uint64_t)items_count(tx, subscription_id);
	message->as_of = moment(tx, transaction_now_us(tx));
	return message;
}

static Ocop__Notification__V1__SigningKey *key_message(struct transaction *tx,
						       const struct signing_key *key)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Notification__V1__SigningKey *message = arena_alloc(arena, sizeof(*message));
	struct webhook_key shown = {.scheme = WEBHOOK_ED25519, .size_bytes = SIGNING_SECRET_SIZE};

	ocop__notification__v1__signing_key__init(message);
	message->number = (uint32_t)key->number;
	message->signature_kind = (Ocop__Notification__V1__SignatureKind)key->signature_kind;
	message->created_at = moment(tx, key->created_at_us);
	message->expires_at = moment(tx, key->expires_at_us);
	if (key->signature_kind == SIGNATURE_KIND(ED25519)) {
		memcpy(shown.secret, key->secret, SIGNING_SECRET_SIZE);
		message->public_key = arena_alloc(arena, WEBHOOK_KEY_TEXT_SIZE);
		webhook_key_print(&shown, message->public_key);
		sodium_memzero(&shown, sizeof(shown));
	}
	return message;
}

static void add_keys(struct transaction *tx, Ocop__Notification__V1__Subscription *message)
{
	struct signing_key key;

	message->keys = arena_alloc(transaction_arena(tx), KEYS_SHOWN * sizeof(*message->keys));
	signing_keys_valid(tx, message->subscription_id, transaction_now_us(tx));
	while (signing_key_next(tx, &key)) {
		message->keys[message->n_keys++] = key_message(tx, &key);
		if (message->n_keys == KEYS_SHOWN) {
			statement_end(tx);
			break;
		}
	}
}

/* What is sent: waiting, given up, and the rest of what was begun is delivered. */
static void add_counts(struct transaction *tx, const struct subscription *subscription,
		       Ocop__Notification__V1__Subscription *message)
{
	int64_t count = items_count(tx, subscription->subscription_id);
	int64_t waiting, dead;

	message->count = (uint64_t)count;
	if (subscription->kind == SUBSCRIPTION_KIND(PULL))
		return;
	waiting = deliveries_pending(tx, subscription->subscription_id);
	dead = deliveries_dead(tx, subscription->subscription_id);
	message->dead = (uint64_t)dead;
	message->delivered = (uint64_t)(subscription->opened_count - waiting - dead);
	message->pending = (uint64_t)(waiting + count - subscription->opened_count);
}

Ocop__Notification__V1__Subscription *subscription_message(struct transaction *tx,
							   const struct subscription *subscription)
{
	Ocop__Notification__V1__Subscription *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));

	ocop__notification__v1__subscription__init(message);
	message->subscription_id = message_text(subscription->subscription_id);
	message->agency_id = message_text(subscription->agency_id);
	message->name = message_text(subscription->name);
	message->kind = (Ocop__Notification__V1__SubscriptionKind)subscription->kind;
	message->state = (Ocop__Notification__V1__SubscriptionState)subscription->state;
	message->why = message_text(subscription->why);
	message->url = message_text(subscription->url);
	message->signature_kind =
		(Ocop__Notification__V1__SignatureKind)subscription->signature_kind;
	message->mail_address = message_text(subscription->mail_address);
	message->language = message_text(subscription->language);
	message->filter = filter_message(tx, subscription->subscription_id);
	message->max_outstanding = (uint32_t)subscription->max_outstanding;
	message->after_sequence = (uint64_t)subscription->after_sequence;
	message->matched_sequence =
		(uint64_t)(subscription->live ? feed_head(tx) : subscription->matched_sequence);
	message->created_at = moment(tx, subscription->created_at_us);
	message->changed_at = moment(tx, subscription->changed_at_us);
	message->version = subscription->version;
	add_keys(tx, message);
	add_counts(tx, subscription, message);
	return message;
}

static void add_attempts(struct transaction *tx, const char *subscription_id,
			 const struct delivery *delivery, Ocop__Notification__V1__Delivery *message)
{
	struct arena *arena = transaction_arena(tx);
	struct attempt attempt;

	message->attempts = arena_alloc(arena, ATTEMPTS_SHOWN * sizeof(*message->attempts));
	attempts_of(tx, subscription_id, delivery->count, ATTEMPTS_SHOWN);
	while (attempt_next(tx, &attempt)) {
		Ocop__Notification__V1__Attempt *shown = arena_alloc(arena, sizeof(*shown));

		ocop__notification__v1__attempt__init(shown);
		shown->number = (uint32_t)attempt.number;
		shown->at = moment(tx, attempt.at_us);
		shown->end = (Ocop__Notification__V1__AttemptEnd)attempt.end;
		shown->status = (uint32_t)attempt.status;
		shown->duration_ms = (uint32_t)attempt.duration_ms;
		message->attempts[message->n_attempts++] = shown;
	}
}

Ocop__Notification__V1__Delivery *delivery_message(struct transaction *tx,
						   const char *subscription_id,
						   const struct delivery *delivery)
{
	Ocop__Notification__V1__Delivery *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	struct feed_item item;

	ocop__notification__v1__delivery__init(message);
	if (!feed_item_load(tx, delivery->sequence, &item))
		return message; /* the transaction has failed: items are never deleted */
	message->count = (uint64_t)delivery->count;
	message->sequence = (uint64_t)delivery->sequence;
	message->event_id = message_text(item.event_id);
	message->type = message_text(item.type);
	message->state = (Ocop__Notification__V1__DeliveryState)delivery->state;
	message->attempt_count = (uint32_t)delivery->attempts;
	if (delivery->state == DELIVERY_STATE(PENDING))
		message->next_attempt_at = moment(tx, delivery->next_attempt_at_us);
	message->settled_at = moment(tx, delivery->settled_at_us);
	add_attempts(tx, subscription_id, delivery, message);
	return message;
}
