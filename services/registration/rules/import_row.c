/* import_row.c - what a row of an old register must be before it is taken in
 *
 * Lenient where the source is (no year, no score, only the month of a decision), strict where a
 * wrong value would be taken for a fact.
 */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "common/base/date.h"
#include "common/base/text.h"
#include "registration/rules.h"

enum { STARS_MAX = 5, POINTS_MAX = 100 };

static bool is_day_or_empty(const char *text)
{
	int32_t day;

	return *text == '\0' || date_parse(text, &day);
}

/* Some sources tell only the month of a decision: "2024-11". Kept as written; certification treats
 * it as a date that is not known. */
static bool is_day_month_or_empty(const char *text)
{
	char day_text[DATE_TEXT_SIZE];
	int32_t day;

	if (is_day_or_empty(text))
		return true;
	if (strlen(text) != 7)
		return false;
	memcpy(day_text, text, 7);
	memcpy(day_text + 7, "-01", sizeof "-01");
	return date_parse(day_text, &day);
}

static bool is_year_or_empty(const char *text)
{
	return *text == '\0' || (strlen(text) == 4 && strspn(text, "0123456789") == 4 &&
				 (strncmp(text, "19", 2) == 0 || strncmp(text, "20", 2) == 0));
}

/* Points as a register writes them: "90", "91.14" or "91,14", at most 100. */
static bool is_score_or_empty(const char *text)
{
	size_t whole = strspn(text, "0123456789");
	const char *rest = text + whole;

	if (*text == '\0')
		return true;
	if (whole < 1 || whole > 3 || strtol(text, NULL, 10) > POINTS_MAX)
		return false;
	if (*rest == '\0')
		return true;
	if ((*rest != '.' && *rest != ',') || strspn(rest + 1, "0123456789") != strlen(rest + 1))
		return false;
	return rest[1] != '\0' && strlen(rest + 1) <= 3 &&
	       (strtol(text, NULL, 10) < POINTS_MAX || strspn(rest + 1, "0") == strlen(rest + 1));
}

static bool has_product_name(const Ocop__Registration__V1__ImportProduct *row)
{
	return *row->product_name != '\0' && text_length(row->product_name) <= NAME_LENGTH_MAX;
}

static bool has_producer_name(const Ocop__Registration__V1__ImportProduct *row)
{
	return *row->producer_name != '\0' && text_length(row->producer_name) <= NAME_LENGTH_MAX;
}

static bool has_province(const Ocop__Registration__V1__ImportProduct *row)
{
	return *row->province != '\0';
}

static bool has_stars_in_bounds(const Ocop__Registration__V1__ImportProduct *row)
{
	return row->stars <= STARS_MAX;
}

static bool has_sound_score(const Ocop__Registration__V1__ImportProduct *row)
{
	return is_score_or_empty(row->score);
}

static bool has_sound_decision_date(const Ocop__Registration__V1__ImportProduct *row)
{
	return is_day_month_or_empty(row->decision_date);
}

static bool has_sound_expiry_date(const Ocop__Registration__V1__ImportProduct *row)
{
	return is_day_or_empty(row->expiry_date);
}

/* Dates as YYYY-MM-DD stand in the order of their texts; a month stands before its days. */
static bool expires_after_decision(const Ocop__Registration__V1__ImportProduct *row)
{
	return *row->expiry_date == '\0' || strcmp(row->decision_date, row->expiry_date) < 0;
}

static bool has_sound_year(const Ocop__Registration__V1__ImportProduct *row)
{
	return is_year_or_empty(row->year);
}

static bool has_sound_code(const Ocop__Registration__V1__ImportProduct *row)
{
	char code[PRODUCT_CODE_SIZE];

	return *row->product_code == '\0' || product_code_read(row->product_code, code);
}

static bool has_texts_in_bounds(const Ocop__Registration__V1__ImportProduct *row)
{
	const char *const texts[] = {row->commune,         row->district,      row->province,
				     row->decision_number, row->product_group, row->event,
				     row->source_url,      row->producer_type};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		if (text_length(texts[i]) > LINE_LENGTH_MAX)
			return false;
	}
	return true;
}

struct row_check {
	bool (*holds)(const Ocop__Registration__V1__ImportProduct *row);
	struct import_fault fault;
};

static const struct row_check row_checks[] = {
	{has_product_name, {"product_name", "a product name of 1 to 300 characters"}},
	{has_producer_name, {"producer_name", "a producer name of 1 to 300 characters"}},
	{has_province, {"province", "a province"}},
	{has_stars_in_bounds, {"stars", "0 to 5"}},
	{has_sound_score, {"score", "points from 0 to 100, as 91.14, or nothing"}},
	{has_sound_decision_date,
	 {"decision_date", "a day or month that exists, YYYY-MM-DD or YYYY-MM, or nothing"}},
	{has_sound_expiry_date, {"expiry_date", "YYYY-MM-DD or nothing"}},
	{expires_after_decision, {"expiry_date", "a day after the decision"}},
	{has_sound_year, {"year", "a year or nothing"}},
	{has_sound_code, {"product_code", "an official code, new or old, or nothing"}},
	{has_texts_in_bounds, {NULL, "texts of at most 1000 characters"}},
};
_Static_assert(sizeof row_checks / sizeof *row_checks <= IMPORT_FAULTS_MAX,
	       "every check may fail at once");

size_t import_row_faults(const Ocop__Registration__V1__ImportProduct *row,
			 struct import_fault ret_faults[IMPORT_FAULTS_MAX])
{
	size_t count = 0;

	for (size_t i = 0; i < sizeof row_checks / sizeof *row_checks; i++) {
		if (!row_checks[i].holds(row))
			ret_faults[count++] = row_checks[i].fault;
	}
	return count;
}

/* Words of registers, folded. */
static const struct {
	const char *word;
	Ocop__Registration__V1__LegalForm legal_form;
} legal_form_words[] = {
	{"htx", LEGAL_FORM(COOPERATIVE)},
	{"hop tac xa", LEGAL_FORM(COOPERATIVE)},
	{"to hop tac", LEGAL_FORM(COOPERATIVE_GROUP)},
	{"tht", LEGAL_FORM(COOPERATIVE_GROUP)},
	{"doanh nghiep", LEGAL_FORM(ENTERPRISE)},
	{"cong ty", LEGAL_FORM(ENTERPRISE)},
	{"trang trai", LEGAL_FORM(FARM)},
	{"ho kinh doanh", LEGAL_FORM(HOUSEHOLD)},
	{"hkd", LEGAL_FORM(HOUSEHOLD)},
	{"hiep hoi", LEGAL_FORM(ASSOCIATION)},
	{"hoi", LEGAL_FORM(ASSOCIATION)},
};

Ocop__Registration__V1__LegalForm legal_form_of_word(const char *folded_word)
{
	for (size_t i = 0; i < sizeof legal_form_words / sizeof *legal_form_words; i++) {
		if (strcmp(folded_word, legal_form_words[i].word) == 0)
			return legal_form_words[i].legal_form;
	}
	return LEGAL_FORM(UNKNOWN);
}
