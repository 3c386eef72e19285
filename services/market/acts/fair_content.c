/* fair_content.c - what is recorded of a fair, checked and ready to be kept */
#include "market/acts/fair_content.h"

#include "common/base/date.h"
#include "common/message/field.h"
#include "common/reply.h"
#include "market/records/known.h"
#include "market/rules/opening.h"

static void days_read(const Ocop__Market__V1__FairContent *content, struct fair *fair,
		      struct reply *reply)
{
	int32_t begins, ends;
	bool are_days = require_date(reply, "content.begins_on", content->begins_on, &begins);

	fair->begins_on = content->begins_on;
	fair->ends_on = content->ends_on;
	if (!require_date(reply, "content.ends_on", content->ends_on, &ends) || !are_days)
		return;
	if (ends < begins || ends - begins >= FAIR_DAYS_MAX)
		reply_refuse(reply, REFUSAL(DATE_INVALID), "content.ends_on",
			     "not before it begins, and within %d days", FAIR_DAYS_MAX);
}

/* Of one day it closes after it opens. */
static void times_read(const Ocop__Market__V1__FairContent *content, struct fair *fair,
		       struct reply *reply)
{
	bool is_said = *content->opens || *content->closes;
	int opens = 0, closes = 0;

	fair->opens = content->opens;
	fair->closes = content->closes;
	if (!is_said)
		return;
	if (!opening_time_parse(content->opens, false, &opens) ||
	    !opening_time_parse(content->closes, true, &closes) || opens >= closes)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.opens",
			     "opens and closes as HH:MM, or none of them");
}

void fair_content_read(struct transaction *tx, const Ocop__Market__V1__FairContent *content,
		       struct fair *fair, struct reply *reply)
{
	if (content == NULL) {
		reply_refuse(reply, REFUSAL(FIELD_MISSING), "content", NULL);
		return;
	}
	fair->name = require_composed(reply, "content.name", content->name, FAIR_NAME_MAX);
	fair->organiser =
		require_composed(reply, "content.organiser", content->organiser, FAIR_NAME_MAX);
	fair->place = require_composed(reply, "content.place", content->place, FAIR_NAME_MAX);
	fair->description =
		allow_composed(reply, "content.description", content->description, FAIR_TEXT_MAX);
	fair->kind = content->kind;
	if (content->kind < FAIR_KIND(FAIR) || content->kind > FAIR_KIND(ONLINE))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "content.kind", NULL);
	fair->paper_id = content->paper_id;
	if (*content->paper_id && !kept_paper_is_for(tx, content->paper_id, ""))
		reply_refuse(reply, REFUSAL(PAPER_UNKNOWN), "content.paper_id", NULL);
	days_read(content, fair, reply);
	times_read(content, fair, reply);
}
