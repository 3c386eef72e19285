/* export_register.c - a list as a file: what the caller's grants cover of it
 *
 * Reads:   registration.v1.ExportRegister
 * Answers: registration.v1.DocumentMade
 * Refuses: FIELD_INVALID (kind, format, year), ROLE_MISSING (for this list), UNIT_UNKNOWN
 */
#include <string.h>

#include "common/access_token.h"
#include "common/base/arena.h"
#include "common/base/date.h"
#include "common/store/transaction.h"
#include "common/unit/unit.h"
#include "ocop/registration/v1/queries.pb-c.h"
#include "registration/documents/made.h"
#include "registration/documents/register_lists.h"
#include "registration/queries.h"
#include "registration/rules/known.h"
#include "registration/state.h"

enum { COMMUNE_CODE_LENGTH = 5 };

/* How a list can be written. */
static const struct format {
	Ocop__Registration__V1__ExportFormat format;
	const struct spreadsheet_driver *driver;
	const char *ending;
	const char *media_type;
} formats[] = {
	{EXPORT_FORMAT(CSV), &spreadsheet_csv, "csv", "text/csv; charset=utf-8"},
	{EXPORT_FORMAT(XLSX), &spreadsheet_xlsx, "xlsx",
	 "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
};

static const struct format *format_find(Ocop__Registration__V1__ExportFormat asked)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++) {
		if (formats[i].format == asked)
			return &formats[i];
	}
	return NULL;
}

static void check_unit(struct transaction *tx, struct reply *reply, const char *field,
		       const char *code)
{
	struct unit unit;

	if (!*code)
		return;
	unit_load(tx, code, &unit);
	/* A commune's code names a commune, a province's a province. */
	if (!unit.exists ||
	    (strlen(code) == COMMUNE_CODE_LENGTH) != (strcmp(field, "commune_code") == 0))
		reply_refuse(reply, REFUSAL(UNIT_UNKNOWN), field, NULL);
}

static void check(struct transaction *tx, struct reply *reply,
		  const Ocop__Registration__V1__ExportRegister *asked)
{
	const struct register_list *list = register_list_find(asked->kind);
	uint32_t this_year = (uint32_t)date_year(date_of_us(transaction_now_us(tx)));

	if (!list)
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "kind", NULL);
	else if (!caller_has_role(transaction_caller(tx), list->allow))
		reply_refuse(reply, REFUSAL(ROLE_MISSING), NULL, NULL);
	if (!format_find(asked->format))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "format", NULL);
	if (asked->year && (asked->year < YEAR_FIRST || asked->year > this_year))
		reply_refuse(reply, REFUSAL(FIELD_INVALID), "year", "%d to %u", (int)YEAR_FIRST,
			     this_year);
	check_unit(tx, reply, "province_code", asked->province_code);
	check_unit(tx, reply, "commune_code", asked->commune_code);
}

/* One grant alone tells which rows there can be at all, so that a commune's list is not looked for
 * in the whole country's. Each row is asked about in any case. */
static void narrow(const struct caller *caller, struct list_scope *scope)
{
	const Ocop__Common__V1__Grant *grant;

	if (caller->grant_count != 1)
		return;
	grant = caller->grants[0];
	if (*grant->producer_id)
		scope->producer_id = grant->producer_id;
	else if (strlen(grant->unit_code) == COMMUNE_CODE_LENGTH && !*scope->commune_code)
		scope->commune_code = grant->unit_code;
	else if (*grant->unit_code && !*scope->province_code)
		scope->province_code = grant->unit_code;
}

enum decision export_register(struct transaction *tx, const ProtobufCMessage *message,
			      struct reply *reply)
{
	const Ocop__Registration__V1__ExportRegister *asked =
		(const Ocop__Registration__V1__ExportRegister *)message;
	struct list_scope scope = {
		.producer_id = "",
		.commune_code = asked->commune_code,
		.province_code = asked->province_code,
		.year = asked->year,
	};
	struct document document;

	check(tx, reply, asked);
	if (reply_refused(reply))
		return REFUSED;

	const struct register_list *list = register_list_find(asked->kind);
	const struct format *format = format_find(asked->format);

	narrow(transaction_caller(tx), &scope);
	if (!made_begin(tx, &document))
		return FAILED;
	const struct spreadsheet_options options = {
		.driver = format->driver,
		.name = list->sheet_name,
		.columns = list->columns,
		.column_count = list->column_count,
		.created_us = transaction_now_us(tx),
		.folder = registration_state(tx)->folder,
	};
	document.media_type = format->media_type;
	document.file_name =
		arena_printf(transaction_arena(tx), "%s-%s.%s", list->file_name,
			     date_text(transaction_arena(tx), date_of_us(transaction_now_us(tx))),
			     format->ending);
	return made_end(tx, reply, &document,
			register_list_write(tx, list, &scope, &options, document.path));
}
