/* personal_data_erased.c - a producer's name is kept no longer, and whoever follows is told
 *
 * Follows:   registration.v1.PersonalDataErased
 * Writes:    nothing of its own
 * Publishes: certification.v1.PersonalDataErased, when he has certificates here
 *
 * The name is gone already: that is every follower's (common/erasure/erasure.h). What comes of it
 * is told from here, so that whoever follows this register hears it behind all that named him.
 */
#include "certification/events.h"
#include "certification/reactions.h"
#include "certification/records/erasure.h"
#include "ocop/registration/v1/events.pb-c.h"

void on_personal_data_erased(struct transaction *tx, const Ocop__Common__V1__Event *event,
			     const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__PersonalDataErased *erased =
		(const Ocop__Registration__V1__PersonalDataErased *)body;
	struct certificates_of_producer certificates;

	(void)event; /* the body says all */
	certificates_of_producer(tx, erased->producer_id, &certificates);
	if (certificates.count > 0)
		event_personal_data_erased(tx, erased->producer_id, &certificates);
}
