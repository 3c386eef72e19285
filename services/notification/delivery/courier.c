/* courier.c - deliveries on their way: what is due goes to the sender, how it ended comes back */
#include "notification/delivery/courier.h"

#include <assert.h>
#include <inttypes.h>
#include <sodium.h>
#include <stdio.h>
#include <string.h>

#include "common/base/arena.h"
#include "common/base/clock.h"
#include "common/base/error.h"
#include "common/base/fault_point.h"
#include "common/base/log.h"
#include "common/base/memory.h"
#include "common/base/metrics.h"
#include "common/base/random.h"
#include "common/message/message.h"
#include "common/service.h"
#include "notification/delivery/courier_settings.h"
#include "notification/delivery/sender.h"
#include "ocop/notification/v1/commands.pb-c.h"

enum {
	CARRIED_SLOTS = 256,
	US_A_SECOND = 1000000,
	/* What could not be recorded is not sent again at once: a receiver is not to pay for a
	 * fault of ours with a flood. */
	UNRECORDED_PAUSE_US = 60 * US_A_SECOND,
	/* An item has at most 64 KiB, in JSON a few times that, and is signed from a copy. */
	ERRAND_LIMIT_BYTES = 4 * 1024 * 1024
};

/* A delivery that is under way. Belongs to the writer's thread. */
struct carried {
	struct carried *next;
	struct courier *courier;
	char *subscription_id;
	int64_t count;
	int64_t paused_until_us; /* 0: under way */
};

/* What the sender has of it. Lives in its own arena, together with all its texts. */
struct package {
	struct parcel parcel; /* first: the sender gives this back */
	struct arena *arena;
	struct carried *carried; /* NULL for a heartbeat */
	struct errand errand;
};

struct courier {
	struct courier_settings settings;
	struct service *service;
	/* Mail has a thread of its own: libcurl waits for a relay's last word without looking at
	 * anything else, and a relay may take its time. */
	struct sender *webhooks, *mails;
	struct carried *slots[CARRIED_SLOTS];
	int64_t reported_us, reported_dead; /* the last report */
	int64_t heartbeat_slot;             /* the last that was sent */
};

char *courier_delivery_id(struct arena *arena, const char *subscription_id, int64_t count)
{
	return arena_printf(arena, "%s-%" PRId64, subscription_id, count);
}

/* --- what is under way */

static struct carried **slot_of(const struct courier *courier, const char *subscription_id)
{
	uint32_t hash = 2166136261u; /* FNV-1a: ids end in randomness, any hash spreads them */

	for (; *subscription_id; subscription_id++)
		hash = (hash ^ (uint8_t)*subscription_id) * 16777619u;
	return (struct carried **)&courier->slots[hash % CARRIED_SLOTS];
}

static void carried_forget(struct carried *carried)
{
	struct carried **link = slot_of(carried->courier, carried->subscription_id);

	while (*link != carried)
		link = &(*link)->next;
	*link = carried->next;
	memory_free(carried->subscription_id);
	memory_free(carried);
}

static struct carried *carried_add(struct courier *courier, const struct errand *errand)
{
	struct carried **slot = slot_of(courier, errand->subscription_id);
	struct carried *carried = memory_alloc(sizeof(*carried));

	*carried = (struct carried){.next = *slot,
				    .courier = courier,
				    .subscription_id = memory_strdup(errand->subscription_id),
				    .count = errand->count};
	*slot = carried;
	return carried;
}

static bool is_of(const struct carried *carried, const char *subscription_id)
{
	return strcmp(carried->subscription_id, subscription_id) == 0;
}

/* Forgets those of a subscription that have paused long enough. */
static void pauses_end(struct courier *courier, const char *subscription_id)
{
	struct carried *next, *at = *slot_of(courier, subscription_id);

	for (; at; at = next) {
		next = at->next;
		if (is_of(at, subscription_id) && at->paused_until_us &&
		    at->paused_until_us <= clock_monotonic_us())
			carried_forget(at);
	}
}

int64_t courier_outstanding(struct courier *courier, const char *subscription_id)
{
	int64_t count = 0;

	pauses_end(courier, subscription_id);
	for (struct carried *at = *slot_of(courier, subscription_id); at; at = at->next)
		count += is_of(at, subscription_id);
	return count;
}

