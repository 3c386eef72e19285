/* list_points_of_sale.c - shops of a place, of a product, open now, near a position
 *
 * Reads:   market.v1.ListPointsOfSale
 * Answers: market.v1.ListPointsOfSaleReply
 * Refuses: FIELD_TOO_LONG, FIELD_INVALID, UNIT_UNKNOWN, LISTING_UNKNOWN, CURSOR_INVALID
 *
 * Those near a position are found in a box around it, that is made larger until there are enough in
 * it; of a unit or carrying a product, by looking at all of those, up to a bound that none comes
 * near. Those that are open are found by looking at as many a page, which may so be short and still
 * not be the last.
 */
#include <string.h>

#include "common/base/arena.h"
#include "common/base/identifier.h"
#include "common/message/message.h"
#include "common/query.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/answers/point_of_sale.h"
#include "market/answers/trace.h"
#include "market/queries.h"
#include "market/records.h"

enum { PROVINCES_DRAWN_MAX = 3, POINTS_READ_MAX = 4000 };

/* What was found so far: by id, or the nearest first. */
struct found {
	struct point_of_sale *points;
	int64_t *distances_m;
	size_t count, limit;
	bool has_more;
	const char *read_up_to; /* with as many read as may be: the last one's id; else "" */
};

static bool is_open(struct transaction *tx, const struct point_of_sale *point)
{
	struct opening_hours hours;

	opening_hours_load(tx, point->point_of_sale_id, &hours);
	return opening_state_at(&hours, opening_moment(tx)).open_now;
}

/* Keeps the nearest, by moving what is farther one place on. */
static void found_put(struct found *found, const struct point_of_sale *point, int64_t distance_m)
{
	size_t at = found->count;

	while (at > 0 && found->distances_m[at - 1] > distance_m)
		at--;
	if (found->count == found->limit)
		found->has_more = true;
	else
		found->count++;
	if (at == found->limit)
		return;
	for (size_t i = found->count - 1; i > at; i--) {
		found->points[i] = found->points[i - 1];
		found->distances_m[i] = found->distances_m[i - 1];
	}
	found->points[at] = *point;
	found->distances_m[at] = distance_m;
}

/* All at once, for hours are asked with a statement of their own. */
static size_t all_read(struct transaction *tx, const struct point_question *question,
		       struct point_of_sale **ret_points)
{
	struct point_of_sale *points =
		arena_alloc(transaction_arena(tx), (size_t)question->limit * sizeof(*points));
	size_t count = 0;

	points_of_sale_begin(tx, question);
	while (count < (size_t)question->limit && point_of_sale_next(tx, &points[count]))
		count++;
	if (count == (size_t)question->limit)
		statement_end(tx);
	*ret_points = points;
	return count;
}

/* Without a position all are equally far, and stay in their order. */
static void find(struct transaction *tx, const Ocop__Market__V1__ListPointsOfSale *query,
		 const struct point_question *question, const struct position *near,
		 struct found *found)
{
	struct point_of_sale *points;
	size_t count = all_read(tx, question, &points);

	if (count == POINTS_READ_MAX)
		found->read_up_to = points[count - 1].point_of_sale_id;
	for (size_t i = 0; i < count; i++) {
		const struct position here = {points[i].latitude_microdegrees,
					      points[i].longitude_microdegrees,
					      points[i].province_code};
		int64_t distance_m = position_distance_m(&here, near);

		if (position_is_known(near) ? distance_m < 0 : found->has_more)
			continue; /* where nobody knows, or behind the page */
		if (query->open_now && !is_open(tx, &points[i]))
			continue;
		found_put(found, &points[i], distance_m);
	}
}

/* Half a side at first, some 2 km, and when the box is the whole country; one degree of latitude is
 * 111.19 km, and so are at least nine tenths of one of longitude up to 24 degrees north, where the
 * country ends. */
enum { BOX_FIRST = 20000, BOX_WHOLE = 20000000, METRES_A_100_MICRODEGREES = 9 };

/* Many times what the country has. */
enum { BOX_READS_MAX = 10 };

/* All that is in it, some thousands at a time. */
static void find_in_box(struct transaction *tx, const Ocop__Market__V1__ListPointsOfSale *query,
			struct point_question question, const struct position *near,
			struct found *found)
{
	found->count = 0;
	found->has_more = false;
	for (int reads = 0; reads < BOX_READS_MAX; reads++) {
		found->read_up_to = "";
		find(tx, query, &question, near, found);
		if (*found->read_up_to == '\0')
			return;
		question.after = found->read_up_to;
	}
}

/* Whatever is as near as the nearest side of the box is in it: so far what was found is sure. */
static void find_near(struct transaction *tx, const Ocop__Market__V1__ListPointsOfSale *query,
		      struct point_question question, const struct position *near,
		      struct found *found)
{
	for (int64_t half = BOX_FIRST;; half *= 2) {
		const struct point_box box = {
			near->latitude_microdegrees - half, near->latitude_microdegrees + half,
			near->longitude_microdegrees - half, near->longitude_microdegrees + half};

		question.within = &box;
		find_in_box(tx, query, question, near, found);
		if (half >= BOX_WHOLE)
			return;
		if (found->count == found->limit &&
		    found->distances_m[found->count - 1] <= half * METRES_A_100_MICRODEGREES / 100)
			return;
	}
}

