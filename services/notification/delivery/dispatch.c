/* dispatch.c - what is due now is handed to the courier */
#include "notification/delivery/dispatch.h"

#include <inttypes.h>
#include <string.h>

#include <sodium.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "notification/answers.h"
#include "notification/delivery/cloud_event.h"
#include "notification/delivery/courier.h"
#include "notification/delivery/courier_settings.h"
#include "notification/delivery/letter.h"
#include "notification/delivery/mail.h"
#include "notification/records.h"
#include "notification/rules.h"

enum { US_A_SECOND = 1000000, NS_A_US = 1000 };

/* Enough for every subscription there may be; read in one go, once a period. */
static const int64_t all_of_them = INT64_MAX;

/* An item on its way to one subscriber. */
struct due {
	const struct courier_settings *settings;
	const struct subscription *subscription;
	const struct delivery *delivery;
	const Ocop__Notification__V1__FeedItem *item;
};

static char *webhook_body(struct arena *arena, const struct due *due)
{
	const Ocop__Notification__V1__PublicEvent *event = due->item->event;
	const struct cloud_event told = {
		.source = due->settings->feed_source,
		.id = event->origin->event_id,
		.type = event->type,
		.subject = event->thing_id,
		.time_us = event->occurred_at->seconds * US_A_SECOND +
			   event->occurred_at->nanos / NS_A_US,
		.feed_sequence = due->delivery->sequence,
		.feed_place = due->item->place,
		.origin = event->origin->source,
		.origin_sequence = (int64_t)event->origin->sequence,
		.subscription = due->subscription->subscription_id,
		.count = due->delivery->count,
		.data = public_event_payload(event),
	};

	return cloud_event_json(arena, &told);
}

static char *mail_body(struct arena *arena, const struct due *due)
{
	const struct letter_facts facts = {
		.language = due->subscription->language,
		.event = public_event_payload(due->item->event),
		.thing_id = due->item->event->thing_id,
		.type = due->item->event->type,
		.subscription = due->subscription->name,
		.portal_url = due->settings->portal_url,
		.count = due->delivery->count,
	};
	struct letter letter = letter_write(arena, &facts);
	const struct mail mail = {
		.from = due->settings->mail_from,
		.from_name = due->settings->mail_name,
		.to = due->subscription->mail_address,
		.subject = letter.subject,
		.text = letter.text,
		.language = due->subscription->language,
		.id = courier_delivery_id(arena, due->subscription->subscription_id,
					  due->delivery->count),
		.now_us = clock_machine_us(),
	};

	return mail_print(arena, &mail);
}

static size_t keys_load(struct transaction *tx, const struct subscription *subscription,
			struct webhook_key keys[ERRAND_KEYS_MAX])
{
	struct signing_key key;
	size_t count = 0;

	signing_keys_valid(tx, subscription->subscription_id, transaction_now_us(tx));
	while (signing_key_next(tx, &key)) {
		if (count == ERRAND_KEYS_MAX) { /* oldest last: those are left out */
			statement_end(tx);
			break;
		}
		keys[count] = (struct webhook_key){
			.scheme = key.signature_kind == SIGNATURE_KIND(ED25519) ? WEBHOOK_ED25519
										: WEBHOOK_HMAC,
			.size_bytes = SIGNING_SECRET_SIZE};
		memcpy(keys[count++].secret, key.secret, SIGNING_SECRET_SIZE);
	}
	return count;
}

static void hand_over(struct transaction *tx, struct courier *courier, const struct due *due)
{
	struct arena *arena = transaction_arena(tx);
	struct webhook_key keys[ERRAND_KEYS_MAX];
	struct errand errand = {
		.id = courier_delivery_id(arena, due->subscription->subscription_id,
					  due->delivery->count),
		.subscription_id = due->subscription->subscription_id,
		.count = due->delivery->count,
		.attempt = due->delivery->attempts + 1,
		.due_at_us = due->delivery->next_attempt_at_us,
	};

	if (due->subscription->kind == SUBSCRIPTION_KIND(MAIL)) {
		errand.body = mail_body(arena, due);
		errand.mail_to = due->subscription->mail_address;
	} else {
		errand.body = webhook_body(arena, due);
		errand.url = due->subscription->url;
		errand.media_type = cloud_event_media_type;
		errand.keys = keys;
		errand.key_count = keys_load(tx, due->subscription, keys);
	}
	if (!transaction_failed(tx))
		courier_take(courier, &errand);
	sodium_memzero(keys, sizeof(keys));
}

/* The item that a delivery is of; fails the transaction when it is not there. */
static const Ocop__Notification__V1__FeedItem *item_load(struct transaction *tx,
							 const struct delivery *delivery)
{
	Ocop__Notification__V1__FeedItem *item = NULL;
	struct feed_event event;

	if (feed_event_load(tx, delivery->sequence, &event))
		item = feed_item_message(tx, &event, false);
	if (!item || !item->event || !public_event_payload(item->event)) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return NULL;
	}
	return item;
}

/* True while one of them waits for another attempt. */
static bool is_failing(const struct delivery *deliveries, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (deliveries[i].tries > 0)
			return true;
	}
	return false;
}

