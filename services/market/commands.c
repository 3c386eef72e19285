/* commands.c - the table of what market can be asked to change */
#include "market/commands.h"

#include "common/store/transaction.h"
#include "market/records.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"

static void described_listing(struct transaction *tx, const ProtobufCMessage *message,
			      struct subject *ret_subject)
{
	const Ocop__Market__V1__DescribeListing *command =
		(const Ocop__Market__V1__DescribeListing *)message;
	struct listing listing;

	listing_load(tx, command->listing_id, &listing);
	*ret_subject = (struct subject){
		.exists = listing.exists,
		.version = (uint64_t)listing.version,
		.province_code = listing.province_code,
		.commune_code = listing.commune_code,
		.producer_id = listing.producer_id,
	};
}

const struct command market_commands[] = {
	{.message = &ocop__market__v1__describe_listing__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER),
	 .subject = described_listing,
	 .handle = describe_listing},
	{.message = &ocop__market__v1__shelve_listings__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = ALLOW_SYSTEM,
	 .handle = shelve_listings},
	{0},
};
