/* metrics.h - counters that any thread may add to and /metrics shows
 *
 * A fixed list: a counter that is not here does not exist.
 */
#pragma once

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

enum metric {
	METRIC_COMMANDS_ACCEPTED,
	METRIC_COMMANDS_REFUSED,
	METRIC_COMMANDS_FAILED,
	METRIC_COMMANDS_REMEMBERED,
	METRIC_COMMAND_GROUPS,
	METRIC_QUERIES_ANSWERED,
	METRIC_QUERIES_REFUSED,
	METRIC_EVENTS_WRITTEN,
	METRIC_EVENTS_PUBLISHED,
	METRIC_EVENTS_APPLIED,
	METRIC_EVENTS_HELD,
	METRIC_EVENTS_REPLAYED,
	METRIC_SOURCES_DIVERGED,
	METRIC_DEADLINES_RUN,
	METRIC_FRAMES_UNREADABLE,
	METRIC_LISTENERS_RECREATED,
	METRIC_DELIVERIES_DELIVERED,
	METRIC_DELIVERIES_FAILED,
	METRIC_DELIVERIES_DEAD,
	METRIC_DELIVERIES_OLDEST,
	METRIC_COUNT
};

struct metrics {
	_Atomic uint64_t values[METRIC_COUNT];
};

/* Adds to a counter. */
void metrics_add(struct metrics *metrics, enum metric metric, uint64_t amount);

/* Says how much there is now, for what goes up and down. */
void metrics_set(struct metrics *metrics, enum metric metric, uint64_t value);

/* What a counter has come to since the start. */
uint64_t metrics_value(const struct metrics *metrics, enum metric metric);

/* The exposition's name, for example "ocop_commands_accepted_total". */
const char *metric_name(enum metric metric);
