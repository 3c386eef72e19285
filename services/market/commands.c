/* commands.c - the table of what market can be asked to change */
#include "market/commands.h"

#include "market/subjects.h"
#include "ocop/common/v1/queries.pb-c.h"
#include "ocop/market/v1/commands.pb-c.h"

const struct command market_commands[] = {
	{.message = &ocop__market__v1__describe_listing__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = ALLOW(PRODUCER) | ALLOW(COMMUNE_OFFICER),
	 .subject = subject_of_listing,
	 .handle = describe_listing},
	{.message = &ocop__market__v1__shelve_listings__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = ALLOW_SYSTEM,
	 .handle = shelve_listings},
	{0},
};
