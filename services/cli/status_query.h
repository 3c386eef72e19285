/* status_query.h - how a daemon says it is
 */
#pragma once

#include "ocop/common/v1/queries.pb-c.h"

struct session;

/* Asks a daemon; says nothing. NULL when it does not answer. */
const Ocop__Common__V1__StatusReply *status_of(struct session *session, const char *source);
