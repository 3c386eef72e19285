/* export_list.c - a list of the register as a file */
#include <string.h>

#include "cli/commands.h"
#include "cli/export/document.h"
#include "cli/session.h"
#include "ocop/registration/v1/queries.pb-c.h"

#define KIND(name)   OCOP__REGISTRATION__V1__EXPORT_KIND__EXPORT_KIND_##name
#define FORMAT(name) OCOP__REGISTRATION__V1__EXPORT_FORMAT__EXPORT_FORMAT_##name

/* A word and the number of an enum it stands for. */
struct word {
	const char *word;
	int value;
};

static const struct word lists[] = {
	{"producers", KIND(PRODUCERS)},
	{"products", KIND(PRODUCTS)},
	{"dossiers", KIND(DOSSIERS)},
	{"national-register", KIND(NATIONAL_REGISTER)},
	{0},
};

static const struct word formats[] = {{"csv", FORMAT(CSV)}, {"xlsx", FORMAT(XLSX)}, {0}};

/* 0, which no word stands for, having said what is wrong. */
static int value_of(const struct word *words, const char *what, const char *word)
{
	for (; words->word != NULL; words++) {
		if (strcmp(words->word, word) == 0)
			return words->value;
	}
	complain("%s: there is no %s of this name; see `ocop export --help`", word, what);
	return 0;
}

static const char *argument_or_empty(const struct session *session, const char *name)
{
	const char *value = argument(&session->arguments, name);

	return value != NULL ? value : "";
}

/* A year of four digits, or 0 for none; false for anything else, having said so. */
static bool read_year(const struct session *session, uint32_t *ret_year)
{
	const char *year = argument_or_empty(session, "year");

	*ret_year = 0;
	if (*year == '\0')
		return true;
	if (strlen(year) != 4 || strspn(year, "0123456789") != 4) {
		complain("%s: a year has four digits", year);
		return false;
	}
	for (; *year != '\0'; year++)
		*ret_year = *ret_year * 10 + (uint32_t)(*year - '0');
	return true;
}

int export_list(struct session *session)
{
	Ocop__Registration__V1__ExportRegister query =
		OCOP__REGISTRATION__V1__EXPORT_REGISTER__INIT;
	const char *format = argument_or_empty(session, "format");

	query.kind = (Ocop__Registration__V1__ExportKind)value_of(lists, "list",
								  session->arguments.operands[0]);
	query.format = (Ocop__Registration__V1__ExportFormat)value_of(
		formats, "format", *format != '\0' ? format : "csv");
	query.province_code = (char *)argument_or_empty(session, "province");
	query.commune_code = (char *)argument_or_empty(session, "commune");
	if (!query.kind || !query.format || !read_year(session, &query.year))
		return EXIT_USAGE;
	return document_fetch(session, &query.base);
}
