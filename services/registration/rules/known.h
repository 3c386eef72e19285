/* known.h - what may be recorded of producers and products: facts in, decision out
 *
 * As rules.h: no clock, no store, no log; what is passed in is borrowed.
 */
#pragma once

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "ocop/registration/v1/types.pb-c.h"
#include "registration/rules.h"

/* The last of each kind, for check_kind. */
enum {
	LINKAGE_KIND_LAST = OCOP__REGISTRATION__V1__LINKAGE_KIND__LINKAGE_KIND_WHOLE_CHAIN,
	HELD_KIND_LAST = OCOP__REGISTRATION__V1__HELD_CERTIFICATE_KIND__HELD_CERTIFICATE_KIND_OTHER,
	SUPPORT_KIND_LAST = OCOP__REGISTRATION__V1__SUPPORT_KIND__SUPPORT_KIND_OTHER,
	MARK_KIND_LAST = OCOP__REGISTRATION__V1__MARK_KIND__MARK_KIND_GEOGRAPHICAL_INDICATION
};

enum {
	VARIANTS_MAX = 50,        /* of one product; the largest known set has nine */
	VARIANT_LENGTH_MAX = 100, /* of a name: fifty of four bytes a character fit into an event */
	MARK_PRODUCTS_MAX = 200,  /* 100 marks of 200 products fit into a reply */
	BUSINESS_PLAN_YEARS = 10, /* most years of one plan */
	YEAR_FIRST = 2010,        /* the programme began in 2018, its forerunners in 2013 */
	YEAR_END = 2100           /* of plans; not included */
};

/* Most that an amount of money can be: 10^15 đồng, more than any producer's revenue. */
static const int64_t AMOUNT_VND_MAX = INT64_C(1000000000000000);

/* Most hectares (in hundredths) and households of one area: a province's. */
enum { HECTARES_HUNDREDTHS_MAX = 200000000, HOUSEHOLDS_MAX = 1000000 };

/* --- rules/known.c */

/* A field of a report and the rule that it does not keep. */
struct report_fault {
	const char *field;
	const char *rule;
};

enum { REPORT_FAULTS_MAX = 8 };

/* Everything that cannot be in a report written in this_year (a year in Vietnam); 0 when it can
 * stand: a year that has not begun, less than nothing, parts that are more than the whole. */
size_t producer_year_faults(const Ocop__Registration__V1__ProducerYear *report, int this_year,
			    struct report_fault ret_faults[REPORT_FAULTS_MAX]);
size_t product_year_faults(const Ocop__Registration__V1__ProductYear *report, int this_year,
			   struct report_fault ret_faults[REPORT_FAULTS_MAX]);

/* True for "" and for what may be a telephone number (8 to 15 digits, E.164, as people part them)
 * or an address of e-mail: whether somebody answers there nobody can tell from it. */
bool phone_is_sound(const char *phone);
bool email_is_sound(const char *email);

/* True while an office or a round has a dossier in this state: what it is about (name, set,
 * variants, owner) is being judged and stays as it is. */
bool dossier_is_judged(Ocop__Registration__V1__DossierState state);

/* True when both say the same of a place, codes and texts. */
bool place_equals(const struct place *one, const struct place *other);

/* What a history shows of a producer: name, legal form, number, address and place; of a product:
 * name and set. In Vietnamese, in the arena. */
const char *producer_in_words(struct arena *arena, const struct producer *producer);
const char *product_in_words(struct arena *arena, const struct product *product);
