/* operation.c - the table of what whoever runs the instance asks of every daemon */
#include "common/operation/operation.h"

#include "common/service_parts.h"
#include "ocop/common/v1/commands.pb-c.h"
#include "ocop/common/v1/queries.pb-c.h"

/* Also of a daemon that is closed: both are what mends it. */
const struct command common_commands[] = {
	{.message = &ocop__common__v1__resume_following__descriptor,
	 .reply = &ocop__common__v1__accepted__descriptor,
	 .allow = ALLOW(OPERATOR),
	 .handle = resume_following,
	 .even_closed = true},
	{.message = &ocop__common__v1__back_up_store__descriptor,
	 .reply = &ocop__common__v1__back_up_store_reply__descriptor,
	 .allow = ALLOW(OPERATOR),
	 .prepare = back_up_store_prepare,
	 .handle = back_up_store,
	 .even_closed = true},
	{0},
};
