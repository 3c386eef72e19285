/* reactions.c - the table of events certification follows
 *
 * All from the beginning: a store that is lost is rebuilt from what the others told.
 */
#include "certification/reactions.h"

#include "common/base/arena.h"
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
	{&ocop__scoring__v1__result_decided__descriptor, FROM_BEGINNING, on_result_decided},
	{&ocop__registration__v1__recognition_claimed__descriptor, FROM_BEGINNING,
	 on_recognition_claimed},
	{&ocop__registration__v1__centre_result_recorded__descriptor, FROM_BEGINNING,
	 on_centre_result_recorded},
	{&ocop__registration__v1__product_code_issued__descriptor, FROM_BEGINNING,
	 on_product_code_issued},
	{0},
};
