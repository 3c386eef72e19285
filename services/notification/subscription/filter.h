/* filter.h - which items a subscription is told: read from a message, kept, shown
 *
 * Kept twice: as it was asked for, to be shown, and as topics, to be looked up. Units are resolved
 * when the filter is set: a former one is the communes of today that came of it.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/notification/v1/types.pb-c.h"

struct arena;
struct reply;
struct transaction;

enum {
	FILTER_VALUES_MAX = 64,  /* of one kind */
	FILTER_UNITS_MAX = 1024, /* communes: more than any province has */
	FILTER_TOPICS_MAX = 4096 /* types by units: 20 ms of the writer */
};

/* A filter that was found sound. Texts belong to the message or the transaction. */
struct filter {
	const Ocop__Notification__V1__SubscriptionFilter *asked;
	const char *types[FILTER_VALUES_MAX];
	size_t type_count;
	const char *units[FILTER_UNITS_MAX];
	size_t unit_count;
	int64_t sectors, stars;
};

/* Reads and resolves; asked may be NULL: then nothing is left out. What is wrong is in the reply:
 * EVENT_TYPE_UNKNOWN, UNIT_UNKNOWN, FILTER_INVALID, FILTER_TOO_WIDE. */
void filter_read(struct transaction *tx, const Ocop__Notification__V1__SubscriptionFilter *asked,
		 struct reply *reply, struct filter *ret_filter);

/* Puts it in the place of what the subscription had. */
void filter_write(struct transaction *tx, const char *subscription_id, const struct filter *filter);

/* The filter as it was asked for, in the transaction's arena. */
Ocop__Notification__V1__SubscriptionFilter *filter_message(struct transaction *tx,
							   const char *subscription_id);
