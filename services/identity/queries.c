/* queries.c - the table of what identity may be asked
 *
 * Agencies, shards and units are public. Accounts are offices; whoever composes a council or keeps
 * the instance needs their list.
 */
#include "identity/queries.h"

#include "ocop/identity/v1/queries.pb-c.h"

const struct query identity_queries[] = {
	{.message = &ocop__identity__v1__exchange_credential__descriptor,
	 .reply = &ocop__identity__v1__exchange_credential_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = exchange_credential},
	{.message = &ocop__identity__v1__get_account__descriptor,
	 .reply = &ocop__identity__v1__account__descriptor,
	 .allow = ALLOW_SIGNED_IN,
	 .handle = get_account},
	{.message = &ocop__identity__v1__list_accounts__descriptor,
	 .reply = &ocop__identity__v1__list_accounts_reply__descriptor,
	 .allow = ALLOW(OPERATOR) | ALLOW(AUDITOR) | ALLOW(OCOP_AGENCY) | ALLOW(COUNCIL_SECRETARY),
	 .handle = list_accounts},
	{.message = &ocop__identity__v1__list_agencies__descriptor,
	 .reply = &ocop__identity__v1__list_agencies_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = list_agencies},
	{.message = &ocop__identity__v1__list_shards__descriptor,
	 .reply = &ocop__identity__v1__list_shards_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = list_shards},
	{.message = &ocop__identity__v1__get_unit__descriptor,
	 .reply = &ocop__identity__v1__get_unit_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = get_unit},
	{.message = &ocop__identity__v1__list_units__descriptor,
	 .reply = &ocop__identity__v1__list_units_reply__descriptor,
	 .allow = ALLOW_ANYONE,
	 .handle = list_units},
	{.message = &ocop__identity__v1__list_calendar_days__descriptor,
	 .reply = &ocop__identity__v1__list_calendar_days_reply__descriptor,
	 .allow = ALLOW_SIGNED_IN,
	 .handle = list_calendar_days},
	{0},
};
