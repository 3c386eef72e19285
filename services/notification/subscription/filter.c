/* filter.c - which items a subscription is told: read from a message, kept, shown */
#include "notification/subscription/filter.h"

#include <inttypes.h>
#include <stdlib.h>

#include "common/base/arena.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "notification/records.h"
#include "notification/rules.h"

static void read_types(const Ocop__Notification__V1__SubscriptionFilter *asked, struct reply *reply,
		       struct filter *filter)
{
	for (size_t i = 0; i < asked->n_types; i++) {
		const char *type = public_type_find(asked->types[i]);

		if (type)
			filter->types[filter->type_count++] = type;
		else
			reply_refuse(reply, REFUSAL(EVENT_TYPE_UNKNOWN), "filter.types", NULL);
	}
}

static void read_units(struct transaction *tx,
		       const Ocop__Notification__V1__SubscriptionFilter *asked, struct reply *reply,
		       struct filter *filter)
{
	for (size_t i = 0; i < asked->n_units; i++) {
		size_t room = FILTER_UNITS_MAX - filter->unit_count;
		size_t found =
			filter_units(tx, asked->units[i], filter->units + filter->unit_count, room);

		if (found == 0)
			reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), "filter.units", NULL);
		if (found > room) {
			reply_refuse(reply, REFUSAL(FILTER_TOO_WIDE), "filter.units",
				     "at most %d communes", FILTER_UNITS_MAX);
			return;
		}
		filter->unit_count += found;
	}
}

static void read_sets(const Ocop__Notification__V1__SubscriptionFilter *asked, struct reply *reply,
		      struct filter *filter)
{
	filter->sectors = asked->n_sectors ? 0 : set_of_all();
	for (size_t i = 0; i < asked->n_sectors; i++) {
		int64_t number = sector_number(asked->sectors[i]);

		if (number == 0)
			reply_refuse(reply, REFUSAL(FILTER_INVALID), "filter.sectors", "I to VI");
		filter->sectors = set_with(filter->sectors, number);
	}
	filter->stars = asked->n_stars ? 0 : set_of_all();
	for (size_t i = 0; i < asked->n_stars; i++) {
		if (asked->stars[i] < 1 || asked->stars[i] > STARS_MAX) {
			reply_refuse(reply, REFUSAL(FILTER_INVALID), "filter.stars", "1 to %d",
				     STARS_MAX);
			continue;
		}
		filter->stars = set_with(filter->stars, asked->stars[i]);
	}
}

static bool is_short(const Ocop__Notification__V1__SubscriptionFilter *asked)
{
	return asked->n_types <= FILTER_VALUES_MAX && asked->n_units <= FILTER_VALUES_MAX &&
	       asked->n_sectors <= SECTORS && asked->n_stars <= STARS_MAX;
}

void filter_read(struct transaction *tx, const Ocop__Notification__V1__SubscriptionFilter *asked,
		 struct reply *reply, struct filter *ret_filter)
{
	static const Ocop__Notification__V1__SubscriptionFilter nothing_left_out =
		OCOP__NOTIFICATION__V1__SUBSCRIPTION_FILTER__INIT;

	*ret_filter = (struct filter){.asked = asked ? asked : &nothing_left_out};
	if (!is_short(ret_filter->asked)) {
		reply_refuse(reply, REFUSAL(FILTER_TOO_WIDE), "filter", "at most %d values of each",
			     FILTER_VALUES_MAX);
		return;
	}
	read_types(ret_filter->asked, reply, ret_filter);
	read_units(tx, ret_filter->asked, reply, ret_filter);
	read_sets(ret_filter->asked, reply, ret_filter);
	if (ret_filter->type_count * ret_filter->unit_count > FILTER_TOPICS_MAX)
		reply_refuse(reply, REFUSAL(FILTER_TOO_WIDE), "filter", "at most %d types by units",
			     FILTER_TOPICS_MAX);
}

static void write_values(struct transaction *tx, const char *subscription_id, const char *dimension,
			 char *const *values, size_t count)
{
	for (size_t i = 0; i < count; i++)
		filter_value_insert(tx, subscription_id, dimension, (int64_t)i, values[i]);
}

/* "" is any: a kind that leaves out nothing has that one. */
static void write_topics(struct transaction *tx, const char *subscription_id,
			 const struct filter *filter)
{
	size_t types = filter->type_count ? filter->type_count : 1;
	size_t units = filter->unit_count ? filter->unit_count : 1;

	for (size_t t = 0; t < types; t++) {
		for (size_t u = 0; u < units; u++) {
			struct topic topic = {
				.type = filter->type_count ? filter->types[t] : "",
				.unit_code = filter->unit_count ? filter->units[u] : "",
				.sectors = filter->sectors,
				.stars = filter->stars,
			};

			topic_insert(tx, subscription_id, &topic);
		}
	}
}

void filter_write(struct transaction *tx, const char *subscription_id, const struct filter *filter)
{
	const Ocop__Notification__V1__SubscriptionFilter *asked = filter->asked;

	filter_delete(tx, subscription_id);
	write_values(tx, subscription_id, "type", asked->types, asked->n_types);
	write_values(tx, subscription_id, "unit", asked->units, asked->n_units);
	write_values(tx, subscription_id, "sector", asked->sectors, asked->n_sectors);
	for (size_t i = 0; i < asked->n_stars; i++)
		filter_value_insert(
			tx, subscription_id, "star", (int64_t)i,
			arena_printf(transaction_arena(tx), "%" PRIu32, asked->stars[i]));
	write_topics(tx, subscription_id, filter);
}

/* Most are short; one that is not was refused. */
static char **read_values(struct transaction *tx, const char *subscription_id,
			  const char *dimension, size_t *ret_count)
{
	char **values = arena_alloc(transaction_arena(tx), FILTER_VALUES_MAX * sizeof(*values));
	const char *value;

	*ret_count = 0;
	filter_values(tx, subscription_id, dimension);
	while ((value = filter_value_next(tx)))
		values[(*ret_count)++] = message_text(value);
	return values;
}

Ocop__Notification__V1__SubscriptionFilter *filter_message(struct transaction *tx,
							   const char *subscription_id)
{
	Ocop__Notification__V1__SubscriptionFilter *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	char **stars;

	ocop__notification__v1__subscription_filter__init(message);
	message->types = read_values(tx, subscription_id, "type", &message->n_types);
	message->units = read_values(tx, subscription_id, "unit", &message->n_units);
	message->sectors = read_values(tx, subscription_id, "sector", &message->n_sectors);
	stars = read_values(tx, subscription_id, "star", &message->n_stars);
	message->stars =
		arena_alloc(transaction_arena(tx), FILTER_VALUES_MAX * sizeof(*message->stars));
	for (size_t i = 0; i < message->n_stars; i++)
		message->stars[i] = (uint32_t)strtoul(stars[i], NULL, 10);
	return message;
}
