/* known.c - what may be recorded of producers and products */
#include "registration/rules/known.h"

#include <string.h>

#include "common/base/arena.h"

/* Figures that every report of a year has. */
struct year_figures {
	uint32_t year;
	int64_t revenue_vnd;
	int64_t export_vnd;
};

/* Adds a fault when the rule is not kept. */
static size_t require(bool kept, const char *field, const char *rule,
		      struct report_fault *ret_faults, size_t count)
{
	if (!kept)
		ret_faults[count++] = (struct report_fault){field, rule};
	return count;
}

static size_t figures_faults(const struct year_figures *figures, int this_year,
			     struct report_fault ret_faults[REPORT_FAULTS_MAX])
{
	size_t count = 0;

	count = require(figures->year >= YEAR_FIRST && figures->year <= (uint32_t)this_year, "year",
			"a year from 2010 that has begun", ret_faults, count);
	count = require(figures->revenue_vnd >= 0 && figures->revenue_vnd <= AMOUNT_VND_MAX,
			"revenue_vnd", "from 0 to 10^15", ret_faults, count);
	count = require(figures->export_vnd >= 0, "export_vnd", "not less than 0", ret_faults,
			count);
	return require(figures->export_vnd <= figures->revenue_vnd, "export_vnd",
		       "not more than revenue_vnd", ret_faults, count);
}

size_t producer_year_faults(const Ocop__Registration__V1__ProducerYear *report, int this_year,
			    struct report_fault ret_faults[REPORT_FAULTS_MAX])
{
	const struct year_figures figures = {report->year, report->revenue_vnd, report->export_vnd};
	size_t count = figures_faults(&figures, this_year, ret_faults);

	count = require(report->local_worker_count <= report->worker_count, "local_worker_count",
			"not more than worker_count", ret_faults, count);
	return require(report->linked_household_count == 0 || report->in_linked_chain,
		       "linked_household_count", "0 for one who is in no linked chain", ret_faults,
		       count);
}

size_t product_year_faults(const Ocop__Registration__V1__ProductYear *report, int this_year,
			   struct report_fault ret_faults[REPORT_FAULTS_MAX])
{
	const struct year_figures figures = {report->year, report->revenue_vnd, report->export_vnd};
	size_t count = figures_faults(&figures, this_year, ret_faults);

	return require(report->export_vnd > 0 || report->export_markets[0] == '\0',
		       "export_markets", "empty where nothing is exported", ret_faults, count);
}

bool phone_is_sound(const char *phone)
{
	size_t digits = 0;

	if (*phone == '\0')
		return true;
	for (const char *at = phone; *at; at++)
		digits += *at >= '0' && *at <= '9';
	return strspn(phone, "0123456789 +.-()") == strlen(phone) && digits >= 8 && digits <= 15;
}

bool email_is_sound(const char *email)
{
	const char *at = strchr(email, '@');
	const char *dot = at ? strrchr(at, '.') : NULL;

	if (*email == '\0')
		return true;
	return at && at != email && !strchr(at + 1, '@') && dot && dot > at + 1 && dot[1] &&
	       !strpbrk(email, " \t\n\"<>,;");
}

bool dossier_is_judged(Ocop__Registration__V1__DossierState state)
{
	Ocop__Registration__V1__Office office = office_of_state(state);

	return office != OFFICE(PRODUCER) && office != OFFICE(NOBODY);
}

bool place_equals(const struct place *one, const struct place *other)
{
	return strcmp(one->commune_code, other->commune_code) == 0 &&
	       strcmp(one->province_code, other->province_code) == 0 &&
	       strcmp(one->commune_text, other->commune_text) == 0 &&
	       strcmp(one->district_text, other->district_text) == 0 &&
	       strcmp(one->province_text, other->province_text) == 0;
}

static const char *const legal_forms[] = {
	[LEGAL_FORM(COOPERATIVE)] = "hợp tác xã",
	[LEGAL_FORM(COOPERATIVE_GROUP)] = "tổ hợp tác",
	[LEGAL_FORM(ENTERPRISE)] = "doanh nghiệp",
	[LEGAL_FORM(FARM)] = "trang trại",
	[LEGAL_FORM(HOUSEHOLD)] = "hộ kinh doanh",
	[LEGAL_FORM(ASSOCIATION)] = "hội, hiệp hội, trung tâm điều phối",
	[LEGAL_FORM(UNKNOWN)] = "chưa rõ loại hình",
};

static const char *with_part(struct arena *arena, const char *text, const char *part)
{
	return *part ? arena_printf(arena, "%s%s%s", text, *text ? "; " : "", part) : text;
}

const char *producer_in_words(struct arena *arena, const struct producer *producer)
{
	const struct place *place = &producer->place;
	const char *text = producer->name;

	text = with_part(arena, text, legal_forms[producer->legal_form]);
	text = with_part(arena, text, producer->registration_number);
	text = with_part(arena, text, producer->address);
	text = with_part(arena, text, place->commune_text);
	text = with_part(arena, text, place->district_text);
	return with_part(arena, text, place->province_text);
}

const char *product_in_words(struct arena *arena, const struct product *product)
{
	const char *set =
		arena_printf(arena, "bộ tiêu chí %u (%s)", product->set_no, product->rulebook_code);

	return with_part(arena, product->name, product->set_no ? set : "chưa rõ bộ tiêu chí");
}
