/* point_content.c - what is recorded of a shop, checked and ready to be kept */
#include "market/acts/point_content.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "market/rules/position.h"

#define KIND(name) OCOP__MARKET__V1__POINT_OF_SALE_KIND__POINT_OF_SALE_KIND_##name

enum { DAYS_A_WEEK = 7 };

/* A place in the sea, or in another province than the commune, is a typing error. */
static void position_read(struct transaction *tx,
			  const Ocop__Market__V1__PointOfSaleContent *content,
			  struct point_of_sale *point, struct reply *reply)
{
	const struct position position = {content->latitude_microdegrees,
					  content->longitude_microdegrees, point->province_code};
	struct unit commune;

	point->latitude_microdegrees = content->latitude_microdegrees;
	point->longitude_microdegrees = content->longitude_microdegrees;
	if (!position_is_known(&position))
		return;
	if (!position_is_in_vietnam(&position)) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.latitude_microdegrees",
			     "not in Vietnam");
		return;
	}
	unit_load(tx, point->commune_code, &commune);
	const struct position centre = {commune.latitude_microdegrees,
					commune.longitude_microdegrees, commune.province_code};
	if (position_is_known(&centre) && !position_fits_commune(&position, &centre))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.latitude_microdegrees",
			     "%lld km from the commune",
			     (long long)position_distance_km(&position, &centre));
}

static bool span_read(const Ocop__Market__V1__OpeningSpan *asked, struct opening_span *ret_span)
{
	int opens, closes;

	return asked->weekday >= 1 && asked->weekday <= DAYS_A_WEEK &&
	       opening_time_parse(asked->opens, false, &opens) &&
	       opening_time_parse(asked->closes, true, &closes) &&
	       opening_span_make((int)asked->weekday - 1, opens, closes, ret_span);
}

static void spans_read(const Ocop__Market__V1__PointOfSaleContent *content,
		       struct opening_hours *hours, struct reply *reply)
{
	struct opening_span *spans = arena_alloc(reply_arena(reply), SPANS_MAX * sizeof(*spans));

	hours->spans = spans;
	if (content->n_hours > SPANS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.hours", "at most %d",
			     SPANS_MAX);
		return;
	}
	for (size_t i = 0; i < content->n_hours; i++) {
		if (!span_read(content->hours[i], &spans[hours->span_count++])) {
			reply_refuse(reply, REFUSAL(FIELD_INVALID),
				     arena_printf(reply_arena(reply), "content.hours[%zu]", i),
				     "weekday 1 to 7, opens and closes as HH:MM");
			return;
		}
	}
	if (opening_spans_overlap(spans, hours->span_count))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.hours", "they overlap");
}

static void closed_days_read(const Ocop__Market__V1__PointOfSaleContent *content,
			     struct opening_hours *hours, struct reply *reply)
{
	int32_t *days = arena_alloc(reply_arena(reply), CLOSED_DAYS_MAX * sizeof(*days));

	hours->closed_days = days;
	if (content->n_closed_on > CLOSED_DAYS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.closed_on", "at most %d",
			     CLOSED_DAYS_MAX);
		return;
	}
	for (size_t i = 0; i < content->n_closed_on; i++) {
		const char *field = arena_printf(reply_arena(reply), "content.closed_on[%zu]", i);

		if (require_date(reply, field, content->closed_on[i], &days[hours->closed_count]))
			hours->closed_count++;
	}
}

static void kind_read(const Ocop__Market__V1__PointOfSaleContent *content,
		      struct point_of_sale *point, struct reply *reply)
{
	bool is_own = content->kind == KIND(OWN_SHOP);

	point->kind = content->kind;
	if (content->kind < KIND(OCOP) || content->kind > KIND(OTHER))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.kind", NULL);
	else if (is_own != (*point->producer_id != '\0'))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.kind",
			     is_own ? "a producer's own shop has his id"
				    : "a shop with a producer's id is his own");
}

void point_content_read(struct transaction *tx, const Ocop__Market__V1__PointOfSaleContent *content,
			struct point_of_sale *point, struct opening_hours *ret_hours,
			struct reply *reply)
{
	*ret_hours = (struct opening_hours){.span_count = 0};
	if (content == NULL) {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content", NULL);
		return;
	}
	point->name = require_composed(reply, "content.name", content->name, POINT_NAME_MAX);
	point->address =
		require_composed(reply, "content.address", content->address, POINT_NAME_MAX);
	point->phone = allow_composed(reply, "content.phone", content->phone, POINT_PHONE_MAX);
	point->responsible = require_composed(reply, "content.responsible", content->responsible,
					      POINT_NAME_MAX);
	if (point->phone[strspn(point->phone, "0123456789+ .-()/")] != '\0')
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.phone",
			     "digits, blanks and + . - ( ) /");
	kind_read(content, point, reply);
	position_read(tx, content, point, reply);
	spans_read(content, ret_hours, reply);
	closed_days_read(content, ret_hours, reply);
}