bool courier_carries(const struct courier *courier, const char *subscription_id, int64_t count)
{
	struct carried *at = *slot_of(courier, subscription_id);

	while (at && (at->count != count || !is_of(at, subscription_id)))
		at = at->next;
	return at;
}

/* --- on the sender's thread */

/* Signs, for the moment it is sent. */
static void prepare(void *context, struct parcel *parcel)
{
	struct package *package = (struct package *)parcel; /* its first member */
	const struct errand *errand = &package->errand;
	struct webhook_message message = {.id = errand->id,
					  .timestamp_s = clock_machine_us() / US_A_SECOND,
					  .body = errand->body};

	(void)context;                        /* all is in the package */
	(void)fault_point(FAULT_BEFORE_SEND); /* may end the daemon; cannot fail */
	if (parcel->kind == PARCEL_MAIL)
		return;
	parcel->headers[0] = arena_printf(package->arena, "content-type: %s", errand->media_type);
	parcel->headers[1] = arena_printf(package->arena, "webhook-id: %s", errand->id);
	parcel->headers[2] =
		arena_printf(package->arena, "webhook-timestamp: %" PRId64, message.timestamp_s);
	parcel->headers[3] = arena_printf(
		package->arena, "webhook-signature: %s",
		webhook_sign(package->arena, errand->keys, errand->key_count, &message));
}

/* On the writer's: the attempt is recorded, or will be tried again in a while. */
static void recorded(void *context, bool accepted)
{
	struct carried *carried = context;

	if (accepted)
		carried_forget(carried);
	else
		carried->paused_until_us = clock_monotonic_us() + UNRECORDED_PAUSE_US;
}

static void note(const struct courier *courier, const struct errand *errand,
		 const struct parcel_result *result)
{
	bool delivered = result->end == ATTEMPT_ANSWERED && result->status / 100 == 2;

	metrics_add(service_metrics(courier->service),
		    delivered ? METRIC_DELIVERIES_DELIVERED : METRIC_DELIVERIES_FAILED, 1);
	log_write(LOG_INFO, "delivery",
		  "subscription_id=%s count=%" PRId64 " attempt=%" PRId64
		  " end=%d status=%d duration_ms=%" PRId64,
		  errand->subscription_id, errand->count, errand->attempt, (int)result->end,
		  result->status, result->duration_ms);
}

static void attempt_fill(const struct errand *errand, const struct parcel_result *result,
			 Ocop__Notification__V1__RecordAttempt *ret_command)
{
	ocop__notification__v1__record_attempt__init(ret_command);
	ret_command->subscription_id = message_text(errand->subscription_id);
	ret_command->count = (uint64_t)errand->count;
	ret_command->attempt = (uint32_t)errand->attempt;
	/* The same numbers. */
	ret_command->end = (Ocop__Notification__V1__AttemptEnd)result->end;
	ret_command->status = (uint32_t)result->status;
	ret_command->duration_ms = (uint32_t)result->duration_ms;
	if (result->retry_after_s > 0)
		ret_command->retry_after_s = result->retry_after_s < RETRY_AFTER_MAX_S
						     ? (uint32_t)result->retry_after_s
						     : RETRY_AFTER_MAX_S;
	random_bytes(&ret_command->chance, sizeof(ret_command->chance));
}

static void done(void *context, struct parcel *parcel, const struct parcel_result *result)
{
	struct courier *courier = context;
	const struct package *package = (const struct package *)parcel; /* its first member */
	const struct errand *errand = &package->errand;
	const struct own_command_notice notice = {recorded, package->carried};
	Ocop__Notification__V1__RecordAttempt command;

	(void)fault_point(FAULT_AFTER_SEND); /* may end the daemon; cannot fail */
	note(courier, errand, result);
	if (!package->carried)
		return;
	attempt_fill(errand, result, &command);
	own_command_send(courier->service, "attempt",
			 arena_printf(package->arena, "%s/%" PRId64 "/%" PRId64,
				      errand->subscription_id, errand->count, errand->attempt),
			 errand->due_at_us, &command.base, &notice);
}

static void give_back(void *context, struct parcel *parcel)
{
	struct package *package = (struct package *)parcel; /* its first member */

	(void)context; /* all is in the package */
	sodium_memzero((void *)(uintptr_t)package->errand.keys,
		       package->errand.key_count * sizeof(*package->errand.keys));
	arena_destroy(package->arena);
}

/* --- on the writer's thread */

