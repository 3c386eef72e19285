/* refresh_place.c - what the place of a producer or product belonged to is found anew, because
 * units were recorded since
 *
 * Reads:     registration.v1.RefreshPlace, from the daemon itself
 * Needs:     a producer or a product
 * Writes:    producers or products (former units alone), product_places; pairs that look alike
 * Publishes: nothing: what follows from units is no news of its own
 * Refuses:   NO_SUCH_THING
 *
 * The units of today stay as they were told when the place became known.
 */
#include "common/store/transaction.h"
#include "ocop/registration/v1/commands.pb-c.h"
#include "registration/commands.h"
#include "registration/records.h"

enum decision refresh_place(struct transaction *tx, const ProtobufCMessage *message,
			    struct reply *reply)
{
	const Ocop__Registration__V1__RefreshPlace *asked =
		(const Ocop__Registration__V1__RefreshPlace *)message;
	struct producer producer;
	struct product product;

	producer_load(tx, asked->thing_id, &producer);
	product_load(tx, asked->thing_id, &product);
	if (transaction_failed(tx))
		return FAILED;

	if (!producer.exists && !product.exists) {
		reply_refuse(reply, REFUSAL(NO_SUCH_THING), "thing_id", NULL);
		return REFUSED;
	}

	if (producer.exists)
		producer_place_refresh(tx, &producer);
	else
		product_place_refresh(tx, &product);
	reply_accept(reply, asked->thing_id, producer.exists ? producer.version : product.version);
	return ACCEPTED;
}
