/* places.c - the places that readers name, confirmed by the feed that is here */
#include "notification/feed/places.h"

#include <string.h>

#include "common/reply.h"
#include "notification/records.h"
#include "notification/rules.h"

/* Nothing is before the first: that place every feed has. */
static bool is_start(const char *text)
{
	return text[0] == '\0' || strcmp(text, "0") == 0;
}

void feed_place_read(struct transaction *tx, const char *field, const char *text,
		     struct reply *reply, int64_t *ret_sequence)
{
	struct feed_event event;
	struct place place;

	*ret_sequence = 0;
	if (is_start(text))
		return;
	if (strcmp(text, "head") == 0)
		*ret_sequence = feed_head(tx);
	else if (!place_read(text, &place))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), field, "a place, or head");
	else if (!feed_event_load(tx, place.number, &event) || !place_is_of(&place, event.hash))
		reply_refuse(reply, REFUSAL(FEED_PLACE_UNKNOWN), field, NULL);
	else
		*ret_sequence = place.number;
}

void subscription_place_read(struct transaction *tx, const char *subscription_id, const char *text,
			     struct reply *reply, int64_t *ret_count)
{
	struct feed_event event;
	struct place place;

	*ret_count = 0;
	if (is_start(text))
		return;
	if (strcmp(text, "head") == 0)
		*ret_count = items_count(tx, subscription_id);
	else if (!place_read(text, &place))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "after", "a place, or head");
	else if (!subscription_event_load(tx, subscription_id, place.number, &event) ||
		 !place_is_of(&place, event.hash))
		reply_refuse(reply, REFUSAL(FEED_PLACE_UNKNOWN), "after", NULL);
	else
		*ret_count = place.number;
}
