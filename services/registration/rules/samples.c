/* samples.c - samples of the product that go with a dossier, and their receipts */
#include "registration/rules/samples.h"

#include <assert.h>
#include <inttypes.h>
#include <stdio.h>

/* By office: which hand-over of the rule book says how many. */
static const struct {
	enum rulebook_level from_level;
	enum rulebook_level to_level;
	enum dossier_verb verb;
} offices[] = {
	[OFFICE(COMMUNE)] = {RULEBOOK_LEVEL_COMMUNE, RULEBOOK_LEVEL_NONE,
			     DOSSIER_SAMPLES_TO_COMMUNE},
	[OFFICE(PROVINCE)] = {RULEBOOK_LEVEL_NONE, RULEBOOK_LEVEL_PROVINCE,
			      DOSSIER_SAMPLES_TO_PROVINCE},
	[OFFICE(CENTRE)] = {RULEBOOK_LEVEL_NONE, RULEBOOK_LEVEL_CENTRE, DOSSIER_SAMPLES_TO_CENTRE},
};

uint32_t samples_asked(const struct rulebook *book, const struct rulebook_set *set,
		       Ocop__Registration__V1__DossierKind kind,
		       Ocop__Registration__V1__Office office)
{
	return rulebook_samples(book, set, procedure_of_kind(kind), offices[office].from_level,
				offices[office].to_level);
}

enum dossier_verb verb_of_samples(Ocop__Registration__V1__Office office)
{
	return offices[office].verb;
}

const char *receipt_unit(const struct dossier *dossier, Ocop__Registration__V1__Office office)
{
	if (office == OFFICE(CENTRE))
		return "TW";
	return office == OFFICE(COMMUNE) ? dossier->commune_code : dossier->province_code;
}

void receipt_number_print(const char *unit_code, int year, int64_t sequence,
			  char ret_number[RECEIPT_NUMBER_SIZE])
{
	int length = snprintf(ret_number, RECEIPT_NUMBER_SIZE, "%02" PRId64 "/BNM-%s-%d", sequence,
			      unit_code, year);

	assert(length > 0 && length < RECEIPT_NUMBER_SIZE && "codes of units are short");
	(void)length;
}
