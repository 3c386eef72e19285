/* reactions.c - the table of events certification follows
 *
 * All from the beginning: a store that is lost is rebuilt from what the others told.
 */
#include "certification/reactions.h"

#include <string.h>

#include "certification/records/mirrors.h"
#include "common/base/arena.h"
#include "common/unit/unit.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"
const char *place_as_written(struct arena *arena, const Ocop__Registration__V1__Place *place)
{
	const char *parts[] = {place->commune_text, place->district_text, place->province_text};
	const char *text = "";

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++) {
		if (parts[i][0] == '\0')
			continue;
		text = arena_printf(arena, "%s%s%s", text, text[0] == '\0' ? "" : ", ", parts[i]);
	}
	return text;
}

const struct reaction certification_reactions[] = {
	{&ocop__identity__v1__units_recorded__descriptor, FROM_BEGINNING, unit_recorded},
	{&ocop__scoring__v1__result_decided__descriptor, FROM_BEGINNING, on_result_decided},
	{&ocop__scoring__v1__round_reported__descriptor, FROM_BEGINNING, on_round_reported},
	{&ocop__scoring__v1__round_approved__descriptor, FROM_BEGINNING, on_round_approved},
	{&ocop__scoring__v1__agreed_options_recorded__descriptor, FROM_BEGINNING,
	 on_agreed_options_recorded},
	{&ocop__scoring__v1__dossier_left_round__descriptor, FROM_BEGINNING, on_dossier_left_round},
	{&ocop__registration__v1__recognition_claimed__descriptor, FROM_BEGINNING,
	 on_recognition_claimed},
	{&ocop__registration__v1__centre_result_recorded__descriptor, FROM_BEGINNING,
	 on_centre_result_recorded},
	{&ocop__registration__v1__recognised_on_centre_result__descriptor, FROM_BEGINNING,
	 on_recognised_on_centre_result},
	{&ocop__registration__v1__product_code_issued__descriptor, FROM_BEGINNING,
	 on_product_code_issued},
	{&ocop__registration__v1__dossier_submitted__descriptor, FROM_BEGINNING,
	 on_dossier_submitted},
	{&ocop__registration__v1__dossier_withdrawn__descriptor, FROM_BEGINNING,
	 on_dossier_withdrawn},
	{&ocop__registration__v1__dossier_admitted__descriptor, FROM_BEGINNING,
	 on_dossier_admitted},
	{&ocop__registration__v1__supplement_given__descriptor, FROM_BEGINNING,
	 on_supplement_given},
	{&ocop__registration__v1__paper_attached__descriptor, FROM_BEGINNING, on_paper_attached},
	{&ocop__registration__v1__paper_kept__descriptor, FROM_BEGINNING, on_paper_kept},
	{&ocop__registration__v1__personal_data_erased__descriptor, FROM_BEGINNING,
	 on_personal_data_erased},
	{0},
};

bool certification_forget(struct transaction *tx, const char *source)
{
	static const char shards[] = "scoring_";

	if (strcmp(source, "registration") == 0)
		mirrors_of_registration_forget(tx);
	else if (strncmp(source, shards, strlen(shards)) == 0)
		mirrors_of_shard_forget(tx, source + strlen(shards));
	else
		return false;
	return true;
}