static bool is_among(const char *const *codes, size_t count, const char *code)
{
	for (size_t i = 0; i < count; i++) {
		if (strcmp(codes[i], code) == 0)
			return true;
	}
	return false;
}

/* Communes of the provinces they are in; of many provinces none. */
static void map_show(struct transaction *tx, const struct found *found,
		     Ocop__Market__V1__ListPointsOfSaleReply *answer)
{
	const char *codes[PROVINCES_DRAWN_MAX];
	Ocop__Market__V1__MapDot **dots[PROVINCES_DRAWN_MAX];
	size_t counts[PROVINCES_DRAWN_MAX], count = 0, dot_count = 0;

	for (size_t i = 0; i < found->count; i++) {
		if (is_among(codes, count, found->points[i].province_code))
			continue;
		if (count == PROVINCES_DRAWN_MAX)
			return;
		codes[count++] = found->points[i].province_code;
	}
	for (size_t i = 0; i < count; i++) {
		map_dots_load(tx, codes[i], &dots[i], &counts[i]);
		dot_count += counts[i];
	}
	answer->map = arena_alloc(transaction_arena(tx), (dot_count + 1) * sizeof(*answer->map));
	for (size_t i = 0; i < count; i++) {
		memcpy(answer->map + answer->n_map, dots[i], counts[i] * sizeof(*answer->map));
		answer->n_map += counts[i];
	}
}

static void question_read(struct transaction *tx, const Ocop__Market__V1__ListPointsOfSale *query,
			  const struct position *near, struct point_question *question,
			  struct reply *reply)
{
	struct listing listing;

	*question = (struct point_question){
		.kind = query->kind,
		.listing_id = query->listing_id,
		.today = trace_today(tx),
		.after = query->cursor,
	};
	unit_filter_read(tx, reply, query->unit, &question->unit);
	if (query->kind > OCOP__MARKET__V1__POINT_OF_SALE_KIND__POINT_OF_SALE_KIND_OTHER)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	if (*query->cursor && !identifier_is(query->cursor, "shop"))
		reply_refuse(reply, REFUSAL(CURSOR_INVALID), "cursor", NULL);
	if (position_is_known(near) && !position_is_in_vietnam(near))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "near_latitude_microdegrees",
			     "not in Vietnam");
	if (*query->listing_id == '\0')
		return;
	listing_load(tx, query->listing_id, &listing);
	if (!listing.exists)
		reply_refuse(reply, REFUSAL(LISTING_UNKNOWN), "listing_id", NULL);
	else
		question->listing_id = listing_standing(tx, query->listing_id);
}

enum decision list_points_of_sale(struct transaction *tx, const ProtobufCMessage *message,
				  struct reply *reply)
{
	const Ocop__Market__V1__ListPointsOfSale *query =
		(const Ocop__Market__V1__ListPointsOfSale *)message;
	const struct position near = {query->near_latitude_microdegrees,
				      query->near_longitude_microdegrees, ""};
	Ocop__Market__V1__ListPointsOfSaleReply answer =
		OCOP__MARKET__V1__LIST_POINTS_OF_SALE_REPLY__INIT;
	Google__Protobuf__Timestamp as_of = message_time(followed_until_us(tx));
	struct found found = {.limit = (size_t)page_limit(query->limit), .read_up_to = ""};
	struct arena *arena = reply_arena(reply);
	struct point_question question;

	question_read(tx, query, &near, &question, reply);
	if (reply_refused(reply)) /* asked once, for all of them */
		return REFUSED;

	/* One more than is shown: then there is a next page. */
	question.limit = query->open_now || position_is_known(&near) ? POINTS_READ_MAX
								     : (int64_t)found.limit + 1;
	found.points = arena_alloc(arena, found.limit * sizeof(*found.points));
	found.distances_m = arena_alloc(arena, found.limit * sizeof(*found.distances_m));
	if (position_is_known(&near) && !*question.unit.code && !*question.unit.key &&
	    !*question.listing_id)
		find_near(tx, query, question, &near, &found);
	else
		find(tx, query, &question, &near, &found);
	if (query->with_map)
		map_show(tx, &found, &answer);
	answer.points = arena_alloc(arena, found.limit * sizeof(*answer.points));
	for (size_t i = 0; i < found.count; i++)
		answer.points[answer.n_points++] =
			point_of_sale_message(tx, &found.points[i], &near);
	if (transaction_failed(tx))
		return FAILED;

	if (found.has_more && !position_is_known(&near))
		answer.next = message_text(found.points[found.count - 1].point_of_sale_id);
	else if (!position_is_known(&near))
		answer.next = message_text(found.read_up_to);
	answer.as_of = &as_of;
	reply_set(reply, &answer.base);
	return ACCEPTED;
}
