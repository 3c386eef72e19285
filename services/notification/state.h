/* state.h - what notification holds from start to stop: what the administrator allows, the courier
 */
#pragma once

#include <stdbool.h>

#include "common/settings.h"

struct courier;
struct service;

/* What handlers and deadlines ask for by transaction_state. Owns the courier. */
struct notification_state {
	bool plain_http; /* webhooks may be http:// */
	int64_t attempts_kept_us;
	struct courier *courier;
};

/* The settings notification has besides those of every daemon. */
extern const struct setting notification_settings[];

/* The daemon's start: reads the settings. Returns 0 or an ERROR_*, having logged why. */
int notification_start(struct service *service, void **ret_state);

/* Deliveries are sent from begin to halt. Returns 0 or an ERROR_*, having logged why. */
int notification_begin(struct service *service, void *state);
void notification_halt(void *state);

/* The daemon's stop: gives back what the start made. */
void notification_stop(void *state);
