/* status_query.c - how a daemon says it is */
#include "cli/status_query.h"

#include "cli/peers.h"

const Ocop__Common__V1__StatusReply *status_of(struct session *session, const char *source)
{
	Ocop__Common__V1__Status query = OCOP__COMMON__V1__STATUS__INIT;
	const struct question question = {.message = &query.base};
	const Ocop__Common__V1__ReplyFrame *replies;

	if (peer_ask(session, source, "queries", &question, 1, &replies) != 0)
		return NULL;
	return (const void *)reply_body(session, replies->replies[0],
					&ocop__common__v1__status_reply__descriptor);
}
