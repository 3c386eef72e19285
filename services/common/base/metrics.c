/* metrics.c - counters that any thread may add to */
#include "common/base/metrics.h"

#include <assert.h>

static const char *const metric_names[METRIC_COUNT] = {
	[METRIC_COMMANDS_ACCEPTED] = "ocop_commands_accepted_total",
	[METRIC_COMMANDS_REFUSED] = "ocop_commands_refused_total",
	[METRIC_COMMANDS_FAILED] = "ocop_commands_failed_total",
	[METRIC_COMMANDS_REMEMBERED] = "ocop_commands_remembered_total",
	[METRIC_COMMAND_GROUPS] = "ocop_command_groups_total",
	[METRIC_QUERIES_ANSWERED] = "ocop_queries_answered_total",
	[METRIC_QUERIES_REFUSED] = "ocop_queries_refused_total",
	[METRIC_EVENTS_WRITTEN] = "ocop_events_written_total",
	[METRIC_EVENTS_PUBLISHED] = "ocop_events_published_total",
	[METRIC_EVENTS_APPLIED] = "ocop_events_applied_total",
	[METRIC_EVENTS_HELD] = "ocop_events_held_total",
	[METRIC_EVENTS_REPLAYED] = "ocop_events_replayed_total",
	[METRIC_SOURCES_DIVERGED] = "ocop_sources_diverged_total",
	[METRIC_DEADLINES_RUN] = "ocop_deadlines_run_total",
	[METRIC_FRAMES_UNREADABLE] = "ocop_frames_unreadable_total",
	[METRIC_LISTENERS_RECREATED] = "ocop_listeners_recreated_total",
	[METRIC_DELIVERIES_DELIVERED] = "ocop_deliveries_delivered_total",
	[METRIC_DELIVERIES_FAILED] = "ocop_deliveries_failed_total", /* attempts */
	[METRIC_DELIVERIES_DEAD] = "ocop_deliveries_dead",
	[METRIC_DELIVERIES_OLDEST] = "ocop_deliveries_oldest_undelivered_seconds",
};

void metrics_add(struct metrics *metrics, enum metric metric, uint64_t amount)
{
	assert(metric < METRIC_COUNT && "a counter of the list");
	/* Counters order nothing; nobody reads one to learn about another. */
	atomic_fetch_add_explicit(&metrics->values[metric], amount, memory_order_relaxed);
}

void metrics_set(struct metrics *metrics, enum metric metric, uint64_t value)
{
	assert(metric < METRIC_COUNT && "a counter of the list");
	atomic_store_explicit(&metrics->values[metric], value, memory_order_relaxed);
}

uint64_t metrics_value(const struct metrics *metrics, enum metric metric)
{
	assert(metric < METRIC_COUNT && "a counter of the list");
	return atomic_load_explicit(&metrics->values[metric], memory_order_relaxed);
}

const char *metric_name(enum metric metric)
{
	assert(metric < METRIC_COUNT && metric_names[metric] && "every counter has a name");
	return metric_names[metric];
}
