/* point_of_sale.c - shops as messages show them */
#include "market/answers/point_of_sale.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/message.h"
#include "common/store/transaction.h"
#include "market/answers/listing_content.h"
#include "market/answers/trace.h"
#include "market/records.h"

static const int64_t US_A_MINUTE = INT64_C(60000000);

int64_t opening_moment(struct transaction *tx)
{
	int64_t now_us = transaction_now_us(tx);
	int32_t day = date_of_us(now_us);

	return (int64_t)day * MINUTES_A_DAY + (now_us - date_begin_us(day)) / US_A_MINUTE;
}

static Google__Protobuf__Timestamp *moment_message(struct transaction *tx, int64_t moment)
{
	int32_t day = (int32_t)(moment / MINUTES_A_DAY);
	Google__Protobuf__Timestamp time =
		message_time(date_begin_us(day) + moment % MINUTES_A_DAY * US_A_MINUTE);

	return moment ? arena_copy(transaction_arena(tx), &time, sizeof(time)) : NULL;
}

static Ocop__Market__V1__OpeningState *state_message(struct transaction *tx,
						     const struct opening_hours *hours)
{
	Ocop__Market__V1__OpeningState *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	struct opening_state state = opening_state_at(hours, opening_moment(tx));

	ocop__market__v1__opening_state__init(message);
	message->is_known = state.is_known;
	message->open_now = state.open_now;
	message->always_open = state.always_open;
	message->open_until = moment_message(tx, state.open_until);
	message->opens_next = moment_message(tx, state.opens_next);
	return message;
}

/* The end of a day is 24:00, and not 00:00 of the same. */
static char *time_text(struct transaction *tx, int minute)
{
	int of_day = minute > MINUTES_A_DAY ? minute - MINUTES_A_DAY : minute;

	return arena_printf(transaction_arena(tx), "%02d:%02d", of_day / 60, of_day % 60);
}

static void hours_show(struct transaction *tx, const struct opening_hours *hours,
		       Ocop__Market__V1__PointOfSaleContent *content)
{
	struct arena *arena = transaction_arena(tx);

	content->hours = arena_alloc(arena, (hours->span_count + 1) * sizeof(*content->hours));
	for (size_t i = 0; i < hours->span_count; i++) {
		Ocop__Market__V1__OpeningSpan *span = arena_alloc(arena, sizeof(*span));

		ocop__market__v1__opening_span__init(span);
		span->weekday = (uint32_t)hours->spans[i].weekday + 1;
		span->opens = time_text(tx, hours->spans[i].opens_minute);
		span->closes = time_text(tx, hours->spans[i].closes_minute);
		content->hours[content->n_hours++] = span;
	}
	content->closed_on =
		arena_alloc(arena, (hours->closed_count + 1) * sizeof(*content->closed_on));
	for (size_t i = 0; i < hours->closed_count; i++)
		content->closed_on[content->n_closed_on++] =
			date_text(arena, hours->closed_days[i]);
}

static Ocop__Market__V1__PointOfSaleContent *content_message(struct transaction *tx,
							     const struct point_of_sale *point,
							     const struct opening_hours *hours)
{
	Ocop__Market__V1__PointOfSaleContent *content =
		arena_alloc(transaction_arena(tx), sizeof(*content));

	ocop__market__v1__point_of_sale_content__init(content);
	content->name = message_text(point->name);
	content->kind = point->kind;
	content->address = message_text(point->address);
	content->latitude_microdegrees = (int32_t)point->latitude_microdegrees;
	content->longitude_microdegrees = (int32_t)point->longitude_microdegrees;
	content->phone = message_text(point->phone);
	content->responsible = message_text(point->responsible);
	hours_show(tx, hours, content);
	return content;
}

Ocop__Market__V1__PointOfSale *point_of_sale_message(struct transaction *tx,
						     const struct point_of_sale *point,
						     const struct position *from)
{
	Ocop__Market__V1__PointOfSale *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	const struct position here = {point->latitude_microdegrees, point->longitude_microdegrees,
				      point->province_code};
	int64_t distance_m = position_distance_m(&here, from);
	struct opening_hours hours;

	opening_hours_load(tx, point->point_of_sale_id, &hours);
	ocop__market__v1__point_of_sale__init(message);
	message->point_of_sale_id = message_text(point->point_of_sale_id);
	message->content = content_message(tx, point, &hours);
	message->commune_code = message_text(point->commune_code);
	message->commune_name = message_text(point->commune_name);
	message->province_code = message_text(point->province_code);
	message->province_name = message_text(point->province_name);
	message->producer_id = message_text(point->producer_id);
	message->producer_name = message_text(point->producer_name);
	if (*point->ended_on == '\0')
		message->opening = state_message(tx, &hours);
	message->distance_m = distance_m < 0 ? 0 : (uint32_t)distance_m;
	message->carried_count =
		(uint32_t)carried_count_on(tx, point->point_of_sale_id, trace_today(tx));
	message->ended_on = message_text(point->ended_on);
	message->end_reason = message_text(point->end_reason);
	message->version = (uint64_t)point->version;
	return message;
}

static Ocop__Market__V1__CarriedListing *carried_message(struct transaction *tx,
							 const struct carried *carried,
							 const char *standing)
{
	Ocop__Market__V1__CarriedListing *message =
		arena_alloc(transaction_arena(tx), sizeof(*message));
	struct listing listing;

	listing_load(tx, standing, &listing);
	ocop__market__v1__carried_listing__init(message);
	if (listing.exists)
		message->listing =
			listing_message_card(tx, &listing, date_of_us(transaction_now_us(tx)));
	message->since = message_text(carried->since);
	message->until = message_text(carried->until);
	return message;
}

/* Of one that was merged away another row may speak. */
static void carried_show(struct transaction *tx, const char *day, const struct carried *carried,
			 Ocop__Market__V1__PointOfSale *message)
{
	const char *standing = listing_standing(tx, carried->listing_id);

	if (strcmp(standing, carried->listing_id) != 0 &&
	    strcmp(carried_speaking(tx, message->point_of_sale_id, standing, day),
		   carried->listing_id) != 0)
		return;
	message->carried[message->n_carried++] = carried_message(tx, carried, standing);
}

Ocop__Market__V1__PointOfSale *point_of_sale_message_whole(struct transaction *tx,
							   const struct point_of_sale *point,
							   const struct carried_page *page)
{
	const struct position nowhere = {0, 0, ""};
	Ocop__Market__V1__PointOfSale *message = point_of_sale_message(tx, point, &nowhere);
	const char *day = page->history ? "" : trace_today(tx);
	struct arena *arena = transaction_arena(tx);
	struct carried *carried = arena_alloc(arena, (page->most + 1) * sizeof(*carried));
	/* one more than is shown: then there is a next page */
	size_t count = carried_load(tx, point->point_of_sale_id, day, page->after, page->most + 1,
				    carried);

	message->carried = arena_alloc(arena, (page->most + 1) * sizeof(*message->carried));
	for (size_t i = 0; i < count && i < page->most; i++)
		carried_show(tx, day, &carried[i], message);
	if (count > page->most)
		message->next = message_text(carried[page->most - 1].listing_id);
	message->as_of = badges_as_of(tx);
	return message;
}
