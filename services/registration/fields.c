/* fields.c - texts and days out of a message, refused by name where they are not what they should
 * be
 */
#include "registration/fields.h"

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/base/text.h"
#include "common/reply.h"

const char *field_text_optional(struct reply *reply, const char *field, const char *value,
				size_t most)
{
	const char *composed = text_compose(reply_arena(reply), value);

	if (text_length(composed) > most)
		reply_refuse(reply, REFUSAL(FIELD_TOO_LONG), field, "at most %zu characters", most);
	return composed;
}

const char *field_text_needed(struct reply *reply, const char *field, const char *value,
			      size_t most)
{
	const char *composed = field_text_optional(reply, field, value, most);

	if (*composed == '\0')
		reply_refuse(reply, REFUSAL(FIELD_MISSING), field, NULL);
	return composed;
}

const char *field_day_optional(struct reply *reply, const char *field, const char *value)
{
	int32_t day;

	if (*value && !date_parse(value, &day))
		reply_refuse(reply, REFUSAL(DATE_INVALID), field, NULL);
	return value;
}

const char *day_text(struct arena *arena, int32_t day)
{
	char *text = arena_alloc(arena, DATE_TEXT_SIZE);

	date_print(day, text);
	return text;
}
