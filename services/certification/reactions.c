/* reactions.c - the table of events certification follows
 *
 * All from the beginning: a store that is lost is rebuilt from what the others told.
 */
#include "certification/reactions.h"

#include "ocop/registration/v1/events.pb-c.h"
#include "ocop/scoring/v1/events.pb-c.h"

const struct reaction certification_reactions[] = {
	{&ocop__scoring__v1__result_decided__descriptor, FROM_BEGINNING, on_result_decided},
	{&ocop__registration__v1__recognition_claimed__descriptor, FROM_BEGINNING,
	 on_recognition_claimed},
	{&ocop__registration__v1__product_code_issued__descriptor, FROM_BEGINNING,
	 on_product_code_issued},
	{0},
};
