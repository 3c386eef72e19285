/* batch_content.c - what is recorded of a batch, checked and ready to be kept */
#include "market/acts/batch_content.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"
#include "market/records/known.h"
#include "market/rules/batch.h"

/* Made by today, best before no earlier day than that. */
static void dates_check(struct transaction *tx, const Ocop__Market__V1__BatchContent *content,
			struct reply *reply)
{
	int32_t today = date_of_us(transaction_now_us(tx));
	int32_t produced, best_before;

	if (!require_date(reply, "content.produced_on", content->produced_on, &produced))
		return;
	if (produced > today)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "content.produced_on",
			     "not after today");
	if (*content->best_before == '\0' ||
	    !require_date(reply, "content.best_before", content->best_before, &best_before))
		return;
	if (best_before < produced)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "content.best_before",
			     "not before it was produced");
}

static const char *origin_field(struct reply *reply, size_t index, const char *name)
{
	return arena_printf(reply_arena(reply), "content.origins[%zu].%s", index, name);
}

/* Of an area the area tells the place; without one the words do. */
static Ocop__Market__V1__BatchOrigin *origin_read(struct transaction *tx,
						  const Ocop__Market__V1__BatchOrigin *asked,
						  const char *producer_id, size_t index,
						  struct reply *reply)
{
	Ocop__Market__V1__BatchOrigin *origin = arena_alloc(reply_arena(reply), sizeof(*origin));
	const char *place = origin_field(reply, index, "place");
	struct material_area area;

	ocop__market__v1__batch_origin__init(origin);
	origin->material = message_text(require_composed(
		reply, origin_field(reply, index, "material"), asked->material, BATCH_NAME_MAX));
	origin->area_id = asked->area_id;
	if (*asked->area_id == '\0') {
		origin->place =
			message_text(require_composed(reply, place, asked->place, BATCH_NAME_MAX));
		return origin;
	}
	origin->place = message_text(allow_composed(reply, place, asked->place, BATCH_NAME_MAX));
	if (!material_area_load(tx, asked->area_id, &area) ||
	    strcmp(producer_standing(tx, area.producer_id), producer_standing(tx, producer_id)) !=
		    0)
		reply_refuse(reply, REFUSAL(MATERIAL_AREA_UNKNOWN),
			     origin_field(reply, index, "area_id"), NULL);
	return origin;
}

static void origins_read(struct transaction *tx, const Ocop__Market__V1__BatchContent *asked,
			 const char *producer_id, Ocop__Market__V1__BatchContent *content,
			 struct reply *reply)
{
	if (asked->n_origins == 0) {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content.origins", NULL);
		return;
	}
	if (asked->n_origins > ORIGINS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.origins", "at most %d",
			     ORIGINS_MAX);
		return;
	}
	content->origins =
		arena_alloc(reply_arena(reply), asked->n_origins * sizeof(*content->origins));
	for (size_t i = 0; i < asked->n_origins; i++)
		content->origins[content->n_origins++] =
			origin_read(tx, asked->origins[i], producer_id, i, reply);
}

Ocop__Market__V1__BatchContent *batch_content_read(struct transaction *tx,
						   const Ocop__Market__V1__BatchContent *asked,
						   const char *producer_id, struct reply *reply)
{
	Ocop__Market__V1__BatchContent *content = arena_alloc(reply_arena(reply), sizeof(*content));

	ocop__market__v1__batch_content__init(content);
	if (asked == NULL) {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content", NULL);
		return content;
	}
	content->produced_on = asked->produced_on;
	content->best_before = asked->best_before;
	content->quantity_hundredths = asked->quantity_hundredths;
	content->unit =
		message_text(require_composed(reply, "content.unit", asked->unit, BATCH_UNIT_MAX));
	dates_check(tx, asked, reply);
	if (asked->quantity_hundredths == 0)
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content.quantity_hundredths", NULL);
	if (asked->quantity_hundredths > QUANTITY_HUNDREDTHS_MAX)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.quantity_hundredths",
			     "at most %llu", (unsigned long long)QUANTITY_HUNDREDTHS_MAX);
	origins_read(tx, asked, producer_id, content, reply);
	return content;
}
