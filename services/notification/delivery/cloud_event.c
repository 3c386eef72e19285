/* cloud_event.c - what is told, as CloudEvents 1.0.2 in its JSON form (structured mode) */
#include "notification/delivery/cloud_event.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>

#include "common/base/arena.h"
#include "common/json/json_time.h"
#include "common/json/message_json.h"

enum { US_A_SECOND = 1000000, NS_A_US = 1000 };

const char cloud_event_media_type[] = "application/cloudevents+json; charset=utf-8";

/* What comes from our own store is UTF-8, and memory is always there: setting cannot fail. */
static void set(json_t *object, const char *name, json_t *value)
{
	int error = json_object_set_new(object, name, value);

	assert(!error && "a name and a value");
	(void)error; /* assert is on in every build */
}

static void set_text(json_t *object, const char *name, const char *text)
{
	if (text)
		set(object, name, json_string(text));
}

static void set_number(json_t *object, const char *name, int64_t number)
{
	set(object, name, json_sprintf("%lld", (long long)number));
}

static json_t *event_object(const struct cloud_event *event)
{
	json_t *object = json_object();
	char time[JSON_TIME_SIZE];

	json_time_print(event->time_us / US_A_SECOND,
			(int32_t)(event->time_us % US_A_SECOND) * NS_A_US, time);
	set_text(object, "specversion", "1.0");
	set_text(object, "id", event->id);
	set_text(object, "source", event->source);
	set_text(object, "type", event->type);
	set_text(object, "subject", event->subject);
	set_text(object, "time", time);
	set_text(object, "datacontenttype", "application/json");
	set_text(object, "dataschema", event->schema_url);
	set_number(object, "feedsequence", event->feed_sequence);
	set_text(object, "feedplace", event->feed_place);
	if (event->origin) {
		set_text(object, "origin", event->origin);
		set_number(object, "originsequence", event->origin_sequence);
	}
	set_text(object, "subscription", event->subscription);
	set_number(object, "subscriptioncount", event->count);
	set(object, "data", message_to_json(event->data));
	return object;
}

char *cloud_event_json(struct arena *arena, const struct cloud_event *event)
{
	json_t *object = event_object(event);
	char *text = json_dumps(object, JSON_COMPACT);
	char *kept;

	assert(text && "our own texts can be written");
	kept = arena_strdup(arena, text);
	free(text);
	json_decref(object);
	return kept;
}
