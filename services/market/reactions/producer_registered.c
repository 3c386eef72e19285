/* producer_registered.c - a producer's name, for his listings
 *
 * Follows: registration.v1.ProducerRegistered
 * Writes:  producers, one row; his listings, where they have another name; his legal form
 */
#include "market/figures/follow.h"
#include "market/figures/indicators/indicators.h"
#include "market/reactions.h"
#include "market/records.h"
#include "ocop/registration/v1/events.pb-c.h"

void on_producer_registered(struct transaction *tx, const Ocop__Common__V1__Event *event,
			    const ProtobufCMessage *body)
{
	const Ocop__Registration__V1__ProducerRegistered *producer =
		(const Ocop__Registration__V1__ProducerRegistered *)body;

	producer_write(tx, producer->producer_id, producer->name);
	figures_follow_producer(tx, producer->producer_id, producer->legal_form);
	producer_place_write(tx, producer->producer_id, producer->place);
	listings_rename_producer(tx, producer->producer_id, producer->name, event->occurred_at_us);
	followed_source_write(tx, event->source, event->occurred_at_us);
}
