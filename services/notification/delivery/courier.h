/* courier.h - deliveries on their way: what is due goes to the sender, how it ended comes back
 *
 * The store says what is due; the courier only knows which of it is under way now, so that it is
 * not sent twice at a time. A daemon that ends forgets that: its next run sends again what has no
 * recorded end, under the same id. How an attempt ended comes back as RecordAttempt, a command of
 * the daemon to itself.
 *
 * Made at the start, sends from courier_begin to courier_halt. All other functions are for the
 * writer thread.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "notification/delivery/signature.h"

struct arena;
struct courier;
struct courier_settings;
struct service;
struct settings;

/* Reads its settings (courier_settings.h). Returns 0 or an ERROR_*, having logged why. */
int courier_create(const struct settings *settings, struct courier **ret_courier);

/* After the halt. NULL is fine. */
void courier_destroy(struct courier *courier);

/* Begins to send, before the writer runs. Returns 0 or an ERROR_*. */
int courier_begin(struct courier *courier, struct service *service);

/* Ends it: what is under way is broken off, and what is still taken is not sent. */
void courier_halt(struct courier *courier);

/* What it was told by the settings; as long as the courier. */
const struct courier_settings *courier_settings(const struct courier *courier);

/* True once it was begun. In a unit test it is not: nothing leaves. */
bool courier_is_begun(const struct courier *courier);

/* "subscription_01J…-7": the webhook-id and, before the @, the Message-ID of an item, the same
 * however often it is sent; in the arena. */
char *courier_delivery_id(struct arena *arena, const char *subscription_id, int64_t count);

/* What stands undelivered, for those who look after the daemon: counters, log, `ocop status`. Asked
 * for once a second, by courier_wants_report. */
struct delivery_report {
	int64_t dead;     /* given up, and neither sent again nor their subscriptions ended */
	int64_t oldest_s; /* how long the oldest item that is still sent has waited */
};

bool courier_wants_report(const struct courier *courier);
void courier_report(struct courier *courier, const struct delivery_report *report);

/* True once for each period of heartbeats, numbered by `slot`; never when there are none. */
bool courier_wants_heartbeats(struct courier *courier, int64_t now_us, int64_t *ret_slot);

/* How many deliveries of a subscription are under way, or were a moment ago and could not be
 * recorded; and whether this one is among them. */
int64_t courier_outstanding(struct courier *courier, const char *subscription_id);
bool courier_carries(const struct courier *courier, const char *subscription_id, int64_t count);

/* Old and new, and one that was changed in between. */
enum { ERRAND_KEYS_MAX = 4 };

/* One attempt to deliver. Everything is copied. */
struct errand {
	const char *id; /* webhook-id; a mail has its own in its body */
	const char *subscription_id;
	int64_t count;     /* 0: a heartbeat, which nobody records and nobody repeats */
	int64_t attempt;   /* the how manieth it will be */
	int64_t due_at_us; /* since when: the same until it is recorded */
	const char *body;
	/* A webhook's. */
	const char *url, *media_type;
	const struct webhook_key *keys;
	size_t key_count;
	/* A mail's; NULL for a webhook. */
	const char *mail_to;
};

/* Takes it on its way. */
void courier_take(struct courier *courier, const struct errand *errand);
