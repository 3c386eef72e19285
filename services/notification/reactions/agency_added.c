/* agency_added.c - an agency may be told
 *
 * Follows: identity.v1.AgencyAdded
 * Writes:  agencies, one row
 */
#include "common/base/error.h"
#include "common/store/transaction.h"
#include "notification/reactions.h"
#include "notification/records.h"
#include "ocop/identity/v1/events.pb-c.h"

void on_agency_added(struct transaction *tx, const Ocop__Common__V1__Event *event,
		     const ProtobufCMessage *body)
{
	const Ocop__Identity__V1__Agency *agency =
		((const Ocop__Identity__V1__AgencyAdded *)body)->agency;

	(void)event; /* the body says all */
	if (!agency) {
		transaction_fail(tx, ERROR_UNREADABLE);
		return;
	}
	agency_put(tx, agency->agency_id);
}
