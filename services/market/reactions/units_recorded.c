/* units_recorded.c - names of places, of today and former, under which listings are found
 *
 * Follows: identity.v1.UnitsRecorded
 * Writes:  units, former_units; the search reads listings there again, for their new names; figures
 *          are counted anew
 */
#include <string.h>

#include "common/unit/unit.h"
#include "market/figures/mirror.h"
#include "market/reactions.h"
#include "market/records.h"
#include "ocop/identity/v1/events.pb-c.h"

void on_units_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body)
{
	const Ocop__Identity__V1__UnitsRecorded *recorded =
		(const Ocop__Identity__V1__UnitsRecorded *)body;
	const char *touched = "";

	unit_recorded(tx, event, body);
	figure_units_changed(tx);
	for (size_t i = 0; i < recorded->n_units; i++)
		listings_touch_place(tx, recorded->units[i]->code);
	for (size_t i = 0; i < recorded->n_former_units; i++) {
		const char *successor = recorded->former_units[i]->successor_commune_code;

		/* Rows of one successor stand together. */
		if (strcmp(successor, touched) != 0)
			listings_touch_place(tx, successor);
		touched = successor;
	}
	followed_source_write(tx, event->source, event->occurred_at_us);
}
