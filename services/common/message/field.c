/* field.c - texts and days out of a message, refused by name where they are not what they should be
 */
#include "common/message/field.h"

#include "common/base/date.h"
#include "common/base/text.h"
#include "common/reply.h"

bool allow_text(struct reply *reply, const char *field, const char *text, size_t most)
{
	if (text_length(text) <= most)
		return true;
	reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), field, "at most %zu characters", most);
	return false;
}

bool require_text(struct reply *reply, const char *field, const char *text, size_t most)
{
	if (text[0])
		return allow_text(reply, field, text, most);
	reply_refuse(reply, REFUSAL(FIELD_MISSING), field, NULL);
	return false;
}

const char *allow_composed(struct reply *reply, const char *field, const char *text, size_t most)
{
	const char *composed = text_compose(reply_arena(reply), text);

	(void)allow_text(reply, field, composed, most); /* the reply says it */
	return composed;
}

const char *require_composed(struct reply *reply, const char *field, const char *text, size_t most)
{
	const char *composed = text_compose(reply_arena(reply), text);

	(void)require_text(reply, field, composed, most); /* the reply says it */
	return composed;
}

bool require_date(struct reply *reply, const char *field, const char *text, int32_t *ret_day)
{
	if (date_parse(text, ret_day))
		return true;
	reply_refuse(reply, REFUSAL(DATE_INVALID), field, NULL);
	return false;
}

bool allow_date(struct reply *reply, const char *field, const char *text)
{
	int32_t day;

	return !text[0] || require_date(reply, field, text, &day);
}
