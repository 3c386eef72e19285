/* indicator_question.c - what is asked of the indicators, out of a message, and who may see what */
#include "market/figures/indicators/indicator_question.h"

#include <string.h>

#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/command.h"
#include "common/json/json_name.h"
#include "common/message/field.h"
#include "common/message/message.h"
#include "common/reply.h"
#include "common/store/transaction.h"

enum { VALUE_LENGTH_MAX = 32, YEAR_FIRST = 2010, YEAR_LAST = 2999 };

/* Codes and words of enums: nothing that needs an escape in an address. */
static const char *read_value(struct reply *reply, const ProtobufCMessage *message,
			      const char *name)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
	const char *text = message_field_text(message, name);

	if (allow_text(reply, name, text, VALUE_LENGTH_MAX) && text[strspn(text, letters)] != '\0')
		reply_refuse(reply, REFUSAL(FIELD_INVALID), name, NULL);
	return text;
}

bool indicator_question_read(struct transaction *tx, struct reply *reply,
			     const ProtobufCMessage *message, uint32_t year,
			     struct indicator_question *ret_question)
{
	uint32_t this_year = (uint32_t)date_year(date_of_us(transaction_now_us(tx)));

	if (year && (year < YEAR_FIRST || year > YEAR_LAST))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "year", NULL);
	*ret_question = (struct indicator_question){
		.commune = read_value(reply, message, "commune"),
		.province = read_value(reply, message, "province"),
		.legal_form = read_value(reply, message, "legal_form"),
		.former_commune = read_value(reply, message, "former_commune"),
		.former_district = read_value(reply, message, "former_district"),
		.former_province = read_value(reply, message, "former_province"),
	};
	indicator_question_set_year(tx, ret_question, year ? year : this_year - 1);
	return !reply_refused(reply);
}

void indicator_question_set_year(struct transaction *tx, struct indicator_question *question,
				 uint32_t year)
{
	struct arena *arena = transaction_arena(tx);
	int32_t today = date_of_us(transaction_now_us(tx));

	question->year = year;
	question->day = year >= (uint32_t)date_year(today) ? date_text(arena, today)
							   : arena_printf(arena, "%u-12-31", year);
}

static bool allow_by(struct reply *reply, Ocop__Market__V1__FigureBy by)
{
	if ((by >= BY(COMMUNE) && by <= BY(LEGAL_FORM)) || by == BY(UNSPECIFIED))
		return true;
	reply_refuse(reply, REFUSAL(FIELD_INVALID), "by",
		     "FIGURE_BY_COMMUNE, FIGURE_BY_PROVINCE, FIGURE_BY_FORMER_COMMUNE,"
		     " FIGURE_BY_FORMER_DISTRICT, FIGURE_BY_FORMER_PROVINCE, FIGURE_BY_YEAR,"
		     " FIGURE_BY_LEGAL_FORM");
	return false;
}

bool indicator_question_read_by(struct transaction *tx, struct reply *reply,
				Ocop__Market__V1__FigureBy by, struct indicator_question *question,
				bool *ret_for_anybody)
{
	*ret_for_anybody = !caller_has_role(transaction_caller(tx), INDICATOR_READERS);
	question->by = by;
	if (allow_by(reply, by) && *ret_for_anybody && indicator_question_is_of_part(question))
		reply_refuse(reply, REFUSAL(ROLE_MISSING), NULL, NULL);
	return !reply_refused(reply);
}

void indicator_question_values(const struct indicator_question *question, const char **ret_values)
{
	memset(ret_values, 0, (FIGURE_DIMENSIONS + 1) * sizeof *ret_values);
	ret_values[BY(COMMUNE)] = question->commune;
	ret_values[BY(PROVINCE)] = question->province;
	ret_values[BY(LEGAL_FORM)] = question->legal_form;
	ret_values[BY(FORMER_COMMUNE)] = question->former_commune;
	ret_values[BY(FORMER_DISTRICT)] = question->former_district;
	ret_values[BY(FORMER_PROVINCE)] = question->former_province;
	for (int by = 1; by <= FIGURE_DIMENSIONS; by++) {
		if (ret_values[by] && *ret_values[by] == '\0')
			ret_values[by] = NULL;
	}
}

bool indicator_question_is_of_part(const struct indicator_question *question)
{
	const char *values[FIGURE_DIMENSIONS + 1];
	bool has_filter = false;

	indicator_question_values(question, values);
	for (int by = 1; by <= FIGURE_DIMENSIONS; by++)
		has_filter = has_filter || values[by];
	return has_filter || (question->by != BY(UNSPECIFIED) && question->by != BY(YEAR));
}

bool indicator_may_see(struct transaction *tx, const struct producer_facts *facts)
{
	const struct subject subject = {
		.exists = true,
		.commune_code = facts->commune_code,
		.province_code = facts->province_code,
	};

	return caller_may(transaction_caller(tx), INDICATOR_READERS, &subject);
}

/* An address with one more value. Values need no escapes: read_value saw to it. */
static const char *with_value(struct arena *arena, const char *address,
			      Ocop__Market__V1__FigureBy by, const char *value)
{
	char name[JSON_NAME_SIZE];

	json_name(figure_dimension_name(by), name);
	return arena_printf(arena, "%s&%s=%s", address, name, value);
}

const char *indicator_rows_address(struct transaction *tx,
				   const struct indicator_question *question, const char *line)
{
	struct arena *arena = transaction_arena(tx);
	bool is_year = line && question->by == BY(YEAR);
	const char *values[FIGURE_DIMENSIONS + 1];
	const char *address =
		is_year ? arena_printf(arena, "/api/v1/figures/indicators/rows?year=%s", line)
			: arena_printf(arena, "/api/v1/figures/indicators/rows?year=%u",
				       question->year);

	indicator_question_values(question, values);
	if (line && !is_year) /* the line's own value in the place of the one asked for */
		values[question->by] = figure_code_told(line);
	for (Ocop__Market__V1__FigureBy by = BY(STAR); by <= FIGURE_DIMENSIONS; by++) {
		if (values[by])
			address = with_value(arena, address, by, values[by]);
	}
	return address;
}