/* Of the oldest item that waits for a subscription: how long ago it happened, by the instance's
 * clock. */
static void oldest_note(struct transaction *tx, const struct delivery *oldest,
			struct delivery_report *report)
{
	const Ocop__Notification__V1__FeedItem *item = item_load(tx, oldest);
	int64_t age_s;

	if (!item)
		return;
	age_s = transaction_now_us(tx) / US_A_SECOND - item->event->occurred_at->seconds;
	if (age_s > report->oldest_s)
		report->oldest_s = age_s;
}

static void subscription_dispatch(struct transaction *tx, struct courier *courier,
				  const struct subscription *subscription,
				  struct delivery_report *report)
{
	struct delivery deliveries[OUTSTANDING_MAX];
	size_t count = deliveries_outstanding(tx, subscription, deliveries);
	int64_t most = is_failing(deliveries, count) ? 1 : subscription->max_outstanding;
	int64_t room = most - courier_outstanding(courier, subscription->subscription_id);

	if (report && count)
		oldest_note(tx, &deliveries[0], report);
	for (size_t i = 0; i < count && room > 0 && !transaction_failed(tx); i++) {
		struct due due = {courier_settings(courier), subscription, &deliveries[i], NULL};

		if (deliveries[i].next_attempt_at_us > transaction_now_us(tx) ||
		    courier_carries(courier, subscription->subscription_id, deliveries[i].count))
			continue;
		due.item = item_load(tx, &deliveries[i]);
		if (due.item)
			hand_over(tx, courier, &due);
		room--;
	}
}

/* Where the feed and this subscription's count stand: who has items 1 to that count has missed
 * nothing. Its id is that of the period, so that a daemon which starts again repeats, and does not
 * add. */
static void heartbeat_send(struct transaction *tx, struct courier *courier,
			   const struct subscription *subscription, int64_t slot)
{
	struct arena *arena = transaction_arena(tx);
	Ocop__Notification__V1__FeedHead *head =
		feed_head_message(tx, subscription->subscription_id);
	struct webhook_key keys[ERRAND_KEYS_MAX];
	struct errand errand = {
		.id = arena_printf(arena, "%s-heartbeat-%" PRId64, subscription->subscription_id,
				   slot),
		.subscription_id = subscription->subscription_id,
		.url = subscription->url,
		.media_type = cloud_event_media_type,
		.keys = keys,
		.key_count = keys_load(tx, subscription, keys),
	};
	const struct cloud_event told = {
		.source = courier_settings(courier)->feed_source,
		.id = errand.id,
		.type = head->base.descriptor->name,
		.time_us = transaction_now_us(tx),
		.feed_sequence = (int64_t)head->sequence,
		.feed_place = head->place,
		.subscription = subscription->subscription_id,
		.count = (int64_t)head->count,
		.data = &head->base,
	};

	errand.body = cloud_event_json(arena, &told);
	if (!transaction_failed(tx))
		courier_take(courier, &errand);
	sodium_memzero(keys, sizeof(keys));
}

static void heartbeats_send(struct transaction *tx, struct courier *courier, int64_t slot)
{
	struct arena *whole = transaction_arena(tx);
	struct arena *one = arena_create(ARENA_LIMIT_BYTES);
	struct subscription subscription;

	subscriptions_after(tx, "", "", SUBSCRIPTION_STATE(ACTIVE), all_of_them);
	(void)transaction_use_arena(tx, one); /* put back below */
	while (subscription_next(tx, &subscription)) {
		if (subscription.kind == SUBSCRIPTION_KIND(WEBHOOK))
			heartbeat_send(tx, courier, &subscription, slot);
		arena_reset(one);
	}
	(void)transaction_use_arena(tx, whole); /* it was the other */
	arena_destroy(one);
}

void dispatch_heartbeats(struct transaction *tx, struct courier *courier)
{
	int64_t slot;

	if (courier_wants_heartbeats(courier, transaction_now_us(tx), &slot))
		heartbeats_send(tx, courier, slot);
}

void dispatch_due(struct transaction *tx, struct courier *courier)
{
	bool sends_mail = courier_settings(courier)->sender.mail_relay[0] != 0;
	struct arena *whole = transaction_arena(tx);
	struct arena *one = arena_create(ARENA_LIMIT_BYTES);
	struct delivery_report counted = {0};
	struct delivery_report *report = courier_wants_report(courier) ? &counted : NULL;
	struct subscription subscription;

	subscriptions_with_work(tx);
	/* What is built for one is forgotten before the next, however many there are. */
	(void)transaction_use_arena(tx, one); /* put back below */
	while (subscription_next(tx, &subscription)) {
		if (subscription.kind != SUBSCRIPTION_KIND(MAIL) || sends_mail)
			subscription_dispatch(tx, courier, &subscription, report);
		arena_reset(one);
	}
	(void)transaction_use_arena(tx, whole); /* it was the other */
	if (report) {
		report->dead = dead_letters(tx);
		courier_report(courier, report);
	}
	arena_destroy(one);
}
