/* figure_question.c - what is asked of figures, out of a message */
#include "market/figures/figure_question.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"

enum {
	VALUE_LENGTH_MAX = 32, /* the longest legal form has 17 */
	EXPIRING_MONTHS_DEFAULT = 12,
	EXPIRING_MONTHS_MAX = 60,
};

const char figure_not_known[] = "-";

static const char *const dimension_names[FIGURE_DIMENSIONS + 1] = {
	[BY(STAR)] = "star",
	[BY(SECTOR)] = "sector",
	[BY(SET)] = "set",
	[BY(COMMUNE)] = "commune",
	[BY(PROVINCE)] = "province",
	[BY(FORMER_COMMUNE)] = "former_commune",
	[BY(FORMER_DISTRICT)] = "former_district",
	[BY(FORMER_PROVINCE)] = "former_province",
	[BY(YEAR)] = "year",
	[BY(LEGAL_FORM)] = "legal_form",
};

const char *figure_dimension_name(Ocop__Market__V1__FigureBy by)
{
	return dimension_names[by];
}

/* As rows have it: sets are two digits, whatever was typed. */
static const char *value_of(struct arena *arena, Ocop__Market__V1__FigureBy by, const char *text)
{
	if (*text == '\0')
		return NULL;
	if (strcmp(text, figure_not_known) == 0)
		return "";
	return by == BY(SET) && text[1] == '\0' ? arena_printf(arena, "0%s", text) : text;
}

/* Codes and words of enums: nothing else is anybody's, and none needs an escape in an address. */
static bool allow_value(struct reply *reply, const char *name, const char *text)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
				      "0123456789_-";

	if (!allow_text(reply, name, text, VALUE_LENGTH_MAX))
		return false;
	if (text[strspn(text, letters)] == '\0')
		return true;
	reply_refuse(reply, REFUSAL(FIELD_INVALID), name, NULL);
	return false;
}

static uint32_t number_field(const ProtobufCMessage *message, const char *name)
{
	const ProtobufCFieldDescriptor *field =
		protobuf_c_message_descriptor_get_field_by_name(message->descriptor, name);
	uint32_t number;

	memcpy(&number, (const char *)message + field->offset, sizeof number);
	return number;
}

static void read_day(struct transaction *tx, struct reply *reply, const ProtobufCMessage *message,
		     struct figure_question *question)
{
	const char *at = message_field_text(message, "at");

	question->day = date_of_us(transaction_now_us(tx));
	if (*at)
		(void)require_date(reply, "at", at, &question->day); /* the reply is asked below */
}

static void read_months(struct reply *reply, const ProtobufCMessage *message,
			struct figure_question *question)
{
	uint32_t months = number_field(message, "expiring_months");

	question->expiring_months = months ? months : EXPIRING_MONTHS_DEFAULT;
	if (question->expiring_months > EXPIRING_MONTHS_MAX) {
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "expiring_months", "1 to %d",
			     (int)EXPIRING_MONTHS_MAX);
		return;
	}
	question->expiring_until = date_add_months(question->day, (int)question->expiring_months);
}

bool figure_question_read(struct transaction *tx, struct reply *reply,
			  const ProtobufCMessage *message, struct figure_question *ret_question)
{
	*ret_question = (struct figure_question){.day = 0};
	for (Ocop__Market__V1__FigureBy by = BY(STAR); by <= FIGURE_DIMENSIONS; by++) {
		const char *name = dimension_names[by];
		const char *text = message_field_text(message, name);

		if (allow_value(reply, name, text))
			ret_question->values[by] = value_of(reply_arena(reply), by, text);
	}
	read_day(tx, reply, message, ret_question);
	read_months(reply, message, ret_question);
	return !reply_refused(reply);
}

bool figure_allow_by(struct reply *reply, Ocop__Market__V1__FigureBy by)
{
	if (by <= FIGURE_DIMENSIONS)
		return true;
	reply_refuse(reply, REFUSAL(FIELD_INVALID), "by", NULL);
	return false;
}

bool figure_allow_measure(struct reply *reply, Ocop__Market__V1__FigureMeasure measure)
{
	if (measure <= FIGURE_MEASURES)
		return true;
	reply_refuse(reply, REFUSAL(FIELD_INVALID), "measure", NULL);
	return false;
}

const char *figure_code_told(const char *code)
{
	return *code ? code : figure_not_known;
}
