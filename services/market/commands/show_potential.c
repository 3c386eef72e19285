/* show_potential.c - a product without stars is shown as one that may earn some, or no more
 *
 * Who develops a product wants it seen before its first round. It never shows a star, and the word
 * goes with the first certificate.
 *
 * Reads:     market.v1.ShowPotential
 * Needs:     a listing that was never certified
 * Writes:    listing_stories, one row
 * Publishes: market.v1.PotentialShown
 * Refuses:   LISTING_CERTIFIED
 */
#include "common/store/transaction.h"
#include "market/commands.h"
#include "market/events.h"
#include "market/records.h"
#include "market/records/content.h"
#include "ocop/market/v1/commands.pb-c.h"

enum decision show_potential(struct transaction *tx, const ProtobufCMessage *message,
			     struct reply *reply)
{
	const Ocop__Market__V1__ShowPotential *command =
		(const Ocop__Market__V1__ShowPotential *)message;
	struct listing listing;

	listing_load(tx, command->listing_id, &listing);
	if (transaction_failed(tx))
		return FAILED;

	if (command->potential && *listing.certificate.code) {
		reply_refuse(reply, REFUSAL(LISTING_CERTIFIED), "potential", NULL);
		return REFUSED;
	}

	listing.potential = command->potential;
	potential_write(tx, &listing, transaction_now_us(tx));
	event_potential_shown(tx, &listing, (uint64_t)listing.version + 1);
	reply_accept(reply, listing.listing_id, (uint64_t)listing.version + 1);
	return ACCEPTED;
}