static struct package *package_create(struct courier *courier, const struct errand *errand)
{
	struct arena *arena = arena_create(ERRAND_LIMIT_BYTES);
	struct package *package = arena_alloc(arena, sizeof(*package));
	struct errand *kept = &package->errand;

	*kept = *errand;
	kept->subscription_id = arena_strdup(arena, errand->subscription_id);
	kept->body = arena_strdup(arena, errand->body);
	kept->keys = arena_copy(arena, errand->keys, errand->key_count * sizeof(*errand->keys));
	package->arena = arena;
	package->parcel.kind = errand->mail_to ? PARCEL_MAIL : PARCEL_WEBHOOK;
	package->parcel.body = kept->body;
	if (errand->mail_to) {
		package->parcel.from = courier->settings.mail_from;
		package->parcel.to = arena_strdup(arena, errand->mail_to);
		return package;
	}
	kept->id = arena_strdup(arena, errand->id);
	package->parcel.url = arena_strdup(arena, errand->url);
	kept->media_type = arena_strdup(arena, errand->media_type);
	return package;
}

void courier_take(struct courier *courier, const struct errand *errand)
{
	struct package *package = package_create(courier, errand);

	assert(!courier_carries(courier, errand->subscription_id, errand->count) &&
	       "one attempt of a delivery at a time");
	if (errand->count)
		package->carried = carried_add(courier, errand);
	sender_send(errand->mail_to ? courier->mails : courier->webhooks, &package->parcel);
}

bool courier_wants_report(const struct courier *courier)
{
	return clock_monotonic_us() - courier->reported_us >= US_A_SECOND;
}

void courier_report(struct courier *courier, const struct delivery_report *report)
{
	struct metrics *metrics = service_metrics(courier->service);
	char alarm[160] = "";

	metrics_set(metrics, METRIC_DELIVERIES_DEAD, (uint64_t)report->dead);
	metrics_set(metrics, METRIC_DELIVERIES_OLDEST, (uint64_t)report->oldest_s);
	if (report->dead)
		(void)snprintf(alarm, sizeof(alarm),
			       "%" PRId64 " deliveries given up, their subscriptions paused",
			       report->dead); /* fits */
	if (report->dead > courier->reported_dead)
		log_write(LOG_ERROR, "deliveries_given_up", "dead=%" PRId64, report->dead);
	if (report->dead != courier->reported_dead)
		service_set_alarm(courier->service, alarm);
	courier->reported_dead = report->dead;
	courier->reported_us = clock_monotonic_us();
}

bool courier_wants_heartbeats(struct courier *courier, int64_t now_us, int64_t *ret_slot)
{
	int64_t every_us = courier->settings.heartbeat_every_s * US_A_SECOND;

	if (every_us == 0 || now_us / every_us == courier->heartbeat_slot)
		return false;
	courier->heartbeat_slot = *ret_slot = now_us / every_us;
	return true;
}

/* --- from start to stop */

int courier_create(const struct settings *settings, struct courier **ret_courier)
{
	struct courier *courier = memory_alloc(sizeof(*courier));
	int error = courier_settings_read(settings, &courier->settings);

	if (error) {
		courier_destroy(courier);
		return error;
	}
	*ret_courier = courier;
	return 0;
}

void courier_destroy(struct courier *courier)
{
	if (!courier)
		return;
	sender_destroy(courier->webhooks);
	sender_destroy(courier->mails);
	for (size_t i = 0; i < CARRIED_SLOTS; i++) {
		while (courier->slots[i])
			carried_forget(courier->slots[i]);
	}
	courier_settings_forget(&courier->settings);
	memory_free(courier);
}

int courier_begin(struct courier *courier, struct service *service)
{
	const struct sender_calls calls = {
		.prepare = prepare, .done = done, .give_back = give_back, .context = courier};
	struct sender_options one_by_one = courier->settings.sender;
	int error;

	courier->service = service;
	one_by_one.at_once = 1;
	error = sender_create(&one_by_one, &calls, &courier->mails);
	return error ? error : sender_create(&courier->settings.sender, &calls, &courier->webhooks);
}

void courier_halt(struct courier *courier)
{
	if (courier->mails)
		sender_halt(courier->mails);
	if (courier->webhooks)
		sender_halt(courier->webhooks);
}

const struct courier_settings *courier_settings(const struct courier *courier)
{
	return &courier->settings;
}

bool courier_is_begun(const struct courier *courier)
{
	return courier->webhooks != NULL;
}
