/* reactions.c - the table of events scoring follows
 *
 * From the beginning: a shard added late takes what was admitted to it meanwhile.
 */
#include "scoring/reactions.h"

#include "common/unit/calendar.h"
#include "common/unit/unit.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"

const struct reaction scoring_reactions[] = {
	{&ocop__identity__v1__units_recorded__descriptor, FROM_BEGINNING, unit_recorded},
	{&ocop__identity__v1__calendar_days_recorded__descriptor, FROM_BEGINNING,
	 calendar_days_recorded},
	{&ocop__identity__v1__shard_closed__descriptor, FROM_BEGINNING, on_shard_closed},
	{&ocop__registration__v1__dossier_admitted__descriptor, FROM_BEGINNING,
	 on_dossier_admitted},
	{&ocop__registration__v1__dossier_withdrawn__descriptor, FROM_BEGINNING,
	 on_dossier_withdrawn},
	{&ocop__registration__v1__supplement_asked__descriptor, FROM_BEGINNING,
	 on_supplement_asked},
	{&ocop__registration__v1__supplement_given__descriptor, FROM_BEGINNING,
	 on_supplement_given},
	{0},
};
