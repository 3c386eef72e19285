/* indicators_view.c - what the pages of indicators have in common: what is asked */
#include "gateway/pages/figures/indicators_view.h"

#include "common/base/arena.h"
#include "common/json/json_name.h"
#include "common/json/message_json.h"
#include "gateway/api/parameters.h"
#include "gateway/http.h"
#include "gateway/pages/asked.h"

bool indicators_can_split_by(Ocop__Market__V1__FigureBy by)
{
	return by >= BY(COMMUNE) && by != BY(YEAR);
}

const char *indicators_filters(const struct http_request *request)
{
	const char *filters = "";

	for (const struct by_words *row = by_words; row->word; row++) {
		const char *value = request_asked(request, row->parameter);

		if (*value && indicators_can_split_by(row->by))
			filters = arena_printf(request->arena, "%s&%s=%s", filters, row->parameter,
					       percent_encode(request->arena, value));
	}
	return filters;
}

static void set(const struct http_request *request, ProtobufCMessage *message, const char *name,
		struct message_faults *faults)
{
	const char *value = request_asked(request, name);

	if (*value)
		message_set_text(message, json_field(message->descriptor, name), value, name,
				 request->arena, faults);
}

void indicators_fill(const struct http_request *request, ProtobufCMessage *message)
{
	struct message_faults faults = {.count = 0}; /* what is no number is left out */

	for (const struct by_words *row = by_words; row->word; row++) {
		if (indicators_can_split_by(row->by))
			set(request, message, row->parameter, &faults);
	}
	set(request, message, "year", &faults);
}
