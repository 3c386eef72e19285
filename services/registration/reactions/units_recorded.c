/* units_recorded.c - units and what they replaced; places that were found before are found anew by
 * the deadline refresh_place
 *
 * Follows: identity.v1.UnitsRecorded
 * Writes:  units, former_units, units_version
 */
#include "common/unit/unit.h"
#include "ocop/identity/v1/events.pb-c.h"
#include "registration/reactions.h"
#include "registration/records/units_version.h"

void on_units_recorded(struct transaction *tx, const Ocop__Common__V1__Event *event,
		       const ProtobufCMessage *body)
{
	unit_recorded(tx, event, body);
	units_version_advance(tx, event->occurred_at_us);
}
